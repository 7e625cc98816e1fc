//! Numbers, counts and times as people write and say them.

use petaday::quantity::{Dimension, Uncertain, factors, read, read_counted, spell};

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
