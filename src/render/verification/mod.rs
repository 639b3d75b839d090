//! What verifying found, as text, and as Markdown and JSON to hand on.

mod json;

use std::fmt::Write as _;

use super::markdown::{escape, sentence};
use super::one_line;
use crate::diagnostic::{Diagnostic, Level};
use crate::history::{Carried, Differs, Import, Lapse, Sealed, Since, Told, Verification, WaivedLapse};
use crate::lint::{Difference, Signature, Tag, rules};
use crate::record::{Kind, Waiver};
use crate::text::{counted, listed};

pub use json::verify_json;

/// What a verification rests on, so that nobody takes it for more.
fn rests_on(verification: &Verification) -> String {
    let tags: Vec<&Tag> = verification.sealed.iter().filter_map(|sealed| sealed.tag.as_ref()).collect();
    let is_by_person = |signature: &&Signature| signature.is_by(|_| true);
    let signed = tags.iter().filter_map(|tag| tag.signature.as_ref()).filter(is_by_person).count();
    let looked_at = match verification.signed {
        Some(signed) => format!(
            "{} of {} that touched records or files of evidence since `signing` in tickmark.yaml was there",
            signed.signed,
            counted(signed.all as i64, "commit")
        ),
        None => "no commit (`signing` in tickmark.yaml says nothing of what has to be signed)".to_owned(),
    };
    format!(
        "What this rests on: signed by persons on record are {signed} of {} and {looked_at}. All else is only as strong as the protection of \
         branches and tags on the forge: days and authors are those of the commits, which anybody who may push can choose, and that the main \
         line only grows is shown by that protection, or by a receipt of an earlier run (--since-receipt).",
        counted(tags.len() as i64, "tag"),
    )
}

/// By which rules it was judged: a profile, and what the settings made milder. Who reads the result does not know what was not asked.
fn ruled_by(verification: &Verification) -> String {
    let (settings, _) = &verification.judged_by;
    let profile = match settings.profile() {
        Some(profile) => format!("the profile `{}`", profile.as_str()),
        None => "their own levels".to_owned(),
    };
    let milder: Vec<String> = rules::ALL
        .iter()
        .filter(|rule| settings.is_named(rule) && settings.level(rule) < rule.level)
        .map(|rule| format!("{} ({})", rule.name, settings.level(rule)))
        .collect();
    let milder: Vec<&str> = milder.iter().map(String::as_str).collect();
    let but = match milder.len() {
        0 => String::new(),
        _ => format!("; tickmark.yaml makes milder than they are: {}", listed(&milder, milder.len())),
    };
    format!(
        "Judged by the {} rules of tickmark {} at {profile}{but}. Each commit is judged by the settings that it found, and these are the last.",
        rules::ALL.len(),
        env!("CARGO_PKG_VERSION"),
    )
}

/// What came in a commit of somebody whose own work it is about, with another one as its author; `None` where nothing did.
fn carried(verification: &Verification) -> Option<String> {
    let words: Vec<String> = verification.carried.iter().map(Carried::in_words).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let count = counted(words.len() as i64, "decision");
    (!words.is_empty()).then(|| {
        format!(
            "Committed by somebody whose own work it is about, with whoever decided as the author, as a rebase does it and anybody can: {count}: {}. \
             Who really decided, a signature would show, or the forge.",
            listed(&words, 12)
        )
    })
}

/// What became of the receipt of an earlier run.
fn since(since: &Since) -> String {
    let seen = format!(
        "the receipt of commit {} ({})",
        since.receipt.head.get(..10).unwrap_or(&since.receipt.head),
        counted(since.receipt.commits as i64, "commit")
    );
    match &since.held {
        Ok(()) => format!("This history goes on from {seen}."),
        Err(error) => format!("This history DOES NOT GO ON from {seen}: {error}."),
    }
}

/// How many of the lapses that are shown have a level.
fn count(verification: &Verification, shown: &[&Lapse], level: Level) -> usize {
    everything(verification, shown).filter(|(_, diagnostic)| diagnostic.level == level).count()
}

