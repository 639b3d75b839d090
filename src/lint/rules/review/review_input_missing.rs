use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Kind, ReviewInputs, ReviewStatus};
use crate::snapshot::Record;
use crate::text::{counted, listed};

pub static RULE: Rule = Rule {
    name: "review-input-missing",
    family: Family::Review,
    summary: "A management review was held without an input that 9.3.2 names",
    level: Level::Error,
    clause: "9.3.2",
    needs_day: false,
    docs: include_str!("review_input_missing.md"),
    check: Check::Record(Kind::Review, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(review) = record.data().review().filter(|review| review.status >= ReviewStatus::Held) else { return };
    let none = ReviewInputs::default();
    let inputs = review.inputs.as_ref().unwrap_or(&none).all();
    let missing: Vec<_> =
        inputs.iter().filter(|(_, _, input)| input.is_none_or(|input| input.summary.trim().is_empty())).collect();
    let Some((_, key, _)) = missing.first() else { return };
    let names: Vec<String> = missing.iter().map(|(letter, key, _)| format!("{key} ({letter})")).collect();
    let place = match (&review.inputs, missing.iter().find(|(_, _, input)| input.is_some())) {
        (None, _) => "/status".to_owned(),
        (Some(_), Some((_, key, _))) => format!("/inputs/{key}/summary"),
        (Some(_), None) => "/inputs".to_owned(),
    };
    let diagnostic = report.raise(
        record,
        &place,
        format!(
            "the review was held without {} of 9.3.2: {}",
            counted(missing.len() as i64, "input"),
            listed(&names, 10)
        ),
    );
    diagnostic.help(format!("write down what was said, if only that there was nothing: `{key}: {{summary: …}}`"));
    diagnostic.members(missing.iter().map(|(_, key, _)| key));
    if let Some(isms) = context.snapshot.isms() {
        diagnostic.owner(&isms.data().roles.isms_owner);
    }
}
