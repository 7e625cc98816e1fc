//! Blocks with a name of their own: what they are made of, as text.

use super::error::Fault;
use super::kind::LayerKind;
use super::shape::Shape;
use super::term::Layer;

/// Returns the layers of a block whose input has this shape; none for a layer that is not a block.
pub(super) fn expand(
    layer: &Layer,
    shape: Shape,
    has_memory: bool,
) -> Result<Option<String>, Fault> {
    Ok(Some(match layer.kind {
        LayerKind::Basic => basic(layer, shape)?,
        LayerKind::Bottleneck => bottleneck(layer, shape)?,
        LayerKind::Dense => dense(layer),
        LayerKind::Encoder => transformer(layer, false)?,
        LayerKind::Decoder => transformer(layer, has_memory)?,
        _ => return Ok(None),
    }))
}

/// Spells two 3×3 convolutions beside a shortcut. He et al., <https://arxiv.org/abs/1512.03385>, with
/// the projections of its option B.
fn basic(layer: &Layer, shape: Shape) -> Result<String, Fault> {
    let width = layer.number("width");
    let stride = stride(layer);
    let shortcut = shortcut(shape, width, &stride)?;
    Ok(format!(
        "residual(conv({width},3{stride},pad=1,nobias);bn;conv({width},3,pad=1,nobias);bn{shortcut})"
    ))
}

/// Spells convolutions of 1×1, 3×3, 1×1 beside a shortcut; the stride in the 3×3 convolution, as
/// torchvision has it.
fn bottleneck(layer: &Layer, shape: Shape) -> Result<String, Fault> {
    let width = layer.number("width");
    // Left out, 4; the reader keeps both below 1e9.
    let made = width * layer.size("expansion").unwrap_or(4);
    let stride = stride(layer);
    let groups = layer.number("groups");
    let shortcut = shortcut(shape, made, &stride)?;
    Ok(format!(
        "residual(conv({width},1,nobias);bn;conv({width},3{stride},pad=1,groups={groups},nobias);bn;conv({made},1,nobias);bn{shortcut})"
    ))
}

fn stride(layer: &Layer) -> String {
    match layer.sizes("stride") {
        Some(stride) => format!(",stride={stride}"),
        None => String::new(),
    }
}

/// Spells the shortcut: a projection if the block changes the shape, else the input itself.
fn shortcut(shape: Shape, made: u64, stride: &str) -> Result<String, Fault> {
    let (channels, _) = shape.map()?;
    Ok(if channels == made && stride.is_empty() {
        String::new()
    } else {
        format!("/conv({made},1{stride},nobias);bn")
    })
}

/// Spells a 1×1 convolution to four times the growth and a 3×3 to the growth, beside the input. Huang et
/// al., <https://arxiv.org/abs/1608.06993>, DenseNet-B.
fn dense(layer: &Layer) -> String {
    let growth = layer.number("growth");
    let inner = growth * 4;
    format!("concat(bn;conv({inner},1,nobias);bn;conv({growth},3,pad=1,nobias))")
}

/// Layers of attention and a feed-forward, with a norm each; with attention over the memory
/// between them in a decoder that has one. Where in the layer the norms stand changes no count.
fn transformer(layer: &Layer, cross: bool) -> Result<String, Fault> {
    let norm = if layer.is("rms") { "rms" } else { "ln" };
    let heads = layer.number("heads");
    let hidden = layer.number("hidden");
    let attention = pass_on(
        layer,
        &[
            "kv", "size", "window", "bias", "qkvbias", "nokbias", "qknorm", "causal",
        ],
    );
    let cross = if cross {
        let given = pass_on(
            layer,
            &["kv", "size", "bias", "qkvbias", "nokbias", "qknorm"],
        );
        format!("residual({norm};cross({heads}{given}));")
    } else {
        String::new()
    };
    let feed_forward = match (layer.size("experts"), layer.size("active")) {
        (Some(experts), Some(active)) => {
            let shared = pass_on(layer, &["shared"]);
            let plain = if layer.is("gated") { "" } else { ",plain" };
            format!("experts({experts},{active},{hidden}{shared}{plain})")
        }
        (None, None) if layer.is("shared") => return Err(Fault::Together("shared", "experts")),
        (None, None) => {
            let name = if layer.is("gated") { "gated" } else { "ff" };
            format!("{name}({hidden}{})", pass_on(layer, &["bias"]))
        }
        (Some(_), None) => return Err(Fault::Together("experts", "active")),
        (None, Some(_)) => return Err(Fault::Together("active", "experts")),
    };
    Ok(format!(
        "{}*(residual({norm};attention({heads}{attention}));{cross}residual({norm};{feed_forward}))",
        layer.number("layers")
    ))
}

/// Spells the settings of these names that the block has, for its layers.
fn pass_on(layer: &Layer, names: &[&str]) -> String {
    let mut out = String::new();
    for name in names {
        if let Some(sizes) = layer.sizes(name) {
            out.push_str(&format!(",{name}={sizes}"));
        } else if layer.is(name) {
            out.push_str(&format!(",{name}"));
        }
    }
    out
}
