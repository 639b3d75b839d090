//! What was planned and decided, and what became of it.

use super::Viewer;
use crate::cycles::{Decided, DecisionChanges, PlanKept, Totals};
use crate::record::Kind;
use crate::site::data::{Value, json};

impl Viewer<'_, '_> {
    pub(super) fn plan_section(&self, plan: &PlanKept) -> Value {
        let language = &self.site.options.language;
        let sums = |totals: &Totals| {
            let all = totals.planned + totals.unplanned;
            let figures = [
                ("held", totals.held.into()),
                ("all", all.into()),
                ("used", language.decimal(totals.days_used).into()),
                ("planned", language.decimal(totals.days_planned).into()),
            ];
            language.text("comparison-totals", &figures)
        };
        let both = [("before", sums(&plan.before).into()), ("after", sums(&plan.after).into())];
        let [has_audits, has_effort, has_reason] = ["audits", "effort", "postponed"].map(|name| self.may_compare(name));
        let audits = plan.audits.iter().map(|held| {
            let when =
                held.dates.or(held.window).map(|period| language.span(period.from, period.to)).unwrap_or_default();
            let late = held.window.filter(|_| held.is_late()).map(|window| {
                language.text("comparison-planned-for", &[("span", language.span(window.from, window.to).into())])
            });
            let days = held.days_used.zip(held.days_planned).filter(|_| has_effort).map(|(used, planned)| {
                language.text(
                    "comparison-days",
                    &[("used", language.decimal(used).into()), ("planned", language.decimal(planned).into())],
                )
            });
            let unplanned = if held.is_planned { String::new() } else { self.say("comparison-unplanned", &[]) };
            let reason = held
                .reason
                .as_ref()
                .filter(|_| has_reason)
                .map(|reason| self.quoted((Kind::Audit, "status_reason"), reason))
                .unwrap_or_default();
            let text = vec![when, late.unwrap_or_default(), days.unwrap_or_default(), unplanned, reason];
            let mark = json!({"word": self.say(&format!("comparison-outcome-{}", held.outcome.as_str()), &[])});
            // A line of the programme whose audit has no record yet is known by its id and title on the programme's page.
            match self.site.snapshot.record(&held.audit.id) {
                Some(_) => self.row(&held.audit.id, mark, text),
                None => {
                    let mut what = self.link(&held.audit.id);
                    what.set("title", self.quoted((Kind::Programme, "schedule/title"), &held.audit.title));
                    Some(self.any_row(what, mark, text))
                }
            }
        });
        let postponed = plan.postponed.iter().filter_map(|one| {
            let reason = self.because(Kind::Audit, &["status_reason"], one.reason.as_ref());
            self.row(&one.audit, json!({"word": self.on(one.day)}), vec![reason])
        });
        let groups = vec![
            self.group("audits", ["label-audit", "label-state", "label-note"], audits.flatten().collect()),
            self.group("postponed", ["label-audit", "label-day", "label-reason"], postponed.collect()),
        ];
        let note = if has_audits && has_effort { language.text("comparison-plan-note", &both) } else { String::new() };
        self.compared("plan", note, groups)
    }

    pub(super) fn decisions_section(&self, decisions: &DecisionChanges) -> Value {
        let language = &self.site.options.language;
        let rows = |all: &[Decided]| -> Vec<Value> {
            let row = |one: &Decided| {
                let word = one
                    .status
                    .map_or_else(|| language.text("comparison-dropped", &[]), |status| language.word(status.as_str()));
                let day = match (one.done_on, one.due) {
                    (Some(done), _) => language.text("comparison-done-on", &[("day", self.on(done).into())]),
                    (None, Some(due)) => language.text("comparison-due-on", &[("day", self.on(due).into())]),
                    (None, None) => String::new(),
                };
                let mut row = self.row(&one.review, json!({"word": word}), vec![day])?;
                if let Some(what) = row.member("what") {
                    what.set("label", one.decision.id.as_str());
                    what.set("title", self.quoted((Kind::Review, "decisions/text"), &one.decision.title));
                }
                Some(row)
            };
            all.iter().filter_map(row).collect()
        };
        let heads = ["label-decision", "label-state", "label-when"];
        let groups = vec![
            self.group("open-decisions", heads, rows(&decisions.carried)),
            self.group("new-decisions", heads, rows(&decisions.new)),
        ];
        self.compared("decisions", String::new(), groups)
    }
}
