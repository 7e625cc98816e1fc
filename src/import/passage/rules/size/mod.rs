//! Rules for the size of the model: parameters, and the operations of a forward pass.

mod base;
mod forward;
mod named;
mod parameters;

use super::{Fact, Rule, free, says_behind, says_near};
use crate::import::passage::context::Judge;
use crate::import::passage::why::Why;
use forward::{compute, connections, forward, multiply_adds};
use named::{named_size, sized_model, symbol};
use parameters::{active, parameters};

pub(in crate::import::passage) const RULES: &[Rule] = &[
    Rule {
        name: "parameters",
        reads: "a number of parameters or weights",
        example: (
            "We train Foo, a transformer with 1.3 billion parameters, on 26B tokens.",
            &[("parameters", "1.3B"), ("tokens", "26B")],
        ),
        run: parameters,
    },
    Rule {
        name: "active parameters",
        reads: "the parameters that are active for a token, of a mixture of experts",
        example: (
            "Foo has 47 billion parameters in all, of which 13 billion are active for each token. It was trained on 2T tokens.",
            &[("parameters", "13B"), ("tokens", "2T")],
        ),
        run: active,
    },
    Rule {
        name: "size of a model",
        reads: "a size before the word model, or in brackets behind the name",
        example: (
            "Our 7B model was trained for 3 days on 16 H100 SXM.",
            &[("parameters", "7B"), ("time", "3 d"), ("chips", "16")],
        ),
        run: sized_model,
    },
    Rule {
        name: "N as a symbol",
        reads: "a number behind N =",
        example: (
            "The model (N = 1.3e9) was trained on 26B tokens.",
            &[("parameters", "1.3B"), ("tokens", "26B")],
        ),
        run: symbol,
    },
    Rule {
        name: "size in a name",
        reads: "the size in the name of the model",
        example: (
            "Foo-13B was trained on 1.4T tokens.",
            &[("parameters", "13B"), ("tokens", "1.4T")],
        ),
        run: named_size,
    },
    Rule {
        name: "multiply-adds",
        reads: "the multiply-adds of a forward pass",
        example: (
            "A forward pass costs 4.1 billion multiply-adds. We train for 90 epochs on 1.28 million images.",
            &[
                ("multiply-adds", "4.1B"),
                ("epochs", "90"),
                ("examples", "1.28M"),
            ],
        ),
        run: multiply_adds,
    },
    Rule {
        name: "connections",
        reads: "the connections of a network",
        example: (
            "The network has 340,908 connections and was trained for 20 epochs on 60,000 images.",
            &[
                ("connections", "340908"),
                ("epochs", "20"),
                ("examples", "60,000"),
            ],
        ),
        run: connections,
    },
    Rule {
        name: "forward pass",
        reads: "the FLOP of a forward pass",
        example: (
            "One forward pass takes 86 GFLOPs. We train for 300 epochs on 118k images.",
            &[("forward", "86B"), ("epochs", "300"), ("examples", "118k")],
        ),
        run: forward,
    },
    Rule {
        name: "stated compute",
        reads: "a total of FLOP or pfs-days",
        example: (
            "Training took 5.76e23 FLOPs in total.",
            &[("compute", "5.76e23")],
        ),
        run: compute,
    },
];

/// Returns whether a word is a form of `fine-tune`.
fn is_fine_tuning(word: &str) -> bool {
    word.starts_with("fine-tun") || word.starts_with("finetun")
}

/// Returns whether the words around a size say that it is of another model.
fn is_of_other(judge: &Judge<'_>, at: usize) -> bool {
    judge.reasons(at).iter().any(|why| {
        matches!(
            why,
            Why::OtherModel
                | Why::OtherRuns
                | Why::Void
                | Why::Question
                | Why::Planned
                | Why::Denied
        )
    })
}
