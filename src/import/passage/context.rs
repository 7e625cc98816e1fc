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
            // `distilled for 300 epochs from a teacher` is of the student.
            let is_source = phrase == "teacher"
                && (at..found).any(|at| matches!(self.doc.word(at), "from" | "of" | "with"));
            let itself = found > at && leads
                || is_source
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
        if self.is_of_other_model(at) {
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

    /// Returns whether an amount belongs to another model by the names around it.
    pub(super) fn is_of_other_model(&self, at: usize) -> bool {
        let told = |name: &Name| match self.subject.name {
            Some(_) => self.subject.is_other(name),
            None => name.oblique,
        };
        self.owner(at)
            .is_some_and(|name| self.subject.is_other(name))
            || self.told_of(at).is_some_and(told)
    }

    /// Returns the name that a relative clause around an amount is about: `than Gull, which used 2T tokens`.
    fn told_of(&self, at: usize) -> Option<&Name> {
        let sentence = self.doc.sentence(at);
        let relative = (sentence.start..at)
            .rev()
            .take_while(|at| !matches!(self.doc.word(*at), "we" | "our" | "ours" | "while" | "but"))
            .find(|at| matches!(self.doc.word(*at), "which" | "whose" | "who"))?;
        let comma = relative
            .checked_sub(1)
            .filter(|at| self.doc.sign(*at, ','))?;
        self.names.iter().find(|name| name.tokens.end == comma)
    }

    /// Returns the name that an amount belongs to, if some name in its sentence is near enough.
    pub(super) fn owner(&self, at: usize) -> Option<&Name> {
        let sentence = self.doc.sentence(at);
        let depth = self.doc.depth.get(at).copied().unwrap_or_default();
        let here = || {
            self.names.iter().filter(|name| {
                name.tokens.start >= sentence.start && name.tokens.end <= sentence.end
            })
        };
        let depth_of = |name: &Name| {
            self.doc
                .depth
                .get(name.tokens.start)
                .copied()
                .unwrap_or_default()
        };
        // Directly behind the amount: `the 280B-parameter Gopher`, `28 B for OPT`.
        let part = self.part(at);
        let behind = here().find(|name| {
            let gap = name.tokens.start.checked_sub(at);
            name.tokens.start > at
                && depth_of(name) == depth
                && gap.is_some_and(|gap| gap <= 5)
                && name.tokens.start < part.end
                && {
                    let words: Vec<&str> = (at + 1..name.tokens.start)
                        .map(|at| self.doc.word(at))
                        .collect();
                    let of = words
                        .last()
                        .is_some_and(|word| *word == "for" || *word == "of" && name.known);
                    let compound = words.iter().all(|word| {
                        matches!(
                            *word,
                            "b-parameter"
                                | "parameter"
                                | "b"
                                | "m"
                                | "k"
                                | "billion"
                                | "million"
                                | ""
                        )
                    });
                    of || compound
                }
        });
        if behind.is_some() {
            return behind;
        }
        // In brackets behind a name: `Gopher (280B)`.
        if depth > 0 {
            let inside = here().rfind(|name| {
                name.tokens.end <= at
                    && depth_of(name) == depth
                    && self.same_brackets(name.tokens.start, at)
            });
            if inside.is_some() {
                return inside;
            }
            let open = (sentence.start..at)
                .rev()
                .find(|at| self.doc.sign(*at, '(') || self.doc.sign(*at, '['));
            if let Some(open) = open {
                let before = here().find(|name| name.tokens.end == open);
                if before.is_some() {
                    return before;
                }
            }
        }
        // “We” speaks of the subject.
        let ours = (sentence.start..at)
            .rev()
            .find(|at| matches!(self.doc.word(*at), "we" | "our" | "ours"));
        // `the largest network (RN50x64) needed …`
        let alone = |name: &Name| {
            name.tokens.start > 0
                && self.doc.sign(name.tokens.start - 1, '(')
                && self.doc.sign(name.tokens.end, ')')
        };
        let before = here().rfind(|name| {
            name.tokens.end <= at && !name.oblique && (depth_of(name) <= depth || alone(name))
        });
        match (before, ours) {
            (Some(name), Some(ours)) if ours > name.tokens.start => None,
            (found, _) => found,
        }
    }

    fn same_brackets(&self, one: usize, other: usize) -> bool {
        (one..other).all(|at| self.doc.depth.get(at).copied().unwrap_or_default() > 0)
    }
}