/// The result in one line.
pub fn verdict(verification: &Verification, shown: &[&Lapse]) -> String {
    let broken = verification.sealed.iter().filter(|sealed| !sealed.is_sound()).count();
    let sealed = match (verification.sealed.len(), broken) {
        (0, _) => "nothing issued or closed yet".to_owned(),
        (all, 0) => format!("{all} issued or closed, all as they were"),
        (all, broken) => format!("{all} issued or closed, {broken} not as they were"),
    };
    let waived = match verification.waived.len() {
        0 => String::new(),
        all => format!(", {} waived", counted(all as i64, "lapse")),
    };
    let told = match &verification.told {
        None => String::new(),
        Some(Told { since, commits: 0 }) => format!("; no commit comes after {}", since.short()),
        Some(Told { since, commits }) => {
            format!(" in the {} after {}", counted(*commits as i64, "commit"), since.short())
        }
    };
    let broken_off = if verification.broken_off().is_some() { "; NOT the history that the receipt saw" } else { "" };
    format!(
        "{}, {sealed}; {}, {}{told}{waived}{broken_off}",
        counted(verification.commits as i64, "commit"),
        counted(count(verification, shown, Level::Error) as i64, "error"),
        counted(count(verification, shown, Level::Warning) as i64, "warning"),
    )
}

fn state(sealed: &Sealed) -> String {
    let parts: Vec<&str> = sealed.changed_parts.iter().map(String::as_str).collect();
    let content = match (sealed.is_intact, parts.is_empty()) {
        (false, _) => "CHANGED since".to_owned(),
        (true, false) => format!("CHANGED since in {}", listed(&parts, 6)),
        (true, true) if sealed.is_superseded && sealed.kind == Kind::Audit => "superseded".to_owned(),
        (true, true) if sealed.is_superseded => "opened again since".to_owned(),
        (true, true) => match sealed.regraded.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            [] => "as it was".to_owned(),
            regraded => format!("as it was, but for another grade of {} (see `changes` there)", listed(regraded, 6)),
        },
    };
    let commit = sealed.signature.as_ref().map(|signature| format!(", the commit {}", signature.in_words()));
    let differs = sealed.differs.as_ref().map(differs).unwrap_or_default();
    let exchanged: Vec<&str> = sealed.exchanged.iter().map(String::as_str).collect();
    let exchanged = match &exchanged[..] {
        [] => String::new(),
        [one] => format!("; evidence {one} WAS EXCHANGED since"),
        many => format!("; evidence {} WERE EXCHANGED since", listed(many, 6)),
    };
    let content = format!("{content}{exchanged}{differs}{}", commit.unwrap_or_default());
    match &sealed.tag {
        None => content,
        Some(tag) => format!(
            "{content}, {}",
            match (&tag.commit, tag.is_part) {
                (None, _) => format!("tag {} IS MISSING", tag.name),
                (Some(_), false) => format!("tag {} IS NOT PART of this history", tag.name),
                (Some(_), true) if !tag.is_same => format!("tag {} NAMES ANOTHER STATE", tag.name),
                (Some(_), true) => {
                    let is_as_it_was = sealed.is_intact && parts.is_empty();
                    let digest = tag.digest.as_ref().map(|digest| match *digest == sealed.digest {
                        true if is_as_it_was => "gives its digest".to_owned(),
                        true => "gives the digest of what was issued".to_owned(),
                        false => "GIVES ANOTHER DIGEST".to_owned(),
                    });
                    let signature = tag.signature.as_ref().map(Signature::in_words);
                    let beside = tag.merged_by.as_ref().map(|merge| {
                        format!("is beside the main line, merged by {}", merge.get(..10).unwrap_or(merge))
                    });
                    let words: Vec<String> = digest.into_iter().chain(signature).chain(beside).collect();
                    format!("tag {} {}", tag.name, words.join(" and "))
                }
            }
        ),
    }
}

/// In what a report differs from the version before it.
fn differs(differs: &Differs) -> String {
    let words = |one: &Difference| format!("{}{}", one.in_words(), if one.is_told { "" } else { " UNTOLD" });
    let words: Vec<String> = differs.parts.iter().map(words).collect();
    match words.is_empty() {
        true => format!(", says the same as version {}", differs.from),
        false => format!(", differs from version {} in {}", differs.from, listed(&words, 12)),
    }
}

/// What was done, and when. The day of an import is none on which anything was issued or closed.
fn done(sealed: &Sealed) -> String {
    let verb = match sealed.kind {
        Kind::Audit => format!("version {} issued", sealed.version),
        _ => "closed".to_owned(),
    };
    match (sealed.taken_over, sealed.dated.filter(|dated| *dated != sealed.day)) {
        (Some(day), _) => format!("{verb} on {day} by its own account, imported on {}", sealed.day),
        (None, Some(day)) => format!("{verb} on {day} by its own account, here since {}", sealed.day),
        (None, None) => format!("{verb} on {}", sealed.day),
    }
}

