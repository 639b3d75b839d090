//! The rules, one file each beside its page. Adding one: the file, the page, and its line in [`ALL`].

macro_rules! rules {
    ($($family:ident { $($rule:ident),+ $(,)? })+) => {
        $(mod $family { $(pub(super) mod $rule;)+ })+

        /// Every rule, in the order of the families.
        pub static ALL: &[&super::Rule] = &[$($(&$family::$rule::RULE),+),+];
    };
}

rules! {
    records { schema_invalid, duplicate_id, id_matches_filename, dangling_reference, unknown_person, criterion_unknown }
    action { action_overdue }
}

/// The rule with this name.
pub fn find(name: &str) -> Option<&'static super::Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}
