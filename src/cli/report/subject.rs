//! What a report is about: what was named, or what is nearest.

use anyhow::{Context as _, bail};

use super::{Report, Which};
use crate::cli::state::Loaded;
use crate::cli::{Global, Output};
use crate::edit::{EditError, find};
use crate::record::{Audience, Kind as RecordKind, ReviewStatus};
use crate::redact;
use crate::report::{self, Document, Facts, Kind, Options, Register};
use crate::text::listed;

impl Report {
    pub(super) fn document(
        &self,
        global: &Global,
        loaded: &Loaded,
        options: &Options,
        output: &mut Output,
    ) -> anyhow::Result<Document> {
        let id = self.id(loaded)?;
        if self.which == Which::Register {
            let found = Register::ALL.into_iter().find(|register| register.as_str() == id);
            let register = found.ok_or_else(|| EditError::Needs {
                what: format!("there is no register `{id}`"),
                help: format!("name one of {}", registers()),
            })?;
            let promises = if register.tells_promises() { loaded.promises(output)? } else { None };
            let facts = Facts { promises, ..Facts::default() };
            return report::build(&loaded.snapshot, options, &facts, Kind::Register(register))
                .context("a register is for everybody");
        }
        let record = find(&loaded.snapshot, &id)?;
        let (kind, wanted) = match self.which {
            Which::Plan => (Kind::Plan(&record.id), RecordKind::Audit),
            Which::Audit => (Kind::Audit(&record.id), RecordKind::Audit),
            Which::Action => (Kind::Action(&record.id), RecordKind::Action),
            Which::Programme => (Kind::Programme(&record.id), RecordKind::Programme),
            _ => (Kind::Review(&record.id), RecordKind::Review),
        };
        if record.kind() != wanted {
            return Err(EditError::Needs {
                what: format!("{} is no {} but {}", record.id, wanted.noun(), record.kind().noun()),
                help: format!("this report is about a record of the kind `{wanted}`: name one by its id"),
            }
            .into());
        }
        if self.which == Which::Audit && options.audience != Audience::Management && redact::is_unissued(record) {
            bail!(
                "the report of {} is not issued, and what it will say is not for the audience `{}`: before that it is for \
                 `--audience management` alone",
                record.id,
                options.audience
            );
        }
        let facts = self.facts(global, loaded, record, output)?;
        report::build(&loaded.snapshot, options, &facts, kind)
            .with_context(|| format!("{} is not for the audience `{}`", record.id, options.audience))
    }

    /// What the report is about: what was named, or what is nearest.
    pub(super) fn id(&self, loaded: &Loaded) -> anyhow::Result<String> {
        let near = || match self.which {
            Which::Programme => {
                loaded.snapshot.running_programme(loaded.day).map(|programme| programme.id().to_owned())
            }
            Which::Review => {
                let planned = loaded.snapshot.reviews().filter(|review| review.status == ReviewStatus::Planned);
                let next = planned.min_by_key(|review| (review.held_on, review.id()));
                let last = || loaded.snapshot.reviews().max_by_key(|review| (review.held_on, review.id()));
                next.or_else(last).map(|review| review.id().to_owned())
            }
            _ => None,
        };
        self.id.clone().or_else(near).ok_or_else(|| {
            let (what, help) = match self.which {
                Which::Programme => ("no programme runs on that day", "name one by its id".to_owned()),
                Which::Review => ("there is no management review", "begin one with `tickmark new review`".to_owned()),
                Which::Register => ("which register?", format!("name one of {}", registers())),
                _ => ("this report is about one record, and none is named", self.examples(loaded)),
            };
            EditError::Needs { what: what.to_owned(), help }.into()
        })
    }

    /// Which records the report can be about: the last ones.
    fn examples(&self, loaded: &Loaded) -> String {
        let kind = if self.which == Which::Action { RecordKind::Action } else { RecordKind::Audit };
        let records = loaded.snapshot.records_of(kind).rev();
        let ids: Vec<&str> = records.map(|record| &*record.id).take(3).collect();
        match ids.is_empty() {
            true => format!("begin one with `tickmark new {kind}`"),
            false => format!("name it by its id, such as {}", listed(&ids, 3)),
        }
    }
}

/// The names of the registers.
fn registers() -> String {
    Register::ALL.map(Register::as_str).join(", ")
}
