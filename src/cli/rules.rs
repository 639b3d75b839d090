use clap::Args;

use super::{Exit, Output};
use crate::lint::{Family, docs, rules};
use crate::text::nearest;

/// List the rules: name, level, what each reports
#[derive(Debug, Args)]
pub struct Rules {}

impl Rules {
    pub fn run(&self, output: &mut Output) -> anyhow::Result<Exit> {
        let width = rules::ALL.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
        for (number, &family) in Family::ALL.iter().enumerate() {
            let gap = if number == 0 { "" } else { "\n" };
            output.result(&format!("{gap}{}\n", family.title()))?;
            for rule in rules::ALL.iter().filter(|rule| rule.family == family) {
                output.result(&format!("  {:<width$}  {:<7}  {}\n", rule.name, rule.level.as_str(), rule.summary))?;
            }
        }
        Ok(Exit::Success)
    }
}

/// Explain a rule: what it reports, why, an example of bad and good, how to fix
#[derive(Debug, Args)]
pub struct Explain {
    /// Name of the rule
    rule: String,
}

impl Explain {
    pub fn run(&self, output: &mut Output) -> anyhow::Result<Exit> {
        if let Some(rule) = rules::find(&self.rule) {
            output.result(&docs::page(rule))?;
            return Ok(Exit::Success);
        }
        output.note("error", &format!("there is no rule `{}`", self.rule));
        output.note(
            "help",
            &match nearest(&self.rule, rules::ALL.iter().map(|rule| rule.name)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`tickmark rules` lists them".to_owned(),
            },
        );
        Ok(Exit::Failure)
    }
}
