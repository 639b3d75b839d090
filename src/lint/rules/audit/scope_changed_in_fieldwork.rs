use crate::diagnostic::Level;
use crate::lint::explained::{Explained, hold_the_same};
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::AuditStatus;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "scope-changed-in-fieldwork",
    family: Family::Audit,
    summary: "Scope, criteria, objectives or methods of an audit changed while it was carried out",
    level: Level::Warning,
    clause: "9.2.2 a",
    needs_day: false,
    docs: include_str!("scope_changed_in_fieldwork.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().audit(), after.data().audit()) else { return };
    if !matches!(old.status, AuditStatus::InProgress | AuditStatus::Drafted) || !old.r#type.is_planned_by_us() {
        return;
    }
    let fields = [
        ("scope", old.scope != new.scope),
        ("criteria", old.criteria != new.criteria),
        ("objectives", !hold_the_same(&old.objectives, &new.objectives)),
        // Whoever looks at something in one more way does no less than was planned.
        ("methods", old.methods.iter().any(|method| !new.methods.contains(method))),
    ];
    let explained = Explained::of(versions);
    let is_untold = |field: &str| explained.miss((before, after), field, &|_| false);
    let changed: Vec<&str> =
        fields.into_iter().filter(|(field, is)| *is && is_untold(field)).map(|(field, _)| field).collect();
    let Some(first) = changed.first() else { return };
    let diagnostic = report.raise(
        after,
        &format!("/{first}"),
        format!("{} changed when the work had begun, and no entry of `changes` says why", listed(&changed, 4)),
    );
    diagnostic.help("add an entry of `changes` with the reason, and tell the auditees and the client").members(changed);
    if let Some(lead) = new.lead() {
        diagnostic.owner(lead);
    }
}
