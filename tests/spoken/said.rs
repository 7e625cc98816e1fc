//! Words in place of digits and around them, and clocks.

use super::{DAY, EPOCHS, TOKENS, reads, reads_range, refuses};
use petaday::quantity::{Bound, Dimension, Uncertain, bound, hedge, read, read_counted, spell};

#[test]
fn a_hedge_is_left_out() {
    for typed in [
        "about 3 days",
        "About 3 days",
        "~3 days",
        "~ 3 days",
        "≈3 days",
        "∼3 days",
        "approx. 3 days",
        "approx 3 days",
        "approximately 3 days",
        "roughly 3 days",
        "around 3 days",
        "circa 3 days",
        "ca. 3 days",
        "ca 3 days",
        "about ~3 days",
        "  about\u{a0}3 days",
    ] {
        reads(typed, Dimension::Time, 3.0 * DAY, "3 days");
        assert!(
            hedge(typed, Dimension::Time).is_some(),
            "“{typed}” was typed"
        );
    }
    reads("about three days", Dimension::Time, 3.0 * DAY, "3 days");
    reads("~300B", TOKENS, 3e11, "300B");
    reads("~1,000", Dimension::Chips, 1000.0, "1,000");
    reads("~40%", Dimension::Share, 0.4, "0.4");
    reads("about 312 TFLOP/s", Dimension::Speed, 312e12, "312 TFLOP/s");
    reads("roughly 1.1", Dimension::Overhead, 1.1, "1.1");
    reads("~2", Dimension::Ratio, 2.0, "2");
    reads(
        "about 1.7M GPU hours",
        Dimension::ChipHours,
        1.7e6,
        "1.7M GPU hours",
    );
    reads("~400 W", Dimension::Power, 400.0, "400 W");
    reads("about $2", Dimension::Price, 2.0, "2USD");
    reads("~57 g/kWh", Dimension::Intensity, 57.0, "57 g/kWh");
    reads("~1e24", Dimension::Operations, 1e24, "1e24");
    reads("about 11.4e9", Dimension::MultiplyAdds, 11.4e9, "11.4e9");
    reads_range(
        "about 5 to 6 days",
        Dimension::Time,
        5.0 * DAY,
        6.0 * DAY,
        "5..6 days",
    );
    // The letters of a Canadian dollar.
    reads("CA$2", Dimension::Price, 2.0, "2CAD");
}

#[test]
fn the_page_can_say_what_hedge_was_left_out() {
    for (typed, said) in [
        ("about 3 days", Some("about")),
        ("≈3 d", Some("≈")),
        ("approx. 3 d", Some("approx.")),
        ("about ~3 d", Some("about ~")),
        ("3 days", None),
        ("about 3 to 4 days", None),
        ("about", None),
        ("at least 3 days", None),
        ("", None),
    ] {
        assert_eq!(hedge(typed, Dimension::Time), said, "“{typed}” was typed");
    }
}

#[test]
fn an_upper_bound_is_no_estimate() {
    for (typed, named) in [
        ("<3 d", "“<”"),
        ("≤ 3 d", "“≤”"),
        ("up to 3 d", "“up to”"),
        ("Less than 3 d", "“less than”"),
        ("fewer than 3 d", "“fewer than”"),
        ("no more than 3 d", "“no more than”"),
        ("at most 3 d", "“at most”"),
        ("under 3 d", "“under”"),
        ("below 3 d", "“below”"),
    ] {
        refuses(typed, Dimension::Time, named);
        refuses(
            typed,
            Dimension::Time,
            "a bound is not an estimate: type a range, such as 5 to 6 d.",
        );
    }
    refuses("up to 40%", Dimension::Share, "such as 30 to 40%");
    refuses("< 1,000", Dimension::Chips, "such as 1,000 to 1,024");
    refuses("at most 1T", TOKENS, "a bound is not an estimate");
    refuses("3 to ~4 d", Dimension::Time, "Leave out “~”");
}

/// It is the best that is known; the field says so.
#[test]
fn a_lower_bound_is_its_number() {
    for (typed, said) in [
        ("> 3 d", Bound::MoreThan),
        ("≥3 d", Bound::AtLeast),
        ("more than 3 d", Bound::MoreThan),
        ("at least 3 d", Bound::AtLeast),
        ("over 3 d", Bound::MoreThan),
        ("above 3 d", Bound::MoreThan),
        ("no less than 3 d", Bound::AtLeast),
        ("3+ d", Bound::AtLeast),
        ("3+d", Bound::AtLeast),
        ("3 d+", Bound::AtLeast),
    ] {
        let spelled = format!("{} 3 d", said.words());
        assert_eq!(bound(typed), Some(said), "“{typed}” was typed");
        let again = spell(typed, Dimension::Time);
        assert_eq!(again, spelled, "“{typed}” in a link");
        assert_eq!(
            read(typed, Dimension::Time),
            Ok(Uncertain::point(3.0 * DAY)),
            "“{typed}” was typed"
        );
    }
    assert_eq!(bound("3 d"), None);
    assert_eq!(bound("up to 3 d"), None);
    reads("> 1,000", Dimension::Chips, 1000.0, "more than 1,000");
    reads("at least 1T", TOKENS, 1e12, "at least 1T");
}

