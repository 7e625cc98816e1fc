//! A decoder from the dimensions of a configuration whose family is not known, as long as the file
//! says all that changes the count.

use super::super::error::Error;
use super::decoder::Decoder;
use super::keys::{DIMENSIONS, EXPERTS, HEADS, INNER, Keys, LAYERS, VOCABULARY, WIDTH};
use super::meaning;
use super::net::Net;
use super::reading::{Reading, listed};
use super::shown;
use super::stack::{Bias, Experts, Layer};
use crate::quantity::write::{people, whole};

/// Other names of the experts that a token visits.
const ACTIVE: [&str; 6] = [
    "num_experts_per_tok",
    "num_experts_per_token",
    "num_active_experts",
    "moe_top_k",
    "moe_topk",
    "moe_k",
];
/// Other names of an expert’s inner width.
const EXPERT_WIDTH: [&str; 3] = [
    "moe_intermediate_size",
    "expert_intermediate_size",
    "moe_ffn_hidden_size",
];
/// Where a file says that projections have biases.
const BIASES: [&str; 4] = ["attention_bias", "qkv_bias", "use_bias", "mlp_bias"];

/// The network that the dimensions would most often be of, with the least and the most that it
/// can have where the file leaves something open.
///
/// # Errors
/// Where a dimension is missing, or a key changes the count in a way that is not known: which, and
/// what was found.
pub(super) fn decoder(r: &mut Reading<'_>, name: Option<&str>) -> Result<Net, Error> {
    let keys = r.keys;
    let who = match name {
        Some(name) => format!("The model_type “{}” is not known", shown(name)),
        None => "The file names no model_type".into(),
    };
    let (found, missing) = dimensions(keys);
    let sizes = found.join(", ");
    let found = match found.as_slice() {
        [] => "No dimension of a network was found".into(),
        _ => format!("Found: {sizes}"),
    };
    let unread = meaning::unread(keys);
    let kinds: Vec<&str> = unread.iter().map(|key| key.text.as_str()).collect();
    let found = match kinds.as_slice() {
        [] => found,
        kinds => format!("{found}, and {}", listed(kinds)),
    };
    if !missing.is_empty() {
        return Err(Error::Uncountable(format!(
            "{who}, and no network can be guessed without {}. {found}.",
            missing.join(", ")
        )));
    }
    let layer = layer(r).map_err(|_| {
        Error::Uncountable(format!(
            "{who}, and no usual decoder has such dimensions. {found}."
        ))
    })?;
    if keys.flag("is_encoder_decoder", false)? {
        return Err(Error::Uncountable(format!(
            "{who}, and it has an encoder and a decoder. {found}."
        )));
    }
    let open = Open::of(r, &layer)?;
    r.left_unread("a usual decoder does not have")
        .map_err(|error| Error::Uncountable(format!("{who}. {error}")))?;
    let net = open.net(r, &layer, open.gated, open.tied)?;
    let (least, most) = open.bounds(r, &layer)?;
    r.warning(format!(
        "{who}. This is a guess: a decoder of the dimensions that the file names ({sizes}), with {} norms, a feed-forward {}, and an output projection {}.{} Check it against a published count.",
        if layer.norm == "rms" { "RMS" } else { "layer" },
        if open.gated { "with a gate" } else { "without a gate" },
        if open.tied { "that is the embedding" } else { "of its own" },
        match least == most {
            true => String::new(),
            false => format!(
                " As the file leaves some of it open, it has from {} to {} parameters.",
                people(least as f64),
                people(most as f64)
            ),
        },
    ));
    Ok(net)
}

/// What the file leaves open, as it is most often.
struct Open {
    gated: bool,
    tied: bool,
    /// Whether the file says itself that the output projection is the embedding or not.
    is_tie_known: bool,
}

