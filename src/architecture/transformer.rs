//! Embeddings, attention and feed-forward layers over a sequence of L positions of width d.

use super::convolution::Counted;
use super::cost::Cost;
use super::error::Fault;
use super::shape::Shape;
use super::term::Layer;

/// Pairs of a query and a key that attention multiplies. Over the full square L²; causal, each
/// position with itself and what came before, L(L+1)/2; with a window w < L, which is causal, each
/// with at most w: L·w - w(w-1)/2.
fn pairs(length: u64, causal: bool, window: Option<u64>) -> u128 {
    let full = u128::from(length);
    match window.map(u128::from) {
        Some(window) if window < full => full * window - window * (window - 1) / 2,
        _ if causal => full * (full + 1) / 2,
        _ => full * full,
    }
}

/// Heads and their sizes: h heads with queries and keys of a and values of v features, g of them
/// for the keys and values.
struct Heads {
    heads: u64,
    kv: u64,
    size: u64,
    value: u64,
}

impl Heads {
    fn of(layer: &Layer, width: u64) -> Result<Self, Fault> {
        let heads = layer.number("heads");
        let kv = layer.size("kv").unwrap_or(heads);
        if !heads.is_multiple_of(kv) {
            return Err(Fault::Division("heads", heads, "key-value heads", kv));
        }
        let size = match layer.size("size") {
            Some(size) => size,
            None if width.is_multiple_of(heads) => width / heads,
            None => return Err(Fault::Division("features", width, "heads", heads)),
        };
        let value = layer.size("value").unwrap_or(size);
        Ok(Self {
            heads,
            kv,
            size,
            value,
        })
    }

    /// Biases of the projections, and the norms of queries and keys.
    fn vectors(&self, cost: &mut Cost, layer: &Layer, made: u64) {
        if layer.is("bias") || layer.is("qkvbias") {
            cost.further(&[self.heads, self.size]);
            if !layer.is("nokbias") {
                cost.further(&[self.kv, self.size]);
            }
            cost.further(&[self.kv, self.value]);
        }
        if layer.is("bias") && !layer.is("noout") {
            cost.further(&[made]);
        }
        if layer.is("qknorm") {
            cost.further(&[2, self.size]);
        }
    }
}

/// Self-attention: d·(ha + ga + gv) + hv·d weights, used at every position, and for each pair of
/// positions h·(a + v) multiply-adds. Vaswani et al., <https://arxiv.org/abs/1706.03762>;
/// grouped queries as in Ainslie et al., <https://arxiv.org/abs/2305.13245>.
pub(super) fn attention(layer: &Layer, shape: Shape, causal: bool) -> Counted {
    let (length, width) = shape.sequence()?;
    let by = Heads::of(layer, width)?;
    let mut cost = Cost::default();
    cost.weights(&[width, by.heads, by.size], &[length]);
    cost.weights(&[width, by.kv, by.size], &[length]);
    cost.weights(&[width, by.kv, by.value], &[length]);
    let mut made = width;
    if layer.is("noout") {
        made = by.heads * by.value;
    } else {
        cost.weights(&[by.heads, by.value, width], &[length]);
    }
    by.vectors(&mut cost, layer, made);
    let causal = causal || layer.is("causal");
    let pairs = pairs(length, causal, layer.size("window"));
    cost.attention(pairs, &[by.heads, by.size + by.value]);
    Ok((cost, shape.with_width(made)))
}

/// Cross-attention over a memory of L′ positions of width d′: queries and output at L positions,
/// keys and values at L′, and L·L′ pairs.
pub(super) fn cross_attention(layer: &Layer, shape: Shape, memory: (u64, u64)) -> Counted {
    let (length, width) = shape.sequence()?;
    let (there, memory_width) = memory;
    let by = Heads::of(layer, width)?;
    let mut cost = Cost::default();
    cost.weights(&[width, by.heads, by.size], &[length]);
    cost.weights(&[memory_width, by.kv, by.size], &[there]);
    cost.weights(&[memory_width, by.kv, by.value], &[there]);
    cost.weights(&[by.heads, by.value, width], &[length]);
    by.vectors(&mut cost, layer, width);
    let pairs = u128::from(length) * u128::from(there);
    cost.attention(pairs, &[by.heads, by.size + by.value]);
    Ok((cost, shape))
}

/// Latent attention: queries by way of rank q (directly without one), keys and values by way of
/// rank c, with a rotary part of r features that all heads share. Sizes n + r of a head's queries
/// and keys, v of its values. DeepSeek-V2, <https://arxiv.org/abs/2405.04434>.
pub(super) fn latent_attention(layer: &Layer, shape: Shape, causal: bool) -> Counted {
    let (length, width) = shape.sequence()?;
    let Some(rank) = layer.size("kv") else {
        return Err(Fault::Together("mla", "kv=…, the rank of keys and values"));
    };
    let heads = layer.number("heads");
    let of = |name: &str, default| layer.size(name).unwrap_or(default);
    // The sizes of DeepSeek-V2 and V3, where they are left out.
    let (nope, rope, value) = (of("nope", 128), of("rope", 64), of("value", 128));
    let mut cost = Cost::default();
    match layer.size("q") {
        Some(q) => {
            cost.weights(&[width, q], &[length]);
            cost.weights(&[q, heads, nope + rope], &[length]);
        }
        None => cost.weights(&[width, heads, nope + rope], &[length]),
    }
    cost.weights(&[width, rank + rope], &[length]);
    cost.weights(&[rank, heads, nope + value], &[length]);
    cost.weights(&[heads, value, width], &[length]);
    if layer.is("qknorm") {
        // Of the two compressed vectors.
        cost.further(&[rank + layer.size("q").unwrap_or(0)]);
    }
    let causal = causal || layer.is("causal");
    cost.attention(pairs(length, causal, None), &[heads, nope + rope + value]);
    Ok((cost, shape))
}

