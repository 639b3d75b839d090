//! The plan of an audit, as the auditees get it.

use serde_json::Value;

use super::Reader;
use super::document::{Block, Blocks, Facts, Line, Table};
use super::frame::Parts;
use super::reader::{date, items, texts};
use crate::record::criteria::Requirement;
use crate::record::{Audit, AuditRef, Kind};
use crate::snapshot::Record;

/// The sections of an audit plan.
pub fn sections(reader: &Reader<'_>, record: &Record, audit: &Audit) -> Parts {
    let fields = reader.fields(record);
    let mut parts = Parts::default();
    parts.add(reader.plain("report-plan-audit"), identity(reader, &fields));
    let mut objectives = Blocks::default();
    objectives.list(reader.lines(&fields["objectives"]));
    parts.add(reader.plain("report-objectives"), reader.or_none(objectives, reader.plain("report-not-set")));
    parts.add(reader.plain("report-scope-of-audit"), scope(reader, &fields["scope"]));
    parts.add(reader.plain("report-criteria"), criteria(reader, audit));
    parts.add(reader.plain("report-team"), team(reader, &fields, audit));
    parts.add(reader.plain("report-auditees"), auditees(reader, &fields));
    parts.add(reader.plain("report-timetable"), timetable(reader, &fields));
    parts.add(reader.plain("report-methods"), methods(reader, &fields));
    parts.add(reader.plain("report-tests"), tests(reader, &fields));
    parts.add(reader.plain("report-requests"), requests(reader, record));
    parts.add(reader.plain("report-recheck"), recheck(reader, &fields));
    parts.add(
        reader.plain("report-confidentiality"),
        vec![Block::Paragraph { line: reader.plain("report-confidentiality-text").into() }],
    );
    parts.add(reader.plain("report-reporting"), reporting(reader, &fields, audit));
    parts.add(reader.plain("report-objection"), objection(reader, &fields));
    parts.add(reader.plain("report-approval"), approval(reader, &fields));
    parts
}

fn identity(reader: &Reader<'_>, fields: &Value) -> Vec<Block> {
    let mut facts = Facts::default();
    facts.put(reader.plain("report-id"), reader.ids(&fields["id"]));
    facts.put(reader.plain("report-type"), reader.word(&fields["type"]));
    facts.put(reader.plain("report-state"), reader.word(&fields["status"]));
    facts.put(reader.plain("report-status-reason"), reader.line(&fields["status_reason"]));
    facts.put(reader.plain("report-client"), reader.line(&fields["client"]));
    let programme = fields["programme"].as_str().map(|id| reader.titled(id)).unwrap_or_default();
    facts.put(reader.plain("report-programme"), programme);
    facts.put(reader.plain("report-programme-line"), line_of_programme(reader, fields));
    facts.put(reader.plain("report-out-of-turn"), reader.word(&fields["reason"]));
    facts.put(reader.plain("report-counts"), reader.line(&fields["counts_for_coverage"]));
    facts.put(reader.plain("report-dates"), reader.span(&fields["dates"]["start"], &fields["dates"]["end"]));
    facts.put(reader.plain("report-effort-planned"), reader.line(&fields["effort"]["planned_days"]));
    let external = &fields["external"];
    let held =
        [reader.line(&external["body"]), reader.line(&external["report_ref"]), reader.date(&external["response_due"])];
    facts.put(reader.plain("report-external"), Line::joined(held, ", "));
    vec![Block::Facts { facts: facts.0 }]
}

/// The line of the programme that the audit is.
fn line_of_programme(reader: &Reader<'_>, fields: &Value) -> Line {
    let Some(id) = fields["programme"].as_str() else { return Line::default() };
    let Some(programme) = reader.snapshot.record(id) else { return Line::default() };
    let programme = reader.fields(programme);
    let line = items(&programme["schedule"]).find(|line| line["audit"] == fields["id"]).cloned().unwrap_or_default();
    Line::joined([reader.line(&line["title"]), reader.period(&line["window"]), reader.word(&line["reason"])], " · ")
}

/// What an audit looks at.
pub fn scope(reader: &Reader<'_>, scope: &Value) -> Vec<Block> {
    let mut blocks = Blocks(reader.prose(&scope["statement"]));
    let mut facts = Facts::default();
    facts.put(reader.plain("report-processes"), reader.line(&scope["processes"]));
    facts.put(reader.plain("report-sites"), reader.line(&scope["sites"]));
    facts.put(reader.plain("report-units"), reader.line(&scope["units"]));
    facts.put(reader.plain("report-period"), reader.period(&scope["period"]));
    facts.all(reader.plain("report-exclusions"), reader.lines(&scope["exclusions"]));
    blocks.facts(facts);
    reader.or_none(blocks, reader.plain("report-not-set"))
}

/// The criteria with their short titles, catalogue by catalogue.
pub fn criteria(reader: &Reader<'_>, audit: &Audit) -> Vec<Block> {
    let mut blocks = Blocks::default();
    for (title, requirements) in by_catalogue(reader, audit) {
        blocks.under(title, vec![Block::Paragraph { line: requirements }]);
    }
    blocks.extend(unknown_criteria(reader, audit));
    reader.or_none(blocks, reader.plain("report-not-set"))
}