#[test]
fn numbers_may_be_words() {
    for (typed, days, spelled) in [
        ("three days", 3.0, "3 days"),
        ("Three Days", 3.0, "3 Days"),
        ("a week", 7.0, "1 week"),
        ("A day", 1.0, "1 day"),
        ("one day", 1.0, "1 day"),
        ("two weeks", 14.0, "2 weeks"),
        ("half a day", 0.5, "0.5 day"),
        ("a half day", 0.5, "0.5 day"),
        ("three and a half days", 3.5, "3.5 days"),
        ("3 and a half days", 3.5, "3.5 days"),
        ("a day and a half", 1.5, "1 day 0.5 day"),
        ("twenty-four hours", 1.0, "24 hours"),
        ("twenty four hours", 1.0, "24 hours"),
        ("ninety-six hours", 4.0, "96 hours"),
        ("a hundred days", 100.0, "100 days"),
        ("two hundred days", 200.0, "200 days"),
        ("three hundred and sixty-five days", 365.0, "365 days"),
        ("a dozen days", 12.0, "12 days"),
        ("two dozen days", 24.0, "24 days"),
        ("two days and twelve hours", 2.5, "2 days 12 hours"),
        ("2 days, 12 hours", 2.5, "2 days 12 hours"),
    ] {
        reads(typed, Dimension::Time, days * DAY, spelled);
    }
    reads("an hour", Dimension::Time, 3600.0, "1 hour");
    reads("half an hour", Dimension::Time, 1800.0, "0.5 hour");
    reads("five epochs", EPOCHS, 5.0, "5 epochs");
    reads("half an epoch", EPOCHS, 0.5, "0.5 epoch");
    reads("three million", TOKENS, 3e6, "3 million");
    reads("a million", TOKENS, 1e6, "1 million");
    reads(
        "two and a half billion tokens",
        TOKENS,
        2.5e9,
        "2.5 billion tokens",
    );
    reads("three hundred thousand", TOKENS, 3e5, "300 thousand");
    reads("eight GPUs", Dimension::Chips, 8.0, "8 GPUs");
    reads("sixteen", Dimension::Chips, 16.0, "16");
    reads("half", Dimension::Share, 0.5, "0.5");
    reads("forty percent", Dimension::Share, 0.4, "0.4");
    reads("three", Dimension::Ratio, 3.0, "3");
    reads("ten hours", Dimension::ChipHours, 10.0, "10 hours");
    reads("two exaFLOP", Dimension::Operations, 2e18, "2 exaFLOP");
    reads("two million", Dimension::MultiplyAdds, 2e6, "2 million");
    reads(
        "three hundred TFLOP/s",
        Dimension::Speed,
        3e14,
        "300 TFLOP/s",
    );
    reads("two", Dimension::Overhead, 2.0, "2");
    reads("four hundred watts", Dimension::Power, 400.0, "400 watts");
    reads("fifty g/kWh", Dimension::Intensity, 50.0, "50 g/kWh");
    reads("two USD", Dimension::Price, 2.0, "2USD");
    reads_range(
        "five to six days",
        Dimension::Time,
        5.0 * DAY,
        6.0 * DAY,
        "5..6 days",
    );
    reads_range("2 to 3 million", TOKENS, 2e6, 3e6, "2..3 million");
    let counted = read_counted("two nodes of eight GPUs", Dimension::Chips);
    assert_eq!(
        counted.map(|counted| counted.value),
        Ok(Uncertain::point(16.0))
    );
}

#[test]
fn words_that_are_no_number_stay_so() {
    for typed in [
        "a",
        "an",
        "hundred days",
        "a few days",
        "several days",
        "a couple of days",
        "ten twenty",
        "days",
        "and",
        "and a half",
        "a a day",
        "one two",
        "twenty-eleven days",
        "half half",
        "tenfold",
        "three-day",
    ] {
        assert!(read(typed, Dimension::Time).is_err(), "“{typed}” was typed");
    }
    // The hour of a price comes after its number.
    reads("$2 an hour", Dimension::Price, 2.0, "2USD");
}

#[test]
fn clocks_are_times() {
    for (typed, seconds, spelled) in [
        ("3-12:00:00", 302_400.0, "3 d 12 h"),
        ("36:00:00", 129_600.0, "36 h"),
        ("12:00:00", 43_200.0, "12 h"),
        ("2-06:30", 196_200.0, "2 d 6 h 30 min"),
        ("2-06:30:15", 196_215.0, "2 d 6 h 30 min 15 s"),
        ("00:05:30", 330.0, "5 min 30 s"),
        ("3 days, 12:00:00", 302_400.0, "3 days 12 h"),
        ("3 days, 12:30", 304_200.0, "3 days 12 h 30 min"),
        ("1 day, 2:03:04", 93_784.0, "1 day 2 h 3 min 4 s"),
        ("about 36:00:00", 129_600.0, "36 h"),
    ] {
        reads(typed, Dimension::Time, seconds, spelled);
        let counted = read_counted(typed, Dimension::Time).map(|counted| counted.value);
        assert_eq!(
            counted,
            Ok(Uncertain::point(seconds)),
            "“{typed}” was typed"
        );
    }
    reads_range(
        "36:00:00 to 48:00:00",
        Dimension::Time,
        129_600.0,
        172_800.0,
        "36 h..48 h",
    );
    refuses(
        "5:30",
        Dimension::Time,
        "“5:30” could be 5 h 30 min or 5 min 30 s: type one of them.",
    );
    for typed in [
        "1:2:3",
        "12:75:00",
        "12:00:00.5",
        "1:00:00:00",
        "12:",
        ":30",
        "5-",
        "5-:30",
        "9999999:00:00",
    ] {
        assert!(read(typed, Dimension::Time).is_err(), "“{typed}” was typed");
    }
    refuses("12:75:00", Dimension::Time, "is not on any clock");
    refuses("00:00:00", Dimension::Time, "Zero");
    refuses(
        "12:00:00",
        Dimension::ChipHours,
        "“:” is not part of a number",
    );
    refuses("12:00:00", TOKENS, "“:” is not part of a number");
}
