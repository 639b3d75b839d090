//! The command line: one thin file per command, each arguments → one library call → one rendering. The only place that
//! prints, asks which day it is, reads the environment, or decides an exit code.

mod answer;
mod apply;
mod audience;
mod baseline;
mod completions;
mod cycles;
mod demo;
mod diff;
mod done;
mod elsewhere;
mod evidence;
mod export;
mod files;
mod fix;
mod fmt;
mod formats;
mod gap;
mod gate;
mod gpg;
mod health;
mod import;
mod init;
mod landing;
mod language;
mod letter;
mod lint;
mod log;
mod new;
mod next;
mod output;
mod overrides;
mod remind;
mod report;
mod review;
mod rules;
mod schema;
mod serve;
mod set;
mod site;
mod state;
mod status;
mod steps;
mod taken;
mod verify;
mod writing;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

pub use formats::{Format, Formats};
pub use output::Output;

/// What a run ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Nothing to report.
    Success,
    /// Something to report: violations, a failed gate, differences.
    Findings,
    /// The tool could not do its work.
    Failure,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        match exit {
            Exit::Success => ExitCode::SUCCESS,
            Exit::Findings => ExitCode::from(1),
            Exit::Failure => ExitCode::from(2),
        }
    }
}

/// ISO/IEC 27001 internal audits as plain YAML in Git: lint, compare, gate and publish them.
#[derive(Debug, Parser)]
#[command(name = "tickmark", version, max_term_width = 100, subcommand_required = true, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 nothing to report, 1 something to report, 2 the tool could not do its work.\n\
    Try `tickmark demo` first: it writes a sample and shows what there is.")]
pub struct Arguments {
    /// What all commands share.
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    command: Command,
}

/// What all commands share.
#[derive(Debug, clap::Args)]
pub struct Global {
    /// Begin in DIR: the record root is there or above
    #[arg(short = 'C', value_name = "DIR", global = true, default_value = ".", hide_default_value = true)]
    pub directory: PathBuf,
    /// When to use colours
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto", hide_possible_values = true)]
    pub color: Color,
}

/// When to use colours: auto (at a terminal, without NO_COLOR), always, never.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// At a terminal, and without NO_COLOR.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    Demo(demo::Demo),
    Init(init::Init),
    New(new::New),
    Next(next::Next),
    Remind(remind::Remind),
    Letter(letter::Write),
    Lint(lint::Lint),
    Diff(diff::Diff),
    Gate(gate::Gate),
    Review(review::Review),
    Log(log::Log),
    Status(status::Status),
    Verify(verify::Verify),
    Site(site::Site),
    Report(report::Report),
    Set(set::Set),
    Move(steps::Move),
    Done(done::Done),
    Acknowledge(answer::Acknowledge),
    Contest(answer::Contest),
    Apply(apply::Apply),
    Fmt(fmt::Fmt),
    Import(Box<import::Import>),
    Export(export::Export),
    Rules(rules::Rules),
    Explain(rules::Explain),
    Schema(schema::Schema),
    Completions(completions::Completions),
    #[command(hide = true)]
    Man(completions::Man),
}

/// Runs the command that the arguments name.
pub fn run(arguments: Arguments) -> Exit {
    let mut output = Output::new(arguments.global.color);
    let result = dispatch(&arguments, &mut output);
    output.finish(result)
}

fn dispatch(arguments: &Arguments, output: &mut Output) -> anyhow::Result<Exit> {
    let global = &arguments.global;
    match &arguments.command {
        Command::Demo(command) => command.run(global, output),
        Command::Init(command) => command.run(global, output),
        Command::New(command) => command.run(global, output),
        Command::Next(command) => command.run(global, output),
        Command::Remind(command) => command.run(global, output),
        Command::Letter(command) => command.run(global, output),
        Command::Lint(command) => command.run(global, output),
        Command::Diff(command) => command.run(global, output),
        Command::Gate(command) => command.run(global, output),
        Command::Review(command) => command.run(global, output),
        Command::Log(command) => command.run(global, output),
        Command::Status(command) => command.run(global, output),
        Command::Verify(command) => command.run(global, output),
        Command::Site(command) => command.run(global, output),
        Command::Report(command) => command.run(global, output),
        Command::Set(command) => command.run(global, output),
        Command::Move(command) => command.run(global, output),
        Command::Done(command) => command.run(global, output),
        Command::Acknowledge(command) => command.run(global, output),
        Command::Contest(command) => command.run(global, output),
        Command::Apply(command) => command.run(global, output),
        Command::Fmt(command) => command.run(global, output),
        Command::Import(command) => command.run(global, output),
        Command::Export(command) => command.run(global, output),
        Command::Rules(command) => command.run(output),
        Command::Explain(command) => command.run(output),
        Command::Schema(command) => command.run(output),
        Command::Completions(command) => command.run(output),
        Command::Man(command) => command.run(),
    }
}
