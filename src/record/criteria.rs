//! How a criterion is written, and which requirements it names.
//!
//! `9.2.2` and `A.8.8` are of the first catalogue of `tickmark.yaml`, `own:ACP-4.2` of the catalogue `own`. `5.1..5.3` is
//! a range in the catalogue's order, ends included. A number covers its dotted descendants: `A.8` all of `A.8.1` to
//! `A.8.34`. A mere heading covers those behind a hyphen too: `own:SUP` all of `own:SUP-1` to `own:SUP-4.2`.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::LazyLock;

use crate::hash::HashMap;

use super::{Catalogue, CatalogueEntry, Criterion};

/// A requirement of one of the catalogues in use: (catalogue, entry), ordered as in `tickmark.yaml` and the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Requirement {
    catalogue: u32,
    entry: u32,
}

/// A requirement that something speaks to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// The requirement.
    pub requirement: Requirement,
    /// The requirements of other catalogues through which alone it is spoken to, since they map to it; none where it is named.
    pub through: Vec<Requirement>,
}

impl Spoken {
    /// One that is named.
    pub fn itself(requirement: Requirement) -> Self {
        Self { requirement, through: Vec::new() }
    }

    /// One that another one maps to.
    pub fn through(requirement: Requirement, through: Requirement) -> Self {
        Self { requirement, through: vec![through] }
    }

    /// Each requirement once, in their order. What is named in one place is so whatever else maps to it.
    pub fn gathered(all: impl IntoIterator<Item = Self>) -> Vec<Self> {
        let mut gathered: BTreeMap<Requirement, Vec<Requirement>> = BTreeMap::new();
        for Self { requirement, through } in all {
            match gathered.entry(requirement) {
                Entry::Vacant(place) => drop(place.insert(through)),
                Entry::Occupied(mut place) if through.is_empty() => place.get_mut().clear(),
                Entry::Occupied(mut place) if !place.get().is_empty() => place.get_mut().extend(through),
                Entry::Occupied(_) => {}
            }
        }
        let each = gathered.into_iter().map(|(requirement, mut through)| {
            through.sort_unstable();
            through.dedup();
            Self { requirement, through }
        });
        each.collect()
    }
}

/// Why a criterion names nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unknown {
    /// There is no such catalogue.
    Catalogue(String),
    /// The catalogue has no such number; with the nearest one it has.
    Entry {
        /// Id of the catalogue.
        catalogue: String,
        /// The number that it lacks.
        number: String,
        /// A number that looks like it.
        nearest: Option<String>,
    },
    /// The range's end comes before its beginning.
    Backwards,
}

#[derive(Debug)]
struct Loaded {
    catalogue: Catalogue,
    positions: HashMap<String, u32>,
    /// Whether it is as it is built in, and no record of the same id stands in its place.
    is_built_in: bool,
}

/// The catalogues in use, the default one first.
#[derive(Debug, Default)]
pub struct Catalogues {
    loaded: Vec<Loaded>,
}

impl Catalogues {
    /// Takes the catalogues in the order in which a criterion looks for them.
    pub fn new(catalogues: impl IntoIterator<Item = Catalogue>) -> Self {
        let loaded = catalogues
            .into_iter()
            .map(|catalogue| {
                let positions =
                    catalogue.entries.iter().zip(0..).map(|(entry, position)| (entry.id.0.clone(), position)).collect();
                let is_built_in = catalogue.id.as_str() == BUILT_IN && catalogue == *built_in();
                Loaded { catalogue, positions, is_built_in }
            })
            .collect();
        Self { loaded }
    }

    /// The catalogue whose criteria are written without a prefix.
    pub fn default_catalogue(&self) -> Option<&Catalogue> {
        self.loaded.first().map(|loaded| &loaded.catalogue)
    }

    /// All catalogues.
    pub fn iter(&self) -> impl Iterator<Item = &Catalogue> {
        self.loaded.iter().map(|loaded| &loaded.catalogue)
    }

    /// The catalogue with this id.
    pub fn get(&self, id: &str) -> Option<&Catalogue> {
        self.iter().find(|catalogue| catalogue.id.as_str() == id)
    }

    /// The entry that a requirement stands for.
    pub fn entry(&self, requirement: Requirement) -> &CatalogueEntry {
        &self.loaded[requirement.catalogue as usize].catalogue.entries[requirement.entry as usize]
    }

    /// The catalogue that a requirement is of.
    pub fn catalogue_of(&self, requirement: Requirement) -> &Catalogue {
        &self.loaded[requirement.catalogue as usize].catalogue
    }

    /// How the requirement is written: without a prefix in the default catalogue.
    pub fn name(&self, requirement: Requirement) -> String {
        let entry = self.entry(requirement).id.as_str();
        match requirement.catalogue {
            0 => entry.to_owned(),
            _ => format!("{}:{entry}", self.catalogue_of(requirement).id),
        }
    }

