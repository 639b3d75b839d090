//! Who came on record, or got another address, by the word of whom: somebody whom a party brought judges for that party, as long as nobody
//! agreed who has the say.

use std::collections::BTreeMap;

use super::Moment;
use super::people::names;
use super::verification::Lapse;
use crate::diagnostic::{Diagnostic, Level};
use crate::lint::{
    ACCEPTANCE, AUDITOR, CLOSURE, Decision, EFFECTIVENESS, PLAN, Settings, asks, deciders, holders, in_other_names,
    is_audited, is_of_somebody, is_renamed, kept_in, new_decisions, rules,
};
use crate::record::{Date, PersonRef};
use crate::snapshot::Record;

/// The persons and addresses to which nobody has agreed yet.
#[derive(Default)]
pub(super) struct Introduced {
    /// By their ids in lower case.
    people: BTreeMap<String, By>,
    /// In lower case.
    addresses: BTreeMap<String, By>,
    /// Lapses by their numbers, each with whom it is about, in lower case.
    waiting: Vec<(usize, String)>,
}

/// By whose word.
#[derive(Debug, Clone)]
struct By {
    /// Who; `None` where that is nobody on record.
    person: Option<PersonRef>,
    /// The address of the commit.
    email: String,
    /// What they did, as the second half of a sentence.
    what: &'static str,
    on: Date,
}

impl Introduced {
    /// Tells of those who judge in a commit for who brought them, by what was known before it, and takes the commit into account.
    pub(super) fn note(&mut self, moment: &Moment<'_>, settings: &Settings) -> Vec<Diagnostic> {
        let people = moment.touched_after().filter(|record| record.data().person().is_some());
        // Who comes on record with the very commit that decides something is asked about as well.
        people.clone().for_each(|record| self.note_person(record, moment));
        let mut found = Vec::new();
        if !self.people.is_empty() || !self.addresses.is_empty() {
            let touched = moment.touched_after().filter(|record| !moment.versions_of(record).is_imported(moment.facts));
            touched.for_each(|record| found.extend(self.judged(record, moment, settings)));
        }
        people.for_each(|record| self.note_addresses(record, moment));
        found
    }

    /// Whether a commit speaks by an address to which whose it is said to be has not agreed.
    pub(super) fn is_lent(&self, email: &str) -> bool {
        !self.addresses.is_empty() && self.addresses.contains_key(&email.trim().to_lowercase())
    }

    /// Notes a lapse by its number.
    pub(super) fn wait(&mut self, lapse: usize, diagnostic: &Diagnostic) {
        if let [person] = &diagnostic.members[..]
            && JUDGING.iter().any(|(_, rule)| *rule == diagnostic.rule)
            && self.people.contains_key(person)
        {
            self.waiting.push((lapse, person.clone()));
        }
    }

    /// Makes warnings of the lapses about those to whom somebody agrees who has the say.
    pub(super) fn end(&mut self, lapses: &mut [Lapse], moment: &Moment<'_>) {
        for (lapse, _) in self.waiting.extract_if(.., |(_, person)| !self.people.contains_key(person)) {
            let Some(lapse) = lapses.get_mut(lapse) else { continue };
            lapse.agree(
                &format!(" before {} ({})", moment.day, moment.commit.short()),
                "they are on record by agreement",
            );
        }
    }

