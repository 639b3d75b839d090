//! The list of the records of a kind.

use super::Viewer;
use super::order::Order;
use crate::metrics;
use crate::record::{Action, ActionItemStatus, ActionStatus, Catalogue, Data, Date, FindingStatus, Grade, Kind};
use crate::site::data::{Value, json};
use crate::snapshot::Record;

impl Viewer<'_, '_> {
    /// The list of a kind's records: people by name, what has a day from the newest on.
    pub(super) fn index(&self, kind: Kind) -> Value {
        let snapshot = self.site.snapshot;
        let mut records: Vec<&Record> = snapshot
            .records()
            .iter()
            .filter(|record| record.kind() == kind && self.site.plan.address(&record.id).is_some())
            .collect();
        let order = Order::new(snapshot, &self.site.redaction);
        records.sort_by(|a, b| match kind {
            Kind::Person | Kind::Catalogue => order.compare(a, b),
            Kind::Finding | Kind::Action => group(a).cmp(&group(b)).then_with(|| order.compare(b, a)),
            _ => order.compare(b, a),
        });
        let mut rows: Vec<Value> = records
            .iter()
            .map(|record| {
                let mut row =
                    json!({"link": self.named(record), "fields": self.fields(record), "late": self.late(record)});
                match record.data() {
                    Data::Action(action) => row.set("progress", self.progress_of(record, action)),
                    Data::Evidence(_) => row.set("used_by", self.used_by(record)),
                    Data::Finding(finding) => row.set("finding", self.finding_row(record, finding)),
                    Data::Audit(audit) => row.set("audit", self.audit_row(record, audit)),
                    Data::Person(person) => {
                        row.set("has_left", self.has_left(person));
                        row.set("person", self.person_row(record));
                    }
                    _ => {}
                }
                row
            })
            .collect();
        if kind == Kind::Catalogue {
            let own = |catalogue: &&Catalogue| !records.iter().any(|record| *record.id == *catalogue.id.as_str());
            for catalogue in snapshot.catalogues().iter().filter(own) {
                let id = catalogue.id.as_str();
                let fields =
                    json!({"title": catalogue.title, "type": catalogue.r#type.as_str(), "edition": catalogue.edition});
                let href = self.site.plan.address(id).map(|address| format!("{}{address}", self.root));
                rows.insert(0, json!({"link": {"id": id, "label": id, "title": catalogue.title, "href": href}, "fields": fields, "late": null}));
            }
        }
        let count = rows.len() as i64;
        // Below, an empty list says that there is none.
        let lede = if count == 0 { String::new() } else { format!("{}.", self.summary(kind, &records, count)) };
        json!({
            "page": {"title": self.plural(kind), "kind": kind.as_str(), "lede": lede, "commit": self.newest_commit(records.iter().copied())},
            "rows": rows,
        })
    }

    /// The next day of an action by which something is due, and how many of its items are done.
    fn progress_of(&self, record: &Record, action: &Action) -> Value {
        let own =
            self.site.duties_of.get(&*record.id).into_iter().flatten().map(|&position| &self.site.duties[position]);
        let own = own.map(|duty| (duty.first_due, duty.due));
        let plan = self.plan_due_of(record, action).map(|due| (due, due));
        let next = own.chain(plan).min_by_key(|(_, due)| *due);
        let counted = action.actions.iter().filter(|item| item.status != ActionItemStatus::Cancelled);
        let done = action.actions.iter().filter(|item| item.status == ActionItemStatus::Done).count();
        let items = self.sees(record, "actions/status").then(|| format!("{done}/{}", counted.count()));
        json!({
            "first_due": next.map(|(first, _)| first.to_string()),
            "due": next.map(|(_, due)| due.to_string()),
            "items": items.filter(|_| !action.actions.is_empty()),
        })
    }

    /// The records that rest on a piece of evidence, or wait for it.
    fn used_by(&self, record: &Record) -> Vec<Value> {
        self.citing(record).into_iter().map(|citing| self.named(citing)).collect()
    }

    /// Days by which the latest thing of a record is late; of a finding, also in the actions that answer it.
    pub(super) fn late(&self, record: &Record) -> Option<i64> {
        let actions = self.site.snapshot.actions_for(&record.id).map(|action| action.id());
        std::iter::once(&*record.id).chain(actions).filter_map(|id| self.site.late_in(id).max()).max()
    }

    fn summary(&self, kind: Kind, records: &[&Record], count: i64) -> String {
        let (language, day) = (self.language(), self.site.day());
        let all = language.text(&format!("count-{kind}"), &[("count", count.into())]);
        let open = match kind {
            Kind::Finding => records.iter().filter(|record| is_open(record, day)).count(),
            Kind::Action => records.iter().filter(|record| is_open(record, day)).count(),
            Kind::Audit => {
                let issued =
                    records.iter().filter(|record| record.data().audit().is_some_and(|audit| audit.status.is_issued()));
                let issued = issued.count().into();
                return language.text("index-audits", &[("all", all.into()), ("issued", issued)]);
            }
            Kind::Evidence => {
                let withheld = records.iter().filter(|record| self.site.redaction.withholds(record)).count().into();
                return language.text("index-evidence", &[("all", all.into()), ("withheld", withheld)]);
            }
            _ => return all,
        };
        let late = records.iter().filter(|record| self.late(record).is_some()).count();
        let is_accepted = |record: &&&Record| record.data().finding().is_some_and(|one| one.is_accepted_on(day));
        let accepted = records.iter().filter(is_accepted).count();
        let counts = [("all", all.into()), ("open", open.into()), ("accepted", accepted.into()), ("late", late.into())];
        language.text("index-open", &counts)
    }
}

/// The order of findings and actions in their list: by state, then by grade.
fn group(record: &Record) -> (Option<FindingStatus>, Option<ActionStatus>, Option<Grade>) {
    let finding = record.data().finding();
    let action = record.data().action().map(|action| action.status);
    (finding.map(|finding| finding.status), action, finding.map(|finding| finding.grade))
}

fn is_open(record: &Record, day: Date) -> bool {
    match record.data() {
        Data::Finding(finding) => metrics::is_open(finding, day),
        Data::Action(action) => !action.status.is_finished(),
        _ => false,
    }
}