/// The same where they have a heading already.
pub fn criteria_as_facts(reader: &Reader<'_>, audit: &Audit) -> Vec<Block> {
    let mut facts = Facts::default();
    for (title, requirements) in by_catalogue(reader, audit) {
        facts.put(title.text(), requirements);
    }
    let mut blocks = Blocks::default();
    blocks.facts(facts);
    blocks.extend(unknown_criteria(reader, audit));
    reader.or_none(blocks, reader.plain("report-not-set"))
}

/// The catalogues that an audit asks about, each with the requirements in a row.
fn by_catalogue(reader: &Reader<'_>, audit: &Audit) -> Vec<(Line, Line)> {
    let catalogues = reader.snapshot.catalogues();
    let mut wanted: Vec<Requirement> = Vec::new();
    for requirement in catalogues.resolve_all(&audit.criteria) {
        if catalogues.entry(requirement).auditable && !wanted.contains(&requirement) {
            wanted.push(requirement);
        }
    }
    let mut all = Vec::new();
    for catalogue in catalogues.iter() {
        let of_it: Vec<Line> = wanted
            .iter()
            .filter(|requirement| catalogues.catalogue_of(**requirement).id == catalogue.id)
            .map(|&requirement| {
                let name = catalogues.name(requirement);
                let title = reader.requirement(&name).unwrap_or_default();
                Line::strong(name).then("\u{a0}").then(title)
            })
            .collect();
        if !of_it.is_empty() {
            let edition = catalogue.edition.as_deref().filter(|edition| !catalogue.title.contains(edition));
            let edition = edition.map(Line::from).unwrap_or_default();
            let title = Line::joined([reader.text(&catalogue.title).into(), edition], ", ");
            all.push((title, Line::joined(of_it, " · ")));
        }
    }
    all
}

/// What an audit names as its criteria and no catalogue knows.
fn unknown_criteria(reader: &Reader<'_>, audit: &Audit) -> Vec<Block> {
    let catalogues = reader.snapshot.catalogues();
    let unknown = audit.criteria.iter().filter(|criterion| catalogues.resolve(criterion).is_err());
    let mut facts = Facts::default();
    facts.put(reader.plain("report-unknown-criteria"), Line::joined(unknown.map(|one| Line::code(one.as_str())), ", "));
    let mut blocks = Blocks::default();
    blocks.facts(facts);
    blocks.0
}

/// Who audits.
pub fn team(reader: &Reader<'_>, fields: &Value, audit: &Audit) -> Vec<Block> {
    let mut table = Table::new([
        (reader.plain("report-who"), 3),
        (reader.plain("report-role"), 2),
        (reader.plain("report-share"), 3),
        (reader.plain("report-independence"), 4),
        (reader.plain("report-contact"), 3),
    ]);
    for (member, typed) in items(&fields["team"]).zip(&audit.team) {
        let declared = &member["independence"];
        let share = match member["criteria"].as_array().is_none_or(Vec::is_empty) {
            true => reader.plain("report-all-criteria").into(),
            false => reader.numbers(&member["criteria"]),
        };
        table.cells([
            vec![reader.line(&member["person"]), Line::soft(reader.position(typed.person.as_str()))],
            vec![reader.word(&member["role"])],
            vec![share],
            vec![reader.date(&declared["declared_on"]), reader.line(&declared["statement"])],
            vec![reader.contact(typed.person.as_str())],
        ]);
    }
    let mut blocks = Blocks::default();
    blocks.table(table);
    reader.or_none(blocks, reader.plain("report-not-set"))
}

/// Who is audited.
pub fn auditees(reader: &Reader<'_>, fields: &Value) -> Vec<Block> {
    let mut table = Table::new([(reader.plain("report-process"), 1), (reader.plain("report-who"), 1)]);
    for one in items(&fields["auditees"]) {
        table.row([reader.line(&one["process"]), reader.line(&one["person"])]);
    }
    table.block().into_iter().collect()
}

fn timetable(reader: &Reader<'_>, fields: &Value) -> Vec<Block> {
    let mut table = Table::new([
        (reader.plain("report-when"), 2),
        (reader.plain("report-activity"), 3),
        (reader.plain("report-criteria"), 2),
        (reader.plain("report-auditee"), 2),
        (reader.plain("report-auditor"), 2),
        (reader.plain("report-place"), 2),
    ]);
    for line in items(&fields["schedule"]) {
        table.cells([
            vec![Line::joined([reader.short(&line["date"]), reader.line(&line["time"])], " ")],
            vec![reader.word(&line["activity"]), reader.line(&line["process"])],
            vec![reader.numbers(&line["criteria"])],
            vec![reader.line(&line["auditee"])],
            vec![reader.line(&line["auditor"])],
            vec![reader.line(&line["place"])],
        ]);
    }
    let mut blocks = Blocks::default();
    blocks.table(table);
    reader.or_none(blocks, reader.plain("report-not-set"))
}

