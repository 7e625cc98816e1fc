//! Days of eight digits.

use super::*;

#[test]
fn two_days_are_a_time() {
    for typed in [
        "20230102-20230105",
        "20230102 - 20230105",
        "20230102 to 20230105",
        "20230102–20230105",
        "20230102..20230105",
        "20230102 until 20230105",
        "from 20230102 to 20230105",
        "20230102 to 2023-01-05",
        "2 January 2023 to 20230105",
        "about 20230102 to 20230105",
    ] {
        let counted = read_counted(typed, Dimension::Time).map(|counted| counted.value);
        assert_eq!(
            counted,
            Ok(Uncertain::point(3.0 * DAY)),
            "“{typed}” was typed"
        );
        let beside = [
            (Key::Time, typed),
            (Key::Chips, "8"),
            (Key::Hardware, "A40"),
        ];
        let typed_draft = hour(&beside);
        let answered = answer(&typed_draft);
        assert_eq!(
            chip_hours(&answered),
            Some(576.0),
            "“{typed}”: {:?}",
            answered.problems
        );
        let opened = decode(&encode(&typed_draft));
        assert_eq!(
            chip_hours(&answer(&opened.draft)),
            Some(576.0),
            "“{typed}” in a link"
        );
        let fleet = format!("{typed} × 8 A40 fp16 at 100%");
        let period = answer(&draft(&[(Key::Fleet, &fleet)]));
        assert_eq!(
            chip_hours(&period),
            Some(576.0),
            "“{fleet}”: {:?}",
            period.problems
        );
    }
}

#[test]
fn days_that_are_no_duration_are_refused() {
    for typed in [
        "20230102",
        "about 20230102",
        "20230102 to",
        "20230105 to 20230102",
        "20230102-20230102",
        "20230102 to 20230105 to 20230107",
    ] {
        let beside = [
            (Key::Time, typed),
            (Key::Chips, "8"),
            (Key::Hardware, "A40"),
        ];
        let answer = answer(&hour(&beside));
        assert_eq!(chip_hours(&answer), None, "“{typed}”");
        assert!(
            !problems(&answer, Key::Time).is_empty(),
            "“{typed}”: {:?}",
            answer.problems
        );
    }
    for typed in [
        "20231302",
        "20231302 to 20240102",
        "20230102. to 20230105",
        "5 to 20230105",
    ] {
        assert!(read_counted(typed, Dimension::Time).is_err(), "“{typed}”");
    }
    // A unit makes it a number.
    assert_eq!(
        read("20230102 s", Dimension::Time),
        Ok(Uncertain::point(20_230_102.0))
    );
    assert!(read("20230102 to 20230105 s", Dimension::Time).is_ok());
    assert!(read("20230102", TOKENS).is_ok());
}
