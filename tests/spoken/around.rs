//! Ranges by their middle.

use super::{DAY, TOKENS, reads, reads_range, refuses};
use petaday::quantity::Dimension;

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
