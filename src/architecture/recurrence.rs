//! State spaces, linear attention and short convolutions over a sequence of L positions of width d.
//!
//! Each position is counted once, as if states were handed on one by one: operations that a program
//! adds to work in chunks are not part of the model. A product with a state, which no parameter
//! stands for, counts one multiply-add for each number in the state; its decay counts nothing.
//! Parameters as in `transformers`, <https://github.com/huggingface/transformers>.

use super::convolution::CostAndShape;
use super::cost::Cost;
use super::shape::Shape;
use super::term::Layer;

/// Adds a depthwise convolution of c channels along the sequence: c·K weights.
fn convolution(cost: &mut Cost, layer: &Layer, channels: u64, length: u64) {
    let kernel = layer.size("conv").unwrap_or(4);
    cost.weights(&[channels, kernel], &[length]);
}

/// Adds products with a state of these sizes, at every position.
fn states(cost: &mut Cost, sizes: &[u64], length: u64) {
    cost.attention(u128::from(length), sizes);
}

/// Counts Mamba: from d to twice e, a convolution, then from e the step through rank r and two vectors of
/// n; a state of e·n, which is updated and read, and back to d. 3·d·e + e·K + e·(2r + 2n) weights,
/// e·(n + 3) further parameters. Gu and Dao, <https://arxiv.org/abs/2312.00752>; with norms as in
/// Jamba, <https://arxiv.org/abs/2403.19887>.
pub(super) fn mamba(layer: &Layer, shape: Shape) -> CostAndShape {
    let (length, width) = shape.sequence()?;
    let (inner, state) = (layer.number("inner"), layer.number("state"));
    let rank = layer.size("rank").unwrap_or(width.div_ceil(16));
    let mut cost = Cost::default();
    cost.weights(&[3, width, inner], &[length]);
    convolution(&mut cost, layer, inner, length);
    cost.weights(&[2, inner, state], &[length]);
    cost.weights(&[2, inner, rank], &[length]);
    // The decay of each number of the state, the bias of the step, and the skip past the state.
    cost.further(&[inner, state + 2]);
    if !layer.is("noconvbias") {
        cost.further(&[inner]);
    }
    if layer.is("bias") {
        cost.further(&[2, inner]);
        cost.further(&[width]);
    }
    if layer.is("norms") {
        cost.further(&[rank]);
        cost.further(&[2, state]);
    }
    states(&mut cost, &[2, inner, state], length);
    Ok((cost, shape))
}

/// Counts Mamba-2: h heads of p, with a state of p·n each; g groups of heads share their two vectors of
/// n. d·(2hp + 2gn + h) weights in, a convolution over hp + 2gn channels, three numbers a head, a
/// norm, hp·d weights out. Dao and Gu, <https://arxiv.org/abs/2405.21060>.
pub(super) fn mamba2(layer: &Layer, shape: Shape) -> CostAndShape {
    let (length, width) = shape.sequence()?;
    let (heads, size) = (layer.number("heads"), layer.number("size"));
    let state = layer.number("state");
    let inner = heads * size;
    let mixed = inner + 2 * layer.number("groups") * state;
    let made = inner + mixed + heads;
    let mut cost = Cost::default();
    cost.weights(&[width, made], &[length]);
    convolution(&mut cost, layer, mixed, length);
    cost.weights(&[inner, width], &[length]);
    cost.further(&[3, heads]);
    if !layer.is("noconvbias") {
        cost.further(&[mixed]);
    }
    if !layer.is("nonorm") {
        cost.further(&[inner]);
    }
    if layer.is("bias") {
        cost.further(&[made]);
        cost.further(&[width]);
    }
    states(&mut cost, &[2, inner, state], length);
    Ok((cost, shape))
}

