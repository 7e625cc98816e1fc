//! Whatever strangers put into a link, a report is still what it was meant to be.

use crate::links::{HOSTILE, PAGE, record};
use crate::parsed::check;
use petaday::answer::Evaluation;
use petaday::draft::{Draft, Field, Key};
use petaday::report::{Format, Record, write};
use proptest::prelude::*;

/// Signs that mean something somewhere, and some that mean nothing anywhere.
fn texts() -> impl Strategy<Value = String> {
    let sign = prop_oneof![
        3 => proptest::sample::select("\\{}$#&%_^~<>|\"'`[]()*@=+-!?.,;:/ \n\r\t0123aeZ".chars().collect::<Vec<_>>()),
        1 => proptest::sample::select("×÷≤–—“”‘’…²³⁻⁸₂ßłđŁéαμ√模🙂\u{0}\u{7f}\u{202e}\u{200b}\u{301}\u{2028}\u{feff}\u{a0}".chars().collect::<Vec<_>>()),
        1 => any::<char>(),
    ];
    proptest::collection::vec(sign, 0..40).prop_map(|signs| signs.into_iter().collect())
}

fn of(title: &str, name: &str, note: &str, scope: &str) -> Record {
    let mut draft = Draft::default();
    let mut set = |stage, key, text: &str| draft.set(Field::new(stage, key), text);
    set(0, Key::Title, title);
    set(
        0,
        Key::Scope,
        &format!("failed-runs:out:1e20:{};{scope}", scope.replace(';', ";;")),
    );
    set(1, Key::Stage, name);
    set(1, Key::Parameters, "7e9");
    set(1, Key::Tokens, "1e12..2e12");
    set(1, Key::Note, note);
    set(1, Key::Power, "400 W");
    set(1, Key::ChipHours, "1000");
    set(1, Key::Grid, "FRA");
    set(2, Key::Stage, title);
    set(2, Key::Compute, "1e22");
    set(2, Key::Note, name);
    Record::of(&Evaluation::of(draft), PAGE).expect("a figure")
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(120))]
    #[test]
    fn no_text_breaks_a_report(title in texts(), name in texts(), note in texts(), scope in texts()) {
        check("proptest", &of(&title, &name, &note, &scope));
    }
}

proptest! {
    #![proptest_config(cases(300))]
    #[test]
    fn no_link_makes_a_report_panic(fragment in "[a-z0-9=&.;:*@_%-]{0,60}") {
        let link = format!("v=1&parameters=7e9&tokens=1e12&{fragment}");
        if let Some(record) = record(&link) {
            for format in Format::ALL {
                prop_assert!(!write(format, &record).is_empty());
            }
        }
    }
}

#[test]
fn what_is_known_to_be_hostile_is_harmless() {
    let record = record(&format!(
        "v=1&title={HOSTILE}&parameters=7e9&tokens=1e12&note={HOSTILE}&stage=%3DHYPERLINK(1)"
    ));
    let record = record.expect("a figure");
    check("hostile", &record);
    let csv = write(Format::Csv, &record);
    assert!(csv.contains(",'=HYPERLINK(1),"), "{csv}");
    let tex = write(Format::Latex, &record);
    assert!(
        tex.contains("\\textbackslash{}end\\textbraceleft{}document\\textbraceright{}"),
        "{tex}"
    );
}

/// Titles that begin or end like something else.
#[test]
fn beginnings_and_ends_are_harmless() {
    for title in [
        "%",
        "\\",
        "---",
        "- x",
        "1. x",
        "```",
        "$$",
        "{",
        "}",
        "@misc{x,",
        "\"",
        "'",
        "a\\",
        "#",
        "|",
        "[a]: http://x",
        "&amp;",
        "a_b^c",
        "* * *",
        "===",
        "    x",
        "<!--",
        "!`",
        "--",
        "\u{202e}",
        "~~a~~",
        "| a | b |\n|---|---|",
        "http://evil.example",
        "www.evil.example",
        "[^1]",
        "- [ ] x",
        "H~2~O",
        "$x$",
        ":::",
        "+++",
        "null",
        "true",
        "~",
    ] {
        check(title, &of(title, title, title, title));
    }
}
