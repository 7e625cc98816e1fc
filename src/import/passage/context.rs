//! The words around an amount: whose it is, and whether it belongs to the training.

use super::against::WORDS;
use super::denial::is_denied;
use super::heading;
use super::names::Name;
use super::noun::singular;
use super::number::amount;
use super::subject::Subject;
use super::token::{Doc, Kind};
use super::why::Why;
use std::collections::BTreeSet;
use std::ops::Range;

/// How far from the amount the words of a reason may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Between two commas, or in the same brackets.
    Part,
    /// In the same clause.
    Clause,
}

/// Everything that is known about names and the subject, to judge amounts by.
pub(super) struct Judge<'a> {
    pub(super) doc: &'a Doc,
    pub(super) names: &'a [Name],
    pub(super) subject: &'a Subject,
    pub(super) against: &'a [Against],
}

/// A reason of the table, with those of its phrases whose first word stands in the passage.
#[derive(Debug)]
pub(super) struct Against {
    why: Why,
    reach: Reach,
    phrases: Vec<&'static str>,
}

/// Returns the words against amounts that may stand in a passage: every amount is held against them.
pub(super) fn against(doc: &Doc) -> Vec<Against> {
    let words: BTreeSet<&str> = doc
        .tokens
        .iter()
        .map(|token| token.lower.as_str())
        .collect();
    let stands = |phrase: &&str| {
        let first = phrase.split(' ').next().unwrap_or_default();
        match first.strip_suffix('*') {
            Some(stem) => {
                let next = words.range(stem..).next();
                next.is_some_and(|word| word.as_bytes().starts_with(stem.as_bytes()))
            }
            None => words.contains(first),
        }
    };
    let here = |(why, reach, phrases): &(Why, Reach, &'static str)| Against {
        why: *why,
        reach: *reach,
        phrases: phrases.split("; ").filter(stands).collect(),
    };
    let all = WORDS.iter().map(here);
    all.filter(|against| !against.phrases.is_empty()).collect()
}

/// Returns whether a sign multiplies: `18,865 * 300 ms`.
fn is_times(doc: &Doc, at: usize) -> bool {
    doc.sign(at, '*') || doc.sign(at, '×')
}

/// Returns whether a word names a step of training.
fn is_step(word: &str) -> bool {
    word.split('/').any(|word| {
        let one = singular(word);
        matches!(one, "step" | "iteration" | "iter" | "update" | "it")
    })
}

