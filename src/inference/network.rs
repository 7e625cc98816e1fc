//! A network that is given layer by layer and takes tokens, counted at any number of positions.

use super::{Forward, Request};
use crate::architecture::{Per, count_text, outline};

/// A network with one sequence of tokens.
#[derive(Clone, Debug)]
pub struct Network {
    /// Its text, and the row with the tokens.
    text: String,
    row: usize,
    looks_ahead: bool,
}

impl Network {
    /// Finds the tokens in the text of a network. Returns `None` if it has not one sequence of tokens alone.
    pub fn of(text: &str) -> Option<Self> {
        let rows = outline::rows(text);
        let is_sequence = |row: &str| row.starts_with("tokens") || row.starts_with("target");
        let mut sequences = rows
            .iter()
            .enumerate()
            .filter(|(_, row)| is_sequence(row.text.trim_start()));
        let (Some((index, row)), None) = (sequences.next(), sequences.next()) else {
            return None;
        };
        let tokens = row.text.trim_start();
        let has_encoder = || {
            let mut rows = rows.iter();
            rows.any(|row| row.text.contains("encoder("))
        };
        tokens.starts_with("tokens").then(|| Self {
            text: text.into(),
            row: index,
            looks_ahead: !tokens.contains("causal") && has_encoder(),
        })
    }

    /// Returns whether a position attends to those behind it, so that the network generates no text.
    pub fn looks_ahead(&self) -> bool {
        self.looks_ahead
    }

    /// Returns the FLOP of a pass over the first n positions, each of which attends to itself and to those before it.
    /// Returns `None` if n is not a whole number, or if the network cannot be counted by tokens.
    pub fn positions(&self, n: f64) -> Option<f64> {
        if n < 1.0 || n.fract() != 0.0 {
            return (n == 0.0).then_some(0.0);
        }
        let row = outline::Edit::Become(format!("tokens({n:.0},causal)"));
        let (text, _) = outline::edit(&self.text, self.row, &row);
        let count = count_text(&text).ok()?;
        (count.per == Per::Token).then_some(2.0 * count.multiply_adds as f64)
    }

    /// Returns the FLOP of a position and of a pair of positions, if attention goes over every position up to n.
    /// Attention in windows or chunks does not.
    pub fn forward(&self, n: f64) -> Option<Forward> {
        let (one, two) = (self.positions(1.0)?, self.positions(2.0)?);
        let pair = two - 2.0 * one;
        let forward = Forward {
            token: one - pair,
            pair,
        };
        let is_even = (forward.positions(n) / self.positions(n)? - 1.0).abs() < 1e-9;
        is_even.then_some(forward)
    }

    /// Returns the FLOP of a request. With a cache, one pass over all positions counts it, with windows and chunks as
    /// well; without a cache, attention has to go over every position.
    pub fn request(&self, request: Request) -> Option<f64> {
        let last = request.last();
        match request.is_cached || request.generated < 1.0 {
            true => self.positions(last),
            false => Some(request.flop(self.forward(last)?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GPT2: &str =
        "tokens(1024);embed(50257,768);positions;decoder(12,12,3072,bias);ln;head(tied)";

    fn close(ours: f64, expected: f64) {
        assert!((ours / expected - 1.0).abs() < 1e-12, "{ours} {expected}");
    }

    /// FLOP of one token of GPT-2 with a context of this length, itself included: 12 layers of 12·768² multiply-adds in
    /// weights and 2·768 for each token that is attended to, and the output layer.
    fn token_of_gpt2(context: u64) -> f64 {
        let weights = 12.0 * 12.0 * 768.0 * 768.0 + 50257.0 * 768.0;
        2.0 * (weights + 12.0 * 2.0 * 768.0 * context as f64)
    }

    #[test]
    fn attention_is_summed_over_every_position() {
        let gpt2 = Network::of(GPT2).expect("a network of tokens");
        assert!(!gpt2.looks_ahead());
        close(
            gpt2.positions(500.0).unwrap(),
            (1..=500).map(token_of_gpt2).sum(),
        );
        assert_eq!(gpt2.positions(0.0), Some(0.0));
        assert_eq!(gpt2.positions(1.5), None);
        assert_eq!(gpt2.positions(f64::NAN), None);
    }

    #[test]
    fn a_request_passes_the_prompt_and_all_generated_tokens_but_the_last() {
        let gpt2 = Network::of(GPT2).expect("a network of tokens");
        let request = |is_cached| Request {
            prompt: 500.0,
            generated: 300.0,
            is_cached,
        };
        let passed = (1..=799).map(token_of_gpt2).sum();
        close(gpt2.request(request(true)).unwrap(), passed);
        let again = (500..=799).map(|n| (1..=n).map(token_of_gpt2).sum::<f64>());
        close(gpt2.request(request(false)).unwrap(), again.sum());
    }

    #[test]
    fn a_window_ends_the_growth() {
        let text = "tokens(4096,causal);embed(1000,64);attention(4,window=16);head(1000)";
        let network = Network::of(text).expect("a network of tokens");
        let pass = |n| network.positions(n).unwrap();
        close(pass(200.0) - pass(199.0), pass(100.0) - pass(99.0));
        assert_eq!(network.forward(200.0), None);
    }

    #[test]
    fn what_takes_no_tokens_is_not_counted_by_them() {
        for text in [
            "input(3x224x224);conv(64,7);globalpool;fc(10)",
            "tokens(5);target(5);embed(10,4)",
            "nonsense",
            "",
        ] {
            assert!(Network::of(text).is_none(), "{text}");
        }
        let bert = Network::of("tokens(512);embed(30522,768);encoder(12,12,3072,bias)");
        assert!(bert.expect("a network of tokens").looks_ahead());
    }
}
