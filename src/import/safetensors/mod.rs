//! Safetensors: parameters from the header of a file, or of every shard that an index names.
//!
//! A file of 40 GB opens in a moment: its header is a few MB, and nothing else is read.

mod header;
mod index;
mod part;

use super::tally::{Tally, sizes};
use super::*;
use header::{KIND, Tensor};
pub(super) use index::read as read_index;
use part::{Names, Part};

pub(super) fn read(file: &mut File<'_>) -> Result<Import, FileError> {
    let header = header::read(file.bytes.as_mut())?;
    let mut import = Import::new(Source::Safetensors);
    import.name = model_name(&file.name);
    if !header.complete {
        import.warning("The file ends before its last tensor does: an incomplete download. Its header is whole, so the count stands.");
    }
    if let Some((_, of)) = shard(&file.name) {
        import.warning(format!(
            "This is one of {of} files of a model, and it alone is counted. Give model.safetensors.index.json together with all {of}."
        ));
    }
    count(&header.tensors, &mut import)?;
    Ok(import)
}

/// Counts tensors, whatever file each came from.
fn count(tensors: &[Tensor], import: &mut Import) -> Result<(), FileError> {
    let names = Names::new(tensors);
    let mut tally = Tally::of(tensors.iter().map(|tensor| tensor.name.as_str()));
    let mut guessed = 0;
    for tensor in tensors {
        if tally.is_beside(&tensor.name) {
            continue;
        }
        let kind = || format!("{} {}", tensor.dtype, sizes(&tensor.shape));
        // A shared expert (`.shared_experts.`) is visited by every token.
        let routed = tensor.name.contains(".experts.") || tensor.name.starts_with("experts.");
        match part::part(tensor, &names) {
            Part::Weights => tally.add(&tensor.name, kind(), tensor.elements, routed),
            Part::Packed {
                parameters,
                how,
                assumed,
            } => {
                guessed += u64::from(assumed);
                tally.add(&tensor.name, kind(), parameters, routed);
                tally.unpack(how, &tensor.name);
            }
            Part::Buffer(what) => tally.leave_out(what, &tensor.name),
        }
    }
    tally.finish(KIND, None, import)?;
    if guessed > 0 {
        import.warning(format!(
            "{} hold several weights in each element, and the header does not say how many bits a weight takes; the usual ones were taken. The model’s config.json gives the exact count.",
            tally::many(guessed, "tensor")
        ));
    }
    Ok(())
}

/// Returns the number of a shard and of all shards, from a name such as
/// `model-00001-of-00004.safetensors`.
fn shard(name: &str) -> Option<(u32, u32)> {
    let stem = name.strip_suffix(".safetensors")?;
    let (rest, of) = stem.rsplit_once("-of-")?;
    let number = rest.rsplit_once('-').map_or(rest, |(_, number)| number);
    let (number, of) = (number.parse().ok()?, of.parse().ok()?);
    (of > 1).then_some((number, of))
}

/// Returns a file’s name without the parts that every such file has.
fn model_name(name: &str) -> Option<String> {
    let stem = name.strip_suffix(".safetensors")?;
    let common = [
        "model",
        "pytorch_model",
        "diffusion_pytorch_model",
        "adapter_model",
    ];
    let nameless = stem.is_empty() || common.contains(&stem) || shard(name).is_some();
    (!nameless).then(|| tally::shown(stem))
}
