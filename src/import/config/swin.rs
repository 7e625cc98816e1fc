//! Swin and Swin V2: attention within windows of an image, in stages of ever fewer positions.

use super::super::error::Error;
use super::class::Class;
use super::family::Family;
use super::keys::{Keys, mismatch};
use super::net::Net;
use super::reading::Reading;
use super::stack::extra;
use super::vit::{MASKED, Patches, patches, pixels};

/// No network has more stages; a loop over them has to end.
const MOST_STAGES: usize = 16;

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["swin"], first).classes(MASKED),
    Family::new(&["swinv2"], second).classes(MASKED),
];

/// transformers, `modeling_swin.py`: in each head a bias for every distance within a window.
/// Shifted windows are as large as the others.
fn first(r: &mut Reading<'_>) -> Result<Net, Error> {
    r.info("extra(…) in each layer: the biases of attention by distance.");
    swin(r, &Stage::first)
}

/// transformers, `modeling_swinv2.py`: a small network makes that bias of the distance, norms stand
/// after each half of a layer, and keys have no biases.
fn second(r: &mut Reading<'_>) -> Result<Net, Error> {
    // What the windows were when it was first trained, by which distances are scaled.
    r.keys.pass(&["pretrained_window_sizes"]);
    r.info("extra(…) in each layer: the scale of attention of each head.");
    swin(r, &Stage::second)
}

/// One size of the map.
struct Stage {
    sides: [u64; 2],
    /// The first side as the library has it where it makes the layers: halved and rounded down.
    planned: u64,
    width: u64,
    heads: u64,
    /// As the file has it.
    window: u64,
    inner: u64,
    biased: bool,
}

/// A layer of a stage, and what makes a map half as large of its map, as wide as that.
type Layers = dyn Fn(&Stage) -> (String, String);

fn swin(r: &mut Reading<'_>, layers: &Layers) -> Result<Net, Error> {
    let keys = r.keys;
    let width = keys.some("embed_dim")?.unwrap_or(96);
    let depths = keys.sizes("depths")?.unwrap_or(vec![2, 2, 6, 2]);
    let heads = keys.sizes("num_heads")?.unwrap_or(vec![3, 6, 12, 24]);
    // The width of the last stage, and how many there are.
    keys.pass(&["hidden_size", "num_layers", "out_features", "out_indices"]);
    if heads.len() != depths.len() || depths.len() > MOST_STAGES {
        return Err(mismatch(format!(
            "“num_heads” and “depths” are not of the same number of stages, or of more than {MOST_STAGES}."
        )));
    }
    let Patches { mut text, sides } = patches(r, &width.to_string())?;
    text += ";ln";
    if r.class == Class::MaskedImage {
        // The vector that stands in for a masked patch.
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
    if r.class == Class::MaskedImage {
        text += &format!(";{}", pixels(r, stage.sides, 32)?);
    } else if r.class != Class::Bare && (r.class == Class::Labels || keys.has("id2label")) {
        text += &format!(";first;fc({})", r.labels()?);
    }
    Ok(text.into())
}

impl Stage {
    fn of(keys: Keys<'_>, sides: [u64; 2], width: u64) -> Result<Self, Error> {
        let inner = keys.times("mlp_ratio", width)?;
        Ok(Self {
            sides,
            planned: sides[0],
            width,
            heads: 1,
            window: keys.some("window_size")?.unwrap_or(7),
            inner: inner.unwrap_or(width.saturating_mul(4)),
            biased: keys.flag("qkv_bias", true)?,
        })
    }

    /// Attention within windows. The map is filled up to whole ones, and what fills it up goes through
    /// as well. One that is no larger than a window is one window.
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

    /// Positions that make both sides even, to be joined by four.
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
        // Of the windows in the file, even where those of this map are smaller.
        let distances = (2 * window - 1).saturating_mul(2 * window - 1);
        let mut further = distances.saturating_mul(*heads);
        let bias = match self.biased {
            true => ",bias",
            false => {
                // That of the output stays.
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
