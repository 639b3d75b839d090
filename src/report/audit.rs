//! The report of an audit.

use serde_json::Value;

use super::document::{Block, Blocks, Facts, Figure, Line, Style, Table};
use super::frame::Parts;
use super::reader::{grade_style, texts};
use super::{Reader, checklist, finding, plan, since};
use crate::history::{report_text, sha256};
use crate::record::{Audit, AuditStatus, AuditType, Date, Finding, FindingRef, Grade, Kind, Stance};
use crate::snapshot::{Record, View};

/// The points of a summary.
const POINTS: usize = 3;

/// The sections of an audit report.
pub fn sections(reader: &Reader<'_>, facts: &super::Facts, record: &Record, audit: &Audit) -> Parts {
    let fields = reader.fields(record);
    let findings = finding::named(reader, &record.id, audit);
    let issued = audit.issued_on().filter(|_| reader.sees(record, "report/issued/date"));
    let mut parts = Parts::default();
    parts.add(reader.plain("report-summary-for-management"), summary(reader, (record, audit), &fields, &findings));
    parts.add(reader.plain("report-audit-data"), data(reader, &fields, audit));
    parts.add(reader.plain("report-what-was-done"), checklist::work(reader, record, &fields));
    parts.add(reader.plain("report-limitations"), limitations(reader, record, &fields));
    parts.add(reader.plain("report-conclusions"), checklist::conclusions(reader, record));
    parts.add(reader.plain("report-findings-overview"), overview(reader, issued, &findings));
    let of = |wanted: &dyn Fn(Grade) -> bool| {
        let wanted = findings.iter().filter(|finding| wanted(finding.grade));
        wanted.map(|finding| finding::card(reader, *finding)).collect::<Vec<Block>>()
    };
    parts.add(reader.plain("report-findings-in-detail"), of(&|grade| grade <= Grade::Observation));
    parts.add(reader.plain("report-strengths"), of(&|grade| grade == Grade::Strength));
    parts.add(reader.plain("report-opportunities"), of(&|grade| grade == Grade::Opportunity));
    parts.add(reader.plain("report-follow-up"), follow_up(reader, facts, audit));
    parts.add(reader.plain("report-disagreements"), disagreements(reader, &fields, &findings));
    parts.add(reader.plain("report-next-steps"), next_steps(reader, (audit, issued), &fields, &findings));
    parts.add(reader.plain("report-distribution"), distribution(reader, &fields));
    parts.add(reader.plain("report-issue"), issue(reader, &fields));
    parts.annex(reader.plain("report-interviews"), checklist::interviews(reader, record));
    parts.annex(reader.plain("report-evidence-index"), checklist::evidence(reader, record, &findings));
    parts.annex(reader.plain("report-checklist"), checklist::items_of(reader, record));
    parts
}

fn summary(
    reader: &Reader<'_>,
    (record, audit): (&Record, &Audit),
    fields: &Value,
    findings: &[View<'_, Finding>],
) -> Vec<Block> {
    let conclusion = &fields["conclusion"];
    let mut blocks = Blocks::default();
    let mut sentences = Vec::new();
    for (what, value) in [("conforms", &conclusion["conforms"]), ("effective", &conclusion["effective"])] {
        if let Some(word) = value.as_str() {
            sentences.push(Line::from(reader.plain(&format!("report-{what}-{word}"))));
        }
    }
    match conclusion["objectives_met"].as_bool() {
        Some(true) => sentences.push(reader.plain("report-objectives-met").into()),
        Some(false) => sentences.push(reader.plain("report-objectives-not-met").into()),
        None => {}
    }
    let unheld = unheld(audit.status).filter(|_| sentences.is_empty());
    if sentences.is_empty() {
        sentences.push(reader.plain(unheld.unwrap_or("report-no-conclusion")).into());
    }
    blocks.lead(Line::joined(sentences, " "));
    match unheld {
        Some(_) => blocks.extend(reader.prose(&fields["status_reason"])),
        None if audit.status.is_issued() => {}
        None => blocks.paragraph(Line::styled(Style::Bad, reader.plain("report-draft"))),
    }
    blocks.extend(reader.prose(&conclusion["text"]));
    // Where nobody looked, a row of noughts would say that nothing was found.
    if unheld.is_none() || !findings.is_empty() {
        blocks.0.push(figures(reader, findings));
    }
    let points = findings.iter().filter(|finding| finding.grade <= Grade::Observation).take(POINTS);
    let points: Vec<Line> = points
        .map(|finding| {
            let grade = reader.grade(&finding.grade.as_str().into());
            grade.then(" ").then(Line::strong(reader.text(&finding.title))).then(" ").then(Line::code(finding.id()))
        })
        .collect();
    if !points.is_empty() {
        blocks.under(reader.plain("report-points"), vec![Block::List { items: points }]);
    }
    blocks.under(reader.plain("report-since"), since::blocks(reader, record));
    blocks.0
}

/// Why nothing can be concluded of an audit: it was not held, or not yet.
fn unheld(status: AuditStatus) -> Option<&'static str> {
    match status {
        AuditStatus::Cancelled => Some("report-unheld-cancelled"),
        AuditStatus::Postponed => Some("report-unheld-postponed"),
        AuditStatus::Planned | AuditStatus::Confirmed => Some("report-unheld-ahead"),
        _ => None,
    }
}

