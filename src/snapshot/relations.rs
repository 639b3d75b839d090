//! What belongs together, worked out once per snapshot: every rule and page that needs it looks it up here.

use std::sync::OnceLock;

use super::{Key, Record, Snapshot, View};
use crate::hash::HashMap;
use crate::record::criteria::{Requirement, Spoken};
use crate::record::{
    Action, ActionStatus, Audit, Date, Evidence, EvidenceStatus, Finding, FindingStatus, Grade, Item, ItemResult,
    SourceType, Workpaper,
};
use crate::schema::shape;

/// Positions of records in the snapshot by an id that they name, in lower case.
type Places = HashMap<String, Vec<usize>>;

/// Positions of records in the snapshot, by what they belong to. Who looks at many states asks of most for little, so that what
/// takes long is worked out when it is asked for.
#[derive(Debug, Default)]
pub struct Relations {
    workpapers_of: Places,
    findings_of: Places,
    actions_for: Places,
    cited_by: OnceLock<Places>,
    coverage: OnceLock<HashMap<Requirement, Vec<CoveredBy>>>,
}

/// An issued audit that covered a requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoveredBy {
    /// Position of the audit among the snapshot's records.
    audit: usize,
    /// Day on which the report was issued.
    pub issued: Date,
    /// The gravest result of the items and the findings that name it. Where none does, of those on own rules that map to it.
    pub result: ItemResult,
    /// The own rules through which alone it was covered; none where an item or a finding names it.
    pub through: Vec<Requirement>,
}

impl Relations {
    pub(super) fn of(snapshot: &Snapshot) -> Relations {
        let mut relations = Relations::default();
        for (position, record) in snapshot.records.iter().enumerate() {
            let data = record.data();
            if let Some(workpaper) = data.workpaper() {
                push(&mut relations.workpapers_of, workpaper.audit.as_str(), position);
            }
            if let Some(finding) = data.finding() {
                push(&mut relations.findings_of, finding.audit.as_str(), position);
            }
            if let Some(action) = data.action() {
                for finding in &action.source.findings {
                    push(&mut relations.actions_for, finding.as_str(), position);
                }
            }
        }
        relations
    }

    fn cited_by(&self, snapshot: &Snapshot) -> &Places {
        self.cited_by.get_or_init(|| citations(snapshot))
    }

    fn coverage(&self, snapshot: &Snapshot) -> &HashMap<Requirement, Vec<CoveredBy>> {
        self.coverage.get_or_init(|| coverage(snapshot, self))
    }
}

/// Every record that refers to another one, by the shape of its kind.
fn citations(snapshot: &Snapshot) -> Places {
    let mut citations = Places::default();
    for (position, record) in snapshot.records.iter().enumerate() {
        let Some(root) = &record.document().root else { continue };
        shape(record.kind()).cited(root, &mut |target| {
            if citations.get(Key::of(target).as_str()).and_then(|citing| citing.last()) != Some(&position) {
                push(&mut citations, target, position);
            }
        });
    }
    citations
}

fn push(places: &mut Places, id: &str, position: usize) {
    let key = Key::of(id);
    match places.get_mut(key.as_str()) {
        Some(positions) => positions.push(position),
        None => drop(places.insert(key.as_str().to_owned(), vec![position])),
    }
}

/// For each requirement, the issued audits that count and had a tested item on it.
fn coverage(snapshot: &Snapshot, relations: &Relations) -> HashMap<Requirement, Vec<CoveredBy>> {
    let mut coverage: HashMap<Requirement, Vec<CoveredBy>> = HashMap::default();
    for (position, record) in snapshot.records.iter().enumerate() {
        let Some(audit) = record.data().audit() else { continue };
        let Some(issued) = audit.issued_on().filter(|_| audit.counts_for_coverage()) else { continue };
        for (requirement, told) in told_by(snapshot, relations, record.key()) {
            if let Some((result, through)) = told.settled() {
                let covered = CoveredBy { audit: position, issued, result, through };
                coverage.entry(requirement).or_default().push(covered);
            }
        }
    }
    for covered in coverage.values_mut() {
        covered.sort_by_key(|covered| (covered.issued, covered.audit));
    }
    coverage
}

/// What an audit says of a requirement: in its own words, and by own rules that map to it.
#[derive(Debug, Default)]
struct Told {
    /// Whether a tested item is on it, rather than findings alone.
    is_tested: bool,
    itself: Option<ItemResult>,
    /// What comes to it through own rules, each with its rule.
    mapped: Vec<(ItemResult, Requirement)>,
}

