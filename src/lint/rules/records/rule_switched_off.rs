use crate::diagnostic::Level;
use crate::lint::waivers::widened;
use crate::lint::{Check, Family, Report, Rule, Versions, profile};
use crate::record::criteria::{BUILT_IN, built_in};
use crate::record::{
    Action, Catalogue, CatalogueRef, Coverage, Date, DaysByGrade, Isms, Process, RuleProfile, Site, Thresholds,
};
use crate::snapshot::{Record, Snapshot};
use crate::text::{counted, listed};

pub static RULE: Rule = Rule {
    name: "rule-switched-off",
    family: Family::Records,
    summary: "A rule reports less than it did",
    level: Level::Warning,
    clause: "9.2.2",
    needs_day: false,
    docs: include_str!("rule_switched_off.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    for softer in [waived_history(versions), over_long_ago(versions), less_of_standard(versions)].into_iter().flatten()
    {
        raise(versions, softer, report);
    }
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().isms(), after.data().isms()) else { return };
    let steps = [
        milder_rules(old, new),
        less_signed(old, new),
        wider_limits(old, new),
        later_answers(old, new),
        valid_longer(old, new),
        rarer_audits(old, new),
        out_of_scope(old, new),
        fewer_catalogues(versions, old, new),
        more_ignored(old, new),
        more_taken_over(versions.past, old, new),
        later_days(versions.context.day, old, new),
    ];
    for softer in steps.into_iter().flatten().chain(starter(old, new)) {
        raise(versions, softer, report);
    }
}

fn raise(versions: &Versions<'_>, softer: Softer<'_>, report: &mut Report<'_>) {
    let Some(after) = versions.after else { return };
    let Softer { place, message, help, what } = softer;
    let diagnostic = report.raise(after, &place, message).help(help).members(what);
    if let Some(isms) = versions.context.snapshot.isms() {
        diagnostic.owner(&isms.data().roles.programme_manager);
    }
}

/// Waivers of what nothing but history shows: once it has happened, no state of the records tells of it.
fn waived_history<'a>(versions: &Versions<'a>) -> Option<Softer<'a>> {
    let is_of_history = |rule: &&str| super::super::find(rule).is_some_and(|rule| !rule.needs_one_state());
    let new = widened(versions.before, versions.after?).map(|waiver| waiver.rule.as_str());
    let what: Vec<&str> = new.filter(is_of_history).collect();
    (!what.is_empty()).then(|| Softer {
        place: "/waivers".to_owned(),
        message: format!("what only history shows is waived from now on: {}", listed(&what, 6)),
        help: "have whoever approved the waiver commit it, before what it is for happens",
        what,
    })
}

/// A record that was still to be worked on here, and says now that it was over before everything was taken over.
fn over_long_ago<'a>(versions: &Versions<'a>) -> Option<Softer<'a>> {
    let (before, after) = versions.both()?;
    let taken = versions.context.snapshot.isms()?.data().taken_over.as_ref()?;
    let is_taken = |over: Option<Date>| over.is_some_and(|over| over < taken.before);
    let over = after.data().over_on().filter(|over| is_taken(Some(*over)))?;
    (!is_taken(before.data().over_on())).then(|| Softer {
        place: "/status".to_owned(),
        message: format!("it was not over here, counts as taken over from now on, and says that it was over on {over}"),
        help: "say on which day it was over here; what was taken over came in as it was",
        what: vec![&*after.id],
    })
}

/// A catalogue in the place of the one that is built in, which asks for less than what stood there before.
fn less_of_standard<'a>(versions: &Versions<'a>) -> Option<Softer<'a>> {
    let catalogue = |record: &'a Record| record.data().catalogue().filter(|one| one.id.as_str() == BUILT_IN);
    let new = catalogue(versions.after?)?;
    // Before there were records, nothing was asked for.
    versions.past.isms()?;
    let old = versions.before.and_then(catalogue).unwrap_or(built_in());
    let asks = |of: &Catalogue, id: &str| of.entries.iter().any(|entry| entry.auditable && entry.id.as_str() == id);
    let asked = old.entries.iter().filter(|entry| entry.auditable).map(|entry| entry.id.as_str());
    let what: Vec<&str> = match new.withdrawn.filter(|day| old.withdrawn.is_none_or(|was| *day < was)) {
        Some(_) => asked.collect(),
        None => asked.filter(|id| !asks(new, id)).collect(),
    };
    (!what.is_empty()).then(|| Softer {
        place: if new.withdrawn == old.withdrawn { "/entries" } else { "/withdrawn" }.to_owned(),
        message: format!("of the standard, requirements are asked of nobody from now on: {}", listed(&what, 6)),
        help: "a control that does not apply is excluded in soa.yaml, with the reason; a catalogue of your own has another id",
        what,
    })
}

