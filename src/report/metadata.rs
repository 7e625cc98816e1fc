//! Metadata of a model card: emissions in grams, as in
//! <https://huggingface.co/docs/hub/model-cards-co2>.

use super::escape::yaml;
use super::record::{Record, Stage};
use crate::estimate::Role;
use crate::quantity::write;

/// Writes `co2_eq_emissions`, if emissions are known.
pub(super) fn metadata(record: &Record) -> Option<String> {
    let emissions = record.costs.emissions?;
    let mut out = String::from("---\nco2_eq_emissions:\n");
    out.push_str(&format!("  emissions: {}\n", grams(emissions.median())));
    let source = format!("Estimated with {}: {}", record.program(), record.link);
    let mut field = |name: &str, value: &str| {
        out.push_str(&format!("  {name}: {}\n", yaml::quote(value)));
    };
    field("source", &source);
    if let Some(kind) = training_type(record) {
        field("training_type", kind);
    }
    if !record.costs.countries.is_empty() {
        field("geographical_location", &record.costs.countries.join("; "));
    }
    if let Some(hardware) = record.hardware() {
        field("hardware_used", &hardware.value);
    }
    Some(out + "---\n\n")
}

/// Writes grams with three digits, as on the page, but without an exponent, which some readers of
/// YAML take for a text.
fn grams(kilograms: f64) -> String {
    let rounded = write::rounded(1000.0 * kilograms, 3);
    let Some((digits, exponent)) = rounded.split_once('e') else {
        return rounded;
    };
    let digits = digits.replace('.', "");
    match exponent.parse::<usize>() {
        Ok(places) => format!(
            "{digits}{}",
            "0".repeat((places + 1).saturating_sub(digits.len()))
        ),
        Err(_) => "0".into(),
    }
}

/// Returns whether the name of a stage has one of these words.
fn says(stage: &Stage, words: [&str; 2]) -> bool {
    let name = stage.name.to_ascii_lowercase();
    words.iter().any(|word| name.contains(word))
}

/// Returns whether a stage is a fine-tuning by its name.
pub(super) fn says_fine_tuning(stage: &Stage) -> bool {
    says(stage, ["fine-tun", "finetun"])
}

/// Returns one of the two types that the metadata know, if the stages tell which.
fn training_type(record: &Record) -> Option<&'static str> {
    if record
        .stages
        .iter()
        .any(|stage| stage.role != Role::Training)
    {
        return Some("fine-tuning");
    }
    if record.stages.iter().all(says_fine_tuning) {
        Some("fine-tuning")
    } else if record
        .stages
        .iter()
        .any(|stage| says(stage, ["pre-train", "pretrain"]))
    {
        Some("pre-training")
    } else {
        None
    }
}
