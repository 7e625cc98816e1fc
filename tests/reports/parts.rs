//! Estimates with several stages, of which some lack what others have: no report denies what is there, or takes it for
//! that of all stages.

use super::{PAGE, bills};
use petaday::answer::Evaluation;
use petaday::draft::link;
use petaday::report::{Format, Record, write};

/// Has time, chips, hardware and a second method, which differs.
const WHOLE: &str = "parameters=34.4B;tokens=3.2T;time=41_d;chips=1024;hardware=nvidia-h100-sxm;format=bf16;utilization=0.43;grid=FRA";

/// Has its operations alone.
const BARE: &str = "parameters=34.4B;tokens=1.2B";

/// The names of stages, and whether each has everything.
type Stages = &'static [(&'static str, bool)];

/// Every order of stages with a gap, and the words for those that have everything and those that do not.
const CASES: [(Stages, &str, &str); 5] = [
    (&[("Alpha", true), ("Beta", false)], "Alpha", "Beta has"),
    (&[("Alpha", false), ("Beta", true)], "Beta", "Alpha has"),
    (
        &[("Alpha", true), ("Beta", false), ("Gamma", true)],
        "Alpha and Gamma",
        "Beta has",
    ),
    (
        &[("Alpha", false), ("Beta", true), ("Gamma", true)],
        "Beta and Gamma",
        "Alpha has",
    ),
    (
        &[("Alpha", false), ("Beta", true), ("Gamma", false)],
        "Beta",
        "Alpha and Gamma have",
    ),
];

fn link_of(stages: &[(&str, bool)]) -> String {
    let mut link = String::from("v=1&uncertainty=typical");
    for (number, (name, is_whole)) in (1..).zip(stages) {
        let inputs = if *is_whole { WHOLE } else { BARE };
        link += &format!("&{number}.stage={name}");
        for input in inputs.split(';') {
            link += &format!("&{number}.{input}");
        }
    }
    link
}

fn record(link: &str) -> Record {
    let draft = link::decode(link).draft;
    Record::of(&Evaluation::of(draft), PAGE).expect("a figure")
}

fn report(format: Format, link: &str) -> String {
    write(format, &record(link))
}

#[test]
fn a_part_that_is_known_is_given_and_named_as_a_part() {
    for (stages, having, lacking) in CASES {
        let link = link_of(stages);
        for (format, whats) in [
            (Format::Acl, &["time and chips", "hardware"] as &[&str]),
            (Format::Icml, &["time and hardware"]),
            (
                Format::EuForm,
                &["training time", "time and chips", "energy"],
            ),
            (
                Format::Fmti,
                &[
                    "time and chips",
                    "hardware with a number of chips",
                    "energy",
                    "emissions",
                ],
            ),
            (Format::Allocation, &["time and chips", "FLOP at the peak"]),
            (Format::Cyclonedx, &["time and chips", "hardware", "energy"]),
            (Format::Spdx, &["time and chips", "hardware", "energy"]),
            (Format::Neurips, &["hardware and time"]),
            (Format::Markdown, &["hardware", "time and chips"]),
        ] {
            let text = report(format, &link);
            for what in whats {
                let words = format!("{lacking} no {what}");
                assert!(
                    text.contains(&words),
                    "{format:?} of {link} does not say “{words}”: {text}"
                );
            }
            let is_by_stage = matches!(format, Format::Neurips);
            let words = format!(" of {having}");
            assert!(
                is_by_stage || text.contains(&words),
                "{format:?} of {link} does not say “{words}”: {text}"
            );
            for denial in [
                "To fill this in: type training time",
                "To fill this in: choose the",
                "To fill this in: type the power",
                "% Missing: the total amount of GPU time.",
                "(hardware).",
            ] {
                assert!(
                    !text.contains(denial),
                    "{format:?} of {link} says “{denial}”, though it is there: {text}"
                );
            }
        }
    }
}

#[test]
fn stages_that_have_everything_are_not_called_parts() {
    let link = link_of(&[("Alpha", true), ("Beta", true)]);
    for format in Format::ALL {
        let text = report(format, &link);
        for words in [" has no ", " have no ", "to fill in Alpha", ":part\""] {
            assert!(!text.contains(words), "{format:?} says “{words}”: {text}");
        }
    }
}

/// A program that reads these numbers takes them for those of the whole training.
#[test]
fn a_number_of_a_part_has_no_field_of_the_whole() {
    for (stages, ..) in CASES {
        let link = link_of(stages);
        let row = report(Format::Epoch, &link);
        let hours = 1024 * 24 * 41;
        assert!(!row.contains(&hours.to_string()), "{row}");
        let bill = report(Format::Cyclonedx, &link);
        assert!(!bill.contains("\"petaday:chip-hours\""), "{bill}");
        bills::check(&link, &record(&link));
        let named = stages.iter().filter(|(_, is_whole)| *is_whole).count();
        let of_stage = bill.matches("\"name\": \"petaday:stage\"").count();
        assert_eq!(of_stage, named, "each energy names its stage: {bill}");
    }
}

/// The total has no second method where a stage lacks it, and a stage of next to nothing hid how far those of another
/// differ.
#[test]
fn the_methods_of_a_stage_are_compared_where_those_of_the_total_cannot_be() {
    let alone = report(Format::Sentence, &link_of(&[("Alpha", true)]));
    let words = "GPU time gives 1.54 × 10²⁴ FLOP; the ratio of counted operations to GPU time is 0.428, and the two 90% ranges are not compatible; the implied MFU is 18.4%";
    assert!(alone.contains(&format!("; {words}")), "{alone}");
    for (stages, ..) in CASES {
        let link = link_of(stages);
        for format in [
            Format::Sentence,
            Format::Footnote,
            Format::Icml,
            Format::Allocation,
        ] {
            let text = report(format, &link);
            for (name, is_whole) in stages {
                let count = text
                    .matches(&format!("; for {name}, GPU time gives"))
                    .count();
                assert_eq!(count, usize::from(*is_whole), "{name}, {format:?}: {text}");
            }
            assert!(
                text.contains("90% ranges are not compatible")
                    || text.contains("90\\% ranges are not compatible"),
                "{format:?}: {text}"
            );
        }
        let sentence = report(Format::Sentence, &link);
        assert!(sentence.contains(words), "{sentence}");
    }
    // The largest is the first, wherever it stands.
    let larger = link_of(&[("Alpha", true), ("Beta", false), ("Gamma", true)]);
    let larger = larger.replace("3.tokens=3.2T", "3.tokens=3.3T");
    let sentence = report(Format::Sentence, &larger);
    let of = |name: &str| sentence.find(&format!("; for {name}, GPU time gives"));
    assert!(of("Gamma") < of("Alpha"), "{sentence}");
    // A total that can be compared is.
    let whole = report(
        Format::Sentence,
        &link_of(&[("Alpha", true), ("Beta", true)]),
    );
    assert!(!whole.contains("; for Alpha, GPU time"), "{whole}");
}
