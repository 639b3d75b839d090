//! What verifying the history found, and how anybody verifies it without this tool.

use std::collections::{BTreeMap, BTreeSet};

use super::Viewer;
use crate::diagnostic::{Diagnostic, Level};
use crate::history::{Carried, Differs, Import, Lapse, Sealed, Verification, WaivedLapse, What};
use crate::lint::{self, Became, Signature, Signer, Tag};
use crate::record::Kind;
use crate::site::data::{Value, json};

impl Viewer<'_, '_> {
    /// What was issued and closed held against what it was then, the lapses, the receipt.
    pub(super) fn integrity_register(&self) -> Value {
        let language = &self.site.options.language;
        let Some(verification) = self.site.options.verification.as_deref() else {
            let lede = language.plain("integrity-unknown");
            return json!({
                "lede": lede, "verification": null, "sealed": [], "imports": [], "carried": [], "rules": [], "lapses": [],
                "waived": [],
            });
        };
        let sealed = verification.sealed.iter().filter(|sealed| self.is_shown(&sealed.id));
        let sealed: Vec<Value> = sealed.map(|sealed| self.sealed(sealed)).collect();
        let broken = sealed.iter().filter(|sealed| sealed["is_sound"] == false).count();
        let lapses = verification.lapses.iter().map(|lapse| &lapse.diagnostic).chain(&verification.standing);
        let count = |level: Level| lapses.clone().filter(|lapse| lapse.level == level).count();
        let lede = [
            ("commits", verification.commits.into()),
            ("sealed", sealed.len().into()),
            ("broken", broken.into()),
            ("errors", count(Level::Error).into()),
            ("warnings", count(Level::Warning).into()),
        ];
        let is_for_anybody = self.site.redaction.is_for_anybody();
        json!({
            "lede": language.text("integrity-lede", &lede),
            "verification": {
                "commits": verification.commits,
                "head": verification.receipt.head,
                "digest": verification.receipt.digest,
                "day": verification.head.day(&self.site.options.zone).to_string(),
                "signed": signed(verification),
            },
            "sealed": sealed,
            "imports": verification.imports.iter().map(|import| self.import(import)).collect::<Vec<_>>(),
            "carried": if is_for_anybody { Vec::new() } else { self.carried(verification) },
            "rules": rules(verification),
            "lapses": if is_for_anybody { Vec::new() } else { self.lapses(verification) },
            "waived": if is_for_anybody { Vec::new() } else { self.waived(verification) },
        })
    }

