//! ONNX graphs: parameters and multiply-adds from the operators and the sizes of their inputs.
//!
//! A file is copied without its weights ([`slim`]), parsed by `rten-onnx`, and walked node by node
//! ([`walk`]): sizes by the rules of `rten-shape-inference` ([`shapes`]), then multiply-adds
//! ([`cost`]) and trainable parameters ([`parameters`]). Sizes that a graph leaves open have names;
//! they are assumed, reported, and can be given ([`sizes`]). If a product is left out, there is no
//! total ([`left_out`]).
//!
//! A count is for one example: if the graph takes a batch, the whole is divided by it. For a
//! language model one example is a whole sequence, because a graph does not tell what its tokens
//! are.

mod arithmetic;
mod attention;
mod attributes;
mod control;
mod cost;
mod counted;
mod expression;
mod found;
mod functions;
mod graph;
mod layout;
mod left_out;
mod microsoft;
mod moving;
mod parameters;
mod products;
mod resize;
mod rules;
mod schema;
mod sequences;
mod shapes;
mod sizes;
mod slim;
mod spatial;
mod standard;
mod tensor;
mod walk;
mod weights;
mod wire;

use super::*;
use attributes::Node;
use counted::Counted;
use functions::Function;
use rten_onnx::onnx::{GraphProto, ModelProto, NodeProto};
use rten_onnx::protobuf::{DecodeMessage, ValueReader};
use tensor::Tensor;

pub(super) fn read(file: &mut File<'_>, asked: &Asked) -> Result<Import, FileError> {
    let slim = slim::slim(&mut *file.bytes)?;
    let unreadable = |error: rten_onnx::protobuf::ProtobufError| damaged(error.to_string());
    let model = ModelProto::parse_buf(&slim.model).map_err(unreadable)?;
    let Some(graph) = &model.graph else {
        return Err(damaged("there is no graph in it"));
    };
    let mut functions = Vec::new();
    for function in slim.functions {
        let graph = ValueReader::from_buf(&function.graph);
        let defaults = ValueReader::from_buf(&function.defaults);
        functions.push(Function {
            graph: GraphProto::decode(graph).map_err(unreadable)?,
            defaults: NodeProto::decode(defaults).map_err(unreadable)?,
            domain: function.domain,
            name: function.name,
        });
    }
    let counted = counted::count(graph, &functions, asked)?;
    let mut import = report(counted, asked);
    let producer = model.producer_name.as_deref().unwrap_or_default();
    let name = [slim.name.as_str(), producer]
        .into_iter()
        .find(|name| !name.is_empty());
    import.name = name.map(str::to_owned);
    Ok(import)
}

fn report(counted: Counted, asked: &Asked) -> Import {
    let mut import = Import::new(Source::Onnx);
    let sum = |of: fn(&Row) -> u128| {
        counted
            .rows
            .iter()
            .map(of)
            .fold(0_u128, u128::saturating_add)
    };
    import.parameters = Some(sum(|row| row.parameters));
    import.forward = counted.is_total.then(|| Forward {
        multiply_adds: sum(|row| row.multiply_adds),
        of: counted.batch,
    });
    import.sequence = counted.sequence;
    if let Some(length) = counted.sequence {
        import.info(format!(
            "An example is a sequence of {length} tokens or steps."
        ));
    }
    if let Some([width, length]) = counted.twins {
        import.info(format!(
            "An embedding of {length} × {width} and a layer of the same size are stored apart; if the model ties them, it has {} fewer parameters.",
            u128::from(length) * u128::from(width)
        ));
    }
    let folds = counted.rows.iter().any(|row| row.kind.contains("Conv"))
        && !counted
            .rows
            .iter()
            .any(|row| row.kind == "BatchNormalization");
    import.rows = counted.rows;
    import.open = counted.open;
    if counted.batch > 1 {
        import.info(format!(
            "The graph takes {} examples at once; the count is for one of them.",
            counted.batch
        ));
    }
    if let Some(sizes) = counted.unclear {
        let listed: Vec<String> = sizes.iter().map(u64::to_string).collect();
        import.info(format!(
            "The first input has the fixed sizes {}, and counts as one example. If the first of them is a batch, the figure is for {} examples.",
            listed.join(" × "),
            sizes[0]
        ));
    }
    if folds {
        import.info(
            "Exporters fold batch norms into convolutions, so the file may hold fewer parameters than the model.",
        );
    }
    if asked.causal {
        import.info("A graph is counted as it computes: attention over the full square, unless its own operators leave half of it out.");
    }
    for warning in counted.warnings {
        import.warning(warning);
    }
    import
}

/// Returns the value of a `Constant`.
fn constant(node: &Node<'_>) -> Tensor {
    let number = |name: &str| {
        let attribute = node.attribute(name)?;
        let float = attribute.f.map(f64::from);
        float.or(attribute.i.map(|int| int as f64))
    };
    let float = attributes::Element::Float;
    if let Some(proto) = node.tensor("value") {
        Tensor::stored(proto)
    } else if let Some(value) = number("value_int") {
        Tensor::scalar(Some(value))
    } else if let Some(value) = number("value_float") {
        Tensor::scalar(Some(value)).of(float)
    } else if let Some(ints) = node.ints("value_ints") {
        Tensor::vector(ints.iter().map(|v| Some(*v as f64)).collect()).shortened()
    } else if let Some(attribute) = node.attribute("value_floats") {
        let values = attribute.floats.iter().map(|v| Some(f64::from(*v)));
        Tensor::vector(values.collect()).of(float).shortened()
    } else {
        Tensor::unknown()
    }
}

fn damaged(what: impl Into<String>) -> FileError {
    FileError::damaged("an ONNX model", what)
}

fn uncountable(why: impl Into<String>) -> FileError {
    FileError::Uncountable(why.into())
}

fn too_large(what: &str) -> FileError {
    uncountable(format!("This ONNX model {what}."))
}
