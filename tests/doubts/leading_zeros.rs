//! Groups of thousands after a zero.

use super::*;

#[test]
fn groups_of_thousands_do_not_begin_with_a_zero() {
    for (typed, dimension, meant) in [
        ("0,345B", PARAMETERS, Some("0.345B")),
        ("0,345", TOKENS, Some("0.345")),
        ("00,123", TOKENS, Some("0.123")),
        ("012,345", TOKENS, Some("12.345")),
        ("0'345", TOKENS, Some("0.345")),
        ("0’345", TOKENS, Some("0.345")),
        ("0_345", TOKENS, Some("0.345")),
        ("0 345", TOKENS, Some("0.345")),
        ("0\u{202f}345", TOKENS, Some("0.345")),
        ("0,345,678", TOKENS, None),
        ("0,345 to 0,456", TOKENS, None),
        ("about 0,345B", PARAMETERS, Some("about 0.345B")),
        ("1 to 0,345B", PARAMETERS, None),
        ("2*0,125", TOKENS, Some("2*0.125")),
        ("0,345 d", Dimension::Time, Some("0.345 d")),
        ("0,345", Dimension::Share, Some("0.345")),
        ("0,345 PFLOP/s", Dimension::Speed, Some("0.345 PFLOP/s")),
        (
            "0,345M GPU-hours",
            Dimension::ChipHours,
            Some("0.345M GPU-hours"),
        ),
        ("0,345", Dimension::Ratio, Some("0.345")),
        ("0,345 kW", Dimension::Power, Some("0.345 kW")),
        ("0,345 kg/kWh", Dimension::Intensity, Some("0.345 kg/kWh")),
        ("0,345 EFLOP", Dimension::Operations, Some("0.345 EFLOP")),
        ("0,345 TMAC", Dimension::MultiplyAdds, Some("0.345 TMAC")),
    ] {
        let error = read(typed, dimension).expect_err(typed);
        let remedies = petaday::quantity::remedies(&error, typed, dimension);
        if let Some(meant) = meant {
            assert!(
                matches!(error, ReadError::LeadingZero(_)),
                "“{typed}”: {error:?}"
            );
            assert_eq!(
                remedies.first().map(String::as_str),
                Some(meant),
                "“{typed}”"
            );
        }
    }
    for typed in ["0.345,7", "0,34", "0,3456"] {
        assert!(read(typed, TOKENS).is_err(), "“{typed}”");
    }
}

#[test]
fn other_zeros_are_read() {
    for (typed, dimension, value) in [
        ("0.345B", PARAMETERS, 345e6),
        ("10,000", TOKENS, 10_000.0),
        ("1,000,000", TOKENS, 1e6),
        ("100 000", TOKENS, 1e5),
        ("1 000 000", TOKENS, 1e6),
        ("1'000'000", TOKENS, 1e6),
        ("1_000_000", TOKENS, 1e6),
        ("007", TOKENS, 7.0),
        ("1.000", TOKENS, 1.0),
        ("1e0", TOKENS, 1.0),
        ("3-00:30:00", Dimension::Time, 3.0 * DAY + 1800.0),
        ("00:30:00", Dimension::Time, 1800.0),
    ] {
        assert_eq!(
            read(typed, dimension),
            Ok(Uncertain::point(value)),
            "“{typed}”"
        );
    }
}

#[test]
fn chips_with_a_word_have_the_remedy_as_well() {
    for (typed, meant) in [("0,345k GPUs", "0.345k GPUs"), ("0,345k", "0.345k")] {
        let asked = hour(&[(Key::Chips, typed), (Key::Hardware, "A40")]);
        let problem = question(&asked, Key::Chips);
        let mended = chosen(&asked, &problem, meant);
        assert_eq!(chip_hours(&answer(&mended)), Some(345.0), "“{typed}”");
    }
}

#[test]
fn a_period_is_refused_too() {
    for fleet in [
        "0,345 mo × 8 A100 bf16 at 40%",
        "0,345M GPU-hours A100 bf16 at 40%",
        "3 d × 8 A100 bf16 at 0,345",
        "3 d × 8 @ 0,345 PFLOP/s at 40%",
    ] {
        let answer = answer(&draft(&[(Key::Fleet, fleet)]));
        assert_eq!(chip_hours(&answer), None, "“{fleet}”");
    }
}
