//! What defends a figure: its range and where it comes from, the thresholds that it is held against,
//! the ledger of what is counted, and the stages that there may be.

use petaday::catalog::thresholds::thresholds;
use petaday::draft::{Draft, link};
use petaday::panel::{thresholds as limits, uncertainty};

#[path = "parts/html.rs"]
mod html;
use html::is_well_formed;

fn draft(fragment: &str) -> Draft {
    let opened = link::decode(&format!("v=1&{fragment}"));
    assert_eq!(opened.problems, [], "{fragment}");
    opened.draft
}

#[track_caller]
fn expect(html: &str, words: &str) {
    assert!(html.contains(words), "no “{words}” in {html}");
}

/// What a person reads: without elements.
fn read(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, after)| after));
    }
    text
}

mod of_uncertainty {
    use super::*;

    fn drawn(fragment: &str) -> String {
        let html = uncertainty::draw(&draft(fragment)).into_string();
        assert!(is_well_formed(&html), "{html}");
        html
    }

    /// 6 × 70e9 × √2 × 10^13 = 5.94e24, √2 either way.
    #[test]
    fn a_range_is_told_drawn_and_tabled() {
        let html = drawn("parameters=70e9&tokens=10e12..20e12");
        let text = read(&html);
        expect(
            &text,
            "4.2 × 10²⁴ to 8.4 × 10²⁴ FLOP with a probability of 90%",
        );
        expect(&text, "The median is 5.94 × 10²⁴ FLOP ×/÷ 1.41;");
        // 4.2e24 / 8.64e19.
        expect(&text, "in pfs-days, 48,600 to 97,200.");
        expect(
            &html,
            "role=\"img\" aria-label=\"Distribution of the figure",
        );
        expect(&html, "90% of it from 4.2 times 10 to the power of 24 to");
        // The quartiles lie 0.6745 standard deviations out: 2^(±0.5 × 0.6745 / 1.645).
        for row in [
            "5th4.2 × 10²⁴48,600",
            "25th5.15 × 10²⁴",
            "50th, the median5.94 × 10²⁴",
            "75th6.85 × 10²⁴",
            "95th8.4 × 10²⁴97,200",
        ] {
            expect(&text, row);
        }
        expect(&text, "training tokens100%");
        assert!(!text.contains("Both methods"));
    }

    #[test]
    fn what_is_narrow_or_skew_is_told_as_it_is() {
        let narrow = read(&drawn(
            "uncertainty=typical&multiply-adds=11.4e9&examples=1281167&epochs=90",
        ));
        expect(&narrow, "± 0.44%");
        expect(&narrow, "The typical uncertainty is on");
        let skew = read(&drawn("compute=1e24&2.compute=1e23..9e24"));
        expect(&skew, "÷ ");
        expect(&skew, "Stage 2".to_lowercase().as_str());
    }

    #[test]
    fn without_a_range_it_says_how_to_give_one() {
        let html = drawn("parameters=70e9&tokens=2e12");
        expect(&html, "30 to 40%");
        expect(
            &html,
            "data-do=\"set\" data-key=\"uncertainty\" value=\"typical\"",
        );
        assert!(!html.contains("<svg"), "{html}");
        // Of which nothing is uncertain though it is on.
        let html = drawn("uncertainty=typical&parameters=7&tokens=2");
        assert!(!html.contains("data-key=\"uncertainty\""), "{html}");
        expect(&drawn("title=Nothing"), "There is no figure yet.");
    }

    #[test]
    fn both_methods_stand_beside_each_other() {
        let both = "parameters=70e9&tokens=10e12..20e12&chip-hours=9e6&peak=989e12";
        let text = read(&drawn(&format!("{both}&utilization=0.15..0.3")));
        expect(&text, "Both combined");
        expect(&text, "The methods are compatible");
        let text = read(&drawn(&format!("{both}&utilization=0.5..0.6")));
        expect(&text, "The methods are not compatible");
        let text = read(&drawn(&format!("{both}&utilization=0.2")));
        expect(&text, "cannot be told");
    }

    #[test]
    fn stages_are_named_and_texts_are_texts() {
        let html = drawn("stage=%3Cb%3EA&compute=1e24..2e24&2.compute=1e24..2e24");
        expect(&html, "&lt;b&gt;A");
        expect(&html, "stage 2");
        assert_eq!(html.matches(">50%<").count(), 2, "{html}");
    }
}

mod of_thresholds {
    use super::*;

    fn drawn(fragment: &str) -> String {
        let html = limits::draw(&draft(fragment)).into_string();
        assert!(is_well_formed(&html), "{html}");
        html
    }

