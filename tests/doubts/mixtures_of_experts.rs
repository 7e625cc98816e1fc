//! Mixtures of experts, whose names look like products.

use super::*;

#[test]
fn a_mixture_is_asked_about() {
    for (typed, choices) in [
        ("8x7B", &["12.9B", "46.7B", "56B"][..]),
        ("8x7b", &["12.9B", "46.7B", "56b"]),
        ("8 x 7B", &["12.9B", "46.7B", "56B"]),
        ("8×7B", &["12.9B", "46.7B", "56B"]),
        ("8X7B parameters", &["12.9B", "46.7B", "56B"]),
        ("8x22B", &["39B", "141B", "176B"]),
        ("16x3.8B", &["60.8B"]),
        ("16 x 17 billion", &["272 billion"]),
        ("8x300M", &["2400M"]),
    ] {
        let asked = draft(&[(Key::Parameters, typed), (Key::Tokens, "1T")]);
        let problem = question(&asked, Key::Parameters);
        assert_eq!(problem.severity, Severity::Missing, "“{typed}”");
        let labels: Vec<&str> = problem.choices.iter().map(|c| c.label.as_str()).collect();
        assert_eq!(labels, choices, "“{typed}”");
        for label in choices {
            let left = answer(&chosen(&asked, &problem, label));
            assert!(
                left.outcome.total.headline.is_some(),
                "“{typed}” as {label}"
            );
        }
    }
}

#[test]
fn other_products_are_read() {
    for (typed, dimension, value) in [
        ("8*7B", PARAMETERS, 56e9),
        ("1024 x 1024", PARAMETERS, 1024.0 * 1024.0),
        ("2048 x 21", TOKENS, 43_008.0),
        ("8x7B", TOKENS, 56e9),
        ("1.5x10^9", PARAMETERS, 1.5e9),
        ("0.5 x 7B", PARAMETERS, 3.5e9),
    ] {
        assert_eq!(
            read(typed, dimension),
            Ok(Uncertain::point(value)),
            "“{typed}”"
        );
    }
}

/// The figures offered are those of the table of open models.
#[test]
fn the_counts_are_those_of_the_table() {
    for (name, all, active) in MIXTURES {
        let named = format!("Mixtral {name}");
        let mut models = open_models::open_models().iter();
        let model = models
            .find(|model| model.name == named)
            .expect("in the table");
        let value = |text: &str| read(text, PARAMETERS).expect("a number").median();
        assert_eq!(model.parameters, value(all), "{named}");
        assert_eq!(model.active_parameters, Some(value(active)), "{named}");
    }
}