impl Told {
    fn add(&mut self, said: &Said) {
        match said.through {
            Some(rule) => self.mapped.push((said.result, rule)),
            None => self.itself = Some(self.itself.map_or(said.result, |known| gravest(known, said.result))),
        }
    }

    /// The result, and the own rules through which alone it was come by: what the auditor says of the requirement itself no
    /// result on an own rule changes. `None` where nothing was tested.
    fn settled(self) -> Option<(ItemResult, Vec<Requirement>)> {
        let settled = match self.itself {
            Some(result) => (result, Vec::new()),
            None => {
                let result = self.mapped.iter().map(|(result, _)| *result).reduce(gravest)?;
                let mut through: Vec<Requirement> =
                    self.mapped.iter().filter(|mapped| mapped.0 == result).map(|mapped| mapped.1).collect();
                through.sort_unstable();
                through.dedup();
                (result, through)
            }
        };
        self.is_tested.then_some(settled)
    }
}

/// What the tested items of an audit and its findings say of each requirement.
fn told_by(snapshot: &Snapshot, relations: &Relations, audit: &str) -> HashMap<Requirement, Told> {
    let mut told: HashMap<Requirement, Told> = HashMap::default();
    for workpaper in relations.workpapers_of.get(audit).into_iter().flatten() {
        let Some(workpaper) = snapshot.records[*workpaper].data().workpaper() else { continue };
        for item in &workpaper.items {
            let Some(result) = item.result.filter(|result| result.is_tested()) else { continue };
            for said in said(snapshot, item, result) {
                let told = told.entry(said.requirement).or_default();
                told.is_tested = true;
                told.add(&said);
            }
        }
    }
    // Beside a finding of the audit no page says that what it is about was conform.
    for said in found(snapshot, relations, audit) {
        told.entry(said.requirement).or_default().add(&said);
    }
    told
}

/// A result on a requirement, and the own rule that maps to it where it was said of that one.
struct Said {
    requirement: Requirement,
    result: ItemResult,
    through: Option<Requirement>,
}

/// What the findings of an audit that stand say of each requirement that they are about.
fn found(snapshot: &Snapshot, relations: &Relations, audit: &str) -> Vec<Said> {
    let findings = relations.findings_of.get(audit).into_iter().flatten();
    let findings = findings.filter_map(|position| snapshot.records[*position].data().finding());
    let standing =
        findings.filter(|finding| finding.status.is_reported() && finding.status != FindingStatus::Superseded);
    let said = standing.flat_map(|finding| {
        let result = match finding.grade {
            Grade::Major | Grade::Minor => ItemResult::Nonconform,
            Grade::Observation => ItemResult::Observation,
            Grade::Opportunity => ItemResult::Opportunity,
            Grade::Strength => ItemResult::Strength,
        };
        let named = snapshot.catalogues().resolve_all(&finding.criteria);
        let mapped = snapshot.catalogues().mapped(&named);
        let itself = named.into_iter().map(move |requirement| Said { requirement, result, through: None });
        itself.chain(mapped.into_iter().map(move |(through, requirement)| Said {
            requirement,
            result,
            through: Some(through),
        }))
    });
    said.collect()
}

/// What an item says of each requirement that it answers for. Of one that only an own rule maps to,
/// or that is named as a part of a chapter or a range alone, it says what the finding is about: that another part is not met
/// says nothing of it.
fn said(snapshot: &Snapshot, item: &Item, result: ItemResult) -> Vec<Said> {
    let catalogues = snapshot.catalogues();
    let finding = item.finding.as_ref().and_then(|id| snapshot.finding(id)).filter(|_| result.is_exception());
    let about = finding.map(|finding| About::of(snapshot, finding.data()));
    let result_of = |is_meant: bool| if is_meant { result } else { ItemResult::Conform };
    let named = catalogues.resolve_all(&item.criteria);
    let mapped = catalogues.mapped(&named).into_iter().map(|(through, requirement)| {
        // Through a rule comes what the item says of that rule.
        let is_meant = about
            .as_ref()
            .is_none_or(|about| about.answered.contains(&requirement) && about.is_meant(snapshot, item, through));
        Said { requirement, result: result_of(is_meant), through: Some(through) }
    });
    let mapped: Vec<Said> = mapped.collect();
    let itself = named.into_iter().map(|requirement| {
        let is_meant = about.as_ref().is_none_or(|about| about.is_meant(snapshot, item, requirement));
        Said { requirement, result: result_of(is_meant), through: None }
    });
    itself.chain(mapped).collect()
}

