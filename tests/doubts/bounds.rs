//! Bounds, which are said.

use super::*;

/// A text with a bound, the same text without it, and the bound in words.
const BOUNDS: &[(Key, &str, &str, &str)] = &[
    (Key::Tokens, "15T+", "15T", "at least"),
    (Key::Tokens, "15T +", "15T", "at least"),
    (Key::Tokens, "15T+ tokens", "15T tokens", "at least"),
    (Key::Tokens, "15+T", "15T", "at least"),
    (Key::Tokens, "15+ T", "15T", "at least"),
    (Key::Tokens, ">15T", "15T", "more than"),
    (Key::Tokens, "> 15T", "15T", "more than"),
    (Key::Tokens, "≥15T", "15T", "at least"),
    (Key::Tokens, "over 15T", "15T", "more than"),
    (Key::Tokens, "Over 15 trillion", "15 trillion", "more than"),
    (Key::Tokens, "more than 15T", "15T", "more than"),
    (Key::Tokens, "at least 15T", "15T", "at least"),
    (Key::Tokens, "no less than 15T", "15T", "at least"),
    (Key::Tokens, "above 15T", "15T", "more than"),
    (Key::Tokens, "about 15T+", "15T", "at least"),
    (Key::Parameters, "1T+", "1T", "at least"),
    (Key::Time, "3+ days", "3 days", "at least"),
    (Key::Time, "3+days", "3 days", "at least"),
    (Key::Time, "3 days+", "3 days", "at least"),
    (Key::Time, "over three days", "3 days", "more than"),
    (Key::Time, "over a week", "1 week", "more than"),
    (Key::Time, "5 to 6+ days", "5 to 6 days", "at least"),
    (Key::Chips, "1,000+", "1,000", "at least"),
    (Key::Chips, "1,000+ GPUs", "1,000 GPUs", "at least"),
    (Key::Chips, "over 16 nodes × 8", "16 nodes × 8", "more than"),
    (
        Key::ChipHours,
        "1.3M+ GPU-hours",
        "1.3M GPU-hours",
        "at least",
    ),
    (Key::Utilization, "40%+", "40%", "at least"),
    (Key::Utilization, "over 40%", "40%", "more than"),
    (Key::Peak, ">300 TFLOP/s", "300 TFLOP/s", "more than"),
    (Key::Compute, "1e25+", "1e25", "at least"),
    (
        Key::Compute,
        "more than 1e25 FLOP",
        "1e25 FLOP",
        "more than",
    ),
];

#[test]
fn a_lower_bound_is_read_and_said() {
    for (key, typed, plain, bound) in BOUNDS {
        let dimension = key.dimension().expect("a number");
        let value = |text: &str| read_counted(text, dimension).map(|counted| counted.value);
        assert!(value(plain).is_ok(), "“{plain}”");
        assert_eq!(value(typed), value(plain), "“{typed}” was typed");
        let answer = answer(&draft(&[(*key, typed), (Key::Hardware, "A40")]));
        let said = problems(&answer, *key);
        let words = format!("The text says “{bound}”");
        let is_said = said
            .iter()
            .any(|p| p.severity == Severity::Note && p.message.contains(&words));
        assert!(is_said, "“{typed}” in {key:?} says {said:?}");
        // A person who opens the link gets the message as well.
        let typed = draft(&[(*key, typed)]);
        let opened = decode(&encode(&typed));
        let again = opened.draft.get(Field::new(1, *key)).unwrap_or_default();
        assert_eq!(value(again), value(plain), "{again}");
        assert_eq!(encode(&opened.draft), encode(&typed));
        let said = petaday::answer::answer(&opened.draft);
        let said = problems(&said, *key);
        assert!(
            said.iter().any(|p| p.message.contains(&words)),
            "{again}: {said:?}"
        );
    }
}

#[test]
fn a_plus_that_adds_or_signs_is_no_bound() {
    for (dimension, typed) in [
        (Dimension::Time, "2 d + 3 h"),
        (Dimension::Time, "2 d+3 h"),
        (TOKENS, "1e+3"),
        (TOKENS, "+300"),
        (TOKENS, "300 +- 5"),
        (TOKENS, "300 +/- 5"),
    ] {
        assert!(read(typed, dimension).is_ok(), "“{typed}”");
        assert_eq!(petaday::quantity::bound(typed), None, "“{typed}”");
    }
}

#[test]
fn an_upper_bound_is_no_estimate_and_offers_its_number() {
    for (typed, meant) in [
        ("up to 3 days", "3 days"),
        ("< 3 d", "3 d"),
        ("at most 3 d", "3 d"),
        ("under 3 d", "3 d"),
    ] {
        let asked = hour(&[
            (Key::Time, typed),
            (Key::Chips, "8"),
            (Key::Hardware, "A40"),
        ]);
        let problem = question(&asked, Key::Time);
        assert!(problem.message.contains("not an estimate"), "{problem:?}");
        let mended = chosen(&asked, &problem, meant);
        assert_eq!(chip_hours(&answer(&mended)), Some(576.0), "“{typed}”");
    }
}

#[test]
fn a_period_says_its_bound_with_its_line() {
    for (fleet, hours, bound) in [
        ("3+ days × 8 A40 bf16 at 40%", 576.0, "at least"),
        ("over 3 days on 8 A40 bf16 at 40%", 576.0, "more than"),
        ("3 days × 8+ A40 bf16 at 40%", 576.0, "at least"),
        ("8 A40 bf16 for at least 3 days at 40%", 576.0, "at least"),
        ("3 days × 8 A40 bf16 at at least 40%", 576.0, "at least"),
        ("3 days × 8 A40 bf16 at over 40%", 576.0, "more than"),
        ("1.3M+ GPU-hours A40 bf16 at 40%", 1.3e6, "at least"),
        ("over 1.3M GPU-hours A40 bf16 at 40%", 1.3e6, "more than"),
    ] {
        let answer = answer(&draft(&[(
            Key::Fleet,
            &format!("{fleet}; 1 h × 1 A40 bf16 at 40%"),
        )]));
        let said = problems(&answer, Key::Fleet);
        assert_eq!(
            chip_hours(&answer),
            Some(hours + 1.0),
            "“{fleet}”: {said:?}"
        );
        let [note] = said.as_slice() else {
            panic!("“{fleet}”: {said:?}")
        };
        let words = format!("Line 1: The text says “{bound}”");
        assert!(note.message.starts_with(&words), "“{fleet}”: {note:?}");
    }
}