    /// All auditable requirements of one catalogue.
    pub fn auditable(&self, catalogue: &str) -> Vec<Requirement> {
        let Some(index) = self.loaded.iter().position(|loaded| loaded.catalogue.id.as_str() == catalogue) else {
            return Vec::new();
        };
        let entries = &self.loaded[index].catalogue.entries;
        (0..entries.len())
            .filter(|&position| entries[position].auditable)
            .map(|position| Requirement { catalogue: index as u32, entry: position as u32 })
            .collect()
    }

    /// The title of what a criterion names, when it names a single number.
    pub fn title(&self, criterion: &Criterion) -> Option<&str> {
        let (loaded, number) = self.split(criterion).ok()?;
        let position = *loaded.positions.get(number)?;
        Some(&loaded.catalogue.entries[position as usize].title)
    }

    /// The number that a criterion names in the built-in catalogue, whose titles every language has in its own words; `None` where
    /// a record stands in its place, which has titles of its own.
    pub fn built_in_number<'a>(&self, criterion: &'a Criterion) -> Option<&'a str> {
        let (loaded, number) = self.split(criterion).ok()?;
        (loaded.is_built_in && loaded.positions.contains_key(number)).then_some(number)
    }

    /// The auditable requirements that a criterion names, in catalogue order.
    ///
    /// # Errors
    /// The criterion names a catalogue or a number that there is not.
    pub fn resolve(&self, criterion: &Criterion) -> Result<Vec<Requirement>, Unknown> {
        let (loaded, number) = self.split(criterion)?;
        let catalogue =
            self.loaded.iter().position(|candidate| std::ptr::eq(candidate, loaded)).unwrap_or_default() as u32;
        let find = |number: &str| {
            loaded.positions.get(number).copied().ok_or_else(|| Unknown::Entry {
                catalogue: loaded.catalogue.id.0.clone(),
                number: number.to_owned(),
                nearest: crate::text::nearest(number, loaded.positions.keys().map(String::as_str)).map(str::to_owned),
            })
        };
        let (first, last) = match number.split_once("..") {
            Some((from, to)) => (find(from)?, find(to)?),
            None => (find(number)?, find(number)?),
        };
        if last < first {
            return Err(Unknown::Backwards);
        }
        let entries = &loaded.catalogue.entries;
        let last_entry = &entries[last as usize];
        let is_below_last = |entry: &CatalogueEntry| {
            let rest = entry.id.as_str().strip_prefix(last_entry.id.as_str());
            rest.is_some_and(|rest| rest.starts_with('.') || rest.starts_with('-') && !last_entry.auditable)
        };
        Ok((first..entries.len() as u32)
            .filter(|&position| position <= last || is_below_last(&entries[position as usize]))
            .filter(|&position| entries[position as usize].auditable)
            .map(|entry| Requirement { catalogue, entry })
            .collect())
    }

    /// The requirements that several criteria name; what is unknown is left out (`criterion-unknown` reports it).
    pub fn resolve_all<'a>(&self, criteria: impl IntoIterator<Item = &'a Criterion>) -> Vec<Requirement> {
        let mut all: Vec<Requirement> =
            criteria.into_iter().flat_map(|criterion| self.resolve(criterion).unwrap_or_default()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The requirements that items on these criteria answer for: those they name, and those that their entries map to.
    pub fn answered<'a>(&self, criteria: impl IntoIterator<Item = &'a Criterion>) -> Vec<Requirement> {
        let mut all = self.resolve_all(criteria);
        let mapped = self.mapped(&all);
        all.extend(mapped.into_iter().map(|(_, to)| to));
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The same, each with what it is answered for through.
    pub fn spoken<'a>(&self, criteria: impl IntoIterator<Item = &'a Criterion>) -> Vec<Spoken> {
        let named = self.resolve_all(criteria);
        let mapped =
            self.mapped(&named).into_iter().map(|(through, requirement)| Spoken::through(requirement, through));
        let mapped: Vec<Spoken> = mapped.collect();
        Spoken::gathered(named.into_iter().map(Spoken::itself).chain(mapped))
    }

    /// What the entries of some requirements map to: pairs of the requirement and what it maps to.
    pub fn mapped(&self, requirements: &[Requirement]) -> Vec<(Requirement, Requirement)> {
        let of = |one: Requirement| self.resolve_all(&self.entry(one).maps_to).into_iter().map(move |to| (one, to));
        requirements.iter().flat_map(|one| of(*one)).collect()
    }

    /// Requirements in as few words as they need, each a criterion, in the order of their catalogue: three or more of a family in
    /// a row become a range. Where one ends that goes over to another family, nobody sees.
    pub fn ranges(&self, requirements: &[Requirement]) -> Vec<String> {
        let mut requirements = requirements.to_vec();
        requirements.sort_unstable();
        requirements.dedup();
        let follows = |a: &Requirement, b: &Requirement| {
            let entries = &self.loaded[a.catalogue as usize].catalogue.entries;
            a.catalogue == b.catalogue
                && self.family(*a) == self.family(*b)
                && entries[a.entry as usize + 1..b.entry as usize].iter().all(|between| !between.auditable)
        };
        let mut ranges = Vec::new();
        for run in requirements.chunk_by(follows) {
            match run {
                [first, _, .., last] => ranges.push(format!("{}..{}", self.name(*first), self.entry(*last).id)),
                few => ranges.extend(few.iter().map(|requirement| self.name(*requirement))),
            }
        }
        ranges
    }

    /// The first entry that a requirement stands below, such as `A.5` or `SUP`; without one, its number up to the last step.
    fn family(&self, requirement: Requirement) -> &str {
        let entries = &self.loaded[requirement.catalogue as usize].catalogue.entries;
        let id = entries[requirement.entry as usize].id.as_str();
        let is_above = |entry: &&CatalogueEntry| {
            let below = id.strip_prefix(entry.id.as_str());
            !entry.auditable && below.is_some_and(|rest| rest.starts_with(['.', '-']))
        };
        let above = entries[..requirement.entry as usize].iter().find(is_above);
        above.map_or_else(|| id.rsplit_once(['.', '-']).map_or("", |(above, _)| above), |entry| entry.id.as_str())
    }

    fn split<'a>(&self, criterion: &'a Criterion) -> Result<(&Loaded, &'a str), Unknown> {
        match criterion.as_str().split_once(':') {
            Some((prefix, number)) => self
                .loaded
                .iter()
                .find(|loaded| loaded.catalogue.id.as_str() == prefix)
                .map(|loaded| (loaded, number))
                .ok_or_else(|| Unknown::Catalogue(prefix.to_owned())),
            None => self
                .loaded
                .first()
                .map(|loaded| (loaded, criterion.as_str()))
                .ok_or_else(|| Unknown::Catalogue(String::new())),
        }
    }
}

