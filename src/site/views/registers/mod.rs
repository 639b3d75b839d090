//! The registers: pages that gather from many records what belongs together.

mod clauses;
mod communications;
mod coverage;
mod improvements;
mod integrity;
mod laws;
mod processes;
mod requests;
mod resources;
mod rules;

use super::Viewer;
use crate::record::{Audit, AuditStatus, Date, Kind};
use crate::site::data::{Value, json};
use crate::site::plan::Register;
use crate::snapshot::View;

impl Viewer<'_, '_> {
    /// The template and the data of a register.
    pub(super) fn register(&self, register: Register) -> (&'static str, Value) {
        let (template, mut context) = match register {
            Register::Coverage => ("registers/coverage.html", self.coverage_register()),
            Register::Processes => ("registers/processes.html", self.process_register()),
            Register::Communications => ("registers/communications.html", self.communication_register()),
            Register::Improvements => ("registers/improvements.html", self.improvement_register()),
            Register::Resources => ("registers/resources.html", self.resource_register()),
            Register::Requests => ("registers/requests.html", self.request_register()),
            Register::Laws => ("registers/laws.html", self.law_register()),
            Register::Clauses => ("registers/clauses.html", self.clause_register()),
            Register::Rules => ("registers/rules.html", self.rule_register()),
            Register::Integrity => ("registers/integrity.html", self.integrity_register()),
        };
        let title = self.site.options.language.plain(&format!("register-{}", register.name()));
        let shown = self
            .site
            .snapshot
            .records()
            .iter()
            .filter(|record| register.kinds().contains(&record.kind()) && self.is_shown(&record.id));
        context.set(
            "page",
            json!({
                "title": title,
                "lede": context["lede"].clone(),
                "commit": self.newest_commit(shown),
            }),
        );
        (template, context)
    }

    /// The audits that have a page, oldest first.
    fn shown_audits(&self) -> Vec<View<'_, Audit>> {
        let snapshot = self.site.snapshot;
        let mut audits: Vec<View<'_, Audit>> = snapshot.audits().filter(|audit| self.is_shown(audit.id())).collect();
        audits.sort_by_key(|audit| (self.dates_of(audit).map(|dates| dates.start), audit.id()));
        audits
    }

    /// Where an audit that is still to be held lies: by its own dates, or else by the programme. One that was postponed beyond them lies
    /// nowhere yet.
    fn ahead(&self, audit: &View<'_, Audit>) -> Option<(Date, Date)> {
        let is_ahead = matches!(
            audit.status,
            AuditStatus::Planned | AuditStatus::Confirmed | AuditStatus::InProgress | AuditStatus::Postponed
        );
        let is_given_up = |to: Date| audit.status == AuditStatus::Postponed && to < self.site.day();
        self.held_in(audit).filter(|(_, to)| is_ahead && !is_given_up(*to))
    }
}

impl Register {
    /// The kinds whose records a register draws on.
    pub(super) fn kinds(self) -> &'static [Kind] {
        match self {
            Register::Clauses => Kind::ALL,
            Register::Coverage | Register::Laws => {
                &[Kind::Soa, Kind::Catalogue, Kind::Programme, Kind::Audit, Kind::Workpaper, Kind::Finding]
            }
            Register::Processes => &[Kind::Isms, Kind::Programme, Kind::Audit, Kind::Finding],
            Register::Communications => &[Kind::Programme, Kind::Audit, Kind::Action, Kind::Review],
            Register::Improvements => &[Kind::Programme, Kind::Audit, Kind::Finding, Kind::Review],
            Register::Resources => &[Kind::Programme, Kind::Audit, Kind::Person],
            Register::Requests => &[Kind::Evidence],
            Register::Rules | Register::Integrity => Kind::ALL,
        }
    }
}