    /// Who comes on record, or is approved as an auditor.
    fn note_person(&mut self, record: &Record, moment: &Moment<'_>) {
        let Some(person) = record.data().person() else { return };
        let (states, key) = ((moment.before, moment.after), record.key().to_string());
        let id = PersonRef(person.id.to_string());
        let had_role =
            |person: &PersonRef| moment.before.roles().is_some_and(|roles| holders(roles).any(|it| it == person));
        let branch = moment.facts.branch.iter().filter(|commit| commit.plans.contains_key(&key));
        let is_by_holder = branch.filter_map(|commit| commit.author.as_ref()).any(had_role);
        if moment.facts.is_import || is_by_holder || moment.is_agreed_by(record, &had_role) {
            self.people.remove(&key);
            return;
        }
        let old = moment.before.same(record);
        let approved = new_decisions(old, record).into_iter().find(|decision| decision.path == AUDITOR);
        let feigned = in_other_names(&moment.versions_of(record), moment.facts);
        if let Some(approved) = approved.filter(|_| !feigned.iter().any(|found| found.decision.path == AUDITOR)) {
            match had_role(&approved.by) {
                true => drop(self.people.remove(&key)),
                false => {
                    drop(self.people.insert(key.clone(), By::person(approved.by, "approved as an auditor", moment)))
                }
            }
            return;
        }
        let was = moment.touched_before().filter_map(|old| old.data().person());
        let mut was = was.map(|old| PersonRef(old.id.to_string()));
        if old.is_none() && !was.any(|old| is_renamed(states, &id, &old)) {
            let mut by = By::of(record, "brought on record", moment);
            // Whoever brings themselves is known by nobody's word.
            by.person = by.person.filter(|person| *person != id);
            self.people.insert(key, by);
        }
    }

    /// Who gets another address.
    fn note_addresses(&mut self, record: &Record, moment: &Moment<'_>) {
        let Some((id, now)) = record.data().person().map(names) else { return };
        let Some(old) = moment.before.same(record).and_then(|old| old.data().person()) else { return };
        let had_say = |person: &PersonRef| {
            *person == id || moment.before.roles().is_some_and(|roles| deciders(roles).any(|it| it == person))
        };
        if !self.is_lent(&moment.commit.email) && moment.is_agreed_by(record, &had_say) {
            now.iter().for_each(|name| drop(self.addresses.remove(name)));
            return;
        }
        let known = names(old).1;
        for name in now.into_iter().filter(|name| name.contains('@') && !known.contains(name)) {
            self.addresses.insert(name, By::of(record, "gave them", moment));
        }
    }

    /// What of a record somebody decided who is on record, or did it by an address, by the word of whose work it is.
    fn judged(&self, record: &Record, moment: &Moment<'_>, settings: &Settings) -> Vec<Diagnostic> {
        let decided = new_decisions(moment.before.same(record), record);
        let of = |decision: Decision| {
            let found = self.by_introduced(record, &decision, moment);
            let (rule, level, message) = found.or_else(|| self.by_address(record, &decision, moment))?;
            let rule = rules::find(rule)?;
            let set = settings.level(rule);
            let level = if settings.is_set(rule) { set } else { level };
            let mut diagnostic = Diagnostic::new(rule.name, level, record.at(decision.path), message);
            diagnostic.record = Some(record.subject());
            diagnostic.field = Some(decision.path.to_owned());
            diagnostic.help(help(rule.name, &decision.by)).owner(&decision.by);
            if rule.name != MISMATCH {
                diagnostic.members([decision.by.as_str().to_lowercase()]);
            }
            (level != Level::Allow).then_some(diagnostic)
        };
        decided.into_iter().filter_map(of).collect()
    }

    fn by_introduced(&self, record: &Record, decision: &Decision, moment: &Moment<'_>) -> Option<Told> {
        let by = self.people.get(&decision.by.as_str().to_lowercase())?;
        let (_, rule) = JUDGING.iter().find(|(path, _)| *path == decision.path)?;
        if is_known(record, &decision.by, moment) {
            return None;
        }
        let (whose, level) = by.party(record, decision, moment)?;
        // Whoever leads somebody accepts their plans, and may have come on record by them. That the audited has no say in a plan is no error
        // of its own.
        let level = if [ACCEPTANCE, PLAN].contains(&decision.path) { Level::Warning } else { level };
        let who = &decision.by;
        let message = format!(
            "{} is by {who}, whom {whose} {} on {}, and nobody agreed who has the say",
            decision.what, by.what, by.on
        );
        Some((*rule, level, message))
    }

