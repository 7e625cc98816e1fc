//! A decoder from the dimensions of a configuration whose family is not known.

use super::super::error::Error;
use super::decoder::Decoder;
use super::family;
use super::keys::{DIMENSIONS, EXPERTS, HEADS, INNER, LAYERS, VOCABULARY, WIDTH};
use super::reading::Reading;
use super::stack::Experts;
use crate::quantity::write::whole;

/// The network that the dimensions would most often be of.
pub(super) fn decoder(r: &mut Reading<'_>, name: Option<&str>) -> Result<String, Error> {
    let keys = r.keys;
    let who = match name {
        Some(name) => format!("The model_type “{}” is not known", shown(name)),
        None => "The file names no model_type".into(),
    };
    let needed = [&WIDTH, &LAYERS, &HEADS, &VOCABULARY];
    let mut missing = Vec::new();
    for dim in needed {
        if keys.maybe(dim)?.is_none() {
            missing.push(dim.names[0]);
        }
    }
    if !missing.is_empty() {
        let found = found(r)?;
        let found = if found.is_empty() {
            "No dimension of a network was found".into()
        } else {
            format!("Found were {}", found.join(", "))
        };
        return Err(Error::Uncountable(format!(
            "{who}, and {} missing to guess a network. {found}. Known are {}.",
            are(&missing),
            family::names().join(", ")
        )));
    }
    let width = keys.size(&WIDTH)?;
    let inner = keys.maybe(&INNER)?;
    let mut layer = r.layer_of(inner.unwrap_or(4 * width))?;
    let activation = ["hidden_act", "hidden_activation", "activation_function"];
    let activation = activation.iter().find_map(|key| keys.text(key));
    let has_rms = keys.has("rms_norm_eps");
    layer.feed.gated = has_rms || activation.is_some_and(|name| name.contains("silu"));
    if !has_rms {
        layer.norm = "ln";
    }
    // A file that has none may say 0.
    let mut count = 0;
    for name in EXPERTS.names {
        count = keys.count(name, 0)?.max(count);
    }
    let active = keys.count("num_experts_per_tok", 0)?;
    if count > 1 && active > 0 {
        let hidden = keys.some("moe_intermediate_size")?;
        layer.feed.experts = Some(Experts {
            count,
            active,
            hidden: hidden.unwrap_or(layer.feed.hidden),
            shared: keys.count("n_shared_experts", 0)?,
            router_bias: false,
            beside: None,
        });
    }
    // Models with RMS norms mostly have an output projection of their own; the key is written
    // only where it is not the family’s default, which is not known here.
    r.tied = keys.flag("tie_word_embeddings", !has_rms)?;
    let found = found(r)?.join(", ");
    r.warning(format!(
        "{who}. This is a guess: a decoder of the dimensions that the file names ({found}), with {} norms, no biases, and an output projection {}. Its count may be off by a few percent or more; check it against a published one.",
        if has_rms { "RMS" } else { "layer" },
        if r.tied { "that is the embedding" } else { "of its own" },
    ));
    if inner.is_none() {
        r.warning("The inner width of the feed-forward is taken as four times the width.");
    }
    if keys.has("encoder_layers") || keys.flag("is_encoder_decoder", false)? {
        r.warning("It has an encoder besides, which is left out.");
    }
    Decoder::of(r, layer)?.text(r)
}

fn found(r: &Reading<'_>) -> Result<Vec<String>, Error> {
    let mut found = Vec::new();
    for dim in DIMENSIONS {
        if let Some(number) = r.keys.maybe(dim)? {
            found.push(format!("{} {}", dim.names[0], whole(number.into())));
        }
    }
    Ok(found)
}

fn are(missing: &[&str]) -> String {
    let verb = if missing.len() == 1 { "is" } else { "are" };
    format!("{} {verb}", missing.join(", "))
}

/// A name of the file’s, at a length that a sentence can hold.
fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(40).collect()
}
