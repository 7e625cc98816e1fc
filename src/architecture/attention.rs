//! Attention over a sequence of L positions of width d: to itself, to a memory, or of low rank.

use super::convolution::CostAndShape;
use super::cost::Cost;
use super::error::Fault;
use super::shape::Shape;
use super::term::{Layer, Sizes};

/// Returns how many pairs of a query and a key attention multiplies. In full these are L². If causal,
/// each position sees itself and those before: L(L+1)/2. A window w < L is causal, and each position
/// sees at most w: L·w - w(w-1)/2. A window on both sides shows it w/2 before and w/2 after it.
fn pairs(length: u64, causal: bool, window: Option<u64>, both: bool) -> u128 {
    let full = u128::from(length);
    // How many positions it sees up to its own, and including it.
    let back = match window.map(u128::from) {
        Some(window) if both => full.min(window / 2 + 1),
        Some(window) if window < full => window,
        _ => full,
    };
    let before = full * back - back * (back - 1) / 2;
    if causal || (back < full && !both) {
        before
    } else {
        2 * before - full
    }
}

/// Returns the pairs of a layer that may have a window, or blocks of c positions that attend only
/// within the block; the last block may be shorter.
fn pairs_of(layer: &Layer, length: u64, causal: bool) -> u128 {
    let within = |length| pairs(length, causal, layer.size("window"), layer.is("both"));
    match layer.size("chunk") {
        Some(chunk) if chunk < length => {
            let rest = length % chunk;
            let last = if rest > 0 { within(rest) } else { 0 };
            u128::from(length / chunk) * within(chunk) + last
        }
        _ => within(length),
    }
}

/// Heads and their sizes: h heads of queries and g heads of keys and values. Queries and keys have a
/// features a head, values v.
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
        let value = layer.size("value").filter(|_| !layer.is("samekv"));
        let value = value.unwrap_or(size);
        Ok(Self {
            heads,
            kv,
            size,
            value,
        })
    }

    /// Counts the biases of the projections, and the norms of queries and keys.
    fn vectors(&self, cost: &mut Cost, layer: &Layer, made: u64) {
        if layer.is("bias") || layer.is("qkvbias") {
            cost.further(&[self.heads, self.size]);
            if !layer.is("nokv") && !layer.is("nokbias") {
                cost.further(&[self.kv, self.size]);
            }
            if !layer.is("nokv") && !layer.is("samekv") {
                cost.further(&[self.kv, self.value]);
            }
            if layer.is("gate") {
                cost.further(&[self.heads, self.value]);
            }
        }
        if layer.is("bias") && !layer.is("noout") {
            cost.further(&[made]);
        }
        if layer.is("qknorm") {
            cost.further(&[if layer.is("nokv") { 1 } else { 2 }, self.size]);
        }
    }
}

/// Counts self-attention: d·(ha + ga + gv) + hv·d weights, used at every position, and for each pair of
/// positions h·(a + v) multiply-adds. Vaswani et al., <https://arxiv.org/abs/1706.03762>;
/// grouped queries as in Ainslie et al., <https://arxiv.org/abs/2305.13245>. Without keys and values
/// of its own (`nokv`) it takes those of an earlier layer, as Gemma 3n's last layers; with `samekv`
/// its values are its keys, as in Gemma 4. A gate is d·hv weights more, as in Qwen3-Next. Where
/// positions lie in a grid, each side of n of them adds a vector of a features for each of its 2n - 1
/// distances, and multiplies every query with n of these: (2n - 1)·a parameters, and h·a·n multiply-adds a
/// position, as in SAM and MViTv2, <https://arxiv.org/abs/2112.01526>.
pub(super) fn attention(layer: &Layer, shape: Shape, causal: bool) -> CostAndShape {
    let (length, width) = shape.sequence()?;
    let by = Heads::of(layer, width)?;
    if layer.is("both") && !layer.is("window") {
        return Err(Fault::Together("both", "window"));
    }
    let mut cost = Cost::default();
    cost.weights(&[width, by.heads, by.size], &[length]);
    if !layer.is("nokv") {
        cost.weights(&[width, by.kv, by.size], &[length]);
        if !layer.is("samekv") {
            cost.weights(&[width, by.kv, by.value], &[length]);
        }
    }
    if layer.is("gate") {
        cost.weights(&[width, by.heads, by.value], &[length]);
    }
    let mut made = width;
    if layer.is("noout") {
        made = by.heads * by.value;
    } else {
        cost.weights(&[by.heads, by.value, width], &[length]);
    }
    by.vectors(&mut cost, layer, made);
    let causal = causal || layer.is("causal");
    let pairs = pairs_of(layer, length, causal);
    cost.attention(pairs, &[by.heads, by.size + by.value]);
    if let Some(relative) = layer.size("relative") {
        disentangled(&mut cost, &by, relative, width, length);
    }
    for side in layer.sizes("grid").unwrap_or_default().numbers() {
        // A size is at most 1e9, so this cannot overflow.
        cost.further(&[2 * side - 1, by.size]);
        cost.attention(u128::from(length), &[*side, by.heads, by.size]);
    }
    Ok((cost, shape.with_width(made)))
}

