//! Operations and energy of inference for the estimate’s model.

use super::input::Input;
use super::{Shown, Study, flop_of, message, study};
use crate::answer::{Evaluation, chip_of};
use crate::catalog::{Chip, Format};
use crate::draft::alternatives::Group;
use crate::draft::{Field, Key};
use crate::inference::{Forward, Network, Request};
use crate::panel::parts::sources;
use crate::panel::piece::{Element, Piece, pieces};
use crate::quantity::{Dimension, KilowattHours, write};
use crate::study::StudyError;
use crate::study::inference::{Query, Server, TRAINING_SHARES, lifetime};
use crate::words::energy::electricity;
use maud::html;

/// A share of the peak that inference often reaches while it answers many requests at once. It can be far lower.
const UTILIZATION: f64 = 0.3;

pub(super) fn draw(shown: &Shown<'_>) -> Box<Element> {
    let &Shown {
        evaluation,
        stage,
        texts,
        ..
    } = shown;
    let operations = evaluation.answer().outcome.total.operations;
    let forward = operations.and_then(|of| Some(of.forward?.median()));
    let forward = forward.or_else(|| only_forward(evaluation));
    let tokens = Dimension::Count(&["token"]);
    let forward = texts.number(Input::Forward, Dimension::Operations, forward);
    let prompt = texts.number(Input::Prompt, tokens, Some(500.0));
    let answer = texts.number(Input::Answer, tokens, Some(500.0));
    let queries = Dimension::Count(&["query", "request"]);
    let queries = texts.number(Input::Queries, queries, Some(1e9));
    let utilization = texts.number(Input::Utilization, Dimension::Share, Some(UTILIZATION));
    let pue = texts.number(Input::Pue, Dimension::Overhead, Some(1.1));
    let inputs = pieces![
        texts.field(
            Input::Forward,
            "FLOP of a token",
            "A forward pass; 2 × the active parameters.",
            &forward
        ),
        texts.field(Input::Prompt, "Tokens per prompt", "", &prompt),
        texts.field(Input::Answer, "Tokens per answer", "", &answer),
        texts.field(Input::Queries, "Queries a year", "", &queries),
        texts.field(
            Input::Utilization,
            "Utilization in use",
            "Often lower: an answer is read from memory token by token.",
            &utilization
        ),
        texts.field(Input::Pue, "PUE", "", &pue),
    ];
    let result = match (forward.value, prompt.value, answer.value) {
        (Some(forward), Some(prompt), Some(answer)) => {
            let server = server(evaluation, stage, utilization.value, pue.value);
            // A number that was typed is taken as it is.
            let model = model(evaluation, stage).filter(|_| texts.get(Input::Forward).is_empty());
            let request = Request {
                prompt,
                generated: answer,
                is_cached: true,
            };
            let growing = model.and_then(|model| growing(model, request));
            let query = match growing {
                Some(growing) => Ok(growing.query),
                None => even(forward, request),
            };
            match query {
                Ok(query) => result(evaluation, &query, growing, queries.value, server),
                Err(error) => message(&error.to_string()),
            }
        }
        (None, ..) => message("Type the FLOP of a token, or count the operations of a model."),
        _ => message("Type the tokens of a prompt and of an answer."),
    };
    let about = html! {
        p {
            "FLOP of a query = FLOP of a forward pass × (tokens of the prompt + tokens of the answer − 1): the pass over the prompt gives the first token, and the last one is not passed, because nothing follows it. Energy = FLOP ÷ (peak ÷ design power × utilization) × PUE. Attention over the growing context is left out, unless the forward pass has it. Where the estimate has a network layer by layer that looks back alone, and no other FLOP of a token are typed, every position is counted instead: the prompt is the sum over its positions, and the answer the sum over those behind it, with what is kept of the earlier ones. The output layer is counted at every position."
        }
        p {
            "After Desislavov et al. 2021, whose fits over the years are not repeated here. A lower bound: memory, idle chips and the rest of the server take power as well. "
            (sources("https://arxiv.org/abs/2109.05472"))
        }
        p {
            "That training is 10 to 30% of a model’s compute over its life: Patterson et al. 2021 and Wu et al. 2022. "
            (sources("https://arxiv.org/abs/2104.10350"))
        }
    };
    study(
        Study::Inference,
        "What does it take to use this model?",
        inputs,
        result,
        about,
        shown,
    )
}