impl Open {
    fn of(r: &Reading<'_>, layer: &Layer) -> Result<Self, Error> {
        let keys = r.keys;
        let activation = ["hidden_act", "hidden_activation", "activation_function"];
        let activation = activation.iter().find_map(|key| keys.text(key));
        let has_rms = layer.norm == "rms";
        Ok(Self {
            gated: has_rms || activation.is_some_and(|name| name.contains("silu")),
            // Models with RMS norms mostly have a projection of their own; the key is written only
            // where it is not the family’s default, which is not known here.
            tied: keys.flag("tie_word_embeddings", !has_rms)?,
            is_tie_known: keys.has("tie_word_embeddings"),
        })
    }

    fn net(
        &self,
        r: &mut Reading<'_>,
        layer: &Layer,
        gated: bool,
        tied: bool,
    ) -> Result<Net, Error> {
        let mut layer = layer.clone();
        layer.feed.gated = gated;
        r.tied = tied;
        Decoder::of(r, layer)?.text(r)
    }

    /// The least and the most parameters that it can have.
    fn bounds(&self, r: &mut Reading<'_>, layer: &Layer) -> Result<(u128, u128), Error> {
        let (mut least, mut most) = (u128::MAX, 0);
        for (gated, tied) in [(false, false), (false, true), (true, false), (true, true)] {
            if self.is_tie_known && tied != self.tied {
                continue;
            }
            let import = self.net(r, layer, gated, tied)?.count()?;
            let parameters = import.parameters.unwrap_or_default();
            least = parameters.min(least);
            most = parameters.max(most);
        }
        r.tied = self.tied;
        Ok((least, most))
    }
}

/// The layer that the dimensions tell, with all that the file says of it.
fn layer(r: &Reading<'_>) -> Result<Layer, Error> {
    let keys = r.keys;
    let width = keys.size(&WIDTH)?;
    let inner = keys.maybe(&INNER)?;
    let mut layer = r.layer_of(inner.unwrap_or_else(|| width.saturating_mul(4)))?;
    if keys.flag("multi_query", false)? {
        layer.kv = 1;
    }
    if !keys.has("rms_norm_eps") {
        layer.norm = "ln";
    }
    let mut biased = false;
    for key in BIASES {
        biased |= keys.flag(key, false)?;
    }
    layer.bias = Bias::all(biased);
    layer.feed.experts = experts(keys, layer.feed.hidden)?;
    Ok(layer)
}

/// The first of several keys that holds a number.
fn first(keys: Keys<'_>, names: &[&str]) -> Result<u64, Error> {
    let mut found = 0;
    for name in names {
        found = keys.count(name, 0)?.max(found);
    }
    Ok(found)
}

/// Experts in every layer, where the file has some; a file without any may say 0.
fn experts(keys: Keys<'_>, hidden: u64) -> Result<Option<Experts>, Error> {
    let count = first(keys, EXPERTS.names)?;
    let active = first(keys, &ACTIVE)?;
    if count <= 1 || active == 0 {
        return Ok(None);
    }
    let own = first(keys, &EXPERT_WIDTH)?;
    Ok(Some(Experts {
        count,
        active,
        hidden: if own > 0 { own } else { hidden },
        shared: first(keys, &["n_shared_experts", "num_shared_experts"])?,
        router_bias: false,
        beside: None,
    }))
}

/// The dimensions that are there, and those that a network cannot be guessed without.
fn dimensions(keys: Keys<'_>) -> (Vec<String>, Vec<&'static str>) {
    let number = |dim| keys.maybe(dim).ok().flatten();
    let mut found = Vec::new();
    for dim in DIMENSIONS {
        if let Some(number) = number(dim) {
            found.push(format!("{} {}", dim.names[0], whole(number.into())));
        }
    }
    let needed = [&WIDTH, &LAYERS, &HEADS, &VOCABULARY];
    let missing = needed.iter().filter(|dim| number(dim).is_none());
    (found, missing.map(|dim| dim.names[0]).collect())
}