    fn sealed(&self, sealed: &Sealed) -> Value {
        let tag = sealed.tag.as_ref().map(|tag| {
            let state = match &tag.commit {
                None => "missing",
                Some(_) if !tag.is_part => "elsewhere",
                Some(_) if !tag.is_same => "other",
                Some(_) if tag.made_as.is_some() => "renamed",
                // The report says the same there, and what stands around it may not.
                Some(commit) if *commit != sealed.commit.id && tag.merged_by.as_ref() != Some(&sealed.commit.id) => {
                    "beside"
                }
                Some(_) => "sound",
            };
            json!({
                "name": tag.name,
                "state": state,
                "made_as": tag.made_as,
                "is_digest_same": tag.digest.as_ref().map(|digest| *digest == sealed.digest),
                "merged_by": tag.merged_by.as_ref().map(|merge| merge.get(..10).unwrap_or(merge)),
                "signature": tag.signature.as_ref().map(|one| self.signature(one)),
            })
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
            "changed_parts": self.told_links(&sealed.changed_parts),
            "regraded": self.told_links(&sealed.regraded),
            "exchanged": self.told_links(&sealed.exchanged),
            "differs": sealed.differs.as_ref().map(|differs| self.differs(differs)),
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

    /// In what a version of a report is another one than the version before it: what of that the audience may know.
    fn differs(&self, differs: &Differs) -> Value {
        let parts = differs.parts.iter().filter(|part| self.may_hear_of(&part.id)).map(|part| {
            let record = self.site.snapshot.record(&part.id);
            let (what, fields): (&str, &[String]) = match &part.what {
                Became::New => ("new", &[]),
                Became::Gone => ("gone", &[]),
                Became::Changed(fields) => ("changed", fields),
            };
            let told = record.into_iter().flat_map(|record| {
                let fields = fields.iter().filter(|field| self.may_tell(record, field));
                fields.map(|field| self.telling(|telling| telling.field(record.kind(), field)))
            });
            json!({"link": self.link(&part.id), "what": what, "fields": told.collect::<Vec<_>>(), "is_told": part.is_told})
        });
        json!({"from": differs.from, "is_same": differs.parts.is_empty(), "parts": parts.collect::<Vec<_>>()})
    }

    /// Who brought how much from elsewhere.
    fn import(&self, import: &Import) -> Value {
        json!({
            "day": import.day.to_string(),
            "commit": import.commit.short(),
            "author": import.author.as_ref().map(|author| self.person(author.as_str())),
            "approved_by": import.approved_by.iter().map(|by| self.person(by.as_str())).collect::<Vec<_>>(),
            "records": import.records,
            "decided": import.decided,
        })
    }

    /// What somebody committed whose own work it is about, in the name of whoever decided it; nothing of what the audience is not to know.
    fn carried(&self, verification: &Verification) -> Vec<Value> {
        let told = |carried: &&Carried| {
            let record = self.site.snapshot.record(&carried.id);
            let path = carried.decision.path.trim_start_matches('/');
            self.may_hear_of(&carried.id) && record.is_none_or(|record| self.may_tell(record, path))
        };
        let all = verification.carried.iter().filter(told).map(|carried| {
            let path = carried.decision.path.trim_start_matches('/');
            let field = path.strip_suffix("/by").unwrap_or(path);
            let record = self.site.snapshot.record(&carried.id);
            let what = record.map(|record| self.telling(|telling| telling.field(record.kind(), field)));
            json!({
                "day": carried.day.to_string(),
                "commit": carried.commit.short(),
                "record": self.link(&carried.id),
                "what": what,
                "by": self.person(carried.decision.by.as_str()),
                "committer": self.person(carried.committer.as_str()),
            })
        });
        all.collect()
    }

    /// Records by their ids, as far as the audience may know of them.
    fn told_links(&self, ids: &BTreeSet<String>) -> Vec<Value> {
        ids.iter().filter(|id| self.may_hear_of(id)).map(|id| self.link(id)).collect()
    }

    /// Whether the audience may hear of a record. What became of one that they are not to know of is not for them either; one that is not
    /// there any more has no page, and is told to whoever hears of records by name at all.
    fn may_hear_of(&self, id: &str) -> bool {
        let is_gone = self.site.snapshot.record(id).is_none();
        self.is_shown(id) || (is_gone && !self.site.redaction.is_for_anybody())
    }

    /// What commits brought, and behind that what is wrong with the history as a whole.
    fn lapses(&self, verification: &Verification) -> Vec<Value> {
        let of_commits = verification.lapses.iter().map(|lapse| (&lapse.diagnostic, Some(lapse)));
        let all = of_commits.chain(verification.standing.iter().map(|diagnostic| (diagnostic, None)));
        all.filter_map(|(diagnostic, lapse)| self.lapse(diagnostic, lapse)).collect()
    }

    /// What was waived, by whom, until when and why.
    fn waived(&self, verification: &Verification) -> Vec<Value> {
        let all = verification.waived.iter().filter_map(|WaivedLapse { lapse, waiver }| {
            let mut value = self.lapse(&lapse.diagnostic, Some(lapse))?;
            value.set("approved_by", self.person(waiver.approved_by.as_str()));
            value.set("until", waiver.until.to_string());
            let is_quotable = !self.site.redaction.hides_what_rules_quote();
            value.set("reason", is_quotable.then(|| self.site.redaction.told(&waiver.reason).into_owned()));
            Some(value)
        });
        all.collect()
    }

    /// A lapse, and the commit that brought it where there is one; `None` where the audience is not to know of it.
    fn lapse(&self, diagnostic: &Diagnostic, lapse: Option<&Lapse>) -> Option<Value> {
        let record = diagnostic.record.as_ref();
        if record.is_some_and(|record| !self.may_hear_of(&record.id)) {
            return None;
        }
        let summary = lint::summary(diagnostic.rule, self.language());
        // What a rule says of a case may quote any field of it.
        let is_quotable = !self.site.redaction.hides_what_rules_quote();
        let message = is_quotable.then(|| self.site.redaction.told(&diagnostic.message));
        let summary = summary.filter(|summary| !summary.is_english || !is_quotable);
        let done = summary.as_ref().and_then(|_| self.done(lapse?));
        Some(json!({
            "day": lapse.map(|lapse| lapse.day.to_string()),
            "commit": lapse.map(|lapse| lapse.commit.short()),
            "author": lapse.and_then(|lapse| lapse.author.as_ref()).map(|author| self.person(author.as_str())),
            "rule": diagnostic.rule,
            "level": diagnostic.level.as_str(),
            // The rules say in English what is the case. In other languages what each reports at all stands before that, and
            // what the commit did to the part of the record that it is about.
            "summary": summary.map(|summary| summary.text),
            "done": done,
            "message": message.as_deref(),
            "record": record.map(|record| self.link(&record.id)),
        }))
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
    let of_commits = verification.lapses.iter().map(|lapse| &lapse.diagnostic);
    for diagnostic in of_commits.chain(&verification.standing) {
        *counts.entry((diagnostic.level.as_str(), diagnostic.rule)).or_default() += 1;
    }
    counts.into_iter().map(|((level, rule), count)| json!({"level": level, "rule": rule, "count": count})).collect()
}

/// How many tags, and how many commits that touched records, a person on record signed; the latter from when on that was asked for.
fn signed(verification: &Verification) -> Value {
    let tags: Vec<&Tag> = verification.sealed.iter().filter_map(|sealed| sealed.tag.as_ref()).collect();
    let is_by_person = |tag: &&&Tag| tag.signature.as_ref().is_some_and(|signature| signature.is_by(|_| true));
    json!({
        "tags": {"signed": tags.iter().filter(is_by_person).count(), "all": tags.len()},
        "commits": verification.signed.map(|commits| json!({"signed": commits.signed, "all": commits.all})),
    })
}
