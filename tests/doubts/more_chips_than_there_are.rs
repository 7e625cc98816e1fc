//! More chips than any cluster has.

use super::*;

#[test]
fn the_name_of_a_chip_is_offered() {
    for typed in ["910B", "910b", " 910B "] {
        let asked = hour(&[(Key::Chips, typed)]);
        let problem = question(&asked, Key::Chips);
        assert_eq!(problem.severity, Severity::Missing, "{problem:?}");
        let named = chosen(&asked, &problem, "Ascend 910B");
        assert_eq!(slug_of(&named), "huawei-ascend-910b");
        let left = answer(&named);
        assert_eq!(
            problems(&left, Key::Chips)[0].message,
            "How many chips ran at once?"
        );
    }
    // Thousands apart, these would be 8,910 billion.
    for typed in ["8 910B", "8x 910B", "8x910B", "8 × 910B"] {
        let asked = hour(&[(Key::Chips, typed)]);
        let problem = question(&asked, Key::Hardware);
        let named = chosen(&asked, &problem, "8 × Ascend 910B");
        assert_eq!(chip_hours(&answer(&named)), Some(8.0), "“{typed}”");
        let fleet = format!("1 h × {typed} fp16 at 100%");
        let period = answer(&draft(&[(Key::Fleet, &fleet)]));
        assert_eq!(
            chip_hours(&period),
            Some(8.0),
            "“{fleet}”: {:?}",
            period.problems
        );
    }
}

#[test]
fn a_number_that_is_no_name_is_refused() {
    for typed in [
        "2B",
        "1e8",
        "99,999,999",
        "100M",
        "3T",
        "1,000,000,000",
        "1 to 300M",
        "1M nodes x 1,000",
    ] {
        let answer = answer(&hour(&[(Key::Chips, typed), (Key::Hardware, "A40")]));
        assert_eq!(chip_hours(&answer), None, "“{typed}”");
        let said = problems(&answer, Key::Chips);
        assert!(
            said[0].message.contains("No cluster has"),
            "“{typed}”: {said:?}"
        );
    }
    for typed in ["99M", "1M", "25k", "16384", "1e6"] {
        assert!(read(typed, Dimension::Chips).is_ok(), "“{typed}”");
    }
    // A number that is accepted stays accepted when the page writes it in four digits.
    let most = read("99,994,999", Dimension::Chips).expect("a number");
    let written = write::entry(most.median(), Dimension::Chips);
    assert!(read(&written, Dimension::Chips).is_ok(), "“{written}”");
    // Other counts may be as large.
    assert!(read("910B", TOKENS).is_ok());
    assert!(read("2B", Dimension::ChipHours).is_ok());
}

#[test]
fn a_period_says_how_many_are_missing() {
    let answer = answer(&draft(&[(Key::Fleet, "1 h × 910B fp16 at 100%")]));
    let said = problems(&answer, Key::Fleet);
    assert!(said[0].message.contains("How many chips ran"), "{said:?}");
}
