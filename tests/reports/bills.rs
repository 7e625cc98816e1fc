//! Bills of materials are valid by the published schemas of CycloneDX and SPDX.
//!
//! Those of CycloneDX are whole, that of SPDX is cut (`tests/fixtures/schemas/README.md`).

use petaday::report::{Format, Record, write};
use serde_json::Value;

/// The schemas that those of CycloneDX refer to, each by its address.
const BESIDE: [(&str, &str); 3] = [
    (
        "http://cyclonedx.org/schema/jsf-0.82.schema.json",
        include_str!("../fixtures/schemas/cyclonedx/jsf-0.82.schema.json"),
    ),
    (
        "http://cyclonedx.org/schema/spdx.schema.json",
        include_str!("../fixtures/schemas/cyclonedx/spdx.schema.json"),
    ),
    (
        "http://cyclonedx.org/schema/cryptography-defs.schema.json",
        include_str!("../fixtures/schemas/cyclonedx/cryptography-defs.schema.json"),
    ),
];

struct Schema {
    schemas: boon::Schemas,
    index: boon::SchemaIndex,
}

impl Schema {
    /// Compiles a schema with those beside it. Nothing is read from another host: an address that is missing here panics.
    fn of(address: &str, text: &str, beside: &[(&str, &str)]) -> Self {
        let mut schemas = boon::Schemas::new();
        let mut compiler = boon::Compiler::new();
        for (address, text) in [(address, text)].iter().chain(beside) {
            let schema = serde_json::from_str(text).expect("JSON");
            compiler.add_resource(address, schema).expect("a schema");
        }
        let index = compiler.compile(address, &mut schemas).expect("a schema");
        Self { schemas, index }
    }

    fn problem(&self, document: &Value) -> Option<String> {
        let result = self.schemas.validate(document, self.index);
        result.err().map(|error| format!("{error:#}"))
    }
}

thread_local! {
    static CYCLONEDX: [Schema; 2] = [
        Schema::of(
            "http://cyclonedx.org/schema/bom-1.6.schema.json",
            include_str!("../fixtures/schemas/cyclonedx/bom-1.6.schema.json"),
            &BESIDE,
        ),
        Schema::of(
            "http://cyclonedx.org/schema/bom-1.7.schema.json",
            include_str!("../fixtures/schemas/cyclonedx/bom-1.7.schema.json"),
            &BESIDE,
        ),
    ];
    static SPDX: Schema = Schema::of(
        "spdx-3.0.1.json",
        include_str!("../fixtures/schemas/spdx-3.0.1.json"),
        &[],
    );
}

/// Says what is wrong with a bill of materials in the format of CycloneDX, by either version.
fn problem_of_cyclonedx(document: &Value) -> Option<String> {
    CYCLONEDX.with(|all| all.iter().find_map(|schema| schema.problem(document)))
}

fn problem_of_spdx(document: &Value) -> Option<String> {
    SPDX.with(|schema| schema.problem(document))
}

fn read(format: Format, record: &Record) -> Value {
    serde_json::from_str(&write(format, record)).expect("JSON")
}

/// Checks both bills of a record.
pub(crate) fn check(id: &str, record: &Record) {
    let cyclonedx = read(Format::Cyclonedx, record);
    assert_eq!(problem_of_cyclonedx(&cyclonedx), None, "{id}");
    let spdx = read(Format::Spdx, record);
    assert_eq!(problem_of_spdx(&spdx), None, "{id}");
    let flop = |name: &str, properties: &Value, [key, value]: [&str; 2]| {
        let properties = properties.as_array().expect("a list");
        let found = properties.iter().find(|property| property[key] == name);
        let text = found.expect("a property")[value].as_str().expect("a text");
        text.parse::<f64>().expect("a number")
    };
    let name = "petaday:training-compute:flop";
    let component = &cyclonedx["components"][0];
    let total = record.total.0.median();
    assert_eq!(
        flop(name, &component["properties"], ["name", "value"]),
        total,
        "{id}"
    );
    let graph = spdx["@graph"].as_array().expect("a graph");
    let package = graph
        .iter()
        .find(|element| element["type"] == "ai_AIPackage");
    let extension = &package.expect("a package")["extension"][0]["extension_cdxProperty"];
    let keys = ["extension_cdxPropName", "extension_cdxPropValue"];
    assert_eq!(flop(name, extension, keys), total, "{id}");
}

