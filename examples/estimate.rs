//! A permalink's figures as JSON, without a browser:
//!
//! ```text
//! cargo run -q --no-default-features --example estimate -- 'v=1&parameters=70e9&tokens=2e12'
//! ```
//!
//! Exits with 0, also where there is no estimate and a factor that was left empty is solved for; or
//! with 2 when neither can be; the JSON then says why.

use petaday::answer::answer;
use petaday::draft::link;
use petaday::report::json;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(text), None) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: estimate 'LINK-OR-FRAGMENT'   (in quotes: the shell reads & otherwise)");
        return ExitCode::from(2);
    };
    let opened = link::decode(&text);
    let answer = answer(&opened.draft);
    match json::document(&opened, &answer) {
        Ok(json) => println!("{json}"),
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(2);
        }
    }
    if answer.outcome.total.headline.is_some() || answer.found().next().is_some() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(2)
    }
}
