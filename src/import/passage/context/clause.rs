//! Where the clause of an amount begins and ends, and the part of it between commas.

use super::Judge;
use crate::import::passage::token::{Doc, Kind};
use std::ops::Range;

impl Judge<'_> {
    /// Returns the clause of a token: its brackets, or the sentence between semicolons and contrasts.
    pub(in crate::import::passage) fn clause(&self, at: usize) -> Range<usize> {
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
    pub(in crate::import::passage) fn part(&self, at: usize) -> Range<usize> {
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
}
