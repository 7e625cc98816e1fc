//! Post-training: recipes that are added to the estimate as stages.

mod inputs;
mod model;
mod recipe;

pub(super) use recipe::Recipe;

use super::input::Input;
use super::{Shown, Study, flop_of, message, study_of};
use crate::draft::{Field, Key};
use crate::estimate::{Role, StageFigures};
use crate::panel::added::{Added, Shared, sharing};
use crate::panel::parts::sources;
use crate::panel::piece::{Element, Piece, pieces};
use crate::panel::press::{Look, Press};
use crate::post_training::fields::{Said, link};
use crate::quantity::write;
use crate::words::stage;
use inputs::Inputs;
use maud::{Markup, html};
use model::Model;

pub(super) fn draw(shown: &Shown<'_>) -> Box<Element> {
    let texts = shown.texts;
    let recipe = Recipe::named(texts.get(Input::Method)).unwrap_or(Recipe::ALL[0]);
    let options = Recipe::ALL.map(|recipe| (recipe.name().into(), recipe.caption().into()));
    let model = Model::read(shown.evaluation, texts);
    let inputs = Inputs::read(recipe, texts, &model);
    let model = model.at(inputs.length());
    let field = |input, typed| {
        let (label, hint) = recipe.label(input);
        texts.field(input, label, hint, typed)
    };
    let row = |boxes: Vec<Piece>| Element::of_class("div", "pair").holding(boxes);
    let of_recipe = |is_of_learning| {
        let boxes = inputs
            .iter()
            .filter(|(input, _)| recipe.is_of_learning(*input) == is_of_learning);
        row(boxes
            .flat_map(|(input, typed)| field(*input, typed))
            .collect())
    };
    let boxes = pieces![
        texts.list(Input::Method, "Recipe", &options),
        row(pieces![
            field(Input::Parameters, &model.size),
            field(Input::Layers, &model.layers),
            field(Input::Width, &model.width)
        ]),
        of_recipe(false),
        of_recipe(true)
    ];
    let missing = inputs.missing(&model);
    let result = match inputs.stages(texts, &model) {
        Some(stages) if missing.is_empty() && total(&stages).is_normal() => {
            result(recipe, &stages, shown)
        }
        _ if missing.is_empty() => {
            message("Nothing is left to count, or it is too large for a number.")
        }
        _ => message(&format!(
            "To get a figure, fill in: {}.",
            missing.join("; ")
        )),
    };
    study_of(
        Study::PostTraining,
        "What does post-training take?",
        Element::of_class("div", "rows").holding(boxes),
        result,
        about(),
        shown,
    )
}

fn total(stages: &[Said]) -> f64 {
    stages.iter().map(|said| said.stage.flop()).sum()
}

/// Returns the stage that the recipe counts by operations, if it is in the estimate by chips and time or by a
/// published figure.
fn counterpart(recipe: Recipe, shown: &Shown<'_>) -> Option<u16> {
    const AMOUNTS: [Key; 5] = [
        Key::Time,
        Key::Chips,
        Key::ChipHours,
        Key::Fleet,
        Key::Compute,
    ];
    let draft = shown.evaluation.draft();
    let outcome = &shown.evaluation.answer().outcome;
    let stages = draft.stages().into_iter().zip(&outcome.stages);
    let is_counterpart = |(stage, found): &(u16, &StageFigures)| {
        let has = |key: Key| draft.is_filled(Field::new(*stage, key));
        found.role == Role::Training
            && found.figures.operations.is_none()
            && AMOUNTS.into_iter().any(has)
            && recipe.is_name(&found.name)
    };
    let found: Vec<u16> = stages
        .filter(is_counterpart)
        .map(|(stage, _)| stage)
        .collect();
    let is_shown = found.contains(&shown.stage).then_some(shown.stage);
    is_shown.or(found.last().copied())
}

fn result(recipe: Recipe, stages: &[Said], shown: &Shown<'_>) -> Vec<Piece> {
    let flop = total(stages);
    let estimate = flop_of(shown.evaluation);
    let draft = shown.evaluation.draft();
    let counterpart = counterpart(recipe, shown);
    let of = counterpart.unwrap_or(shown.stage);
    let added = Added {
        is_last: true,
        ..sharing(&link(stages), Shared::Chips, draft, of)
    };
    let named = counterpart.map(|stage| format!("“{}”", stage::of(draft, stage)));
    let replace = named.as_ref().map(|name| {
        let put = Press::AddStages(Added {
            what: added
                .what
                .replacen("added", &format!("in place of {name}"), 1),
            replaces: counterpart,
            ..added.clone()
        });
        put.button(Look::of("button"), html! { "Put them in its place" })
    });
    let remark = named.map(|name| {
        html! { p.problem.warning { (name) " is there already: with these stages beside it, the total would count it twice." } }
    });
    let add = Press::AddStages(added);
    let look = Look {
        id: Some("study-add-stages"),
        ..Look::of("button")
    };
    let add = add.button(look, html! { "Add these stages" });
    let figure = html! {
        p.figure {
            strong { (write::people(flop)) " FLOP" }
            @if let Some(estimate) = estimate {
                ", " (write::percent(flop / estimate)) " of the estimate as it is now"
            }
        }
    };
    pieces![
        figure,
        table(stages, flop),
        remark,
        Element::of_class("p", "row").holding(pieces![replace, add])
    ]
}

fn table(stages: &[Said], flop: f64) -> Markup {
    html! {
        div.scroll {
            table {
                caption.visually-hidden { "The stages of the recipe" }
                thead {
                    tr {
                        th scope="col" { "Stage" }
                        th.number scope="col" { "FLOP" }
                        th.number scope="col" { "Share" }
                        th.number scope="col" { "Tokens" }
                        th.number scope="col" { "Passes" }
                    }
                }
                tbody {
                    @for Said { stage, .. } in stages {
                        tr {
                            th scope="row" { (stage.part.name()) }
                            td.number { (write::people(stage.flop())) }
                            td.number { (write::percent(stage.flop() / flop)) }
                            td.number { (write::in_words(stage.sequences.tokens())) }
                            td.number {
                                (write::typed(stage.passes))
                                @if stage.part.learns() { ", forward and back" } @else { ", forward" }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn about() -> Markup {
    html! {
        p {
            "FLOP of a stage = passes × (2 × parameters × tokens + 4 × layers × width × pairs), and three times that where it learns. A text of s tokens has s × (s + 1) ÷ 2 pairs of positions, also where several are packed into one row, so attention goes with the sum of the squared lengths. A rollout passes all its positions but the last; keys and values are kept."
        }
        p {
            "Discarded samples are generated, and scored by the reward model; the other models pass over the rest alone. A prompt that is read once for all its samples saves (samples − 1) × prompt tokens, which is not counted. Ranges are taken at their median."
        }
        p {
            "DPO: " (sources("Rafailov et al. 2023, https://arxiv.org/abs/2305.18290")) ". "
            "GRPO: " (sources("Shao et al. 2024, https://arxiv.org/abs/2402.03300")) ". "
            "PPO: " (sources("Schulman et al. 2017, https://arxiv.org/abs/1707.06347; Ouyang et al. 2022, https://arxiv.org/abs/2203.02155")) ". "
            "Distillation: " (sources("Hinton et al. 2015, https://arxiv.org/abs/1503.02531")) ". "
            "Rejection sampling: " (sources("Touvron et al. 2023, https://arxiv.org/abs/2307.09288")) "."
        }
    }
}

#[cfg(test)]
mod tests;
