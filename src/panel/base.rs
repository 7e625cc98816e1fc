//! A stage's figure from elsewhere: whether it is a base model, its compute and where that is from, and
//! published models to look it up among.

use super::field::field;
use super::parts::{deed, linked, typed};
use super::{Act, Change};
use crate::answer::{answer, role};
use crate::catalog::bases::{ATTRIBUTION, Base, bases, search};
use crate::draft::{Draft, Field, Key};
use crate::estimate::Role;
use crate::quantity::write;
use maud::{Markup, html};

/// So many are shown: the right one is among the first, or more is to be typed.
const SHOWN: usize = 8;

/// What is typed in the panel itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// What is looked for.
    pub search: String,
}

/// The panel for a stage of a draft.
pub fn draw(draft: &Draft, stage: u16, settings: &Settings) -> Markup {
    let problems = answer(draft).problems;
    let is_base = role(draft, stage) != Role::Training;
    let of_role = problems
        .iter()
        .filter(|problem| problem.field == Field::new(stage, Key::Role));
    let found = search(&settings.search, SHOWN);
    html! {
        div.evidence {
            label.switch {
                input #base-role type="checkbox" data-do="base-role" checked[is_base];
                span { "This stage is the base model that the others started from" }
            }
            @if is_base {
                p.hint { "The figures are then given with it and without it. If nothing is known of it, leave the rest empty: it is in no sum." }
            }
            @for problem in of_role { p.problem.error { (problem.message) } }
            (field(draft, &problems, stage, Key::Compute))
            (field(draft, &problems, stage, Key::Note))
            div.field {
                label for="base-search" { "Look up a published model" }
                p.hint #base-search-hint { "By its name, its developer, the year, or as Hugging Face has it: meta-llama/Llama-3.1-8B." }
                input #base-search type="text" data-do="base-search" value=(settings.search) aria-describedby="base-search-hint" autocomplete="off" autocapitalize="off" spellcheck="false";
            }
            @if found.is_empty() {
                p.problem.missing role="status" {
                    "No published model in the tables is called that: type its compute, or leave it empty if it is not known."
                }
            } @else {
                ul.systems { @for base in found { (row(base, is_base)) } }
            }
            p.hint { (linked(ATTRIBUTION)) }
        }
    }
}

fn row(base: &'static Base, is_base: bool) -> Markup {
    // Of a button the page tells the row, and not the value.
    let place = bases().iter().position(|other| std::ptr::eq(other, base));
    html! {
        @if let Some(place) = place {
            li {
                button.link type="button" data-do=(if is_base { "base" } else { "published" }) data-row=(place) { (base.name) }
                @if let Some(flop) = base.flop {
                    " " span.number { (write::people(flop)) " FLOP" }
                }
                small {
                    @if !base.organization.is_empty() { (base.organization) ", " }
                    (base.date) "; " (base.standing())
                }
            }
        }
    }
}

/// What follows from what was done in it.
pub fn act(settings: &mut Settings, act: &Act) -> Change {
    match deed(&act.what) {
        "base-search" => {
            settings.search = typed(&act.value);
            Change::default()
        }
        "base-role" => {
            let role = if act.value == "true" { "base" } else { "" };
            Change::field(Key::Role, role.into())
        }
        "base" => take(act.row, "Base model: "),
        "published" => take(act.row, ""),
        _ => Change::default(),
    }
}

/// The figure of a model, its name, and where it is from. A model without a figure is in no sum.
fn take(row: usize, prefix: &str) -> Change {
    let Some(base) = bases().get(row) else {
        return Change::default();
    };
    Change {
        fields: vec![
            (Key::Stage, format!("{prefix}{}", base.name)),
            (Key::Compute, base.flop.map_or(String::new(), write::exact)),
            (Key::Note, format!("{}: {}", base.source(), base.standing())),
        ],
        ..Change::default()
    }
}
