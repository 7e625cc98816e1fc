//! Products and fractions.

use super::{DAY, EPOCHS, TOKENS, reads, reads_range, refuses};
use petaday::quantity::{Dimension, Uncertain, read_counted};

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
    // In a number of chips, products are read where nodes are.
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
        ("3/11", Dimension::Time, "Type a unit after the fraction"),
        (
            "3/11 to 7/6",
            Dimension::Time,
            "Type a unit after the fraction",
        ),
        ("4/3", Dimension::Share, "at most 100%"),
    ] {
        refuses(typed, dimension, says);
    }
}
