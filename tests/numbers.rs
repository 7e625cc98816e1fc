//! Every way a number may be typed, every refusal, and what must hold for any text at all.

// Held against a tolerance.
#![allow(clippy::disallowed_methods)]

use petaday::quantity::{
    Dimension, ReadError, Uncertain, currency as currency_of, read, spell, write,
};
use proptest::prelude::*;

const COUNT: Dimension = Dimension::Count(&["token", "image", "gpu"]);

#[track_caller]
fn reads(text: &str, dimension: Dimension, value: f64) {
    assert_eq!(
        read(text, dimension),
        Ok(Uncertain::point(value)),
        "“{text}” as {dimension:?}"
    );
    there_and_back(text, dimension);
}

#[track_caller]
fn reads_range(text: &str, dimension: Dimension, low: f64, high: f64) {
    let read = read(text, dimension).unwrap_or_else(|e| panic!("“{text}”: {e}"));
    assert_eq!((read.low(), read.high()), (low, high), "“{text}”");
    let median = (low * high).sqrt();
    assert!((read.median() / median - 1.0).abs() < 1e-14, "“{text}”");
    there_and_back(text, dimension);
}

/// The way a link spells a text is worth the same, needs no escaping of spaces or plus signs
/// beyond a plain space, and is spelled the same again.
#[track_caller]
fn there_and_back(text: &str, dimension: Dimension) {
    let spelled = spell(text, dimension);
    let (before, after) = (read(text, dimension), read(&spelled, dimension));
    let (Ok(before), Ok(after)) = (before, after) else {
        panic!("“{text}” is spelled “{spelled}”, which cannot be read");
    };
    assert_eq!(before, after, "“{text}” is spelled “{spelled}”");
    assert!(
        !spelled.contains(['+', '%', '_']),
        "“{text}” is spelled “{spelled}”"
    );
    assert_eq!(spell(&spelled, dimension), spelled, "spelled twice");
}

#[track_caller]
fn refuses(text: &str, dimension: Dimension, says: &str) {
    match read(text, dimension) {
        Ok(value) => panic!("“{text}” was read as {value:?}"),
        Err(error) => {
            let message = error.to_string();
            assert!(
                message.contains(says),
                "“{text}”: the message “{message}” does not say “{says}”"
            );
        }
    }
    assert_eq!(
        spell(text, dimension),
        text,
        "what cannot be read is left as typed"
    );
}