/// Id of the catalogue that is built in.
pub const BUILT_IN: &str = "iso27001-2022";

/// The source of the built-in catalogue: a `catalogue` record of numbers and short titles.
pub const BUILT_IN_YAML: &str = include_str!("../catalogues/iso27001-2022.yaml");

/// ISO/IEC 27001:2022 as a catalogue: 30 auditable clauses and 93 controls, numbers and short titles only.
pub fn built_in() -> &'static Catalogue {
    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
        let root = crate::yaml::parse(BUILT_IN_YAML).root.expect("the built-in catalogue is YAML");
        match crate::yaml::read_record(super::Kind::Catalogue, &root) {
            Ok(super::Data::Catalogue(catalogue)) => *catalogue,
            other => unreachable!("the built-in catalogue is a catalogue: {other:?}"),
        }
    });
    &CATALOGUE
}

/// Whether a number of the built-in catalogue is a control of Annex A rather than a clause.
pub fn is_control(number: &str) -> bool {
    number.starts_with("A.")
}

/// The kind of record that a requirement of the built-in catalogue asks to be kept: all of that kind speak to it.
pub fn kept_for(catalogue: &str, number: &str) -> Option<super::Kind> {
    let is_of = |clause: &str| number.strip_prefix(clause).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    match catalogue {
        BUILT_IN if is_of("6.1.3") => Some(super::Kind::Soa),
        BUILT_IN if is_of("9.2") => Some(super::Kind::Programme),
        BUILT_IN if is_of("9.3") => Some(super::Kind::Review),
        BUILT_IN if is_of("10.2") => Some(super::Kind::Action),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_clause_asks_to_be_kept_is_not_what_one_with_a_like_number_does() {
        let kept = |number| kept_for(BUILT_IN, number);
        assert_eq!(kept("9.2.1"), Some(super::super::Kind::Programme));
        assert_eq!((kept("9.1"), kept("10.20"), kept_for("own", "9.3")), (None, None, None));
    }

    fn names(text: &str) -> Result<Vec<String>, Unknown> {
        let catalogues = Catalogues::new([built_in().clone()]);
        let requirements = catalogues.resolve(&Criterion::from(text))?;
        Ok(requirements.into_iter().map(|requirement| catalogues.name(requirement)).collect())
    }

    #[test]
    fn the_built_in_catalogue_is_complete() {
        let auditable = built_in().entries.iter().filter(|entry| entry.auditable);
        let (controls, clauses): (Vec<_>, Vec<_>) = auditable.partition(|entry| is_control(entry.id.as_str()));
        assert_eq!((clauses.len(), controls.len()), (30, 93));
    }

    #[test]
    fn a_record_in_place_of_the_built_in_catalogue_is_not_built_in() {
        let own = Catalogue { title: "Ours".into(), ..built_in().clone() };
        let (clause, unknown) = (Criterion::from("9.2"), Criterion::from("9.9"));
        let number = |of: Catalogue, criterion| Catalogues::new([of]).built_in_number(criterion).map(str::to_owned);
        assert_eq!(number(built_in().clone(), &clause).as_deref(), Some("9.2"));
        assert_eq!((number(built_in().clone(), &unknown), number(own, &clause)), (None, None));
    }

    #[test]
    fn a_parent_covers_its_descendants_and_no_other_number_that_looks_alike() {
        assert_eq!(names("9.2").as_deref(), Ok(&["9.2.1".to_owned(), "9.2.2".to_owned()][..]));
        assert_eq!(names("A.5").map(|all| all.len()), Ok(37));
        assert_eq!(names("A.5.1").map(|all| all.len()), Ok(1));
    }

    #[test]
    fn a_heading_covers_what_goes_on_with_a_hyphen() {
        let entry = |(id, is_auditable): (&str, bool)| format!("{{id: {id}, title: T, auditable: {is_auditable}}}");
        let entries =
            [("SUP", false), ("SUP-1", false), ("SUP-1.1", true), ("SUP-2", true), ("SUP-2-A", true), ("SUPER", true)];
        let text = format!("id: own\ntitle: Own\ntype: own\nentries: [{}]\n", entries.map(entry).join(", "));
        let own: Catalogue = serde_yaml::from_str(&text).expect("a catalogue");
        let catalogues = Catalogues::new([built_in().clone(), own]);
        let names = |criterion: &str| {
            let found = catalogues.resolve(&Criterion::from(criterion)).expect("it is there");
            found.into_iter().map(|requirement| catalogues.name(requirement)).collect::<Vec<_>>()
        };
        assert_eq!(names("own:SUP"), ["own:SUP-1.1", "own:SUP-2", "own:SUP-2-A"]);
        assert_eq!(names("own:SUP-1"), ["own:SUP-1.1"]);
        assert_eq!(names("own:SUP-2"), ["own:SUP-2"]);
    }

    #[test]
    fn a_range_runs_in_catalogue_order_to_the_end_of_its_last_number() {
        assert_eq!(names("5.1..5.3").map(|all| all.len()), Ok(3));
        assert_eq!(names("9.1..9.2").as_deref(), Ok(&["9.1".to_owned(), "9.2.1".to_owned(), "9.2.2".to_owned()][..]));
        assert_eq!(names("5.3..5.1"), Err(Unknown::Backwards));
    }

    #[test]
    fn requirements_in_a_row_become_a_range() {
        let catalogues = Catalogues::new([built_in().clone()]);
        let criteria = ["A.5.1..A.5.3", "A.5.9", "A.6.8", "A.7.1"].map(Criterion::from);
        assert_eq!(catalogues.ranges(&catalogues.resolve_all(&criteria)), ["A.5.1..A.5.3", "A.5.9", "A.6.8", "A.7.1"]);
    }

    #[test]
    fn a_range_stays_within_a_family() {
        let ids = [
            "SUP", "SUP-1", "SUP-1.1", "SUP-2", "INC", "INC-1", "INC-2", "INC-3.1", "R1", "R2", "R3", "X.1", "Y.1",
            "Z.1",
        ];
        let entry = |id: &str| format!("{{id: {id}, title: T, auditable: {}}}", id.contains(['-', '.', 'R']));
        let text = format!("id: own\ntitle: Own\ntype: own\nentries: [{}]\n", ids.map(entry).join(", "));
        let own: Catalogue = serde_yaml::from_str(&text).expect("a catalogue");
        let catalogues = Catalogues::new([built_in().clone(), own]);
        let mut all = catalogues.auditable("own");
        all.reverse();
        let ranges = ["own:SUP-1..SUP-2", "own:INC-1..INC-3.1", "own:R1..R3", "own:X.1", "own:Y.1", "own:Z.1"];
        assert_eq!(catalogues.ranges(&all), ranges);
        let clauses = catalogues.resolve_all(&["5.2..7.2", "A.5.36..A.6.1"].map(Criterion::from));
        assert_eq!(
            catalogues.ranges(&clauses),
            ["5.2", "5.3", "6.1.1..6.3", "7.1", "7.2", "A.5.36", "A.5.37", "A.6.1"]
        );
    }

    #[test]
    fn an_unknown_number_names_the_nearest() {
        let Err(Unknown::Entry { nearest, .. }) = names("A.5.38") else { panic!("A.5.38 is no control") };
        assert!(nearest.is_some_and(|nearest| nearest.starts_with("A.5.")));
        assert_eq!(names("own:ACP-4"), Err(Unknown::Catalogue("own".into())));
    }
}
