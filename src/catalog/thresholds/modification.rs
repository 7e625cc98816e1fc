//! The EU’s rule of one third, for whoever modifies another’s general-purpose AI model.

/// Anyone who modifies another’s general-purpose AI model is treated as the provider of a new one in the
/// EU if the modification takes more than this share of the compute of the original: an indicative
/// criterion, see [`MODIFICATION_CITATION`].
pub const MODIFICATION_SHARE: f64 = 1.0 / 3.0;

/// The rule in words, for whoever modifies a model.
pub const MODIFICATION_SAYS: &str = "Whoever modifies another’s general-purpose AI model is treated as \
    the provider of a new one if the modification takes more than a third of the training compute of \
    the original: an indicative criterion";

/// The words for a base model of unknown compute.
pub const MODIFICATION_OTHERWISE: &str = "Where it can neither be known nor be estimated, a third of a \
    threshold stands in for a third of it:";

/// FLOP of a modification that stand in for the share of an original with systemic risk whose compute
/// can neither be known nor be estimated: a third of the threshold for systemic risk, 10^25.
pub const MODIFICATION_OF_SYSTEMIC_RISK: f64 = 1e25 / 3.0;

/// The same for any other original: a third of the threshold for general-purpose models, 10^23.
pub const MODIFICATION_OF_OTHERS: f64 = 1e23 / 3.0;

/// The place of the rule on modifications. Other points of the text call it point 60, because their
/// numbers are out of date.
pub const MODIFICATION_CITATION: &str = "European Commission, guidelines on general-purpose AI models \
    under the AI Act, C(2025) 7719 final of 19 November 2025, section 3.2, points 63 and 64";

/// The address of that text.
pub const MODIFICATION_LINK: &str = "https://digital-strategy.ec.europa.eu/en/library/\
    guidelines-scope-obligations-providers-general-purpose-ai-models-under-ai-act";

#[cfg(test)]
mod tests {
    use super::super::{Threshold, thresholds};
    use super::*;

    fn of(slug: &str) -> &'static Threshold {
        let mut all = thresholds().iter();
        all.find(|row| row.slug == slug).expect("in the table")
    }

    #[test]
    fn a_modification_is_held_against_a_third() {
        assert_eq!(format!("{MODIFICATION_OF_SYSTEMIC_RISK:.2e}"), "3.33e24");
        assert_eq!(format!("{MODIFICATION_OF_OTHERS:.2e}"), "3.33e22");
        for (substitute, slug) in [
            (MODIFICATION_OF_SYSTEMIC_RISK, "eu-systemic-risk"),
            (MODIFICATION_OF_OTHERS, "eu-general-purpose"),
        ] {
            let ratio = substitute / of(slug).flop;
            assert!((ratio - MODIFICATION_SHARE).abs() < 1e-15, "{slug}");
        }
        assert_eq!(MODIFICATION_LINK, of("eu-general-purpose").link);
    }
}
