//! GGUF: parameters from the header of a file, or of all the files that a model is split into.
//!
//! Its tensors have their logical sizes whatever the quantization, and it says how many experts a
//! token visits, so both counts are exact.

mod header;
mod walk;

use super::tally::{Tally, Visited, shown, sizes};
use super::*;
use header::{Header, format_name, is_quantized, is_whole};
use walk::KIND;

/// The most files of a model.
const MAX_FILES: u64 = 1_000;

pub(super) fn read(file: &mut File<'_>) -> Result<Import, FileError> {
    let mut headers = vec![header::read(file.bytes.as_mut())?];
    let mut import = Import::new(Source::Gguf);
    others(file, &mut headers, &mut import)?;
    import.name = headers.iter().find_map(|header| header.name.clone());
    if let Some(kind) = headers
        .iter()
        .find_map(|header| header.file_type.as_deref())
        && kind != "model"
    {
        import.warning(format!(
            "The file calls itself “{kind}”, not a model: what it holds may be a part of one, or an addition to it."
        ));
    }
    if headers.iter().any(|header| !header.complete) {
        import.warning("The file ends before its last tensor begins: an incomplete download. Its header is whole, so the count stands.");
    }
    if let Some(architecture) = headers.iter().find_map(|h| h.architecture.as_deref()) {
        import.info(format!("The architecture is called {architecture}."));
    }
    count(&headers, &mut import)?;
    Ok(import)
}

fn count(headers: &[Header], import: &mut Import) -> Result<(), FileError> {
    let tensors = || headers.iter().flat_map(|header| &header.tensors);
    let mut tally = Tally::of(tensors().map(|tensor| tensor.name.as_str()));
    for tensor in tensors() {
        if tally.is_beside(&tensor.name) {
            continue;
        }
        if let Some(what) = buffer(&tensor.name, tensor.kind) {
            tally.leave_out(what, &tensor.name);
            continue;
        }
        let format = format_name(tensor.kind);
        let kind = format!("{format} {}", sizes(&tensor.shape));
        let routed = is_routed(&tensor.name);
        tally.add(&tensor.name, kind, tensor.elements, routed);
        if is_quantized(tensor.kind) {
            tally.unpack(format!("in {format}"), &tensor.name);
        }
    }
    let find = |what: fn(&Header) -> Option<u64>| headers.iter().find_map(what);
    let visited = find(|header| header.experts)
        .zip(find(|header| header.experts_used))
        .map(|(of, used)| Visited { used, of });
    tally.finish(KIND, visited, import)
}

/// Returns the kind of a tensor that is not trained.
fn buffer(name: &str, kind: u32) -> Option<&'static str> {
    if name.starts_with("rope_freqs")
        || name.starts_with("rope_factors")
        || name.contains("rot_embd")
    {
        return Some("rotary frequencies");
    }
    if name.ends_with(".scale") || name.ends_with(".input_scale") {
        return Some("quantization scales");
    }
    is_whole(kind).then_some("tensors of whole numbers (indices, masks, counters)")
}

/// Returns whether a tensor belongs to experts that a token may not visit: `ffn_up_exps` for all in
/// one, or, before 2024, `ffn_up.3` for each. A shared expert is `_shexp`.
fn is_routed(name: &str) -> bool {
    let single = || {
        let rest = ["ffn_gate.", "ffn_up.", "ffn_down."]
            .iter()
            .find_map(|part| Some(name.split_once(part)?.1))?;
        rest.split('.').next()?.parse::<u32>().ok()
    };
    name.contains("_exps") || single().is_some()
}

/// Reads the other files of a model that is split, if they lie beside it.
fn others(
    file: &mut File<'_>,
    headers: &mut Vec<Header>,
    into: &mut Import,
) -> Result<(), FileError> {
    let split = parts(&file.name);
    let of = headers[0].splits.max(split.as_ref().map_or(0, |s| s.of));
    if of < 2 {
        return Ok(());
    }
    if of > MAX_FILES {
        return Err(FileError::damaged(
            KIND,
            format!("it should be one of {of} files"),
        ));
    }
    let this = headers[0].split.map(|from_0| from_0 + 1);
    let this = this.or(split.as_ref().map(|split| split.number));
    let mut missing = Vec::new();
    for number in (1..=of).filter(|number| Some(*number) != this) {
        let name = split.as_ref().map(|split| split.name(number));
        let bytes = name.as_deref().and_then(|name| (file.beside)(name));
        match bytes {
            Some(mut bytes) => headers.push(header::read(bytes.as_mut())?),
            None => missing.push(name.unwrap_or_else(|| format!("number {number}"))),
        }
    }
    if missing.is_empty() {
        into.info(format!(
            "Counted from the headers of all {of} files of the model."
        ));
    } else {
        let more = if missing.len() > 3 { ", …" } else { "" };
        missing.truncate(3);
        into.warning(format!(
            "This is one of {of} files of a model, and not all were given along with it: {}{more}. Only what was given is counted.",
            shown(&missing.join(", "))
        ));
    }
    Ok(())
}

/// A name such as `model-00002-of-00003.gguf`, in parts.
struct Parts<'a> {
    stem: &'a str,
    digits: usize,
    number: u64,
    of_text: &'a str,
    of: u64,
}

impl Parts<'_> {
    fn name(&self, number: u64) -> String {
        let Self {
            stem,
            digits,
            of_text,
            ..
        } = self;
        format!("{stem}-{number:0digits$}-of-{of_text}.gguf")
    }
}

fn parts(name: &str) -> Option<Parts<'_>> {
    let (rest, of_text) = name.strip_suffix(".gguf")?.rsplit_once("-of-")?;
    let (stem, number) = rest.rsplit_once('-')?;
    let read = |text: &str| text.parse().ok().filter(|_| text.len() <= 8);
    Some(Parts {
        stem,
        digits: number.len(),
        number: read(number)?,
        of_text,
        of: read(of_text)?,
    })
}
