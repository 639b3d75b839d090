//! What can be said of a new record of each kind, and what is made of it.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};

use super::Common;
use crate::cli::evidence;
use crate::cli::state::{Loaded, day};
use crate::edit::{self, Draft};
use crate::record::*;
use crate::scaffold::{self, Context};

#[derive(Debug, Subcommand)]
pub enum NewKind {
    Person(Person),
    Programme(Programme),
    Audit(Box<Audit>),
    Workpaper(Workpaper),
    Finding(Box<Finding>),
    Action(Action),
    Evidence(Box<Evidence>),
    Review(Review),
}

impl NewKind {
    /// What all kinds share.
    pub fn common(&self) -> &Common {
        match self {
            NewKind::Person(new) => &new.common,
            NewKind::Programme(new) => &new.common,
            NewKind::Audit(new) => &new.common,
            NewKind::Workpaper(new) => &new.common,
            NewKind::Finding(new) => &new.common,
            NewKind::Action(new) => &new.common,
            NewKind::Evidence(new) => &new.common,
            NewKind::Review(new) => &new.common,
        }
    }

    /// Adds the record to the draft, and gives its id.
    pub fn write(&self, context: Context<'_>, loaded: &Loaded, draft: &mut Draft) -> anyhow::Result<String> {
        let id = self.common().id.clone();
        Ok(match self {
            NewKind::Person(new) => scaffold::person(context, draft, &new.said(id))?,
            NewKind::Programme(new) => {
                let said = scaffold::NewProgramme { id, year: new.year, title: new.title.clone() };
                scaffold::programme(context, draft, &said)?
            }
            NewKind::Audit(new) => scaffold::audit(context, draft, &new.said(id))?,
            NewKind::Workpaper(new) => {
                let (audit, auditor, title) = (new.audit.clone(), new.auditor.clone(), new.title.clone());
                scaffold::workpaper(context, draft, &scaffold::NewWorkpaper { id, audit, auditor, title })?
            }
            NewKind::Finding(new) => scaffold::finding(context, draft, &new.said(id))?,
            NewKind::Action(new) => scaffold::action(context, draft, &new.said(id))?,
            NewKind::Evidence(new) => {
                let id = scaffold::evidence(context, draft, &new.said(id, loaded)?)?;
                for name in &new.r#for {
                    edit::cite(context.snapshot, draft, name, &id)?;
                }
                id
            }
            NewKind::Review(new) => {
                let said = scaffold::NewReview { id, title: new.title.clone(), held_on: new.held_on };
                scaffold::review(context, draft, &said)?
            }
        })
    }
}

/// The words of an enumeration as values of an option.
macro_rules! words {
    ($name:ident: $kind:ident) => {
        fn $name() -> impl TypedValueParser<Value = $kind> {
            PossibleValuesParser::new($kind::ALL.iter().map(|word| word.as_str()))
                .map(|word| $kind::ALL.iter().copied().find(|known| known.as_str() == word).unwrap_or($kind::ALL[0]))
        }
    };
}

words!(employments: Employment);
words!(levels: AuditorLevel);
words!(audit_types: AuditType);
words!(schedule_reasons: ScheduleReason);
words!(grades: Grade);
words!(sources: SourceType);
words!(evidence_types: EvidenceType);
words!(classifications: Classification);

/// Somebody who takes part in audits or answers for something
#[derive(Debug, Args)]
pub struct Person {
    /// Name; the public site never shows it
    #[arg(long, value_name = "NAME")]
    name: String,
    /// Position, of which the id is made
    #[arg(long, value_name = "TEXT")]
    position: String,
    /// Unit of the organisation
    #[arg(long, value_name = "NAME")]
    unit: Option<String>,
    /// E-mail address in Git; can be repeated
    #[arg(long, value_name = "ADDRESS")]
    email: Vec<String>,
    /// How the person is bound to the organisation
    #[arg(long, value_name = "WORD", value_parser = employments())]
    employment: Option<Employment>,
    /// First day; without it, the person was here before the records
    #[arg(long, value_name = "DAY", value_parser = day)]
    from: Option<Date>,
    /// Line manager
    #[arg(long, value_name = "PERSON")]
    reports_to: Option<String>,
    /// Name on GitHub
    #[arg(long, value_name = "NAME")]
    github: Option<String>,
    /// Name on GitLab
    #[arg(long, value_name = "NAME")]
    gitlab: Option<String>,
    /// What the person may be in an audit team, approved by whoever writes this; can be repeated
    #[arg(long, value_name = "LEVEL", value_parser = levels())]
    auditor: Vec<AuditorLevel>,
    #[command(flatten)]
    common: Common,
}

