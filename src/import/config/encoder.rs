//! Encoders of text alone: BERT and its relatives.

use super::super::error::FileError;
use super::class::Class;
use super::family::Family;
use super::foreign::check_positions;
use super::keys::{LAYERS, VOCABULARY, WIDTH};
use super::net::Net;
use super::reading::Reading;
use super::stack::{Bias, Layer, extra};

/// The classes that all encoders of text have.
pub(super) const ENCODER: &[Class] = &[
    Class::Unnamed,
    Class::Bare,
    Class::Masked,
    Class::Labels,
    Class::TokenLabels,
    Class::Answers,
];
/// The further classes of BERT and its nearest relatives.
pub(super) const PRETRAINED: &[Class] = &[
    Class::Language,
    Class::PreTraining,
    Class::Choice,
    Class::NextSentence,
];

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["bert"], bert).tied().classes(ENCODER).also(PRETRAINED),
    Family::new(&["roberta", "xlm-roberta", "camembert", "xlm-roberta-xl"], roberta).tied().classes(ENCODER).also(&[Class::Language, Class::Choice]),
    Family::new(&["electra"], electra).tied().classes(ENCODER).also(PRETRAINED),
    Family::new(&["mpnet"], mpnet).tied().classes(ENCODER).also(&[Class::Choice]),
    Family::new(&["distilbert"], distilbert).tied().classes(ENCODER).also(&[Class::Choice]),
];

/// Returns a layer with biases, layer norms and a plain feed-forward.
pub(super) fn layer(reading: &Reading<'_>) -> Result<Layer, FileError> {
    let mut layer = Layer {
        norm: "ln",
        bias: Bias::All,
        ..reading.layer()?
    };
    layer.feed.gated = false;
    layer.feed.bias = true;
    // No class of these groups keys and values, whatever a file says.
    layer.kv = layer.heads;
    Ok(layer)
}

/// The network up to the last layer: tokens, tables and norm, then the layers.
pub(super) struct Encoder {
    pub(super) text: String,
    pub(super) vocabulary: u64,
}

impl Encoder {
    /// Returns the tables, of width `narrow` and with `spare` positions more than a sequence can
    /// have.
    pub(super) fn new(
        reading: &mut Reading<'_>,
        narrow: u64,
        spare: u64,
    ) -> Result<Self, FileError> {
        let keys = reading.keys;
        check_positions(keys)?;
        let length = reading.tokens_of(spare)?;
        reading.looks_both_ways();
        let vocabulary = keys.size(&VOCABULARY)?;
        let positions = keys.number("max_position_embeddings")?;
        let mut text =
            format!("tokens({length});embed({vocabulary},{narrow});positions({positions})");
        let kinds = keys.count("type_vocab_size", 2)?;
        if kinds > 0 {
            let table = extra(kinds.saturating_mul(narrow));
            text += &format!(";{table}");
            reading.info(format!("{table}: the embedding of token types."));
        }
        text += ";ln";
        Ok(Self { text, vocabulary })
    }

    pub(super) fn then(mut self, term: &str) -> Self {
        self.text = format!("{};{term}", self.text);
        self
    }

    /// Returns the output projection to the vocabulary. Some classes store its bias `twice` if it
    /// is not tied.
    pub(super) fn head(&self, reading: &Reading<'_>, twice: bool) -> String {
        match (reading.tied, twice) {
            (true, _) => "head(tied,bias)".into(),
            (false, true) => format!(
                "head({0},bias);{1}",
                self.vocabulary,
                extra(self.vocabulary)
            ),
            (false, false) => format!("head({},bias)", self.vocabulary),
        }
    }
}

/// Returns the heads that these classes have in common: one or more numbers for each token, or a
/// classifier after `pooled`, which sees the first position alone.
pub(super) fn classified(reading: &Reading<'_>, pooled: &str) -> Result<String, FileError> {
    let labels = reading.labels()?;
    Ok(match reading.class {
        // One number for the start of the answer, one for its end.
        Class::TokenLabels | Class::Answers => format!("fc({labels})"),
        Class::Labels => format!("first;{pooled};fc({labels})"),
        Class::Choice => format!("first;{pooled};fc(1)"),
        Class::NextSentence => format!("first;{pooled};fc(2)"),
        _ => format!("first;{pooled}"),
    })
}

/// transformers, `modeling_bert.py`.
fn bert(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    bert_like(reading, 0)
}

