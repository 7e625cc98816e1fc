//! The indicators on compute of the Foundation Model Transparency Index, December 2025.
//!
//! <https://github.com/stanford-crfm/fmti>, `Dec2025/Dec2025_indicators.csv`, which has each indicator’s definition and
//! notes. Figures are asked for in one significant figure.

mod compute;
mod energy;
mod time;

use super::facts::Facts;
use super::inference::benchmark;
use super::sheet::{Filled, NOT_DISCLOSED, Sheet};

/// Writes the indicators.
pub(super) fn indicators(facts: &Facts) -> String {
    let record = facts.record;
    let mut sheet = Sheet::of(
        "Foundation Model Transparency Index, December 2025, indicators on compute",
        NOT_DISCLOSED,
        record,
    );
    sheet.given(
        "Compute usage for final training run",
        compute::compute(facts),
    );
    sheet.field("Compute usage including R&D", &compute::development(record));
    sheet.field(
        "Development duration for final training run",
        &time::duration(facts),
    );
    sheet.field(
        "Compute hardware for final training run",
        &time::hardware(facts),
    );
    let provider = "name who owns the hardware: yourself, a cloud, or a computing centre. The estimate does not say it.";
    sheet.field("Compute provider", &Filled::Missing(provider.into()));
    let electricity = facts.electricity();
    sheet.field(
        "Energy usage for final training run",
        &energy::energy(facts, electricity.as_ref()),
    );
    sheet.field(
        "Carbon emissions for final training run",
        &energy::carbon(facts),
    );
    sheet.field(
        "Water usage for final training run",
        &energy::water(facts, electricity.as_ref()),
    );
    sheet.field("Internal compute allocation", &compute::allocation(facts));
    sheet.field("Benchmarked inference", &benchmark(facts));
    sheet.note_of_plan(record);
    sheet.end(record)
}

#[cfg(test)]
mod tests {
    pub(super) use super::super::tests::FULL;
    use crate::report::Format;
    use crate::report::forms::tests;

    pub(super) const BARE: &str = "parameters=70e9&tokens=2e12";

    pub(super) fn says(link: &str, name: &str, words: &[&str]) {
        tests::says(Format::Fmti, link, name, words);
    }

    #[test]
    fn water_provider_and_teams_are_not_in_an_estimate() {
        says(
            BARE,
            "Water usage for final training run",
            &["Not disclosed. To fill this in: fill in the energy, and type the water"],
        );
        says(
            FULL,
            "Water usage for final training run",
            &["Not disclosed. To fill this in: type the water for a kilowatt-hour"],
        );
        says(
            FULL,
            "Compute provider",
            &["Not disclosed. To fill this in: name who owns"],
        );
        says(BARE, "Internal compute allocation", &["Not disclosed"]);
        says(
            FULL,
            "Internal compute allocation",
            &["By stage", "Pre-training 99.", "Fine-tuning 0.8"],
        );
    }

    #[test]
    fn inference_is_given_in_seconds_and_flop_a_second() {
        says(
            BARE,
            "Benchmarked inference",
            &["Not disclosed. To fill this in"],
        );
        says(
            FULL,
            "Benchmarked inference",
            &["It takes 30 seconds", "FLOP/s"],
        );
    }
}
