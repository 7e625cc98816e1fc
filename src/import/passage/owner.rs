//! Whose an amount is: the names of models around it, and the sentences that it goes on with.

use super::context::Judge;
use super::names::{Name, size_of};
use std::ops::Range;

impl Judge<'_> {
    /// Returns whether a clause is of the run of a company, in a passage whose authors speak of themselves: `OpenAI's
    /// run used 5,000 TPUs … Our agent …`.
    pub(super) fn is_of_other_house(&self, clause: &Range<usize>) -> bool {
        const HOUSES: [&str; 8] = [
            "deepmind's",
            "openai's",
            "google's",
            "meta's",
            "microsoft's",
            "facebook's",
            "nvidia's",
            "anthropic's",
        ];
        let is_ours = |at: usize| matches!(self.doc.word(at), "we" | "our" | "ours");
        let says = clause.clone().any(|at| HOUSES.contains(&self.doc.word(at)));
        says && !clause.clone().any(is_ours) && (0..self.doc.tokens.len()).any(is_ours)
    }

    /// Returns whether a sentence goes on with one about a model of another size: `When training a 65B model, … This means
    /// that …. They used …`.
    pub(super) fn goes_on_with_other(&self, at: usize) -> bool {
        const MOST_BACK: usize = 2;
        let here = self.doc.sentence_of.get(at).copied().unwrap_or_default();
        let goes_on = |number: usize| {
            let Some(sentence) = self.doc.sentences.get(number) else {
                return false;
            };
            let first = sentence.clone().find(|at| !self.doc.word(*at).is_empty());
            first.is_some_and(|at| match self.doc.word(at) {
                "they" => true,
                "this" => matches!(
                    self.doc.word(at + 1),
                    "means" | "implies" | "amounts" | "translates"
                ),
                _ => false,
            })
        };
        let mut number = here;
        while number > 0 && here - number < MOST_BACK && goes_on(number) {
            number -= 1;
        }
        let Some(told) = self.doc.sentences.get(number).filter(|_| number < here) else {
            return false;
        };
        let mut names = self
            .names
            .iter()
            .filter(|name| told.contains(&name.tokens.start));
        names.clone().any(|name| size_of(&name.key).is_some())
            && names.all(|name| self.subject.is_other(name))
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
        // `such as Gull [31], which used 2T tokens`
        let is_cited = self.doc.sign(comma.wrapping_sub(1), ']') && comma > 3;
        let end = if is_cited { comma - 3 } else { comma };
        self.names.iter().find(|name| name.tokens.end == end)
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
        // `a 65B-parameter model` of another size than the passage's own
        let itself = here().find(|name| name.tokens.start == at && size_of(&name.key).is_some());
        if itself.is_some() {
            return itself;
        }
        // Directly after the amount: `the 280B-parameter Gopher`, `28 B for OPT`.
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
        // In brackets after a name: `Gopher (280B)`.
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
                // `what Gopher (280B)`, `what Gopher had cost (5M GPU hours)`
                let is_spent = |at: usize| {
                    matches!(
                        self.doc.word(at),
                        "had"
                            | "has"
                            | "cost"
                            | "costs"
                            | "took"
                            | "takes"
                            | "used"
                            | "needed"
                            | "needs"
                            | "saw"
                            | "seen"
                            | "taken"
                            | "model"
                            | "run"
                            | "did"
                    )
                };
                let before = here().find(|name| {
                    let end = name.tokens.end;
                    end == open || end < open && open - end < 4 && (end..open).all(is_spent)
                });
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