/// How it is done, and what is done about doing it from a distance.
pub fn methods(reader: &Reader<'_>, fields: &Value) -> Vec<Block> {
    let mut facts = Facts::default();
    facts.put(reader.plain("report-methods"), reader.word(&fields["methods"]));
    facts.put(reader.plain("report-remote"), reader.word(&fields["remote"]));
    facts.put(reader.plain("report-remote-risks"), reader.line(&fields["remote_risks"]));
    let mut blocks = Blocks::default();
    blocks.facts(facts);
    if texts(&fields["methods"]).any(|method| method == "sampling") {
        blocks.paragraph(reader.plain("report-sampling-approach"));
    }
    blocks.0
}

/// Tests on systems.
pub fn tests(reader: &Reader<'_>, fields: &Value) -> Vec<Block> {
    let mut table = Table::new([
        (reader.plain("report-what"), 3),
        (reader.plain("report-systems"), 2),
        (reader.plain("report-window"), 2),
        (reader.plain("report-agreed-by"), 2),
        (reader.plain("report-impact"), 3),
    ]);
    for test in items(&fields["technical_tests"]) {
        table.row([
            reader.line(&test["what"]),
            reader.line(&test["systems"]),
            reader.period(&test["window"]),
            reader.approval(&test["agreed"]),
            reader.line(&test["impact"]),
        ]);
    }
    table.block().into_iter().collect()
}

/// The evidence that was asked for.
fn requests(reader: &Reader<'_>, record: &Record) -> Vec<Block> {
    let mut table = Table::new([
        (reader.plain("report-id"), 0),
        (reader.plain("report-what"), 4),
        (reader.plain("report-from-whom"), 2),
        (reader.plain("report-due"), 2),
        (reader.plain("report-state"), 2),
    ]);
    let audit = reader.snapshot.audit(&AuditRef::from(&*record.id));
    let asked = audit.map(|audit| reader.snapshot.requested_for(audit)).unwrap_or_default();
    for evidence in asked.into_iter().filter(|evidence| reader.is_shown(evidence.record())) {
        let fields = reader.fields(evidence.record());
        table.row([
            Line::code(evidence.id()),
            reader.line(&fields["title"]),
            reader.line(&fields["requested_from"]),
            reader.short(&fields["due"]),
            reader.word(&fields["status"]),
        ]);
    }
    table.block().into_iter().collect()
}

fn recheck(reader: &Reader<'_>, fields: &Value) -> Vec<Block> {
    let mut blocks = Blocks::default();
    blocks.list(reader.titled_all(&fields["previous_findings"]));
    blocks.0
}

fn reporting(reader: &Reader<'_>, fields: &Value, audit: &Audit) -> Vec<Block> {
    let mut facts = Facts::default();
    let days = reader.snapshot.thresholds().report_days;
    let by = date(&fields["dates"]["end"]).map(|end| end.plus_days(days.into()));
    facts.put(reader.plain("report-report-by"), by.map(|day| reader.language().day(day)).unwrap_or_default());
    let mut to: Vec<String> = vec![reader.person(audit.client.as_str())];
    to.extend(texts(&fields["report"]["distribution"]).map(str::to_owned));
    to.extend(items(&fields["auditees"]).filter_map(|one| one["person"].as_str()).map(str::to_owned));
    let mut once: Vec<Line> = Vec::new();
    for who in to {
        let who = Line::from(who);
        if !once.contains(&who) {
            once.push(who);
        }
    }
    facts.put(reader.plain("report-distribution"), Line::joined(once, ", "));
    let mut blocks = Blocks::default();
    blocks.facts(facts);
    if let Some(table) = reader.communications(&fields["communications"]) {
        blocks.under(reader.plain("report-communications"), vec![table]);
    }
    blocks.0
}

fn objection(reader: &Reader<'_>, fields: &Value) -> Vec<Block> {
    let manager = reader.snapshot.isms().map(|isms| reader.person(isms.roles.programme_manager.as_str()));
    let start = reader.date(&fields["dates"]["start"]).text();
    let who = manager.unwrap_or_default();
    let line = reader.message("report-objection-text", &[("who", who.into()), ("day", start.into())]);
    vec![Block::Paragraph { line: line.into() }]
}

fn approval(reader: &Reader<'_>, fields: &Value) -> Vec<Block> {
    let plan = &fields["plan"];
    let mut facts = Facts::default();
    facts.put(reader.plain("report-plan-version"), reader.line(&plan["version"]));
    facts.put(reader.plain("report-approved"), reader.approval(&plan["approved"]));
    facts.put(reader.plain("report-notified"), reader.date(&plan["notified_on"]));
    let mut blocks = Blocks::default();
    blocks.facts(facts);
    if let Some(table) = reader.changes(Kind::Audit, &fields["changes"]) {
        blocks.under(reader.plain("report-changes"), vec![table]);
    }
    if let Some(table) = reader.waivers(&fields["waivers"]) {
        blocks.under(reader.plain("report-waivers"), vec![table]);
    }
    blocks.0.push(reader.signature(reader.plain("report-approved-by")));
    blocks.0
}
