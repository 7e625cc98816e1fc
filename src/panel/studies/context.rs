//! The operations of a network that writes token by token, with attention over a context that grows.

use crate::architecture::{Per, count_text, spell};
use crate::study::inference::Query;

/// A network that is asked, token by token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Growing {
    /// The compute of the whole query.
    pub query: Query,
    /// FLOP of the first token, with no context, and of the last, with all of it.
    pub first: f64,
    pub last: f64,
}

/// Counts a network at every position of a prompt and its answer. `None` if the text is no network of tokens that
/// looks back alone, or there are no whole tokens.
///
/// The count of a text of n tokens that looks back alone is the sum over its positions: each attends to itself and to
/// those before it. So the answer is the count of both less that of the prompt.
pub(super) fn growing(model: &str, prompt: f64, answer: f64) -> Option<Growing> {
    let [prompt, answer] = [prompt, answer].map(whole);
    let (prompt, answer) = (prompt?, answer?);
    let length = prompt.checked_add(answer).filter(|length| *length > 0)?;
    let rest = behind_the_input(model)?;
    let flop = |tokens: u64| {
        if tokens == 0 {
            return Some(0.0);
        }
        let count = count_text(&format!("tokens({tokens},causal){rest}")).ok()?;
        (count.per == Per::Token).then_some(2.0 * count.multiply_adds as f64)
    };
    let all = flop(length)?;
    Some(Growing {
        query: Query::grown(flop(prompt)?, all).ok()?,
        first: flop(1)?,
        last: all - flop(length - 1)?,
    })
}

/// Returns a number of tokens, if it is one that can be counted exactly.
fn whole(tokens: f64) -> Option<u64> {
    let rounded = tokens.round();
    (0.0..1e9).contains(&rounded).then_some(rounded as u64)
}

/// Returns the text of a network behind `tokens(…)`. `None` if it takes no tokens, has a target beside them, or is an
/// encoder, which looks ahead.
fn behind_the_input(model: &str) -> Option<String> {
    let spelled = spell(model)?;
    let (sizes, rest) = spelled.strip_prefix("tokens(")?.split_once(')')?;
    let is_causal = sizes.contains("causal");
    let looks_ahead = rest.contains("encoder(") && !is_causal;
    (!looks_ahead && !rest.contains("target(")).then(|| rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GPT2: &str =
        "tokens(1024);embed(50257,768);positions;decoder(12,12,3072,bias);ln;head(tied)";

    fn close(ours: f64, expected: f64) {
        assert!((ours / expected - 1.0).abs() < 1e-12, "{ours} {expected}");
    }

    /// FLOP of one token of GPT-2 with a context of so many, itself included: 12 layers of 12·768² multiply-adds in
    /// weights and 2·768 for each token that is attended to, and the output layer.
    fn token_of_gpt2(context: u64) -> f64 {
        let weights = 12.0 * 12.0 * 768.0 * 768.0 + 50257.0 * 768.0;
        2.0 * (weights + 12.0 * 2.0 * 768.0 * context as f64)
    }

    #[test]
    fn attention_is_summed_over_every_position() {
        let found = growing(GPT2, 500.0, 300.0).expect("a network");
        close(found.query.prompt, (1..=500).map(token_of_gpt2).sum());
        close(found.query.answer, (501..=800).map(token_of_gpt2).sum());
        close(found.first, token_of_gpt2(1));
        close(found.last, token_of_gpt2(800));
    }

    #[test]
    fn a_window_ends_the_growth() {
        let model = "tokens(4096,causal);embed(1000,64);attention(4,window=16);head(1000)";
        let found = growing(model, 100.0, 100.0).expect("a network");
        close(
            found.query.prompt + found.last * 100.0,
            found.query.prompt + found.query.answer,
        );
    }

    #[test]
    fn what_writes_no_tokens_is_left_to_the_forward_pass() {
        for model in [
            "input(3x224x224);conv(64,7);globalpool;fc(10)",
            "tokens(512);embed(30522,768);encoder(12,12,3072,bias)",
            "nonsense",
            "",
        ] {
            assert_eq!(growing(model, 10.0, 10.0), None, "{model}");
        }
        assert_eq!(growing(GPT2, 0.0, 0.0), None);
        assert_eq!(growing(GPT2, f64::NAN, 1.0), None);
        assert_eq!(growing(GPT2, 1e300, 1.0), None);
    }
}
