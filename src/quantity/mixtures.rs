//! Mixtures of experts whose names look like a product: Mixtral 8x7B has 46.7 billion parameters and not 56.

/// The name behind Mixtral, all of its parameters, and those that are active for a token. [Mistral AI
/// 2023](https://mistral.ai/news/mixtral-of-experts/), [2024](https://mistral.ai/news/mixtral-8x22b/).
pub const MIXTURES: [(&str, &str, &str); 2] =
    [("8x7B", "46.7B", "12.9B"), ("8x22B", "141B", "39B")];

/// Returns all parameters of a mixture, and those that are active for a token.
pub(super) fn mixture(name: &str) -> Option<(&'static str, &'static str)> {
    let known = MIXTURES.iter().find(|(known, ..)| *known == name)?;
    Some((known.1, known.2))
}
