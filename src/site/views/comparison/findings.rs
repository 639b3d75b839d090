//! Findings of two cycles, and what was said of them once and is not so any more.

use super::Viewer;
use crate::cycles::{Comparison, FindingChanges, Found, Part, Slip};
use crate::record::{Audience, FindingStatus, Kind};
use crate::site::data::{Value, json};

impl Viewer<'_, '_> {
    pub(super) fn findings_section(&self, findings: &FindingChanges) -> Value {
        let rows = |all: &[Found], more: &dyn Fn(&Found) -> Vec<String>| -> Vec<Value> {
            let row = |one: &Found| self.row(&one.finding.id, json!({"grade": one.grade.as_str()}), more(one));
            all.iter().filter_map(row).collect()
        };
        let language = &self.site.options.language;
        let state = |one: &Found| language.word(one.status.as_str());
        let closed = |one: &Found| {
            let day = one.closed_on.filter(|_| one.status == FindingStatus::Closed).map(|day| self.on(day));
            let new = if one.is_old { String::new() } else { self.say("comparison-new-in-cycle", &[]) };
            vec![state(one), day.unwrap_or_default(), new]
        };
        let repeats = |one: &Found| {
            let ids = self.ids(&one.repeat_of);
            vec![language.text("comparison-repeats", &[("ids", ids.into())])]
        };
        let reopened = findings.reopened.iter().filter_map(|step| {
            let reason = self.because(Kind::Finding, &["changes/reason", "status_reason"], step.reason.as_ref());
            let text = vec![self.on(step.day), reason];
            self.row(&step.finding, self.step(step.from.as_str(), step.to.as_str()), text)
        });
        // What is not on record any more has no page; those who may see names may see its id.
        let gone = findings.gone.iter().filter(|_| self.site.options.audience == Audience::Management).map(|one| {
            let id = &one.finding.id;
            let what = json!({"id": id, "label": id, "title": Value::Null, "href": Value::Null});
            self.any_row(what, json!({"grade": one.grade.as_str()}), vec![state(one)])
        });
        let heads = ["label-finding", "label-grade", "label-note"];
        let groups = vec![
            self.group("new", heads, rows(&findings.new, &|one| vec![state(one)])),
            self.group("carried", heads, rows(&findings.carried, &|one| vec![state(one), self.on(one.detected_on)])),
            self.group("repeated", heads, rows(&findings.repeated, &repeats)),
            self.group("reopened", ["label-finding", "comparison-change", "label-reason"], reopened.collect()),
            self.group("closed", heads, rows(&findings.closed, &closed)),
            self.group("accepted", heads, rows(&findings.accepted, &|one| vec![self.on(one.detected_on)])),
            self.group("gone", heads, gone.collect()),
        ];
        self.compared("findings", String::new(), groups)
    }

    /// Grades, dates and checks: what was said once and is not so any more.
    pub(super) fn promises_section(&self, comparison: &Comparison) -> Value {
        let grades = comparison.graded.iter().filter_map(|one| {
            // Of a draft that the public never saw, it need not see the grade.
            let is_told = !one.was_draft || self.site.options.audience == Audience::Management;
            let draft = if one.was_draft { self.say("comparison-before-report", &[]) } else { String::new() };
            let reason = self.because(Kind::Finding, &["changes/reason", "grade_reason"], one.reason.as_ref());
            let text = vec![self.on(one.day), draft, reason];
            self.row(&one.finding, self.step(one.from.as_str(), one.to.as_str()), text).filter(|_| is_told)
        });
        let slips = comparison.slips.iter().filter_map(|slip| self.slip(slip));
        let judged = comparison.ineffective.iter().filter_map(|one| {
            let next = match one.continued_by.as_slice() {
                [] => self.say("comparison-ends-here", &[]),
                next => self.say("comparison-goes-on", &[("ids", self.ids(next).into())]),
            };
            let text = vec![one.checked_on.map(|day| self.on(day)).unwrap_or_default(), next];
            self.row(&one.action.id, self.word(one.result.as_str()), text)
        });
        let groups = vec![
            self.group("grades", ["label-finding", "comparison-change", "label-reason"], grades.collect()),
            self.group("slips", ["label-record", "comparison-change", "label-note"], slips.collect()),
            self.group("ineffective", ["label-action", "label-result", "label-note"], judged.collect()),
        ];
        self.compared("promises", String::new(), groups)
    }

    fn slip(&self, slip: &Slip) -> Option<Value> {
        let language = &self.site.options.language;
        let moves = [("times", slip.times.into()), ("days", language.days(slip.days()).into())];
        let what = match &slip.part {
            Part::Item(_) => (Kind::Action, "actions/what"),
            Part::Decision(_) => (Kind::Review, "decisions/text"),
            Part::Check => (Kind::Action, "effectiveness/criterion"),
        };
        let reasons = (!slip.reasons.is_empty()).then(|| slip.reasons.join(" "));
        let text = vec![
            self.quoted(what, &slip.what),
            format!("{} → {}", self.on(slip.from), self.on(slip.to)),
            self.because(Kind::Action, &["changes/reason"], reasons.as_ref()),
        ];
        let mut row = self.row(&slip.record.id, json!({"word": language.text("comparison-moved", &moves)}), text)?;
        let part = match &slip.part {
            Part::Item(number) => format!("{}/{number}", slip.record.id),
            Part::Decision(id) => format!("{}/{id}", slip.record.id),
            Part::Check => slip.record.id.clone(),
        };
        if let Some(what) = row.member("what") {
            what.set("label", part);
        }
        Some(row)
    }
}