/// Returns the FLOP of a forward pass of an estimate of one stage that has no data yet.
fn only_forward(evaluation: &Evaluation) -> Option<f64> {
    let is_one = evaluation.draft().stages().len() == 1;
    evaluation
        .forward()
        .filter(|_| is_one)
        .map(|(_, forward)| forward)
}

/// Returns the network of the estimate as text, if its operations are counted from one.
fn model(evaluation: &Evaluation, stage: u16) -> Option<&str> {
    let draft = evaluation.draft();
    let is_chosen = Group::Forward.chosen(draft, stage) == Key::Model;
    draft
        .get(Field::new(stage, Key::Model))
        .filter(|_| is_chosen)
}

/// A query of a network whose attention grows with the context.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Growing {
    query: Query,
    /// FLOP of the first position, with no context, and of the last, with all of it.
    first: f64,
    last: f64,
}

/// Counts a query by a forward pass that is the same at every position.
fn even(forward: f64, request: Request) -> Result<Query, StudyError> {
    let forward = Forward::of_token(forward);
    Query::new(forward.positions(request.prompt), request.flop(forward))
}

/// Counts a network at every position of a query. Returns `None` if the network does not generate tokens from those
/// before them.
fn growing(model: &str, request: Request) -> Option<Growing> {
    let network = Network::of(model).filter(|network| !network.looks_ahead())?;
    let request = Request {
        prompt: request.prompt.round(),
        generated: request.generated.round(),
        ..request
    };
    let whole = network.request(request)?;
    let before = network.positions(request.last() - 1.0)?;
    Some(Growing {
        query: Query::new(network.positions(request.prompt)?, whole).ok()?,
        first: network.positions(1.0)?,
        last: whole - before,
    })
}

/// Returns the hardware of the estimate as a server, if its power is known.
fn server(
    evaluation: &Evaluation,
    stage: u16,
    utilization: Option<f64>,
    pue: Option<f64>,
) -> Option<(&'static Chip, Server)> {
    let draft = evaluation.draft();
    let chip = chip_of(draft, stage)?;
    let format: Format = draft.get(Field::new(stage, Key::Format))?.parse().ok()?;
    let server = Server {
        peak: chip.peak(format)?.median(),
        watts: chip.tdp_w()?,
        utilization: utilization?,
        pue: pue?,
    };
    Some((chip, server))
}

fn result(
    evaluation: &Evaluation,
    query: &Query,
    growing: Option<Growing>,
    queries: Option<f64>,
    server: Option<(&'static Chip, Server)>,
) -> Vec<Piece> {
    let flop = match query.flop() {
        Ok(flop) => flop,
        Err(error) => return message(&error.to_string()),
    };
    let training = flop_of(evaluation);
    let even = training.and_then(|training| query.queries_of_training(training).ok());
    let energy = |queries: f64| {
        let (_, server) = server?;
        let kilowatt_hours = server.kilowatt_hours(query, queries).ok()?;
        Some(electricity(KilowattHours::point(kilowatt_hours)))
    };
    let joules = server.and_then(|(_, server)| server.joules(flop).ok());
    pieces![html! {
        p.figure {
            strong { (write::people(flop)) " FLOP" } " a query"
            @if let Some(joules) = joules { ", at least " strong { (write::people(joules)) " J" } }
        }
        ul {
            li { "Prompt: " (write::people(query.prompt)) " FLOP; answer: " (write::people(query.answer)) " FLOP" }
            @if let Some(growing) = growing {
                li {
                    "Attention grows with the context: the first token takes " (write::people(growing.first)) " FLOP, the last " (write::people(growing.last)) " FLOP"
                }
            }
            @if let Some(million) = energy(1e6) { li { "A million queries: " (million) } }
            @if let Some(queries) = queries {
                li {
                    "A year of " (write::in_words(queries)) " queries: " (write::people(flop * queries)) " FLOP"
                    @if let Some(year) = energy(queries) { ", " (year) }
                }
            }
            @if let Some(even) = even {
                li { "As much as the training after " strong { (write::in_words(even)) " queries" } }
            }
            @if let Some(training) = training {
                li {
                    "Over its life, if training is 10 to 30% of it: "
                    @let [most, least] = TRAINING_SHARES.map(|share| lifetime(training, share).map_or(String::new(), write::people));
                    (least) " to " (most) " FLOP"
                }
            }
        }
        @match server {
            Some((chip, _)) => p.hint { "On the estimate’s chip, " (chip.name) "." },
            None => p.hint { "The energy needs a chip with its number format above, a utilization and a PUE." },
        }
    }]
}
