//! Numbers, counts and times as people write and say them.

use petaday::draft::fleet::lines;
use petaday::quantity::{
    Dimension, Uncertain, doubtful_thousands, factors, hedge, read, read_counted, spell,
};

/// What is read is a point worth so much, and its link spells itself and is worth the same.
#[track_caller]
fn reads(text: &str, dimension: Dimension, value: f64, spelled: &str) {
    reads_range(text, dimension, value, value, spelled);
}

#[track_caller]
fn reads_range(text: &str, dimension: Dimension, low: f64, high: f64, spelled: &str) {
    let found = read(text, dimension).map(|found| (found.low(), found.high()));
    assert_eq!(found, Ok((low, high)), "“{text}” was typed");
    let link = spell(text, dimension);
    assert_eq!(link, spelled, "“{text}” in a link");
    assert_eq!(spell(&link, dimension), link, "“{link}” in a link");
    assert_eq!(
        read(&link, dimension),
        read(text, dimension),
        "“{text}” through “{link}”"
    );
}

#[test]
fn an_x_behind_a_whole_number_is_a_sign() {
    for (typed, expected) in [
        ("8x H100 SXM", &["8", "H100 SXM"][..]),
        ("8X H100 SXM", &["8", "H100 SXM"]),
        ("8 x H100 SXM", &["8", "H100 SXM"]),
        ("8xH100", &["8", "H100"]),
        ("1,024x A100 80GB", &["1,024", "A100 80GB"]),
        ("4x RTX 3090", &["4", "RTX 3090"]),
        ("54 d × 8x H100", &["54 d", "8", "H100"]),
        ("2 nodes of 8x V100", &["2 nodes", "8", "V100"]),
        ("16 x 8", &["16", "8"]),
        ("16x8", &["16", "8"]),
        ("16x 8", &["16", "8"]),
        ("8x", &["8x"]),
        ("MI250X", &["MI250X"]),
        ("MI250X 8", &["MI250X 8"]),
        ("8xT4", &["8", "T4"]),
        ("7900XTX", &["7900XTX"]),
        ("7900 XT", &["7900 XT"]),
        ("8 MI250X", &["8 MI250X"]),
        ("TITAN X", &["TITAN X"]),
        ("p4d.24xlarge", &["p4d.24xlarge"]),
        ("1.5x10^24", &["1.5x10^24"]),
        ("8x10^3", &["8x10^3"]),
    ] {
        assert_eq!(factors(typed), expected, "“{typed}” was typed");
    }
}

#[test]
fn a_number_of_chips_may_have_its_sign_behind_it() {
    for (typed, chips, spelled) in [
        ("8x", 8.0, "8"),
        ("8 x", 8.0, "8"),
        ("8X", 8.0, "8"),
        ("8×", 8.0, "8"),
        ("1,024x", 1024.0, "1,024"),
    ] {
        reads(typed, Dimension::Chips, chips, spelled);
        let counted = read_counted(typed, Dimension::Chips).map(|counted| counted.value);
        assert_eq!(counted, Ok(Uncertain::point(chips)), "“{typed}” was typed");
    }
    for typed in ["x", "8 GPUs x", "8xx", "TITAN X"] {
        assert!(
            read(typed, Dimension::Chips).is_err(),
            "“{typed}” was typed"
        );
    }
}

const DAY: f64 = 86_400.0;
const TOKENS: Dimension = Dimension::Count(&["token"]);
const EPOCHS: Dimension = Dimension::Count(&["epoch"]);

