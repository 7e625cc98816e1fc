//! The command `petaday`: the same figures as the page, for scripts and terminals.
//!
//! [`run`] reads the arguments and calls the module of the subcommand. Each prints its result with
//! `print` and returns an `Ending`, or a `Failure` that says what to do instead.

mod arguments;
mod batch;
mod count;
mod ending;
mod estimate;
mod hours;
mod input;
mod print;
mod read;
mod report;
mod text;

use arguments::{Arguments, Subcommand};
use clap::{CommandFactory, Parser};
use ending::{Ending, Result};
use std::process::ExitCode;

/// Runs the command with the arguments of the process.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(asked) => return explain(&asked),
    };
    match dispatch(arguments.subcommand) {
        Ok(ending) => ending.code(),
        Err(failure) => failure.report(),
    }
}

/// Prints help or the version if that was asked for, or says which argument is wrong.
fn explain(asked: &clap::Error) -> ExitCode {
    // Nobody reads a closed pipe.
    let _ = asked.print();
    if asked.use_stderr() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

fn dispatch(subcommand: Subcommand) -> Result {
    match subcommand {
        Subcommand::Estimate(asked) => estimate::run(&asked),
        Subcommand::Count(asked) => count::run(asked),
        Subcommand::Report(asked) => report::run(&asked),
        Subcommand::Hours(asked) => hours::run(&asked),
        Subcommand::Read(asked) => read::run(&asked),
        Subcommand::Batch(asked) => batch::run(&asked),
        Subcommand::Completions { shell } => complete(shell),
    }
}

/// Prints the completions for a shell.
fn complete(shell: clap_complete::Shell) -> Result {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "petaday", &mut script);
    print::bytes(&script)?;
    Ok(Ending::Figure)
}
