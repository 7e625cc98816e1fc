//! The fields of the form that a passage of a paper, a model card or a mail fills in, as JSON:
//!
//! ```text
//! cargo run -q --release --no-default-features --example read -- [FILE]
//! ```
//!
//! Without FILE, standard input is read. Exits with 0, also where the passage fills in nothing: `unused`,
//! `questions` and `problems` then say why.

use petaday::import::passage;
use std::io::Read;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (path, None) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: read [FILE]   (without FILE, standard input)");
        return ExitCode::from(1);
    };
    let mut bytes = Vec::new();
    let read = match path.as_deref() {
        None | Some("-") => std::io::stdin().read_to_end(&mut bytes).map(drop),
        Some(path) => std::fs::read(path).map(|read| bytes = read),
    };
    if let Err(error) = read {
        eprintln!("{}: {error}", path.as_deref().unwrap_or("standard input"));
        return ExitCode::from(1);
    }
    let reading = passage::read(&String::from_utf8_lossy(&bytes));
    match serde_json::to_string_pretty(&reading) {
        Ok(json) => println!("{json}"),
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(1);
        }
    }
    ExitCode::SUCCESS
}
