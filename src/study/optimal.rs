//! Compute-optimal training: the parameters and tokens with the lowest loss for an amount of compute.
//!
//! Loss = E + A ÷ N^α + B ÷ D^β with N parameters and D tokens, and compute = 6·N·D. The same formula has two
//! published sets of constants, which differ threefold in the tokens of a parameter at large scale:
//! - Hoffmann et al. 2022, “Training Compute-Optimal Large Language Models”, approach 3,
//!   <https://arxiv.org/abs/2203.15556>, with the digits that its authors published later;
//! - Besiroglu et al. 2024, “Chinchilla Scaling: A replication attempt”, <https://arxiv.org/abs/2404.10102>.

use super::{StudyError, finite, positive};

/// The constants of the loss.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Constants {
    /// Names them in links.
    pub slug: &'static str,
    /// Whose they are.
    pub name: &'static str,
    /// Loss that no training takes away, in nats a token.
    pub e: f64,
    /// Weight of the parameters.
    pub a: f64,
    /// Weight of the tokens.
    pub b: f64,
    /// Exponent of the parameters.
    pub alpha: f64,
    /// Exponent of the tokens.
    pub beta: f64,
    /// Where they are printed.
    pub source: &'static str,
}

/// The compute of the experiments that both sets are fitted to, in FLOP, rounded outwards. The fixed budgets of
/// Hoffmann et al. 2022 go from 6 × 10¹⁸ to 3 × 10²¹ (Figure 3).
pub const FITTED: std::ops::RangeInclusive<f64> = 1e18..=1e22;

/// Both sets.
pub const SETS: [Constants; 2] = [
    Constants {
        slug: "besiroglu",
        name: "Besiroglu et al. 2024 (replication)",
        e: 1.8172,
        a: 482.01,
        b: 2085.43,
        alpha: 0.3478,
        beta: 0.3658,
        source: "https://arxiv.org/abs/2404.10102",
    },
    Constants {
        slug: "hoffmann",
        name: "Hoffmann et al. 2022 (Chinchilla, approach 3)",
        e: 1.6934,
        a: 406.4,
        b: 410.7,
        alpha: 0.3392,
        beta: 0.2849,
        source: "https://arxiv.org/abs/2203.15556",
    },
];

/// A model and its data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Training {
    /// Parameters.
    pub parameters: f64,
    /// Tokens.
    pub tokens: f64,
    /// Predicted loss, in nats a token.
    pub loss: f64,
}

impl Training {
    /// Returns the tokens of a parameter.
    pub fn ratio(&self) -> f64 {
        self.tokens / self.parameters
    }
}

impl Constants {
    /// Returns the loss that is predicted for a model and its data.
    pub fn training(&self, parameters: f64, tokens: f64) -> Result<Training, StudyError> {
        let (parameters, tokens) = (positive(parameters)?, positive(tokens)?);
        let of_parameters = self.a / libm::pow(parameters, self.alpha);
        let of_tokens = self.b / libm::pow(tokens, self.beta);
        let loss = finite(self.e + of_parameters + of_tokens)?;
        Ok(Training {
            parameters,
            tokens,
            loss,
        })
    }

    /// Returns the training with the lowest loss for an amount of compute in FLOP. With G = (αA ÷ βB)^(1 ÷ (α+β))
    /// the parameters are G × (C ÷ 6)^(β ÷ (α+β)), and the tokens are C ÷ 6 ÷ parameters.
    pub fn optimal(&self, flop: f64) -> Result<Training, StudyError> {
        let product = positive(flop)? / 6.0;
        let both = self.alpha + self.beta;
        let g = libm::pow(self.alpha * self.a / (self.beta * self.b), 1.0 / both);
        let parameters = finite(g * libm::pow(product, self.beta / both))?;
        self.training(parameters, product / parameters)
    }

    /// Returns the compute at which the best training would reach a loss, in FLOP. None if no compute does.
    pub fn compute_for(&self, loss: f64) -> Result<Option<f64>, StudyError> {
        let loss = positive(loss)?;
        // The loss of the best training falls as the compute grows: halve an interval of its logarithm.
        let (mut low, mut high) = (0.0, 300.0);
        let of = |log: f64| self.optimal(libm::pow(10.0, log)).map(|best| best.loss);
        if of(high)? > loss || of(low)? < loss {
            return Ok(None);
        }
        for _ in 0..80 {
            let middle = (low + high) / 2.0;
            match of(middle)? > loss {
                true => low = middle,
                false => high = middle,
            }
        }
        finite(libm::pow(10.0, high)).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(ours: f64, printed: f64, within: f64) {
        assert!((ours / printed - 1.0).abs() < within, "{ours} {printed}");
    }

    /// The compute of Chinchilla.
    const CHINCHILLA: f64 = 5.76e23;

    #[test]
    fn the_two_sets_say_18_and_59_tokens_a_parameter_at_chinchillas_compute() {
        let ratios = SETS.map(|set| set.optimal(CHINCHILLA).unwrap().ratio());
        assert!((ratios[0] - 18.0).abs() < 0.6, "{ratios:?}");
        assert!((ratios[1] - 59.0).abs() < 0.5, "{ratios:?}");
    }

    #[test]
    fn the_best_training_uses_the_compute_and_has_the_lowest_loss() {
        for set in &SETS {
            for flop in [1e18, 1e21, CHINCHILLA, 1e27] {
                let best = set.optimal(flop).unwrap();
                close(6.0 * best.parameters * best.tokens, flop, 1e-12);
                for off in [0.5, 0.9, 1.1, 2.0] {
                    let other = set
                        .training(best.parameters * off, best.tokens / off)
                        .unwrap();
                    assert!(other.loss > best.loss, "{}: {flop} {off}", set.name);
                }
                let back = set.compute_for(best.loss).unwrap();
                close(back.expect("a compute"), flop, 1e-6);
            }
        }
    }

    #[test]
    fn a_loss_below_what_no_training_takes_away_is_never_reached() {
        assert_eq!(SETS[0].compute_for(1.8), Ok(None));
        assert_eq!(SETS[0].compute_for(-1.0), Err(StudyError::Positive));
        assert_eq!(SETS[0].optimal(f64::NAN), Err(StudyError::Positive));
        assert_eq!(SETS[0].training(0.0, 1.0), Err(StudyError::Positive));
    }
}
