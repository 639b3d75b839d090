//! Which pages there are, and where. Every record has one address, `<folder>/<id>.html`, whatever folder its file is in.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::cycles::Comparison;
use crate::hash::HashMap;
use crate::record::{Audience, Kind};
use crate::redact::{self, Elsewhere};
use crate::snapshot::Snapshot;

/// What a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageKind {
    /// The front page.
    Overview,
    /// All figures, with their pictures.
    Figures,
    /// The records of a kind.
    Index(Kind),
    /// The record at this position of the snapshot.
    Record(usize),
    /// The built-in catalogue with this id, which is no record of the repository.
    BuiltIn(String),
    /// The comparison of cycles at this position.
    Comparison(usize),
    /// What many records say of one thing.
    Register(Register),
}

macro_rules! registers {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)?) => {
        /// The registers: pages that gather from many records what belongs together. The address of one is its name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Register {
            $($(#[$doc])* $variant),+
        }

        impl Register {
            /// All of them, in the order of the navigation.
            pub const ALL: &'static [Register] = &[$(Register::$variant),+];

            /// Its name, which is its address without `.html`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Register::$variant => $name),+
                }
            }
        }
    };
}

registers! {
    /// The coverage matrix.
    Coverage = "coverage",
    /// The clauses and controls with what speaks to them.
    Clauses = "clauses",
    /// The processes of the ISMS.
    Processes = "processes",
    /// What was told to whom.
    Communications = "communications",
    /// Ideas for improvement and what became of them.
    Improvements = "improvements",
    /// Auditor days and competence.
    Resources = "resources",
    /// Evidence that is outstanding.
    Requests = "requests",
    /// Laws and contracts.
    Laws = "laws",
    /// Rules and waivers in force.
    Rules = "rules",
    /// What verifying found.
    Integrity = "integrity",
}

/// A page, and where it lies in the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// What it shows.
    pub kind: PageKind,
    /// Its address: the path from the top of the site.
    pub path: String,
}

/// A record that has no page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpublished {
    /// Path of its file.
    pub path: Arc<str>,
    /// Why.
    pub reason: Missing,
}

/// Why a record has no page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// Its address belongs to another page.
    Taken(String),
    /// Its file is no record.
    Unreadable,
}

/// The pages of a site.
#[derive(Debug, Default)]
pub struct Plan {
    /// The pages, the front page first.
    pub pages: Vec<Page>,
    /// The records that should have a page and have none. What `publication.hide` names is not among them.
    pub unpublished: Vec<Unpublished>,
    addresses: HashMap<String, String>,
}

impl Plan {
    /// Plans the site of a snapshot.
    pub fn of(snapshot: &Snapshot, audience: Audience, elsewhere: &Elsewhere) -> Plan {
        let mut plan = Plan::default();
        let mut taken = BTreeSet::new();
        plan.add(&mut taken, PageKind::Overview, "index.html".to_owned());
        plan.add(&mut taken, PageKind::Figures, "figures.html".to_owned());
        for &kind in Kind::ALL.iter().filter(|kind| !kind.is_single()) {
            plan.add(&mut taken, PageKind::Index(kind), format!("{}/index.html", kind.folder()));
        }
        for &register in Register::ALL {
            plan.add(&mut taken, PageKind::Register(register), format!("{}.html", register.name()));
        }
        let hidden = redact::hidden(snapshot, audience, elsewhere);
        for (position, record) in snapshot.records().iter().enumerate() {
            let id = record.id.to_lowercase();
            if hidden.contains(&id) || audience != Audience::Management && redact::is_unfinished(snapshot, record) {
                continue;
            }
            let path = record.kind().page(&record.id);
            // Of two records with one id the first counts, here as for references; the lint reports the other.
            match plan.add(&mut taken, PageKind::Record(position), path.clone()) {
                true => {
                    plan.addresses.insert(record.id.to_string(), path.clone());
                    plan.addresses.entry(id).or_insert(path);
                }
                false => {
                    plan.unpublished.push(Unpublished { path: Arc::clone(&record.path), reason: Missing::Taken(path) })
                }
            }
        }
        for catalogue in snapshot.catalogues().iter() {
            let id = catalogue.id.as_str();
            if !plan.addresses.contains_key(&id.to_lowercase()) && !hidden.contains(&id.to_lowercase()) {
                let path = Kind::Catalogue.page(id);
                if plan.add(&mut taken, PageKind::BuiltIn(id.to_owned()), path.clone()) {
                    plan.addresses.insert(id.to_lowercase(), path);
                }
            }
        }
        let broken = snapshot
            .broken()
            .iter()
            .filter(|broken| !hidden.contains(&broken.id.to_lowercase()))
            .map(|broken| Unpublished { path: Arc::clone(&broken.path), reason: Missing::Unreadable });
        plan.unpublished.extend(broken);
        plan.unpublished.sort_by(|a, b| a.path.cmp(&b.path));
        plan
    }

    /// The address of a record's page, by its id without regard to case; `None` when it has no page.
    pub fn address(&self, id: &str) -> Option<&str> {
        // Most ids are written as their records have them.
        self.addresses.get(id).or_else(|| self.addresses.get(&id.to_lowercase())).map(String::as_str)
    }

    /// Adds the pages of comparisons of cycles whose programmes both have a page.
    pub fn add_comparisons(&mut self, comparisons: &[Comparison]) {
        for (position, comparison) in comparisons.iter().enumerate() {
            let (before, after) = (&comparison.before.name, &comparison.after.name);
            let are_shown = self.address(before).is_some() && self.address(after).is_some();
            if are_shown && self.comparison(before, after).is_none() {
                let path = comparison_path(before, after);
                self.pages.push(Page { kind: PageKind::Comparison(position), path });
            }
        }
    }

    /// The address of the comparison of two cycles; `None` when it has no page.
    pub fn comparison(&self, before: &str, after: &str) -> Option<&str> {
        let path = comparison_path(before, after);
        let compared = self.pages.iter().filter(|page| matches!(page.kind, PageKind::Comparison(_)));
        compared.map(|page| page.path.as_str()).find(|known| known.eq_ignore_ascii_case(&path))
    }

    /// Adds a page unless another one has its address, as a file system without regard to case sees it.
    fn add(&mut self, taken: &mut BTreeSet<String>, kind: PageKind, path: String) -> bool {
        let is_new = taken.insert(path.to_lowercase());
        if is_new {
            self.pages.push(Page { kind, path });
        }
        is_new
    }
}

fn comparison_path(before: &str, after: &str) -> String {
    format!("comparisons/{before}..{after}.html")
}
