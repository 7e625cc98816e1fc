//! A bill of materials of the model in CycloneDX 1.6, <https://cyclonedx.org/docs/1.6/json/>, which is valid as 1.7 too.
//!
//! Electricity and emissions stand where the format has fields for them. It has none for FLOP: they are properties
//! whose names begin with `petaday:`.

use super::super::metadata::says_fine_tuning;
use super::super::record::Stage;
use super::facts::{Facts, HOURS};
use super::json::Json;
use crate::answer::StageEnergy;
use crate::quantity::write;
use crate::words::text::anchor;

/// Writes the bill of materials.
pub(super) fn bill(facts: &Facts) -> String {
    let record = facts.record;
    let mut metadata: Vec<(&str, Json)> = Vec::new();
    if let Some(date) = &record.date {
        metadata.push(("timestamp", Json::Text(format!("{date}T00:00:00Z"))));
    }
    let tool = Json::Object(vec![
        ("type", Json::text("application")),
        ("name", Json::text("Petaday")),
        ("version", Json::text(env!("CARGO_PKG_VERSION"))),
    ]);
    metadata.push((
        "tools",
        Json::Object(vec![("components", Json::List(vec![tool]))]),
    ));
    let document = vec![
        (
            "$schema",
            Json::text("http://cyclonedx.org/schema/bom-1.6.schema.json"),
        ),
        ("bomFormat", Json::text("CycloneDX")),
        ("specVersion", Json::text("1.6")),
        ("version", Json::Number(1.0)),
        ("metadata", Json::Object(metadata)),
        ("components", Json::List(vec![component(facts)])),
    ];
    Json::Object(document).pretty()
}

fn component(facts: &Facts) -> Json {
    let record = facts.record;
    let mut component = vec![
        ("type", Json::text("machine-learning-model")),
        ("bom-ref", Json::Text(anchor(&record.title, &record.link))),
        ("name", Json::Text(name(facts))),
    ];
    let consumptions: Vec<Json> = facts
        .own_energy()
        .filter_map(|(stage, energy)| consumption(record.is_sum(), stage, energy))
        .collect();
    if !consumptions.is_empty() {
        let energy = Json::Object(vec![("energyConsumptions", Json::List(consumptions))]);
        let considerations = Json::Object(vec![("environmentalConsiderations", energy)]);
        let card = Json::Object(vec![("considerations", considerations)]);
        component.push(("modelCard", card));
    }
    if record.link.contains("://") {
        let reference = Json::Object(vec![
            ("type", Json::text("documentation")),
            ("url", Json::Text(record.link.clone())),
            (
                "comment",
                Json::text("The estimate of its training compute, with every input."),
            ),
        ]);
        component.push(("externalReferences", Json::List(vec![reference])));
    }
    let properties = properties(facts).into_iter();
    let properties = properties.map(|(name, value)| property(name, value));
    component.push(("properties", Json::List(properties.collect())));
    Json::Object(component)
}

fn property(name: String, value: String) -> Json {
    Json::Object(vec![
        ("name", Json::Text(name)),
        ("value", Json::Text(value)),
    ])
}

/// Returns the title, or another name where there is none.
pub(super) fn name(facts: &Facts) -> String {
    match facts.record.title.as_str() {
        "" => "model".into(),
        title => title.into(),
    }
}

