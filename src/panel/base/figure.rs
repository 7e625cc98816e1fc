//! A published figure for a stage: in place of both methods, as a stage of its own, or for comparison.

use crate::answer::{Evaluation, accuracy, is_typical, role};
use crate::catalog::bases::{Base, bases};
use crate::catalog::systems::ComputeMethod;
use crate::draft::{Draft, Field, Key, Provenance, link};
use crate::estimate::Role;
use crate::panel::names::counted;
use crate::panel::piece::{Piece, pieces};
use crate::panel::press::{Look, Press, button};
use crate::panel::{Action, BaseAction, Change, Clearing, Fact};
use crate::quantity::write;
use maud::html;

/// Returns whether a stage has an input of either method, with which a published figure does not go.
pub(in crate::panel) fn has_inputs(draft: &Draft, stage: u16) -> bool {
    let mut keys = Key::ALL.into_iter().filter(|key| key.is_of_method());
    keys.any(|key| draft.is_filled(Field::new(stage, key)))
}

/// Returns the name and the source of a model's figure.
fn fields(base: &Base, is_base: bool) -> [(Key, String); 2] {
    let prefix = if is_base { "Base model: " } else { "" };
    [
        (Key::Stage, format!("{prefix}{}", base.name)),
        (Key::Note, format!("{}: {}", base.source(), base.standing())),
    ]
}

/// Returns the values that give a stage the figure of a model. A base model whose compute was counted gets the parameters
/// and tokens, and so the range of counting. Any other figure stands for itself.
fn facts(base: &Base, is_base: bool, draft: &Draft) -> Vec<Fact> {
    let counted = match is_base {
        true => counted(base),
        false => Vec::new(),
    };
    if !counted.is_empty() {
        return counted;
    }
    let fact = |flop| Fact {
        key: Key::Compute,
        text: text(flop, base.method(), draft),
        source: base.source().into(),
    };
    base.flop.map(fact).into_iter().collect()
}

/// Writes a figure for its field. If the draft has the typical uncertainty, the figure has that of its method: the
/// digits of a count say nothing of its error.
fn text(flop: f64, method: ComputeMethod, draft: &Draft) -> String {
    let accuracy = accuracy(draft);
    let factor = match method {
        ComputeMethod::Operations => accuracy.operations,
        ComputeMethod::GpuTime => accuracy.gpu_time,
        _ => 1.0,
    };
    let figure = write::exact(flop);
    match is_typical(draft) && factor > 1.0 {
        true => format!("{figure} ×/÷ {}", write::exact(factor)),
        false => figure,
    }
}

/// Returns the change that gives a stage the figure of a row, in place of its inputs. A model without a
/// figure is in no sum.
pub(in crate::panel) fn take(row: usize, is_base: bool, draft: &Draft) -> Change {
    let Some(base) = bases().get(row) else {
        return Change::default();
    };
    Change {
        clears: Clearing::Inputs,
        fields: fields(base, is_base).into(),
        facts: facts(base, is_base, draft),
        undoable: true,
        ..Change::default()
    }
}

/// Returns the link of a stage that has the figure.
fn stage_link(base: &Base, is_base: bool, draft: &Draft) -> String {
    let mut stage = Draft::default();
    for (key, text) in fields(base, is_base) {
        stage.set(Field::new(1, key), text);
    }
    for fact in facts(base, is_base, draft) {
        let field = Field::new(1, fact.key);
        stage.set(field, fact.text);
        stage.set_provenance(field, Some(Provenance::Published));
    }
    if is_base {
        stage.set(Field::new(1, Key::Role), "base");
    }
    link::encode(&stage)
}

/// Says how the estimate compares with the figure. Empty if either is unknown.
pub(in crate::panel) fn comparison(evaluation: &Evaluation, base: &Base) -> String {
    let headline = evaluation.answer().outcome.total.headline;
    let (Some((flop, _)), Some(published)) = (headline, base.flop) else {
        return String::new();
    };
    let own = flop.median();
    format!(
        "This estimate, {} FLOP, is {} × the published figure.",
        write::people(own),
        write::people(own / published)
    )
}

/// Draws the presses for a figure in a stage that has inputs, named by their place in the list of models.
pub(in crate::panel) fn presses(
    base: &'static Base,
    place: usize,
    is_base: bool,
    draft: &Draft,
) -> Vec<Piece> {
    let add = Press::add_stages(stage_link(base, is_base, draft));
    pieces![
        button(
            Action::Base(take_action(place, is_base)),
            Look::of("suggestion"),
            html! { "Replace the inputs" },
        ),
        add.button(Look::of("suggestion"), html! { "Add as a new stage" })
    ]
}

/// Returns the action that takes a figure.
pub(super) fn take_action(place: usize, is_base: bool) -> BaseAction {
    match is_base {
        true => BaseAction::TakeAsBase(place),
        false => BaseAction::Take(place),
    }
}

/// Returns whether a stage is a base model.
pub(in crate::panel) fn is_base(draft: &Draft, stage: u16) -> bool {
    role(draft, stage) != Role::Training
}

/// Returns the place of a model in the list.
pub(in crate::panel) fn place(base: &'static Base) -> Option<usize> {
    bases().iter().position(|other| std::ptr::eq(other, base))
}
