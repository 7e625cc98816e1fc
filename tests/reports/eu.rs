//! The note after the Commission’s guidelines, against the examples of those.

use crate::links::record;
use petaday::catalog::{EDITION, examples};
use petaday::report::{Format, write};
use std::path::Path;

/// Points 134 to 144: what our note says, and what is printed there. Where these differ the text cuts
/// and we round; of B it prints one figure, of D four, and 1.6 in its list.
const FIGURES: [(&str, &str, &str); 8] = [
    ("eu-a", "7.5 × 10²²", "7.5e22"),
    ("eu-b", "1.1 × 10²³", "1e23"),
    ("eu-c", "1.3 × 10²³", "1.3e23"),
    ("eu-d", "1.7 × 10²³", "1.663e23"),
    ("eu-e", "3.7 × 10²³", "3.7e23"),
    ("eu-f", "1.8 × 10²³", "1.8e23"),
    ("eu-g", "1.6 × 10²³", "1.5e23"),
    ("eu-h", "6.6 × 10²³", "6.5e23"),
];

fn note(id: &str) -> String {
    let example = examples().iter().find(|example| example.id == id);
    // The notes in the fixtures have the edition of their day.
    let link = example
        .expect("in the table")
        .link
        .replacen(EDITION, "2026-11", 1);
    write(Format::Eu, &record(&link).expect("a figure"))
}

#[test]
fn the_examples_of_the_guidelines_have_their_two_figures() {
    for (id, ours, printed) in FIGURES {
        let note = note(id);
        let line = format!(
            "Cumulative training compute, estimated: {ours} FLOP, in two significant figures, rounded (in four: "
        );
        assert!(note.contains(&line), "{id}: {note}");
        let (digits, exponent) = ours.split_once(" × 10").expect("a power of ten");
        let number = format!("{digits}e{}", if exponent == "²²" { 22 } else { 23 });
        let (ours, printed): (f64, f64) = (
            number.parse().expect("a number"),
            printed.parse().expect("a number"),
        );
        assert!(
            printed <= ours * 1.0001 || id == "eu-d",
            "{id}: cut, never more"
        );
        assert!(
            (ours / printed - 1.0).abs() < 0.101,
            "{id}: {ours} and {printed}"
        );
    }
}

/// Letter for letter. `UPDATE_REPORTS=1 cargo test …` writes the files anew.
#[test]
fn three_notes_are_as_they_were() {
    for id in ["eu-a", "eu-b", "eu-d"] {
        let path = Path::new("tests/fixtures/reports").join(format!("{id}.txt"));
        let note = note(id);
        if std::env::var_os("UPDATE_REPORTS").is_some() {
            std::fs::write(&path, &note).expect("a folder for it");
        }
        let kept = std::fs::read_to_string(&path).expect("the file");
        assert_eq!(note, kept, "{}", path.display());
    }
}

fn says(link: &str, words: &str) {
    let note = write(
        Format::Eu,
        &record(&format!("v=1&{link}")).expect("a figure"),
    );
    assert!(note.contains(words), "{words}: {note}");
}

#[test]
fn a_range_wider_than_thirty_per_cent_does_not_show_point_123() {
    let shows = "does not show that point 123 is met";
    for (tokens, is_wide) in [
        ("2e12*/1.29", false),
        ("2e12*/1.31", true),
        ("2e12*/1.5", true),
    ] {
        let link = format!("v=1&parameters=70e9&tokens={tokens}");
        let note = write(Format::Eu, &record(&link).expect("a figure"));
        assert_eq!(note.contains(shows), is_wide, "{tokens}");
    }
    says("parameters=70e9&tokens=2e12", "No input has a range");
    says("parameters=70e9&tokens=2e12", shows);
}

#[test]
fn a_modification_is_held_against_a_third() {
    let of_known = "role=base&compute=7.2e23&2.parameters=8e9&2.tokens=5.1e12";
    says(
        of_known,
        "It is 34% of the compute of the original, above a third (33.3%).",
    );
    let just_above = "role=base&compute=3e24&2.compute=1.0001e24";
    says(
        just_above,
        "It is 33.34% of the compute of the original, above a third",
    );
    let of_unknown = "role=base&2.parameters=8e9&2.tokens=1e12";
    says(
        of_unknown,
        "For an original with systemic risk, 3.3 × 10²⁴ FLOP: the modification is 0.0144 times this, below it.",
    );
    says(
        of_unknown,
        "For any other original, 3.3 × 10²² FLOP: the modification is 1.44 times this, above it.",
    );
    says(of_unknown, "that of the modification alone");
    let none = write(
        Format::Eu,
        &record("v=1&parameters=8e9&tokens=1e12").expect("a figure"),
    );
    assert!(!none.contains("third"), "{none}");
}