/// What a finding is about.
struct About {
    named: Vec<Requirement>,
    /// With what that maps to.
    answered: Vec<Requirement>,
}

impl About {
    fn of(snapshot: &Snapshot, finding: &Finding) -> Self {
        let catalogues = snapshot.catalogues();
        Self { named: catalogues.resolve_all(&finding.criteria), answered: catalogues.answered(&finding.criteria) }
    }

    /// Whether the result of an item is meant for a requirement that it names: the finding is about it, or the item names it by
    /// itself, or with others of which the finding is about none.
    fn is_meant(&self, snapshot: &Snapshot, item: &Item, requirement: Requirement) -> bool {
        self.named.contains(&requirement)
            || item.criteria.iter().any(|criterion| {
                let named = snapshot.catalogues().resolve(criterion).unwrap_or_default();
                named.contains(&requirement) && (named.len() == 1 || self.is_part_meant(&named, requirement))
            })
    }

    /// Of a chapter or a range, the parts that the finding names; where it names none, those that its own rules map to.
    fn is_part_meant(&self, parts: &[Requirement], part: Requirement) -> bool {
        let narrowing =
            [&self.named, &self.answered].into_iter().find(|about| parts.iter().any(|one| about.contains(one)));
        narrowing.is_none_or(|about| about.contains(&part))
    }
}

fn gravest(a: ItemResult, b: ItemResult) -> ItemResult {
    let weight = |result: ItemResult| match result {
        ItemResult::Nonconform => 4,
        ItemResult::Observation => 3,
        ItemResult::Opportunity => 2,
        ItemResult::Conform => 1,
        ItemResult::Strength | ItemResult::NotApplicable | ItemResult::NotTested => 0,
    };
    if weight(b) > weight(a) { b } else { a }
}

/// The fields that say which finding an item led to.
const ITEM_FOUND: [&str; 3] = ["items/criteria", "items/result", "items/finding"];

