//! How the maps of requirements and years show what a year says.

use super::Viewer;
use crate::figures::Ink;
use crate::metrics::{Cell, Row, Standing};
use crate::record::{Finding, Grade};
use crate::snapshot::View;

impl Viewer<'_, '_> {
    /// What a year says of a requirement, and the findings of earlier years that make it say so, as far as the audience may
    /// know of them.
    pub(super) fn standing(&self, row: &Row, year: &(i16, Cell, Vec<String>)) -> (Standing, Vec<&str>) {
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

    /// What legends explain: all that can be, and a nonconformity without a grade where there is one.
    pub(super) fn standings(&self) -> Vec<Standing> {
        let occurs = |standing: Standing| {
            let mut cells = self.site.rows.iter().flat_map(|row| row.years.iter().map(move |year| (row, year)));
            cells.any(|(row, year)| self.standing(row, year).0 == standing)
        };
        let is_told = |standing: &Standing| match standing {
            Standing::Ungraded => occurs(*standing),
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
        Standing::Planned => Ink::Grey,
        Standing::Gap => Ink::Pale,
    }
}