#[test]
fn the_letters_of_the_formula_are_named() {
    says(
        "time=5.5d&chips=2&peak=1.58e12&utilization=0.33",
        "N = 2 chips, L = 5.5 d × 86,400 s/d, H = 1.58 × 10¹² FLOP/s, U = 33%.",
    );
    says(
        "chip-hours=200000&peak=300e12&utilization=0.5",
        "N × L = 200,000 chip-hours × 3,600 s/h, H = 3 × 10¹⁴ FLOP/s, U = 50%.",
    );
    says(
        "fleet=1d*8;2d*4&peak=300e12&utilization=0.5",
        "N, was constant (point 128)",
    );
}

#[test]
fn the_ledger_says_what_is_counted() {
    let link =
        "parameters=8e9&tokens=1e12&scope=synthetic-data:in:3e20;failed-runs:out:3e22:App._B";
    says(link, "(point 120, to be counted): counted (3 × 10²⁰ FLOP)");
    says(
        link,
        "(point 122, may be left out): left out (3 × 10²² FLOP, App. B)",
    );
    says(
        link,
        "the scope does not say that this figure includes them: Base model (initial weights); Merged or averaged models.",
    );
    says(
        link,
        "Teacher models of a distillation (point 122, may be left out): not stated",
    );
}

/// Medians within a factor of 2 of each other, which their ranges exclude.
const APART: &str =
    "parameters=70e9&tokens=1.99e12..2.01e12&chip-hours=1720320&peak=312e12&utilization=0.3..0.31";

#[test]
fn whatever_says_that_methods_agree_says_that_their_ranges_do_not() {
    for format in [
        Format::Sentence,
        Format::Paragraph,
        Format::Latex,
        Format::Markdown,
        Format::Neurips,
        Format::Eu,
    ] {
        let text = of(format, APART);
        assert!(!text.contains("The methods agree"), "{text}");
        assert!(text.contains("ranges are not compatible"), "{text}");
    }
    let json: serde_json::Value = serde_json::from_str(&of(Format::Json, APART)).expect("JSON");
    assert_eq!(json["agreement"]["compatible"], false);
    let points = APART.replace("0.3..0.31", "0.3");
    let json: serde_json::Value = serde_json::from_str(&of(Format::Json, &points)).expect("JSON");
    assert!(json["agreement"]["compatible"].is_null());
}

#[test]
fn the_rounding_of_figures_does_not_show_point_123_to_be_met() {
    let typical = "data=2026-11.3&uncertainty=typical&parameters=70e9&tokens=2.0e12";
    says(typical, "only the rounding of typed figures");
    says(typical, "by itself it does not show that point 123 is met");
    let note = of(Format::Eu, typical);
    assert!(
        !note.contains("Inputs without a range count as exact"),
        "{note}"
    );
    says(
        "parameters=70e9&tokens=2e12..2.1e12",
        "count as exact in it",
    );
}

/// Nothing is rounded where every input has the range that was typed.
#[test]
fn ranges_that_were_typed_are_no_rounding() {
    let ranges = "uncertainty=typical&parameters=69e9..71e9&tokens=2e12..2.1e12";
    let note = of(Format::Eu, ranges);
    assert!(!note.contains("rounding of typed"), "{note}");
}

#[test]
fn weights_of_one_and_nothing_are_explained() {
    let link = "data=2026-11.3&headline=combined&parameters=70e9&tokens=2e12&chip-hours=1720320&peak=312e12&utilization=0.3..0.4";
    for format in [Format::Sentence, Format::Paragraph, Format::Eu] {
        let text = of(format, link);
        assert!(text.contains("weights of 1 and 0"), "{text}");
        assert!(
            !text.contains("; Combined") && !text.contains(". Combined"),
            "{text}"
        );
        assert!(
            text.contains("counting operations has no range and counts as exact"),
            "{text}"
        );
    }
}

/// Three figures of 3.349 would be 3.35, which looks like 3.4.
#[test]
fn two_figures_stand_beside_more_that_round_to_them() {
    for (compute, words) in [
        (
            "3.349e24",
            "3.3 × 10²⁴ FLOP, in two significant figures, rounded (in four: 3.349 × 10²⁴ FLOP;",
        ),
        (
            "3.34996e24",
            "3.3 × 10²⁴ FLOP, in two significant figures, rounded (in more: 3.34996 × 10²⁴ FLOP;",
        ),
        (
            "3.79e25..3.82e25",
            "90% range: 3.79 × 10²⁵ FLOP to 3.82 × 10²⁵ FLOP (",
        ),
        (
            "3e25..4e25",
            "90% range: 3.0 × 10²⁵ FLOP to 4.0 × 10²⁵ FLOP (",
        ),
    ] {
        says(&format!("compute={compute}"), words);
    }
}