/// The schemas refuse what the formats do not know, so that the check above says something.
#[test]
fn a_bill_with_another_unit_or_member_is_refused() {
    let record = crate::links::record(
        "v=1&title=Owl&parameters=7e9&tokens=1e12&chip-hours=1000&power=400_W&grid=FRA",
    );
    let record = record.expect("a figure");
    let bill = read(Format::Cyclonedx, &record);
    let energy =
        "/components/0/modelCard/considerations/environmentalConsiderations/energyConsumptions/0";
    for (place, wrong) in [
        (
            format!("{energy}/activityEnergyCost/unit"),
            Value::from("MWh"),
        ),
        (
            format!("{energy}/co2CostEquivalent/value"),
            Value::from("22"),
        ),
        (format!("{energy}/activity"), Value::from("pre-training")),
        ("/components/0/type".into(), Value::from("model")),
        (
            "/components/0/properties/0/value".into(),
            Value::from(8.4e23),
        ),
        ("/specVersion".into(), Value::Null),
    ] {
        let mut bill = bill.clone();
        *bill.pointer_mut(&place).expect(&place) = wrong;
        assert!(problem_of_cyclonedx(&bill).is_some(), "{place}");
    }
    let document = read(Format::Spdx, &record);
    let energy = "/@graph/2/ai_energyConsumption/ai_trainingEnergyConsumption/0";
    for (place, wrong) in [
        (format!("{energy}/ai_energyUnit"), Value::from("MWh")),
        (format!("{energy}/ai_energyQuantity"), Value::from("4e2")),
        ("/@graph/0/created".into(), Value::from("2026-11-29")),
        ("/@graph/2/type".into(), Value::from("Model")),
        (
            "/@context".into(),
            Value::from("https://spdx.org/rdf/3.1/spdx-context.jsonld"),
        ),
    ] {
        let mut document = document.clone();
        *document.pointer_mut(&place).expect(&place) = wrong;
        assert!(problem_of_spdx(&document).is_some(), "{place}");
    }
}

/// An estimate of each kind, with the number of entries that have its electricity.
#[test]
fn bills_of_every_kind_of_estimate_are_valid() {
    const RUN: &str =
        "parameters=7e9&tokens=1e12&time=10d&chips=64&hardware=nvidia-h100-sxm&format=bf16";
    let stage = |number: u16, text: &str| {
        let keys = text.split('&').map(|pair| format!("&{number}.{pair}"));
        keys.collect::<String>()
    };
    let tuning = format!("stage=Fine-tuning&{RUN}&pue=1.1&grid=FRA");
    for (kind, link, entries) in [
        ("a figure alone", "compute=1e24".to_owned(), 0),
        ("no energy", "parameters=7e9&tokens=1e12".into(), 0),
        ("energy by the design power", RUN.into(), 1),
        ("energy and emissions", format!("{RUN}&grid=USA"), 1),
        (
            "a plan",
            "parameters=7e9&tokens=1e12..2e12&chips=64&hardware=nvidia-h100-sxm&format=bf16&utilization=0.4&grid=DEU".into(),
            1,
        ),
        (
            "three stages with energy",
            format!("stage=A&{RUN}{}{}", stage(2, &tuning), stage(3, RUN)),
            3,
        ),
        (
            "three stages, of which one has energy",
            format!("stage=A&parameters=7e9&tokens=1e12{}{}", stage(2, &tuning), stage(3, "compute=1e20")),
            1,
        ),
        (
            "an unknown base model",
            format!("stage=Base&role=base{}", stage(2, &tuning)),
            1,
        ),
    ] {
        let record = crate::links::record(&format!("v=1&{link}"));
        let record = record.unwrap_or_else(|| panic!("{kind}: no figure"));
        check(kind, &record);
        let bill = read(Format::Cyclonedx, &record);
        let all = "/components/0/modelCard/considerations/environmentalConsiderations/energyConsumptions";
        let found = bill.pointer(all).and_then(Value::as_array).map_or(0, Vec::len);
        assert_eq!(found, entries, "{kind}: {bill:#}");
        let graph = read(Format::Spdx, &record).to_string();
        let found = graph.matches("\"ai_EnergyConsumptionDescription\"").count();
        assert_eq!(found, entries, "{kind}: {graph}");
    }
}
