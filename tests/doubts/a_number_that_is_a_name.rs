//! Numbers that are names of chips.

use super::*;

/// Typed, how many, of which chip, and what the product is.
const NUMBERS: &[(&str, &str, &str, &str, &str)] = &[
    (
        "2x 4090",
        "2",
        "GeForce RTX 4090",
        "nvidia-rtx-4090",
        "8,180",
    ),
    (
        "2x4090",
        "2",
        "GeForce RTX 4090",
        "nvidia-rtx-4090",
        "8,180",
    ),
    (
        "2 x 4090",
        "2",
        "GeForce RTX 4090",
        "nvidia-rtx-4090",
        "8,180",
    ),
    (
        "2×4090",
        "2",
        "GeForce RTX 4090",
        "nvidia-rtx-4090",
        "8,180",
    ),
    (
        "2*4090",
        "2",
        "GeForce RTX 4090",
        "nvidia-rtx-4090",
        "8,180",
    ),
    (
        "4090 x 2",
        "2",
        "GeForce RTX 4090",
        "nvidia-rtx-4090",
        "8,180",
    ),
    (
        "8x 3090",
        "8",
        "GeForce RTX 3090",
        "nvidia-rtx-3090",
        "24,720",
    ),
    (
        "4x 5090",
        "4",
        "GeForce RTX 5090",
        "nvidia-rtx-5090",
        "20,360",
    ),
    (
        "4x 1080",
        "4",
        "GeForce GTX 1080",
        "nvidia-gtx-1080",
        "4,320",
    ),
    (
        "2x 7900",
        "2",
        "Radeon RX 7900 XTX",
        "amd-rx-7900-xtx",
        "15,800",
    ),
    ("8x 910", "8", "Ascend 910", "", "7,280"),
    (
        "8x 100",
        "8",
        "A100 SXM 80 GB",
        "nvidia-a100-sxm-80gb",
        "800",
    ),
    (
        "2 x 2 x 4090",
        "4",
        "GeForce RTX 4090",
        "nvidia-rtx-4090",
        "16,360",
    ),
];

#[test]
fn it_is_asked_about_in_the_field_for_chips() {
    for (typed, number, name, slug, product) in NUMBERS {
        let asked = hour(&[(Key::Chips, typed)]);
        let problem = question(&asked, Key::Chips);
        assert_eq!(problem.severity, Severity::Missing, "“{typed}”");
        let named = chosen(&asked, &problem, &format!("{number} × {name}"));
        let hours = format!("{number} × ");
        assert!(problem.choices[0].label.starts_with(&hours), "{problem:?}");
        if !slug.is_empty() {
            assert_eq!(slug_of(&named), *slug, "“{typed}”");
        }
        assert_eq!(
            chip_hours(&answer(&named)),
            number.parse().ok(),
            "“{typed}” as a name"
        );
        let number = chosen(&asked, &problem, &format!("{product} chips"));
        let with_peak = [(Key::Peak, "1e12")];
        let mut with = number.clone();
        with.remove(Field::new(1, Key::Format));
        for (key, text) in with_peak {
            with.set(Field::new(1, key), text);
        }
        let expected: f64 = product.replace(',', "").parse().expect("a number");
        assert_eq!(
            chip_hours(&answer(&with)),
            Some(expected),
            "“{typed}” as a number"
        );
    }
}

#[test]
fn the_chips_of_most_runs_are_among_the_choices() {
    let asked = hour(&[(Key::Chips, "8x 100")]);
    let labels = question(&asked, Key::Chips).choices;
    let labels: Vec<&str> = labels.iter().map(|choice| choice.label.as_str()).collect();
    for name in ["H100", "A100", "V100", "P100"] {
        let of_name = labels.iter().filter(|label| label.contains(name));
        assert_eq!(of_name.count(), 1, "{name}: {labels:?}");
    }
}

#[test]
fn it_is_the_name_in_the_field_for_hardware() {
    for (typed, number, _, slug, _) in NUMBERS.iter().filter(|(.., slug, _)| !slug.is_empty()) {
        let asked = hour(&[(Key::Hardware, typed)]);
        let problem = question(&asked, Key::Hardware);
        let mut choices = problem.choices.iter();
        let fitting = choices.find(|choice| choice.edits.iter().any(|(_, text)| text == slug));
        let choice = fitting.unwrap_or_else(|| panic!("“{typed}”: {problem:?}"));
        let mut named = asked.clone();
        choice.apply(&mut named);
        assert_eq!(
            chip_hours(&answer(&named)),
            number.parse().ok(),
            "“{typed}”"
        );
    }
}

#[test]
fn it_is_asked_about_in_a_period() {
    for typed in ["2x 4090", "2 × 4090", "4090 x 2", "2x4090", "8x 100"] {
        for behind in [" fp16 at 100%", " (fp16) at 100%", " @fp16 @1", ""] {
            let fleet = format!("1 h × {typed}{behind}");
            let beside = [(Key::Format, "fp16"), (Key::Utilization, "1")];
            let beside = &beside[..if behind.is_empty() { 2 } else { 0 }];
            let asked = draft(&[beside, &[(Key::Fleet, &fleet)]].concat());
            let problem = question(&asked, Key::Fleet);
            for choice in &problem.choices {
                let mut named = asked.clone();
                choice.apply(&mut named);
                let left = answer(&named);
                let is_asked = problems(&left, Key::Fleet)
                    .iter()
                    .any(|p| !p.choices.is_empty());
                assert!(!is_asked, "“{fleet}” with {choice:?}: {:?}", left.problems);
            }
        }
    }
}

#[test]
fn a_peak_stays_beside_the_number() {
    let mut asked = hour(&[(Key::Chips, "2x 4090"), (Key::Peak, "165 TFLOP/s")]);
    asked.remove(Field::new(1, Key::Format));
    let problem = question(&asked, Key::Chips);
    let named = chosen(&asked, &problem, "2 × GeForce RTX 4090");
    assert_eq!(slug_of(&named), "");
    assert_eq!(chip_hours(&answer(&named)), Some(2.0));
}

#[test]
fn numbers_that_are_no_name_multiply() {
    for (typed, chips) in [
        ("16 x 8", 128.0),
        ("16x16", 256.0),
        ("4x4x8", 128.0),
        ("16 x 128", 2048.0),
        ("8 x 144", 1152.0),
        ("16 nodes x 8", 128.0),
        ("2 nodes x 4090", 8180.0),
        ("100 x 8", 800.0),
        ("4090", 4090.0),
    ] {
        let answer = answer(&hour(&[(Key::Chips, typed), (Key::Hardware, "A40")]));
        assert_eq!(
            chip_hours(&answer),
            Some(chips),
            "“{typed}”: {:?}",
            answer.problems
        );
    }
}
