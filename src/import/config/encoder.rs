//! Encoders alone: BERT and its like, vision transformers.

use super::super::error::Error;
use super::class::Class;
use super::family::Family;
use super::keys::{LAYERS, VOCABULARY, WIDTH, mismatch};
use super::net::Net;
use super::reading::Reading;
use super::stack::{Bias, Layer, extra};

const BERT: &[Class] = &[
    Class::Unnamed,
    Class::Bare,
    Class::Masked,
    Class::Language,
    Class::PreTraining,
    Class::Labels,
    Class::TokenLabels,
    Class::Answers,
    Class::Choice,
    Class::NextSentence,
];
const ROBERTA: &[Class] = &[
    Class::Unnamed,
    Class::Bare,
    Class::Masked,
    Class::Language,
    Class::Labels,
    Class::TokenLabels,
    Class::Answers,
    Class::Choice,
];

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["bert"], bert).tied().classes(BERT),
    Family::new(&["roberta", "xlm-roberta", "camembert"], roberta).tied().classes(ROBERTA),
    Family::new(&["vit"], vit).tied().classes(&[Class::Unnamed, Class::Bare, Class::Labels]),
];

/// Attention and a plain feed-forward with biases and layer norms.
fn layer(r: &Reading<'_>) -> Result<Layer, Error> {
    let mut layer = Layer {
        norm: "ln",
        bias: Bias::All,
        ..r.layer()?
    };
    layer.feed.gated = false;
    layer.feed.bias = true;
    Ok(layer)
}

/// transformers, `modeling_bert.py`.
pub(super) fn bert(r: &mut Reading<'_>) -> Result<Net, Error> {
    bert_like(r, 0)
}

/// transformers, `modeling_roberta.py`: the first two of the positions are never used.
pub(super) fn roberta(r: &mut Reading<'_>) -> Result<Net, Error> {
    bert_like(r, 2)
}

fn bert_like(r: &mut Reading<'_>, spare: u64) -> Result<Net, Error> {
    let keys = r.keys;
    let length = r.tokens_of(spare)?;
    r.looks_both_ways();
    let (vocabulary, width) = (keys.size(&VOCABULARY)?, keys.size(&WIDTH)?);
    let positions = keys.number("max_position_embeddings")?;
    let layers = keys.size(&LAYERS)?;
    let mut text = format!("tokens({length});embed({vocabulary},{width});positions({positions});");
    let kinds = keys.count("type_vocab_size", 2)?;
    if kinds > 0 {
        text += &format!("{};", extra(kinds * width));
        r.info(format!(
            "extra({}): the embedding of token types.",
            kinds * width
        ));
    }
    text += &format!("ln;{}", layer(r)?.text(layers, "encoder"));
    let labels = r.labels()?;
    // The output layer of a masked language model is tied, but for its bias.
    let head = if r.tied {
        "head(tied,bias)".into()
    } else {
        // Its bias is stored twice.
        format!("head({vocabulary},bias);{}", extra(vocabulary))
    };
    let text = match r.class {
        Class::Masked | Class::Language => format!("{text};fc({width});gelu;ln;{head}"),
        Class::PreTraining => {
            // The pooler, and whether two sentences follow each other.
            let once = width * width + width + 2 * width + 2;
            r.info(format!(
                "extra({once}): the pooler and the output for the next sentence. They run once a sequence; their operations are left out."
            ));
            format!("{text};{};fc({width});gelu;ln;{head}", extra(once))
        }
        Class::TokenLabels => format!("{text};fc({labels})"),
        // One number for the start of the answer and one for its end.
        Class::Answers => format!("{text};fc({labels})"),
        Class::Labels => format!("{text};first;fc({width});tanh;fc({labels})"),
        Class::Choice => format!("{text};first;fc({width});tanh;fc(1)"),
        Class::NextSentence => format!("{text};first;fc({width});tanh;fc(2)"),
        _ => format!("{text};first;fc({width});tanh"),
    };
    Ok(text.into())
}

/// transformers, `modeling_vit.py`.
pub(super) fn vit(r: &mut Reading<'_>) -> Result<Net, Error> {
    let keys = r.keys;
    r.looks_both_ways();
    let channels = keys.some("num_channels")?.unwrap_or(3);
    let [high, wide] = keys.sides("image_size")?.unwrap_or([224; 2]);
    let patch = keys.some("patch_size")?.unwrap_or(16);
    // Of a class that fills in masked patches, which is not counted.
    keys.pass(&["encoder_stride"]);
    if !high.is_multiple_of(patch) || !wide.is_multiple_of(patch) {
        return Err(mismatch(format!(
            "“image_size” is {high}×{wide} and “patch_size” is {patch}: the patches do not divide the image."
        )));
    }
    let width = keys.size(&WIDTH)?;
    let layers = keys.size(&LAYERS)?;
    let mut layer = layer(r)?;
    if !keys.flag("qkv_bias", true)? {
        layer.bias = Bias::None;
        layer.extra = width;
        r.info("extra(…) in each layer: the bias of the output of attention.");
    }
    r.info(format!("Counted for one image of {high}×{wide}."));
    let text = format!(
        "input({channels}x{high}x{wide});patch({patch},{width});class;positions;{};ln",
        layer.text(layers, "encoder")
    );
    keys.pass(&["pooler_output_size"]);
    let text = match r.class {
        // Where the file names no class, its labels tell a classifier.
        Class::Labels => format!("{text};first;fc({})", r.labels()?),
        _ if keys.has("id2label") && r.class == Class::Unnamed => {
            format!("{text};first;fc({})", r.labels()?)
        }
        _ => {
            let pooled = keys.some("pooler_output_size")?.unwrap_or(width);
            format!("{text};first;fc({pooled});tanh")
        }
    };
    Ok(text.into())
}