/// d to f and back: 2·d·f weights. With a gate 3·d·f: Shazeer, "GLU variants improve
/// Transformer", <https://arxiv.org/abs/2002.05202>.
pub(super) fn feed_forward(layer: &Layer, shape: Shape, gates: u64) -> Counted {
    let (width, rows) = shape.rows()?;
    let hidden = layer.number("hidden");
    let mut cost = Cost::default();
    cost.weights(&[1 + gates, width, hidden], &[rows]);
    if layer.is("bias") {
        cost.further(&[gates, hidden]);
        cost.further(&[width]);
    }
    if layer.is("scaled") {
        // By one number a position, from d weights.
        cost.weights(&[width], &[rows]);
    }
    Ok((cost, shape))
}

/// e experts, of which a token visits k, and s that every token visits, each a gated feed-forward
/// of f (or a plain one), behind a router of d·e weights. DeepSeekMoE,
/// <https://arxiv.org/abs/2401.06066>; Mixtral, <https://arxiv.org/abs/2401.04088>. With biases, each
/// has those of a feed-forward.
pub(super) fn experts(layer: &Layer, shape: Shape) -> Counted {
    let (width, rows) = shape.rows()?;
    let (all, active) = (layer.number("count"), layer.number("active"));
    let Some(idle) = all.checked_sub(active) else {
        return Err(Fault::MoreThan("active experts", active, "experts", all));
    };
    let matrices = if layer.is("plain") { 2 } else { 3 };
    let hidden = layer.number("hidden");
    let expert = [matrices, width, hidden];
    let visited = active + layer.size("shared").unwrap_or(0);
    let mut cost = Cost::default();
    cost.weights(&[width, all], &[rows]);
    cost.weights(&[&expert[..], &[visited]].concat(), &[rows]);
    cost.unused(&[&expert[..], &[idle]].concat());
    if layer.is("routerbias") {
        cost.further(&[all]);
    }
    if layer.is("bias") {
        for biases in [[matrices - 1, hidden], [1, width]] {
            cost.further(&[&biases[..], &[visited]].concat());
            cost.unused(&[&biases[..], &[idle]].concat());
        }
    }
    Ok((cost, shape))
}

/// An embedding's vocabulary and width, which later layers may share.
pub(super) type Table = (u64, u64);

/// A look-up: V·d parameters and no multiply-adds; nothing if it is shared.
pub(super) fn embedding(
    layer: &Layer,
    shape: Shape,
    shared: Option<Table>,
) -> Result<(Cost, Shape, Table), Fault> {
    let Shape::Tokens(_) = shape else {
        return Err(Fault::Needs(
            "tokens",
            Box::new(shape),
            "tokens(length) or target(length)",
        ));
    };
    let mut cost = Cost::default();
    let table = if layer.is("tied") {
        if layer.is("vocabulary") {
            return Err(Fault::TiedSizes);
        }
        shared.ok_or(Fault::NoTable)?
    } else {
        let given = |name| layer.size(name).ok_or(Fault::SizeMissing(name, layer.kind));
        let table = (given("vocabulary")?, given("width")?);
        cost.further(&[table.0, table.1]);
        table
    };
    Ok((cost, shape.with_width(table.1), table))
}

/// One learned vector a position, added.
pub(super) fn positions(layer: &Layer, shape: Shape) -> Counted {
    let (length, width) = shape.sequence()?;
    let count = layer.size("count").unwrap_or(length);
    if count < length {
        return Err(Fault::Positions(count, length));
    }
    let mut cost = Cost::default();
    cost.further(&[count, width]);
    Ok((cost, shape))
}

/// One more position in front, with d learned features.
pub(super) fn class_token(shape: Shape) -> Counted {
    let (length, width) = shape.sequence()?;
    let mut cost = Cost::default();
    cost.further(&[width]);
    let length = length.checked_add(1).ok_or(Fault::Overflow)?;
    Ok((cost, Shape::Sequence { length, width }))
}

/// From d features to V scores at every position: V·d weights, or those of the embedding.
pub(super) fn head(layer: &Layer, shape: Shape, shared: Option<Table>) -> Counted {
    let (width, rows) = shape.rows()?;
    let mut cost = Cost::default();
    let vocabulary = if layer.is("tied") {
        let table = shared.ok_or(Fault::NoTable)?;
        if layer.is("vocabulary") {
            return Err(Fault::TiedSizes);
        }
        if table.1 != width {
            return Err(Fault::OtherWidth(table.1, Box::new(shape)));
        }
        cost.shared(&[table.0, width], rows);
        table.0
    } else {
        let vocabulary = layer.size("vocabulary");
        let vocabulary = vocabulary.ok_or(Fault::SizeMissing("vocabulary", layer.kind))?;
        cost.weights(&[vocabulary, width], &[rows]);
        vocabulary
    };
    if layer.is("bias") {
        cost.further(&[vocabulary]);
    }
    Ok((cost, shape.with_width(vocabulary)))
}
