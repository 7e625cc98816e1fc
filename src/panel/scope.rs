//! The ledger of what the figure includes and leaves out.
//!
//! Actions in it change the text of the field `scope` and nothing else. Compute is counted by
//! stages, and no figure depends on the ledger.

use super::kinds::{KINDS, Kind};
use super::parts::{one_line, plain_box, text_box};
use super::piece::{Control, Element, On, Piece, pieces};
use super::press::{Look, Press};
use super::{Action, Change};
use crate::answer::Evaluation;
use crate::answer::scope::{LedgerItem, LedgerLine, LedgerState, add_unknown, lines, spell};
use crate::catalog::thresholds::MODIFICATION_LINK;
use crate::draft::{Draft, Field, Key, link};
use crate::quantity::{Dimension, Flop, Uncertain, excerpt, read, sampling, write};
use maud::{Markup, html};

/// A user action in the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeAction {
    /// The row of the ledger.
    pub row: usize,
    /// The change of its entry.
    pub edit: LedgerEdit,
}

/// A change of an entry of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LedgerEdit {
    /// Chooses whether the figure includes the item, or leaves that open.
    State(Option<LedgerState>),
    /// Types the item’s compute.
    Flop(String),
    /// Types a note.
    Note(String),
}

/// Draws the panel.
pub fn draw(evaluation: &Evaluation) -> Vec<Piece> {
    let draft = evaluation.draft();
    let (ledger, unknown) = lines(draft);
    let headline = evaluation.answer().outcome.total.headline;
    let total = headline.map(|(flop, _)| flop);
    let intro = html! {
            p {
                "Say what your figure includes. This goes into reports; it does not change the number. The items are those of the European Commission’s guidelines on general-purpose AI models, "
                a href=(MODIFICATION_LINK) { "C(2025) 7719, annex A.1, points 119 to 122" }
                ". To change the figure, add a stage."
            }
            @for text in &unknown {
                p.problem.warning { "The link names an item of the scope that this list does not have: “" (excerpt(text)) "”." }
            }
    };
    let lines = ledger.iter().enumerate();
    let lines = lines.map(|(row, line)| Piece::Element(line_view(row, line, draft, total)));
    let lines = Element::of_class("ul", "ledger").holding(lines.collect());
    pieces![Element::of_class("div", "evidence").holding(pieces![
        intro,
        lines,
        left_out(&ledger, total)
    ])]
}

/// Returns the change of the form for an action on the drawn ledger. Only the field `scope`
/// changes.
pub fn act(draft: &Draft, action: &ScopeAction) -> Change {
    let (mut ledger, unknown) = lines(draft);
    let Some(line) = ledger.get_mut(action.row) else {
        return Change::default();
    };
    let tidy = |text: &str| one_line(text).trim().to_owned();
    match &action.edit {
        LedgerEdit::State(state) => line.state = *state,
        // A colon would begin the next part of the entry.
        LedgerEdit::Flop(text) => line.typed = tidy(text).replace(':', " "),
        LedgerEdit::Note(text) => line.note = tidy(text),
    }
    line.is_implied = false;
    Change::field(Key::Scope, add_unknown(spell(&ledger), &unknown))
}

/// Returns the action that changes an entry by what was typed or chosen.
fn edits(row: usize, edit: fn(String) -> LedgerEdit) -> On<String> {
    On::new(move |text| {
        let edit = edit(text);
        Action::Scope(ScopeAction { row, edit })
    })
}

fn line_view(row: usize, line: &LedgerLine, draft: &Draft, total: Option<Flop>) -> Box<Element> {
    let id = format!("scope-{}", line.item.slug());
    let is_amount =
        !line.is_implied && matches!(line.state, Some(LedgerState::In | LedgerState::Out));
    // An implied state is what holds when nothing is chosen.
    let chosen = line.state.filter(|_| !line.is_implied);
    let rule_id = [&id, "-rule"].concat();
    let title = html! {
        label for=(id) { (line.item.name()) }
        p.hint id=(rule_id) { (rule(line.item)) @if let Some(why) = reason(line) { " " (why) } }
    };
    let options = html! {
        option value="" {
            @match line.state.filter(|_| line.is_implied) {
                Some(state) => { (state.name()) ", by default" },
                None => "not stated",
            }
        }
        @for state in LedgerState::ALL {
            option value=(state.slug()) { (state.name()) }
        }
    };
    let chosen = chosen.map_or("", LedgerState::slug).to_owned();
    let on = edits(row, |slug| {
        let mut states = LedgerState::ALL.into_iter();
        LedgerEdit::State(states.find(|state| state.slug() == slug))
    });
    let state = Element::new("select")
        .id(id.clone())
        .with("aria-describedby", rule_id)
        .read(options)
        .acting(Control::Choose(chosen, on));
    let contradiction = html! {
        @if let Some(why) = line.contradiction {
            p.problem.warning { "The scope says so, but " (why) "." }
        }
    };
    let share = html! {
        @if let (Some(LedgerState::Out), Some(flop), Some(total)) = (line.state, line.flop, total) {
            p.echo { (share(flop, total)) }
        }
    };
    let stage = line.state.filter(|state| *state == LedgerState::In);
    Element::new("li").holding(pieces![
        title,
        state,
        contradiction,
        is_amount.then(|| amount(row, line, &id)),
        share,
        stage.and_then(|_| stage_of(line, draft))
    ])
}