/// How many findings there are of each grade.
fn figures(reader: &Reader<'_>, findings: &[View<'_, Finding>]) -> Block {
    let figures = Grade::ALL.iter().map(|&grade| {
        let count = findings.iter().filter(|finding| finding.grade == grade).count();
        let style = if count == 0 { Style::Soft } else { grade_style(grade.as_str()) };
        let label = reader.message(&format!("report-count-{grade}"), &[("count", count.into())]);
        Figure { value: count.to_string(), label, style }
    });
    Block::Figures { figures: figures.collect() }
}

fn data(reader: &Reader<'_>, fields: &Value, audit: &Audit) -> Vec<Block> {
    let mut facts = Facts::default();
    let programme = fields["programme"].as_str().map(|id| reader.titled(id)).unwrap_or_default();
    facts.put(reader.plain("report-type"), reader.word(&fields["type"]));
    facts.put(reader.plain("report-programme"), programme);
    facts.put(reader.plain("report-out-of-turn"), reader.word(&fields["reason"]));
    facts.put(reader.plain("report-client"), reader.line(&fields["client"]));
    let state = [reader.word(&fields["status"]), reader.line(&fields["status_reason"])];
    facts.put(reader.plain("report-state"), Line::joined(state, " — "));
    facts.put(reader.plain("report-counts"), reader.line(&fields["counts_for_coverage"]));
    facts.put(reader.plain("report-dates"), reader.span(&fields["dates"]["start"], &fields["dates"]["end"]));
    let effort = &fields["effort"];
    facts.put(reader.plain("report-effort-planned"), reader.line(&effort["planned_days"]));
    facts.put(reader.plain("report-effort-used"), reader.line(&effort["actual_days"]));
    let plan = &fields["plan"];
    facts.put(reader.plain("report-plan-version"), reader.line(&plan["version"]));
    facts.put(reader.plain("report-approved"), reader.approval(&plan["approved"]));
    facts.put(reader.plain("report-notified"), reader.date(&plan["notified_on"]));
    let external = &fields["external"];
    facts.put(reader.plain("report-external"), reader.line(&external["body"]));
    facts.put(reader.plain("report-external-ref"), reader.line(&external["report_ref"]));
    facts.put(reader.plain("report-response-due"), reader.date(&external["response_due"]));
    for (label, meeting) in [
        (reader.plain("report-opening"), &fields["opening_meeting"]),
        (reader.plain("report-closing"), &fields["closing_meeting"]),
    ] {
        let disagreements = reader.line(&meeting["disagreements"]);
        facts.all(
            label,
            vec![
                reader.date(&meeting["date"]),
                reader.line(&meeting["attendees"]),
                reader.line(&meeting["notes"]),
                reader.labelled(reader.plain("report-not-agreed"), disagreements),
            ],
        );
    }
    let mut blocks = Blocks::default();
    blocks.facts(facts);
    if let Some(list) = Some(reader.lines(&fields["objectives"])).filter(|lines| !lines.is_empty()) {
        blocks.under(reader.plain("report-objectives"), vec![Block::List { items: list }]);
    }
    if !fields["scope"].is_null() {
        blocks.under(reader.plain("report-scope-of-audit"), plan::scope(reader, &fields["scope"]));
    }
    blocks.under(reader.plain("report-criteria"), plan::criteria_as_facts(reader, audit));
    blocks.under(reader.plain("report-team"), plan::team(reader, fields, audit));
    blocks.under(reader.plain("report-auditees"), plan::auditees(reader, fields));
    blocks.0
}

