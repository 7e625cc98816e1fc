//! Method 1: counting operations.
//!
//! Sevilla et al. 2022, "Estimating Training Compute of Deep Learning Models"; Amodei and
//! Hernandez 2018, "AI and Compute", appendix:
//! 2 × connections × 3 × training examples × epochs.

use crate::quantity::{Count, Flop, Ratio};

/// The number of examples or tokens that pass through the network.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Passes {
    /// The training examples or tokens, and how often each was used.
    Data {
        /// Examples or tokens in the data set.
        size: Count,
        /// Passes over the data set.
        epochs: Count,
    },
    /// The optimizer steps, and the examples or tokens in each.
    Steps {
        /// Optimizer steps.
        steps: Count,
        /// Examples or tokens in a step.
        batch: Count,
    },
}

impl Passes {
    /// Returns the number of forward passes on single examples or tokens.
    pub fn count(self) -> Count {
        match self {
            Self::Data { size, epochs } => size * epochs,
            Self::Steps { steps, batch } => steps * batch,
        }
    }
}

/// The inputs of method 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Operations {
    /// FLOP of a forward pass on one example, token or time step.
    pub forward: Flop,
    /// Operations of a backward pass over those of a forward pass; 2 for most networks.
    pub backward: Ratio,
    /// Examples or tokens that pass through the network.
    pub passes: Passes,
    /// Time steps of one example; 1 for a network that is not recurrent.
    pub timesteps: Count,
}

impl Operations {
    /// Returns the FLOP of the whole stage, run once.
    pub fn flop(self) -> Flop {
        let forward_and_backward = Ratio(self.backward.0.plus_one());
        self.forward * forward_and_backward * self.passes.count() * self.timesteps
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alexnet_as_openai_counts_it() {
        // 0.75e9 multiply-adds × 2 × 3 × 1.2 million images × 90 epochs.
        let alexnet = Operations {
            forward: Flop::point(1.5e9),
            backward: Ratio::point(2.0),
            passes: Passes::Data {
                size: Count::point(1.2e6),
                epochs: Count::point(90.0),
            },
            timesteps: Count::point(1.0),
        };
        assert_eq!(alexnet.flop().median(), 4.86e17);
        let forward_only = Operations {
            backward: Ratio::point(0.0),
            ..alexnet
        };
        assert_eq!(forward_only.flop().median(), 1.62e17);
    }
}