/// Counts Gated DeltaNet: queries and keys of h heads of a, values and an output gate of w heads of v, two
/// numbers a head of values. d·(2ha + 2wv + 2w) weights in, a convolution over 2ha + wv channels,
/// wv·d weights out, 2w + v further parameters. A head’s state of a·v is read with the key,
/// updated, and read with the query. Yang et al., <https://arxiv.org/abs/2412.06464>, as in
/// Qwen3-Next.
pub(super) fn deltanet(layer: &Layer, shape: Shape) -> CostAndShape {
    let (length, width) = shape.sequence()?;
    let (heads, size) = (layer.number("heads"), layer.number("size"));
    let vheads = layer.size("vheads").unwrap_or(heads);
    let value = layer.size("value").unwrap_or(size);
    let mixed = 2 * heads * size + vheads * value;
    let mut cost = Cost::default();
    cost.weights(&[width, mixed + 2 * vheads], &[length]);
    // In: the gate. Out: the same weights the other way round.
    cost.weights(&[2, width, vheads, value], &[length]);
    convolution(&mut cost, layer, mixed, length);
    cost.further(&[2 * vheads + value]);
    states(&mut cost, &[3, vheads, size, value], length);
    Ok((cost, shape))
}

/// Counts Kimi delta attention: h heads of p; the decay of each of their hp features and the output gate
/// go through p features, or directly. 4·d·hp + d·h weights, twice p·(d + hp) or d·hp, a
/// convolution over 3hp channels, hp + h + p further parameters; the state as in Gated DeltaNet.
/// Kimi Linear, <https://arxiv.org/abs/2510.26692>; directly as in Ling 2.5.
pub(super) fn kda(layer: &Layer, shape: Shape) -> CostAndShape {
    let (length, width) = shape.sequence()?;
    let (heads, size) = (layer.number("heads"), layer.number("size"));
    let inner = heads * size;
    let mut cost = Cost::default();
    cost.weights(&[4, width, inner], &[length]);
    cost.weights(&[width, heads], &[length]);
    if layer.is("fullgates") {
        cost.weights(&[2, width, inner], &[length]);
    } else {
        cost.weights(&[2, width, size], &[length]);
        cost.weights(&[2, inner, size], &[length]);
    }
    convolution(&mut cost, layer, 3 * inner, length);
    cost.further(&[inner + heads + size]);
    states(&mut cost, &[3, inner, size], length);
    Ok((cost, shape))
}

/// Counts lightning attention: queries, keys, values, an output gate and the output, 5·d·hp weights; a
/// norm of hp; a head’s state of p·p is updated and read. MiniMax-01,
/// <https://arxiv.org/abs/2501.08313>.
pub(super) fn lightning(layer: &Layer, shape: Shape) -> CostAndShape {
    let (length, width) = shape.sequence()?;
    let (heads, size) = (layer.number("heads"), layer.number("size"));
    let mut cost = Cost::default();
    cost.weights(&[5, width, heads, size], &[length]);
    cost.further(&[heads, size]);
    states(&mut cost, &[2, heads, size, size], length);
    Ok((cost, shape))
}

/// Counts RWKV-7's mixing over time: 4·d² weights; decay, rate and gate, and after the first layer a mix
/// with its values, through ranks, 2·d·r each; 13 vectors of d, or 14 with the values. A head’s
/// state of p·p is read, reduced, added to and read again. Peng et al.,
/// <https://arxiv.org/abs/2503.14456>.
pub(super) fn rwkv7(layer: &Layer, shape: Shape) -> CostAndShape {
    let (length, width) = shape.sequence()?;
    let mut ranks = layer.size("value").unwrap_or(0);
    for rank in ["decay", "rate", "gate"] {
        ranks += layer.number(rank);
    }
    let mut cost = Cost::default();
    cost.weights(&[4, width, width], &[length]);
    cost.weights(&[2, width, ranks], &[length]);
    cost.further(&[13 + u64::from(layer.is("value")), width]);
    states(&mut cost, &[4, width, layer.number("size")], length);
    Ok((cost, shape))
}

/// Counts a gated short convolution: d to three times d, a convolution over d channels, d to d. LFM2,
/// <https://arxiv.org/abs/2511.23404>.
pub(super) fn short_convolution(layer: &Layer, shape: Shape) -> CostAndShape {
    let (length, width) = shape.sequence()?;
    let mut cost = Cost::default();
    cost.weights(&[4, width, width], &[length]);
    cost.weights(&[width, layer.number("kernel")], &[length]);
    if layer.is("bias") {
        cost.further(&[5, width]);
    }
    Ok((cost, shape))
}
