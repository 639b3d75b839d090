use crate::diagnostic::Level;
use crate::lint::team::with_own_team;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{AuditStatus, Kind, TechnicalTest};
use crate::snapshot::Record;
use crate::text::{is_blank, listed, shortened};

pub static RULE: Rule = Rule {
    name: "technical-test-not-agreed",
    family: Family::Audit,
    summary: "A test on systems was planned without agreement, time or a word on what it may do",
    level: Level::Error,
    clause: "A.8.34",
    needs_day: false,
    docs: include_str!("technical_test_not_agreed.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(_: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = with_own_team(record).filter(|audit| audit.status.has_reached(AuditStatus::Confirmed)) else {
        return;
    };
    for (position, test) in audit.technical_tests.iter().enumerate() {
        let missing = missing(test);
        if missing.is_empty() {
            continue;
        }
        let path = format!("/technical_tests/{position}");
        report
            .raise(record, &path, format!("the test ({}) has no {}", shortened(&test.what, 60), listed(&missing, 3)))
            .help(
                "agree with whoever runs the systems, before the test: `agreed: {by: …, date: …}`, `window`, `impact`",
            )
            .owner(audit.lead().unwrap_or(&audit.client))
            .members(missing);
    }
}

/// What a test lacks. An agreement that came after the test had begun is none.
fn missing(test: &TechnicalTest) -> Vec<&'static str> {
    let agreed_in_time =
        test.agreed.as_ref().is_some_and(|agreed| test.window.is_none_or(|window| agreed.date <= window.from));
    let parts = [
        ("agreement beforehand", !agreed_in_time),
        ("time window", test.window.is_none()),
        ("word on its impact", is_blank(test.impact.as_deref())),
    ];
    parts.into_iter().filter(|(_, is_missing)| *is_missing).map(|(name, _)| name).collect()
}
