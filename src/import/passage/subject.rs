//! The model that the estimate is of, among the names of a passage.

use super::names::{Name, size_of};
use super::noun::Noun;
use super::number::amount;
use super::strangers::strangers;
use super::token::Doc;

/// The model that the estimate is of.
#[derive(Clone, Debug, Default)]
pub(super) struct Subject {
    pub(super) name: Option<Name>,
    /// Its size in parameters, if its name or a phrase says it.
    pub(super) size: Option<f64>,
    /// Other names that the passage has for it, plain.
    pub(super) aliases: Vec<String>,
    /// Names of models that the passage only speaks of beside its own, plain.
    strangers: Vec<String>,
    /// Names of one model in several sizes, none of which is told apart, by their place among all.
    pub(super) listed: Vec<usize>,
}

/// Phrases before a name of the model that the passage is about, and what they are worth.
const BEFORE: &[(i32, &str)] = &[
    (
        8,
        "report are those of; paper are those of; section are those of; below are those of; unveils; unveiled; \
         launches; launched; announces; announced; we report on; we call; which we call; we adapt; we adapted; we fine-tune; we finetune",
    ),
    (
        7,
        "we train; we trained; we pretrain; we pre-train; refer to; describes; card for",
    ),
    (
        6,
        "we describe; we present; we introduce; we release; we report",
    ),
    (6, "our bot; our agent; our model; our network; our method"),
    (
        5,
        "we release; dubbed; training of; pretraining of; pre-training of; we fine-tuned; \
         this is",
    ),
    (
        4,
        "called; named; runs of; run of; training; train; pre-training; pretraining",
    ),
    (3, "our"),
    (2, "trained; model"),
    (1, "for"),
    (-6, "went into"),
];

/// Words after a name, as above.
const BEHIND: &[(i32, &str)] = &[
    (
        7,
        "( ours ); ( this model ); ( this card ); ( this work ); , to which",
    ),
    (
        6,
        ", our; ours; , compute; we fine-tuned; we finetuned; we trained",
    ),
    (
        5,
        "is trained; was trained; is pretrained; was pretrained; is pre-trained; was pre-trained; trains on; , which the paper",
    ),
    (
        6,
        "is obtained; , is trained; , is pretrained; , is pre-trained; , was trained; , was pretrained",
    ),
    (4, "was fine-tuned; learned from; is a; is an; below"),
    (
        3,
        "trained on; starts from; couples; forecasts; reads; is wild",
    ),
    (2, "has; keeps; is the"),
    (1, "saw; was; took"),
    (-1, "used; had; needed"),
    (-3, "itself"),
];

/// Finds the model that the estimate is of.
pub(super) fn find(doc: &Doc, names: &[Name]) -> Subject {
    let mut best: Option<(i32, &Name)> = None;
    let strangers = strangers(doc, names);
    let listed = listed(doc, names);
    let in_list = |name: &Name| {
        listed
            .iter()
            .filter_map(|at| names.get(*at))
            .any(|other| other.key == name.key)
    };
    let is_own = |name: &&Name| {
        size_of(&name.key).is_none()
            && !name.cited
            && !strangers.contains(&name.key)
            && !in_list(name)
    };
    let named = names.iter().filter(is_own);
    for (number, name) in named.enumerate() {
        let score = standing(doc, names, name) - i32::try_from(number.min(6)).unwrap_or(6);
        // A longer form of the same name, with its size, is better.
        let wins = best.is_none_or(|(highest, other)| {
            score > highest
                || score == highest
                    && name.key.len() > other.key.len()
                    && name.key.starts_with(&other.key)
        });
        if wins && score > 0 {
            best = Some((score, name));
        }
    }
    let best = best.map(|(_, name)| only_sized(names, &strangers, name));
    let name = best.cloned();
    let of_name = name.as_ref().and_then(|name| {
        let words = name.text.split([' ', '-', '(', ')']);
        words.filter_map(size_of).next_back()
    });
    let of_words = || {
        let own = name.as_ref()?;
        let here = names.iter().filter(|other| other.key == own.key);
        here.filter_map(|name| size_behind(doc, name)).next()
    };
    let before_name = || {
        let own = name.as_ref()?;
        let here = names.iter().filter(|other| other.key == own.key);
        here.filter_map(|name| size_before(doc, name)).next()
    };
    let size = said_size(doc)
        .or(of_name)
        .or_else(of_words)
        .or_else(before_name);
    let own = name.as_ref();
    let aliases = names
        .iter()
        .filter(|name| name.alias || own.is_some_and(|own| is_explained(doc, names, own, name)))
        .map(|name| name.key.clone())
        .collect();
    Subject {
        name,
        size,
        aliases,
        strangers,
        listed,
    }
}

