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
        programme_not_approved,
    }
    audit {
        plan_incomplete,
        plan_notice_short,
        checklist_gap,
        auditor_not_independent,
        competence_expired,
        meeting_missing,
        conclusion_missing,
        report_not_distributed,
        audit_closed_without_plans,
        limitation_undisclosed,
        lead_auditor_count,
        independence_not_declared,
        confidentiality_missing,
        auditor_not_qualified,
        declared_conflict_assigned,
        auditor_reports_to_auditee,
        auditor_recent_role,
        programme_manager_audits_programme,
        trainee_alone,
        team_topic_gap,
        competence_without_evidence,
        auditor_not_evaluated,
        cpd_missing,
        leaver_assigned,
        auditor_owns_action,
        plan_not_approved,
        scope_outside_isms,
        item_outside_criteria,
        technical_test_not_agreed,
        previous_findings_not_reviewed,
        stale_edition_reference,
        blackout_conflict,
        effort_overrun,
        report_late,
        conclusion_contradicts_findings,
        feedback_missing,
        lessons_missing,
    }
    workpaper {
        item_unanswered,
        item_without_evidence,
        evidence_hash_mismatch,
        exception_without_finding,
        not_tested_without_reason,
        evidence_self_verified,
        evidence_missing,
    }
    finding {
        finding_without_criteria,
        finding_without_evidence,
        grade_lowered_without_justification,
        repeat_not_linked,
        nc_without_action,
        major_not_escalated,
        finding_incomplete,
        finding_not_acknowledged,
        acceptance_incomplete,
        clause_requirement_accepted,
    }
    action {
        action_overdue,
        due_date_slipped,
        root_cause_missing,
        correction_only,
        effectiveness_not_checked,
        effectiveness_checked_by_owner,
        status_mismatch,
        correction_missing,
        plan_not_accepted,
        plan_self_accepted,
        extent_not_evaluated,
        effectiveness_criterion_missing,
        action_incomplete,
        done_without_evidence,
        effectiveness_without_evidence,
        closed_with_open_items,
        ineffective_not_continued,
    }
    review {
        review_input_missing,
        soa_incomplete,
        review_without_top_management,
        review_without_decision,
        decision_incomplete,
    }
}

/// The rule with this name.
pub fn find(name: &str) -> Option<&'static super::Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}
