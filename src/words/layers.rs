//! The count of a network row by row, as the table of its layers shows it.

use crate::architecture::outline::Row;
use crate::architecture::{Count, LayerCount, LayerKind, Per, Shape};
use crate::quantity::write::{people, whole};

/// Multiply-adds below this are written in full, so that such rows can be checked by hand.
const IN_FULL: f64 = 1e7;

/// The count of a row, with everything in it and its repetitions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowCount {
    /// The shape of the output. Empty where another branch begins.
    pub output: String,
    /// A remark, such as that dropout adds nothing.
    pub note: &'static str,
    /// Parameters, with every digit.
    pub parameters: String,
    /// The share of the network's parameters, 0 to 1.
    pub parameter_share: f64,
    /// Multiply-adds for one example, token or time step.
    pub multiply_adds: String,
    /// The share of the network's multiply-adds, 0 to 1.
    pub multiply_add_share: f64,
}

/// Returns the count of each row of a counted text.
pub fn counts(rows: &[Row], count: &Count) -> Vec<RowCount> {
    let end = rows.iter().map(|row| row.place.end).max();
    let rests = rests(end.unwrap_or(0) + 1, count);
    rows.iter()
        .map(|row| row_count(row, &rests, count))
        .collect()
}

/// The sums from a character of the text to its end. A row is then the difference of two such sums.
/// If each row went through all layers, 3,000 rows would take 3,000 times as long.
#[derive(Clone, Default)]
struct Rest<'a> {
    parameters: u128,
    multiply_adds: u128,
    /// The first layer.
    layer: Option<&'a LayerCount>,
    /// The place of the first term, and the shape of its output in its last round.
    output: Option<(usize, Shape)>,
}

/// Returns the sums by character. Characters are counted from 1, like the places of terms.
fn rests(end: usize, count: &Count) -> Vec<Rest<'_>> {
    let mut rests = vec![Rest::default(); end + 1];
    for layer in &count.layers {
        if let Some(here) = rests.get_mut(layer.at) {
            here.parameters += layer.all_parameters();
            here.multiply_adds += layer.all_multiply_adds();
            here.layer = here.layer.or(Some(layer));
        }
    }
    for (at, shape) in &count.outputs {
        if let Some(here) = rests.get_mut(*at) {
            here.output = Some((*at, *shape));
        }
    }
    let mut after = Rest::default();
    for here in rests.iter_mut().rev() {
        // These cannot overflow: they are parts of sums that did not.
        here.parameters += after.parameters;
        here.multiply_adds += after.multiply_adds;
        here.layer = here.layer.or(after.layer);
        here.output = here.output.or(after.output);
        after = here.clone();
    }
    rests
}

fn row_count(row: &Row, rests: &[Rest<'_>], count: &Count) -> RowCount {
    let end = row.place.end + 1;
    let (from, to) = (&rests[row.place.start + 1], &rests[end]);
    let parameters = from.parameters - to.parameters;
    let multiply_adds = from.multiply_adds - to.multiply_adds;
    let share = |part: u128, whole: u128| part as f64 / whole.max(1) as f64;
    // The outermost of the terms in a row comes first in the text.
    let output = from.output.filter(|(at, _)| *at < end);
    let layer = from.layer.filter(|layer| layer.at < end);
    let each = multiply_adds as f64 / count.sequence.unwrap_or(1) as f64;
    RowCount {
        output: output.map_or(String::new(), |(_, shape)| shape.short()),
        note: layer.map_or("", |layer| note(layer, count)),
        parameters: whole(parameters),
        parameter_share: share(parameters, count.parameters),
        multiply_adds: if each.fract() == 0.0 && each < IN_FULL {
            whole(each as u128)
        } else {
            people(each)
        },
        multiply_add_share: share(multiply_adds, count.multiply_adds),
    }
}

fn note(layer: &LayerCount, count: &Count) -> &'static str {
    match layer.kind {
        LayerKind::Nothing("dropout") => {
            "Dropout adds nothing: what it switches off is computed all the same."
        }
        LayerKind::Rnn | LayerKind::Gru | LayerKind::Lstm if count.per == Per::Step => {
            "Counted for one time step: the field for time steps multiplies it."
        }
        LayerKind::Rnn | LayerKind::Gru | LayerKind::Lstm => {
            "Once for each time step of the sequence."
        }
        _ if layer.uses > 1 => {
            "One set of weights: its parameters count once, its operations in every round."
        }
        _ if layer.kind.has_state() => {
            "The state is counted position by position; kernels that take positions in chunks do more."
        }
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::architecture::count_text;
    use crate::architecture::outline::rows;

    fn lines(text: &str) -> Vec<String> {
        let count = count_text(text).expect("a network");
        let line = |row: RowCount| {
            format!(
                "{} | {} | {} {:.2} | {} {:.2}",
                row.output,
                row.note.split(':').next().unwrap_or_default(),
                row.parameters,
                row.parameter_share,
                row.multiply_adds,
                row.multiply_add_share
            )
        };
        counts(&rows(text), &count).into_iter().map(line).collect()
    }

    #[test]
    fn every_row_has_what_is_in_it() {
        assert_eq!(
            lines("input(10);3*(fc(10,nobias);dropout(0.1));concat(fc(20,nobias)/);fc(10,nobias)"),
            [
                "10 |  | 0 0.00 | 0 0.00",
                "10 |  | 300 0.38 | 300 0.38",
                "10 |  | 300 0.38 | 300 0.38",
                "10 | Dropout adds nothing | 0 0.00 | 0 0.00",
                "30 |  | 200 0.25 | 200 0.25",
                "20 |  | 200 0.25 | 200 0.25",
                " |  | 0 0.00 | 0 0.00",
                "10 |  | 300 0.38 | 300 0.38",
            ]
        );
    }

    #[test]
    fn a_block_is_one_row_and_a_changing_shape_counts_every_round() {
        assert_eq!(
            lines("input(3x8x8);2*(conv(4,3,nobias));globalpool"),
            [
                "3 × 8×8 |  | 0 0.00 | 0 0.00",
                "4 × 4×4 |  | 252 1.00 | 6,192 1.00",
                "4 × 4×4 |  | 252 1.00 | 6,192 1.00",
                "4 |  | 0 0.00 | 0 0.00",
            ]
        );
        let gpt2 =
            lines("tokens(1024);embed(50257,768);positions;decoder(12,12,3072,bias);ln;head(tied)");
        assert_eq!(gpt2.len(), 6);
        assert!(gpt2[3].contains("85,054,464 0.68"), "{}", gpt2[3]);
    }

    #[test]
    fn shared_parameters_count_once() {
        assert_eq!(
            lines("input(10);3*shared(fc(10,nobias);relu);fc(10,nobias)")[1..3],
            [
                "10 | One set of weights | 100 0.50 | 300 0.75",
                "10 | One set of weights | 100 0.50 | 300 0.75",
            ]
        );
    }

    #[test]
    fn recurrent_layers_have_a_note() {
        let mamba = lines("tokens(4);embed(2,8);mamba(16,4)");
        assert!(mamba[2].contains("position by position"), "{}", mamba[2]);
        assert!(lines("step(4);lstm(4)")[1].contains("Counted for one time step"));
        assert!(lines("input(4x9);frames;lstm(4)")[2].contains("Once for each time step"));
    }
}
