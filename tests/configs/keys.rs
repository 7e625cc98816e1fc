//! No key that changes a count is ignored in silence. Small files of every family have one key
//! dropped, changed or added: the count is that of transformers, or the file is refused, or a
//! warning names the key. `scripts/fixtures` makes the table.

use super::{CLASSES, causal, import, lines, none};
use petaday::import::{FileError, Import, Note};
use serde_json::{Map, Value, json};

const TABLE: &str = include_str!("../fixtures/configs/perturbed.jsonl");
const TOWERS: &str = include_str!("../fixtures/configs/towers.jsonl");

fn read(config: &Map<String, Value>) -> Result<Import, FileError> {
    import(&Value::Object(config.clone()).to_string(), &causal())
}

/// Whether a guess has the truth between its bounds.
fn holds(import: &Import, parameters: Option<u128>) -> bool {
    let within = |(least, most)| parameters.is_some_and(|p| (least..=most).contains(&p));
    import.between.is_some_and(within)
}

/// Whether a warning names the key.
fn warned(import: &Import, key: &str) -> bool {
    // A tower is named by its kind.
    let key = key.strip_suffix("_config").unwrap_or(key);
    let names = |note: &Note| matches!(note, Note::Warning(text) if text.contains(key));
    import.notes.iter().any(names)
}

/// The file that a row is made from: the size of that number among the family's.
fn file(classes: &[Value], row: &Value) -> Map<String, Value> {
    let size = row["size"]
        .as_u64()
        .and_then(|size| usize::try_from(size).ok());
    let mut sizes = classes
        .iter()
        .filter(|class| class["family"] == row["family"]);
    let class = sizes
        .nth(size.expect("a size"))
        .expect("the row of the size");
    let mut config = class["config"].as_object().expect("a file").clone();
    config.insert("architectures".into(), json!([row["class"]]));
    if let Some(names) = row.get("names").and_then(Value::as_object) {
        for (own, other) in names {
            let value = config.remove(own).expect("the key");
            config.insert(other.as_str().expect("a name").into(), value);
        }
        return config;
    }
    let key = row["key"].as_str().expect("a key");
    match row.get("value") {
        Some(value) => config.insert(key.into(), value.clone()),
        None => config.remove(key),
    };
    config
}

#[test]
fn a_key_that_changes_a_count_is_not_passed_over() {
    let (classes, rows) = (lines(CLASSES), lines(TABLE));
    let mut faults = Vec::new();
    let mut counted = 0;
    for row in rows.iter().filter(|row| row.get("parameters").is_some()) {
        let config = file(&classes, row);
        let Ok(import) = read(&config) else {
            continue;
        };
        counted += 1;
        let has = [import.parameters, import.active_parameters];
        let truth = ["parameters", "active"].map(|name| row[name].as_u64().map(u128::from));
        let key = row["key"].as_str().expect("a key");
        if has != truth && !holds(&import, truth[0]) && !warned(&import, key) {
            faults.push(format!(
                "{row}\n    counted {has:?}, without a warning that names “{key}”: {:?}",
                import.model
            ));
        }
    }
    none(&faults);
    assert!(counted > 200, "{counted} are counted");
}

/// The library has several names for some keys: under each a file is counted alike, or refused.
#[test]
fn a_key_is_counted_alike_under_the_names_of_the_library() {
    let (classes, rows) = (lines(CLASSES), lines(TABLE));
    let renamed = rows.iter().filter(|row| row.get("names").is_some());
    let mut faults = Vec::new();
    let mut counted = 0;
    for row in renamed {
        let mut own = row.clone();
        own["names"] = json!({});
        let Ok(own) = read(&file(&classes, &own)) else {
            continue;
        };
        let Ok(other) = read(&file(&classes, row)) else {
            continue;
        };
        counted += 1;
        let count = |import: &Import| (import.parameters, import.active_parameters);
        if count(&other) != count(&own) {
            faults.push(format!("{row}\n    {:?}\n    {:?}", own.model, other.model));
        }
    }
    none(&faults);
    assert!(counted > 90, "{counted} are counted");
}

/// Nobody knows the meaning of a key in an unknown family: it changes the guess, or a message names
/// it.
#[test]
fn a_family_that_is_not_known_is_not_counted_past_such_a_key() {
    let plain = json!({
        "model_type": "nonesuch", "architectures": ["NonesuchForCausalLM"], "hidden_size": 48,
        "num_hidden_layers": 3, "num_attention_heads": 4, "intermediate_size": 52,
        "vocab_size": 97, "max_position_embeddings": 40, "rms_norm_eps": 1e-5
    });
    let plain = plain.as_object().expect("a file");
    let count = |import: &Import| (import.parameters, import.between, import.forward);
    let without = count(&read(plain).expect("a guess"));
    let mut faults = Vec::new();
    for row in lines(TABLE)
        .iter()
        .filter(|row| row.get("family").is_none())
    {
        let mut config = plain.clone();
        let key = row["key"].as_str().expect("a key");
        config.insert(key.into(), row["value"].clone());
        let is_silent = |import: Import| count(&import) == without && !warned(&import, key);
        if read(&config).is_ok_and(is_silent) {
            faults.push(row.to_string());
        }
    }
    none(&faults);
}

/// A tower for pictures is counted, or left out with a warning; or the file is refused.
#[test]
fn a_tower_is_not_left_out_in_silence() {
    let mut faults = Vec::new();
    for row in lines(TOWERS) {
        let config = row["config"].as_object().expect("a file");
        let Ok(import) = read(config) else { continue };
        let count = |name: &str| row[name].as_u64().map(u128::from);
        let is_whole = import.parameters == count("parameters");
        let is_text = import.parameters == count("text")
            && import.active_parameters == count("active")
            && warned(&import, "vision");
        if !is_whole && !is_text {
            faults.push(format!(
                "{row}\n    counted {:?}, {:?} active: {:?}",
                import.parameters, import.active_parameters, import.model
            ));
        }
    }
    none(&faults);
}
