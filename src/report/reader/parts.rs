//! The parts that many kinds of record have, as tables and lists: communications, changes, waivers, links, evidence.

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::document::{Block, Line, Table};
use super::{Reader, items};
use crate::lint;
use crate::record::*;

impl Reader<'_> {
    /// What was told to whom.
    pub fn communications(&self, value: &Value) -> Option<Block> {
        let mut table = Table::new([
            (self.plain("report-day"), 0),
            (self.plain("report-message"), 2),
            (self.plain("report-from"), 2),
            (self.plain("report-to"), 3),
            (self.plain("report-summary"), 4),
        ]);
        for one in items(value) {
            let confirmed = items(&one["acknowledged"]).map(|one| self.approval(one));
            let confirmed = self.labelled(self.plain("report-confirmed"), Line::joined(confirmed, "; "));
            let evidence = self.labelled(self.plain("report-evidence"), self.ids(&one["evidence"]));
            table.cells([
                vec![self.short(&one["date"])],
                vec![self.word(&one["what"]), self.word(&one["channel"])],
                vec![self.line(&one["from"])],
                vec![self.line(&one["to"])],
                vec![self.line(&one["summary"]), evidence, confirmed],
            ]);
        }
        table.block()
    }

    /// The changes that had to be explained, in a record of a kind.
    pub fn changes(&self, kind: Kind, value: &Value) -> Option<Block> {
        let mut table = Table::new([
            (self.plain("report-day"), 0),
            (self.plain("report-what-changed"), 3),
            (self.plain("report-reason"), 4),
            (self.plain("report-who"), 2),
        ]);
        for one in items(value) {
            let field = one["field"].as_str().unwrap_or_default();
            let value = |value: &Value| {
                value.as_str().map(|text| self.telling(|telling| telling.value(kind, field, text))).unwrap_or_default()
            };
            let step = Line::from(value(&one["from"])).then(" → ").then(value(&one["to"]));
            let agreed = self.labelled(self.plain("report-agreed-by"), self.line(&one["approved_by"]));
            table.cells([
                vec![self.short(&one["date"])],
                vec![self.telling(|telling| telling.field(kind, field)).into(), step],
                vec![self.line(&one["reason"])],
                vec![self.line(&one["by"]), agreed],
            ]);
        }
        table.block()
    }

    /// A rule by its name, and what it reports.
    pub fn rule(&self, name: &str) -> Vec<Line> {
        let summary = lint::summary(name, &self.language).map(|summary| Line::soft(summary.text));
        vec![Line::code(name), summary.unwrap_or_default()]
    }

    /// Exceptions to rules.
    pub fn waivers(&self, value: &Value) -> Option<Block> {
        let mut table = Table::new([
            (self.plain("report-rule"), 2),
            (self.plain("report-reason"), 4),
            (self.plain("report-agreed-by"), 2),
            (self.plain("report-until"), 0),
            (self.plain("report-records"), 2),
        ]);
        for one in items(value) {
            table.cells([
                self.rule(one["rule"].as_str().unwrap_or_default()),
                vec![self.line(&one["reason"])],
                vec![self.line(&one["approved_by"])],
                vec![self.short(&one["until"])],
                vec![self.ids(&one["records"])],
            ]);
        }
        table.block()
    }

    /// Exceptions to rules in one line.
    pub fn waivers_in_short(&self, value: &Value) -> Line {
        let waiver = |one: &Value| {
            let rule = Line::code(one["rule"].as_str().unwrap_or_default());
            Line::joined(
                [rule, self.line(&one["reason"]), self.line(&one["approved_by"]), self.short(&one["until"])],
                ", ",
            )
        };
        Line::joined(items(value).map(waiver), "; ")
    }

    /// The lessons of an audit, each with what became of it; what was decided on one that is not there stands behind them.
    pub fn lessons(&self, audit: &Value) -> Vec<Line> {
        let decided = |number: i64| {
            let of = items(&audit["lesson_decisions"]).filter(move |decided| decided["lesson"] == number);
            Line::joined(of.map(|decided| self.became(decided)), "; ")
        };
        let lessons = self.lines(&audit["lessons"]);
        let count = lessons.len() as i64;
        let numbers = items(&audit["lesson_decisions"]).filter_map(|decided| decided["lesson"].as_i64());
        let others: BTreeSet<i64> = numbers.filter(|number| *number > count).collect();
        let told = lessons.into_iter().zip(1..).map(|(lesson, number)| Line::joined([lesson, decided(number)], " — "));
        told.chain(others.into_iter().map(|number| Line::joined([number.to_string().into(), decided(number)], " — ")))
            .collect()
    }

    /// What became of a lesson: done, declined or taken up, by whom, when, why, and where.
    fn became(&self, decided: &Value) -> Line {
        let outcome = match decided["outcome"].is_null() && !decided["by"].is_null() {
            true => self.plain("lesson-taken-up").into(),
            false => self.word(&decided["outcome"]),
        };
        let said = [outcome, self.line(&decided["by"]), self.date(&decided["date"])];
        let reason = Line::joined([Line::joined(said, ", "), self.line(&decided["reason"])], ": ");
        Line::joined([reason, self.ids(&decided["records"])], " → ")
    }

    /// Pointers into other systems.
    pub fn links(&self, value: &Value) -> Vec<Line> {
        let link = |link: &Value| {
            let named = Line::joined([self.line(&link["system"]), self.line(&link["ref"])], ": ");
            Line::joined([named, Line::code(link["url"].as_str().unwrap_or_default())], " ")
        };
        items(value).map(link).collect()
    }

    /// Pieces of evidence by id, with their titles where they may be read.
    pub fn evidence(&self, value: &Value) -> Vec<Line> {
        self.titled_all(value)
    }
}
