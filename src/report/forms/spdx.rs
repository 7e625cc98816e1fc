//! A bill of materials of the model in SPDX 3.0.1 with its AI profile, as JSON-LD:
//! <https://spdx.github.io/spdx-spec/v3.0.1/model/AI/AI/>.
//!
//! It has no fields for FLOP and emissions: they are properties of the extension for those of CycloneDX.

use super::super::metadata::says_fine_tuning;
use super::cyclonedx::{name, properties};
use super::facts::Facts;
use super::json::Json;
use crate::quantity::write;
use crate::words::text::anchor;

const CREATION: &str = "_:creation";

/// Writes the document.
pub(super) fn document(facts: &Facts) -> String {
    let record = facts.record;
    let base = format!("urn:petaday:{}", anchor(&record.title, &record.link));
    let id = |end: &str| Json::Text(format!("{base}:{end}"));
    let list = |texts: &[&str]| Json::List(texts.iter().map(|text| Json::text(*text)).collect());
    let (created, comment) = match &record.date {
        Some(date) => (date.clone(), "The day of the report."),
        None => (
            edition_day(facts),
            "The month of the tables, because no date of the report was typed.",
        ),
    };
    let creation = Json::Object(vec![
        ("type", Json::text("CreationInfo")),
        ("@id", Json::text(CREATION)),
        ("specVersion", Json::text("3.0.1")),
        ("created", Json::Text(format!("{created}T00:00:00Z"))),
        ("createdBy", Json::List(vec![id("program")])),
        ("comment", Json::text(comment)),
    ]);
    let element = |kind: &str, end: &str, title: String, rest: Vec<(&'static str, Json)>| {
        let mut entries = vec![
            ("type", Json::text(kind)),
            ("spdxId", id(end)),
            ("creationInfo", Json::text(CREATION)),
            ("name", Json::Text(title)),
        ];
        entries.extend(rest);
        Json::Object(entries)
    };
    let profiles = list(&["core", "software", "ai", "extension"]);
    let graph = vec![
        creation,
        element("SoftwareAgent", "program", record.program(), Vec::new()),
        element("ai_AIPackage", "model", name(facts), package(facts)),
        element(
            "SpdxDocument",
            "document",
            format!("Training compute of {}", name(facts)),
            vec![
                ("profileConformance", profiles),
                ("rootElement", Json::List(vec![id("model")])),
                ("element", Json::List(vec![id("model"), id("program")])),
            ],
        ),
    ];
    Json::Object(vec![
        (
            "@context",
            Json::text("https://spdx.org/rdf/3.0.1/spdx-context.jsonld"),
        ),
        ("@graph", Json::List(graph)),
    ])
    .pretty()
}

/// Returns the first day of the month that the edition of the tables is named by.
fn edition_day(facts: &Facts) -> String {
    let name = facts.record.edition().to_string();
    format!("{}-01", name.split('.').next().unwrap_or_default())
}

fn package(facts: &Facts) -> Vec<(&'static str, Json)> {
    let [training, tuning] = [false, true].map(|is_tuning| {
        let of = facts.own_energy();
        let of = of.filter(|(stage, _)| says_fine_tuning(stage) == is_tuning);
        let described =
            of.filter_map(|(_, energy)| Some(description(energy.figures.energy?.median())));
        described.collect::<Vec<Json>>()
    });
    let mut entries = Vec::new();
    let mut energy = vec![("type", Json::text("ai_EnergyConsumption"))];
    for (name, descriptions) in [
        ("ai_trainingEnergyConsumption", training),
        ("ai_finetuningEnergyConsumption", tuning),
    ] {
        if !descriptions.is_empty() {
            energy.push((name, Json::List(descriptions)));
        }
    }
    if energy.len() > 1 {
        entries.push(("ai_energyConsumption", Json::Object(energy)));
    }
    let about = format!(
        "Training compute: {}. {}",
        facts.record.total.in_full(),
        facts.method()
    );
    entries.push(("ai_informationAboutTraining", Json::Text(about)));
    let properties = properties(facts).into_iter().map(|(name, value)| {
        Json::Object(vec![
            ("type", Json::text("extension_CdxPropertyEntry")),
            ("extension_cdxPropName", Json::Text(name)),
            ("extension_cdxPropValue", Json::Text(value)),
        ])
    });
    let extension = Json::Object(vec![
        ("type", Json::text("extension_CdxPropertiesExtension")),
        ("extension_cdxProperty", Json::List(properties.collect())),
    ]);
    entries.push(("extension", Json::List(vec![extension])));
    entries
}

/// Writes kilowatt-hours as the decimal that the format asks for, which has no exponent.
fn description(kwh: f64) -> Json {
    let decimal = match kwh < 1.0 {
        true => format!("{kwh:.9}"),
        false => write::digits(kwh, 15).replace(',', ""),
    };
    let decimal = match decimal.contains('×') {
        true => format!("{kwh:.0}"),
        false => decimal,
    };
    Json::Object(vec![
        ("type", Json::text("ai_EnergyConsumptionDescription")),
        ("ai_energyQuantity", Json::Text(decimal)),
        ("ai_energyUnit", Json::text("kilowattHour")),
    ])
}

#[cfg(test)]
mod tests {
    use super::super::tests::{FULL, form};
    use crate::report::Format;

    #[test]
    fn flop_and_energy_stand_in_their_fields() {
        let text = form(Format::Spdx, FULL);
        for words in [
            "\"ai_trainingEnergyConsumption\"",
            "\"ai_finetuningEnergyConsumption\"",
            "\"extension_cdxPropName\": \"petaday:training-compute:flop\"",
            "\"created\": \"2026-11-29T00:00:00Z\"",
        ] {
            assert!(text.contains(words), "{words} is not in {text}");
        }
        let bare = form(Format::Spdx, "parameters=70e9&tokens=2e12");
        assert!(!bare.contains("EnergyConsumption"), "{bare}");
        assert!(bare.contains("no date of the report was typed"), "{bare}");
    }
}
