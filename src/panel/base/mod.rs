//! A search for published models, whose figure goes into a stage's fields.

use super::parts::{action_name, linked, one_line};
use super::{Act, Change};
use crate::answer::role;
use crate::catalog::bases::{ATTRIBUTION, Base, bases, search};
use crate::draft::{Draft, Key};
use crate::estimate::Role;
use crate::quantity::write;
use maud::{Markup, html};

/// The number of search results. Further typing narrows the search.
const MAX_RESULTS: usize = 8;

/// The panel's own settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The text to search for.
    pub search: String,
}

/// Draws the panel for a stage of a draft.
pub fn draw(draft: &Draft, stage: u16, settings: &Settings) -> Markup {
    let is_base = role(draft, stage) != Role::Training;
    let results = search(&settings.search, MAX_RESULTS);
    html! {
        div.evidence {
            @if is_base {
                p.hint { "The figures are given with the base model and without it. If its compute is not known, leave it empty: the base model is then in no sum." }
            }
            div.field {
                label for="base-search" { "Look up a published model" }
                p.hint #base-search-hint { "By its name, its developer, the year, or as Hugging Face has it: meta-llama/Llama-3.1-8B." }
                input #base-search type="text" data-do="base-search" value=(settings.search) aria-describedby="base-search-hint" autocomplete="off" autocapitalize="off" spellcheck="false";
            }
            @if results.is_empty() {
                p.problem.missing role="status" {
                    "No published model in the tables is called that: type its compute, or leave it empty if it is not known."
                }
            } @else {
                ul.systems { @for base in results { (row(base, is_base)) } }
            }
            p.hint { (linked(ATTRIBUTION)) }
        }
    }
}

fn row(base: &'static Base, is_base: bool) -> Markup {
    // The page passes a button's row on, but not its value.
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

/// Applies a user action to the settings, or returns the change of the form.
pub fn act(settings: &mut Settings, act: &Act) -> Change {
    match action_name(&act.what) {
        "base-search" => {
            settings.search = one_line(&act.value);
            Change::default()
        }
        "base" => fill_in(act.row, "Base model: "),
        "published" => fill_in(act.row, ""),
        _ => Change::default(),
    }
}

/// Fills in a model's figure, name and source. A model without a figure is in no sum.
fn fill_in(row: usize, prefix: &str) -> Change {
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