/// A way in which the settings ask for less than they did.
struct Softer<'a> {
    place: String,
    message: String,
    help: &'static str,
    what: Vec<&'a str>,
}

const AGREE: &str = "have whoever manages the programme agree to it in a change of its own, not in the one that needs it; one that they \
                     waive this rule for beforehand is listed as agreed";

fn milder_rules<'a>(old: &Isms, new: &'a Isms) -> Option<Softer<'a>> {
    // Of the profile for the first weeks, the profile is named and not each of its rules.
    let is_own = |name: &str| new.rules.contains_key(name) || !becomes_starter(old, new);
    let milder = super::super::ALL.iter().filter(|rule| level(new, rule) < level(old, rule) && is_own(rule.name));
    let tell = |rule: &Rule| format!("{} ({} before, {} now)", rule.name, level(old, rule), level(new, rule));
    let (what, told): (Vec<&str>, Vec<String>) = milder.map(|rule| (rule.name, tell(rule))).unzip();
    let first = what.first()?;
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    Some(Softer {
        place: if new.rules.contains_key(*first) { format!("/rules/{first}") } else { "/rules".to_owned() },
        message: format!("a rule reports less than before: {}", listed(&told, 6)),
        help: AGREE,
        what,
    })
}

/// The level of a rule: what is set for it, else what the profile says, else its own.
fn level(isms: &Isms, rule: &Rule) -> Level {
    let set = isms.rules.get(rule.name).map(|setting| Level::from(setting.level));
    set.unwrap_or_else(|| isms.profile.map_or(rule.level, |profile| profile::level(profile, rule)))
}

fn less_signed<'a>(old: &Isms, new: &'a Isms) -> Option<Softer<'a>> {
    let required = |isms: &Isms| isms.signing.as_ref().map(|signing| signing.required.clone()).unwrap_or_default();
    let kept = required(new);
    let dropped: Vec<_> = required(old).into_iter().filter(|subject| !kept.contains(subject)).collect();
    (!dropped.is_empty()).then(|| Softer {
        place: "/signing".to_owned(),
        message: format!("less has to be signed than before: not {} any more", listed(&dropped, 3)),
        help: "have whoever manages the programme agree to it in a change of its own, and sign that",
        what: Vec::new(),
    })
}

fn wider_limits<'a>(old: &Isms, new: &'a Isms) -> Option<Softer<'a>> {
    let what = softer_limits(&old.thresholds, &new.thresholds);
    Some(Softer {
        place: format!("/thresholds/{}", what.first()?),
        message: format!("limits are wider than before, so that rules report less: {}", listed(&what, 6)),
        help: AGREE,
        what,
    })
}

/// More days for the answer to what the certification body found.
fn later_answers<'a>(old: &Isms, new: &'a Isms) -> Option<Softer<'a>> {
    let days = |isms: &Isms| isms.certification.as_ref().and_then(|certification| certification.response_days);
    let (was, is) = (days(old)?, days(new));
    let now = is.map_or_else(|| "has no limit any more".to_owned(), |is| format!("may take {is} days"));
    is.is_none_or(|is| is > was).then(|| Softer {
        place: "/certification/response_days".to_owned(),
        message: format!("the answer to findings of the certification body {now} instead of {was} days"),
        help: AGREE,
        what: Vec::new(),
    })
}

