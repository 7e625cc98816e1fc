//! ONNX graphs: published counts, every operator against a figure worked out by hand, sizes that
//! are open, and files that mean harm.

mod chains;
mod exports;
mod functions;
mod hostile;
mod left_out;
mod newer;
mod operators;
mod published;
mod sizes;
mod transformers;
mod writer;

use petaday::import::{Asked, Bytes, File, FileError, Import, read};

pub(crate) fn try_read<'a>(bytes: impl Bytes + 'a, asked: &Asked) -> Result<Import, FileError> {
    let file = File {
        name: "model.onnx".into(),
        bytes: Box::new(bytes),
        beside: &mut |_| None,
    };
    read(file, asked)
}

#[track_caller]
pub(crate) fn count_as(model: &[u8], asked: &Asked) -> Import {
    try_read(model, asked).unwrap_or_else(|error| panic!("{error}"))
}

#[track_caller]
pub(crate) fn count(model: &[u8]) -> Import {
    count_as(model, &Asked::default())
}

/// Parameters and multiply-adds of one example.
#[track_caller]
pub(crate) fn counts(model: &[u8], parameters: u128, multiply_adds: u128) {
    let import = count(model);
    assert_eq!(warnings(&import), [""; 0], "nothing is left out");
    assert_eq!(
        (
            import.parameters,
            import.forward.and_then(|forward| forward.whole())
        ),
        (Some(parameters), Some(multiply_adds))
    );
}

pub(crate) fn warnings(import: &Import) -> Vec<&str> {
    let warning =
        |note: &'_ petaday::import::Note| matches!(note, petaday::import::Note::Warning(_));
    let notes = import.notes.iter().filter(|note| warning(note));
    notes.map(|note| note.text()).collect()
}