/// Who took over how much.
fn taken_over(import: &Import) -> String {
    let author = import.author.as_ref().map_or_else(|| import.commit.email.clone(), ToString::to_string);
    let names: Vec<&str> = import.approved_by.iter().map(|person| person.as_str()).collect();
    let approved = if names.is_empty() { String::new() } else { format!(", approved by {}", listed(&names, 6)) };
    let decided = match import.decided {
        0 => String::new(),
        decided => format!(", {decided} of them approved, issued, checked or closed elsewhere"),
    };
    format!("by {author}{approved}: {}{decided}", counted(import.records as i64, "record"))
}

/// What it is about: a record, a commit as a whole, or else a file.
fn subject(lapse: Option<&Lapse>, diagnostic: &Diagnostic) -> String {
    match (&diagnostic.record, lapse.filter(|lapse| lapse.is_of_commit())) {
        (Some(record), _) => record.id.to_string(),
        (None, Some(lapse)) => format!("commit {}", lapse.commit.short()),
        (None, None) => diagnostic.place.path.to_string(),
    }
}

fn message(lapse: Option<&Lapse>, diagnostic: &Diagnostic) -> String {
    lapse.map_or_else(|| diagnostic.message.clone(), Lapse::message)
}

/// The day of a commit; beside it the one that Git shows, where that is another one.
fn when(lapse: &Lapse) -> String {
    let dated = lapse.dated.map(|dated| format!(" (dated {dated})")).unwrap_or_default();
    format!("{}{dated}", lapse.day)
}

fn author(lapse: &Lapse) -> String {
    lapse.author.as_ref().map_or_else(|| lapse.commit.email.clone(), ToString::to_string)
}

/// What commits brought, each with the commit, and what is wrong with the history as a whole.
fn everything<'v>(
    verification: &'v Verification,
    shown: &'v [&'v Lapse],
) -> impl Iterator<Item = (Option<&'v Lapse>, &'v Diagnostic)> {
    let of_commits = shown.iter().map(|lapse| (Some(*lapse), &lapse.diagnostic));
    of_commits.chain(verification.standing.iter().map(|diagnostic| (None, diagnostic)))
}

/// Who waived a lapse, until when and why.
fn excuse(waived: &WaivedLapse) -> String {
    let Waiver { approved_by, until, reason, .. } = &waived.waiver;
    format!("waived by {approved_by} until {until}: {}", reason.trim())
}

/// A verification as text.
pub fn verify_text(verification: &Verification, shown: &[&Lapse]) -> String {
    let mut out = String::new();
    for sealed in &verification.sealed {
        let _ = writeln!(
            out,
            "{}  {}  {}, {}",
            sealed.commit.short(),
            one_line(&sealed.id),
            done(sealed),
            one_line(&state(sealed))
        );
    }
    for import in &verification.imports {
        let (commit, said) = (&import.commit, taken_over(import));
        let _ = writeln!(
            out,
            "{}  taken over on {} {}: {}",
            commit.short(),
            import.day,
            one_line(&said),
            one_line(&commit.summary)
        );
    }
    for (lapse, diagnostic) in everything(verification, shown) {
        let (subject, said) = (subject(lapse, diagnostic), message(lapse, diagnostic));
        let message = one_line(&said);
        let _ = writeln!(out, "\n{}[{}]: {}: {message}", diagnostic.level, diagnostic.rule, one_line(&subject));
        if let Some(lapse) = lapse {
            let (commit, author) = (&lapse.commit, author(lapse));
            let summary = one_line(&commit.summary);
            let _ = writeln!(out, "  in {} of {} by {}: {summary}", commit.short(), when(lapse), one_line(&author));
        }
        if let Some(help) = &diagnostic.help {
            let _ = writeln!(out, "  help: {}", one_line(help));
        }
    }
    for waived in &verification.waived {
        let Lapse { commit, diagnostic, .. } = &waived.lapse;
        let (subject, said) = (subject(Some(&waived.lapse), diagnostic), waived.lapse.message());
        let message = one_line(&said);
        let _ = writeln!(out, "\nwaived[{}]: {}: {message}", diagnostic.rule, one_line(&subject));
        let _ =
            writeln!(out, "  in {} of {} by {}", commit.short(), when(&waived.lapse), one_line(&author(&waived.lapse)));
        let _ = writeln!(out, "  {}", one_line(&excuse(waived)));
    }
    let told = verification.since.iter().map(since).chain(carried(verification));
    for said in told.chain([ruled_by(verification), rests_on(verification)]) {
        let _ = writeln!(out, "\n{}", one_line(&said));
    }
    let _ = writeln!(out, "\n{}", verdict(verification, shown));
    out
}

