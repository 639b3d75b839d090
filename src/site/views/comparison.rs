//! Two audit cycles held against each other, as their page shows them: what has no page of its own on this site is left out.

use crate::site::data::{Value, json};
use fluent_bundle::FluentValue;

use super::Viewer;
use crate::cycles::*;
use crate::record::{Audience, ControlStatus, Date, FindingStatus, Kind};

/// Rows under a heading; without rows the group is left out.
struct Group {
    heading: String,
    /// What the columns hold: what a row is about, how that stands or changed, and what is said of it.
    heads: [&'static str; 3],
    rows: Vec<Value>,
}

/// The fields of a person that say what somebody learned.
const LEARNED: &[&str] = &["competence/type", "competence/title", "competence/date", "competence/outcome"];

impl Viewer<'_, '_> {
    /// The page of a comparison.
    pub(super) fn comparison(&self, comparison: &Comparison) -> Value {
        let (before, after) = (&comparison.before.name, &comparison.after.name);
        let names = [("before", FluentValue::from(before.as_str())), ("after", FluentValue::from(after.as_str()))];
        let language = &self.site.options.language;
        let others = self.site.options.comparisons.iter().filter(|other| *other != comparison);
        json!({
            "page": {
                "title": language.text("comparison-title", &names),
                "lede": language.text("comparison-lede", &names),
            },
            "sides": [self.side(&comparison.before), self.side(&comparison.after)],
            "figures": comparison.figures.iter().filter_map(|figure| self.compared_figure(figure)).collect::<Vec<_>>(),
            "sections": self.sections(comparison),
            "others": others.filter_map(|other| self.comparison_link(other)).collect::<Vec<_>>(),
        })
    }

    /// The comparisons that a programme is one side of.
    pub(super) fn comparisons_of(&self, programme: &str) -> Vec<Value> {
        let all = self.site.options.comparisons.iter();
        let of =
            all.filter(|comparison| [&comparison.before, &comparison.after].iter().any(|side| side.name == programme));
        of.filter_map(|comparison| self.comparison_link(comparison)).collect()
    }

    /// A link to the page of a comparison, if it has one.
    pub(super) fn comparison_link(&self, comparison: &Comparison) -> Option<Value> {
        let path = self.site.plan.comparison(&comparison.before.name, &comparison.after.name)?;
        let label = format!("{} → {}", comparison.before.name, comparison.after.name);
        Some(json!({"label": label, "id": label, "title": Value::Null, "href": format!("{}{path}", self.root)}))
    }

    fn say(&self, key: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
        self.site.options.language.find(key, arguments).unwrap_or_default()
    }

    fn side(&self, side: &Side) -> Value {
        let commit = side.commit.as_ref().map(|commit| json!({"short": commit.short(), "id": commit.id}));
        // The day is the last one of the programme, unless it still runs.
        let told = |day: Date| self.may_tell_cycles().then(|| day.to_string());
        json!({
            "programme": self.link(&side.name), "from": told(side.period.from), "to": told(side.period.to),
            "day": told(side.day), "commit": commit, "is_running": side.is_running(),
            "by_days": side.by_days,
        })
    }

    fn compared_figure(&self, figure: &Figure) -> Option<Value> {
        figure.before.or(figure.after).filter(|_| self.may_compare(figure.name))?;
        let amount = |amount: Option<Amount>| match amount {
            None => "–".to_owned(),
            Some(Amount::Count(number) | Amount::Days(number)) => number.to_string(),
            Some(Amount::Share(part, all)) => {
                self.site.options.language.text("comparison-share", &[("part", part.into()), ("all", all.into())])
            }
        };
        let change = match figure.change() {
            None => String::new(),
            Some(0) => "=".to_owned(),
            Some(more) if more > 0 => format!("+{more}"),
            Some(less) => format!("−{}", -less),
        };
        Some(json!({
            "label": self.say(&format!("comparison-figure-{}", figure.name), &[]),
            "before": amount(figure.before), "after": amount(figure.after), "change": change,
        }))
    }

    fn sections(&self, comparison: &Comparison) -> Vec<Value> {
        vec![
            self.coverage_section(&comparison.coverage),
            self.findings_section(&comparison.findings),
            self.promises_section(comparison),
            self.soa_section(&comparison.soa),
            self.people_section(&comparison.people),
            self.plan_section(&comparison.plan),
            self.decisions_section(&comparison.decisions),
        ]
    }

