//! The training of a published system, as far as the form can take it.

use crate::catalog::Format;
use crate::catalog::unpack::Cells;

/// A system's training as Epoch AI lists it; zero or empty where it lists nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Training {
    /// Parameters and tokens, of language models for which 6 × parameters × tokens × epochs is the compute.
    pub parameters: Option<f64>,
    /// Tokens in the training set.
    pub tokens: Option<f64>,
    /// Passes over them, if they are not in the tokens already.
    pub epochs: Option<f64>,
    /// The slug of its chip, or a name that fits several chips.
    pub hardware: &'static str,
    /// The number of chips.
    pub chips: Option<f64>,
    /// Hours of the clock.
    pub hours: Option<f64>,
    /// The number format of the arithmetic.
    pub format: Option<Format>,
}

impl Training {
    /// Reads the cells that `build/bases.rs` writes.
    pub(super) fn unpack(cells: &mut Cells) -> Self {
        let [parameters, tokens, epochs] = std::array::from_fn(|_| cells.optional());
        Self {
            parameters,
            tokens,
            epochs,
            hardware: cells.text(),
            chips: cells.optional(),
            hours: cells.optional(),
            format: cells.member(&Format::ALL),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::bases::bases;

    fn training(name: &str) -> Training {
        let base = bases().iter().find(|base| base.name == name);
        base.unwrap_or_else(|| panic!("{name} is not in the list"))
            .training
    }

    #[test]
    fn parameters_and_tokens_are_there_only_if_their_product_is_the_compute() {
        let chinchilla = training("Chinchilla");
        assert_eq!(
            (chinchilla.parameters, chinchilla.tokens),
            (Some(7e10), Some(1.4e12))
        );
        // All experts of Switch, and 300 billion tokens of which GPT-3 has seen some four times.
        for name in ["Switch", "GPT-3 175B (davinci)", "AlexNet", "ELMo"] {
            let training = training(name);
            assert_eq!(
                (training.parameters, training.tokens),
                (None, None),
                "{name}"
            );
        }
        for base in bases() {
            let Training {
                parameters,
                tokens,
                epochs,
                ..
            } = base.training;
            if let (Some(parameters), Some(tokens), Some(flop)) = (parameters, tokens, base.flop) {
                let counted = 6.0 * parameters * tokens * epochs.unwrap_or(1.0);
                assert!((counted / flop - 1.0).abs() < 0.11, "{}", base.name);
            }
        }
    }

    #[test]
    fn chips_have_a_slug_or_a_name_that_fits_several() {
        let llama = training("LLaMA-65B");
        assert_eq!(llama.hardware, "NVIDIA A100");
        assert_eq!((llama.chips, llama.hours), (Some(2048.0), Some(500.0)));
        assert_eq!(training("PaLM (540B)").hardware, "google-tpu-v4");
        assert_eq!(training("AlexNet").format, Some(Format::Fp32));
    }
}
