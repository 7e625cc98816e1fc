//! The walk over a graph, node by node, and into nested graphs.

use super::attributes::{Around, Element, Node, operator, title};
use super::cost::{self, Cost};
use super::functions::{Function, Functions};
use super::left_out::LeftOut;
use super::parameters::Origin;
use super::sizes::Sizes;
use super::tensor::{MAX_RANK, Tensor};
use super::weights::{Value, Weights};
use super::{control, graph, sequences, shapes, too_large};
use crate::import::{Asked, FileError, Row};
use rten_onnx::onnx::{GraphProto, NodeProto, TensorProto, ValueInfoProto};
use std::collections::HashMap;

/// The most nodes, sizes and numbers to go through, those of a function or a loop each time: about
/// ten times as many as the largest exports have.
const MAX_WORK: usize = 4_000_000;
/// The deepest nesting of functions and graphs.
const MAX_DEPTH: usize = 24;
/// The most numbers of shapes that are kept, over the whole graph.
const MAX_NUMBERS: usize = 4 << 20;

pub(super) struct Walk<'m, 'a> {
    functions: Functions<'m>,
    /// Attributes of the current function.
    around: Around<'m>,
    pub(super) sizes: Sizes<'a>,
    scopes: Vec<HashMap<&'m str, Value>>,
    pub(super) weights: Weights,
    pub(super) rows: Vec<Row>,
    /// How often the current graph runs.
    pub(super) times: u128,
    /// Whether only sizes are wanted: this is the first of two walks through a loop.
    pub(super) is_trial: bool,
    work: usize,
    depth: usize,
    numbers: usize,
    pub(super) left_out: LeftOut,
}

pub(super) fn name(tensor: &TensorProto) -> &str {
    tensor.name.as_deref().unwrap_or_default()
}

impl<'m, 'a> Walk<'m, 'a> {
    pub(super) fn new(functions: &'m [Function], asked: &'a Asked) -> Self {
        Self {
            functions: Functions::new(functions),
            around: Around::from([]),
            sizes: Sizes::new(asked),
            scopes: Vec::new(),
            weights: Weights::default(),
            rows: Vec::new(),
            times: 1,
            is_trial: false,
            work: 0,
            depth: 0,
            numbers: 0,
            left_out: LeftOut::default(),
        }
    }

