//! `total_flos` of the Trainer of transformers: 6 FLOP per parameter (without embeddings) and
//! token, padding included, summed over all devices (`modeling_utils.py`, `floating_point_ops`):
//! the forward and the backward pass of a whole run. The form must give the same run.
//!
//! It is in trainer_state.json, train_results.json, all_results.json and in W&B's summary
//! (`WandbCallback` of integrations/integration_utils.py: `total_flos` and `train_runtime` by
//! themselves, the rest after `train/`), with the seconds that training took.

use super::real::figure;
use super::record::Record;
use super::text::Report;
use super::*;
use crate::draft::Key;
use crate::quantity::{Dimension, write};

/// Returns whether a JSON object is the Trainer’s, or W&B’s summary of a run.
pub(super) fn is_state(text: &str) -> bool {
    [
        "total_flos\"",
        "train_runtime\"",
        "\"_runtime\"",
        "\"_wandb\"",
    ]
    .iter()
    .any(|name| text.contains(name))
}

pub(super) fn read(text: &str) -> Result<Import, FileError> {
    let record = Record::read(text, "a trainer_state.json")?;
    let tokens = record.number("num_input_tokens_seen").filter(|n| *n >= 1.0);
    // TRL counts them itself (`num_tokens`, trl/trainer/sft_trainer.py), padding left out.
    let tokens = tokens.or_else(|| record.last_of("log_history", "num_tokens"));
    let tokens = tokens.filter(|n| *n >= 1.0);
    let training = record
        .positive("train_runtime")
        .or_else(|| record.last_of("log_history", "train_runtime"));
    let time = training.or_else(|| record.positive("_runtime"));
    let mut import = run(record.number("total_flos"), tokens, time)?;
    if time.is_some() && training.is_none() {
        import.info(
            "W&B’s _runtime is that of the whole program, with what it loads, evaluates and saves.",
        );
    }
    if let Some(steps) = record.positive("global_step") {
        let epochs = match record.positive("epoch") {
            Some(epochs) => format!(" and {} epochs", write::typed(epochs)),
            None => String::new(),
        };
        import.info(format!(
            "The run has {} steps{epochs}; all of them are in the figure.",
            write::typed(steps)
        ));
    }
    Ok(import)
}

/// Reads the lines that the Trainer prints at the end: `total_flos = 6691434GF`, in units of 2³⁰,
/// and `train_runtime = 0:12:10.67` (`trainer_pt_utils.py`, `metrics_format`); without those,
/// `{'train_runtime': 730.67, …}`, from which it leaves out total_flos.
pub(super) fn read_metrics(report: &Report) -> Option<Result<Import, FileError>> {
    let total = |rest: &str| {
        let (figure, rest) = leading(rest)?;
        // In the printed form, units of 2³⁰.
        let unit = f64::from(if rest.starts_with("GF") { 1 << 30 } else { 1 });
        Some(figure * unit)
    };
    let totals = every(report, "total_flos", total, f64::from(1 << 30));
    // The table at the end has hundredths of a second.
    let times = every(report, "train_runtime", seconds, 0.02);
    let (total, time) = (totals.last().copied(), times.last().copied());
    if total.is_none() && time.is_none() {
        return None;
    }
    let mut import = run(total, None, time);
    if let (Ok(import), true) = (&mut import, times.len() > 1 || totals.len() > 1) {
        import.warning(format!(
            "The text is of {} runs, and the last one was read. If you mean another, give its lines alone.",
            times.len().max(totals.len())
        ));
    }
    Some(import)
}

/// Returns every figure after a name, without those that repeat the one before within a
/// difference: the Trainer prints a run’s figures twice.
fn every(
    report: &Report,
    name: &str,
    read: impl Fn(&str) -> Option<f64>,
    difference: f64,
) -> Vec<f64> {
    let mut all: Vec<f64> = Vec::new();
    for rest in report.every(name) {
        let found = read(rest.trim_start_matches([' ', '=', '\'', '"', ':']));
        let is_new = |found: &f64| {
            all.last()
                .is_none_or(|last| (last - found).abs() > difference)
        };
        let found = found.filter(is_new);
        all.extend(found);
    }
    all
}

/// Reads the number that a text begins with.
fn leading(text: &str) -> Option<(f64, &str)> {
    let found = figure(text, false)?;
    Some((found.value, found.rest))
}

/// `730.67`, `0:12:10.67`, `1 day, 2:03:04.05`.
fn seconds(text: &str) -> Option<f64> {
    let (first, mut rest) = leading(text)?;
    let mut time = first;
    if let Some(behind) = rest.strip_prefix(" day") {
        let (hours, behind) = leading(behind.trim_start_matches(['s', ',', ' ']))?;
        time = 24.0 * first + hours;
        rest = behind;
    }
    while let Some(behind) = rest.strip_prefix(':') {
        let (part, behind) = leading(behind)?;
        time = 60.0 * time + part;
        rest = behind;
    }
    Some(time).filter(|time| *time > 0.0)
}

fn run(total: Option<f64>, tokens: Option<f64>, time: Option<f64>) -> Result<Import, FileError> {
    let tokens = tokens.filter(|n| *n < 1e18).map(|n| n as u64);
    // A double holds every whole number up to 2⁵³ and no fraction above, so the figure is exact.
    let counted = total.filter(|total| (1.0..1e35).contains(total));
    let mut import = match (counted, total) {
        (Some(total), _) => whole_run(total, tokens),
        (None, Some(total)) if tokens.is_none() && time.is_none() => {
            return Err(FileError::Uncountable(format!(
                "The Trainer’s total_flos is {}: it counted nothing, as it does for models whose inputs it does not know. Estimate from the model and its tokens instead.",
                write::exact(total)
            )));
        }
        (None, _) => {
            let mut import = Import::new(Source::Profiler);
            import.warning("The file has no total_flos, or it is 0, as for models whose inputs the Trainer does not know. For method 1, give the model and its tokens.");
            import
        }
    };
    if let Some(tokens) = tokens {
        import.per = crate::architecture::Per::Token;
        import.further.push((Key::Tokens, tokens.to_string()));
        import.info(format!(
            "It saw {} tokens{}.",
            whole(tokens.into()),
            if counted.is_some() {
                ": the forward pass of one is an even share"
            } else {
                ""
            }
        ));
    }
    if let Some(time) = time {
        let text = write::entry(time, Dimension::Time);
        import.info(format!(
            "Training took {text}, for method 2. The file does not say how many chips there were, or which."
        ));
        import.further.push((Key::Time, text));
    }
    Ok(import)
}

fn whole_run(total: f64, tokens: Option<u64>) -> Import {
    let multiply_adds = (total / 6.0).round() as u128;
    let mut import = Import {
        forward: Some(Forward {
            multiply_adds,
            of: tokens.unwrap_or(1),
        }),
        ..Import::new(Source::Profiler)
    };
    import.info(format!(
        "total_flos is of the whole run, forward and backward pass: 6 FLOP per parameter (embeddings left out) and token, padding included; attention over the context is not in it. A third, {} multiply-adds, is the forward pass.",
        whole(multiply_adds)
    ));
    if tokens.is_none() {
        import.further.push((Key::Examples, "1".into()));
        import.info("The file does not say how many tokens the run saw, so the whole run goes into the form as one example; the total is the same.");
    }
    import
}