impl Snapshot {
    /// The workpapers of an audit.
    pub fn workpapers_of(&self, audit: &str) -> impl Iterator<Item = View<'_, Workpaper>> {
        self.positions(&self.relations().workpapers_of, audit)
            .filter_map(|record| Some(View::new(record, record.data().workpaper()?)))
    }

    /// The findings of an audit.
    pub fn findings_of(&self, audit: &str) -> impl Iterator<Item = View<'_, Finding>> {
        self.positions(&self.relations().findings_of, audit)
            .filter_map(|record| Some(View::new(record, record.data().finding()?)))
    }

    /// The corrective action records that answer a finding.
    pub fn actions_for(&self, finding: &str) -> impl Iterator<Item = View<'_, Action>> {
        self.positions(&self.relations().actions_for, finding)
            .filter_map(|record| Some(View::new(record, record.data().action()?)))
    }

    /// Whether an action answers a nonconformity, so that 10.2 asks for cause, extent and a check. One that answers
    /// findings of other grades alone, or an opportunity, does not. Findings that cannot be read may be nonconformities.
    pub fn answers_nonconformity(&self, action: &Action) -> bool {
        match action.source.r#type {
            SourceType::Opportunity => false,
            SourceType::Finding => {
                let mut grades = action.source.findings.iter().map(|id| self.finding(id).map(|finding| finding.grade));
                action.source.findings.is_empty() || grades.any(|grade| grade.is_none_or(Grade::is_nonconformity))
            }
            _ => true,
        }
    }

    /// The records that refer to a record, by path.
    pub fn cited_by(&self, id: &str) -> impl Iterator<Item = &super::Record> {
        self.positions(self.relations().cited_by(self), id)
    }

    /// The day by which a plan that answers a finding has to be there, counted from the day on which it was opened again where
    /// it was; `None` until the report is issued.
    pub fn plan_due(&self, finding: &Finding) -> Option<Date> {
        let issued = self.audit(&finding.audit)?.issued_on()?;
        let from = finding.opened_again_on().map_or(issued, |opened| opened.max(issued));
        Some(from.plus_days(self.plan_days(finding.grade)))
    }

    /// The day by which what carries on from an action that did not work has to have a plan: counted from the check that
    /// showed it.
    pub fn next_plan_due(&self, failed: &Action) -> Option<Date> {
        let check = failed.effectiveness.as_ref().filter(|_| failed.status == ActionStatus::Ineffective)?;
        let gravest =
            failed.source.findings.iter().filter_map(|id| self.finding(id)).map(|finding| finding.grade).min();
        Some(check.checked_on?.plus_days(self.plan_days(gravest.unwrap_or(Grade::Minor))))
    }

    fn plan_days(&self, grade: Grade) -> i64 {
        let days = self.thresholds().plan_days;
        i64::from(if grade == Grade::Major { days.major } else { days.minor })
    }

    /// The day by which the plan of a corrective action record has to be there: the one that the failed check gives from which
    /// it carries on, or else the first that one of its findings gives.
    pub fn plan_due_of(&self, action: &Action) -> Option<Date> {
        let failed = action.previous.as_ref().and_then(|id| self.action(id));
        if let Some(due) = failed.and_then(|failed| self.next_plan_due(failed.data())) {
            return Some(due);
        }
        let findings = action.source.findings.iter().filter_map(|id| self.finding(id));
        findings.filter_map(|finding| self.plan_due(finding.data())).min()
    }

    /// The evidence that was asked for, for an audit, what is due first in front: what a workpaper of it cites, and what is asked
    /// for by its last day and cited by nothing yet.
    pub fn requested_for(&self, audit: View<'_, Audit>) -> Vec<View<'_, Evidence>> {
        let asked = self.evidence().filter(|evidence| self.is_requested_for(*evidence, audit));
        let mut asked: Vec<_> = asked.collect();
        asked.sort_by_key(|evidence| (evidence.due.is_none(), evidence.due, evidence.id()));
        asked
    }

    /// The audits that a piece of evidence was asked for, for which no record of theirs cites it yet.
    pub fn awaited_by(&self, evidence: View<'_, Evidence>) -> impl Iterator<Item = View<'_, Audit>> {
        let is_loose = evidence.status == EvidenceStatus::Requested && self.cited_by(evidence.id()).next().is_none();
        let audits = is_loose.then(|| self.audits()).into_iter().flatten();
        audits.filter(move |audit| self.is_requested_for(evidence, *audit))
    }

    fn is_requested_for(&self, evidence: View<'_, Evidence>, audit: View<'_, Audit>) -> bool {
        if evidence.requested_on.is_none() {
            return false;
        }
        let mut citing = self.cited_by(evidence.id()).peekable();
        let is_loose = citing.peek().is_none() && evidence.status == EvidenceStatus::Requested;
        let is_due = evidence.due.zip(audit.dates).is_some_and(|(due, dates)| due <= dates.end);
        let is_its = |paper: &Workpaper| paper.audit.as_str() == audit.id();
        citing.any(|record| record.data().workpaper().is_some_and(is_its)) || is_loose && is_due
    }

    /// The issued audits that count and covered a requirement, oldest first.
    pub fn coverage(&self, requirement: Requirement) -> &[CoveredBy] {
        self.relations().coverage(self).get(&requirement).map(Vec::as_slice).unwrap_or_default()
    }

    /// The requirements that a finding speaks to: what it is about, and what an item that led to it names by itself, since the
    /// result of the item is said of it as well; each with the own rules through which alone it does. Only workpapers of which
    /// the reader may know as much are looked at.
    pub fn spoken_to(&self, finding: View<'_, Finding>, may_know: impl Fn(&Record, &str) -> bool) -> Vec<Spoken> {
        let mut all = self.catalogues().spoken(&finding.data().criteria);
        let is_told = |paper: &Record| ITEM_FOUND.iter().all(|field| may_know(paper, field));
        let papers = self.workpapers_of(finding.audit.as_str()).filter(|paper| is_told(paper.record()));
        for item in papers.flat_map(|paper| &paper.data().items) {
            let leads_here = item.finding.as_ref().is_some_and(|id| id.as_str().eq_ignore_ascii_case(finding.id()));
            if let Some(result) = item.result.filter(|result| leads_here && result.is_exception()) {
                let said = said(self, item, result).into_iter().filter(|said| said.result.is_exception());
                all.extend(
                    said.map(|said| Spoken {
                        requirement: said.requirement,
                        through: said.through.into_iter().collect(),
                    }),
                );
            }
        }
        Spoken::gathered(all)
    }

    /// The audit of a coverage entry.
    pub fn covering_audit(&self, covered: &CoveredBy) -> Option<View<'_, Audit>> {
        let record = &self.records[covered.audit];
        Some(View::new(record, record.data().audit()?))
    }

    fn positions<'a>(&'a self, map: &'a Places, id: &str) -> impl Iterator<Item = &'a super::Record> {
        map.get(Key::of(id).as_str()).into_iter().flatten().map(|&position| &self.records[position])
    }
}
