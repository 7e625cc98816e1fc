//! Calls: help on every level, wrong arguments, completions, pipes that close.

use crate::{command, run};
use std::io::Read;
use std::process::Stdio;

const SUBCOMMANDS: [&str; 7] = [
    "estimate",
    "count",
    "report",
    "hours",
    "read",
    "batch",
    "completions",
];

#[test]
fn help_on_every_level_has_an_example() {
    let help = run(&["--help"]).ended(0, "").out;
    for name in SUBCOMMANDS {
        assert!(help.contains(&format!("\n  {name}")), "{name}: {help}");
        let own = run(&[name, "--help"]).ended(0, "").out;
        assert!(own.contains("Example"), "{own}");
        assert!(own.contains(&format!("petaday {name}")), "{own}");
        assert!(!own.contains('\u{1b}'), "colours in a pipe: {own:?}");
    }
    assert!(help.contains("Exit codes"), "{help}");
    let version = run(&["--version"]).ended(0, "").out;
    assert_eq!(
        version,
        concat!("petaday ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

#[test]
fn a_wrong_call_ends_with_1_and_a_hint() {
    run(&[]).ended(1, "Usage: petaday <COMMAND>");
    run(&["estmate", "v=1"]).ended(1, "'estimate'");
    run(&["estimate"]).ended(1, "<LINK>");
    // The shell took the & of a link without quotes.
    run(&["estimate", "v=1", "tokens=1"]).ended(1, "unexpected argument");
    run(&["completions", "cmd"]).ended(1, "powershell");
}

#[test]
fn completions_name_the_subcommands() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = run(&["completions", shell]).ended(0, "").out;
        for name in SUBCOMMANDS {
            assert!(script.contains(name), "{shell}: {name}");
        }
    }
}

#[test]
fn a_reader_that_has_seen_enough_ends_the_command_quietly() {
    let rows = "parameters,tokens\n".to_owned() + &"7B,1T\n".repeat(50_000);
    let file = std::env::temp_dir().join(format!("petaday-pipe-{}.csv", std::process::id()));
    std::fs::write(&file, rows).expect("a file");
    let name = file.to_string_lossy();
    for arguments in [&["batch", &*name][..], &["batch", "--json", &*name]] {
        let mut child = command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command runs");
        let mut out = child.stdout.take().expect("a pipe");
        out.read_exact(&mut [0; 100]).expect("the first bytes");
        drop(out);
        let ended = child.wait_with_output().expect("the command ends");
        let err = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(0), "{err}");
        assert!(
            !err.contains("panicked") && !err.contains("rows have"),
            "{err}"
        );
    }
    std::fs::remove_file(&file).expect("the file is there");
}

#[test]
fn a_closed_pipe_is_no_panic_for_a_short_text() {
    for arguments in [
        &["estimate", "v=1&parameters=7B&tokens=1T"][..],
        &["estimate", "--text", "v=1&parameters=7B&tokens=1T"],
        &["report", "--list"],
        &["completions", "bash"],
        &["--help"],
    ] {
        let mut child = command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command runs");
        drop(child.stdout.take());
        let ended = child.wait_with_output().expect("the command ends");
        let err = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(0), "{arguments:?}: {err}");
        assert_eq!(err, "", "{arguments:?}");
    }
}
