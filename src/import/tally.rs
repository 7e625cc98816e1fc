//! Sums over the tensors of a file of weights, the same for every format.

use super::error::FileError;
use super::extras;
use super::found::{Import, Row};
use crate::quantity::write::whole;
use std::collections::BTreeMap;

/// The most rows: more are of no use, and a model with thousands of experts has a hundred thousand.
const MAX_ROWS: usize = 4_000;

/// The largest tensor: a thousand trillion elements are 100 times the largest whole model. The
/// limit also keeps every sum far from overflow.
const MAX_ELEMENTS: u64 = 1_000_000_000_000_000;

/// Returns the number of elements of a tensor.
pub(super) fn elements(kind: &'static str, name: &str, shape: &[u64]) -> Result<u64, FileError> {
    let none = shape.contains(&0);
    let product = shape.iter().try_fold(1u64, |all, size| {
        all.checked_mul(*size).filter(|all| *all <= MAX_ELEMENTS)
    });
    match product {
        _ if none => Ok(0),
        Some(elements) => Ok(elements),
        None => Err(FileError::damaged(
            kind,
            format!(
                "the tensor “{}” would have {} elements, more than any model",
                shown(name),
                sizes(shape)
            ),
        )),
    }
}

/// Spells sizes as people write them: `4096×4096`; a single number is a tensor without a shape.
pub(super) fn sizes(shape: &[u64]) -> String {
    if shape.is_empty() {
        return "1".into();
    }
    let texts: Vec<String> = shape.iter().take(8).map(u64::to_string).collect();
    let more = if shape.len() > 8 { "×…" } else { "" };
    texts.join("×") + more
}

/// Returns a name from a file, short enough for a message, without characters that could disturb a
/// page or terminal.
pub(super) fn shown(name: &str) -> String {
    cut_at(name, 80)
}

/// Returns a parser’s message, cut short, because it may quote the file at length.
pub(super) fn parser_message(error: &serde_json::Error) -> String {
    cut_at(&error.to_string(), 200)
}

fn cut_at(text: &str, at: usize) -> String {
    let clean = |c: char| if c.is_control() { '�' } else { c };
    let mut short: String = text.chars().take(at).map(clean).collect();
    if text.chars().nth(at).is_some() {
        short.push('…');
    }
    short
}

/// The experts that a token visits, and all experts, if a file says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Visited {
    pub(super) used: u64,
    pub(super) of: u64,
}

/// A number of tensors, and the name of the first.
#[derive(Default)]
struct Seen {
    count: u64,
    first: String,
}

/// Tensors, summed as they come.
#[derive(Default)]
pub(super) struct Tally {
    parameters: u128,
    experts: u128,
    tensors: usize,
    rows: Vec<Row>,
    left_out: BTreeMap<&'static str, Seen>,
    unpacked: BTreeMap<String, Seen>,
    adapters: usize,
    /// Whether there are weights beside averaged ones.
    has_own: bool,
}

