//! Swin and Swin V2: attention within windows of an image, in stages with fewer and fewer
//! positions.

use super::super::error::FileError;
use super::class::{CLASSIFIER, Class};
use super::family::Family;
use super::keys::{Keys, mismatch};
use super::net::Net;
use super::reading::Reading;
use super::stack::extra;
use super::vit::{MASKED, Patches, patches, pixels};

/// The most stages of a network; a loop over them has to end.
const MOST_STAGES: usize = 16;

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["swin"], first).classes(CLASSIFIER).also(MASKED),
    Family::new(&["swinv2"], second).classes(CLASSIFIER).also(MASKED),
];

/// transformers, `modeling_swin.py`: each head has a bias for every distance within a window.
/// Shifted windows are as large as the others.
fn first(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    reading.info("extra(…) in each layer: the biases of attention by distance.");
    swin(reading, &Stage::first)
}

/// transformers, `modeling_swinv2.py`: a small network makes the bias from the distance, norms come
/// after each half of a layer, and keys have no biases.
fn second(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    // Windows of the first training, by which distances are scaled.
    reading.keys.mark_unused(&["pretrained_window_sizes"]);
    reading.info("extra(…) in each layer: the scale of attention of each head.");
    swin(reading, &Stage::second)
}

/// One size of the map.
struct Stage {
    sides: [u64; 2],
    /// The first side as the library computes it for the layers: halved and rounded down.
    planned: u64,
    width: u64,
    heads: u64,
    /// Window in the file.
    window: u64,
    inner: u64,
    biased: bool,
}

/// Makes a layer of a stage, and the step to a map half as large and twice as wide.
type Layers = dyn Fn(&Stage) -> (String, String);

fn swin(reading: &mut Reading<'_>, layers: &Layers) -> Result<Net, FileError> {
    let keys = reading.keys;
    let width = keys.optional_number("embed_dim")?.unwrap_or(96);
    let depths = keys.sizes("depths")?.unwrap_or(vec![2, 2, 6, 2]);
    let heads = keys.sizes("num_heads")?.unwrap_or(vec![3, 6, 12, 24]);
    // The width of the last stage, the number of stages, and outputs.
    keys.mark_unused(&["hidden_size", "num_layers", "out_features", "out_indices"]);
    if heads.len() != depths.len() || depths.len() > MOST_STAGES {
        return Err(mismatch(format!(
            "“num_heads” and “depths” have different numbers of stages, or more than {MOST_STAGES}."
        )));
    }
    let Patches { mut text, sides } = patches(reading, &width.to_string())?;
    text += ";ln";
    if reading.class == Class::MaskedImage {
        // The vector in place of a masked patch.
        text += &format!(";{}", extra(width));
    }
    if keys.flag("use_absolute_embeddings", false)? {
        text += ";positions";
    }
    let mut stage = Stage::of(keys, sides, width)?;
    for (i, (depth, heads)) in depths.iter().zip(&heads).enumerate() {
        if i > 0 {
            let (_, smaller) = layers(&stage);
            text += &smaller;
            let sides = stage.sides.map(|side| side.div_ceil(2));
            let planned = stage.planned / 2;
            stage = Stage::of(keys, sides, stage.width.saturating_mul(2))?;
            stage.planned = planned;
        }
        stage.heads = *heads;
        let (layer, _) = layers(&stage);
        text += &format!(";{depth}*({layer})");
    }
    text += ";ln";
    if reading.class == Class::MaskedImage {
        text += &format!(";{}", pixels(reading, stage.sides, 32)?);
    } else if reading.class != Class::Bare
        && (reading.class == Class::Labels || keys.has("id2label"))
    {
        text += &format!(";first;fc({})", reading.labels()?);
    }
    Ok(text.into())
}

impl Stage {
    fn of(keys: Keys<'_>, sides: [u64; 2], width: u64) -> Result<Self, FileError> {
        let inner = keys.scaled_width("mlp_ratio", width)?;
        Ok(Self {
            sides,
            planned: sides[0],
            width,
            heads: 1,
            window: keys.optional_number("window_size")?.unwrap_or(7),
            inner: inner.unwrap_or(width.saturating_mul(4)),
            biased: keys.flag("qkv_bias", true)?,
        })
    }

    /// Returns attention within windows. The map is padded to whole windows, and the padding goes
    /// through attention as well. A map no larger than a window is one window.
    fn attention(&self, window: u64, settings: &str) -> String {
        let [high, wide] = self.sides;
        let filled = self.sides.map(|side| side.next_multiple_of(window));
        let length = high.saturating_mul(wide);
        let more = filled[0].saturating_mul(filled[1]).saturating_sub(length);
        let block = window.saturating_mul(window);
        let attention = format!("attention({},chunk={block}{settings})", self.heads);
        match more {
            0 => attention,
            more => format!("append({more});{attention};first({length})"),
        }
    }

    /// Returns even sides, and the positions to append so that four can be joined.
    fn even(&self) -> ([u64; 2], String) {
        let even = self.sides.map(|side| side.next_multiple_of(2));
        let length = self.sides[0].saturating_mul(self.sides[1]);
        let more = even[0].saturating_mul(even[1]).saturating_sub(length);
        match more {
            0 => (even, String::new()),
            more => (even, format!(";append({more})")),
        }
    }

    fn first(&self) -> (String, String) {
        let Self {
            width,
            heads,
            window,
            inner,
            ..
        } = self;
        // Distances within the file’s windows, even if those of this map are smaller.
        let distances = (2 * window - 1).saturating_mul(2 * window - 1);
        let mut further = distances.saturating_mul(*heads);
        let bias = match self.biased {
            true => ",bias",
            false => {
                // The output keeps its bias.
                further = further.saturating_add(*width);
                ""
            }
        };
        let window = self
            .sides
            .iter()
            .fold(*window, |window, side| window.min(*side));
        let attention = self.attention(window, bias);
        let (_, more) = self.even();
        (
            format!(
                "residual(ln;{attention};{});residual(ln;ff({inner},bias))",
                extra(further)
            ),
            format!("{more};merge(4,{})", width.saturating_mul(2)),
        )
    }

    fn second(&self) -> (String, String) {
        let Self {
            width,
            heads,
            inner,
            ..
        } = self;
        let (bias, further) = match self.biased {
            true => (",bias,nokbias", *heads),
            false => ("", heads.saturating_add(*width)),
        };
        let window = self.window.min(self.planned).max(1);
        let attention = self.attention(window, bias);
        let distances = (2 * window - 1).saturating_mul(2 * window - 1);
        let ([high, wide], more) = self.even();
        (
            format!(
                "beside(2,512,count={distances});beside(512,{heads},count={distances},nobias);residual({attention};{};ln);residual(ff({inner},bias);ln)",
                extra(further)
            ),
            format!(
                "{more};map({high}x{wide});conv({},2,stride=2,nobias);sequence;ln",
                width.saturating_mul(2)
            ),
        )
    }
}
