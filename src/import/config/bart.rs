//! Encoders and decoders that share one embedding: BART and its relatives.

use super::super::error::FileError;
use super::class::{CLASSIFIER, Class};
use super::family::Family;
use super::keys::{VOCABULARY, WIDTH, mismatch};
use super::net::Net;
use super::reading::Reading;
use super::seq2seq::{DECODER, ENCODER, stack, target};

// MarianMTModel translates.
const FURTHER: &[Class] = &[Class::Conditional, Class::Answers, Class::Translating];

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["bart"], bart).tied().classes(CLASSIFIER).also(FURTHER),
    Family::new(&["mbart"], mbart).also_named(&["Bart"]).tied().classes(CLASSIFIER).also(FURTHER),
    Family::new(&["pegasus"], pegasus).tied().classes(CLASSIFIER).also(FURTHER),
    Family::new(&["m2m_100"], m2m).tied().classes(CLASSIFIER).also(FURTHER),
    Family::new(&["marian"], marian).tied().classes(CLASSIFIER).also(FURTHER),
];

/// The differences between the families.
struct Kind {
    /// Positions in the stored table beyond the file’s number; none if positions are computed.
    positions: Option<u64>,
    /// Whether a norm follows the embedding.
    first_norm: bool,
    /// Whether a norm follows the layers.
    last_norm: bool,
}

/// transformers, `modeling_bart.py`.
fn bart(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let kind = Kind {
        positions: Some(2),
        first_norm: true,
        last_norm: false,
    };
    // Switches of the first releases, which the class does not have.
    reading
        .keys
        .mark_unused(&["extra_pos_embeddings", "static_position_embeddings"]);
    encoder_decoder(reading, &kind)
}

/// transformers, `modeling_mbart.py`.
fn mbart(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let kind = Kind {
        positions: Some(2),
        first_norm: true,
        last_norm: true,
    };
    encoder_decoder(reading, &kind)
}

/// transformers, `modeling_pegasus.py`: sinusoidal positions, stored.
fn pegasus(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let kind = Kind {
        positions: Some(0),
        first_norm: false,
        last_norm: true,
    };
    encoder_decoder(reading, &kind)
}

/// transformers, `modeling_m2m_100.py`, the class of NLLB too: sinusoidal positions, computed.
fn m2m(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let kind = Kind {
        positions: None,
        first_norm: false,
        last_norm: true,
    };
    encoder_decoder(reading, &kind)
}

/// transformers, `modeling_marian.py`: sinusoidal positions, stored.
fn marian(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let kind = Kind {
        positions: Some(0),
        first_norm: false,
        last_norm: false,
    };
    encoder_decoder(reading, &kind)
}

fn encoder_decoder(reading: &mut Reading<'_>, kind: &Kind) -> Result<Net, FileError> {
    let keys = reading.keys;
    // Keys that repeat the encoder’s sizes, and the mark of an encoder with a decoder.
    keys.mark_unused(&[
        "num_hidden_layers",
        "num_attention_heads",
        "is_encoder_decoder",
    ]);
    if !reading.tied {
        return Err(mismatch(
            "“tie_word_embeddings” is false: Petaday does not know how many tables the model then has."
                .into(),
        ));
    }
    let length = reading.tokens()?;
    reading.looks_both_ways();
    let (vocabulary, width) = (keys.size(&VOCABULARY)?, keys.size(&WIDTH)?);
    let positions = match kind.positions {
        None => String::new(),
        Some(more) => {
            let count = keys.number("max_position_embeddings")?.saturating_add(more);
            format!(";positions({count})")
        }
    };
    let before = if kind.first_norm { ";ln" } else { "" };
    let after = if kind.last_norm { ";ln" } else { "" };
    let encoder = stack(keys, "encoder", ENCODER, "")?;
    let decoder = stack(keys, "decoder", DECODER, "")?;
    // Source and target language may have a table each.
    let shares = keys.flag("share_encoder_decoder_embeddings", true)?;
    let written = keys
        .optional_number("decoder_vocab_size")?
        .unwrap_or(vocabulary);
    let table = match shares {
        true => "embed(tied)".into(),
        false => format!("embed({written},{width})"),
    };
    reading.info(
        "Source and target are assumed to be equally long. Operations are for one token of either.",
    );
    let head = match reading.class {
        Class::Bare => String::new(),
        Class::Labels => format!(";first;fc({width});tanh;fc({})", reading.labels()?),
        // The start and the end of the answer, whatever the file’s labels.
        Class::Answers => ";fc(2)".into(),
        _ => ";head(tied)".into(),
    };
    let text = format!(
        "tokens({length});embed({vocabulary},{width}){positions}{before};{encoder}{after};{};{table}{positions}{before};{decoder}{after}{head}",
        target(reading, length)
    );
    Ok(text.into())
}
