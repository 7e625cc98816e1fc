//! The commands that the documents show: each of them runs.

use crate::run;

const DOCUMENTS: [&str; 7] = [
    "README.md",
    "CONTRIBUTING.md",
    "docs/command.md",
    "docs/files.md",
    "docs/permalink.md",
    "docs/reports.md",
    "docs/onnx.md",
];

/// How a clone calls the command.
const FROM_A_CLONE: &str = "cargo run -q --no-default-features --features cli -- ";

/// Returns the arguments of a line that calls the command with a link or a file of this repository, and
/// with nothing of the shell but quotes.
fn arguments(line: &str) -> Option<Vec<String>> {
    let line = line.trim();
    let call = line
        .strip_prefix("petaday ")
        .or_else(|| line.strip_prefix(FROM_A_CLONE))?;
    let call = call.split(" > ").next()?;
    let mut arguments = Vec::new();
    for (at, part) in call.split('\'').enumerate() {
        if at % 2 == 1 {
            arguments.push(part.to_owned());
        } else {
            arguments.extend(part.split_whitespace().map(String::from));
        }
    }
    let is_file = |name: &String| std::path::Path::new(name).is_file();
    let takes = match arguments.first()?.as_str() {
        "estimate" => true,
        "report" => arguments.len() > 1,
        "count" => arguments.get(1).is_some_and(is_file),
        _ => false,
    };
    takes.then_some(arguments)
}

#[test]
fn every_command_of_the_documents_runs() {
    let mut calls = 0;
    for document in DOCUMENTS {
        let text = std::fs::read_to_string(document).expect("a document");
        for arguments in text.lines().filter_map(arguments) {
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let ran = run(&arguments).ended(0, "");
            assert!(!ran.out.is_empty(), "{document}: {arguments:?}");
            calls += 1;
        }
    }
    assert!(calls >= 8, "only {calls} commands were found");
}
