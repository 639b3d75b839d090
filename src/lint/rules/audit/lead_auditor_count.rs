use crate::diagnostic::Level;
use crate::lint::team::with_own_team;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{AuditStatus, Kind, TeamRole};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "lead-auditor-count",
    family: Family::Audit,
    summary: "An audit team has no lead auditor, or several",
    level: Level::Error,
    clause: "ISO 19011:2018, 5.5.5",
    needs_day: false,
    docs: include_str!("lead_auditor_count.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(_: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = with_own_team(record).filter(|audit| audit.status.has_reached(AuditStatus::Confirmed)) else {
        return;
    };
    let is_lead = |role: TeamRole| role == TeamRole::LeadAuditor;
    let leads: Vec<usize> = (0..audit.team.len()).filter(|&position| is_lead(audit.team[position].role)).collect();
    // An empty team is `plan-incomplete`'s.
    let (place, message) = match leads.as_slice() {
        _ if audit.team.is_empty() => return,
        [_] => return,
        [] => ("/team".to_owned(), "nobody leads the audit".to_owned()),
        [_, second, ..] => (format!("/team/{second}/role"), format!("{} people lead the audit", leads.len())),
    };
    let diagnostic = report.raise(record, &place, message);
    diagnostic.help("give exactly one member of the team the role `lead-auditor`").owner(&audit.client);
    if let [first, _, ..] = leads.as_slice() {
        diagnostic.also(record.at(&format!("/team/{first}/role")), "the first one");
    }
}