#[test]
fn forward_passes_are_called_that() {
    let forward = "parameters=8e9&tokens=1e12&backward=0";
    says(forward, "operations of a forward pass × forward passes: ");
    let both = "parameters=8e9&tokens=1e12";
    says(both, "operations of a forward and backward pass × passes: ");
}

#[test]
fn what_nothing_is_said_of_has_no_colon() {
    let link = "stage=Base&role=base&2.parameters=8e9&2.tokens=1e9";
    assert!(!of(Format::Markdown, link).contains("**Base"));
    assert!(!of(Format::Latex, link).contains("\\emph{Base} &"));
    says(link, "Base, the base model, whose compute is not known.\n");
}

fn of(format: Format, fragment: &str) -> String {
    write(format, &record(fragment).expect("a figure"))
}

/// The criterion of a general-purpose model counts compute that contributes to updates of
/// parameters; the weights that a model started from are cumulative (points 119 and 121).
#[test]
fn beside_a_base_model_the_criterion_has_both_figures() {
    let tuned = "role=base&compute=8e23&2.parameters=8e9&2.tokens=1e9";
    let note = of(Format::Eu, tuned);
    let line = |of: &str| {
        note.lines()
            .find(|l| l.contains(of))
            .expect("a line")
            .to_owned()
    };
    let criterion = line("(EU, general-purpose AI");
    assert!(
        criterion.contains("the estimate is 8 times this"),
        "{criterion}"
    );
    assert!(
        criterion.contains(
            "without the base model, which may not count, 4.8 × 10⁻⁴ times this, below it"
        ),
        "{criterion}"
    );
    assert!(!line("(EU, systemic risk").contains("without the base model"));
    let unknown = of(Format::Eu, "role=base&2.parameters=8e9&2.tokens=1e9");
    assert!(
        !unknown.contains("without the base model, which"),
        "{unknown}"
    );
}

/// Only what is above without the base model of which nothing is known can be told.
#[test]
fn beside_an_unknown_base_the_thresholds_are_open() {
    let adapter = "parameters=70B&tokens=2B&trainable=0.003&2.role=base";
    let large = "role=base&2.compute=2e25..5e25";
    for (link, above) in [(adapter, 0), (large, 3)] {
        let note = of(Format::Eu, link);
        assert!(!note.contains("Cumulative training"), "{note}");
        assert!(!note.contains("Cumulative:"), "{note}");
        assert!(!note.contains("the estimate is "), "{note}");
        for format in [
            Format::Sentence,
            Format::Paragraph,
            Format::Markdown,
            Format::Latex,
        ] {
            let text = of(format, link);
            let opening = "Training the model, its base model not included, took an estimated ";
            assert!(text.contains(opening), "{text}");
            assert!(
                !text.contains("| Total |") && !text.contains("    Total &"),
                "{text}"
            );
        }
        let paragraph = of(Format::Paragraph, link);
        assert!(
            paragraph.contains("is not known, because the base model"),
            "{paragraph}"
        );
        let json: serde_json::Value = serde_json::from_str(&of(Format::Json, link)).expect("JSON");
        let thresholds = json["thresholds"].as_array().expect("a list");
        assert!(thresholds.iter().all(|t| t["lacks_base"] == true));
        assert!(thresholds.iter().all(|t| t["share_above"].is_null()));
        let over = thresholds
            .iter()
            .filter(|t| t["ratio"].as_f64() > Some(1.0));
        assert_eq!(over.count(), above);
        let told = note.matches("already above without it").count();
        assert_eq!(told, usize::from(above > 0) * 2, "{note}");
    }
}

