//! A link keeps the reading of its edition; one of the edition that asks, and one of none, are asked.

use super::*;

const B: &str = "&hardware=nvidia-h100-sxm&format=bf16&utilization=1";

/// A link without its edition and the figure that it gave until 2026-11.2.
fn links() -> Vec<(String, f64)> {
    let hour = 989.4e12 * 3600.0;
    vec![
        (format!("time=1h&chips=2x_4090{B}"), 8180.0 * hour),
        (format!("time=1h&chips=4090_x_2{B}"), 8180.0 * hour),
        (format!("time=1h&chips=8_x_100{B}"), 800.0 * hour),
        (format!("time=1h&chips=910B{B}"), 910e9 * hour),
        (format!("time=1h&chips=2e9{B}"), 2e9 * hour),
        ("parameters=0,345B&tokens=1e9".into(), 6.0 * 345e9 * 1e9),
        ("parameters=00,123&tokens=1e9".into(), 6.0 * 123.0 * 1e9),
        (format!("time=0'345h&chips=1{B}"), 345.0 * hour),
        ("parameters=8x7B&tokens=1e9".into(), 6.0 * 56e9 * 1e9),
        (
            "parameters=8_%C3%97_22B&tokens=1e9".into(),
            6.0 * 176e9 * 1e9,
        ),
        (
            format!("time=20230102&chips=1{B}"),
            20_230_102.0 * 24.0 * hour,
        ),
        (
            format!("time=20230102..20230105&chips=1{B}"),
            (20_230_102f64 * 20_230_105.0).sqrt() * 24.0 * hour,
        ),
        (
            "fleet=1h_*_4090_x_2&hardware=nvidia-h100-sxm&format=bf16&utilization=1".into(),
            8180.0 * hour,
        ),
        (
            "fleet=0,345mo_*_8_@bf16&hardware=nvidia-h100-sxm&utilization=1".into(),
            345.0 * 730.5 * 8.0 * hour,
        ),
        (
            "time=1h&chips=1&hardware=HGX_B200&format=bf16&utilization=1".into(),
            2250e12 * 3600.0,
        ),
        ("fleet=1h*2*HGX_B200@bf16@1".into(), 2.0 * 2250e12 * 3600.0),
        ("fleet=1h*2*B200_HGX@bf16@1".into(), 2.0 * 2250e12 * 3600.0),
        (
            "time=1h&chips=1&hardware=V100's&format=fp16&utilization=1".into(),
            130e12 * 3600.0,
        ),
    ]
}

fn flop(link: &str) -> Option<f64> {
    let headline = answer(&decode(link).draft).outcome.total.headline;
    headline.map(|(flop, _)| flop.median())
}

#[test]
fn a_link_of_an_earlier_edition_keeps_its_reading() {
    for (link, expected) in links() {
        for edition in ["2026-11", "2026-12", "2026-11.2"] {
            let link = format!("v=1&data={edition}&{link}");
            let flop = flop(&link)
                .unwrap_or_else(|| panic!("{link}: {:?}", answer(&decode(&link).draft).problems));
            assert!(
                (flop / expected - 1.0).abs() < 1e-9,
                "{link} gives {flop:e}"
            );
            // It goes on to mean it.
            let again = encode(&decode(&link).draft);
            let again_flop = self::flop(&again);
            assert_eq!(again_flop, Some(flop), "{again}");
        }
    }
}

#[test]
fn a_link_of_the_edition_that_asks_is_asked_and_so_is_one_of_none() {
    for (link, former) in links() {
        for edition in ["data=2026-11.3&", ""] {
            let link = format!("v=1&{edition}{link}");
            let now = flop(&link);
            assert!(
                now.is_none_or(|now| (now / former - 1.0).abs() > 0.1),
                "{link} is still read as {former:e}"
            );
        }
    }
}

#[test]
fn the_rules_are_those_of_the_edition() {
    for edition in ["2026-11", "2026-12", "2026-11.2"] {
        let edition = Edition::named(edition).expect("an edition");
        assert_eq!(edition.rules(), Rules::First);
    }
    assert_eq!(
        Edition::named("2026-11.3").map(Edition::rules),
        Some(Rules::Second)
    );
    assert_eq!(Edition::PRESENT.rules(), Rules::default());
    assert_eq!(Draft::default().rules(), Rules::default());
    assert!(Rules::First.read("8x7B", PARAMETERS).is_ok());
    assert!(Rules::Second.read("8x7B", PARAMETERS).is_err());
}
