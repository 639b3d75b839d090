//! Ids that nobody has taken: neither here nor on any branch, nor before.

use std::collections::BTreeMap;

/// The ids that are taken, without regard to case, each with who has it.
#[derive(Debug, Clone, Default)]
pub struct Taken {
    ids: BTreeMap<String, Holder>,
}

/// Who has an id.
#[derive(Debug, Clone)]
enum Holder {
    /// A record that is here.
    Here,
    /// One of another branch.
    Branch(String),
    /// One that was deleted.
    Former,
}

impl Taken {
    /// Notes an id; what is known to be here stays so.
    pub fn add(&mut self, id: &str, branch: Option<&str>) {
        let holder = branch.map_or(Holder::Here, |branch| Holder::Branch(branch.to_owned()));
        match branch {
            None => drop(self.ids.insert(id.to_lowercase(), holder)),
            Some(_) => drop(self.ids.entry(id.to_lowercase()).or_insert(holder)),
        }
    }

    /// Notes an id that a record had which was deleted, unless somebody has it now: it names that record for good.
    pub fn add_former(&mut self, id: &str) {
        self.ids.entry(id.to_lowercase()).or_insert(Holder::Former);
    }

    /// Who has an id, in words to stand behind "is taken": empty for here.
    pub fn by(&self, id: &str) -> Option<String> {
        Some(match self.ids.get(&id.to_lowercase())? {
            Holder::Here => String::new(),
            Holder::Branch(branch) => format!(" on the branch {branch}"),
            Holder::Former => " by a record that was deleted".to_owned(),
        })
    }

    /// The id behind the highest number that follows `prefix`, with at least `width` digits. Gaps are not filled: what is
    /// gone may have been cited.
    pub fn next(&self, prefix: &str, width: usize) -> String {
        let lowered = prefix.to_lowercase();
        let numbers = self.ids.range(lowered.clone()..).take_while(|(id, _)| id.starts_with(&lowered));
        let highest = numbers.filter_map(|(id, _)| {
            let digits: String = id[lowered.len()..].chars().take_while(char::is_ascii_digit).collect();
            digits.parse::<u32>().ok()
        });
        format!("{prefix}{:0width$}", highest.max().unwrap_or(0) + 1)
    }

    /// `wanted`, or the first of `wanted-2`, `wanted-3`, … that is free.
    pub fn free(&self, wanted: &str) -> String {
        let others = (2..).map(|number| format!("{wanted}-{number}"));
        let mut candidates = std::iter::once(wanted.to_owned()).chain(others);
        candidates.find(|id| self.by(id).is_none()).unwrap_or_default()
    }
}

/// The id of a person, of the words for their position. One of which no letter can stand in an id gives none away.
pub fn person_id(position: &str) -> String {
    match slug(position, 30).as_str() {
        "" => "p-person".to_owned(),
        slug => format!("p-{slug}"),
    }
}

/// A text as it may stand in an id: letters and digits, words joined with dashes, at most `most` characters.
pub fn slug(text: &str, most: usize) -> String {
    let mut out = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        let c = match c {
            'ä' | 'æ' => "ae".to_owned(),
            'ö' | 'ø' => "oe".to_owned(),
            'ü' => "ue".to_owned(),
            'ß' => "ss".to_owned(),
            'å' => "aa".to_owned(),
            c if c.is_ascii_alphanumeric() => c.to_string(),
            _ => "-".to_owned(),
        };
        if c != "-" || !out.ends_with('-') && !out.is_empty() {
            out.push_str(&c);
        }
    }
    out.truncate(most);
    out.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_number_is_behind_the_highest_of_all_branches() {
        let mut taken = Taken::default();
        for (id, branch) in [("F-2026-007", None), ("f-2026-011", Some("origin/audit")), ("F-2025-099", None)] {
            taken.add(id, branch);
        }
        taken.add_former("F-2026-011");
        taken.add_former("CA-2025-004");
        assert_eq!(taken.next("CA-2025-", 3), "CA-2025-005");
        assert_eq!(taken.by("CA-2025-004").as_deref(), Some(" by a record that was deleted"));
        assert_eq!(taken.next("F-2026-", 3), "F-2026-012");
        assert_eq!(taken.next("CA-2026-", 3), "CA-2026-001");
        assert_eq!(taken.by("F-2026-011").as_deref(), Some(" on the branch origin/audit"));
        assert_eq!(taken.by("F-2026-007").as_deref(), Some(""));
        assert_eq!(taken.free("f-2026-007"), "f-2026-007-2");
    }

    #[test]
    fn a_slug_is_an_id() {
        assert_eq!(slug("Zugänge & Rechte (Q3)", 40), "zugaenge-rechte-q3");
        assert_eq!(slug("  Access control, and more", 14), "access-control");
    }
}