/// Article 24 of Korea’s decree says “at least”, California’s law “greater than”.
#[test]
fn at_the_amount_of_two_laws_one_is_met() {
    let paragraph = of(Format::Paragraph, "compute=1e26");
    let of_law = |name: &str| {
        let lines = paragraph.split(" FLOP: ");
        let lines: Vec<&str> = lines.filter(|line| line.contains(name)).collect();
        assert_eq!(lines.len(), 1, "{name}: {paragraph}");
        lines[0].to_owned()
    };
    assert!(paragraph.contains("At least 1 × 10²⁶ FLOP: the first of three conditions"));
    let korea = of_law("(South Korea, AI Basic Act, ");
    assert!(korea.contains("the estimate is equal to this. "), "{korea}");
    for name in ["(California, SB 53, ", "(Illinois, SB 315, "] {
        let law = of_law(name);
        assert!(law.contains("equal to this, not above it"), "{law}");
    }
    let json = of(Format::Json, "compute=1e26");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let begins = |slug: &str| {
        let rows = json["thresholds"].as_array().expect("a list");
        let row = rows.iter().find(|row| row["slug"] == slug);
        row.expect("in the list")["begins"].clone()
    };
    assert_eq!(begins("south-korea-ai-basic-act"), "at-least");
    assert_eq!(begins("california-sb-53"), "more-than");
    // Where a part has reached it, so has the whole.
    let part = of(Format::Paragraph, "role=base&2.compute=1e26");
    assert!(
        part.contains("which has reached this without it: equal to this."),
        "{part}"
    );
}

/// The law says “greater than”.
#[test]
fn the_threshold_itself_is_not_below_and_not_above() {
    for (compute, words) in [
        ("1e25", "the estimate is equal to this, not above it"),
        ("1.0001e25", "the estimate is 1.0001 times this, above it"),
        ("0.9999e25", "the estimate is 0.9999 times this, below it"),
        ("1.2e25", "the estimate is 1.2 times this, above it"),
    ] {
        let note = of(Format::Eu, &format!("compute={compute}"));
        assert!(note.contains(words), "{compute}: {note}");
    }
}

#[test]
fn a_base_model_that_is_in_no_sum_is_told_beside_one_that_is() {
    let link = "role=base&compute=1e24&2.role=base&2.stage=Secret&3.parameters=8e9&3.tokens=1e9";
    for format in [
        Format::Sentence,
        Format::Paragraph,
        Format::Markdown,
        Format::Latex,
    ] {
        let text = of(format, link);
        let says = text.contains("whose compute is not known, is not in it")
            || text.contains("The compute of another base model is not known");
        assert!(says, "{text}");
    }
    let note = of(Format::Eu, link);
    assert!(
        note.contains("another base model is not known and in neither figure"),
        "{note}"
    );
}

/// Failed runs are held against what the project itself took.
#[test]
fn failed_runs_are_not_dwarfed_by_a_base_model() {
    let link = "scope=failed-runs:out:4.8e19&role=base&compute=1e24&2.parameters=8e9&2.tokens=1e9";
    let text = of(Format::Neurips, link);
    assert!(
        text.contains("about 2 times the reported compute without the base model"),
        "{text}"
    );
}

#[test]
fn two_figures_do_not_hide_a_range() {
    let note = of(Format::Eu, "parameters=1.000e9..1.005e9&tokens=1e12");
    assert!(
        note.contains("90% range: 6 × 10²¹ FLOP to 6.03 × 10²¹ FLOP (± 0.25%)."),
        "{note}"
    );
}

#[test]
fn a_ledger_that_contradicts_the_stages_is_told() {
    let stages = "role=base&compute=1e24&2.parameters=8e9&2.tokens=1e9";
    let words = "The scope’s entry for the base model contradicts the figure, which includes a base model as a stage.";
    for (state, is_told) in [("none", true), ("out", true), ("in", false)] {
        let note = of(Format::Eu, &format!("scope=base-model:{state}&{stages}"));
        assert_eq!(note.contains(words), is_told, "{state}: {note}");
    }
    assert!(!of(Format::Eu, stages).contains("contradicts the figure"));
    let unknown = "role=base&2.parameters=8e9&2.tokens=1e9";
    let note = of(Format::Eu, &format!("scope=base-model:in&{unknown}"));
    assert!(
        note.contains("contradicts the figure: the compute of a base model is not known"),
        "{note}"
    );
    assert!(!of(Format::Eu, unknown).contains("contradicts the figure"));
}

/// Two stages on the same hardware for the same time took it twice.
#[test]
fn every_stage_has_its_workers() {
    let one = "hardware=nvidia-h100-sxm&format=bf16&time=30d&chips=64&utilization=0.4";
    let two = one.replace('&', "&2.");
    let text = of(Format::Neurips, &format!("stage=A&{one}&2.stage=B&2.{two}"));
    let workers = text
        .lines()
        .find(|l| l.starts_with("Workers and time"))
        .expect("a line");
    assert_eq!(workers.matches("46,100 chip-hours").count(), 2, "{workers}");
    assert!(
        workers.contains("A: 64") && workers.contains("; B: 64"),
        "{workers}"
    );
}