/// Returns the form of a name that has a size, if the passage has one such form: `Qwen2.5-72B` for `Qwen2.5`.
fn only_sized<'a>(names: &'a [Name], strangers: &[String], own: &'a Name) -> &'a Name {
    if own.size().is_some() {
        return own;
    }
    let longer = names
        .iter()
        .filter(|name| name.stem() == own.stem() && !name.cited && !strangers.contains(&name.key));
    let sized = longer.filter_map(|name| Some((name.size()?, name)));
    let sized: Vec<_> = sized.collect();
    let shortest = sized.iter().min_by_key(|(_, name)| name.key.len());
    let is_one = |size: &f64| sized.iter().all(|(other, _)| other == size);
    match shortest {
        Some((size, name)) if is_one(size) => name,
        _ => own,
    }
}

/// Returns the places of names that stand only in lists of one model in several sizes: `Kite-1B, Kite-4B, and
/// Kite-8B`.
fn listed(doc: &Doc, names: &[Name]) -> Vec<usize> {
    let is_link =
        |at: usize| doc.sign(at, ',') || doc.sign(at, '/') || matches!(doc.word(at), "and" | "or");
    let is_pair = |one: &Name, other: &Name| {
        let mut between = one.tokens.end..other.tokens.start;
        let sizes = one.size().zip(other.size());
        (1..4).contains(&between.len())
            && between.all(is_link)
            && sizes.is_some_and(|(one, other)| one != other)
            && one.stem() == other.stem()
    };
    let joins = |at: usize| {
        names
            .get(at)
            .zip(names.get(at + 1))
            .is_some_and(|(one, other)| is_pair(one, other))
    };
    let is_listed = |at: &usize| joins(*at) || at.checked_sub(1).is_some_and(joins);
    let all: Vec<usize> = (0..names.len()).filter(is_listed).collect();
    let is_elsewhere = |name: &Name| {
        let mut others = names.iter().enumerate();
        others.any(|(at, other)| other.key == name.key && !all.contains(&at))
    };
    // One of them that is told of alone is the model.
    match all.iter().filter_map(|at| names.get(*at)).any(is_elsewhere) {
        true => Vec::new(),
        false => all,
    }
}

fn standing(doc: &Doc, names: &[Name], name: &Name) -> i32 {
    let sentence = doc.sentence(name.tokens.start);
    let (start, end) = (name.tokens.start, name.tokens.end);
    let mut score = if name.oblique { -3 } else { 2 };
    let mentions = names
        .iter()
        .filter(|other| {
            other.key == name.key || other.key.starts_with(&name.key) && name.key.len() > 3
        })
        .count();
    score += i32::try_from(mentions.min(3)).unwrap_or(3);
    score += i32::from(sentence.start == 0) * 2;
    let heading = doc.sign(sentence.start, '#')
        || doc.has_phrase(sentence.clone(), "model card")
        || sentence.len() < 9 && sentence.start == 0;
    score += i32::from(heading) * 6;
    // In a table all names are alike.
    let cells = sentence
        .clone()
        .filter(|at| {
            ['|', '\t', '&'].iter().any(|sign| doc.sign(*at, *sign)) || doc.tokens[*at].gap > 2
        })
        .count();
    score -= 6 * i32::from(cells > 1);
    let is_before = |phrase: &str| {
        let words = phrase.split(' ').count();
        (0..=2).any(|skip| {
            let at = start
                .checked_sub(words + skip)
                .filter(|at| *at >= sentence.start);
            at.is_some_and(|at| {
                let skipped = (start - skip..start).all(|at| {
                    matches!(
                        doc.word(at),
                        "the"
                            | "a"
                            | "an"
                            | "our"
                            | "final"
                            | "large"
                            | "model"
                            | "it"
                            | "system"
                            | ""
                            | "released"
                            | "bot"
                            | "agent"
                            | "network"
                    )
                });
                skipped && doc.is_phrase(at, start, phrase)
            })
        })
    };
    score += worth(BEFORE, &|phrase| is_before(phrase));
    // Skip brackets after the name: `BERT-Large (340M parameters) is trained`.
    let mut behind = end;
    let bracket = doc.sign(behind, '(');
    let inner = bracket && matches!(doc.word(behind + 1), "ours" | "this");
    if bracket && !inner {
        behind = (behind..sentence.end)
            .find(|at| doc.sign(*at, ')'))
            .map_or(end, |at| at + 1);
    }
    score += worth(BEHIND, &|phrase| {
        doc.is_phrase(behind, sentence.end, phrase)
    });
    let contrasts = [
        "comparison",
        "compared",
        "baseline*",
        "contrast",
        "unlike",
        "competitor*",
        "ahead of",
        "outscores",
        "instead of",
    ];
    score -= 4 * i32::from(
        contrasts
            .iter()
            .any(|word| doc.find_phrase(sentence.start..start, word).is_some()),
    );
    score
}

