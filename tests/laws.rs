//! Laws that every estimate keeps, whatever is typed: factors, ranges, stages, links.

use petaday::answer::{Answer, answer};
use petaday::draft::{Draft, Field, Key, link};
use petaday::quantity::{Uncertain, read, write};
use proptest::prelude::*;

/// A method, as a function from an answer to its figure.
type Method = fn(&Answer) -> Option<Uncertain>;

fn operations(answer: &Answer) -> Option<Uncertain> {
    Some(answer.outcome.total.operations.as_ref()?.flop.0)
}

fn gpu_time(answer: &Answer) -> Option<Uncertain> {
    Some(answer.outcome.total.gpu_time?.flop.0)
}

fn headline(answer: &Answer) -> Option<Uncertain> {
    Some(answer.outcome.total.headline?.0.0)
}

/// The keys that both methods multiply, and the method that each belongs to.
const FACTORS: [(Key, Method); 8] = [
    (Key::Parameters, operations),
    (Key::Tokens, operations),
    (Key::Epochs, operations),
    (Key::Timesteps, operations),
    (Key::Time, gpu_time),
    (Key::Chips, gpu_time),
    (Key::Peak, gpu_time),
    (Key::Utilization, gpu_time),
];

/// A number as people type it, a point or a range, between two powers of ten.
fn number(low: f64, high: f64) -> impl Strategy<Value = String> {
    let value = (0.0..1.0f64).prop_map(move |part| low * libm::pow(high / low, part));
    (value, 1.0..3.0f64, 0..3u8).prop_map(|(value, factor, kind)| {
        let digits = |value: f64| write::exact(rounded(value));
        match kind {
            0 => digits(value),
            1 => format!("{}..{}", digits(value), digits(value * factor)),
            _ => format!("{} to {}", digits(value), digits(value * factor)),
        }
    })
}

/// Keeps four digits, as people do.
fn rounded(value: f64) -> f64 {
    format!("{value:.3e}").parse().expect("a number")
}

prop_compose! {
    /// The fields of a stage by both methods.
    fn fields()(
        parameters in number(1e6, 1e12),
        tokens in number(1e8, 1e14),
        epochs in number(1.0, 30.0),
        timesteps in number(1.0, 100.0),
        time in number(0.1, 300.0),
        chips in number(1.0, 20_000.0),
        peak in number(1e12, 5e15),
        utilization in number(0.02, 0.1),
    ) -> Vec<(Key, String)> {
        let texts = [parameters, tokens, epochs, timesteps, time, chips, peak, utilization];
        FACTORS.into_iter().map(|(key, _)| key).zip(texts).collect()
    }
}

fn draft(stages: &[Vec<(Key, String)>]) -> Draft {
    let mut draft = link::decode("v=1").draft;
    for (stage, fields) in (1..).zip(stages) {
        for (key, text) in fields {
            draft.set(Field::new(stage, *key), text.as_str());
        }
    }
    draft
}

/// Multiplies what is typed in a field: both ends, where it is a range.
fn scaled(draft: &Draft, field: Field, factor: f64) -> Draft {
    let dimension = field.key.dimension().expect("a number");
    let value = read(draft.get(field).expect("typed"), dimension).expect("a number");
    // Days are read as seconds.
    let unit = match field.key {
        Key::Time => 86_400.0,
        _ => 1.0,
    };
    let times = |value: f64| write::exact(value / unit * factor);
    let text = match value.low() == value.high() {
        true => times(value.median()),
        false => format!("{}..{}", times(value.low()), times(value.high())),
    };
    let mut draft = draft.clone();
    draft.set(field, text);
    draft
}

fn is_close(a: f64, b: f64, error: f64) -> bool {
    (a / b - 1.0).abs() <= error
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_scaled_factor_scales_its_method_and_no_other(
        fields in fields(), which in 0..FACTORS.len(), factor in 1.01..3.0f64,
    ) {
        let (key, method) = FACTORS[which];
        let before = draft(&[fields]);
        let after = scaled(&before, Field::new(1, key), factor);
        let [before, after] = [&before, &after].map(answer);
        for one in [operations as Method, gpu_time] {
            let (before, after) = (one(&before).expect("a figure"), one(&after).expect("a figure"));
            let expected = match std::ptr::fn_addr_eq(one, method) {
                true => factor,
                false => 1.0,
            };
            for (before, after) in [
                (before.low(), after.low()),
                (before.median(), after.median()),
                (before.high(), after.high()),
            ] {
                prop_assert!(is_close(after, expected * before, 1e-9), "{key:?}: {before} became {after}");
            }
        }
    }

    #[test]
    fn more_of_any_factor_never_lowers_the_total_of_stages(
        stages in prop::collection::vec(fields(), 1..4), which in 0..FACTORS.len(), factor in 1.01..3.0f64,
    ) {
        let (key, method) = FACTORS[which];
        let before = draft(&stages);
        let after = scaled(&before, Field::new(1, key), factor);
        let [before, after] = [&before, &after].map(|draft| method(&answer(draft)).expect("a figure"));
        prop_assert!(after.median() >= before.median(), "{key:?}: {before:?} became {after:?}");
        prop_assert!(after.low() >= before.low() && after.high() >= before.high(), "{key:?}: {before:?} became {after:?}");
    }

    #[test]
    fn a_range_contains_its_median(stages in prop::collection::vec(fields(), 1..4), by in 0..4u8) {
        let mut draft = draft(&stages);
        let headline_by = ["operations", "gpu-time", "combined", "combined"][usize::from(by)];
        draft.set(Field::new(0, Key::Headline), headline_by);
        if by == 3 {
            draft.set(Field::new(0, Key::Uncertainty), "typical");
        }
        let answer = answer(&draft);
        for figure in [operations(&answer), gpu_time(&answer), headline(&answer)].into_iter().flatten() {
            prop_assert!(figure.low() <= figure.median() && figure.median() <= figure.high(), "{figure:?}");
            prop_assert!(figure.low() > 0.0 && figure.high().is_finite(), "{figure:?}");
        }
    }

    #[test]
    fn the_order_of_stages_does_not_matter(stages in prop::collection::vec(fields(), 2..5)) {
        let turned: Vec<_> = stages.iter().rev().cloned().collect();
        let [one, other] = [draft(&stages), draft(&turned)].map(|draft| answer(&draft));
        for method in [operations as Method, gpu_time] {
            let (one, other) = (method(&one).expect("a figure"), method(&other).expect("a figure"));
            // Sums of ranges are drawn. Another order draws other points.
            for (one, other) in [(one.low(), other.low()), (one.median(), other.median()), (one.high(), other.high())] {
                prop_assert!(is_close(one, other, 0.02), "{one} and {other}");
            }
        }
    }

    #[test]
    fn a_link_opens_as_the_draft_that_it_was_made_of(stages in prop::collection::vec(fields(), 1..4), title in "\\PC{0,40}") {
        let mut draft = draft(&stages);
        draft.set(Field::new(0, Key::Title), title);
        let fragment = link::encode(&draft);
        let opened = link::decode(&fragment);
        prop_assert_eq!(&opened.problems, &[]);
        prop_assert_eq!(link::encode(&opened.draft), fragment.clone());
        prop_assert!(!fragment.contains([' ', '+']) && !fragment.contains("%20"), "{fragment}");
        let [one, other] = [&draft, &opened.draft].map(|draft| headline(&answer(draft)).expect("a figure"));
        prop_assert_eq!(one, other);
    }
}
