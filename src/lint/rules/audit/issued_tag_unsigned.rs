use crate::diagnostic::Level;
use crate::lint::{Check, Family, History, Report, Rule};
use crate::record::{Audit, PersonRef};

pub static RULE: Rule = Rule {
    name: "issued-tag-unsigned",
    family: Family::Audit,
    summary: "The tag of an issued report must be signed, and is not, or by a key that nobody had allowed",
    level: Level::Error,
    clause: "7.5.3",
    needs_day: false,
    docs: include_str!("issued_tag_unsigned.md"),
    check: Check::History(check),
};

fn check(history: &History<'_>, report: &mut Report<'_>) {
    for issued in history.facts.reports.iter().filter(|issued| issued.must_be_signed) {
        let Some(record) = history.context.snapshot.record(&issued.audit) else { continue };
        // As it was then: who has the role today, or issued a later version, set another tag.
        let manager = issued.tag.as_ref().and_then(|tag| tag.manager.as_ref());
        let may_sign = |person: &PersonRef| [issued.by.as_ref(), manager].contains(&Some(person));
        let (path, message) = match &issued.tag {
            None => ("/report", "tags of reports must be signed, and this report names no tag".to_owned()),
            // A tag that is not there is another rule's.
            Some(tag) if tag.commit.is_none() || tag.signature.as_ref().is_some_and(|one| one.is_by(may_sign)) => {
                continue;
            }
            Some(tag) => {
                let mut words = tag.signature.as_ref().map_or_else(|| "is not signed".to_owned(), |one| one.in_words());
                if tag.signature.as_ref().is_some_and(|one| one.is_by(|_| true)) {
                    words.push_str(", who did not issue the report");
                }
                ("/report/tag", format!("the tag `{}` {words}", tag.name))
            }
        };
        let today = || history.context.snapshot.isms().map(|isms| &isms.data().roles.programme_manager);
        let who = signers(issued.by.as_ref(), manager.or_else(today));
        let first = match (&issued.tag, record.data().audit()) {
            (None, Some(audit)) => format!("name it first (`{}`), commit that, then ", naming(audit)),
            _ => String::new(),
        };
        report.raise(record, path, message).help(format!(
            "{first}set it with a signature (`git tag --sign`) by {who}, with a key that the list of allowed signers named before the \
             tagged commit"
        ));
    }
}

/// Who may sign the tag of a report.
fn signers(issued_by: Option<&PersonRef>, manager: Option<&PersonRef>) -> String {
    let issued = issued_by.map(|person| format!("{person}, who issued the report"));
    let manager = manager.filter(|manager| issued_by != Some(*manager));
    let manager = manager.map(|person| format!("{person}, the programme manager"));
    let who: Vec<String> = issued.into_iter().chain(manager).collect();
    if who.is_empty() { "who issued the report".to_owned() } else { who.join(", or ") }
}

/// The command that names the tag of a report, as is the custom.
fn naming(audit: &Audit) -> String {
    let version = audit.report.as_ref().map_or(1, |report| report.version);
    format!("tickmark set {0} report/tag report/{0}/v{version}", audit.id)
}
