use crate::diagnostic::Level;
use crate::lint::{Check, Family, History, Report, Rule};

pub static RULE: Rule = Rule {
    name: "report-digest-mismatch",
    family: Family::Audit,
    summary: "The digest in the record or in the tag's message is not that of the report as it was issued",
    level: Level::Error,
    clause: "7.5.3",
    needs_day: false,
    docs: include_str!("report_digest_mismatch.md"),
    check: Check::History(check),
};

fn check(history: &History<'_>, report: &mut Report<'_>) {
    for issued in &history.facts.reports {
        let Some(record) = history.context.snapshot.record(&issued.audit) else { continue };
        // The record gives the digest of the version that it is of; what an earlier one was, its tag proves.
        let control = record.data().audit().and_then(|audit| audit.report.as_ref());
        let control = control.filter(|control| control.version == issued.version);
        let recorded = control.and_then(|control| control.digest.as_ref()).map(|digest| digest.as_str());
        let tagged = issued.tag.as_ref().and_then(|tag| tag.digest.as_deref());
        let places =
            [("/report/digest", "the record gives", recorded), ("/report/tag", "the message of the tag gives", tagged)];
        for (path, whose, digest) in places {
            let Some(digest) = digest.filter(|digest| *digest != issued.digest) else { continue };
            let short = |digest: &str| digest.chars().take(16).collect::<String>();
            let message = format!(
                "{whose} the digest {}…, and version {} of the report was issued with {}…",
                short(digest),
                issued.version,
                short(&issued.digest)
            );
            report.raise(record, path, message).help(format!(
                "`tickmark verify COMMIT --digest {}` says what it is at a commit; compare it with the copy that was handed out",
                issued.audit
            ));
        }
    }
}