    #[test]
    fn every_threshold_is_there_with_its_source() {
        let html = drawn("compute=1.2e25");
        for threshold in thresholds() {
            expect(&html, threshold.name);
            expect(&html, threshold.link);
            expect(&html, &threshold.standing());
        }
        assert_eq!(
            html.matches("Checked 2026-11-22").count(),
            thresholds().len()
        );
        let text = read(&html);
        // One heading for all laws of a figure.
        assert_eq!(text.matches("More than 10").count(), 3);
        assert_eq!(text.matches("Not legal advice").count(), 1);
        for claim in ["is a GPAI", "you must", "is a general-purpose AI model"] {
            assert!(!text.contains(claim), "{claim}");
        }
        expect(&text, "Above: 1.2 × 10²⁵ FLOP is 120 times 10²³.");
        expect(&text, "Above: 1.2 × 10²⁵ FLOP is 1.2 times 10²⁵.");
        expect(&text, "Not above: 1.2 × 10²⁵ FLOP is 12% of 10²⁶.");
    }

    /// The law says more than.
    #[test]
    fn the_figure_itself_is_not_above() {
        expect(
            &read(&drawn("compute=1e25")),
            "Not above: 1 × 10²⁵ FLOP is the figure itself",
        );
        expect(
            &read(&drawn("compute=1.0001e25")),
            "Above: 1 × 10²⁵ FLOP is just above 10²⁵.",
        );
        expect(&read(&drawn("compute=0.9999e25")), "is just below 10²⁵.");
        expect(&read(&drawn("compute=5e17")), "is less than 0.1% of 10²³.");
    }

    /// From 5e24 to 4.5e25 the median is 1.5e25, which is (ln 1.5 / (ln 3 / 1.645)) = 0.607 standard
    /// deviations above 1e25: 73% lies above it.
    #[test]
    fn of_a_range_the_share_above_is_told() {
        let text = read(&drawn("compute=5e24..4.5e25"));
        expect(
            &text,
            "73% of the distribution lies above. The median is 1.5 times 10²⁵.",
        );
        expect(
            &text,
            "More than 99% of the distribution lies above. The median is 150 times 10²³.",
        );
        expect(
            &text,
            "Less than 1% of the distribution lies above. The median is 15% of 10²⁶.",
        );
    }

    #[test]
    fn with_a_base_both_sums_are_shown() {
        let text = read(&drawn(
            "stage=A&role=base&compute=9e25&2.stage=B&2.compute=3.6e25",
        ));
        expect(
            &text,
            "Cumulative, with the base model: 1.26 × 10²⁶ FLOP; without it: 3.6 × 10²⁵ FLOP.",
        );
        expect(
            &text,
            "With the base model: Above: 1.26 × 10²⁶ FLOP is 1.26 times 10²⁶.",
        );
        expect(
            &text,
            "Without it: Not above: 3.6 × 10²⁵ FLOP is 36% of 10²⁶.",
        );
        // 3.6 of 9.
        expect(
            &text,
            "Modification over base model40%, above a third (33.3%).",
        );
        expect(&text, "points 63 and 64");
        let text = read(&drawn("role=base&compute=9e25&2.compute=3e25"));
        expect(&text, "33.3%, not above a third");
        // √(1 × 9) of 9 is the median; ln 3 is half the width: half of it lies above.
        let text = read(&drawn("role=base&compute=9e25&2.compute=1e25..9e25"));
        expect(&text, "33.3% (90% range 11.1% to 100%)");
        expect(&text, "50% of the distribution lies above.");
    }

    #[test]
    fn of_an_unknown_base_a_third_of_the_thresholds_stands_in() {
        let text = read(&drawn("role=base&stage=Secret&2.compute=5e22"));
        expect(
            &text,
            "For an original with systemic risk, 3.33 × 10²⁴ FLOP. Not above: 5 × 10²² FLOP is 1.5% of 3.33 × 10²⁴.",
        );
        expect(
            &text,
            "For any other original, 3.33 × 10²² FLOP. Above: 5 × 10²² FLOP is 1.5 times 3.33 × 10²².",
        );
        assert!(
            !text.contains("With the base model"),
            "nothing is known of it: {text}"
        );
    }

    #[test]
    fn without_a_base_it_says_how_to_add_one() {
        expect(
            &read(&drawn("compute=1e24")),
            "add a stage that is its base model",
        );
        expect(&read(&drawn("title=Nothing")), "There is no figure yet");
        expect(
            &read(&drawn("role=base&compute=1e24&2.stage=B")),
            "The modification has no figure yet.",
        );
    }

    #[test]
    fn figures_of_any_size_are_on_the_axis() {
        for flop in ["1", "1e-3", "1e10", "1e40", "1e22..1e30", "1e300"] {
            let html = drawn(&format!("compute={flop}"));
            let places = html
                .split("%\"")
                .filter_map(|piece| piece.rsplit('"').next()?.parse().ok());
            for place in places {
                let place: f64 = place;
                assert!((0.0..=100.0).contains(&place), "{flop}: {place}");
            }
            expect(&html, "cx=\"");
        }
    }
}
