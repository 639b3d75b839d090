//! The list of pages that stands in the head of every one.

use super::Viewer;
use crate::record::{Audience, Kind};
use crate::site::data::{Value, json};
use crate::site::plan::{PageKind, Register};

/// An entry of the navigation.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    Records(Kind),
    Register(Register),
    /// The newest comparison of cycles.
    Comparison,
}

/// All entries, in the order in which management asks for them, but for those that an audience asks for first.
const ALL: &[Entry] = &[
    Entry::Records(Kind::Programme),
    Entry::Records(Kind::Audit),
    Entry::Records(Kind::Finding),
    Entry::Records(Kind::Action),
    Entry::Register(Register::Coverage),
    Entry::Records(Kind::Evidence),
    Entry::Records(Kind::Review),
    Entry::Comparison,
    Entry::Register(Register::Integrity),
    Entry::Register(Register::Clauses),
    Entry::Records(Kind::Soa),
    Entry::Records(Kind::Catalogue),
    Entry::Register(Register::Laws),
    Entry::Register(Register::Processes),
    Entry::Records(Kind::Person),
    Entry::Register(Register::Resources),
    Entry::Register(Register::Communications),
    Entry::Register(Register::Improvements),
    Entry::Register(Register::Requests),
    Entry::Records(Kind::Workpaper),
    Entry::Register(Register::Rules),
    Entry::Records(Kind::Isms),
];

/// How many of them stand in the head of a page; the others are folded away behind these.
const IN_HEAD: usize = 9;

/// What an audience asks for first.
fn first(audience: Audience) -> &'static [Entry] {
    match audience {
        Audience::Public | Audience::Management => &[],
        Audience::Auditee => &[
            Entry::Records(Kind::Finding),
            Entry::Records(Kind::Action),
            Entry::Records(Kind::Audit),
            Entry::Register(Register::Requests),
            Entry::Records(Kind::Evidence),
            Entry::Records(Kind::Person),
            Entry::Register(Register::Processes),
        ],
        // In the order in which a certification audit goes: the papers, the programme, what came of it, who did it.
        Audience::Certifier => &[
            Entry::Records(Kind::Soa),
            Entry::Records(Kind::Programme),
            Entry::Records(Kind::Audit),
            Entry::Records(Kind::Finding),
            Entry::Records(Kind::Action),
            Entry::Records(Kind::Review),
            Entry::Records(Kind::Person),
            Entry::Records(Kind::Evidence),
            Entry::Register(Register::Integrity),
        ],
    }
}

/// What stands in the head of every page, and what is folded away behind it.
pub(super) fn entries(audience: Audience) -> (Vec<Entry>, Vec<Entry>) {
    let first = first(audience);
    let others = ALL.iter().filter(|entry| !first.contains(entry));
    let mut head: Vec<Entry> = first.iter().chain(others).copied().collect();
    let more = head.split_off(IN_HEAD);
    (head, more)
}

impl Viewer<'_, '_> {
    /// The entry of the navigation that a page belongs to.
    pub(super) fn place(&self, page: &PageKind) -> &'static str {
        match page {
            PageKind::Overview => "overview",
            PageKind::Figures => "figures",
            PageKind::Index(kind) => kind.as_str(),
            PageKind::Record(position) => self.site.snapshot.records()[*position].kind().as_str(),
            PageKind::BuiltIn(_) => Kind::Catalogue.as_str(),
            PageKind::Comparison(_) => "comparison",
            PageKind::Register(register) => register.name(),
        }
    }

    /// The entries of a part of the navigation that have a page.
    pub(super) fn navigation(&self, entries: &[Entry], page: &PageKind) -> Vec<Value> {
        let current = match page {
            PageKind::Index(kind) => Some(*kind),
            PageKind::Record(position) => Some(self.site.snapshot.records()[*position].kind()),
            PageKind::BuiltIn(_) => Some(Kind::Catalogue),
            PageKind::Overview | PageKind::Figures | PageKind::Register(_) | PageKind::Comparison(_) => None,
        };
        let entry = |entry: &Entry| match *entry {
            Entry::Records(kind) => {
                if kind.is_single() && self.site.plan.address(kind.as_str()).is_none() {
                    return None;
                }
                let page = if kind.is_single() { kind.as_str() } else { "index" };
                let href = format!("{}{}/{page}.html", self.root, kind.folder());
                Some(json!({"label": self.plural(kind), "href": href, "is_current": current == Some(kind)}))
            }
            Entry::Register(register) => {
                let href = format!("{}{}.html", self.root, register.name());
                let label = self.language().plain(&format!("register-{}", register.name()));
                let is_current = *page == PageKind::Register(register);
                Some(json!({"label": label, "href": href, "is_current": is_current}))
            }
            Entry::Comparison => {
                let newest = self.site.options.comparisons.iter().rev().find_map(|one| self.comparison_link(one))?;
                let is_current = matches!(page, PageKind::Comparison(_));
                let label = self.language().plain("comparison-cycles");
                Some(json!({"label": label, "href": newest["href"], "is_current": is_current}))
            }
        };
        entries.iter().filter_map(entry).collect()
    }
}
