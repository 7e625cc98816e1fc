//! The order in which the nodes of a graph can be walked.

use super::attributes::title;
use super::damaged;
use crate::import::FileError;
use rten_onnx::onnx::GraphProto;
use std::collections::HashMap;

/// Returns the nodes, each after those whose outputs it takes. Files should list them so; if not,
/// they are sorted, and a graph that cannot be sorted has a cycle.
pub(super) fn order(graph: &GraphProto) -> Result<Vec<usize>, FileError> {
    let nodes = &graph.node;
    let mut maker: HashMap<&str, usize> = HashMap::new();
    for (index, node) in nodes.iter().enumerate() {
        for output in node.output.iter().filter(|name| !name.is_empty()) {
            maker.insert(output, index);
        }
    }
    let makers = |index: usize| {
        let inputs = nodes[index].input.iter();
        inputs.filter_map(|name| maker.get(name.as_str()).copied())
    };
    if (0..nodes.len()).all(|index| makers(index).all(|maker| maker < index)) {
        return Ok((0..nodes.len()).collect());
    }
    let mut waiting: Vec<usize> = (0..nodes.len())
        .map(|index| makers(index).count())
        .collect();
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for index in 0..nodes.len() {
        makers(index).for_each(|maker| users[maker].push(index));
    }
    let mut order: Vec<usize> = (0..nodes.len())
        .filter(|index| waiting[*index] == 0)
        .collect();
    let mut next = 0;
    while let Some(&index) = order.get(next) {
        next += 1;
        for &user in &users[index] {
            waiting[user] -= 1;
            if waiting[user] == 0 {
                order.push(user);
            }
        }
    }
    match (0..nodes.len()).find(|index| waiting[*index] > 0) {
        None => Ok(order),
        Some(stuck) => Err(damaged(format!(
            "its graph runs in a circle: the node “{}” waits for itself",
            title(&nodes[stuck])
        ))),
    }
}
