//! AWS's Fine-Tuning FLOPs Meter: `flops_meter.json`, written by sagemaker_code/flops_meter.py of
//! aws-samples/amazon-sagemaker-generativeai.
//!
//! `calculate_finetuning_flops`: (4 × N_total + 2 × N_trainable) × tokens, which is a forward pass of 2
//! FLOP per parameter and a backward pass of 1 + N_trainable ÷ N_total of it. `exceeds_30pct` holds it
//! against 30% of the original's compute where that is given and at least 10²³, else against 3.3 × 10²²
//! (`determine_compliance_threshold`); the EU's guidelines have a third.

use super::record::Record;
use super::*;
use crate::catalog::thresholds::{
    MODIFICATION_OF_OTHERS, MODIFICATION_OF_SYSTEMIC_RISK, MODIFICATION_SHARE,
};
use crate::catalog::{self, Edition};
use crate::draft::Key;
use crate::quantity::{Dimension, write};
use write::{people, percent};

/// Returns whether a JSON object is the meter's.
pub(super) fn is_meter(text: &str) -> bool {
    text.contains("\"Flops_architecture\"")
}

/// The least compute of an original that the meter compares a run with.
const GENERAL_PURPOSE: f64 = 1e23;
/// The compute that it compares a run with otherwise.
const DEFAULT: f64 = 3.3e22;
const SHARE: f64 = 0.3;

pub(super) fn read(text: &str) -> Result<Import, FileError> {
    let record = Record::read(text, "AWS’s flops_meter.json")?;
    let (Some(all), Some(tokens)) = (
        record.positive("N_total"),
        record.number("tokens_processed"),
    ) else {
        return Err(lacks("AWS’s FLOPs meter", "N_total or tokens_processed"));
    };
    let trained = record.number("N_trainable").unwrap_or(all);
    let trained = trained.max(0.0).min(all);
    let flop = (4.0 * all + 2.0 * trained) * tokens;
    let mut import = Import::new(Source::Profiler);
    import.name = record.text("model_name").map(tally::shown);
    import.parameters = Some(all as u128);
    import.forward = Some(Forward::one(all as u128));
    import.per = crate::architecture::Per::Token;
    let digits = |value: f64| (value as u128).to_string();
    let mut put = |key, text| import.further.push((key, text));
    put(Key::Parameters, digits(all));
    if tokens > 0.0 {
        put(Key::Tokens, digits(tokens));
    }
    if trained < all {
        put(Key::Trainable, write::exact(trained / all));
    }
    if let Some(time) = record.positive("training_duration_seconds") {
        put(Key::Time, write::entry(time, Dimension::Time));
        if let Some(chips) = record.positive("gpu_size") {
            put(Key::Chips, digits(chips));
        }
    }
    let chip = record
        .text("gpu_name")
        .and_then(|name| catalog::resolve_name(name, Edition::PRESENT).only_chip(None));
    if let Some(chip) = chip {
        put(Key::Hardware, chip.slug.into());
    }
    import.info(format!(
        "AWS’s meter counts 4 FLOP for each parameter and token, and 2 for each that trains: {} FLOP in all, forward and backward pass, attention over the context left out. In the form that is 2 FLOP forward, and a backward pass by the share that trains.",
        people(flop)
    ));
    import.info("Its Flops_hardware is the peak times the share of the time in which anything ran, on one node: no utilization, so that field is left empty.");
    doubts(&record, text, flop, &mut import);
    verdict(&record, flop, &mut import);
    Ok(import)
}

/// Warns of figures that may be wrong.
fn doubts(record: &Record, text: &str, flop: f64, import: &mut Import) {
    if flop <= 0.0 {
        import.warning("It counted no tokens, because some trainers do not pass them on: type the tokens of the run.");
        return;
    }
    if let Some(printed) = record.positive("Flops_architecture") {
        // It is printed in three digits.
        if (printed / flop - 1.0).abs() > 0.01 {
            import.warning(format!(
                "Its Flops_architecture is {}, but its own formula with its parameters and tokens gives {}: the form has the latter.",
                people(printed),
                people(flop)
            ));
        }
    }
    let is_packed = ["qlora", "\"load_in_4bit\": true"]
        .iter()
        .any(|words| text::after(text, words).is_some());
    if is_packed {
        import.warning("The weights were loaded in 4 bits, two to an element, and N_total counts elements, so it may be as low as half. Type the model’s own number of parameters.");
    }
}

/// Notes the meter’s verdict, and warns if that of the guidelines differs.
fn verdict(record: &Record, flop: f64, import: &mut Import) {
    let original = record.positive("Flops_original");
    let by_share = original.filter(|original| *original >= GENERAL_PURPOSE);
    let limit = by_share.map_or(DEFAULT, |original| SHARE * original);
    let exceeds = record.flag("exceeds_30pct").unwrap_or(flop > limit);
    let says = if exceeds { "over" } else { "not over" };
    let held = match by_share {
        Some(original) => format!("30% of the original’s {} FLOP", people(original)),
        None => "3.3 × 10²² FLOP".into(),
    };
    let third = match original {
        Some(original) => format!(
            "a third of the original’s compute, {} FLOP: this is {} of it",
            people(MODIFICATION_SHARE * original),
            percent(flop / original)
        ),
        None => format!(
            "a third of the original’s compute or, where that can neither be known nor estimated, {} FLOP, for an original with systemic risk {}",
            people(MODIFICATION_OF_OTHERS),
            people(MODIFICATION_OF_SYSTEMIC_RISK)
        ),
    };
    import.info(format!(
        "Its verdict: {says} {held}. The EU’s guidelines (C(2025) 7719, points 63 and 64) set {third}."
    ));
    let criterion = original.map_or(MODIFICATION_OF_OTHERS, |original| {
        MODIFICATION_SHARE * original
    });
    if exceeds != (flop > criterion) {
        let guidelines = if exceeds { "not above" } else { "above" };
        import.warning(format!(
            "The meter’s verdict and the guidelines’ differ here: it says {says} {held}, and {} FLOP are {guidelines} {} FLOP.",
            people(flop),
            people(criterion)
        ));
    }
}
