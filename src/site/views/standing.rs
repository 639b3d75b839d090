//! How the maps of requirements and years show what a year says.

use super::Viewer;
use super::lede::grade_in_words;
use crate::figures::Ink;
use crate::metrics::{Cell, Row, Standing};
use crate::record::{Finding, Grade};
use crate::snapshot::View;

impl Viewer<'_, '_> {
    /// What a year says of a requirement, and the nonconformities of earlier years that it carries, as far as the audience may
    /// know of them.
    pub(super) fn standing(&self, row: &Row, year: &(i16, Cell, Vec<String>)) -> (Standing, Vec<&str>) {
        if year.1 == Cell::Late && !self.may_tell_late(&year.2) {
            return (Standing::Planned, Vec::new());
        }
        let (may_grade, may_carry) = (self.may_grade(), self.may_carry());
        let of_year =
            |finding: &View<'_, Finding>| year.2.iter().any(|audit| audit.eq_ignore_ascii_case(finding.audit.as_str()));
        let on = self.site.findings_on.get(&row.requirement).into_iter().flatten();
        // What speaks to it through an own rule alone says nothing of it where an item names it.
        let is_through = !row.through(year.0).is_empty();
        let on =
            on.filter(|(finding, through)| may_grade && self.counts(&finding.id) && (is_through || through.is_empty()));
        let on = on.filter_map(|(finding, _)| self.site.snapshot.finding(&(*finding.id).into()));
        let on: Vec<View<'_, Finding>> = on.filter(|finding| may_carry || of_year(finding)).collect();
        Standing::of(year, &on, self.site.day())
    }

    /// Whether the audience may know how grave what was found is, requirement by requirement.
    fn may_grade(&self) -> bool {
        self.site.redaction.may_draw("fig-graded")
    }

    /// Whether the audience may know how long it was open.
    pub(super) fn may_carry(&self) -> bool {
        self.may_grade() && self.site.redaction.may_draw("fig-carried")
    }

    /// Whether the audience knows the days by which audits were to be held.
    pub(super) fn may_tell_late(&self, audits: &[String]) -> bool {
        let knows_days = |id: &String| {
            let audit = self.site.snapshot.audit(&id.as_str().into());
            audit.is_none_or(|audit| audit.dates.is_none() || self.dates_of(&audit).is_some())
        };
        self.may_tell_windows() && audits.iter().all(knows_days)
    }

    /// What all years say of all requirements.
    fn all_standings(&self) -> impl Iterator<Item = (Standing, Vec<&str>)> {
        self.site.rows.iter().flat_map(move |row| row.years.iter().map(move |year| self.standing(row, year)))
    }

    /// Whether some year has a nonconformity of its own beside one of an earlier year.
    pub(super) fn carries_beside(&self) -> bool {
        self.all_standings().any(|(standing, carried)| self.carried_beside(standing, &carried).is_some())
    }

    /// The gravest grade of what a year carries beside a nonconformity of its own.
    pub(super) fn carried_beside(&self, standing: Standing, carried: &[&str]) -> Option<Grade> {
        let grade = |id: &&str| self.site.snapshot.finding(&(*id).into()).map(|finding| finding.grade);
        carried.iter().filter_map(grade).min().filter(|_| standing != Standing::Carried)
    }

    /// The sign of what a year says, and of what it carries beside.
    pub(super) fn standing_signs(&self, standing: Standing, carried: &[&str]) -> String {
        let own = self.standing_mark(standing);
        let beside = self.carried_beside(standing, carried);
        beside.map_or(own.clone(), |grade| format!("{own}←{}", self.language().plain(&format!("letter-{grade}"))))
    }

    /// The same in words.
    pub(super) fn standing_told(&self, standing: Standing, carried: &[&str]) -> String {
        let own = self.standing_words(standing);
        match self.carried_beside(standing, carried) {
            Some(grade) => {
                let carried = grade_in_words(self.language(), grade);
                self.language().text("cell-carried-beside", &[("own", own.into()), ("carried", carried.into())])
            }
            None => own,
        }
    }

    /// What legends explain: all that can be, and where there is one, a nonconformity without a grade and an audit that is late.
    pub(super) fn standings(&self) -> Vec<Standing> {
        let occurs = |standing: Standing| self.all_standings().any(|one| one.0 == standing);
        let is_told = |standing: &Standing| match standing {
            Standing::Ungraded | Standing::Late => occurs(*standing),
            Standing::Carried => self.may_carry(),
            Standing::Major | Standing::Minor => self.may_grade(),
            _ => true,
        };
        Standing::ALL.into_iter().filter(is_told).collect()
    }

    /// The sign of it, which tells it apart without colour: of a nonconformity, the letter of its grade.
    pub(super) fn standing_mark(&self, standing: Standing) -> String {
        let letter = |grade: Grade| self.language().plain(&format!("letter-{grade}"));
        match standing {
            Standing::Major => letter(Grade::Major),
            Standing::Minor => letter(Grade::Minor),
            Standing::Ungraded => "▲".to_owned(),
            Standing::Carried => "←".to_owned(),
            Standing::Watch => "○".to_owned(),
            Standing::Conform => "✓".to_owned(),
            Standing::Late => "!".to_owned(),
            Standing::Planned => "…".to_owned(),
            Standing::Gap => "–".to_owned(),
        }
    }

    /// It in words.
    pub(super) fn standing_words(&self, standing: Standing) -> String {
        self.language().plain(match standing {
            Standing::Major => "cell-major",
            Standing::Minor => "cell-minor",
            Standing::Ungraded => "cell-nonconform",
            Standing::Carried => "cell-carried",
            Standing::Watch => "cell-observation",
            Standing::Conform => "cell-conform",
            Standing::Late => "cell-late",
            Standing::Planned => "cell-planned",
            Standing::Gap => "cell-gap",
        })
    }
}

/// The class of the style sheet.
pub(super) fn standing_class(standing: Standing) -> &'static str {
    match standing {
        Standing::Major => "major",
        Standing::Minor => "minor",
        Standing::Ungraded => "nonconform",
        Standing::Carried => "carried",
        Standing::Watch => "observation",
        Standing::Conform => "conform",
        Standing::Late => "missed",
        Standing::Planned => "planned",
        Standing::Gap => "gap",
    }
}

/// What its square is filled with.
pub(super) fn standing_ink(standing: Standing) -> Ink {
    match standing {
        Standing::Major => Ink::Red,
        Standing::Minor | Standing::Ungraded => Ink::Amber,
        Standing::Carried => Ink::Violet,
        Standing::Watch => Ink::Blue,
        Standing::Conform => Ink::Green,
        Standing::Late | Standing::Planned => Ink::Grey,
        Standing::Gap => Ink::Pale,
    }
}
