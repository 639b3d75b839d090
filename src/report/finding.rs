//! A finding within a report.

use serde_json::Value;

use super::Reader;
use super::document::{Block, Blocks, Facts, Line};
use super::reader::{grade_style, texts};
use crate::record::{Audit, Date, Finding, FindingStatus, Grade, Kind};
use crate::snapshot::View;

/// A finding with all that is known of it.
pub fn card(reader: &Reader<'_>, finding: View<'_, Finding>) -> Block {
    let fields = reader.fields(finding.record());
    let mut blocks = Blocks::default();
    let required = reader.prose(&fields["requirement"]);
    blocks.under(reader.plain("report-requirement"), required);
    blocks.under(reader.plain("report-statement"), reader.prose(&fields["statement"]));
    let mut facts = Facts::default();
    criteria_and_evidence(reader, &fields, &mut facts);
    grade_and_risk(reader, &fields, &mut facts);
    where_and_when(reader, &fields, &mut facts);
    answers(reader, &fields, &mut facts);
    blocks.facts(facts);
    if let Some(table) = reader.changes(Kind::Finding, &fields["changes"]) {
        blocks.under(reader.plain("report-changes"), vec![table]);
    }
    if let Some(table) = reader.waivers(&fields["waivers"]) {
        blocks.under(reader.plain("report-waivers"), vec![table]);
    }
    let title = Line::code(finding.id()).then("  ").then(Line::strong(reader.text(&finding.title)));
    let title = title.then("  ").then(reader.grade(&fields["grade"]));
    Block::Card { title, style: grade_style(finding.grade.as_str()), blocks: blocks.0 }
}

/// What is not met, and what shows it.
pub fn criteria_and_evidence(reader: &Reader<'_>, fields: &Value, facts: &mut Facts) {
    facts.all(reader.plain("report-criteria"), texts(&fields["criteria"]).map(|one| reader.criterion(one)).collect());
    facts.all(reader.plain("report-evidence"), reader.evidence(&fields["evidence"]));
    facts.put(reader.plain("report-items"), reader.ids(&fields["items"]));
}

fn grade_and_risk(reader: &Reader<'_>, fields: &Value, facts: &mut Facts) {
    facts.put(reader.plain("report-grade-reason"), reader.line(&fields["grade_reason"]));
    facts.put(reader.plain("report-systemic"), reader.line(&fields["systemic"]));
    let risk = &fields["risk"];
    let rating = reader.word(&risk["rating"]);
    facts.put(
        reader.plain("report-risk"),
        Line::joined([reader.line(&risk["text"]), rating, reader.line(&risk["ref"])], " · "),
    );
    facts.all(reader.plain("report-repeat-of"), reader.titled_all(&fields["repeat_of"]));
    facts.all(reader.plain("report-related"), reader.titled_all(&fields["related"]));
    facts.put(reader.plain("report-recommendation"), reader.line(&fields["recommendation"]));
}

fn where_and_when(reader: &Reader<'_>, fields: &Value, facts: &mut Facts) {
    let place = [reader.line(&fields["process"]), reader.line(&fields["site"]), reader.line(&fields["unit"])];
    facts.put(reader.plain("report-process"), Line::joined(place, ", "));
    let raised = [reader.line(&fields["raised_by"]), reader.date(&fields["detected_on"])];
    facts.put(reader.plain("report-raised-by"), Line::joined(raised, ", "));
    facts.put(reader.plain("report-auditee"), reader.line(&fields["auditee"]));
    let state = [reader.word(&fields["status"]), reader.line(&fields["status_reason"])];
    facts.put(reader.plain("report-state"), Line::joined(state, " — "));
    facts.put(reader.plain("report-external-ref"), reader.line(&fields["external_ref"]));
    facts.put(reader.plain("report-external-id"), reader.line(&fields["external_id"]));
    facts.put(reader.plain("report-response-due"), reader.date(&fields["response_due"]));
}

fn answers(reader: &Reader<'_>, fields: &Value, facts: &mut Facts) {
    facts.put(reader.plain("report-acknowledged"), position(reader, &fields["acknowledged"]));
    let decision = &fields["decision"];
    let decided = [
        reader.word(&decision["outcome"]),
        reader.line(&decision["by"]),
        reader.date(&decision["date"]),
        reader.line(&decision["reason"]),
    ];
    facts.put(reader.plain("report-decision"), Line::joined(decided, ", "));
    let acceptance = &fields["acceptance"];
    let accepted = [
        reader.line(&acceptance["reason"]),
        reader.approval(&acceptance["approved"]),
        reader.labelled(reader.plain("report-until"), reader.date(&acceptance["until"])),
        reader.line(&acceptance["risk_ref"]),
    ];
    facts.put(reader.plain("report-acceptance"), Line::joined(accepted, " · "));
    let escalated = &fields["escalated"];
    let told = [reader.line(&escalated["to"]), reader.date(&escalated["date"]), reader.ids(&escalated["review"])];
    facts.put(reader.plain("report-escalated"), Line::joined(told, ", "));
    let closed = &fields["closed"];
    let closing = [reader.line(&closed["by"]), reader.date(&closed["date"]), reader.line(&closed["basis"])];
    facts.put(reader.plain("report-closed"), Line::joined(closing, ", "));
}

/// What the auditee says to a finding.
pub fn position(reader: &Reader<'_>, value: &Value) -> Line {
    let parts = [
        reader.word(&value["position"]),
        reader.line(&value["by"]),
        reader.date(&value["date"]),
        reader.line(&value["comment"]),
    ];
    Line::joined(parts, ", ")
}

/// The findings of an audit that were reported, gravest first.
pub fn reported<'a>(reader: &Reader<'a>, audit: &str) -> Vec<View<'a, Finding>> {
    of_audit(reader, audit, FindingStatus::is_reported)
}

/// The findings of an audit that its report names, gravest first: while it is being written, those that are to stand in it.
pub fn named<'a>(reader: &Reader<'a>, id: &str, audit: &Audit) -> Vec<View<'a, Finding>> {
    let is_issued = audit.status.is_issued();
    of_audit(reader, id, |status| status.is_reported() || !is_issued && status == FindingStatus::Draft)
}

fn of_audit<'a>(reader: &Reader<'a>, audit: &str, is_meant: impl Fn(FindingStatus) -> bool) -> Vec<View<'a, Finding>> {
    let findings = reader.snapshot.findings_of(audit);
    let mut findings: Vec<View<'a, Finding>> =
        findings.filter(|finding| is_meant(finding.status) && reader.is_shown(finding.record())).collect();
    findings.sort_by(|a, b| (a.grade, a.id()).cmp(&(b.grade, b.id())));
    findings
}

/// The days by which a nonconformity needs an accepted plan and by which it is to be mended, counted from the issue.
pub fn deadlines(reader: &Reader<'_>, grade: Grade, issued: Option<Date>) -> Option<(Date, Date)> {
    let thresholds = reader.snapshot.thresholds();
    let (plan, fix) = match grade {
        Grade::Major => (thresholds.plan_days.major, thresholds.fix_days.major),
        Grade::Minor => (thresholds.plan_days.minor, thresholds.fix_days.minor),
        _ => return None,
    };
    let issued = issued?;
    Some((issued.plus_days(plan.into()), issued.plus_days(fix.into())))
}
