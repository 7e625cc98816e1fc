//! The families: their names in `model_type`, the library’s defaults where a key is left out, the
//! classes that are counted, and the function that knows their layers. Each module has a table of its own.

use super::super::error::FileError;
use super::class::Class;
use super::keys::Defaults;
use super::net::Net;
use super::reading::Reading;
use super::{
    albert, bart, blocks, clip, convnext, corrected, deberta, diffusers, encoder, further, gemma,
    gpt, griffin, hunyuan, hybrid, kimi, latent, lfm, linear, llama, modern, modern_bert, moe,
    nemotron, remote, rwkv, sam, seq2seq, sound, sparse, state, swin, vit, zamba,
};

/// A family of models.
pub(super) struct Family {
    /// Its values of `model_type`.
    names: &'static [&'static str],
    /// Whether the output projection is the embedding, unless `tie_word_embeddings` says so.
    pub(super) tied: bool,
    /// The start of its classes’ names, if that is not a value of `model_type`.
    also_named: &'static [&'static str],
    /// The library’s defaults that files rely on.
    pub(super) defaults: Defaults,
    /// The classes that are counted, in two lists.
    classes: [&'static [Class]; 2],
    /// Whether the count covers all parts of the file, not the text part alone.
    pub(super) is_whole: bool,
    /// Builds its network.
    pub(super) net: Layers,
}

type Layers = fn(&mut Reading<'_>) -> Result<Net, FileError>;

/// The classes of a decoder.
const DECODER: &[Class] = &[
    Class::Unnamed,
    Class::Language,
    Class::Conditional,
    Class::Bare,
    // The text part of a larger model, in a file of its own.
    Class::TextTower,
    Class::Labels,
    Class::TokenLabels,
    Class::Answers,
];

impl Family {
    /// Returns a family of decoders with an output projection of their own and no defaults.
    pub(super) const fn new(names: &'static [&'static str], net: Layers) -> Self {
        Self {
            names,
            tied: false,
            also_named: &[],
            defaults: &[],
            classes: [DECODER, &[]],
            is_whole: false,
            net,
        }
    }

    /// Makes the embedding the output projection.
    pub(super) const fn tied(mut self) -> Self {
        self.tied = true;
        self
    }

    /// Returns the first name.
    pub(super) fn name(&self) -> &'static str {
        self.names.first().copied().unwrap_or_default()
    }

    /// Makes the count cover every part of the file.
    pub(super) const fn whole(mut self) -> Self {
        self.is_whole = true;
        self
    }

    pub(super) const fn defaults(mut self, defaults: Defaults) -> Self {
        self.defaults = defaults;
        self
    }

    /// Replaces the classes of a decoder.
    pub(super) const fn classes(mut self, classes: &'static [Class]) -> Self {
        self.classes = [classes, &[]];
        self
    }

    /// Adds names of classes: `RW` for `RWForCausalLM`.
    pub(super) const fn also_named(mut self, models: &'static [&'static str]) -> Self {
        self.also_named = models;
        self
    }

    /// Returns whether the family’s classes are named after these models: `GPT2` for `gpt2`.
    pub(super) fn is_of(&self, models: &str) -> bool {
        self.models().any(|own| own == plain(models))
    }

    /// Returns whether a module of code is the family’s own: `modeling_deepseek` for `deepseek_v3`.
    pub(super) fn has_module(&self, module: &str) -> bool {
        let models = ["modeling_", "modelling_"]
            .iter()
            .find_map(|start| module.strip_prefix(start));
        models.is_some_and(|models| self.models().any(|own| own.starts_with(&plain(models))))
    }

    /// Returns what the classes are named after, in plain letters.
    fn models(&self) -> impl Iterator<Item = String> {
        const PARTS: [&str; 4] = ["_text_model", "_vision_model", "_text", "Model"];
        let of_a_part = |name: &&'static str| PARTS.iter().find_map(|part| name.strip_suffix(part));
        let parts = self.names.iter().filter_map(of_a_part);
        let whole = self.names.iter().chain(self.also_named).copied();
        whole.chain(parts).map(plain)
    }

    /// Adds further classes.
    pub(super) const fn also(mut self, classes: &'static [Class]) -> Self {
        self.classes[1] = classes;
        self
    }

    /// Returns whether the family is counted for a class.
    pub(super) fn counts(&self, class: Class) -> bool {
        self.classes.iter().any(|list| list.contains(&class))
    }
}

/// The library’s defaults (transformers, `configuration_….py`): width, layers, heads, inner width
/// and vocabulary, then any others by name.
macro_rules! sizes {
    ($width:literal, $layers:literal, $heads:literal, $inner:literal, $vocabulary:literal $(, $name:literal = $value:literal)*) => {
        &[
            ("hidden_size", $width),
            ("num_hidden_layers", $layers),
            ("num_attention_heads", $heads),
            ("intermediate_size", $inner),
            ("vocab_size", $vocabulary),
            $(($name, $value)),*
        ]
    };
}
pub(super) use sizes;

const TABLES: &[&[Family]] = &[
    blocks::FAMILIES,
    corrected::FAMILIES,
    further::FAMILIES,
    gemma::FAMILIES,
    gpt::FAMILIES,
    llama::FAMILIES,
    hunyuan::FAMILIES,
    latent::FAMILIES,
    modern::FAMILIES,
    moe::FAMILIES,
    remote::FAMILIES,
    sparse::FAMILIES,
    encoder::FAMILIES,
    albert::FAMILIES,
    deberta::FAMILIES,
    modern_bert::FAMILIES,
    seq2seq::FAMILIES,
    state::FAMILIES,
    rwkv::FAMILIES,
    griffin::FAMILIES,
    zamba::FAMILIES,
    hybrid::FAMILIES,
    nemotron::FAMILIES,
    linear::FAMILIES,
    kimi::FAMILIES,
    lfm::FAMILIES,
    bart::FAMILIES,
    vit::FAMILIES,
    convnext::FAMILIES,
    swin::FAMILIES,
    clip::FAMILIES,
    sound::FAMILIES,
    sam::FAMILIES,
    diffusers::FAMILIES,
];

fn all() -> impl Iterator<Item = &'static Family> {
    TABLES.iter().copied().flatten()
}

/// Returns the family of a `model_type`.
pub(super) fn named(name: &str) -> Option<&'static Family> {
    all().find(|family| family.names.contains(&name))
}

/// Returns a name without capitals and marks, which classes and files set in their own ways.
fn plain(name: &str) -> String {
    name.to_ascii_lowercase().replace(['_', '-'], "")
}

/// Returns the family of a class such as `GPT2LMHeadModel`, for files without `model_type`.
pub(super) fn of_class(class: &str) -> Option<&'static Family> {
    let class = plain(class);
    let of = |family: &'static Family| {
        let ends = family.names.iter().filter_map(|name| {
            let rest = class.strip_prefix(&plain(name))?;
            let known = ["for", "model", "lmhead", "withlm", "encodermodel"];
            known.iter().any(|end| rest.starts_with(end)).then_some(())
        });
        ends.count() > 0
    };
    all().find(|family| of(family))
}