/// Writes the electricity and the emissions of a stage, with its name if there are several stages.
fn consumption(is_sum: bool, stage: &Stage, energy: &StageEnergy) -> Option<Json> {
    let kwh = energy.figures.energy?.median();
    let measure = |value: f64, unit: &str| {
        Json::Object(vec![
            ("value", Json::Number(value)),
            ("unit", Json::text(unit)),
        ])
    };
    let activity = match says_fine_tuning(stage) {
        true => "fine-tuning",
        false => "training",
    };
    let grid = energy.grid.and_then(|grid| grid.of);
    let mut provider = Vec::new();
    if let Some(grid) = grid {
        provider.push((
            "description",
            Json::Text(format!("Electricity grid: {}", grid.name)),
        ));
    }
    provider.push((
        "organization",
        Json::Object(vec![("name", Json::text("not disclosed"))]),
    ));
    provider.push(("energySource", Json::text("unknown")));
    provider.push(("energyProvided", measure(kwh, "kWh")));
    let mut consumption = vec![
        ("activity", Json::text(activity)),
        ("energyProviders", Json::List(vec![Json::Object(provider)])),
        ("activityEnergyCost", measure(kwh, "kWh")),
    ];
    if let Some(gas) = energy.figures.emissions {
        consumption.push(("co2CostEquivalent", measure(gas.median() / 1e3, "tCO2eq")));
    }
    if is_sum {
        let name = property("petaday:stage".into(), stage.title());
        consumption.push(("properties", Json::List(vec![name])));
    }
    Some(Json::Object(consumption))
}

/// Returns the properties of the model: its FLOP, how they were estimated, and where each input comes from.
pub(super) fn properties(facts: &Facts) -> Vec<(String, String)> {
    let record = facts.record;
    let mut all: Vec<(String, String)> = Vec::new();
    let mut add = |name: String, value: String| all.push((format!("petaday:{name}"), value));
    let total = record.total.0;
    add("training-compute:flop".into(), write::exact(total.median()));
    if total.0.is_range() {
        add(
            "training-compute:flop:5th-percentile".into(),
            write::exact(total.low()),
        );
        add(
            "training-compute:flop:95th-percentile".into(),
            write::exact(total.high()),
        );
    }
    add("training-compute:method".into(), facts.method());
    if let Some(without) = record.without_base {
        add(
            "training-compute-without-base:flop".into(),
            write::exact(without.0.median()),
        );
    }
    // A program that reads a number takes it for that of the training: that of a part has another name.
    if let Some(hours) = facts.all_hours() {
        match hours.gap.is_none() {
            true => add("chip-hours".into(), write::exact(hours.value)),
            false => add(
                "chip-hours:part".into(),
                hours.map(write::exact).words(HOURS),
            ),
        }
    }
    if let Some(hardware) = facts.hardware() {
        add("hardware".into(), hardware.words("hardware"));
    }
    let energy = facts.electricity();
    if let Some(part) = energy.filter(|known| !known.gap.is_none()) {
        let words = part.map(|kwh| format!("{} kWh", write::exact(kwh.median())));
        add("energy:part".into(), words.words("energy"));
    }
    for stage in record.stages.iter().filter(|_| record.is_sum()) {
        if let Some((flop, _)) = stage.figures.headline {
            add(format!("stage:{}:name", stage.number), stage.title());
            add(
                format!("stage:{}:flop", stage.number),
                write::exact(flop.median()),
            );
        }
    }
    for stage in &record.stages {
        for input in &stage.inputs {
            let value = input.read.as_ref().unwrap_or(&input.typed);
            let key = format!("input:{}:{}", stage.number, input.key.name());
            add(key, format!("{value} ({})", input.source()));
        }
    }
    add("program".into(), record.program());
    add("link".into(), record.link.clone());
    all
}

#[cfg(test)]
mod tests {
    use super::super::tests::{FULL, form};
    use crate::report::Format;

    #[test]
    fn flop_and_energy_stand_in_their_fields() {
        let text = form(Format::Cyclonedx, FULL);
        for words in [
            "\"name\": \"petaday:training-compute:flop\"",
            "\"name\": \"petaday:stage:2:flop\"",
            "\"activity\": \"fine-tuning\"",
            "\"unit\": \"tCO2eq\"",
            "\"timestamp\": \"2026-11-29T00:00:00Z\"",
            "\"description\": \"Electricity grid: France\"",
            "petaday:input:1:utilization",
        ] {
            assert!(text.contains(words), "{words} is not in {text}");
        }
        let bare = form(Format::Cyclonedx, "parameters=70e9&tokens=2e12");
        assert!(
            !bare.contains("modelCard") && !bare.contains("timestamp"),
            "{bare}"
        );
        assert!(bare.contains("\"value\": \"8.4e23\""), "{bare}");
    }
}