#[test]
fn counts_are_read_in_every_form_of_the_vocabulary() {
    for (text, value) in [
        ("1.5e24", 1.5e24),
        ("1.5E24", 1.5e24),
        ("1.5e+24", 1.5e24),
        ("1.5×10^24", 1.5e24),
        ("1.5*10^24", 1.5e24),
        ("1.5 x 10^24", 1.5e24),
        ("1.5·10^24", 1.5e24),
        ("1.5*10**24", 1.5e24),
        ("1.5 × 10²⁴", 1.5e24),
        ("1.5 × 10⁻³", 1.5e-3),
        ("10^24", 1e24),
        ("10²⁴", 1e24),
        ("10^-3", 1e-3),
        ("1e-3", 1e-3),
        ("1e−3", 1e-3),
        ("1,000,000", 1e6),
        ("1 000 000", 1e6),
        ("1_000_000", 1e6),
        ("1\u{202f}000\u{a0}000", 1e6),
        ("300,000", 3e5),
        ("1,234.5", 1234.5),
        ("175B", 175e9),
        ("175b", 175e9),
        ("175 bn", 175e9),
        ("1.4T", 1.4e12),
        ("300k", 3e5),
        ("3M", 3e6),
        ("2 billion", 2e9),
        ("2 Billion tokens", 2e9),
        ("300B tokens", 3e11),
        ("1.2 million images", 1.2e6),
        ("8 GPUs", 8.0),
        ("  42  ", 42.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("+5", 5.0),
        ("0.75e9", 0.75e9),
        ("7.5", 7.5),
    ] {
        reads(text, COUNT, value);
    }
}

#[test]
fn ranges_are_read_in_every_form() {
    for text in [
        "5 to 6", "5..6", "5–6", "5—6", "5-6", "5 - 6", "5…6", "5...6", "5to6",
    ] {
        reads_range(text, COUNT, 5.0, 6.0);
    }
    reads_range("300 to 400B", COUNT, 300e9, 400e9);
    reads_range("300k to 400", COUNT, 300e3, 400e3);
    reads_range("900M to 1.1B", COUNT, 900e6, 1.1e9);
    reads_range("1e3-2e3", COUNT, 1e3, 2e3);
    reads_range("1e-3-2e-3", COUNT, 1e-3, 2e-3);
    reads_range("400 */ 2", COUNT, 200.0, 800.0);
    reads_range("400 ×/÷ 2", COUNT, 200.0, 800.0);
    reads_range("2B */ 2", COUNT, 1e9, 4e9);
    reads("5..5", COUNT, 5.0);
    reads("5 */ 1", COUNT, 5.0);
}

#[test]
fn ranges_are_read_in_words() {
    let day = 86_400.0;
    for text in [
        "between 5 and 6 days",
        "Between 5 and 6 days",
        "BETWEEN 5 AND 6 DAYS",
        "between 5 days and 6 days",
        "between five and six days",
        "between 5\u{a0}and 6\u{a0}days",
        "between about 5 and 6 days",
        "roughly between 5 and 6 days",
        "between 5–6 days",
        "from 5 to 6 days",
        "From 5 days to 6 days",
        "from 5-6 days",
        "5 TO 6 days",
        "between 120 h and 6 days",
    ] {
        reads_range(text, Dimension::Time, 5.0 * day, 6.0 * day);
    }
    let ends =
        |text, low: f64, high: f64| reads_range(text, Dimension::Time, low * day, high * day);
    ends("between a day and a week", 1.0, 7.0);
    ends("between two and a half and three days", 2.5, 3.0);
    ends("between 5 days and 5 days and a half", 5.0, 5.5);
    ends("between 1 day and 12 hours and 2 days", 1.5, 2.0);
    reads_range("between 7B and 8B", COUNT, 7e9, 8e9);
    reads_range("between 7 and 8 billion tokens", COUNT, 7e9, 8e9);
    reads_range("from one hundred to two hundred", COUNT, 100.0, 200.0);
    reads_range("between 30% and 40%", Dimension::Share, 0.3, 0.4);
    reads_range("between 30 and 40 Percent", Dimension::Share, 0.3, 0.4);
    for (text, says) in [
        ("between 5 days", "A range has two ends"),
        ("from 5 days", "A range has two ends"),
        ("between 5 days and a half", "A range has two ends"),
        ("between", "missing before “between”"),
        ("between and", "missing before"),
        ("between 6 and 5 days", "backwards"),
        ("5 or 6 days", "or a range, such as"),
        ("5 days or 6", "or a range, such as"),
    ] {
        refuses(text, Dimension::Time, says);
    }
}

#[test]
fn times_are_days_unless_a_unit_says_otherwise() {
    let day = 86_400.0;
    for (text, value) in [
        ("5.5", 5.5 * day),
        ("5.5d", 5.5 * day),
        ("5.5 days", 5.5 * day),
        ("132 h", 132.0 * 3600.0),
        ("90min", 5400.0),
        ("30 s", 30.0),
        ("3 weeks", 21.0 * day),
        ("2 mo", 365.25 / 6.0 * day),
        ("1 y", 365.25 * day),
        ("2 thousand hours", 7.2e6),
        ("5 d 12 h", 5.5 * day),
        ("1 week 2 days", 9.0 * day),
    ] {
        reads(text, Dimension::Time, value);
    }
    reads_range("5 to 6 days", Dimension::Time, 5.0 * day, 6.0 * day);
    reads_range("5 h to 6", Dimension::Time, 5.0 * 3600.0, 6.0 * 3600.0);
    reads_range("36h to 2d", Dimension::Time, 1.5 * day, 2.0 * day);
    reads_range("5 d 12 h to 6 d", Dimension::Time, 5.5 * day, 6.0 * day);
    reads_range("6 */ 1.5 h", Dimension::Time, 4.0 * 3600.0, 9.0 * 3600.0);
}

#[test]
fn speeds_amounts_and_shares_have_their_units() {
    for (text, value) in [
        ("312 TFLOP/s", 312e12),
        ("312T", 312e12),
        ("8.5 TFLOPS", 8.5e12),
        ("2 PFLOP/s", 2e15),
        ("1.1EFLOP/s", 1.1e18),
        ("989.4 teraFLOPS", 989.4e12),
        ("1.58e12", 1.58e12),
        ("1.58e12 FLOP/s", 1.58e12),
        ("275 TOPS", 275e12),
    ] {
        reads(text, Dimension::Speed, value);
    }
    reads_range("300 to 312 TFLOP/s", Dimension::Speed, 300e12, 312e12);
    reads_range("300..312T", Dimension::Speed, 300e12, 312e12);
    reads("11.4 GFLOP", Dimension::Operations, 11.4e9);
    reads("22.8 GFLOPs", Dimension::Operations, 22.8e9);
    reads("11.4e9", Dimension::MultiplyAdds, 11.4e9);
    reads("11.4 GMACs", Dimension::MultiplyAdds, 11.4e9);
    reads(
        "0.75 billion multiply-adds",
        Dimension::MultiplyAdds,
        0.75e9,
    );
    reads(
        "0.75 billion multiply adds",
        Dimension::MultiplyAdds,
        0.75e9,
    );
    reads("200,000 GPU-hours", Dimension::ChipHours, 2e5);
    reads("1.72M GPU hours", Dimension::ChipHours, 1.72e6);
    reads("30.8 million H", Dimension::ChipHours, 30.8e6);
    reads("10 chip-days", Dimension::ChipHours, 240.0);
    reads("2", Dimension::Ratio, 2.0);
    reads("0", Dimension::Ratio, 0.0);
    reads("33%", Dimension::Share, 0.33);
    reads("33.3 %", Dimension::Share, 0.333);
    reads("33 percent", Dimension::Share, 0.33);
    reads_range("33% to 40", Dimension::Share, 0.33, 0.4);
    reads("0.33", Dimension::Share, 0.33);
    reads("100%", Dimension::Share, 1.0);
    reads_range("30% to 40%", Dimension::Share, 0.3, 0.4);
    reads_range("30 to 40%", Dimension::Share, 0.3, 0.4);
    reads_range("30–40 %", Dimension::Share, 0.3, 0.4);
    reads_range("0.3 to 0.4", Dimension::Share, 0.3, 0.4);
    reads_range("40% */ 2", Dimension::Share, 0.2, 0.8);
}

#[test]
fn every_refusal_says_what_to_type_instead() {
    for (text, says) in [
        ("", "Nothing typed"),
        ("1e", "type the power of ten, such as 1e24"),
        ("1e+", "such as 1e24"),
        ("1.5e 24", "such as 1e24"),
        ("1.5e to 2", "such as 1e24"),
        ("1,5", "type 1.5"),
        ("1,50,000", "decimals with a point"),
        ("10,0000", "groups of three"),
        ("1.5,000", "decimals with a point"),
        ("1.234,5", "decimals with a point"),
        ("1.000.000", "type 1,000,000"),
        ("-5", "positive"),
        ("−5", "positive"),
        ("-5 to 6", "positive"),
        ("0", "Zero"),
        ("0.000", "Zero"),
        ("0 to 5", "Zero"),
        ("6 to 5", "backwards"),
        ("1000 to 2k", "backwards"),
        ("inf", "A number is missing"),
        ("NaN", "A number is missing"),
        ("1e999", "larger than this calculator can hold"),
        ("1e99999999999999999999", "larger"),
        ("10^400", "larger"),
        ("1e300 */ 1e20", "larger"),
        ("1e-999", "too close to zero"),
        ("many", "A number is missing"),
        ("5 parsecs", "k, M, B or T"),
        ("5 tokens per second", "not a unit"),
        ("2 3", "one number"),
        ("1.5 × 1024", "Copying from a PDF"),
        ("2^20", "powers of ten"),
        ("10^", "powers of ten"),
        ("10^2.5", "powers of ten"),
        ("5%", "percentage makes no sense"),
        ("1 to 2 to 3", "two ends"),
        ("to 3", "two ends"),
        ("5 ~ 6", "Leave out “~”"),
        ("5 */ 0.5", "at least 1"),
        ("5 */ x", "missing before"),
        ("$5", "“$”"),
        ("5\u{0}", "U+0000"),
        ("🙂", "🙂"),
    ] {
        refuses(text, COUNT, says);
    }
    refuses("5 d 12 h */ 1.2", Dimension::Time, "one number before */");
    refuses("2 weeks */ 1.5 days", Dimension::Time, "plain factor");
    refuses("7B */ 2M", COUNT, "plain factor");
    refuses("1 to 2 weeks 3 days", Dimension::Time, "unit at both ends");
    refuses("5 d 12 h to 6", Dimension::Time, "unit at both ends");
    refuses("2 GTX 580", COUNT, "leave names out");
    refuses("3m", Dimension::Time, "min or mo");
    refuses("3 M", Dimension::Time, "min or mo");
    refuses("3B", Dimension::Time, "s, min, h, d, w, mo or y");
    refuses("200 GPU-hours", Dimension::Time, "chip-hours");
    refuses("312 TFLOP", Dimension::Speed, "per second");
    refuses("312 TFLOP/s", Dimension::Operations, "speed");
    refuses("11 GMACs", Dimension::Operations, "choose multiply-adds");
    refuses("11 GFLOPs", Dimension::MultiplyAdds, "choose FLOP");
    refuses("40", Dimension::Share, "type 40%");
    refuses("1.2", Dimension::Share, "at most 1");
    refuses("140%", Dimension::Share, "at most 100%");
    refuses("90% */ 2", Dimension::Share, "at most 100%");
    refuses("0 to 2", Dimension::Ratio, "start above zero");
    refuses("1 000 node-hours", Dimension::ChipHours, "not nodes");
    refuses(&"9".repeat(1001), COUNT, "1,000 characters");
}

#[test]
fn a_thousand_characters_are_read_and_one_more_is_not() {
    let zeros = format!("{}1", "0".repeat(999));
    assert_eq!(read(&zeros, COUNT), Ok(Uncertain::point(1.0)));
    assert_eq!(read(&format!("0{zeros}"), COUNT), Err(ReadError::TooLong));
}

#[test]
fn a_utilization_of_the_hardware_is_three_quarters_of_it_of_the_model() {
    for text in [
        "40% HFU", "40 % hfu", "0.4 HFU", "0.4HFU", "HFU 40%", "HFU 0.4", "40%HFU",
    ] {
        reads(text, Dimension::Share, 0.4 * 0.75);
        assert_eq!(spell(text, Dimension::Share), "0.4HFU", "{text}");
    }
    for text in ["40% MFU", "MFU 40%", "0.4MFU"] {
        reads(text, Dimension::Share, 0.4);
        assert_eq!(spell(text, Dimension::Share), "0.4MFU", "{text}");
    }
    reads("100% HFU", Dimension::Share, 0.75);
    for text in [
        "40..45% HFU",
        "40% to 45% HFU",
        "40% HFU to 45% HFU",
        "40% HFU to 45%",
        "0.4 to 0.45 HFU",
        "HFU 40% to 45%",
    ] {
        reads_range(text, Dimension::Share, 0.4 * 0.75, 0.45 * 0.75);
        assert_eq!(spell(text, Dimension::Share), "0.4..0.45HFU", "{text}");
    }
    reads_range("30% HFU */ 1.5", Dimension::Share, 0.2 * 0.75, 0.45 * 0.75);
    reads_range("20% MFU to 40% HFU", Dimension::Share, 0.2, 0.4 * 0.75);
    refuses("120% HFU", Dimension::Share, "at most 100%");
    refuses("40 HFU", Dimension::Share, "type 40% HFU");
    refuses("80% HFU */ 1.5", Dimension::Share, "at most 100%");
    refuses(
        "40% XFU",
        Dimension::Share,
        "“XFU” is not a unit for this field",
    );
    refuses("HFU", Dimension::Share, "missing before “HFU”");
    refuses("40% HFU", COUNT, "percentage makes no sense");
}

#[test]
fn a_goal_may_be_in_petaflop_per_second_days() {
    for text in [
        "100 pfs-days",
        "100 pfs-day",
        "100pfs-days",
        "100 PFLOP/s-days",
        "100 petaFLOP/s-days",
        "100 petaflops-day",
        "100 pfs days",
    ] {
        reads(text, Dimension::Operations, 100.0 * 8.64e19);
    }
    reads("1e24", Dimension::Operations, 1e24);
    reads("1e24 FLOP", Dimension::Operations, 1e24);
    reads_range(
        "100 to 200 pfs-days",
        Dimension::Operations,
        8.64e21,
        1.728e22,
    );
    refuses("100 tfs-days", Dimension::Operations, "not a unit");
}

#[test]
fn power_overheads_carbon_and_prices_have_their_units() {
    for (text, value) in [
        ("400", 400.0),
        ("400 W", 400.0),
        ("0.4 kW", 400.0),
        ("0.4kw", 400.0),
        ("400 watts", 400.0),
        ("1.2 kilowatt", 1200.0),
    ] {
        reads(text, Dimension::Power, value);
    }
    reads_range("400 to 450 W", Dimension::Power, 400.0, 450.0);
    reads_range("0.4 to 0.45 kW", Dimension::Power, 400.0, 450.0);
    refuses("400 k", Dimension::Power, "W or kW");
    refuses("400 kWh", Dimension::Power, "W or kW");

    reads("1.1", Dimension::Overhead, 1.1);
    reads("1", Dimension::Overhead, 1.0);
    reads_range("1.1 to 1.2", Dimension::Overhead, 1.1, 1.2);
    refuses("0.9", Dimension::Overhead, "at least 1");
    refuses("0.9..1.2", Dimension::Overhead, "at least 1");
    refuses("1.1 */ 1.2", Dimension::Overhead, "at least 1");
    refuses("110%", Dimension::Overhead, "the number itself");
    refuses("1.1k", Dimension::Overhead, "at least 1");

    for text in [
        "57",
        "57 g/kWh",
        "57g/kWh",
        "0.057 kg/kWh",
        "57 gCO2e/kWh",
        "57 g CO2e/kWh",
        "57 gCO₂e/kWh",
        "57 gCO2eq/kWh",
        "57 gCO2-eq/kWh",
        "57 g CO2 per kWh",
        "57 kg/MWh",
        "57 t/GWh",
        "0.057 t/MWh",
        "57 g CO2e / kWh",
    ] {
        reads(text, Dimension::Intensity, 57.0);
    }
    // As American authorities count: 1 lb is 453.59237 g.
    reads("1000 lb/MWh", Dimension::Intensity, 453.592_37);
    reads("1 lb CO2/kWh", Dimension::Intensity, 453.592_37);
    refuses("57 g", Dimension::Intensity, "g/kWh");
    refuses("57 kWh/g", Dimension::Intensity, "g/kWh");

    for (text, currency, spelled) in [
        ("2.50", None, "2.50"),
        ("$2.50", Some("USD"), "2.5USD"),
        ("2.50 $", Some("USD"), "2.5USD"),
        ("US$2.50", Some("USD"), "2.5USD"),
        ("$2.50/h", Some("USD"), "2.5USD"),
        ("$2.50 USD", Some("USD"), "2.5USD"),
        ("2.5 usd per GPU-hour", Some("USD"), "2.5USD"),
        ("USD 2.50 / h", Some("USD"), "2.5USD"),
        ("€2.5", Some("EUR"), "2.5EUR"),
        ("2.5 EUR/h", Some("EUR"), "2.5EUR"),
        ("2.5£", Some("GBP"), "2.5GBP"),
        ("CHF 2.5", Some("CHF"), "2.5CHF"),
        ("2.5/h", None, "2.5"),
        ("2.5 per chip-hour", None, "2.5"),
    ] {
        reads(text, Dimension::Price, 2.5);
        assert_eq!(currency_of(text), currency, "{text}");
        assert_eq!(spell(text, Dimension::Price), spelled, "{text}");
        assert_eq!(currency_of(spelled), currency, "{text}");
    }
    for text in ["2 to 3 EUR/h", "€2 to €3", "2..3EUR", "€2–3"] {
        reads_range(text, Dimension::Price, 2.0, 3.0);
        assert_eq!(
            (currency_of(text), spell(text, Dimension::Price).as_str()),
            (Some("EUR"), "2..3EUR"),
            "{text}"
        );
    }
    refuses("$2 to €3", Dimension::Price, "two currencies");
    refuses("¥300", Dimension::Price, "JPY or CNY");
    refuses("2 USD/GPU", Dimension::Price, "for one hour");
    refuses("2 USD/month", Dimension::Price, "one chip for one hour");
    refuses("2,50 €", Dimension::Price, "type 2.50");
    refuses("0", Dimension::Price, "Zero");
    assert_eq!(currency_of("x USD"), None);
}

fn any_dimension() -> impl Strategy<Value = Dimension> {
    prop::sample::select(vec![
        COUNT,
        Dimension::Operations,
        Dimension::MultiplyAdds,
        Dimension::Speed,
        Dimension::Time,
        Dimension::ChipHours,
        Dimension::Ratio,
        Dimension::Share,
        Dimension::Overhead,
        Dimension::Power,
        Dimension::Intensity,
        Dimension::Price,
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    /// As the standard library finds it.
    #[test]
    fn digits_become_the_nearest_double(digits in "[1-9][0-9]{0,9}(\\.[0-9]{1,9})?", exponent in -250i32..250) {
        let text = format!("{digits}e{exponent}");
        let value: f64 = text.parse().unwrap();
        prop_assert_eq!(read(&text, COUNT), Ok(Uncertain::point(value)));
    }

    /// Nobody types that many digits: halfway between two doubles either will do.
    #[test]
    fn very_many_digits_become_a_double_next_to_them(mantissa in (1u128 << 52)..(1 << 53), shift in 1u32..60) {
        let halfway = (2 * mantissa + 1) << (shift - 1);
        for whole in [halfway - 1, halfway, halfway + 1] {
            let nearest: f64 = whole.to_string().parse().unwrap();
            let value = read(&whole.to_string(), COUNT).unwrap().median();
            prop_assert!(value.to_bits().abs_diff(nearest.to_bits()) <= 1);
        }
    }

    #[test]
    fn any_text_gives_a_value_or_a_message(text in "\\PC{0,40}", dimension in any_dimension()) {
        never_panics(&text, dimension);
    }

    /// Texts made of what numbers are made of get much further into the reader.
    #[test]
    fn any_number_like_text_gives_a_value_or_a_message(
        parts in prop::collection::vec(prop::sample::select(vec![
            "1", "5", "000", "0", "10", ",", ".", " ", "_", "e", "E", "+", "-", "−", "–", "..", " to ", "*/", "×", "^", "%",
            "k", "M", "B", "T", "d", "h", " d 12 h", "%", " */ 2", "min", "FLOP/s", "TFLOP/s", "GMAC", "⁻", "²⁴", "billion", " tokens", "x", "\u{a0}",
            "HFU", " MFU", "$", "€", " USD", "/h", " per hour", " W", "kW", " g/kWh", "gCO2e/kWh", " pfs-days",
        ]), 0..12),
        dimension in any_dimension(),
    ) {
        never_panics(&parts.concat(), dimension);
    }

    #[test]
    fn any_bytes_give_a_value_or_a_message(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        never_panics(&String::from_utf8_lossy(&bytes), COUNT);
    }

    #[test]
    fn what_is_written_for_machines_is_read_back_to_the_same_value(value in prop::num::f64::NORMAL) {
        let value = value.abs();
        prop_assert_eq!(read(&write::exact(value), COUNT), Ok(Uncertain::point(value)));
    }

    #[test]
    fn what_is_written_for_people_is_read_back_within_its_three_digits(exponent in -300..300i32, digits in 1.0..9.99) {
        let value = digits * 10f64.powi(exponent);
        let text = write::people(value);
        let back = read(&text, COUNT).map_err(|e| TestCaseError::fail(format!("{text}: {e}")))?;
        prop_assert!((back.median() / value - 1.0).abs() <= 0.00501, "{} was written {}", value, text);
    }

    #[test]
    fn a_written_range_is_read_back(low in 1e-100..1e100, factor in 1.0..1e6) {
        let high = low * factor;
        let text = format!("{} to {}", write::exact(low), write::exact(high));
        let back = read(&text, COUNT).map_err(|e| TestCaseError::fail(format!("{text}: {e}")))?;
        prop_assert_eq!((back.low(), back.high()), (low, high));
    }
}

fn never_panics(text: &str, dimension: Dimension) {
    match read(text, dimension) {
        Ok(value) => {
            assert!(
                value.low() <= value.median() * (1.0 + 1e-12)
                    && value.median() <= value.high() * (1.0 + 1e-12),
                "{text}"
            );
            assert!(
                value.median() == 0.0 || value.is_positive_and_finite(),
                "{text}"
            );
            there_and_back(text, dimension);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// Half a unit of the last digit that was typed, and what is written out is counted.
#[test]
fn a_rounded_number_is_as_good_as_its_digits() {
    let count = Dimension::Count(&["epoch"]);
    for (text, low, high) in [
        ("11.4e9", 11.35e9, 11.45e9),
        ("300B", 299.5e9, 300.5e9),
        ("1.2M", 1.15e6, 1.25e6),
        ("1.5×10^24", 1.45e24, 1.55e24),
        ("2 billion", 1.5e9, 2.5e9),
        ("7.5", 7.45, 7.55),
    ] {
        let range = petaday::quantity::rounded(text, count).expect(text);
        assert!((range.low() / low - 1.0).abs() < 1e-12, "{text}: {range:?}");
        assert!(
            (range.high() / high - 1.0).abs() < 1e-12,
            "{text}: {range:?}"
        );
        assert_eq!(Ok(range.median()), read(text, count).map(|v| v.median()));
    }
    for text in [
        "90",
        "1,281,167",
        "90 epochs",
        "5 to 6",
        "11.4e9 */ 2",
        "",
        "many",
    ] {
        assert_eq!(petaday::quantity::rounded(text, count), None, "{text}");
    }
}

/// Chinese, Japanese and Korean keyboards type full-width characters.
#[test]
fn full_width_characters_are_read_as_their_narrow_ones() {
    reads("７０Ｂ", COUNT, 70e9);
    reads("１．４Ｔ　ｔｏｋｅｎｓ", COUNT, 1.4e12);
    reads("１，０２２，３６２", COUNT, 1_022_362.0);
    reads("６．５ｅ１０", COUNT, 6.5e10);
    reads("２×１０＾９", COUNT, 2e9);
    reads("２＊３", COUNT, 6.0);
    reads("４０％", Dimension::Share, 0.4);
    reads("３１２　ＴＦＬＯＰ／ｓ", Dimension::Speed, 3.12e14);
    reads("２１　ｄ", Dimension::Time, 21.0 * 86_400.0);
    reads_range("３０－４０％", Dimension::Share, 0.3, 0.4);
    refuses("٧٠", COUNT, "٧٠");
}

/// A percentage of a million says little, so a share far beyond the peak counts peaks.
#[test]
fn a_share_far_beyond_a_peak_is_a_number_of_peaks() {
    assert_eq!(write::of_peak(0.477), "47.7% of");
    assert_eq!(write::of_peak(14.62), "1,460% of");
    assert_eq!(write::of_peak(100.0), "10,000% of");
    assert_eq!(write::of_peak(74_800.0), "74,800 ×");
}
