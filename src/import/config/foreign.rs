//! Code that is not the family’s own under a `model_type` that is known: its layers are not those
//! that the family is counted with.

use super::super::error::FileError;
use super::class::split;
use super::family::Family;
use super::guess::says_of_feed;
use super::keys::Keys;
use super::net::Net;
use super::shorten_name;
use serde_json::Value;

/// Checks that the class and the code that a part of a file names are the family’s own.
///
/// # Errors
/// Names the class or the code that is not.
pub(super) fn check(keys: Keys<'_>, family: &Family, class: Option<&str>) -> Result<(), FileError> {
    let is_own = |name: &str| split(name).is_none_or(|(models, _)| is_known(family, models));
    if let Some(class) = class.filter(|class| !is_own(class)) {
        return Err(foreign(keys, "is of the class", class));
    }
    let Some(code) = keys.object("auto_map") else {
        return Ok(());
    };
    for (key, value) in code.map {
        let Some(name) = value
            .as_str()
            .filter(|name| !is_own_code(family, key, name))
        else {
            continue;
        };
        let place = name.rsplit_once("--").map_or(name, |(_, place)| place);
        return Err(foreign(keys, "names code of its own,", place));
    }
    Ok(())
}

/// Returns whether classes named after these models have the family’s layers.
fn is_known(family: &Family, models: &str) -> bool {
    // `LlavaQwen` puts a tower beside the layers of the family.
    family.is_of(models) || models.starts_with("Llava")
}

/// Returns whether an entry of `auto_map` is of the family: `repository--module.Class`.
fn is_own_code(family: &Family, key: &str, name: &str) -> bool {
    let (_, place) = name.rsplit_once("--").unwrap_or(("", name));
    let Some((module, class)) = place.rsplit_once('.') else {
        return true;
    };
    if key == "AutoConfig" {
        let models = class.strip_suffix("Config");
        return models.is_some_and(|models| is_known(family, models));
    }
    let is_own = |class| split(class).is_some_and(|(models, _)| is_known(family, models));
    !key.starts_with("AutoModel") || family.has_module(module) && is_own(class)
}

fn foreign(keys: Keys<'_>, what: &str, name: &str) -> FileError {
    let of = keys.text("model_type").map_or("such".into(), shorten_name);
    FileError::Uncountable(format!(
        "The file {what} {}, which is not the library’s for {of} models: Petaday does not know its layers, and a count of the library’s would be wrong.",
        shorten_name(name),
    ))
}

/// Checks that a feed-forward whose activation has a gate was counted with one.
///
/// # Errors
/// Names the activation: the family’s class has no gate.
pub(super) fn check_gate(keys: Keys<'_>, family: &Family, net: &Net) -> Result<(), FileError> {
    let without = |text: &str| !text.contains("gated") && !text.contains("experts");
    match net {
        Net::One(text) if without(text) && says_of_feed(keys, &["glu"]) => {
            Err(FileError::Uncountable(format!(
                "The feed-forward has the activation of one with a gate, which {} models are not known to have.",
                family.name()
            )))
        }
        _ => Ok(()),
    }
}

/// Checks that positions are in a table or computed as the class of an encoder has them.
///
/// # Errors
/// Names another way, which has further weights or none.
pub(super) fn check_positions(keys: Keys<'_>) -> Result<(), FileError> {
    const KEY: &str = "position_embedding_type";
    let other = keys
        .value(KEY)
        .filter(|kind| *kind != &Value::from("absolute"));
    match other {
        None => Ok(()),
        Some(kind) => Err(FileError::Uncountable(format!(
            "“{KEY}” is {}, where only “absolute” is counted: other positions have other weights.",
            shorten_name(&kind.to_string())
        ))),
    }
}