fn limitations(reader: &Reader<'_>, record: &Record, fields: &Value) -> Vec<Block> {
    let mut blocks = Blocks::default();
    let told = reader.lines(&fields["limitations"]);
    // An empty list says that there was nothing; no list says nothing.
    match (told.is_empty(), record.data().audit().is_some_and(|audit| audit.limitations.is_some())) {
        (false, _) => blocks.list(told),
        (true, true) => blocks.paragraph(reader.plain("report-no-limitations")),
        (true, false) => blocks.paragraph(Line::soft(reader.plain("report-limitations-unsaid"))),
    }
    if let Some(table) = checklist::untested(reader, record) {
        blocks.under(reader.plain("report-not-tested"), vec![table]);
    }
    blocks.note(reader.plain("report-sampling-caveat"));
    blocks.0
}

fn overview(reader: &Reader<'_>, issued: Option<Date>, findings: &[View<'_, Finding>]) -> Vec<Block> {
    let mut table = Table::new([
        (reader.plain("report-id"), 0),
        (reader.plain("report-grade"), 2),
        (reader.plain("report-title"), 5),
        (reader.plain("report-criteria"), 2),
        (reader.plain("report-process"), 3),
        (reader.plain("report-position"), 2),
        (reader.plain("report-plan-due"), 2),
    ]);
    for finding in findings {
        let fields = reader.fields(finding.record());
        let due = finding::deadlines(reader, finding.grade, issued).map(|(plan, _)| plan);
        table.cells([
            vec![Line::code(finding.id())],
            vec![reader.grade(&fields["grade"])],
            vec![reader.text(&finding.title).into()],
            vec![reader.numbers(&fields["criteria"])],
            vec![reader.line(&fields["process"]), Line::joined([reader.line(&fields["auditee"])], "")],
            vec![reader.word(&fields["acknowledged"]["position"])],
            vec![reader.short_day(due)],
        ]);
    }
    let mut blocks = Blocks::default();
    blocks.table(table);
    reader.or_none(blocks, reader.plain("report-no-findings"))
}

/// Earlier findings: where they stood when the audit began, and where they stand now.
fn follow_up(reader: &Reader<'_>, facts: &super::Facts, audit: &Audit) -> Vec<Block> {
    let mut table = Table::new([
        (reader.plain("report-id"), 0),
        (reader.plain("report-title"), 5),
        (reader.plain("report-grade"), 2),
        (reader.plain("report-state-then"), 2),
        (reader.plain("report-state-now"), 2),
        (reader.plain("report-verified"), 3),
    ]);
    let mut earlier: Vec<&FindingRef> = audit.previous_findings.iter().collect();
    let own = finding::named(reader, audit.id.as_str(), audit);
    let recent =
        own.iter().flat_map(|finding| &finding.data().repeat_of).filter(|id| !audit.previous_findings.contains(id));
    earlier.extend(recent);
    earlier.dedup();
    for id in earlier {
        let Some(finding) = reader.snapshot.finding(id).filter(|finding| reader.is_shown(finding.record())) else {
            table.row([Line::code(id.as_str())]);
            continue;
        };
        let then =
            facts.earlier.as_ref().and_then(|earlier| earlier.finding(id)).map(|finding| finding.status.as_str());
        let checked = reader.snapshot.actions_for(finding.id()).filter(|action| reader.is_shown(action.record()));
        let checked = checked.filter_map(|action| {
            let check = reader.fields(action.record())["effectiveness"].clone();
            let line = Line::joined([reader.word(&check["result"]), reader.short(&check["checked_on"])], ", ");
            (!line.is_empty()).then(|| line.then(" ").then(Line::code(action.id())))
        });
        table.cells([
            vec![Line::code(finding.id())],
            vec![reader.text(&finding.title).into()],
            vec![reader.grade(&finding.grade.as_str().into())],
            vec![then.map(|word| reader.word(&word.into())).unwrap_or_default()],
            vec![reader.word(&finding.status.as_str().into())],
            checked.collect(),
        ]);
    }
    table.block().into_iter().collect()
}

fn disagreements(reader: &Reader<'_>, fields: &Value, findings: &[View<'_, Finding>]) -> Vec<Block> {
    let mut blocks = Blocks(reader.prose(&fields["closing_meeting"]["disagreements"]));
    let contested = findings
        .iter()
        .filter(|finding| finding.acknowledged.as_ref().is_some_and(|position| position.position == Stance::Contested));
    let contested = contested.map(|finding| {
        let fields = reader.fields(finding.record());
        Line::code(finding.id()).then(" ").then(finding::position(reader, &fields["acknowledged"]))
    });
    blocks.list(contested.collect());
    reader.or_none(blocks, reader.plain("report-no-disagreements"))
}