    /// A section: a heading, a sentence, and the groups that have rows.
    fn compared(&self, name: &str, note: String, groups: Vec<Group>) -> Value {
        let groups = groups.into_iter().filter(|group| !group.rows.is_empty()).map(|Group { heading, heads, rows }| {
            let [what, mark, text] = heads.map(|key| self.language().plain(key));
            json!({"heading": heading, "heads": {"what": what, "mark": mark, "text": text}, "rows": rows})
        });
        let groups: Vec<Value> = groups.collect();
        json!({"heading": self.say(&format!("comparison-{name}"), &[]), "note": note, "groups": groups})
    }

    /// Whether the audience may know the fields that a figure or a group of rows is drawn from.
    fn may_compare(&self, name: &str) -> bool {
        self.site.redaction.may_draw(&format!("comparison-{name}"))
    }

    fn group(&self, name: &str, heads: [&'static str; 3], rows: Vec<Value>) -> Group {
        let rows = if self.may_compare(name) { rows } else { Vec::new() };
        let heading = self.say(&format!("comparison-{name}"), &[("count", FluentValue::from(rows.len() as i64))]);
        Group { heading, heads, rows }
    }

    /// A row about a record; `None` when the record has no page.
    fn row(&self, id: &str, mark: Value, text: Vec<String>) -> Option<Value> {
        self.is_shown(id).then(|| self.any_row(self.link(id), mark, text))
    }

    /// A row. Its texts are what the audience may read already.
    fn any_row(&self, what: Value, mark: Value, text: Vec<String>) -> Value {
        let text: Vec<String> = text.into_iter().filter(|text| !text.is_empty()).collect();
        json!({"what": what, "mark": mark, "text": text})
    }

    fn word(&self, word: &str) -> Value {
        json!({"word": self.site.options.language.word(word)})
    }

    fn step(&self, from: &str, to: &str) -> Value {
        let language = &self.site.options.language;
        json!({"word": format!("{} → {}", language.word(from), language.word(to))})
    }

    fn on(&self, day: crate::record::Date) -> String {
        self.site.options.language.day(day)
    }

    /// A text of a record as the audience may read it; nothing of a field that is kept from them.
    fn quoted(&self, (kind, field): (Kind, &str), text: &str) -> String {
        if self.site.redaction.hides_of(kind, field) { String::new() } else { self.text(text) }
    }

    /// A reason from the fields of a record that may give it, or that there is none.
    fn because(&self, kind: Kind, fields: &[&str], reason: Option<&String>) -> String {
        match reason {
            None => self.say("comparison-no-reason", &[]),
            Some(_) if fields.iter().any(|field| self.site.redaction.hides_of(kind, field)) => String::new(),
            Some(reason) => self.text(reason),
        }
    }

    /// Ids of records, those without a page left out.
    fn ids(&self, ids: &[String]) -> String {
        let shown: Vec<&str> = ids.iter().map(String::as_str).filter(|id| self.is_shown(id)).collect();
        shown.join(", ")
    }

    fn coverage_section(&self, coverage: &CoverageChanges) -> Value {
        let rows = |all: &[Audited]| -> Vec<Value> {
            let row = |one: &Audited| {
                let mut what = self.criterion(&one.criterion.id);
                what.set("label", one.criterion.id.as_str());
                let audits = one.audits.iter().filter(|id| self.is_shown(id)).map(|id| self.link(id));
                self.any_row(
                    what,
                    json!({"word": self.ids(&one.audits), "links": audits.collect::<Vec<_>>()}),
                    Vec::new(),
                )
            };
            all.iter().map(row).collect()
        };
        let counts = [("kept", coverage.kept.into()), ("neither", coverage.neither.into())];
        let note = self.site.options.language.text("comparison-coverage-note", &counts);
        let note = if self.may_compare("gained") { note } else { String::new() };
        let heads = ["label-requirement", "label-audit", "label-note"];
        let groups =
            vec![self.group("gained", heads, rows(&coverage.gained)), self.group("lost", heads, rows(&coverage.lost))];
        self.compared("coverage", note, groups)
    }

    fn findings_section(&self, findings: &FindingChanges) -> Value {
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
            self.group("gone", heads, gone.collect()),
        ];
        self.compared("findings", String::new(), groups)
    }

