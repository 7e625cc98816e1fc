//! `model.safetensors.index.json`: the shard of each tensor.

use super::super::bounded::{Entries, Number};
use super::super::tally::{many, parser_message, shown};
use super::super::*;
use super::{KIND, count, header};
use crate::quantity::write::whole;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashSet};

const INDEX: &str = "an index of shards";

/// The most files of a model.
const MAX_SHARDS: usize = 10_000;

/// The most tensors, five times as many as the largest models have; each takes memory.
const MAX_TENSORS: usize = 1 << 20;

#[derive(Deserialize)]
struct Json {
    metadata: Option<Metadata>,
    weight_map: Entries<String, MAX_TENSORS>,
}

#[derive(Clone, Copy, Default, Deserialize)]
struct Metadata {
    #[serde(default)]
    total_parameters: Number,
    #[serde(default)]
    total_size: Number,
}

struct Index {
    metadata: Metadata,
    weight_map: BTreeMap<String, String>,
}

/// Sums the headers of the shards beside the index; without them, the index’s own numbers must do.
pub(in super::super) fn read(text: &str, file: &mut File<'_>) -> Result<Import, FileError> {
    let json: Json = super::super::json::parse(text).map_err(|error| {
        FileError::damaged(
            INDEX,
            format!("it cannot be read: {}", parser_message(&error)),
        )
    })?;
    // One by one: to collect them would bring a sort of its own into the download for each type.
    let mut weight_map = BTreeMap::new();
    weight_map.extend(json.weight_map.0);
    let index = Index {
        metadata: json.metadata.unwrap_or_default(),
        weight_map,
    };
    let mut shards = BTreeSet::new();
    shards.extend(index.weight_map.values().map(String::as_str));
    check(&shards)?;
    let mut tensors = Vec::new();
    let mut missing = Vec::new();
    let mut cut = 0;
    for name in &shards {
        let Some(mut bytes) = (file.beside)(name) else {
            missing.push(*name);
            continue;
        };
        let header = header::read(bytes.as_mut()).map_err(|error| name_shard(name, error))?;
        cut += u64::from(!header.complete);
        tensors.extend(header.tensors);
        if tensors.len() > 2 * MAX_TENSORS {
            return Err(FileError::damaged(
                INDEX,
                "its files have millions of tensors",
            ));
        }
    }
    if !missing.is_empty() {
        return read_without_shards(&index, &missing, shards.len());
    }
    let mut import = Import::new(Source::Safetensors);
    if cut > 0 {
        import.warning(format!(
            "{} before the last tensor: an incomplete download. The headers are whole, so the count stands.",
            if cut == 1 { "One file ends".into() } else { format!("{cut} files end") }
        ));
    }
    // A tensor in two files is one tensor.
    let mut seen = HashSet::new();
    tensors.retain(|tensor| seen.insert(tensor.name.clone()));
    let listed = tensors.len();
    tensors.retain(|tensor| index.weight_map.contains_key(&tensor.name));
    let extra = (listed - tensors.len()) as u64;
    if extra > 0 {
        import.warning(format!(
            "Not in the index, and left out: {} of the files.",
            many(extra, "tensor")
        ));
    }
    let lacking = index.weight_map.len() - tensors.len();
    if lacking > 0 {
        let first = index.weight_map.keys().find(|name| !seen.contains(*name));
        import.warning(format!(
            "In the index but not in the files, and not counted: {} ({} …). The files may be of another version of the model.",
            many(lacking as u64, "tensor"),
            shown(first.map_or("", String::as_str))
        ));
    }
    count(&tensors, &mut import)?;
    import.info(format!(
        "Counted from the headers of all {} files that the index names.",
        shards.len()
    ));
    Ok(import)
}

/// Checks that every shard is in the same folder: an index must not lead out of it.
fn check(shards: &BTreeSet<&str>) -> Result<(), FileError> {
    let damaged = |what: String| Err(FileError::damaged(INDEX, what));
    if shards.is_empty() {
        return damaged("it names no tensors".into());
    }
    if shards.len() > MAX_SHARDS {
        return damaged(format!("it names {} files", shards.len()));
    }
    let outside = |name: &&&str| {
        name.is_empty() || name.starts_with('.') || name.contains(['/', '\\', ':', '\0'])
    };
    match shards.iter().find(outside) {
        Some(name) => damaged(format!(
            "it names “{}”, which is not the name of a file in its own folder",
            shown(name)
        )),
        None => Ok(()),
    }
}

/// Reads an index without its shards: newer ones have the parameters.
fn read_without_shards(
    index: &Index,
    missing: &[&str],
    shards: usize,
) -> Result<Import, FileError> {
    let routed = index
        .weight_map
        .keys()
        .any(|name| name.contains(".experts."));
    if let Some(parameters) = index.metadata.total_parameters.0.filter(|n| *n > 0) {
        let mut import = Import::new(Source::Safetensors);
        import.parameters = Some(parameters.into());
        if routed {
            import.warning("The model has experts, and an index does not say how many of them a token visits. Give the model’s config.json: it does.");
        } else {
            import.active_parameters = import.parameters;
        }
        import.info(format!(
            "The parameters are those that the index gives as total_parameters; the {shards} files that it names were not given, so nothing was counted."
        ));
        return Ok(import);
    }
    let mut names: Vec<String> = missing.iter().take(3).map(|name| shown(name)).collect();
    if missing.len() > 3 {
        names.push("…".into());
    }
    let known = match index.metadata.total_size.0 {
        Some(size) => format!(
            " The index alone says: {} in {} bytes; at 2 bytes each (bf16, fp16) that would be about {} parameters.",
            many(index.weight_map.len() as u64, "tensor"),
            whole(size.into()),
            whole(u128::from(size / 2))
        ),
        None => format!(
            " The index alone says: {}.",
            many(index.weight_map.len() as u64, "tensor")
        ),
    };
    Err(FileError::Uncountable(format!(
        "This is {INDEX}, and {} of the {shards} files that it names {} not given along with it: {}. Give them together with the index (only their first few MB are read), or give the model’s config.json.{known}",
        missing.len(),
        if missing.len() == 1 { "was" } else { "were" },
        names.join(", ")
    )))
}

fn name_shard(shard: &str, error: FileError) -> FileError {
    match error {
        FileError::Damaged { what, .. } => {
            FileError::damaged(KIND, format!("of “{}”, {what}", shown(shard)))
        }
        other => other,
    }
}