/// The audits of a year
#[derive(Debug, Args)]
pub struct Programme {
    /// Year; the one after the latest programme without it
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1900..=2999))]
    year: Option<i16>,
    /// Title
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[command(flatten)]
    common: Common,
}

/// An audit: with --id of a line of the programme it is filled from there
#[derive(Debug, Args)]
pub struct Audit {
    /// Title
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Programme; the one whose cycle it falls into without it
    #[arg(long, value_name = "ID")]
    programme: Option<String>,
    /// Kind of audit
    #[arg(long, value_name = "WORD", value_parser = audit_types())]
    r#type: Option<AuditType>,
    /// What is audited against, with commas: 9.2.2,A.5.15..A.5.18,own:ACP
    #[arg(long, value_name = "CRITERIA", value_delimiter = ',')]
    criteria: Vec<String>,
    /// Process that is looked at; can be repeated
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    process: Vec<String>,
    /// Lead auditor
    #[arg(long, value_name = "PERSON")]
    lead: Option<String>,
    /// First day
    #[arg(long, value_name = "DAY", value_parser = day)]
    start: Option<Date>,
    /// Last day
    #[arg(long, value_name = "DAY", value_parser = day)]
    end: Option<Date>,
    /// Why it is held outside of an approved programme
    #[arg(long, value_name = "WORD", value_parser = schedule_reasons())]
    reason: Option<ScheduleReason>,
    #[command(flatten)]
    common: Common,
}

/// A checklist with one item for each requirement of the auditor's share
#[derive(Debug, Args)]
pub struct Workpaper {
    /// Audit
    #[arg(long, value_name = "ID")]
    audit: String,
    /// Auditor who fills it; the lead without it
    #[arg(long, value_name = "PERSON")]
    auditor: Option<String>,
    /// Title
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[command(flatten)]
    common: Common,
}

/// A finding, with the criteria and evidence of the items that it comes of
#[derive(Debug, Args)]
pub struct Finding {
    /// The lapse in one line
    #[arg(long, value_name = "TEXT")]
    title: String,
    /// Audit; the item's without it
    #[arg(long, value_name = "ID")]
    audit: Option<String>,
    /// Item of a checklist that it comes of (WP-2026-02-access/4); can be repeated
    #[arg(long, value_name = "ITEM")]
    item: Vec<String>,
    /// Grade; what the item's result says without it
    #[arg(long, value_name = "WORD", value_parser = grades())]
    grade: Option<Grade>,
    /// Requirements that are not met, with commas
    #[arg(long, value_name = "CRITERIA", value_delimiter = ',')]
    criteria: Vec<String>,
    /// What should be so, in own words
    #[arg(long, value_name = "TEXT")]
    requirement: Option<String>,
    /// What is so: fact and extent
    #[arg(long, value_name = "TEXT")]
    statement: Option<String>,
    /// Process in which it lies
    #[arg(long, value_name = "ID")]
    process: Option<String>,
    #[command(flatten)]
    common: Common,
}

/// A corrective action record for findings, with their owner and the days that the grade allows
#[derive(Debug, Args)]
pub struct Action {
    /// Finding that it answers; can be repeated
    #[arg(long, value_name = "ID")]
    finding: Vec<String>,
    /// Title; the finding's without it
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Who answers for it; without it whoever does for the previous one, or the auditee of the finding
    #[arg(long, value_name = "PERSON")]
    owner: Option<String>,
    /// Something that is to be done; can be repeated
    #[arg(long, value_name = "TEXT")]
    item: Vec<String>,
    /// Day by which the items are to be done; without it the last one that the grade allows, from today where that has passed
    #[arg(long, value_name = "DAY", value_parser = day)]
    due: Option<Date>,
    /// Where it comes from when it answers no finding
    #[arg(long, value_name = "WORD", value_parser = sources())]
    source: Option<SourceType>,
    /// The name of that source elsewhere: the number of an incident
    #[arg(long, value_name = "TEXT")]
    reference: Option<String>,
    /// The record whose action did not work; owner, title and findings are its own where nothing else is said
    #[arg(long, value_name = "ID")]
    previous: Option<String>,
    #[command(flatten)]
    common: Common,
}