impl Tally {
    /// Returns a tally of these tensors. Averaged weights that are there alone are the model’s.
    pub(super) fn of<'a>(mut names: impl Iterator<Item = &'a str>) -> Self {
        let has_own = names.any(|name| extras::copy(name).is_none());
        Self {
            has_own,
            ..Self::default()
        }
    }

    /// Returns whether a tensor is not a parameter of the model, by its name; it is then left out.
    pub(super) fn is_beside(&mut self, name: &str) -> bool {
        let copy = extras::copy(name).filter(|what| *what != extras::AVERAGE || self.has_own);
        let schedule = extras::is_schedule(name).then_some("schedules of noise");
        let what = copy.or(schedule);
        if let Some(what) = what {
            self.leave_out(what, name);
        }
        what.is_some()
    }

    /// Adds a tensor of weights; `routed` ones belong to one expert of several.
    pub(super) fn add(&mut self, name: &str, kind: String, elements: u64, routed: bool) {
        let parameters = u128::from(elements);
        self.parameters += parameters;
        self.tensors += 1;
        if routed {
            self.experts += parameters;
        }
        self.adapters += usize::from(extras::is_adapter(name));
        if self.rows.len() < MAX_ROWS {
            self.rows.push(Row {
                name: shown(name),
                kind,
                parameters,
                multiply_adds: 0,
            });
        }
    }

    /// Counts a tensor that is not a weight, by its kind.
    pub(super) fn leave_out(&mut self, what: &'static str, name: &str) {
        note(self.left_out.entry(what).or_default(), name);
    }

    /// Counts a tensor whose elements contain several weights each, by the packing.
    pub(super) fn unpack(&mut self, how: impl Into<String>, name: &str) {
        note(self.unpacked.entry(how.into()).or_default(), name);
    }

    /// Puts the sums and notes on them into the import.
    pub(super) fn finish(
        self,
        kind: &'static str,
        visited: Option<Visited>,
        into: &mut Import,
    ) -> Result<(), FileError> {
        if self.parameters == 0 {
            return Err(FileError::Uncountable(format!(
                "This is {kind}, but there are no weights in it: {} tensors, none of them trained. Give the file that holds the model itself, or its config.json.",
                self.left_out.values().map(|some| some.count).sum::<u64>()
            )));
        }
        into.parameters = Some(self.parameters);
        self.experts(visited, into);
        for (how, some) in &self.unpacked {
            into.info(format!(
                "Counted by their logical size: {} {how} ({}).",
                many(some.count, "quantized tensor"),
                first(some)
            ));
        }
        if !self.left_out.is_empty() {
            let parts: Vec<String> = self
                .left_out
                .iter()
                .map(|(what, some)| format!("{} × {what} ({})", some.count, first(some)))
                .collect();
            into.info(format!(
                "Left out, because they are not trained: {}.",
                parts.join(", ")
            ));
        }
        if self.adapters > 0 && self.adapters == self.tensors {
            // A token passes the model that this is added to.
            into.active_parameters = None;
            into.warning("This is an adapter (LoRA or the like): a small addition to a model that is not in this file. Training it runs the whole model, so count that one. Nothing goes into the form.");
        } else if self.adapters > 0 {
            into.warning(format!(
                "{} of the {} are of an adapter (LoRA or the like) and are counted with the model.",
                many(self.adapters as u64, "tensor"),
                whole(self.tensors as u128)
            ));
        }
        into.info("A file of weights gives parameters alone. 2 FLOP per parameter and token leave out attention over the context, and count a weight once that is used many times (convolution, recurrence): for these give the model’s config.json or an ONNX file.");
        if self.tensors > self.rows.len() {
            into.info(format!(
                "The first {} of {} tensors are listed; all are counted.",
                whole(self.rows.len() as u128),
                whole(self.tensors as u128)
            ));
        }
        into.rows = self.rows;
        Ok(())
    }

    fn experts(&self, visited: Option<Visited>, into: &mut Import) {
        if self.experts == 0 {
            into.active_parameters = Some(self.parameters);
            return;
        }
        let exact = visited.filter(|visited| {
            let of = u128::from(visited.of);
            (1..=visited.of).contains(&visited.used) && self.experts.is_multiple_of(of)
        });
        let Some(Visited { used, of }) = exact else {
            into.warning(format!(
                "{} of the {} parameters belong to experts, and the file does not say how many of them a token visits. Give the model’s config.json: it does.",
                whole(self.experts),
                whole(self.parameters)
            ));
            return;
        };
        let seen = self.experts / u128::from(of) * u128::from(used);
        into.active_parameters = Some(self.parameters - self.experts + seen);
        into.info(format!(
            "A token visits {used} of {of} experts; the others are left out of the active parameters."
        ));
    }
}

fn note(some: &mut Seen, name: &str) {
    some.count += 1;
    if some.first.is_empty() {
        some.first = shown(name);
    }
}

fn first(some: &Seen) -> String {
    let more = if some.count > 1 { " …" } else { "" };
    format!("{}{more}", some.first)
}

/// Spells a number of things.
pub(super) fn many(count: u64, what: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{} {what}{s}", whole(count.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_that_no_model_has_is_refused_and_an_empty_tensor_is_not() {
        assert_eq!(elements("x", "w", &[]), Ok(1));
        assert_eq!(elements("x", "w", &[3, 4]), Ok(12));
        assert_eq!(elements("x", "w", &[u64::MAX, 0, u64::MAX]), Ok(0));
        for shape in [&[u64::MAX][..], &[1 << 40, 1 << 40], &[u64::MAX; 9]] {
            assert!(elements("x", "w", shape).is_err(), "{shape:?}");
        }
    }
}