/// A certificate that is the same one, and is said to be valid for longer.
fn valid_longer<'a>(old: &Isms, new: &'a Isms) -> Option<Softer<'a>> {
    let (was, is) = (old.certification.as_ref()?, new.certification.as_ref()?);
    let is_same = (&was.body, &was.certificate, was.issued) == (&is.body, &is.certificate, is.issued);
    // Where nothing says which one it is, it may be the next one.
    let is_known = was.certificate.is_some() || was.issued.is_some();
    let (then, now) = (was.expires?, is.expires);
    (is_same && is_known && now.is_none_or(|now| now > then)).then(|| Softer {
        place: "/certification".to_owned(),
        message: match now {
            Some(now) => format!("the certificate is the same one, and is valid until {now} instead of {then}"),
            None => format!("the certificate is the same one, and that it is valid until {then} is gone"),
        },
        help: "give the certificate that is valid for longer with its number and day of issue (`certification.certificate`, `certification.issued`), or \
               bring the day back",
        what: vec!["certification/expires"],
    })
}

/// Processes that are audited less often than was said.
fn rarer_audits<'a>(old: &Isms, new: &'a Isms) -> Option<Softer<'a>> {
    let months = |id: &str| old.processes.iter().find(|process| process.id.as_str() == id)?.interval_months;
    let is_rarer = |process: &&Process| {
        months(process.id.as_str()).is_some_and(|was| process.interval_months.is_none_or(|is| is > was))
    };
    let what: Vec<&str> = new.processes.iter().filter(is_rarer).map(|process| process.id.as_str()).collect();
    let first = *what.first()?;
    let place = new.processes.iter().position(|process| process.id.as_str() == first)?;
    Some(Softer {
        place: format!("/processes/{place}/interval_months"),
        message: format!("processes are to be audited less often than before: {}", listed(&what, 6)),
        help: AGREE,
        what,
    })
}

/// Sites that were in the scope of the ISMS and are not any more. One that is closed is gone from the list.
fn out_of_scope<'a>(old: &Isms, new: &'a Isms) -> Option<Softer<'a>> {
    let was_in = |id: &str| old.sites.iter().any(|site| site.id.as_str() == id && site.in_scope);
    let is_out = |site: &&Site| !site.in_scope && was_in(site.id.as_str());
    let what: Vec<&str> = new.sites.iter().filter(is_out).map(|site| site.id.as_str()).collect();
    let first = *what.first()?;
    let place = new.sites.iter().position(|site| site.id.as_str() == first)?;
    // A scope that is stated anew says so itself.
    (old.scope == new.scope).then(|| Softer {
        place: format!("/sites/{place}/in_scope"),
        message: format!("sites are out of the scope of the ISMS, which is stated as it was: {}", listed(&what, 6)),
        help: "have top management agree to it, and give the scope its new document and day: `scope.document`, `scope.since`",
        what,
    })
}

/// Catalogues that were in use and are not any more. One that was withdrawn before asks nothing of anybody.
fn fewer_catalogues<'a>(versions: &Versions<'_>, old: &'a Isms, new: &Isms) -> Option<Softer<'a>> {
    let day = versions.context.day;
    let is_over = |id: &str| {
        let mut own = versions.past.own_catalogues().filter(|own| own.id() == id);
        own.any(|own| own.data().withdrawn.is_some_and(|withdrawn| withdrawn <= day))
    };
    let is_dropped = |id: &&CatalogueRef| !new.catalogues.contains(id) && !is_over(id.as_str());
    let what: Vec<&str> = old.catalogues.iter().filter(is_dropped).map(|id| id.as_str()).collect();
    (!what.is_empty()).then(|| Softer {
        place: "/catalogues".to_owned(),
        message: format!("catalogues that were in use are not any more: {}", listed(&what, 6)),
        help: AGREE,
        what,
    })
}

fn more_ignored<'a>(old: &Isms, new: &'a Isms) -> Option<Softer<'a>> {
    let what: Vec<&str> =
        new.ignore.iter().filter(|pattern| !old.ignore.contains(pattern)).map(String::as_str).collect();
    (!what.is_empty()).then(|| Softer {
        place: "/ignore".to_owned(),
        message: format!("more files count as no records than before: {}", listed(&what, 6)),
        help: "have whoever manages the programme agree to it in a change of its own: once they have waived this rule in `waivers` of \
               tickmark.yaml, with the reason, it is listed as agreed; a record that is done with stays a record",
        what,
    })
}