    /// Grades, dates and checks: what was said once and is not so any more.
    fn promises_section(&self, comparison: &Comparison) -> Value {
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

    fn soa_section(&self, soa: &SoaChanges) -> Value {
        let language = &self.site.options.language;
        let word = |state: Option<(bool, Option<ControlStatus>)>| match state {
            None => language.text("comparison-no-row", &[]),
            Some((false, _)) => language.text("comparison-not-applicable", &[]),
            Some((true, None)) => language.text("comparison-applicable", &[]),
            Some((true, Some(status))) => language.word(status.as_str()),
        };
        let rows = soa.controls.iter().map(|change| {
            let mut what = self.criterion(&change.control.id);
            what.set("label", change.control.id.as_str());
            let mark = json!({"word": format!("{} → {}", word(change.from), word(change.to))});
            self.any_row(
                what,
                mark,
                change.reason.iter().map(|reason| self.quoted((Kind::Soa, "controls/justification"), reason)).collect(),
            )
        });
        let is_shown = self.is_shown("soa") && self.may_compare("controls");
        let rows: Vec<Value> = rows.filter(|_| is_shown).collect();
        let version = |version: &Option<String>| {
            version.as_ref().map_or_else(|| "–".to_owned(), |version| self.quoted((Kind::Soa, "version"), version))
        };
        let note = soa.versions.as_ref().filter(|_| is_shown).map(|(before, after)| {
            language
                .text("comparison-versions", &[("before", version(before).into()), ("after", version(after).into())])
        });
        self.compared(
            "soa",
            note.unwrap_or_default(),
            vec![self.group("controls", ["label-control", "comparison-change", "label-reason"], rows)],
        )
    }

    fn people_section(&self, people: &PeopleChanges) -> Value {
        let language = &self.site.options.language;
        let person = |id: &str, mark: Value, text: Vec<String>| {
            self.is_shown(id).then(|| self.any_row(self.person(id), mark, text))
        };
        let team = people.team.iter().filter_map(|one| {
            let mark = match (one.before.is_empty(), one.after.is_empty()) {
                (true, _) => language.text("comparison-joined", &[]),
                (_, true) => language.text("comparison-left", &[]),
                _ => language.text("comparison-stayed", &[]),
            };
            let ids = [self.ids(&one.before), self.ids(&one.after)].into_iter().filter(|ids| !ids.is_empty());
            person(&one.person, json!({"word": mark}), vec![ids.collect::<Vec<_>>().join(" → ")])
        });
        let standings = people.standings.iter().filter_map(|one| {
            let words = |levels: &[crate::record::AuditorLevel]| {
                let words: Vec<String> = levels.iter().map(|level| language.word(level.as_str())).collect();
                if words.is_empty() { "–".to_owned() } else { words.join(", ") }
            };
            let mark = match one.before == one.after {
                true => words(&one.after),
                false => format!("{} → {}", words(&one.before), words(&one.after)),
            };
            let topics: Vec<String> =
                one.topics.iter().map(|topic| self.quoted((Kind::Person, "auditor/topics"), topic)).collect();
            let ran_out =
                one.ran_out_on.map(|day| language.text("comparison-ran-out", &[("day", self.on(day).into())]));
            person(&one.person, json!({"word": mark}), vec![topics.join(", "), ran_out.unwrap_or_default()])
        });
        // Who does not see competence on the page of a person does not see it here.
        let is_told = |id: &str| {
            let record = self.site.snapshot.record(id);
            record.is_some_and(|person| LEARNED.iter().all(|field| self.sees(person, field)))
        };
        let learned = people.learned.iter().filter(|one| is_told(&one.person)).filter_map(|one| {
            let outcome = one.outcome.map(|outcome| language.word(outcome.as_str())).unwrap_or_default();
            let text = vec![self.on(one.date), self.text(&one.title), outcome];
            person(&one.person, self.word(one.what.as_str()), text)
        });
        let groups = vec![
            self.group("team", ["label-who", "label-state", "label-audit"], team.collect()),
            self.group("standings", ["label-who", "label-level", "label-note"], standings.collect()),
            self.group("learned", ["label-who", "label-kind", "label-note"], learned.collect()),
        ];
        self.compared("people", String::new(), groups)
    }

    fn plan_section(&self, plan: &PlanKept) -> Value {
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

    fn decisions_section(&self, decisions: &DecisionChanges) -> Value {
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
