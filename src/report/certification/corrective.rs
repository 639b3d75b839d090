//! The corrective actions of the pack: those of the body's own findings first, which it asks for first.

use super::super::document::{Blocks, Line, Table};
use super::super::frame::Parts;
use super::super::register;
use super::Writer;
use crate::metrics;
use crate::record::*;
use crate::snapshot::View;

impl Writer<'_, '_> {
    /// The actions that were open at the last external audit or came since, and all that answer what the body itself raised in the
    /// certification cycle; those first.
    pub(super) fn actions(&self) -> Vec<View<'_, Action>> {
        let (reader, since) = (self.reader, self.since());
        let begin = metrics::window(reader.snapshot, self.options.day).period.from;
        let findings = |action: &View<'_, Action>| -> Vec<View<'_, Finding>> {
            action.data().source.findings.iter().filter_map(|id| reader.snapshot.finding(id)).collect()
        };
        let is_recent = |action: &View<'_, Action>| {
            let found = findings(action);
            let is_new = found.iter().any(|finding| finding.detected_on >= since);
            let is_closed_since =
                found.iter().any(|finding| finding.closed.as_ref().is_some_and(|closed| closed.date >= since));
            let is_of_cycle = self.is_of_body(action) && found.iter().any(|finding| finding.detected_on >= begin);
            let is_unanswered = found.iter().any(|finding| finding.status.is_open());
            // What answers no finding is over on its own day.
            let is_over_since = action.record().data().over_on().map_or(found.is_empty(), |over| over >= since);
            let was_finished = action.status.is_finished() && !is_unanswered && !is_over_since;
            !was_finished || is_new || is_closed_since || is_of_cycle
        };
        let shown = reader.snapshot.actions().filter(|action| reader.is_shown(action.record()));
        let mut actions: Vec<View<'_, Action>> = shown.filter(is_recent).collect();
        actions.sort_by_key(|action| (!self.is_of_body(action), action.id()));
        actions
    }

    fn is_of_body(&self, action: &View<'_, Action>) -> bool {
        let snapshot = self.reader.snapshot;
        let findings = action.data().source.findings.iter().filter_map(|id| snapshot.finding(id));
        let mut audits = findings.filter_map(|finding| snapshot.audit(&finding.data().audit));
        audits.any(|audit| audit.r#type.is_third_party())
    }

    /// What the certification body itself raised, and what became of it: it asks for this first.
    fn raised_by_body(&self) -> Table {
        let reader = self.reader;
        let mut table = Table::new([
            (reader.plain("report-id"), 0),
            (reader.plain("report-external-ref"), 2),
            (reader.plain("report-grade"), 2),
            (reader.plain("report-title"), 5),
            (reader.plain("report-audit"), 2),
            (reader.plain("report-raised"), 2),
            (reader.plain("report-response-due"), 2),
            (reader.plain("report-car"), 2),
            (reader.plain("report-state"), 2),
            (reader.plain("report-closed"), 2),
        ]);
        let is_of_body = |finding: &View<'_, Finding>| {
            reader.snapshot.audit(&finding.data().audit).is_some_and(|audit| audit.r#type.is_third_party())
        };
        let is_lapse = |finding: &View<'_, Finding>| finding.grade != Grade::Strength;
        let findings = reader.snapshot.findings().filter(is_of_body).filter(is_lapse);
        for finding in findings.filter(|finding| reader.is_shown(finding.record())) {
            let fields = reader.fields(finding.record());
            let actions = reader.snapshot.actions_for(finding.id()).filter(|action| reader.is_shown(action.record()));
            table.cells([
                vec![Line::code(finding.id())],
                vec![reader.line(&fields["external_ref"])],
                vec![reader.grade(&fields["grade"])],
                vec![reader.line(&fields["title"])],
                vec![reader.ids(&fields["audit"])],
                vec![reader.short(&fields["detected_on"])],
                vec![reader.short(&fields["response_due"])],
                actions.map(|action| Line::code(action.id())).collect(),
                vec![reader.word(&fields["status"])],
                vec![reader.short(&fields["closed"]["date"])],
            ]);
        }
        table
    }

    pub(super) fn register(&self, actions: &[View<'_, Action>]) -> Parts {
        let reader = self.reader;
        let mut parts = Parts::default();
        let raised = self.raised_by_body().block().into_iter().collect();
        parts.add(
            reader.plain("report-pack-raised-by-body"),
            reader.or_none(Blocks(raised), reader.plain("report-empty-register")),
        );
        let (body, own): (Vec<_>, Vec<_>) = actions.iter().copied().partition(|action| self.is_of_body(action));
        for (title, actions, is_of_body) in
            [(reader.plain("report-pack-of-body"), body, true), (reader.plain("report-pack-of-ours"), own, false)]
        {
            let mut blocks = Blocks::default();
            blocks.extend(register::of_actions(reader, &actions));
            let mut blocks = Blocks(reader.or_none(blocks, reader.plain("report-empty-register")));
            blocks.note(self.actions_left_out(&actions, is_of_body).unwrap_or_default());
            parts.add(title, blocks.0);
        }
        parts
    }

    /// What is not in the pack, and why: of the body's findings by name, since it asks for each.
    fn actions_left_out(&self, told: &[View<'_, Action>], is_of_body: bool) -> Option<String> {
        let reader = self.reader;
        let shown = reader.snapshot.actions().filter(|action| reader.is_shown(action.record()));
        let is_told = |action: &View<'_, Action>| told.iter().any(|one| one.id() == action.id());
        let missing: Vec<&str> = shown
            .filter(|action| self.is_of_body(action) == is_of_body && !is_told(action))
            .map(|action| action.id())
            .collect();
        let begin = metrics::window(reader.snapshot, self.options.day).period.from;
        let (key, day) = match is_of_body {
            true => ("report-pack-body-left-out", begin),
            false => ("report-pack-ours-left-out", self.since()),
        };
        let day = reader.language().day(day).into();
        let arguments = [("count", missing.len().into()), ("day", day), ("actions", missing.join(", ").into())];
        (!missing.is_empty()).then(|| reader.message(key, &arguments))
    }
}
