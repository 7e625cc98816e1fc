//! The ledger of what the figure includes and leaves out.
//!
//! Actions in it change the text of the field `scope` and nothing else. Compute is counted by
//! stages, and no figure depends on the ledger.

use super::kinds::{KINDS, Kind};
use super::parts::one_line;
use super::press::{Look, Press};
use super::{Act, Change};
use crate::answer::Evaluation;
use crate::answer::scope::{LedgerItem, LedgerLine, LedgerState, add_unknown, lines, spell};
use crate::catalog::thresholds::MODIFICATION_LINK;
use crate::draft::{Draft, Field, Key, link};
use crate::quantity::{Dimension, Flop, Uncertain, excerpt, read, sampling, write};
use maud::{Markup, html};

/// Draws the panel.
pub fn draw(evaluation: &Evaluation) -> Markup {
    let draft = evaluation.draft();
    let (ledger, unknown) = lines(draft);
    let headline = evaluation.answer().outcome.total.headline;
    let total = headline.map(|(flop, _)| flop);
    html! {
        div.evidence {
            p {
                "What a figure includes has to be said with it. The items are those of the European Commission’s guidelines on general-purpose AI models, "
                a href=(MODIFICATION_LINK) { "C(2025) 7719, annex A.1, points 119 to 122" }
                ". Saying something here changes no figure: what is counted is a stage."
            }
            @for text in &unknown {
                p.problem.warning { "The link says of the scope what is no item of this list: “" (excerpt(text)) "”." }
            }
            ul.ledger {
                @for (row, line) in ledger.iter().enumerate() { (line_view(row, line, draft, total)) }
            }
            (left_out(&ledger, total))
        }
    }
}

/// Returns the change of the form for an action on the drawn ledger. Only the field `scope`
/// changes.
pub fn act(draft: &Draft, act: &Act) -> Change {
    let (mut ledger, unknown) = lines(draft);
    let Some(line) = ledger.get_mut(act.row) else {
        return Change::default();
    };
    let value = one_line(&act.value).trim().to_owned();
    match act.what.as_str() {
        "scope-state" => {
            line.state = LedgerState::ALL
                .into_iter()
                .find(|state| state.slug() == value)
        }
        // A colon would begin the next part of the entry.
        "scope-flop" | "scope-flop-done" => line.typed = value.replace(':', " "),
        "scope-note" | "scope-note-done" => line.note = value,
        _ => return Change::default(),
    }
    line.is_implied = false;
    Change::field(Key::Scope, add_unknown(spell(&ledger), &unknown))
}

fn line_view(row: usize, line: &LedgerLine, draft: &Draft, total: Option<Flop>) -> Markup {
    let id = format!("scope-{}", line.item.slug());
    let is_amount =
        !line.is_implied && matches!(line.state, Some(LedgerState::In | LedgerState::Out));
    // An implied state is what holds when nothing is chosen.
    let chosen = line.state.filter(|_| !line.is_implied);
    html! {
        li {
            label for=(id) { (line.item.name()) }
            p.hint id={ (id) "-rule" } { (rule(line.item)) @if let Some(why) = reason(line) { " " (why) } }
            select id=(id) data-do="scope-state" data-row=(row) aria-describedby={ (id) "-rule" } {
                option value="" selected[chosen.is_none()] {
                    @match line.state.filter(|_| line.is_implied) {
                        Some(state) => { (state.name()) ", by itself" },
                        None => "not said",
                    }
                }
                @for state in LedgerState::ALL {
                    option value=(state.slug()) selected[chosen == Some(state)] { (state.name()) }
                }
            }
            @if let Some(why) = line.contradiction {
                p.problem.warning { "So says the ledger, but " (why) "." }
            }
            @if is_amount { (amount(row, line, &id)) }
            @if let (Some(LedgerState::Out), Some(flop), Some(total)) = (line.state, line.flop, total) {
                p.echo { (share(flop, total)) }
            }
            @if line.state == Some(LedgerState::In) { (stage_of(line, draft)) }
        }
    }
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
        _ => Some("A stage is the base model, of which nothing is known."),
    }
}

/// Draws the fields for an item's compute and note.
fn amount(row: usize, line: &LedgerLine, id: &str) -> Markup {
    let error = read(&line.typed, Dimension::Operations).err();
    let error = error.filter(|_| !line.typed.is_empty());
    let name = line.item.name();
    html! {
        div.pair {
            div.field {
                label for={ (id) "-flop" } { "FLOP, if known" }
                input id={ (id) "-flop" } type="text" data-do="scope-flop" data-row=(row) value=(line.typed) aria-label={ "FLOP, if known: " (name) } aria-invalid=(error.is_some()) aria-describedby=[error.as_ref().map(|_| format!("{id}-error"))] autocomplete="off" autocapitalize="off" spellcheck="false";
            }
            div.field {
                label for={ (id) "-note" } { "Note" }
                input id={ (id) "-note" } type="text" data-do="scope-note" data-row=(row) value=(line.note) aria-label={ "Note: " (name) } autocomplete="off";
            }
        }
        @if let Some(error) = error {
            p.problem.error id={ (id) "-error" } role="status" { (error) }
        }
    }
}

/// Writes an amount that is not in the figure, as a share of the figure.
fn share(flop: Flop, total: Flop) -> String {
    let share = flop.median() / total.median();
    format!(
        "{} FLOP, {} of the figure, on top of it.",
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
            p #scope-left-out { "Left out in all, as far as it is known: " (share(Flop(sampling::sum(&amounts)), total)) }
        }
    }
}

/// Draws a button that adds a stage for an item, unless a stage has its name.
fn stage_of(line: &LedgerLine, draft: &Draft) -> Markup {
    let Some(kind) = kind(line.item) else {
        return html! {};
    };
    let template = link::decode(kind).draft;
    let name = Field::new(1, Key::Stage);
    let stage_name = template.get(name).unwrap_or_default().to_lowercase();
    let is_there = line.is_implied
        || draft.stages().into_iter().any(|stage| {
            let typed = draft.get(Field::new(stage, Key::Stage)).unwrap_or_default();
            typed.to_lowercase().contains(&stage_name)
        });
    let add_stage = Press::AddStage(with_amount(template, line));
    html! {
        @if !is_there {
            p {
                (add_stage.button(Look::of("link"), &html! { "Add a stage for it" }))
                ", if none has it yet."
            }
        }
    }
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
