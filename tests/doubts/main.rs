//! Texts that were read in silence as something else than people mean by them, kind by kind, in every place
//! that takes them: read as what is meant, or asked about with the answers at a press.

mod a_number_that_is_a_name;
mod bounds;
mod eight_digits;
mod leading_zeros;
mod links;
mod machines_and_instances;
mod mixtures_of_experts;
mod more_chips_than_there_are;
mod parts_of_chips;
mod possessives;
mod shapes_of_slices;

use petaday::answer::{Answer, Problem, Severity, answer};
use petaday::catalog::{Edition, Named, chip, machines, near, open_models, resolve_name, search};
use petaday::draft::link::{decode, encode};
use petaday::draft::{Draft, Field, Key};
use petaday::import::sacct;
use petaday::quantity::{
    Dimension, MIXTURES, ReadError, Rules, Uncertain, read, read_counted, write,
};

const DAY: f64 = 86_400.0;
const PARAMETERS: Dimension = Dimension::Count(&["parameter", "param", "weight"]);
const TOKENS: Dimension = Dimension::Count(&["token"]);

fn draft(entries: &[(Key, &str)]) -> Draft {
    let mut draft = Draft::default();
    for (key, text) in entries {
        draft.set(Field::new(1, *key), *text);
    }
    draft
}

/// An hour at the whole peak of a chip, with another field or two.
fn hour(entries: &[(Key, &str)]) -> Draft {
    let hour = [
        (Key::Time, "1 h"),
        (Key::Format, "fp16"),
        (Key::Utilization, "1"),
    ];
    draft(&[&hour, entries].concat())
}

fn chip_hours(answer: &Answer) -> Option<f64> {
    let hours = answer.outcome.stages[0]
        .figures
        .gpu_time
        .as_ref()?
        .chip_hours;
    Some(hours.median())
}

fn problems(answer: &Answer, key: Key) -> Vec<&Problem> {
    answer.problems_of(Field::new(1, key)).collect()
}

/// The only problem of a field that has choices.
#[track_caller]
fn question(draft: &Draft, key: Key) -> Problem {
    let answer = answer(draft);
    assert_eq!(answer.outcome.total.headline, None, "{draft:?}");
    let mut said = problems(&answer, key);
    said.retain(|problem| !problem.choices.is_empty());
    let [problem] = said.as_slice() else {
        panic!("{draft:?} says {:?}", answer.problems)
    };
    (*problem).clone()
}

/// Returns the draft after the choice with that label is pressed.
#[track_caller]
fn chosen(draft: &Draft, problem: &Problem, label: &str) -> Draft {
    let mut choices = problem.choices.iter();
    let choice = choices.find(|choice| choice.label.starts_with(label));
    let choice = choice.unwrap_or_else(|| panic!("no {label} among {:?}", problem.choices));
    let mut chosen = draft.clone();
    choice.apply(&mut chosen);
    chosen
}

fn slug_of(draft: &Draft) -> &str {
    draft.get(Field::new(1, Key::Hardware)).unwrap_or_default()
}
