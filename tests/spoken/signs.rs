//! Signs of multiplication after numbers, and signs between thousands.

use super::{EPOCHS, TOKENS, reads, reads_range, refuses};
use petaday::quantity::{Dimension, Uncertain, doubtful_thousands, factors, read, read_counted};

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
