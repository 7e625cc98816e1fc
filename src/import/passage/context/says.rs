//! Whether a phrase against an amount is said of it, and not of something else in its clause.

use super::Judge;
use crate::import::passage::noun::singular;
use crate::import::passage::token::Doc;
use crate::import::passage::why::Why;
use std::ops::Range;

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
    /// Returns whether a phrase stands in a range at the depth of a token or around it.
    pub(super) fn says(&self, range: &Range<usize>, at: usize, phrase: &str, why: Why) -> bool {
        let may_turn = matches!(why, Why::Comparison | Why::OtherRuns | Why::Planned);
        let depth = self.doc.depth.get(at).copied().unwrap_or_default();
        let mut from = range.start;
        while let Some(found) = self.doc.find_phrase(from..range.end, phrase) {
            // After a contrast, its own name or “we” turns to the subject again.
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
            // `the run on 256 GPUs is planned`
            let is_passive = phrase == "planned"
                && matches!(
                    self.doc.word(found.saturating_sub(1)),
                    "is" | "are" | "was" | "were" | "been" | "be"
                );
            // `310k steps rather than the 400k of the proposal`: the word is of what stands after the contrast.
            let is_parted = found > at && self.is_parted(at, found);
            // `tested on 100,000 images after training for 90 epochs`
            let is_before_training = matches!(why, Why::HeldOut | Why::Evaluation)
                && ["after training", "before training", "following training"]
                    .iter()
                    .any(|phrase| found < at && self.doc.has_phrase(found..at, phrase));
            // `Everything else stands: 16 GPUs`
            let of_rest = phrase == "everything"
                && matches!(self.doc.word(found + 1), "else" | "but" | "except");
            // Most contrasts begin a clause; what stands before them is the subject's.
            let leads = !is_passive
                && matches!(
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
                        | "threshold*"
                );
            // `steps take 300 ms`: the time of a step is not a time of an answer.
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
            let behind = found + phrase.split(' ').count();
            let is_each = matches!(
                phrase,
                "all models" | "all our models" | "all runs" | "all variants"
            ) && matches!(self.doc.word(behind), "are" | "were" | "is")
                && self.doc.word(behind + 1).contains("train")
                && !["total", "altogether", "together", "combined", "cumulative*"]
                    .iter()
                    .any(|word| self.doc.has_phrase(range.clone(), word));
            // `distilled for 300 epochs from a teacher` is of the student.
            let is_source = phrase == "teacher"
                && (at..found).any(|at| matches!(self.doc.word(at), "from" | "of" | "with"));
            // `21 days of training and testing`
            let is_joined = why == Why::Evaluation
                && found > 1
                && self.doc.word(found - 1) == "and"
                && matches!(
                    self.doc.word(found - 2),
                    "training" | "pretraining" | "pre-training" | "fine-tuning" | "finetuning"
                );
            let itself = is_joined
                || found > at && leads
                || why == Why::Evaluation
                    && (self.is_also(found) || self.is_reached(found) || self.is_next(at, found))
                || is_source
                || is_each
                || is_aside
                || again
                || of_step
                || of_thing
                || is_parted
                || is_before_training
                || of_rest
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

    /// Returns whether a contrast stands between an amount and a word after it.
    fn is_parted(&self, at: usize, word: usize) -> bool {
        let contrasts = ["rather than", "instead of", "in place of", ", not"];
        contrasts
            .iter()
            .any(|phrase| self.doc.has_phrase(at + 1..word, phrase))
    }

    /// Returns whether a verb begins a further clause after an amount, which it says nothing of: `train for 600 steps,
    /// and evaluate on AIME`.
    fn is_next(&self, at: usize, verb: usize) -> bool {
        let is_verb = matches!(
            self.doc.word(verb),
            "evaluate" | "evaluates" | "evaluated" | "evaluating" | "testing" | "benchmarked"
        );
        let is_behind = verb > at + 1;
        is_verb && is_behind && matches!(self.doc.word(verb - 1), "and" | "then" | "before")
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
}
