//! Names of models that a passage mentions beside one without a name: `Our 1.3B model saw 300B tokens. GPT-3 175B used
//! 3.14e23 FLOPs.`

use super::names::{Name, is_family, size_of};
use super::number::amount;
use super::token::Doc;

/// Words that say that the speaker’s own model is meant.
const OWN: [&str; 4] = ["we", "our", "ours", "this"];

/// Words that begin a clause about something else.
const TURNS: [&str; 6] = ["while", "whereas", "but", "although", "and", "that"];

/// Words for a model after `our` and `this`.
const MODELS: [&str; 9] = [
    "model",
    "network",
    "transformer",
    "llm",
    "lm",
    "decoder",
    "encoder",
    "system",
    "run",
];

/// Verbs after the name of a model that say what it took.
const VERBS: [&str; 15] = [
    "used", "uses", "took", "takes", "consumed", "needed", "needs", "required", "requires", "cost",
    "costs", "saw", "was", "had", "spent",
];

/// Returns the keys of names that are of other models, because the passage has a model of its own and says nowhere that
/// it bears the name.
pub(super) fn strangers(doc: &Doc, names: &[Name]) -> Vec<String> {
    let Some(sizes) = own_sizes(doc) else {
        return Vec::new();
    };
    let own: Vec<&Name> = names.iter().filter(|name| is_own(doc, name)).collect();
    let is_told = |name: &&Name| VERBS.contains(&doc.word(name.tokens.end));
    let untold: Vec<&Name> = names.iter().filter(|name| !is_told(name)).collect();
    let is_stranger = |name: &&Name| {
        let is_among = |others: &[&Name]| others.iter().any(|other| is_same(name, other));
        let size = name.size();
        let differs = |own: &f64| size.is_some_and(|size| (own / size - 1.0).abs() > 0.12);
        let is_of_other_size = !sizes.is_empty() && sizes.iter().all(differs);
        // A name that nobody knows may be that of the model: `Kite-30B was trained on 2T tokens.`
        let (start, end) = (name.tokens.start, name.tokens.end);
        let took = VERBS.contains(&doc.word(end)) && doc.word(end) != "was";
        let is_other = match is_known(names, name) {
            true => is_of_other_size || !is_among(&untold),
            false => is_of_other_size && took && start > 0,
        };
        size_of(&name.key).is_none() && !is_among(&own) && is_other
    };
    let mut found = Vec::new();
    for name in names.iter().filter(is_stranger) {
        if !found.contains(&name.key) {
            found.push(name.key.clone());
        }
    }
    found
}

/// Returns the sizes that the passage gives to a model of its own; none if it speaks of no such model.
fn own_sizes(doc: &Doc) -> Option<Vec<f64>> {
    let mut sizes = None;
    for at in 0..doc.tokens.len() {
        let is_ours = matches!(doc.word(at), "our" | "ours" | "this");
        let trains = doc.word(at) == "we" && doc.word(at + 1).contains("train");
        if !is_ours && !trains {
            continue;
        }
        let near = at + 1..(at + 7).min(doc.sentence(at).end);
        let Some(model) = near.clone().find(|at| MODELS.contains(&doc.word(*at))) else {
            continue;
        };
        let all: &mut Vec<f64> = sizes.get_or_insert_default();
        let found = (near.start..model).filter_map(|at| amount(doc, at));
        let scaled = found.filter(|amount| amount.scaled && !amount.percent);
        all.extend(scaled.map(|amount| amount.value()));
    }
    sizes
}

/// Returns whether two names are of one model: `GPT-3` and `GPT-3 175B`.
fn is_same(one: &Name, other: &Name) -> bool {
    one.key.starts_with(&other.key) || other.key.starts_with(&one.key)
}

/// Returns whether the catalog has a model of a name, with or without its size.
fn is_known(names: &[Name], name: &Name) -> bool {
    let mut same = names.iter().filter(|other| is_same(name, other));
    is_family(&name.key) || same.any(|other| other.known)
}

/// Returns whether a name stands in a clause of the speaker: `we train Kite-7B`, `our model, Kite-7B`.
fn is_own(doc: &Doc, name: &Name) -> bool {
    let sentence = doc.sentence(name.tokens.start);
    let turns = |at: &usize| TURNS.contains(&doc.word(*at)) || doc.sign(*at, ';');
    let says = |at: usize| OWN.contains(&doc.word(at));
    let mut before = (sentence.start..name.tokens.start).rev();
    let mut behind = name.tokens.end..sentence.end;
    let is_before = before.by_ref().take_while(|at| !turns(at)).any(says);
    is_before || behind.by_ref().take_while(|at| !turns(at)).any(says)
}