/// What is typed is refused in these words, and a link has it as it is.
#[track_caller]
fn refuses(text: &str, dimension: Dimension, says: &str) {
    let said = match read(text, dimension) {
        Ok(value) => panic!("“{text}” was read as {value:?}"),
        Err(error) => error.explain(dimension),
    };
    assert!(
        said.contains(says),
        "“{text}” is told “{said}”, not “{says}”"
    );
    assert_eq!(spell(text, dimension), text, "“{text}” in a link");
}

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
fn a_bound_is_no_estimate() {
    for (typed, named) in [
        ("<3 d", "“<”"),
        ("> 3 d", "“>”"),
        ("≤ 3 d", "“≤”"),
        ("≥3 d", "“≥”"),
        ("up to 3 d", "“up to”"),
        ("more than 3 d", "“more than”"),
        ("Less than 3 d", "“less than”"),
        ("at least 3 d", "“at least”"),
        ("at most 3 d", "“at most”"),
        ("over 3 d", "“over”"),
        ("under 3 d", "“under”"),
    ] {
        refuses(typed, Dimension::Time, named);
        refuses(
            typed,
            Dimension::Time,
            "a bound is no estimate: type a range, such as 5 to 6 d.",
        );
    }
    refuses("up to 40%", Dimension::Share, "such as 30 to 40%");
    refuses("> 1,000", Dimension::Chips, "such as 1,000 to 1,024");
    refuses("at least 1T", TOKENS, "a bound is no estimate");
    refuses("3 to ~4 d", Dimension::Time, "Leave out “~”");
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
    // The hour of a price is behind its number.
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

#[test]
fn plus_or_minus_is_short_for_two_ends() {
    for typed in ["15±5", "15 ± 5", "15 +/- 5", "15 +- 5", "15+-5", "15 +/−5"] {
        reads_range(typed, TOKENS, 10.0, 20.0, "10..20");
        reads_range(typed, Dimension::Time, 10.0 * DAY, 20.0 * DAY, "10..20");
        reads_range(typed, Dimension::Ratio, 10.0, 20.0, "10..20");
        reads_range(typed, Dimension::Chips, 10.0, 20.0, "10..20");
    }
    for (typed, low, high, spelled) in [
        ("15 ± 5 days", 10.0, 20.0, "10..20 days"),
        ("15 days ± 5", 10.0, 20.0, "10..20 days"),
        ("15 d ± 5 d", 10.0, 20.0, "10..20 d"),
        ("15d±5d", 10.0, 20.0, "10..20 d"),
        ("15 d ± 12 h", 14.5, 15.5, "1.2528e6..1.3392e6 s"),
        ("15 ± 10%", 13.5, 16.5, "13.5..16.5"),
        ("15 days ± 10%", 13.5, 16.5, "13.5..16.5 days"),
        ("1.4 ± 0.1 d", 1.3, 1.5, "1.3..1.5 d"),
        ("5 d 12 h ± 12 h", 5.0, 6.0, "432000..518400 s"),
    ] {
        reads_range(typed, Dimension::Time, low * DAY, high * DAY, spelled);
    }
    reads_range("40% ± 5%", Dimension::Share, 0.35, 0.45, "0.35..0.45");
    reads_range("40 ± 5%", Dimension::Share, 0.35, 0.45, "0.35..0.45");
    reads_range("40% ± 5", Dimension::Share, 0.35, 0.45, "0.35..0.45");
    reads_range("0.4 ± 0.05", Dimension::Share, 0.35, 0.45, "0.35..0.45");
    reads_range(
        "40 ± 8% HFU",
        Dimension::Share,
        0.32 * 0.75,
        0.48 * 0.75,
        "0.32..0.48HFU",
    );
    reads_range("300B ± 10%", TOKENS, 270e9, 330e9, "270..330 B");
    reads_range("300 ± 30B", TOKENS, 270e9, 330e9, "270..330 B");
    reads_range(
        "312 ± 12 TFLOP/s",
        Dimension::Speed,
        300e12,
        324e12,
        "300..324 TFLOP/s",
    );
    reads_range("400 W ± 5%", Dimension::Power, 380.0, 420.0, "380..420 W");
    reads_range("1.2 ± 0.1", Dimension::Overhead, 1.1, 1.3, "1.1..1.3");
    reads_range("€2 ± 0.5", Dimension::Price, 1.5, 2.5, "1.5..2.5EUR");
    reads_range(
        "57 ± 7 g/kWh",
        Dimension::Intensity,
        50.0,
        64.0,
        "50..64 g/kWh",
    );
    reads_range(
        "1e24 ± 20%",
        Dimension::Operations,
        8e23,
        1.2e24,
        "8e23..1.2e24",
    );
    reads("15 ± 0", TOKENS, 15.0, "15..15");
}

#[test]
fn what_is_not_above_zero_is_no_end() {
    for (typed, dimension, says) in [
        ("15 ± 15", TOKENS, "not above zero: type both ends, such as"),
        ("5 ± 6 d", Dimension::Time, "such as 5 to 6 d"),
        ("5 +- 15", Dimension::Time, "not above zero"),
        ("5 ± 100%", Dimension::Power, "not above zero"),
        ("0.4 ± 5%", Dimension::Share, "not above zero"),
        ("0 ± 0", Dimension::Ratio, "not above zero"),
        ("±5", TOKENS, "before ±"),
        ("5 ±", TOKENS, "before ±"),
        ("±±", TOKENS, "two ends"),
        ("5 ± 1 ± 1", TOKENS, "two ends"),
        ("5 to 6 ± 1", TOKENS, "two ends"),
        ("€2 ± $1", Dimension::Price, "before ±"),
        ("50% ± 5%", TOKENS, "percentage makes no sense"),
        ("90 ± 20%", Dimension::Share, "at most 100%"),
        ("1.1 ± 0.2", Dimension::Overhead, "at least 1"),
        ("5 d 12 h ± 1", Dimension::Time, "unit at both ends"),
        ("1e308 ± 1e308", TOKENS, "larger"),
    ] {
        refuses(typed, dimension, says);
    }
}

#[test]
fn products_of_numbers_are_read() {
    for (typed, value) in [
        ("2*45", 90.0),
        ("2048*21", 43_008.0),
        ("2048 x 21", 43_008.0),
        ("2048x21", 43_008.0),
        ("2048 × 21", 43_008.0),
        ("6*70e9", 4.2e11),
        ("6*70B", 4.2e11),
        ("6 × 70B × 1.5T", 6.3e23),
        ("6*70e9*1.5×10^12", 6.3e23),
        ("8 × 1024 × 3", 24_576.0),
        ("2*1024", 2048.0),
        ("12 × 1024", 12_288.0),
        ("1.5*3", 4.5),
        ("2 × 1000", 2000.0),
    ] {
        reads(typed, TOKENS, value, typed);
        reads(typed, Dimension::Operations, value, typed);
        reads(typed, Dimension::MultiplyAdds, value, typed);
        reads(typed, Dimension::ChipHours, value, typed);
    }
    reads("2*45 days", Dimension::Time, 90.0 * DAY, "2*45 days");
    reads("2 x 45 h", Dimension::Time, 90.0 * 3600.0, "2 x 45 h");
    reads("1.5*10^24", TOKENS, 1.5e24, "1.5*10^24");
}

#[test]
fn a_power_that_lost_its_height_is_no_product() {
    for (typed, power, product) in [
        ("1.5 × 1024", "1.5e24", "1536"),
        ("1.5*1024", "1.5e24", "1536"),
        ("2.1x1022", "2.1e22", "2146.2"),
        ("2.1 · 1022", "2.1e22", "2146.2"),
        ("3 × 1023", "3e23", "3069"),
        ("1.5 × 109", "1.5e9", "163.5"),
    ] {
        for dimension in [
            TOKENS,
            Dimension::Operations,
            Dimension::Speed,
            Dimension::Share,
        ] {
            refuses(
                typed,
                dimension,
                &format!("type {power}, or {product} for the product"),
            );
        }
    }
    refuses("1.5 × 10", TOKENS, "Only powers of ten");
    refuses("1.5 × 10-24", TOKENS, "Only powers of ten");
    refuses("3 × 10-31", TOKENS, "Only powers of ten");
    for (typed, dimension, says) in [
        (
            "2*3",
            Dimension::Share,
            "A product is not read here: type what it comes to, such as 33%.",
        ),
        ("8*312 TFLOP/s", Dimension::Speed, "such as 312 TFLOP/s"),
        ("2*3", Dimension::Ratio, "A product is not read here"),
        ("2*3", Dimension::Overhead, "A product is not read here"),
        ("2*400 W", Dimension::Power, "A product is not read here"),
        ("2*3", Dimension::Price, "A product is not read here"),
        ("2*3", Dimension::Intensity, "A product is not read here"),
        ("0*3", TOKENS, "Zero"),
        ("3*0", TOKENS, "Zero"),
        ("1e300*1e300", TOKENS, "larger"),
        ("2M * 3", Dimension::Time, "missing before “×”"),
    ] {
        refuses(typed, dimension, says);
    }
    // Of chips, products are read where nodes are.
    let counted = read_counted("8 × 1024", Dimension::Chips);
    assert_eq!(
        counted.map(|counted| counted.value),
        Ok(Uncertain::point(8192.0))
    );
}

#[test]
fn fractions_are_read_where_they_make_sense() {
    for dimension in [Dimension::Share, Dimension::Ratio, EPOCHS] {
        reads("1/3", dimension, 1.0 / 3.0, "1/3");
        reads("1 / 3", dimension, 1.0 / 3.0, "1 / 3");
        reads("⅓", dimension, 1.0 / 3.0, "1/3");
        reads("½", dimension, 0.5, "1/2");
    }
    reads("1 1/3", Dimension::Overhead, 4.0 / 3.0, "1 1/3");
    reads("1½", Dimension::Overhead, 1.5, "1 1/2");
    reads("4/3", Dimension::Ratio, 4.0 / 3.0, "4/3");
    reads("2½ epochs", EPOCHS, 2.5, "2 1/2 epochs");
    reads("1/2 HFU", Dimension::Share, 0.375, "0.5HFU");
    reads_range("1/3 to 1/2", Dimension::Share, 1.0 / 3.0, 0.5, "1/3..1/2");
    for (typed, days, spelled) in [
        ("1/2 day", 0.5, "1/2 day"),
        ("2 1/2 days", 2.5, "2 1/2 days"),
        ("½ day", 0.5, "1/2 day"),
        ("2½ days", 2.5, "2 1/2 days"),
        ("2 ½ days", 2.5, "2 1/2 days"),
        ("3¾ d", 3.75, "3 3/4 d"),
    ] {
        reads(typed, Dimension::Time, days * DAY, spelled);
    }
    for (typed, dimension, says) in [
        (
            "1/2",
            TOKENS,
            "A fraction is not read here: type the number itself, such as 1.5e24",
        ),
        (
            "½",
            Dimension::Chips,
            "type the number itself, such as 1,024",
        ),
        ("1/2 TFLOP/s", Dimension::Speed, "such as 312 TFLOP/s"),
        ("1/2 kW", Dimension::Power, "such as 400 W"),
        ("1/2", Dimension::Price, "such as 2.50 USD"),
        ("1/2", Dimension::Intensity, "such as 57 g/kWh"),
        ("1/2", Dimension::ChipHours, "A fraction is not read here"),
        ("1/2", Dimension::Operations, "A fraction is not read here"),
        (
            "1/2",
            Dimension::MultiplyAdds,
            "A fraction is not read here",
        ),
        ("1/0", Dimension::Share, "none of them zero"),
        ("0/1", Dimension::Ratio, "none of them zero"),
        ("1.5/2", Dimension::Ratio, "two whole numbers"),
        ("2 3/2", Dimension::Ratio, "two whole numbers"),
        ("1/2/3", Dimension::Ratio, "two whole numbers"),
        ("3/11", Dimension::Time, "Type a unit behind the fraction"),
        (
            "3/11 to 7/6",
            Dimension::Time,
            "Type a unit behind the fraction",
        ),
        ("4/3", Dimension::Share, "at most 100%"),
    ] {
        refuses(typed, dimension, says);
    }
}

#[test]
fn thousands_are_parted_in_every_country() {
    for typed in ["2 048", "2\u{2009}048", "2\u{a0}048", "2\u{202f}048"] {
        reads(typed, Dimension::Chips, 2048.0, "2 048");
    }
    reads("1'000", TOKENS, 1000.0, "1'000");
    reads("1’000’000", TOKENS, 1e6, "1'000'000");
    reads("1,000", TOKENS, 1000.0, "1,000");
    refuses("1'00", TOKENS, "not grouped in threes");
    for typed in ["20k–30k", "20k-30k"] {
        reads_range(typed, TOKENS, 20e3, 30e3, "20k..30k");
    }
    reads_range("20-30k", TOKENS, 20e3, 30e3, "20..30k");
    refuses("1.024.000", TOKENS, "type 1,024,000.");
    refuses(
        "1.024.00",
        TOKENS,
        "separate thousands with commas or spaces",
    );
}

#[test]
fn a_point_before_three_digits_is_asked_about() {
    for (typed, dimension, other) in [
        ("1.024", TOKENS, Some("1,024")),
        ("65.536", Dimension::Chips, Some("65,536")),
        ("1.024 GPUs", Dimension::Chips, Some("1,024 GPUs")),
        ("512.000", TOKENS, Some("512,000")),
        ("0.125", TOKENS, None),
        ("1.5", TOKENS, None),
        ("1.0245", TOKENS, None),
        ("1.024M", TOKENS, None),
        ("1.024e3", TOKENS, None),
        ("1,024.500", TOKENS, None),
        ("1.024 to 2.048", TOKENS, None),
        ("1.125", EPOCHS, None),
        ("1.024", Dimension::Time, None),
        ("1.024", Dimension::Ratio, None),
        ("", TOKENS, None),
    ] {
        let found = doubtful_thousands(typed, dimension);
        assert_eq!(found.as_deref(), other, "“{typed}” was typed");
        if found.is_some() {
            // A link of old goes on to mean what it meant.
            reads(
                typed,
                dimension,
                typed.replace(" GPUs", "").parse().expect("a number"),
                typed,
            );
        }
    }
}

#[test]
fn a_refusal_has_an_example_of_its_field() {
    for (dimension, example) in [
        (Dimension::Chips, "such as 1,024"),
        (Dimension::Time, "such as 5.5 d"),
        (Dimension::Share, "such as 33%"),
        (Dimension::Speed, "such as 312 TFLOP/s"),
        (Dimension::Price, "such as 2.50 USD"),
        (Dimension::Power, "such as 400 W"),
        (Dimension::Intensity, "such as 57 g/kWh"),
        (Dimension::Overhead, "such as 1.1"),
        (Dimension::Ratio, "such as 2"),
        (Dimension::ChipHours, "such as 1.5M"),
        (EPOCHS, "such as 90"),
    ] {
        for typed in ["many", "2 3", "#", "9".repeat(1001).as_str()] {
            let said = read(typed, dimension).map_err(|error| error.explain(dimension));
            assert!(
                said.is_err_and(|said| said.contains(example)),
                "“{typed}” as {dimension:?}"
            );
        }
    }
}

/// Hostile texts end at once, with words.
#[test]
fn long_nonsense_is_refused() {
    let texts = [
        "±±", "1/0", "*", "x", "1/", "a ", "and ", "half ", "~", "about ", "1:", "00:", "½", "1±",
        "1*", "one ", "twenty-", "1-", "'", "1'", "up to ", "2 1/2 ", ", ", "d, ",
    ];
    for piece in texts {
        for times in [1, 2, 3, 200, 1000] {
            let text: String = piece.repeat(times).chars().take(1000).collect();
            for dimension in [
                TOKENS,
                EPOCHS,
                Dimension::Time,
                Dimension::Share,
                Dimension::Chips,
                Dimension::Price,
            ] {
                let began = std::time::Instant::now();
                match read(&text, dimension) {
                    Ok(value) => {
                        let link = spell(&text, dimension);
                        assert_eq!(
                            read(&link, dimension),
                            Ok(value),
                            "“{text}” through “{link}”"
                        );
                        assert_eq!(spell(&link, dimension), link, "“{text}” in a link");
                    }
                    Err(error) => assert!(!error.explain(dimension).is_empty()),
                }
                let _ = read_counted(&text, dimension);
                let _ = (
                    factors(&text),
                    hedge(&text, dimension),
                    doubtful_thousands(&text, dimension),
                );
                assert!(began.elapsed().as_secs() < 2, "“{text}” took too long");
            }
        }
    }
}

/// A period takes what its fields take, and its link is of the same figures.
#[test]
fn a_period_is_read_as_its_fields_are() {
    for (typed, plain) in [
        (
            "three days × 8x H100 SXM bf16 at 40%",
            "3 d × 8 H100 SXM bf16 at 40%",
        ),
        (
            "about 3 d × 8xH100 SXM bf16 at 40%",
            "3 d × 8 H100 SXM bf16 at 40%",
        ),
        (
            "36:00:00 on 4x RTX 3090 fp32 at ~30%",
            "36 h × 4 RTX 3090 fp32 at 30%",
        ),
        (
            "3-12:00:00 × two nodes of 8 H100 SXM bf16 at 40 ± 5%",
            "84 h × 16 H100 SXM bf16 at 35 to 45%",
        ),
        (
            "15 ± 5 d × 8 H100 SXM bf16 at 1/3",
            "10 to 20 d × 8 H100 SXM bf16 at 0.3333333333333333",
        ),
        (
            "2½ days × 8 H100 SXM bf16 at half",
            "2.5 d × 8 H100 SXM bf16 at 50%",
        ),
        (
            "2 d × 8 H100 SXM bf16 at about 0.4",
            "2 d × 8 H100 SXM bf16 at 40%",
        ),
    ] {
        let periods = |text: &str| {
            lines(text)
                .into_iter()
                .map(|line| line.period)
                .collect::<Vec<_>>()
        };
        assert!(
            periods(plain).iter().all(Result::is_ok),
            "{plain}: {:?}",
            periods(plain)
        );
        assert_eq!(periods(typed), periods(plain), "“{typed}” was typed");
    }
}
