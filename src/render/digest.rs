//! The digest of a report, and how it gets into the record and into the tag.

use serde_json::json;

use super::printable;
use crate::history::trailer;
use crate::record::Audit;

/// The digest of a report, and how it gets into the record and into the tag.
pub fn digest_text(audit: &Audit, digest: &str) -> String {
    let (tag, subject) = tag_of(audit);
    let lines = [
        digest.to_owned(),
        String::new(),
        "In the record:".to_owned(),
        String::new(),
        "report:".to_owned(),
        format!("  tag: {tag}"),
        format!("  digest: {digest}"),
        String::new(),
        "Once that is committed (--sign in place of --annotate, to sign it):".to_owned(),
        String::new(),
        format!("git tag --annotate {tag} --message '{subject}' --message '{}'", trailer(digest)),
    ];
    printable(&(lines.join("\n") + "\n")).into_owned()
}

/// The same as JSON.
pub fn digest_json(audit: &Audit, digest: &str) -> String {
    let (tag, subject) = tag_of(audit);
    let message = format!("{subject}\n\n{}\n", trailer(digest));
    let value = json!({ "audit": audit.id, "sha256": digest, "tag": { "name": tag, "message": message } });
    format!("{value:#}\n")
}

/// Name of the tag of a report, as the record has it or as is the custom, and what its message begins with.
fn tag_of(audit: &Audit) -> (String, String) {
    let version = audit.report.as_ref().map_or(1, |report| report.version);
    let named = audit.report.as_ref().and_then(|report| report.tag.clone());
    let is_plain = |name: &String| name.bytes().all(|b| b.is_ascii_alphanumeric() || b"/._-".contains(&b));
    let own = format!("report/{}/v{version}", audit.id);
    (named.filter(is_plain).unwrap_or(own), format!("Report of {}, version {version}", audit.id))
}
