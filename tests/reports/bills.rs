//! Bills of materials are valid by the published schemas of CycloneDX and SPDX.
//!
//! tests/fixtures/schemas/ has the parts of the schemas that reports use (`scripts/fixtures/schemas.py`).

use petaday::report::{Format, Record, write};
use serde_json::Value;

struct Schema {
    schemas: boon::Schemas,
    index: boon::SchemaIndex,
}

impl Schema {
    fn of(name: &str, text: &str) -> Self {
        let schema = serde_json::from_str(text).expect("JSON");
        let mut schemas = boon::Schemas::new();
        let mut compiler = boon::Compiler::new();
        compiler.add_resource(name, schema).expect("a schema");
        let index = compiler.compile(name, &mut schemas).expect("a schema");
        Self { schemas, index }
    }

    fn problem(&self, document: &Value) -> Option<String> {
        let result = self.schemas.validate(document, self.index);
        result.err().map(|error| format!("{error:#}"))
    }
}

thread_local! {
    static CYCLONEDX: [Schema; 2] = [
        Schema::of("cyclonedx-1.6.json", include_str!("../fixtures/schemas/cyclonedx-1.6.json")),
        Schema::of("cyclonedx-1.7.json", include_str!("../fixtures/schemas/cyclonedx-1.7.json")),
    ];
    static SPDX: Schema = Schema::of("spdx-3.0.1.json", include_str!("../fixtures/schemas/spdx-3.0.1.json"));
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
