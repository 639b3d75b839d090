use crate::diagnostic::Level;
use crate::lint::{Check, Family, History, Report, Rule, Tag};

pub static RULE: Rule = Rule {
    name: "issued-tag-broken",
    family: Family::Audit,
    summary: "The tag of an issued report is gone, or names something else than what was issued",
    level: Level::Error,
    clause: "7.5.3",
    needs_day: false,
    docs: include_str!("issued_tag_broken.md"),
    check: Check::History(check),
};

fn check(history: &History<'_>, report: &mut Report<'_>) {
    for issued in &history.facts.reports {
        let Some(tag) = issued.tag.as_ref().filter(|tag| !tag.is_sound()) else { continue };
        let Some(record) = history.context.snapshot.record(&issued.audit) else { continue };
        let help = match tag.commit {
            None => format!(
                "fetch the tags (`git fetch --tags`); one that is lost, or that nobody has set yet, is set on the commit that issued the \
                 report, or that took it over: `tickmark verify --digest {} COMMIT` gives the command",
                record.id
            ),
            Some(_) => {
                "set the tag on the commit that issued the report, and ask who moved it; protect tags on the forge"
                    .to_owned()
            }
        };
        report.raise(record, "/report/tag", what_is_wrong(tag)).help(help);
    }
}

fn what_is_wrong(tag: &Tag) -> String {
    let name = &tag.name;
    match (&tag.commit, tag.is_part) {
        (Some(_), true) if tag.is_same => {
            let other = tag.made_as.as_deref().unwrap_or_default();
            format!("the tag `{name}` is a reference to another tag, `{other}`, and says nothing of this report")
        }
        (None, _) => format!("there is no tag `{name}`"),
        (Some(_), false) => format!("the tag `{name}` names what is no commit of this history"),
        (Some(_), true) => format!("the tag `{name}` names a commit in which the audit is not as it was issued"),
    }
}