/// A verification as Markdown: something to hand to an auditor.
pub fn verify_markdown(verification: &Verification, shown: &[&Lapse]) -> String {
    let head = &verification.head;
    let whose = verification.organisation.as_ref().map(|name| format!(" of {}", escape(name)));
    let mut out = format!(
        "# Verification of the audit records{}\n\n{}.\n\nUp to commit `{}` of {} ({}).\n",
        whose.unwrap_or_default(),
        verdict(verification, shown),
        head.id,
        verification.judged_by.1,
        escape(&head.summary)
    );
    for said in verification.since.iter().map(since).chain(carried(verification)).chain([ruled_by(verification)]) {
        let _ = writeln!(out, "\n{}", escape(&said));
    }
    sealed_table(&mut out, verification);
    import_list(&mut out, verification);
    lapse_list(&mut out, verification, shown);
    waived_list(&mut out, verification);
    let _ = writeln!(out, "\n{}", rests_on(verification));
    out
}

fn sealed_table(out: &mut String, verification: &Verification) {
    out.push_str("\n## What was issued and closed\n\n| Record | Title | When | Commit | State | SHA-256 |\n|---|---|---|---|---|---|\n");
    for sealed in &verification.sealed {
        let _ = writeln!(
            out,
            "| {} | {} | {} | `{}` | {} | `{}` |",
            escape(&sealed.id),
            escape(&sealed.title),
            done(sealed),
            sealed.commit.short(),
            escape(&state(sealed)),
            sealed.digest,
        );
    }
}

fn import_list(out: &mut String, verification: &Verification) {
    if !verification.imports.is_empty() {
        out.push_str("\n## What was taken over from elsewhere\n\n");
        out.push_str("Nothing here shows when that came to be: it rests on the word of whoever brought it.\n\n");
    }
    for import in &verification.imports {
        let (day, commit) = (import.day, &import.commit);
        let (said, summary) = (escape(&taken_over(import)), escape(&commit.summary));
        let _ = writeln!(out, "- {day} `{}` {said}: “{summary}”", commit.short());
    }
}

fn lapse_list(out: &mut String, verification: &Verification, shown: &[&Lapse]) {
    out.push_str("\n## Lapses\n\n");
    if shown.is_empty() && verification.standing.is_empty() {
        out.push_str("None.\n");
    }
    for (lapse, diagnostic) in everything(verification, shown) {
        let of_commit = lapse.map(|lapse| {
            let (commit, author) = (&lapse.commit, author(lapse));
            format!(", {} `{}` by {}: “{}”", when(lapse), commit.short(), escape(&author), escape(&commit.summary))
        });
        let _ = writeln!(
            out,
            "- **{}** ({}): {}{}: {} — {}",
            diagnostic.rule,
            diagnostic.level,
            plain_name(diagnostic.rule),
            of_commit.unwrap_or_default(),
            escape(&subject(lapse, diagnostic)),
            sentence(&message(lapse, diagnostic)),
        );
        if let Some(help) = &diagnostic.help {
            let _ = writeln!(out, "  - What to do: {}", sentence(help));
        }
    }
}

/// What a rule is about, in words for those who do not know the rules by their names.
fn plain_name(rule: &str) -> String {
    rules::find(rule).map(|rule| escape(rule.summary)).unwrap_or_default()
}

fn waived_list(out: &mut String, verification: &Verification) {
    if !verification.waived.is_empty() {
        out.push_str("\n## Waived\n\n");
    }
    for waived in &verification.waived {
        let lapse = &waived.lapse;
        let _ = writeln!(
            out,
            "- **{}**: {}, {} `{}` by {}: {} — {} ({})",
            lapse.diagnostic.rule,
            plain_name(lapse.diagnostic.rule),
            when(lapse),
            lapse.commit.short(),
            escape(&author(lapse)),
            escape(&subject(Some(lapse), &lapse.diagnostic)),
            sentence(&lapse.message()),
            escape(&excuse(waived)),
        );
    }
}
