//! What verifying the history found, and how anybody verifies it without this tool.

use std::collections::BTreeMap;

use super::Viewer;
use crate::history::{Lapse, Sealed, Verification, What};
use crate::lint::{self, Signature, Signer};
use crate::record::Kind;
use crate::site::data::{Value, json};

impl Viewer<'_, '_> {
    /// What was issued and closed held against what it was then, the lapses, the receipt.
    pub(super) fn integrity_register(&self) -> Value {
        let language = &self.site.options.language;
        let Some(verification) = self.site.options.verification.as_deref() else {
            let lede = language.plain("integrity-unknown");
            return json!({"lede": lede, "verification": null, "sealed": [], "rules": [], "lapses": []});
        };
        let sealed = verification.sealed.iter().filter(|sealed| self.is_shown(&sealed.id));
        let sealed: Vec<Value> = sealed.map(|sealed| self.sealed(sealed)).collect();
        let broken = sealed.iter().filter(|sealed| sealed["is_sound"] == false).count();
        let lede = [
            ("commits", verification.commits.into()),
            ("sealed", sealed.len().into()),
            ("broken", broken.into()),
            ("lapses", verification.lapses.len().into()),
        ];
        json!({
            "lede": language.text("integrity-lede", &lede),
            "verification": {
                "commits": verification.commits,
                "head": verification.receipt.head,
                "digest": verification.receipt.digest,
                "day": verification.head.day(&self.site.options.zone).to_string(),
            },
            "sealed": sealed,
            "rules": rules(verification),
            "lapses": if self.site.redaction.is_for_anybody() { Vec::new() } else { self.lapses(verification) },
        })
    }

    fn sealed(&self, sealed: &Sealed) -> Value {
        let tag = sealed.tag.as_ref().map(|tag| {
            let state = match &tag.commit {
                None => "missing",
                Some(_) if !tag.is_part => "elsewhere",
                Some(_) if !tag.is_same => "other",
                Some(_) => "sound",
            };
            json!({"name": tag.name, "state": state, "signature": tag.signature.as_ref().map(|one| self.signature(one))})
        });
        json!({
            "link": self.link(&sealed.id),
            "is_audit": sealed.kind == Kind::Audit,
            "version": sealed.version,
            "day": sealed.day.to_string(),
            "taken_over": sealed.taken_over.map(|day| day.to_string()),
            "commit": sealed.commit.short(),
            "digest": sealed.digest,
            "is_intact": sealed.is_intact && sealed.changed_parts.is_empty(),
            "regraded": sealed.regraded.iter().filter(|id| self.is_shown(id)).map(|id| self.link(id)).collect::<Vec<_>>(),
            "is_superseded": sealed.is_superseded,
            "tag": tag,
            "signature": sealed.signature.as_ref().map(|one| self.signature(one)),
            "is_sound": sealed.is_sound(),
        })
    }

    /// Who signed: the key only where names are shown, since lists of keys say whose it is.
    fn signature(&self, signature: &Signature) -> Value {
        let shows_names = self.site.redaction.shows_names();
        let signer = signature.signer().filter(|_| shows_names);
        let person = signature.signer().and_then(|signer| signer.person.as_ref());
        let why = if let Signature::Void(why) = signature {
            shows_names.then(|| self.site.redaction.told(why).into_owned())
        } else {
            None
        };
        json!({
            "state": match signature {
                Signature::Absent => "absent",
                Signature::Void(_) => "void",
                Signature::Good(Signer { person: Some(_), .. }) => "good",
                Signature::Good(_) => "nobody",
            },
            "why": why,
            "person": person.map(|person| self.person(person.as_str())),
            "principal": signer.filter(|_| self.site.redaction.shows_git_addresses()).map(|signer| signer.principal.as_str()),
            "key": signer.map(|signer| signer.key.as_str()),
        })
    }

    fn lapses(&self, verification: &Verification) -> Vec<Value> {
        // What became of a record that the audience is not to know of is not for them either.
        let is_kept = |id: &str| self.site.snapshot.record(id).is_some() && !self.is_shown(id);
        let is_told = |lapse: &&Lapse| !lapse.diagnostic.record.as_ref().is_some_and(|record| is_kept(&record.id));
        let lapses = verification.lapses.iter().filter(is_told).map(|lapse| {
            let record = lapse.diagnostic.record.as_ref();
            let summary = lint::summary(lapse.diagnostic.rule, self.language());
            // What a rule says of a case may quote any field of it.
            let is_quotable = !self.site.redaction.hides_what_rules_quote();
            let message = is_quotable.then(|| self.site.redaction.told(&lapse.diagnostic.message));
            let summary = summary.filter(|summary| !summary.is_english || !is_quotable);
            let done = summary.as_ref().and_then(|_| self.done(lapse));
            json!({
                "day": lapse.day.to_string(),
                "commit": lapse.commit.short(),
                "author": lapse.author.as_ref().map(|author| self.person(author.as_str())),
                "rule": lapse.diagnostic.rule,
                "level": lapse.diagnostic.level.as_str(),
                // The rules say in English what is the case. In other languages what each reports at all stands before that, and
                // what the commit did to the part of the record that it is about.
                "summary": summary.map(|summary| summary.text),
                "done": done,
                "message": message.as_deref(),
                "record": record.map(|record| self.link(&record.id)),
            })
        });
        lapses.collect()
    }
}

impl Viewer<'_, '_> {
    /// What the commit of a lapse did to what the lapse is about.
    fn done(&self, lapse: &Lapse) -> Option<Vec<String>> {
        let diagnostic = &lapse.diagnostic;
        let record = self.site.snapshot.record(&diagnostic.record.as_ref()?.id)?;
        let mut field = diagnostic.field.as_deref()?.split('/').skip(1);
        let (first, last) = (field.next()?, field.nth(1));
        let number = diagnostic.part.as_deref().and_then(|part| part.rsplit('/').next());
        let is_meant = |what: &What| {
            let mut path = what.field.split('/');
            let (top, part, own) = (path.next(), path.next(), path.next());
            let is_listed = diagnostic.members.iter().any(|member| member.split('/').next() == top);
            let is_own = last.is_none() || own == last;
            (top == Some(first) || is_listed) && number.is_none_or(|number| part == Some(number)) && is_own
        };
        self.done_to(record, &lapse.commit.id, is_meant)
    }
}

/// How many lapses each rule found.
fn rules(verification: &Verification) -> Vec<Value> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for lapse in &verification.lapses {
        *counts.entry((lapse.diagnostic.level.as_str(), lapse.diagnostic.rule)).or_default() += 1;
    }
    counts.into_iter().map(|((level, rule), count)| json!({"level": level, "rule": rule, "count": count})).collect()
}