fn rule(item: LedgerItem) -> String {
    let what = match item.is_required() {
        true => "to be counted",
        false => "may be left out",
    };
    format!("Point {}: {what}.", item.point())
}

/// Explains a state that nobody chose.
fn reason(line: &LedgerLine) -> Option<&'static str> {
    match (line.is_implied, line.item, line.state) {
        (false, ..) => None,
        (_, LedgerItem::Recomputation, _) => {
            Some("Petaday counts the operations that the model needs, and none twice.")
        }
        (_, _, Some(LedgerState::In)) => Some("A stage is the base model."),
        _ => Some("A stage is the base model, whose compute is not known."),
    }
}

/// Draws the fields for an item's compute and note.
fn amount(row: usize, line: &LedgerLine, id: &str) -> Vec<Piece> {
    let error = read(&line.typed, Dimension::Operations).err();
    let error = error.filter(|_| !line.typed.is_empty());
    let error_id = [id, "-error"].concat();
    let described = error.as_ref().map(|_| error_id.as_str());
    let flop = plain_box(&line.typed, edits(row, LedgerEdit::Flop))
        .with("aria-invalid", error.is_some().to_string())
        .with_some("aria-describedby", described);
    let note = text_box(&line.note, edits(row, LedgerEdit::Note));
    let error = error.map(|error| {
        let message = Element::of_class("p", "problem error").id(&error_id);
        message.with("role", "status").read(html! { (error) })
    });
    let field = |end: &str, label: &str, input: Box<Element>| {
        let id = [id, end].concat();
        let name = [label, ": ", line.item.name()].concat();
        let label = html! { label for=(id) { (label) } };
        let input = input.id(id).with("aria-label", name);
        Element::of_class("div", "field").holding(pieces![label, input])
    };
    let pair = pieces![
        field("-flop", "FLOP, if known", flop),
        field("-note", "Note", note)
    ];
    pieces![Element::of_class("div", "pair").holding(pair), error]
}

/// Writes an amount that is not in the figure, as a share of the figure.
fn share(flop: Flop, total: Flop) -> String {
    let share = flop.median() / total.median();
    format!(
        "{} FLOP, which would add {} to the figure.",
        write::people_range(flop.0),
        write::percent(share)
    )
}

fn left_out(ledger: &[LedgerLine], total: Option<Flop>) -> Markup {
    let out = ledger
        .iter()
        .filter(|line| line.state == Some(LedgerState::Out));
    let amounts: Vec<Uncertain> = out.filter_map(|line| Some(line.flop?.0)).collect();
    html! {
        @if let (Some(total), true) = (total, amounts.len() > 1) {
            p #scope-left-out { "Left out in total, as far as is known: " (share(Flop(sampling::sum(&amounts)), total)) }
        }
    }
}

/// Draws a button that adds a stage for an item, unless a stage has its name.
fn stage_of(line: &LedgerLine, draft: &Draft) -> Option<Box<Element>> {
    let template = link::decode(kind(line.item)?).draft;
    let name = Field::new(1, Key::Stage);
    let stage_name = template.get(name).unwrap_or_default().to_lowercase();
    let is_there = line.is_implied
        || draft.stages().into_iter().any(|stage| {
            let typed = draft.get(Field::new(stage, Key::Stage)).unwrap_or_default();
            typed.to_lowercase().contains(&stage_name)
        });
    let add_stage = Press::add_stages(with_amount(template, line));
    let add_stage = add_stage.button(Look::of("link"), html! { "Add a stage for it" });
    let offer = Element::new("p").holding(pieces![add_stage, " if no stage has it yet."]);
    (!is_there).then_some(offer)
}

/// Returns the link of a stage for an item. If the item's amount is known, it is the stage's
/// compute, and neither method is needed.
fn with_amount(mut stage: Draft, line: &LedgerLine) -> String {
    if line.flop.is_some() {
        for key in [Key::Backward, Key::Runs] {
            stage.remove(Field::new(1, key));
        }
        stage.set(Field::new(1, Key::Compute), line.typed.as_str());
        stage.set(Field::new(1, Key::Note), line.note.as_str());
    }
    link::encode(&stage)
}

/// Returns the link of the kind of stage that counts an item, if it is a stage of its own.
fn kind(item: LedgerItem) -> Option<&'static str> {
    let named = |name: &str| {
        let mut kinds = KINDS.iter();
        kinds
            .find(|kind| kind.name == name)
            .map(|kind: &Kind| kind.link)
    };
    match item {
        LedgerItem::SyntheticData | LedgerItem::PublicSyntheticData => named("Synthetic data"),
        LedgerItem::BaseModel => named("Base model"),
        LedgerItem::MergedModels => Some("v=1&stage=Merged_model"),
        LedgerItem::TeacherModels => named("Distillation: teacher’s forward passes"),
        LedgerItem::RewardModels => Some("v=1&stage=Reward_model"),
        LedgerItem::FailedRuns => named("Failed and exploratory runs"),
        LedgerItem::Evaluation => Some("v=1&stage=Evaluation&backward=0"),
        LedgerItem::Recomputation => None,
    }
}
