//! What could be better, and what became of it.

use super::Viewer;
use crate::record::{DecisionType, FindingStatus, Grade};
use crate::site::data::{Value, json};

impl Viewer<'_, '_> {
    /// Opportunities, recommendations, lessons, improvements of the programme and decisions of reviews, the newest first.
    pub(super) fn improvement_register(&self) -> Value {
        let mut rows = self.improvements_of_findings();
        rows.extend(self.improvements_of_audits());
        rows.extend(self.improvements_of_programmes());
        rows.extend(self.improvements_of_reviews());
        rows.sort_by(|a, b| b["day"].as_str().cmp(&a["day"].as_str()));
        let open = rows.iter().filter(|row| row["is_open"] == true).count();
        let silent = rows.iter().filter(|row| row["is_silent"] == true).count();
        let lede = [("count", rows.len().into()), ("open", open.into()), ("silent", silent.into())];
        // Below, an empty list says that there is none.
        let lede = if rows.is_empty() { String::new() } else { self.language().text("improvements-lede", &lede) };
        json!({"lede": lede, "rows": rows})
    }

    fn improvements_of_findings(&self) -> Vec<Value> {
        let mut rows = Vec::new();
        for finding in self.site.snapshot.findings().filter(|finding| self.is_shown(finding.id())) {
            let field = |key: &str| self.field(finding.record(), key);
            let (grade, recommendation) = (field("grade"), field("recommendation"));
            let kind = match (grade == Grade::Opportunity.as_str(), recommendation.as_str().is_some()) {
                (true, _) => "opportunity",
                (_, true) => "recommendation",
                _ => continue,
            };
            if finding.status == FindingStatus::Withdrawn {
                continue;
            }
            let text = if kind == "opportunity" { field("title") } else { recommendation };
            let actions = self.site.snapshot.actions_for(finding.id()).filter(|action| self.is_shown(action.id()));
            rows.push(json!({
                "day": field("detected_on").as_str().unwrap_or_default(),
                "kind": kind,
                "text": text,
                "record": self.link(finding.id()),
                "status": field("status"),
                "decision": field("decision"),
                "done": null,
                "actions": actions.map(|action| self.link(action.id())).collect::<Vec<Value>>(),
                "is_open": finding.status.is_open(),
                "is_silent": false,
            }));
        }
        rows
    }

    fn improvements_of_audits(&self) -> Vec<Value> {
        let mut rows = Vec::new();
        for audit in self.shown_audits() {
            let day = self.issued_on(&audit).or(self.dates_of(&audit).map(|dates| dates.end));
            let Some(day) = day else { continue };
            let fields = self.fields(audit.record());
            for (lesson, number) in fields["lessons"].as_array().into_iter().flatten().zip(1..) {
                let mut row = self.told(day.to_string(), "lesson", lesson, audit.id());
                let decided = audit.data().lesson_decisions.iter().rposition(|decided| decided.lesson == number);
                let shown = decided.map(|at| &fields["lesson_decisions"][at]).filter(|one| one["by"] != Value::Null);
                if let Some(decided) = shown {
                    row.set("actions", decided["records"].clone());
                    row.set("decision", decided.clone());
                    row.set("is_open", decided["outcome"].is_null());
                    row.set("is_silent", false);
                }
                rows.push(row);
            }
        }
        rows
    }

    fn improvements_of_programmes(&self) -> Vec<Value> {
        let mut rows = Vec::new();
        for programme in self.site.snapshot.programmes().filter(|programme| self.is_shown(programme.id())) {
            let fields = self.fields(programme.record());
            for review in fields["reviews"].as_array().into_iter().flatten() {
                for one in review["improvements"].as_array().into_iter().flatten() {
                    let day = review["date"].as_str().unwrap_or_default().to_owned();
                    rows.push(self.told(day, "programme", one, programme.id()));
                }
            }
        }
        rows
    }

    fn improvements_of_reviews(&self) -> Vec<Value> {
        let mut rows = Vec::new();
        for review in self.site.snapshot.reviews().filter(|review| self.is_shown(review.id())) {
            let Some(on) = self.held_on(&review) else { continue };
            let fields = self.fields(review.record());
            let fields = fields["decisions"].as_array().into_iter().flatten();
            for (decision, fields) in review.data().decisions.iter().zip(fields) {
                if decision.r#type != DecisionType::Improvement {
                    continue;
                }
                let mut row = self.told(on.to_string(), "decision", &fields["text"], review.id());
                row.set("status", decision.status.as_str());
                row.set("is_open", decision.status.is_open());
                row.set("is_silent", false);
                row.set("done", fields["done_on"].clone());
                rows.push(row);
            }
        }
        rows
    }

    /// Something of which the records do not say what became of it.
    fn told(&self, day: String, kind: &str, text: &Value, record: &str) -> Value {
        json!({
            "day": day,
            "kind": kind,
            "text": text,
            "record": self.link(record),
            "status": null,
            "decision": null,
            "actions": [],
            "done": null,
            "is_open": false,
            "is_silent": true,
        })
    }
}
