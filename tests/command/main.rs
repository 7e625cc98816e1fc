//! Runs the command `petaday` as a person or a script does, and looks at what it prints and how it ends.

mod batch;
mod calls;
mod documented;
mod epoch;
mod files;
mod links;
mod page;

use serde_json::Value;
use std::io::Write;
use std::process::{Command, Output, Stdio};

/// The output of a run, and its exit code.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self {
            code: output.status.code().expect("the command ended by itself"),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }

    /// Reads the output as JSON.
    #[track_caller]
    fn json(&self) -> Value {
        let read = serde_json::from_str(&self.out);
        read.unwrap_or_else(|error| panic!("{error}: {}{}", self.out, self.err))
    }

    /// Checks the exit code, and that standard error has the text and no panic.
    #[track_caller]
    fn ended(self, code: i32, told: &str) -> Self {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        assert!(self.err.contains(told), "no “{told}” in: {}", self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_petaday"));
    command.args(arguments);
    command
}

fn run(arguments: &[&str]) -> Ran {
    let run = command(arguments).stdin(Stdio::null()).output();
    Ran::of(run.expect("the command runs"))
}

/// Runs with a text on standard input.
fn run_with(arguments: &[&str], input: &[u8]) -> Ran {
    let mut child = command(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_owned();
    let writer = std::thread::spawn(move || {
        // A command that refuses its arguments does not read.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("the command ends");
    writer.join().expect("the input is written");
    Ran::of(output)
}