/// A piece of evidence: with --file, or a --location like git:COMMIT:PATH, its hash, size and kind are taken
#[derive(Debug, Args)]
pub struct Evidence {
    /// The file
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Title; the name of the file without it
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Kind; what the file's name says without it
    #[arg(long, value_name = "WORD", value_parser = evidence_types())]
    r#type: Option<EvidenceType>,
    /// Address at which it is kept; git:COMMIT:PATH for a file as a commit of this repository has it
    #[arg(long, value_name = "ADDRESS")]
    location: Option<String>,
    /// System or person it came from
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
    /// Who may see it
    #[arg(long, value_name = "WORD", value_parser = classifications())]
    classification: Option<Classification>,
    /// It holds personal data
    #[arg(long)]
    personal_data: bool,
    /// It is not here yet and asked of PERSON
    #[arg(long, value_name = "PERSON")]
    requested_from: Option<String>,
    /// Day by which it is asked for
    #[arg(long, value_name = "DAY", value_parser = day, requires = "requested_from")]
    due: Option<Date>,
    /// First day that it attests
    #[arg(long, value_name = "DAY", value_parser = day, requires = "to")]
    from: Option<Date>,
    /// Last day that it attests
    #[arg(long, value_name = "DAY", value_parser = day, requires = "from")]
    to: Option<Date>,
    /// Item, action item or finding that cites it (WP-2026-02-access/4, CA-2026-005/2); can be repeated
    #[arg(long, value_name = "ID")]
    r#for: Vec<String>,
    #[command(flatten)]
    common: Common,
}

/// A management review of the time since the last one
#[derive(Debug, Args)]
pub struct Review {
    /// Day on which it is to be held
    #[arg(long, value_name = "DAY", value_parser = day)]
    held_on: Option<Date>,
    /// Title
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[command(flatten)]
    common: Common,
}

impl Person {
    fn said(&self, id: Option<String>) -> scaffold::NewPerson {
        scaffold::NewPerson {
            id,
            name: self.name.clone(),
            position: self.position.clone(),
            git: self.email.clone(),
            unit: self.unit.clone(),
            employment: self.employment,
            from: self.from,
            reports_to: self.reports_to.clone(),
            github: self.github.clone(),
            gitlab: self.gitlab.clone(),
            auditor: self.auditor.clone(),
        }
    }
}

impl Audit {
    fn said(&self, id: Option<String>) -> scaffold::NewAudit {
        scaffold::NewAudit {
            id,
            title: self.title.clone(),
            programme: self.programme.clone(),
            r#type: self.r#type,
            criteria: self.criteria.clone(),
            processes: self.process.clone(),
            lead: self.lead.clone(),
            start: self.start,
            end: self.end,
            reason: self.reason,
        }
    }
}

impl Finding {
    fn said(&self, id: Option<String>) -> scaffold::NewFinding {
        scaffold::NewFinding {
            id,
            title: self.title.clone(),
            audit: self.audit.clone(),
            items: self.item.clone(),
            grade: self.grade,
            criteria: self.criteria.clone(),
            requirement: self.requirement.clone(),
            statement: self.statement.clone(),
            process: self.process.clone(),
            has_state: self.common.set.iter().any(|pair| pair.starts_with("status=")),
        }
    }
}

impl Action {
    fn said(&self, id: Option<String>) -> scaffold::NewAction {
        scaffold::NewAction {
            id,
            title: self.title.clone(),
            findings: self.finding.clone(),
            owner: self.owner.clone(),
            items: self.item.clone(),
            due: self.due,
            source: self.source,
            reference: self.reference.clone(),
            previous: self.previous.clone(),
        }
    }
}

impl Evidence {
    fn said(&self, id: Option<String>, loaded: &Loaded) -> anyhow::Result<scaffold::NewEvidence> {
        let mut file = self.file.as_deref().map(|file| evidence::read_file(loaded, file)).transpose()?;
        let mut location = self.location.clone();
        if let Some(said) = self.location.as_deref().filter(|said| file.is_none() && evidence::is_pinned(said)) {
            let (pinned, found) = evidence::pinned(loaded, said)?;
            (location, file) = (Some(pinned), Some(found));
        }
        Ok(scaffold::NewEvidence {
            id,
            title: self.title.clone(),
            r#type: self.r#type,
            file,
            location,
            source: self.source.clone(),
            classification: self.classification,
            personal_data: self.personal_data,
            requested_from: self.requested_from.clone(),
            due: self.due,
            period: self.from.zip(self.to),
        })
    }
}
