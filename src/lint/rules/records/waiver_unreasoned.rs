use crate::diagnostic::Level;
use crate::lint::waivers::standing;
use crate::lint::{Check, Context, Family, Report, Rule};

pub static RULE: Rule = Rule {
    name: "waiver-unreasoned",
    family: Family::Records,
    summary: "A waiver does not say why the rule may be broken",
    level: Level::Error,
    clause: "10.2",
    needs_day: false,
    docs: include_str!("waiver_unreasoned.md"),
    check: Check::Records(check),
};

/// Words below which nothing has been explained.
const FEWEST_WORDS: usize = 3;

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for standing in standing(context.snapshot) {
        let (waiver, reason) = (standing.waiver, standing.waiver.reason.trim());
        // Scripts that set no blanks between words say a lot in one.
        let is_said = reason.split_whitespace().count() >= FEWEST_WORDS || reason.chars().any(|c| c >= '\u{2e80}');
        if is_said {
            continue;
        }
        let message = match reason.is_empty() {
            true => format!("the waiver of `{}` gives no reason, so that it covers nothing", waiver.rule),
            false => format!("the waiver of `{}` gives {reason:?} as its reason, which explains nothing", waiver.rule),
        };
        report
            .raise(standing.record, &standing.path("reason"), message)
            .help("say in a sentence why the rule may be broken here, and what makes up for it")
            .owner(&waiver.approved_by);
    }
}
