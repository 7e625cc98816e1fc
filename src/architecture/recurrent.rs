//! Recurrent layers: each time step multiplies the input and what the last step handed on.
//!
//! Elman 1990; Cho et al. 2014, <https://arxiv.org/abs/1406.1078>; Hochreiter and Schmidhuber
//! 1997; the projection as in Sak et al. 2014, <https://arxiv.org/abs/1402.1128>.

use super::convolution::CostAndShape;
use super::cost::Cost;
use super::error::Fault;
use super::kind::LayerKind;
use super::shape::Shape;
use super::term::Layer;

/// Counts n features to m units with g gates (1, GRU 3, LSTM 4): g·m·(n+m) weights, g·m biases, and
/// g·m·(n+m) multiply-adds a time step. A projection to p hands on p features in place of m:
/// g·m·(n+p) + m·p. In both directions everything is there twice.
pub(super) fn recurrent(layer: &Layer, shape: Shape) -> CostAndShape {
    let (length, width) = shape.sequence()?;
    let both = layer.is("bidirectional");
    if layer.is("sum") && !both {
        return Err(Fault::Together("sum", "bidirectional"));
    }
    let one = one_layer(layer, width, length);
    let handed_on = layer.size("projection").unwrap_or(layer.number("units"));
    let made = match (both, layer.is("sum")) {
        (true, false) => handed_on * 2,
        _ => handed_on,
    };
    let directions = if both { 2 } else { 1 };
    let mut cost = Cost::default();
    cost.add(&one, directions);
    let next = one_layer(layer, made, length);
    let more = layer.number("layers") - 1;
    // At most 1e9 layers of two directions.
    cost.add(&next, more * directions);
    Ok((cost, shape.with_width(made)))
}

fn one_layer(layer: &Layer, width: u64, length: u64) -> Cost {
    let gates = match layer.kind {
        LayerKind::Gru => 3,
        LayerKind::Lstm => 4,
        _ => 1,
    };
    let units = layer.number("units");
    let projection = layer.size("projection");
    let mut cost = Cost::default();
    cost.weights(&[gates, units, width], &[length]);
    cost.weights(&[gates, units, projection.unwrap_or(units)], &[length]);
    // One vector of biases a gate; PyTorch and cuDNN hold two, TensorFlow one.
    cost.further(&[layer.number("bias"), gates, units]);
    if let Some(projection) = projection {
        cost.weights(&[units, projection], &[length]);
    }
    cost
}