/// Records that were here, and count as taken over from now on. What comes in afterwards is what the day is for.
fn more_taken_over<'a>(past: &'a Snapshot, old: &Isms, new: &'a Isms) -> Option<Softer<'a>> {
    let before = |isms: &Isms| isms.taken_over.as_ref().map(|taken| taken.before);
    let (was, day) = (before(old), before(new)?);
    let is_gained = |over: Date| over < day && was.is_none_or(|was| over >= was);
    let gains = |record: &&Record| {
        let done = record.data().action().and_then(Action::done_on);
        [record.data().over_on(), done].into_iter().flatten().any(is_gained)
    };
    let what: Vec<&str> = past.records().iter().filter(gains).map(|record| &*record.id).collect();
    (!what.is_empty()).then(|| Softer {
        place: "/taken_over/before".to_owned(),
        message: format!("records that were here count as taken over from now on: {}", listed(&what, 6)),
        help: AGREE,
        what,
    })
}

/// A time zone in which days end later than they did, so that what is late by the one is in time by the other.
fn later_days<'a>(day: Date, old: &'a Isms, new: &'a Isms) -> Option<Softer<'a>> {
    let end = |isms: &Isms| {
        let zone = jiff::tz::TimeZone::get(&isms.organisation.timezone).ok()?;
        Some(day.plus_days(1).0.to_zoned(zone).ok()?.timestamp())
    };
    let hours = end(new)?.duration_since(end(old)?).as_hours();
    let (was, is) = (&old.organisation.timezone, &new.organisation.timezone);
    (hours > 0).then(|| Softer {
        place: "/organisation/timezone".to_owned(),
        message: format!(
            "days end later than before, by the time zone {is} instead of {was}: {}",
            counted(hours, "hour")
        ),
        help: AGREE,
        what: Vec::new(),
    })
}

fn starter<'a>(old: &Isms, new: &'a Isms) -> Option<Softer<'a>> {
    becomes_starter(old, new).then(|| Softer {
        place: "/profile".to_owned(),
        message: "the profile `starter` leaves out most rules that reported before".to_owned(),
        help: "it is for the first weeks; take it away again",
        what: Vec::new(),
    })
}

fn becomes_starter(old: &Isms, new: &Isms) -> bool {
    new.profile == Some(RuleProfile::Starter) && old.profile != Some(RuleProfile::Starter)
}

/// The limits that let more pass than before.
fn softer_limits(old: &Thresholds, new: &Thresholds) -> Vec<&'static str> {
    let by_grade = |old: DaysByGrade, new: DaysByGrade| new.major > old.major || new.minor > old.minor;
    let is_rarer = |old: Coverage, new: Coverage| old == Coverage::Yearly && new == Coverage::PerCycle;
    let limits = [
        ("clauses", is_rarer(old.clauses, new.clauses)),
        ("controls", is_rarer(old.controls, new.controls)),
        ("cycle_years", new.cycle_years > old.cycle_years),
        ("notice_days", new.notice_days < old.notice_days),
        ("report_days", new.report_days > old.report_days),
        ("plan_days", by_grade(old.plan_days, new.plan_days)),
        ("fix_days", by_grade(old.fix_days, new.fix_days)),
        ("effectiveness_after_days", new.effectiveness_after_days < old.effectiveness_after_days),
        ("effectiveness_within_days", new.effectiveness_within_days > old.effectiveness_within_days),
        ("escalation_days", new.escalation_days > old.escalation_days),
        ("max_slips", new.max_slips > old.max_slips),
        ("cooling_off_months", new.cooling_off_months < old.cooling_off_months),
        ("review_interval_months", new.review_interval_months > old.review_interval_months),
        ("evidence_max_age_months", new.evidence_max_age_months > old.evidence_max_age_months),
        ("competence_review_months", new.competence_review_months > old.competence_review_months),
        ("repeat_window_months", new.repeat_window_months < old.repeat_window_months),
    ];
    limits.into_iter().filter(|(_, is_softer)| *is_softer).map(|(name, _)| name).collect()
}