/// Adds queries against the keys, and keys against the queries, of a table of r relative positions,
/// projected by the same weights: 2·r·d·ha multiply-adds, and at every position 2·r·ha. He et al.,
/// DeBERTa, <https://arxiv.org/abs/2006.03654>.
fn disentangled(cost: &mut Cost, by: &Heads, relative: u64, width: u64, length: u64) {
    cost.add_shared(&[2, relative, width, by.heads], by.size);
    cost.attention(u128::from(length), &[2, relative, by.heads, by.size]);
}

/// Counts cross-attention over a memory of L′ positions of width d′: queries and output at L positions,
/// keys and values at L′, and L·L′ pairs. The memory is the encoder’s output, or has sizes given
/// with the layer.
pub(super) fn cross_attention(
    layer: &Layer,
    shape: Shape,
    memory: Option<(u64, u64)>,
) -> CostAndShape {
    let (length, width) = shape.sequence()?;
    let given = layer.sizes("memory");
    let (there, memory_width) = match given.as_ref().map(Sizes::numbers) {
        None => memory.ok_or(Fault::NoMemory)?,
        Some([there]) => (*there, width),
        Some([there, width]) => (*there, *width),
        _ => return Err(Fault::Takes("memory", " as positions x features")),
    };
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

/// Counts latent attention: queries through rank q (or directly), keys and values through rank c, with a
/// rotary part of r features that all heads share. Sizes n + r of a head's queries and keys, v of
/// its values. DeepSeek-V2, <https://arxiv.org/abs/2405.04434>. An indexer of i heads of s, q·i·s +
/// d·(s + i) weights and a norm of the keys, scores every pair with i·s multiply-adds; attention
/// then goes over the w best. DeepSeek-V3.2, <https://arxiv.org/abs/2512.02556>.
pub(super) fn latent_attention(layer: &Layer, shape: Shape, causal: bool) -> CostAndShape {
    let (length, width) = shape.sequence()?;
    let Some(rank) = layer.size("kv") else {
        return Err(Fault::Together("mla", "kv=…, the rank of keys and values"));
    };
    let heads = layer.number("heads");
    let of = |name: &str, default| layer.size(name).unwrap_or(default);
    // The defaults are the sizes of DeepSeek-V2 and V3.
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
        // The norms of the two compressed vectors.
        cost.further(&[rank + layer.size("q").unwrap_or(0)]);
    }
    let causal = causal || layer.is("causal");
    let pairs_of = |window| pairs(length, causal, window, false);
    cost.attention(
        pairs_of(layer.size("window")),
        &[heads, nope + rope + value],
    );
    if let Some(index) = layer.size("index") {
        let size = of("indexsize", 128);
        cost.weights(&[of("q", width), index, size], &[length]);
        cost.weights(&[width, size + index], &[length]);
        cost.further(&[2, size]);
        cost.attention(pairs_of(None), &[index, size]);
    }
    Ok((cost, shape))
}
