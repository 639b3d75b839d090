use crate::diagnostic::Level;
use crate::lint::{Check, Family, Report, Rule, Versions, new_decisions};

pub static RULE: Rule = Rule {
    name: "decided-after-leaving",
    family: Family::Records,
    summary: "Somebody decided something on a day on which they had left",
    level: Level::Warning,
    clause: "5.3, 7.5.3",
    needs_day: false,
    docs: include_str!("decided_after_leaving.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some(after) = versions.after else { return };
    for decision in new_decisions(versions.before, after) {
        // What it is until when a waiver holds is no day on which anybody decided it.
        let said = decision.date.filter(|_| decision.path != "/waivers");
        let Some(person) = versions.context.snapshot.person(&decision.by) else { continue };
        let (Some(last), Some(day)) = (person.data().to, said) else { continue };
        if day <= last {
            continue;
        }
        let message = format!("{} is by {} on {day}, who left on {last}", decision.what, decision.by);
        report
            .raise(after, decision.path, message)
            .also(person.at("/to"), "left")
            .help(
                "have it decided by whoever has the say by now; if they are still there, set their record right (`to`)",
            )
            .part(decision.path);
    }
}
