//! The words around an amount: whose it is, and whether it belongs to the training.

mod clause;
mod says;

use crate::import::passage::against::WORDS;
use crate::import::passage::denial::is_denied;
use crate::import::passage::heading;
use crate::import::passage::names::Name;
use crate::import::passage::number::amount;
use crate::import::passage::subject::Subject;
use crate::import::passage::token::Doc;
use crate::import::passage::why::Why;
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

/// Returns whether a reason before brackets is that of the amounts in them.
const fn may_head(why: Why) -> bool {
    matches!(
        why,
        Why::OtherRuns
            | Why::Evaluation
            | Why::HeldOut
            | Why::WarmUp
            | Why::Inference
            | Why::Preparation
    )
}

impl Judge<'_> {
    /// Returns every reason against an amount at a token, as far as the words around it go.
    pub(super) fn reasons(&self, at: usize) -> Vec<Why> {
        let sentence = self.doc.sentence(at);
        let clause = self.clause(at);
        let part = self.part(at);
        let label = heading::of(self.doc, at);
        let head = self.head(at);
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
            // Data under a label of theirs say nothing of what follows the next “;”.
            let is_of_data = matches!(why, Why::HeldOut | Why::WarmUp);
            let is_labelled = |phrase: &&str| {
                let label = label.as_ref().filter(|label| label.is_alone || !is_of_data);
                // `Everything else stands: 16 GPUs`
                label.is_some_and(|label| {
                    self.doc.has_phrase(label.words.clone(), phrase)
                        && !(*phrase == "everything"
                            && self.doc.has_phrase(label.words.clone(), "everything else"))
                })
            };
            // `Ablations (100M parameters, 10B tokens)`
            let is_headed = |phrase: &&str| {
                let head = head.clone().filter(|_| may_head(*why));
                head.is_some_and(|head| self.says(&head, at, phrase, *why))
            };
            if phrases.iter().any(|phrase| {
                self.says(range, at, phrase, *why) || is_labelled(phrase) || is_headed(phrase)
            }) {
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
        if self.is_of_tests(at) {
            out.push(Why::OtherRuns);
        }
        if is_denied(self.doc, at) {
            out.push(Why::Denied);
        }
        out
    }

    /// Returns the words before the brackets that an amount stands in.
    fn head(&self, at: usize) -> Option<Range<usize>> {
        const WORDS: usize = 2;
        let start = self.doc.sentence(at).start;
        let depth = |at: usize| self.doc.depth.get(at).copied().unwrap_or_default();
        if depth(at) == 0 {
            return None;
        }
        let outside = (start..at).rev().find(|other| depth(*other) < depth(at))?;
        Some(outside.saturating_sub(WORDS).max(start)..outside + 1)
    }

    /// Returns whether tests ran on an amount: `after scaling tests on 16 nodes the final run took …`.
    fn is_of_tests(&self, at: usize) -> bool {
        let start = self.doc.sentence(at).start;
        let back = |by: usize| at.checked_sub(by).filter(|at| *at >= start);
        let word = |by: usize| back(by).map_or("", |at| self.doc.word(at));
        matches!(word(1), "on" | "with" | "using")
            && matches!(
                word(2),
                "tests" | "ablations" | "sweeps" | "benchmarks" | "debugging" | "profiling"
            )
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