/// Returns whether a name stands alone in brackets after the model's: `VideoMAE (ViT-B)`.
fn is_explained(doc: &Doc, names: &[Name], own: &Name, name: &Name) -> bool {
    let open = name.tokens.start.checked_sub(1);
    let is_alone = open.is_some_and(|open| doc.sign(open, '(')) && doc.sign(name.tokens.end, ')');
    let mut before = names.iter();
    is_alone && before.any(|other| other.key == own.key && Some(other.tokens.end) == open)
}

/// Returns the size that follows a name in words: `Kite, a 3.8 billion parameter model`.
fn size_behind(doc: &Doc, name: &Name) -> Option<f64> {
    let comma = name.tokens.end;
    if !(doc.sign(comma, ',') && matches!(doc.word(comma + 1), "a" | "an")) {
        return None;
    }
    let size = amount(doc, comma + 2)?;
    let noun_at = size.tokens.end + usize::from(doc.sign(size.tokens.end, '-'));
    (doc.noun(noun_at) == Some(Noun::Parameter)).then(|| size.value())
}

/// Returns the size that stands before a name in words: `The 22B model Kite`.
fn size_before(doc: &Doc, name: &Name) -> Option<f64> {
    let model = name.tokens.start.checked_sub(1)?;
    let is_model = matches!(doc.word(model), "model" | "network" | "transformer" | "llm");
    let unit = model.checked_sub(1).filter(|_| is_model)?;
    let number = unit.checked_sub(1)?;
    let (number, unit) = (doc.get(number)?, doc.get(unit)?);
    let is_glued = number.is_number() && unit.is_word() && unit.glued;
    is_glued.then(|| size_of(&format!("{}{}", number.text, unit.text)))?
}

/// Phrases that say which of several sizes is meant.
const SAID: [&str; 12] = [
    "results below are those of",
    "this paper",
    "this card",
    "the final",
    "refers",
    "this repository",
    "our largest",
    "the released",
    "we report",
    "this section",
    "holds the",
    "is about the",
];

/// Returns the size that a sentence names as the one that is meant: `The results below are those of the
/// 15B model`.
fn said_size(doc: &Doc) -> Option<f64> {
    for sentence in &doc.sentences {
        let Some(at) = SAID
            .iter()
            .find_map(|phrase| doc.find_phrase(sentence.clone(), phrase))
        else {
            continue;
        };
        let near = at.saturating_sub(6).max(sentence.start)..sentence.end.min(at + 14);
        for at in near {
            let (Some(number), Some(unit)) = (doc.get(at), doc.get(at + 1)) else {
                continue;
            };
            if number.is_number()
                && unit.is_word()
                && unit.glued
                && let Some(size) = size_of(&format!("{}{}", number.text, unit.text))
                && (doc.word(at + 2).starts_with("model")
                    || doc.word(at + 2).starts_with("pretrained")
                    || doc.word(at + 2).starts_with("version")
                    || doc.word(at + 2).starts_with("variant"))
            {
                return Some(size);
            }
        }
    }
    None
}

/// Returns the greatest worth of the phrases that fit, whether it speaks for a name or against it.
fn worth(table: &[(i32, &str)], fits: &dyn Fn(&str) -> bool) -> i32 {
    let found = table
        .iter()
        .filter(|(_, phrases)| phrases.split("; ").any(fits));
    found
        .map(|(worth, _)| *worth)
        .max_by_key(|worth| worth.abs())
        .unwrap_or_default()
}

impl Subject {
    /// Returns whether a name is of another model: neither the subject nor a shorter or longer form of it.
    pub(super) fn is_other(&self, name: &Name) -> bool {
        if let Some(size) = size_of(&name.key) {
            // `the 27B model`
            return self.size.is_some_and(|own| (own / size - 1.0).abs() > 0.12);
        }
        if self.strangers.contains(&name.key) {
            return true;
        }
        let Some(own) = &self.name else {
            return name.cited;
        };
        if name.itself && name.key != own.key {
            return true;
        }
        if self.aliases.contains(&name.key) {
            return false;
        }
        !(own.key.starts_with(&name.key)
            || name.key.starts_with(&own.key)
            || own.key.ends_with(&name.key))
    }
}