fn next_steps(
    reader: &Reader<'_>,
    (audit, issued): (&Audit, Option<Date>),
    fields: &Value,
    findings: &[View<'_, Finding>],
) -> Vec<Block> {
    let mut table = Table::new([
        (reader.plain("report-finding"), 0),
        (reader.plain("report-who"), 3),
        (reader.plain("report-plan-due"), 2),
        (reader.plain("report-fix-due"), 2),
        (reader.plain("report-response-due"), 2),
        (reader.plain("report-car"), 2),
    ]);
    for finding in findings.iter().filter(|finding| finding.grade.is_nonconformity()) {
        let fields = reader.fields(finding.record());
        let due = finding::deadlines(reader, finding.grade, issued);
        let actions = reader.snapshot.actions_for(finding.id()).filter(|action| reader.is_shown(action.record()));
        table.cells([
            vec![Line::code(finding.id())],
            vec![reader.line(&fields["auditee"])],
            vec![reader.short_day(due.map(|(plan, _)| plan))],
            vec![reader.short_day(due.map(|(_, fix)| fix))],
            vec![reader.short(&fields["response_due"])],
            actions.map(|action| Line::code(action.id())).collect(),
        ]);
    }
    let mut blocks = Blocks::default();
    if table.is_empty() {
        blocks.paragraph(reader.plain("report-no-next-steps"));
    } else {
        blocks.paragraph(reader.plain("report-next-steps-text"));
        blocks.table(table);
    }
    let others =
        findings.iter().filter(|finding| matches!(finding.grade, Grade::Observation | Grade::Opportunity)).count();
    if others > 0 {
        blocks.paragraph(reader.message("report-decide-on-others", &[("count", others.into())]));
    }
    if audit.r#type != AuditType::Baseline && !fields["external"].is_null() {
        let due = reader.date(&fields["external"]["response_due"]);
        blocks.paragraph(reader.labelled(reader.plain("report-response-due"), due));
    }
    blocks.0
}

fn distribution(reader: &Reader<'_>, fields: &Value) -> Vec<Block> {
    let mut blocks = Blocks::default();
    blocks.list(texts(&fields["report"]["distribution"]).map(Line::from).collect());
    if let Some(table) = reader.communications(&fields["communications"]) {
        blocks.under(reader.plain("report-communications"), vec![table]);
    }
    reader.or_none(blocks, reader.plain("report-not-distributed"))
}

/// The digest over what the report says: the one on record, else as anybody can compute it from the records.
fn digest(reader: &Reader<'_>, fields: &Value) -> Line {
    let report = &fields["report"];
    let computed = || {
        let id = fields["id"].as_str().filter(|_| !report["issued"].is_null())?;
        Some(Line::code(sha256(&report_text(reader.whole, id)?)))
    };
    match report["digest"].is_null() {
        true => computed().unwrap_or_default(),
        false => reader.ids(&report["digest"]),
    }
}

fn issue(reader: &Reader<'_>, fields: &Value) -> Vec<Block> {
    let report = &fields["report"];
    let mut facts = Facts::default();
    facts.put(reader.plain("report-version"), reader.line(&report["version"]));
    if let Some(earlier) = report["version"].as_i64().map(|version| version - 1).filter(|earlier| *earlier > 0) {
        let earlier = reader.message("report-version-of", &[("version", earlier.into())]);
        facts.put(reader.plain("report-replaces"), earlier);
    }
    facts.put(reader.plain("report-issued"), reader.approval(&report["issued"]));
    facts.put(reader.plain("report-tag"), reader.ids(&report["tag"]));
    facts.put(reader.plain("report-digest"), digest(reader, fields));
    facts.all(reader.plain("report-lessons"), reader.lessons(fields));
    let feedback = &fields["feedback"];
    if let Some(score) = feedback["score"].as_i64() {
        let score = reader.message("report-score", &[("score", score.into())]);
        facts.put(
            reader.plain("report-feedback"),
            Line::joined([score.into(), reader.line(&feedback["remarks"])], ": "),
        );
    }
    let mut blocks = Blocks::default();
    if report["issued"].is_null() {
        blocks.paragraph(Line::styled(Style::Bad, reader.plain("report-not-issued")));
    }
    blocks.facts(facts);
    if let Some(table) = reader.changes(Kind::Audit, &fields["changes"]) {
        blocks.under(reader.plain("report-changes"), vec![table]);
    }
    if let Some(table) = reader.waivers(&fields["waivers"]) {
        blocks.under(reader.plain("report-waivers"), vec![table]);
    }
    blocks.0.push(reader.signature(reader.plain("report-lead-auditor")));
    blocks.0
}
