//! Amounts that several models or stages share, and those that a model had before.

use super::Passage;
use crate::import::passage::mention::Mention;
use crate::import::passage::noun::Noun;
use crate::import::passage::why::Why;

/// The beginnings of verbs for an amount that grew.
const GROWS: [&str; 9] = [
    "scal", "increas", "grow", "grew", "expand", "rais", "enlarg", "doubl", "went",
];

impl Passage {
    /// Drops what was before: `from the previous 7 trillion tokens to 18 trillion`, `scaled from 7 trillion tokens to 18
    /// trillion`.
    pub(super) fn judge_earlier(&mut self) {
        let mut earlier = Vec::new();
        for (number, mention) in self.mentions.iter().enumerate() {
            let before = mention.tokens.start.checked_sub(1);
            let is_said =
                before.is_some_and(|at| matches!(self.doc.word(at), "previous" | "earlier"));
            if is_said || self.has_grown(number, mention) {
                earlier.push(number);
            }
        }
        for number in earlier {
            self.reasons[number].push(Why::Comparison);
        }
    }

    /// Returns whether data grew to the next one of its kind.
    fn has_grown(&self, number: usize, mention: &Mention) -> bool {
        let doc = &self.doc;
        // The chips of a run may grow, too, and both numbers are its own.
        if !matches!(mention.noun, Noun::Token | Noun::Example) {
            return false;
        }
        let sentence = doc.sentence(mention.tokens.start);
        let said_before = |mention: &Mention, word: &str| {
            let start = mention.tokens.start;
            let mut near = start.saturating_sub(3).max(sentence.start)..start;
            near.any(|at| doc.word(at) == word)
        };
        let mut later = self.mentions.iter().skip(number + 1);
        let next = later.find(|other| other.noun == mention.noun);
        let is_next = next
            .is_some_and(|next| sentence.contains(&next.tokens.start) && said_before(next, "to"));
        let start = mention.tokens.start;
        let mut verbs = start.saturating_sub(6).max(sentence.start)..start;
        let grows = |at: usize| GROWS.iter().any(|stem| doc.word(at).starts_with(stem));
        is_next && said_before(mention, "from") && verbs.any(grows)
    }

    /// Drops a range that several models are within: `models of 3B, 7B and 15B, trained on 3.3 to 4.3 trillion tokens`.
    pub(super) fn judge_families(&mut self) {
        let doc = &self.doc;
        let sizes = |at: usize| {
            let sentence = doc.sentence(at);
            let named = self.mentions.iter();
            let named = named.filter(|other| other.noun == Noun::Parameter);
            let bare = self.bare.iter().filter(|amount| amount.scaled);
            let amounts = named.map(|other| &other.amount).chain(bare);
            let here = amounts.filter(|amount| sentence.contains(&amount.tokens.start));
            here.filter(|amount| amount.tokens.start < at).count()
        };
        let is_shared = |mention: &Mention| {
            let start = mention.tokens.start;
            let mut before = doc.sentence(start).start..start;
            let is_data = matches!(mention.noun, Noun::Token | Noun::Step | Noun::Example);
            is_data
                && mention.amount.is_range()
                && sizes(start) > 1
                && before.any(|at| doc.word(at) == "models")
        };
        let shared: Vec<bool> = self.mentions.iter().map(is_shared).collect();
        for (reasons, is_shared) in self.reasons.iter_mut().zip(shared) {
            if is_shared {
                reasons.push(Why::OtherModel);
            }
        }
    }

    /// Drops what several stages took together: `pre-training, post-training and evaluation took three months`.
    pub(super) fn judge_joint(&mut self) {
        let joint: Vec<bool> = self
            .mentions
            .iter()
            .map(|mention| self.is_joint(mention))
            .collect();
        for (reasons, is_joint) in self.reasons.iter_mut().zip(joint) {
            if is_joint {
                reasons.push(Why::Sum);
            }
        }
    }

    fn is_joint(&self, mention: &Mention) -> bool {
        let doc = &self.doc;
        let start = mention.tokens.start;
        let sentence = doc.sentence(start);
        let is_spent = matches!(
            mention.noun,
            Noun::Time(_) | Noun::ChipHours(_) | Noun::NodeHours(_)
        );
        let mut same = self.mentions.iter();
        let is_one = same.all(|other| {
            std::ptr::eq(other, mention)
                || other.noun != mention.noun
                || !sentence.contains(&other.tokens.start)
        });
        let says = |word: &str| sentence.clone().any(|at| doc.word(at) == word);
        if !is_spent || !is_one || mention.per.is_some() || says("respectively") || says("each") {
            return false;
        }
        let before = self
            .cues
            .iter()
            .filter(|(cue, _)| sentence.start <= *cue && *cue < start);
        let before: Vec<_> = before.collect();
        let [.., (one, first), (other, second)] = before.as_slice() else {
            return false;
        };
        let is_number = |at: usize| doc.get(at).is_some_and(|token| token.is_number());
        // `pre-training, post-training, evaluation and red-teaming`, but `after pre-training, fine-tuning took 5 hours`
        let is_list = (*other + 1..start.min(*other + 5)).any(|at| doc.word(at) == "and")
            && !(sentence.start..*one).any(|at| matches!(doc.word(at), "after" | "following"));
        let is_link = |at: usize| {
            matches!(doc.word(at), "and" | "plus")
                || ['/', '+', '&'].iter().any(|sign| doc.sign(at, *sign))
                || is_list && doc.sign(at, ',')
        };
        let between = *one + 1..*other;
        first != second
            && between.len() <= 3
            && between.clone().any(is_link)
            && !between.clone().any(is_number)
            && !(*other..start).any(is_number)
    }
}
