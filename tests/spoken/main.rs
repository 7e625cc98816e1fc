//! Numbers, counts and times as people write and say them.

mod around;
mod said;
mod signs;
mod worked;

use petaday::answer::fleet::lines;
use petaday::quantity::{Dimension, doubtful_thousands, factors, hedge, read, read_counted, spell};

/// Expects a point of this value; its spelling in a link is read as the same value and spells itself.
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

const DAY: f64 = 86_400.0;
const TOKENS: Dimension = Dimension::Count(&["token"]);
const EPOCHS: Dimension = Dimension::Count(&["epoch"]);

/// Expects that the text is refused in these words, and stands in a link as it is.
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
            lines(text, petaday::catalog::Edition::PRESENT)
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
