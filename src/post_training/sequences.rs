//! Lengths of many sequences: their number, and the mean of their lengths and of the squares.

/// Sequences of tokens. Each is attended to by itself alone, also where several are packed into one row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sequences {
    /// The number of sequences.
    pub number: f64,
    /// The mean length, in tokens.
    pub mean: f64,
    /// The mean of the squares of the lengths.
    pub mean_square: f64,
}

impl Sequences {
    /// Makes sequences from their number, their mean length, and the standard deviation of the lengths.
    pub fn with_deviation(number: f64, mean: f64, deviation: f64) -> Self {
        Self {
            number,
            mean,
            mean_square: mean * mean + deviation * deviation,
        }
    }

    /// Makes sequences of one length.
    pub fn of_length(number: f64, length: f64) -> Self {
        Self::with_deviation(number, length, 0.0)
    }

    /// Makes a number of sequences whose lengths are spread as those of a list. Returns `None` if the list is empty.
    pub fn from_lengths(number: f64, lengths: &[f64]) -> Option<Self> {
        let mean = |of: &dyn Fn(f64) -> f64| {
            lengths.iter().map(|length| of(*length)).sum::<f64>() / lengths.len() as f64
        };
        (!lengths.is_empty()).then(|| Self {
            number,
            mean: mean(&|length| length),
            mean_square: mean(&|length| length * length),
        })
    }

    /// Puts this many tokens in front of each sequence; takes them away if the number is negative.
    pub fn lengthened(self, by: f64) -> Self {
        Self {
            mean: self.mean + by,
            mean_square: self.mean_square + 2.0 * by * self.mean + by * by,
            ..self
        }
    }

    /// Returns a share of the sequences, or a multiple of them.
    pub fn times(self, factor: f64) -> Self {
        Self {
            number: self.number * factor,
            ..self
        }
    }

    /// Returns all their tokens.
    pub fn tokens(self) -> f64 {
        self.number * self.mean
    }

    /// Returns the pairs of positions that causal attention goes over: s · (s + 1) ÷ 2 of each sequence of s tokens.
    pub fn pairs(self) -> f64 {
        self.number * (self.mean_square + self.mean) / 2.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Counts tokens and pairs of positions one by one.
    fn by_hand(lengths: &[u32]) -> (f64, f64) {
        let (mut tokens, mut pairs) = (0.0, 0.0);
        for length in lengths {
            for position in 1..=*length {
                tokens += 1.0;
                for _ in 1..=position {
                    pairs += 1.0;
                }
            }
        }
        (tokens, pairs)
    }

    fn close(ours: f64, expected: f64) {
        assert!(
            (ours - expected).abs() <= 1e-9 * expected.abs().max(1.0),
            "{ours} {expected}"
        );
    }

    proptest! {
        #[test]
        fn a_list_counts_as_a_loop_over_its_positions(lengths in prop::collection::vec(1_u32..60, 1..12), by in 0_u32..20) {
            let listed: Vec<f64> = lengths.iter().copied().map(f64::from).collect();
            let sequences = Sequences::from_lengths(lengths.len() as f64, &listed).expect("a list");
            let (tokens, pairs) = by_hand(&lengths);
            close(sequences.tokens(), tokens);
            close(sequences.pairs(), pairs);
            // A prompt in front of each.
            let longer: Vec<u32> = lengths.iter().map(|length| length + by).collect();
            let (tokens, pairs) = by_hand(&longer);
            close(sequences.lengthened(f64::from(by)).tokens(), tokens);
            close(sequences.lengthened(f64::from(by)).pairs(), pairs);
        }
    }

    #[test]
    fn a_mean_and_a_deviation_count_as_the_lengths_that_have_them() {
        let lengths = [100.0, 300.0, 200.0, 400.0];
        let listed = Sequences::from_lengths(4.0, &lengths).expect("a list");
        // Mean 250, variance (150² + 50² + 50² + 150²) ÷ 4.
        let spread = Sequences::with_deviation(4.0, 250.0, libm::sqrt(12_500.0));
        close(spread.pairs(), listed.pairs());
        assert!(Sequences::of_length(4.0, 250.0).pairs() < spread.pairs());
        assert_eq!(Sequences::from_lengths(1.0, &[]), None);
    }
}
