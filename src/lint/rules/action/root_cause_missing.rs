use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::Kind;
use crate::snapshot::Record;
use crate::text::is_blank;

pub static RULE: Rule = Rule {
    name: "root-cause-missing",
    family: Family::Action,
    summary: "A plan was accepted before anybody said why the lapse happened",
    level: Level::Error,
    clause: "10.2 b 2",
    needs_day: false,
    docs: include_str!("root_cause_missing.md"),
    check: Check::Record(Kind::Action, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(action) = record.data().action() else { return };
    if !action.status.is_accepted() || !context.snapshot.answers_nonconformity(action) {
        return;
    }
    let cause = action.cause.as_ref();
    let has_statement = cause.is_some_and(|cause| !is_blank(cause.statement.as_deref()));
    let has_method = cause.is_some_and(|cause| cause.method.is_some());
    let (what, help) = match (has_statement, has_method) {
        (true, true) => return,
        (true, false) => {
            ("how the cause was found is not said", "name the method: `method: five-whys`, fishbone, timeline, …")
        }
        (false, _) => (
            "the cause is not known",
            "ask why until the answer is something that can be changed, and write it under `cause:` with `method` and `statement`",
        ),
    };
    let place = if cause.is_some() { "/cause" } else { "/status" };
    report
        .raise(record, place, format!("the status is `{}`, but {what}", action.status))
        .help(help)
        .owner(&action.owner);
}
