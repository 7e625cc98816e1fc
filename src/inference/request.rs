//! A request to a model: the passes that read a text and generate another.
//!
//! A model that keeps keys and values (a cache) passes every position once. The pass over the prompt gives the first
//! token, and each further token takes one pass more. The token that is generated last is never passed, because
//! nothing follows it. Without a cache, each new token takes a pass over all positions before it.
//!
//! Batches change none of these counts. Speculative decoding adds to them: the tokens of the model that drafts, and
//! the drafted tokens that the large model checks and rejects.

use super::Forward;

/// A request: a text that is read, and one that is generated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Request {
    /// Tokens of the prompt.
    pub prompt: f64,
    /// Tokens that are generated.
    pub generated: f64,
    /// Whether keys and values are kept.
    pub is_cached: bool,
}

impl Request {
    /// Returns the positions before the first generated token: the prompt, or the sign that begins a text.
    fn start(self) -> f64 {
        self.prompt.max(1.0)
    }

    /// Returns the positions of the last forward pass.
    pub fn last(self) -> f64 {
        match self.generated >= 1.0 {
            true => self.start() + self.generated - 1.0,
            false => self.prompt,
        }
    }

    /// Returns the FLOP of the request.
    pub fn flop(self, forward: Forward) -> f64 {
        match self.generated < 1.0 || self.is_cached {
            true => forward.positions(self.last()),
            false => forward.all_positions(self.start(), self.last()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Passes position by position, and attends to each position up to its own.
    fn by_hand(request: Request, forward: Forward) -> f64 {
        let (prompt, generated) = (request.prompt as u64, request.generated as u64);
        let pass = |from: u64, to: u64| {
            let mut flop = 0.0;
            for position in from..=to {
                flop += forward.token;
                for _ in 1..=position {
                    flop += forward.pair;
                }
            }
            flop
        };
        let mut context = prompt;
        let mut passed = 0;
        let mut flop = 0.0;
        if generated == 0 {
            return pass(1, prompt);
        }
        if context == 0 {
            context = 1;
        }
        for _ in 0..generated {
            let from = if request.is_cached { passed + 1 } else { 1 };
            flop += pass(from, context);
            passed = context;
            context += 1;
        }
        flop
    }

    #[test]
    fn every_position_is_passed_as_often_as_a_loop_passes_it() {
        let forward = Forward::of_token(7.0).with_attention(3.0, 5.0);
        assert_eq!(forward.pair, 60.0);
        for prompt in [0, 1, 2, 17, 100] {
            for generated in [0, 1, 2, 13, 50] {
                for is_cached in [true, false] {
                    let request = Request {
                        prompt: f64::from(prompt),
                        generated: f64::from(generated),
                        is_cached,
                    };
                    let (ours, theirs) = (request.flop(forward), by_hand(request, forward));
                    assert_eq!(ours, theirs, "{request:?}");
                }
            }
        }
    }

    /// The index and IBM’s report to it, December 2025: 128,000 tokens as 1,000 sequences of 128 with contexts of
    /// 1,024 tokens, “1.9 petaFLOPs” in 25.6 s on one A100.
    #[test]
    fn ibms_disclosure_leaves_out_the_prompts() {
        let granite = Forward::of_token(2.0 * 8.17e9);
        let (full, output) = (1000.0 * (1024.0 + 127.0), 128_000.0);
        let request = |prompt| Request {
            prompt,
            generated: 128.0,
            is_cached: true,
        };
        let whole = 1000.0 * request(1024.0).flop(granite);
        assert_eq!(whole, full * 2.0 * 8.17e9);
        assert!((whole / 1.88e16 - 1.0).abs() < 0.01, "{whole}");
        // Their figure counts the tokens that come out, 2.1e15, rounded with fewer parameters.
        let without_prompts = 1000.0 * request(0.0).flop(granite);
        assert_eq!(without_prompts, output * 2.0 * 8.17e9);
        assert!(
            (without_prompts / 1.9e15 - 1.0).abs() < 0.15,
            "{without_prompts}"
        );
        // An A100 does 312e12 FLOP/s at its peak: the whole would take a minute, and not 25.6 s.
        assert!(whole / 312e12 > 60.0);
        assert!(without_prompts / 312e12 < 25.6);
    }
}
