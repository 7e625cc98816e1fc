//! More dense decoders by their differences from Llama, each with something that only it has.

use super::super::error::FileError;
use super::family::{Family, sizes};
use super::keys::{INNER, WIDTH};
use super::net::Net;
use super::reading::Reading;
use super::stack::Norms;
use super::style::{LLAMA, PLAIN, Style, Switch};

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["cwm"], cwm).defaults(sizes!(6144, 64, 48, 21504, 128256, "num_key_value_heads" = 8, "head_dim" = 128, "max_position_embeddings" = 131072, "sliding_window" = 8192)),
    Family::new(&["vaultgemma"], vaultgemma).tied().defaults(sizes!(2304, 26, 8, 9216, 256000, "num_key_value_heads" = 4, "head_dim" = 256, "max_position_embeddings" = 8192, "sliding_window" = 4096)),
    Family::new(&["nanochat"], nanochat).defaults(sizes!(768, 12, 6, 8192, 50304, "max_position_embeddings" = 2048)),
    Family::new(&["bitnet"], bitnet).defaults(sizes!(2560, 30, 20, 6912, 128256, "num_key_value_heads" = 5, "max_position_embeddings" = 2048)),
    Family::new(&["hyperclovax"], hyperclovax).defaults(sizes!(4096, 32, 32, 11008, 32000, "max_position_embeddings" = 2048)),
];

/// transformers, `modeling_cwm.py`: windows in all layers but the first of each four.
fn cwm(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let style = Style {
        feed: Switch::Key("mlp_bias", false),
        windows: |reading, layers| {
            let window = reading.keys.optional_number("sliding_window")?;
            reading.windows(layers, window, |i| !i.is_multiple_of(4))
        },
        ..PLAIN
    };
    style.net(reading)
}

/// transformers, `modeling_vaultgemma.py`: a window in every other layer.
fn vaultgemma(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let style = Style {
        feed: Switch::Off,
        windows: |reading, layers| {
            let window = reading.keys.optional_number("sliding_window")?;
            reading.windows(layers, window, |i| i.is_multiple_of(2))
        },
        ..LLAMA
    };
    style.net(reading)
}

/// transformers, `modeling_nanochat.py`: norms without parameters, a plain feed-forward.
fn nanochat(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let style = Style {
        norm: "",
        feed: Switch::Off,
        gated: false,
        ..LLAMA
    };
    reading.info("The norms have no parameters and do not appear.");
    style.net(reading)
}

/// transformers, `modeling_bitnet.py`: a norm before the output of attention and one before that of
/// the feed-forward.
fn bitnet(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let style = Style {
        feed: Switch::Off,
        ..LLAMA
    };
    let mut layers = style.layers(reading)?;
    let (width, hidden) = (reading.keys.size(&WIDTH)?, reading.keys.size(&INNER)?);
    for layer in &mut layers {
        layer.extra = width;
        layer.spare = hidden;
    }
    reading.info("extra(…) in each layer: the norms within its two parts. Weights of two bits count like others.");
    style.with_layers(reading, layers)
}

/// transformers, `modeling_hyperclovax.py`: norms after each part, too, unless the file says no.
fn hyperclovax(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let around = reading.keys.flag("use_post_norm", true)?;
    let norms = if around { Norms::Around } else { Norms::Before };
    Style { norms, ..LLAMA }.net(reading)
}