    /// Walks a graph with the given inputs, and returns its outputs.
    pub(super) fn graph(
        &mut self,
        graph: &'m GraphProto,
        given: Vec<(&'m str, Value)>,
    ) -> Result<Vec<Value>, FileError> {
        if self.depth >= MAX_DEPTH {
            return Err(too_large(&format!(
                "has functions and graphs within each other, more than {MAX_DEPTH} deep"
            )));
        }
        let order = graph::order(graph)?;
        let mut infos: HashMap<&str, &ValueInfoProto> = HashMap::new();
        for info in graph.value_info.iter().chain(&graph.output) {
            infos.insert(info.name.as_deref().unwrap_or_default(), info);
        }
        self.work(graph.initializer.len() + infos.len())?;
        self.depth += 1;
        self.scopes.push(HashMap::new());
        for tensor in &graph.initializer {
            let at = std::ptr::from_ref(tensor).addr();
            let stored = Tensor::stored(tensor);
            let origin = Origin::Initializer.named(name(tensor));
            let value = self.weights.store(at, stored, origin);
            self.set(name(tensor), value);
        }
        for (name, value) in given {
            self.set(name, value);
        }
        for index in order {
            self.node(&graph.node[index], &infos)?;
        }
        let outputs = graph.output.iter();
        let outputs = outputs.map(|output| {
            self.get(output.name.as_deref().unwrap_or_default())
                .cloned()
        });
        let outputs = outputs.map(Option::unwrap_or_default).collect();
        self.scopes.pop();
        self.depth -= 1;
        Ok(outputs)
    }

    /// Adds up the work done, and stops at the limit: loops in loops, functions that call others
    /// twice, long lists used over and over.
    fn work(&mut self, amount: usize) -> Result<(), FileError> {
        self.work += amount;
        if self.work > MAX_WORK {
            return Err(too_large(
                "is too large a graph, with its loops and functions, to be walked",
            ));
        }
        Ok(())
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.scopes.iter().rev().find_map(|scope| scope.get(name))
    }

    fn set(&mut self, name: &'m str, mut value: Value) {
        let numbers = value.tensor.values.as_ref().map_or(0, Vec::len);
        if self.numbers + numbers > MAX_NUMBERS {
            value.tensor.values = None;
        } else {
            self.numbers += numbers;
        }
        if let Some(scope) = self.scopes.last_mut() {
            scope.insert(name, value);
        }
    }

    fn node(
        &mut self,
        proto: &'m NodeProto,
        infos: &HashMap<&str, &ValueInfoProto>,
    ) -> Result<(), FileError> {
        self.work(8 + proto.attribute.len())?;
        let node = &Node::new(proto, self.around.clone());
        self.left_out.nodes += usize::from(!self.is_trial);
        let mut inputs = Vec::with_capacity(node.input.len());
        for name in &proto.input {
            let input = self.input(name);
            self.work(input.as_ref().map_or(1, Value::weight))?;
            inputs.push(input);
        }
        let (domain, operator) = operator(node);
        if let Some(function) = self.functions.called(proto) {
            let outputs = self.call(function, node, inputs)?;
            self.set_all(proto, outputs, infos);
            return Ok(());
        }
        if domain.is_empty()
            && let Some(outputs) = self.control(node, operator, &inputs)?
        {
            self.set_all(proto, outputs, infos);
            return Ok(());
        }
        if domain.is_empty()
            && let Some(made) = sequences::made(node, operator, &inputs)
        {
            self.work(made.weight())?;
            self.set_all(proto, vec![made], infos);
            return Ok(());
        }
        let tensors: Vec<Option<Tensor>> = inputs
            .iter()
            .map(|input| input.as_ref().map(|value| value.tensor.clone()))
            .collect();
        let Some(mut made) = shapes::infer(node, &tensors) else {
            if !self.is_trial {
                self.left_out.unknown(domain, operator);
            }
            self.set_all(proto, Vec::new(), infos);
            return Ok(());
        };
        let values = made.iter().filter_map(|tensor| tensor.values.as_ref());
        self.work(values.map(Vec::len).sum())?;
        self.complete(node, &mut made, infos);
        // Values scattered into another tensor take its sizes.
        let from = if operator.starts_with("Scatter") {
            1
        } else {
            tensors.len()
        };
        if tensors
            .iter()
            .take(from)
            .flatten()
            .any(|tensor| tensor.is_at_most)
        {
            made.iter_mut().for_each(|tensor| tensor.is_at_most = true);
        }
        self.row(node, operator, &inputs, &tensors, &made);
        let outputs = self.weights.carry(node, &inputs, made);
        self.set_all(proto, outputs, infos);
        Ok(())
    }

    fn input(&mut self, name: &str) -> Option<Value> {
        if name.is_empty() {
            return None;
        }
        let value = self.get(name).cloned();
        if value.is_none() {
            self.left_out.missing(name);
        }
        // The input exists, but nothing is known of it.
        Some(value.unwrap_or_default())
    }

    /// Takes sizes from the file where they could not be inferred.
    fn complete(
        &mut self,
        node: &NodeProto,
        made: &mut Vec<Tensor>,
        infos: &HashMap<&str, &ValueInfoProto>,
    ) {
        let count = node.output.len().min(MAX_RANK.max(made.len()));
        made.resize(count, Tensor::unknown());
        for (tensor, output) in made.iter_mut().zip(&node.output) {
            if tensor.known().is_some() {
                continue;
            }
            let Some(info) = infos.get(output.as_str()) else {
                continue;
            };
            let stored = self.sizes.stored(info);
            match (&mut tensor.sizes, stored.sizes) {
                (sizes @ None, stored) => *sizes = stored,
                (Some(sizes), Some(stored)) if sizes.len() == stored.len() => {
                    let pairs = sizes.iter_mut().zip(stored);
                    pairs.for_each(|(size, stored)| *size = size.or(stored));
                }
                _ => {}
            }
        }
    }

    fn set_all(
        &mut self,
        node: &'m NodeProto,
        outputs: Vec<Value>,
        infos: &HashMap<&str, &ValueInfoProto>,
    ) {
        let mut outputs = outputs.into_iter();
        for name in &node.output {
            let mut value = outputs.next().unwrap_or_default();
            if value.tensor.sizes.is_none()
                && let Some(info) = infos.get(name.as_str())
            {
                value.tensor.sizes = self.sizes.stored(info).sizes;
            }
            if !name.is_empty() {
                self.set(name, value);
            }
        }
    }

    /// Records a node’s multiply-adds and the parameters that first appear at it.
    fn row(
        &mut self,
        node: &Node<'_>,
        operator: &str,
        inputs: &[Option<Value>],
        tensors: &[Option<Tensor>],
        made: &[Tensor],
    ) {
        if self.is_trial {
            return;
        }
        let parameters = self.weights.count(node, inputs);
        let is_uncertain = made.first().is_some_and(|tensor| tensor.is_at_most)
            || tensors.iter().flatten().any(|tensor| tensor.is_at_most);
        let multiply_adds = match cost::multiply_adds(node, tensors, made) {
            Cost::Counted(once) => once.saturating_mul(self.times),
            Cost::NoSizes => {
                self.left_out.unsized_node(operator, title(node));
                0
            }
            Cost::Misfit => {
                self.left_out.misfit(operator, title(node));
                0
            }
            Cost::TooSmall => {
                self.left_out.too_small(operator, title(node));
                0
            }
        };
        let multiply_adds = if is_uncertain && multiply_adds > 0 {
            self.left_out
                .uncertain(operator, title(node), multiply_adds);
            0
        } else {
            multiply_adds
        };
        if parameters > 0 || multiply_adds > 0 {
            self.rows.push(Row {
                name: title(node).into(),
                kind: operator.into(),
                parameters,
                multiply_adds,
            });
        }
    }

    /// Walks a local function in place of the node that calls it, without the values around it.
    fn call(
        &mut self,
        function: &'m Function,
        node: &Node<'m>,
        inputs: Vec<Option<Value>>,
    ) -> Result<Vec<Value>, FileError> {
        let names = function
            .graph
            .input
            .iter()
            .map(|input| input.name.as_deref().unwrap_or_default());
        let given = names
            .zip(inputs)
            .filter_map(|(name, value)| Some((name, value?)))
            .collect();
        let around = function.around(node);
        self.work(around.len())?;
        let around = std::mem::replace(&mut self.around, around);
        let scopes = std::mem::take(&mut self.scopes);
        let outputs = self.graph(&function.graph, given);
        self.scopes = scopes;
        self.around = around;
        outputs
    }

    fn control(
        &mut self,
        node: &Node<'m>,
        operator: &str,
        inputs: &[Option<Value>],
    ) -> Result<Option<Vec<Value>>, FileError> {
        Ok(match operator {
            "If" => match (node.graph("then_branch"), node.graph("else_branch")) {
                (Some(yes), Some(no)) => Some(control::branches(self, inputs, yes, no)?),
                _ => None,
            },
            "Loop" => match node.graph("body") {
                Some(body) => Some(control::repeated(self, node, inputs, body)?),
                None => None,
            },
            "Scan" => match node.graph("body") {
                Some(body) => Some(control::scanned(self, node, inputs, body)?),
                None => None,
            },
            _ => None,
        })
    }
}

/// Returns a scalar counter of an unknown number.
pub(super) fn counter() -> Value {
    Value::of(Tensor::sized(Vec::new()).of(Element::Integer))
}