/// transformers, `modeling_roberta.py`: the first two of the positions are never used.
fn roberta(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    bert_like(reading, 2)
}

fn bert_like(reading: &mut Reading<'_>, spare: u64) -> Result<Net, FileError> {
    let width = reading.keys.size(&WIDTH)?;
    let layers = layer(reading)?.text(reading.keys.size(&LAYERS)?, "encoder");
    let encoder = Encoder::new(reading, width, spare)?.then(&layers);
    let pooled = format!("fc({width});tanh");
    let head = encoder.head(reading, true);
    let end = match reading.class {
        Class::Masked | Class::Language => format!("fc({width});gelu;ln;{head}"),
        Class::PreTraining => {
            let once = once(reading, width, 2);
            format!("{once};fc({width});gelu;ln;{head}")
        }
        _ => classified(reading, &pooled)?,
    };
    Ok(encoder.then(&end).text.into())
}

/// Returns the parameters of the pooler and of a choice for two sentences, which run once a
/// sequence.
pub(super) fn once(reading: &mut Reading<'_>, width: u64, choices: u64) -> String {
    let once = width
        .saturating_add(1)
        .saturating_mul(width.saturating_add(choices));
    let text = extra(once);
    reading.info(format!(
        "{text}: the pooler and the output for two sentences. They run once a sequence; their operations are left out."
    ));
    text
}

/// transformers, `modeling_electra.py`: an embedding of its own width, no pooler. Its training
/// task, to spot replaced tokens, takes one number a token.
fn electra(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let width = reading.keys.size(&WIDTH)?;
    let narrow = reading
        .keys
        .optional_number("embedding_size")?
        .unwrap_or(128);
    let layers = layer(reading)?.text(reading.keys.size(&LAYERS)?, "encoder");
    let mut encoder = Encoder::new(reading, narrow, 0)?;
    if narrow != width {
        encoder = encoder.then(&format!("fc({width})"));
    }
    let encoder = encoder.then(&layers);
    let end = match reading.class {
        Class::Unnamed | Class::Bare => return Ok(encoder.text.into()),
        Class::Masked | Class::Language => {
            format!("fc({narrow});gelu;ln;{}", encoder.head(reading, false))
        }
        Class::PreTraining => format!("fc({width});gelu;fc(1)"),
        _ => classified(reading, &format!("fc({width});gelu"))?,
    };
    Ok(encoder.then(&end).text.into())
}

/// transformers, `modeling_mpnet.py`: no token types, a table of relative positions that all layers
/// share, the first two of the positions never used.
fn mpnet(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let (vocabulary, width) = (keys.size(&VOCABULARY)?, keys.size(&WIDTH)?);
    let length = reading.tokens_of(2)?;
    reading.looks_both_ways();
    let positions = keys.number("max_position_embeddings")?;
    let buckets = keys
        .optional_number("relative_attention_num_buckets")?
        .unwrap_or(32);
    let layer = layer(reading)?;
    let relative = extra(buckets.saturating_mul(layer.heads));
    reading.info(format!("{relative}: its relative positions."));
    let encoder = Encoder {
        text: format!(
            "tokens({length});embed({vocabulary},{width});positions({positions});ln;{relative};{}",
            layer.text(keys.size(&LAYERS)?, "encoder")
        ),
        vocabulary,
    };
    let end = match reading.class {
        Class::Masked => format!("fc({width});gelu;ln;{}", encoder.head(reading, true)),
        _ => classified(reading, &format!("fc({width});tanh"))?,
    };
    Ok(encoder.then(&end).text.into())
}

/// transformers, `modeling_distilbert.py`: no token types, no pooler.
fn distilbert(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let (vocabulary, width) = (keys.size(&VOCABULARY)?, keys.size(&WIDTH)?);
    let length = reading.tokens()?;
    reading.looks_both_ways();
    let positions = keys.number("max_position_embeddings")?;
    let encoder = Encoder {
        text: format!(
            "tokens({length});embed({vocabulary},{width});positions({positions});ln;{}",
            layer(reading)?.text(keys.size(&LAYERS)?, "encoder")
        ),
        vocabulary,
    };
    let end = match reading.class {
        Class::Unnamed | Class::Bare => return Ok(encoder.text.into()),
        Class::Masked => format!("fc({width});gelu;ln;{}", encoder.head(reading, false)),
        _ => classified(reading, &format!("fc({width});relu"))?,
    };
    Ok(encoder.then(&end).text.into())
}
