//! What verifying found, as JSON.

use serde_json::{Value, json};

use super::super::log::commit;
use super::{everything, rests_on, ruled_by};
use crate::diagnostic::Diagnostic;
use crate::history::{Differs, Lapse, Sealed, Verification};
use crate::lint::{Became, Difference, Signature};
use crate::record::Waiver;

/// A verification as JSON.
pub fn verify_json(verification: &Verification, shown: &[&Lapse]) -> String {
    let sealed = verification.sealed.iter().map(sealed_json);
    let imports = verification.imports.iter().map(|import| {
        json!({
            "day": import.day,
            "commit": commit(&import.commit),
            "person": import.author,
            "approved_by": import.approved_by,
            "records": import.records,
            "decided": import.decided,
        })
    });
    let lapses = everything(verification, shown).map(|(lapse, diagnostic)| lapse_json(lapse, diagnostic));
    let waived = verification.waived.iter().map(|waived| {
        let mut value = lapse_json(Some(&waived.lapse), &waived.lapse.diagnostic);
        let Waiver { approved_by, until, reason, .. } = &waived.waiver;
        value["waiver"] = json!({ "approved_by": approved_by, "until": until, "reason": reason });
        value
    });
    let value = json!({
        "organisation": verification.organisation,
        "head": commit(&verification.head),
        "day": verification.judged_by.1,
        "commits": verification.commits,
        "intact": verification.is_intact(),
        "sealed": sealed.collect::<Vec<_>>(),
        "imports": imports.collect::<Vec<_>>(),
        "carried": verification.carried.iter().map(|carried| json!({
            "record": carried.id,
            "what": carried.decision.what,
            "by": carried.decision.by,
            "committer": carried.committer,
            "day": carried.day,
            "commit": commit(&carried.commit),
        })).collect::<Vec<_>>(),
        "lapses": lapses.collect::<Vec<_>>(),
        "waived": waived.collect::<Vec<_>>(),
        "receipt": verification.receipt,
        "since_receipt": verification.since.as_ref().map(|since| json!({
            "receipt": since.receipt,
            "holds": since.held.is_ok(),
            "why_not": since.held.as_ref().err().map(ToString::to_string),
        })),
        "ruled_by": ruled_by(verification),
        "rests_on": rests_on(verification),
    });
    format!("{value:#}\n")
}

fn sealed_json(sealed: &Sealed) -> Value {
    json!({
        "kind": sealed.kind.as_str(),
        "id": sealed.id,
        "title": sealed.title,
        "version": sealed.version,
        "day": sealed.day,
        "taken_over": sealed.taken_over,
        "dated": sealed.dated,
        "commit": commit(&sealed.commit),
        "sha256": sealed.digest,
        "intact": sealed.is_intact && sealed.changed_parts.is_empty(),
        "changed_parts": sealed.changed_parts,
        "regraded": sealed.regraded,
        "exchanged": sealed.exchanged,
        "differs": sealed.differs.as_ref().map(differs_json),
        "superseded": sealed.is_superseded,
        "tag": sealed.tag.as_ref().map(|tag| json!({
            "name": tag.name,
            "commit": tag.commit,
            "part_of_history": tag.is_part,
            "merged_by": tag.merged_by,
            "as_issued": tag.is_same,
            "sha256": tag.digest,
            "signature": tag.signature.as_ref().map(signature),
        })),
        "signature": sealed.signature.as_ref().map(signature),
    })
}

fn lapse_json(lapse: Option<&Lapse>, diagnostic: &Diagnostic) -> Value {
    json!({
        "rule": diagnostic.rule,
        "level": diagnostic.level.to_string(),
        "message": diagnostic.message,
        "help": diagnostic.help,
        "path": diagnostic.place.path,
        "field": diagnostic.field,
        "record": diagnostic.record.as_ref().map(|record| json!({ "kind": record.kind.as_str(), "id": record.id })),
        "part": diagnostic.part,
        "members": diagnostic.members,
        "day": lapse.map(|lapse| lapse.day),
        "dated": lapse.and_then(|lapse| lapse.dated),
        "commit": lapse.map(|lapse| commit(&lapse.commit)),
        "person": lapse.and_then(|lapse| lapse.author.as_ref()),
    })
}

fn differs_json(differs: &Differs) -> Value {
    let part = |one: &Difference| {
        let (what, fields): (&str, &[String]) = match &one.what {
            Became::New => ("new", &[]),
            Became::Gone => ("gone", &[]),
            Became::Changed(fields) => ("changed", fields),
        };
        json!({ "id": one.id, "what": what, "fields": fields, "told": one.is_told })
    };
    json!({ "from_version": differs.from, "parts": differs.parts.iter().map(part).collect::<Vec<_>>() })
}

fn signature(signature: &Signature) -> Value {
    json!({
        "state": match signature {
            Signature::Absent => "absent",
            Signature::Good(_) => "good",
            Signature::Void(_) => "void",
        },
        "words": signature.in_words(),
        "principal": signature.signer().map(|signer| &signer.principal),
        "person": signature.signer().and_then(|signer| signer.person.as_ref()),
        "key": signature.signer().map(|signer| &signer.key),
    })
}