    fn by_address(&self, record: &Record, decision: &Decision, moment: &Moment<'_>) -> Option<Told> {
        let setters = moment.facts.setters(record, decision);
        let setter = setters.first().filter(|setter| setter.person == Some(&decision.by))?;
        let is_proven = |person: &PersonRef| *person == decision.by;
        let own = moment.facts.signature.as_ref().filter(|_| setter.on.is_none());
        if setter.signature.or(own).is_some_and(|signature| signature.is_by(is_proven))
            || moment.facts.approved_by.contains(&decision.by)
        {
            return None;
        }
        let by = self.addresses.get(&setter.email.trim().to_lowercase())?;
        let (whose, level) = by.party(record, decision, moment)?;
        let message = format!(
            "{} by {} was committed by {}, an address that {whose} {} on {}, and neither they nor who has the say agreed",
            decision.what, decision.by, setter.email, by.what, by.on
        );
        Some((MISMATCH, level, message))
    }
}

fn help(rule: &str, by: &PersonRef) -> String {
    match rule {
        MISMATCH => format!(
            "have {by} confirm it, in a commit of theirs to the record by an address that they had before, or with a line `Approved-by: {by}` in the \
             message of one"
        ),
        _ => format!(
            "have whoever runs the audit programme or the ISMS, or top management, confirm {by}, in a commit of theirs to the record of {by} or with \
             a line `Approved-by` in the message of one; or have somebody else decide it"
        ),
    }
}

/// A rule, how grave it is, and what is wrong.
type Told = (&'static str, Level, String);

impl By {
    fn of(record: &Record, what: &'static str, moment: &Moment<'_>) -> By {
        let person = moment.facts.author_of(&record.id).cloned();
        By { person, email: moment.commit.email.clone(), what, on: moment.day }
    }

    fn person(person: PersonRef, what: &'static str, moment: &Moment<'_>) -> By {
        By { person: Some(person), email: moment.commit.email.clone(), what, on: moment.day }
    }

    /// Who it is, where a decision is about their own work, or may be.
    fn party(&self, record: &Record, decision: &Decision, moment: &Moment<'_>) -> Option<(String, Level)> {
        match &self.person {
            Some(person) => {
                let own = kept_in(&moment.versions_of(record), decision, person);
                let own = own.or_else(|| audited(record, decision, person, moment))?;
                Some((format!("{person}, who {own},"), Level::Error))
            }
            None if is_of_somebody(record, decision) && decision.path != ACCEPTANCE => {
                Some((format!("a commit by {}, whom nobody on record answers for,", self.email), Level::Warning))
            }
            None => None,
        }
    }
}

/// What keeps a person from approving the plan of an audit: that it looks at what they answer for. Who hands that on in the same commit had it
/// all the same.
fn audited(record: &Record, decision: &Decision, person: &PersonRef, moment: &Moment<'_>) -> Option<String> {
    let audit = record.data().audit().filter(|_| decision.path == PLAN)?;
    let is_of = |state| is_audited(state, audit, person) && !asks(state, audit, person);
    [moment.before, moment.after].into_iter().any(is_of).then(|| "is audited by it".to_owned())
}

/// Whether somebody judges by what others agreed to: a role of the ISMS, a place in the team that audits, or an audit that is theirs to ask for.
fn is_known(record: &Record, person: &PersonRef, moment: &Moment<'_>) -> bool {
    let has_role = moment.before.roles().is_some_and(|roles| holders(roles).any(|holder| holder == person));
    let planned = moment.before.same(record).and_then(|old| old.data().audit());
    if planned.is_some_and(|audit| asks(moment.before, audit, person)) {
        return true;
    }
    let audit = record.data().finding().and_then(|finding| moment.before.audit(&finding.audit));
    has_role || audit.is_some_and(|audit| audit.data().team.iter().any(|member| member.person == *person))
}

/// The decisions in which somebody judges the work of another, and the rules about those who judge their own.
const JUDGING: &[(&str, &str)] = &[
    (CLOSURE, "finding-closed-by-auditee"),
    (EFFECTIVENESS, "effectiveness-checked-by-owner"),
    (ACCEPTANCE, "plan-self-accepted"),
    (PLAN, "approver-without-authority"),
];
/// The rule about decisions that somebody else committed.
const MISMATCH: &str = "person-commit-mismatch";
