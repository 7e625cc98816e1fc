//! `total_flos` of the Trainer of transformers: 6 FLOP per parameter (without embeddings) and
//! token, padding included, summed over all devices (`modeling_utils.py`, `floating_point_ops`):
//! the forward and the backward pass of a whole run. In the form the run must come out the same.

use super::text::Report;
use super::*;
use crate::quantity::write::exact;
use lexical_parse_float::FromLexical;
use serde::Deserialize;

/// What is of interest in `trainer_state.json`, `train_results.json` and `all_results.json`.
#[derive(Deserialize)]
struct State {
    total_flos: f64,
    num_input_tokens_seen: Option<f64>,
    global_step: Option<f64>,
    epoch: Option<f64>,
}

/// Whether a JSON object is the Trainer's.
pub(super) fn is_state(text: &str) -> bool {
    text.contains("\"total_flos\"")
}

pub(super) fn read(text: &str) -> Result<Import, Error> {
    let state: State = super::super::json::parse(text).map_err(|error| {
        Error::damaged(
            "a trainer_state.json",
            format!("it cannot be read: {}", tally::said(&error)),
        )
    })?;
    let tokens = state.num_input_tokens_seen.filter(|n| *n >= 1.0);
    let mut import = run(state.total_flos, tokens)?;
    if let Some(steps) = state.global_step.filter(|steps| *steps > 0.0) {
        let epochs = match state.epoch {
            Some(epochs) if epochs > 0.0 => format!(" and {epochs} epochs"),
            _ => String::new(),
        };
        import.info(format!(
            "The run is of {steps} steps{epochs}; all of them are in the figure."
        ));
    }
    Ok(import)
}

/// The lines that the Trainer prints at the end: `total_flos = 6691434GF`, in units of 2³⁰
/// (`trainer_pt_utils.py`, `metrics_format`).
pub(super) fn read_metrics(report: &Report) -> Option<Result<Import, Error>> {
    let rest = report.after("total_flos")?;
    let rest = rest.trim_start_matches([' ', '=', '\'', '"', ':']);
    let length = rest
        .bytes()
        .take_while(|byte| byte.is_ascii_digit() || b".+eE".contains(byte))
        .count();
    let (digits, unit) = rest.split_at(length);
    // The standard library's reader brings a table of 9 KB along.
    let figure = f64::from_lexical(digits.as_bytes()).ok()?;
    let unit = if unit.starts_with("GF") {
        f64::from(1 << 30)
    } else {
        1.0
    };
    Some(run(figure * unit, None))
}

fn run(total: f64, tokens: Option<f64>) -> Result<Import, Error> {
    // A double holds every whole number up to 2⁵³ and no fraction above: what is read is exact.
    if !(1.0..1e35).contains(&total) {
        return Err(Error::Uncountable(format!(
            "The Trainer’s total_flos is {}: it counted nothing, as it does for models whose inputs it does not know. Estimate from the model and its tokens instead.",
            exact(total)
        )));
    }
    let multiply_adds = (total / 6.0).round() as u128;
    let tokens = tokens.filter(|n| *n < 1e18).map(|n| n as u64);
    let of = tokens.unwrap_or(1);
    let mut import = Import {
        forward: Some(Forward { multiply_adds, of }),
        ..Import::new(Source::Profiler)
    };
    import.info(format!(
        "total_flos is of the whole run, forward and backward pass: 6 FLOP per parameter (embeddings left out) and token, padding included; attention over the context is not in it. A third, {} multiply-adds, is the forward pass.",
        whole(multiply_adds)
    ));
    match tokens {
        Some(tokens) => {
            import.per = crate::architecture::Per::Token;
            import.further = vec![(crate::draft::Key::Tokens, tokens.to_string())];
            import.info(format!(
                "It saw {} tokens: the forward pass of one is an even share.",
                whole(tokens.into())
            ));
        }
        None => {
            import.further = vec![(crate::draft::Key::Examples, "1".into())];
            import.info("The file does not say how many tokens the run saw, so the whole run goes into the form as one example; the total is the same.");
        }
    }
    Ok(import)
}
