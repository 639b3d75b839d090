//! The rules, one file each beside its page. Adding one: the file, the page, and its line in [`ALL`].

macro_rules! rules {
    ($($family:ident { $($rule:ident),+ $(,)? })+) => {
        $(mod $family { $(pub(super) mod $rule;)+ })+

        /// Every rule, in the order of the families.
        pub static ALL: &[&super::Rule] = &[$($(&$family::$rule::RULE),+),+];
    };
}

rules! {
    records {
        schema_invalid,
        duplicate_id,
        id_matches_filename,
        dangling_reference,
        unknown_person,
        criterion_unknown,
        date_order,
        future_date,
        illegal_state,
        illegal_transition,
        record_deleted,
        waiver_expired,
        waiver_unreasoned,
        waiver_unused,
    }
    programme {
        programme_missing,
        audit_overdue,
        clause_not_covered,
        control_not_covered,
    }
    audit {
        plan_incomplete,
        plan_notice_short,
        checklist_gap,
        auditor_not_independent,
        competence_expired,
    }
    workpaper {
        item_unanswered,
        item_without_evidence,
        evidence_hash_mismatch,
    }
    finding {
        finding_without_criteria,
        finding_without_evidence,
        grade_lowered_without_justification,
        repeat_not_linked,
        nc_without_action,
        major_not_escalated,
    }
    action {
        action_overdue,
        due_date_slipped,
        root_cause_missing,
        correction_only,
        effectiveness_not_checked,
        effectiveness_checked_by_owner,
        status_mismatch,
    }
    review {
        review_input_missing,
        soa_incomplete,
    }
}

/// The rule with this name.
pub fn find(name: &str) -> Option<&'static super::Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}