impl Judge<'_> {
    /// Returns the clause of a token: its brackets, or the sentence between semicolons and contrasts.
    pub(super) fn clause(&self, at: usize) -> Range<usize> {
        self.split(at, |doc, at| {
            let pronoun = |at: usize| {
                matches!(
                    doc.word(at),
                    "it" | "they"
                        | "we"
                        | "which"
                        | "then"
                        | "this"
                        | "that"
                        | "the"
                        | "with"
                        | "whose"
                )
            };
            let comma = doc.sign(at, ',')
                && matches!(
                    doc.word(at + 1),
                    "it" | "they"
                        | "we"
                        | "then"
                        | "so"
                        | "although"
                        | "against"
                        | "compared"
                        | "about"
                        | "i.e"
                );
            // `All runs used 64 GPUs, the training of the model took 42 days.`
            let comma = comma
                || doc.sign(at, ',')
                    && doc.word(at + 1) == "the"
                    && matches!(
                        doc.word(at + 2),
                        "training"
                            | "pre-training"
                            | "model"
                            | "run"
                            | "process"
                            | "whole"
                            | "total"
                    );
            let and = doc.word(at) == "and"
                && (pronoun(at + 1)
                    || matches!(doc.word(at + 1), "was" | "is" | "were" | "has" | "had"));
            doc.sign(at, ';')
                || comma
                || and
                || matches!(
                    doc.word(at),
                    "while"
                        | "whereas"
                        | "but"
                        | "although"
                        | "though"
                        | "against"
                        | "unlike"
                        | "versus"
                )
                || doc.sign(at, '–') && doc.get(at).is_some_and(|t| !t.glued)
        })
    }

    /// Returns the part of a clause between commas.
    pub(super) fn part(&self, at: usize) -> Range<usize> {
        self.split(at, |doc, at| {
            matches!(
                doc.get(at).map(|token| token.kind),
                Some(Kind::Sign(';' | ','))
            ) || matches!(
                doc.word(at),
                "while" | "whereas" | "but" | "although" | "though" | "and" | "until" | "then"
            ) || doc.sign(at, '–') && doc.get(at).is_some_and(|t| !t.glued)
        })
    }

    fn split(&self, at: usize, is_end: impl Fn(&Doc, usize) -> bool) -> Range<usize> {
        let sentence = self.doc.sentence(at);
        let depth = self.doc.depth.get(at).copied().unwrap_or_default();
        let shallow = |at: usize| self.doc.depth.get(at).copied().unwrap_or_default() < depth;
        let same = |at: usize| self.doc.depth.get(at).copied().unwrap_or_default() == depth;
        let start = (sentence.start..at)
            .rev()
            .find(|at| shallow(*at) || same(*at) && is_end(self.doc, *at));
        let end = (at..sentence.end).find(|at| shallow(*at) || same(*at) && is_end(self.doc, *at));
        // The word that begins the clause belongs to it.
        start.map_or(sentence.start, |start| {
            if self.doc.word(start).is_empty() {
                start + 1
            } else {
                start
            }
        })..end.unwrap_or(sentence.end)
    }

    /// Returns whether a phrase stands in a range at the depth of a token or around it.
    fn says(&self, range: &Range<usize>, at: usize, phrase: &str, why: Why) -> bool {
        let may_turn = matches!(why, Why::Comparison | Why::OtherRuns | Why::Planned);
        let depth = self.doc.depth.get(at).copied().unwrap_or_default();
        let mut from = range.start;
        while let Some(found) = self.doc.find_phrase(from..range.end, phrase) {
            // Behind a contrast, its own name or “we” turns to the subject again.
            let turned = may_turn
                && self.names.iter().any(|name| {
                    name.tokens.start > found
                        && name.tokens.end <= at
                        && !name.oblique
                        && self
                            .subject
                            .name
                            .as_ref()
                            .is_some_and(|own| own.key == name.key)
                });
            let word =
                |words: &[&str]| (found + 1..at).any(|at| words.contains(&self.doc.word(at)));
            let leads_on = matches!(
                phrase,
                "unlike"
                    | "compared with"
                    | "compared to"
                    | "instead of"
                    | "rather than"
                    | "in place of"
            );
            // `surpasses Gull after 19 days of training`
            let again =
                may_turn && word(&["ours", "after"]) || leads_on && word(&["it", "we", "our"]);
            // Most contrasts begin a clause; what stands before them is the subject's.
            let leads = matches!(
                phrase,
                "against"
                    | "unlike"
                    | "compared to"
                    | "compared with"
                    | "instead of"
                    | "rather than"
                    | "in place of"
                    | "similar to"
                    | "whereas"
                    | "vs"
                    | "versus"
                    | "surpasses"
                    | "outperforms"
                    | "rivals"
                    | "beats"
                    | "planned"
                    | "intended"
                    | "the original"
            );
            // `steps take 300 ms`: the time of a step is no time of an answer.
            let of_step = phrase == "ms"
                && (range.clone().any(|at| is_step(self.doc.word(at)))
                    || found > 1 && is_times(self.doc, found - 2));
            // `over data comparable to those of Gull` compares the data.
            let of_thing = matches!(phrase, "comparable to" | "similar to")
                && matches!(self.doc.word(found + 2), "that" | "those");
            // `trained on 3T tokens, which fits on a phone`
            let may_trail = may_turn || why == Why::Inference;
            let is_aside = may_trail
                && (at..found).any(|at| self.doc.sign(at, ',') && self.doc.word(at + 1) == "which");
            // `All models are trained on 8 GPUs for two days` says it of each.
            let is_each = matches!(phrase, "all models" | "all runs" | "all variants")
                && matches!(self.doc.word(found + 2), "are" | "were" | "is")
                && self.doc.word(found + 3).contains("train")
                && !["total", "altogether", "together", "combined", "cumulative*"]
                    .iter()
                    .any(|word| self.doc.has_phrase(range.clone(), word));
            // `distilled for 300 epochs from a teacher` is of the student.
            let is_source = phrase == "teacher"
                && (at..found).any(|at| matches!(self.doc.word(at), "from" | "of" | "with"));
            let itself = found > at && leads
                || why == Why::Evaluation && (self.is_also(found) || self.is_reached(found))
                || is_source
                || is_each
                || is_aside
                || again
                || of_step
                || of_thing
                || phrase == "against" && self.doc.word(found + 1) == "itself";
            if self.doc.depth.get(found).copied().unwrap_or_default() <= depth && !turned && !itself
            {
                return true;
            }
            from = found + 1;
        }
        false
    }

    /// Returns whether a word belongs to the result that a training led to: `reaches 73% zero-shot accuracy in 5 days`.
    fn is_reached(&self, at: usize) -> bool {
        let mut before = (1..5).filter_map(|back| at.checked_sub(back));
        let is_verb = |at: usize| {
            matches!(
                self.doc.word(at),
                "reaches" | "reaching" | "reach" | "reached" | "achieves" | "achieving" | "attains"
            )
        };
        self.doc.sign(at.wrapping_sub(1), '%') && before.any(is_verb)
    }

    /// Returns whether a word is one of several verbs, of which another is to train: `trained, fine-tuned, and
    /// evaluated using …`.
    fn is_also(&self, at: usize) -> bool {
        let is_link = |at: usize| self.doc.sign(at, ',') || self.doc.word(at) == "and";
        let is_training = |at: usize| {
            let word = self.doc.word(at);
            word.contains("train") || word.contains("tun")
        };
        let before = (1..6).filter_map(|back| at.checked_sub(back));
        let mut verbs = before.take_while(|at| is_link(*at) || is_training(*at));
        let is_joined = at.checked_sub(1).is_some_and(is_link);
        is_joined && verbs.any(is_training)
    }

    /// Returns every reason against an amount at a token, as far as the words around it go.
    pub(super) fn reasons(&self, at: usize) -> Vec<Why> {
        let sentence = self.doc.sentence(at);
        let clause = self.clause(at);
        let part = self.part(at);
        let label = heading::of(self.doc, at);
        let mut out = Vec::new();
        if sentence.end > 0 && self.doc.sign(sentence.end - 1, '?') {
            out.push(Why::Question);
        }
        for Against {
            why,
            reach,
            phrases,
        } in self.against
        {
            let range = match reach {
                Reach::Part => &part,
                Reach::Clause => &clause,
            };
            // Data under a label of theirs say nothing of what stands behind the next “;”.
            let is_of_data = matches!(why, Why::HeldOut | Why::WarmUp);
            let is_labelled = |phrase: &&str| {
                let label = label.as_ref().filter(|label| label.is_alone || !is_of_data);
                label.is_some_and(|label| self.doc.has_phrase(label.words.clone(), phrase))
            };
            if phrases
                .iter()
                .any(|phrase| self.says(range, at, phrase, *why) || is_labelled(phrase))
            {
                out.push(*why);
            }
        }
        if self.is_of_all(&clause) {
            out.push(Why::Project);
        }
        if self.is_of_other_model(at)
            || self.is_of_other_house(&clause)
            || self.goes_on_with_other(at)
        {
            out.push(Why::OtherModel);
        }
        if is_denied(self.doc, at) {
            out.push(Why::Denied);
        }
        out
    }

    /// Returns whether a clause is of several models together: `training all nine Kite models took …`.
    fn is_of_all(&self, clause: &Range<usize>) -> bool {
        let all = clause.clone().find(|at| self.doc.word(*at) == "all");
        all.is_some_and(|all| {
            let counted = amount(self.doc, all + 1).filter(|amount| amount.value() > 1.0);
            let mut behind = all + 2..clause.end.min(all + 6);
            counted.is_some()
                && behind.any(|at| matches!(self.doc.word(at), "models" | "runs" | "variants"))
        })
    }
}
