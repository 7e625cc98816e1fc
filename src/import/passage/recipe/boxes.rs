//! The boxes of a recipe that the amounts of a passage fill in.

use super::counts::What;
use super::method::Method;
use super::{Given, spell};
use crate::import::passage::gather::Passage;
use crate::import::passage::number::Amount;
use std::ops::Range;

/// The boxes of a recipe, as far as a passage gives them.
pub(super) struct Boxes {
    pub(super) given: Vec<Given>,
    /// The boxes that it does not give, in words.
    pub(super) missing: Vec<String>,
    /// The readings of the number of prompts, in words and as the text of its box, if it is open.
    pub(super) prompts: Vec<(String, String)>,
    /// The question about it.
    pub(super) question: Option<String>,
    /// All words that were read, in characters.
    pub(super) used: Vec<(usize, usize)>,
}

impl Boxes {
    /// Fills in the boxes. Returns `None` if no amount is of the recipe.
    pub(super) fn of(
        passage: &Passage,
        found: &[(What, &Amount)],
        method: Method,
        phrase: &impl Fn(&Range<usize>) -> (usize, usize, String),
    ) -> Option<Self> {
        let has = |of: &[What]| found.iter().any(|(what, _)| of.contains(what));
        // Many texts name RLHF and give numbers of other things.
        let is_own = has(&[What::Samples, What::PromptsOfStep]) || has(&[What::Episodes]);
        let is_only_episodes = has(&[What::Episodes]) && !has(&[What::Samples, What::PromptTokens]);
        if method.is_open && !is_own || is_only_episodes && !is_of_language(passage) {
            return None;
        }
        let mut filler = Filler {
            passage,
            found,
            phrase,
            boxes: Self {
                given: Vec::new(),
                missing: Vec::new(),
                prompts: Vec::new(),
                question: None,
                used: Vec::new(),
            },
        };
        filler.prompts();
        filler.samples();
        filler.lengths();
        let boxes = filler.boxes;
        (!boxes.given.is_empty() || !boxes.prompts.is_empty()).then_some(boxes)
    }
}

/// Returns whether a passage speaks of a language model: games have episodes, too.
fn is_of_language(passage: &Passage) -> bool {
    const WORDS: [&str; 8] = [
        "prompt",
        "prompts",
        "token",
        "tokens",
        "response",
        "responses",
        "rlhf",
        "language",
    ];
    let mut words = 0..passage.doc.tokens.len();
    words.any(|at| WORDS.contains(&passage.doc.word(at)))
}

struct Filler<'a, F> {
    passage: &'a Passage,
    found: &'a [(What, &'a Amount)],
    phrase: &'a F,
    boxes: Boxes,
}

fn text(amount: &Amount) -> String {
    spell::number(amount.low, amount.high)
}

impl<F: Fn(&Range<usize>) -> (usize, usize, String)> Filler<'_, F> {
    fn first(&self, what: What) -> Option<Amount> {
        let mut found = self.found.iter();
        let (_, amount) = found.find(|(of, _)| *of == what)?;
        Some((*amount).clone())
    }

    /// Returns the words of an amount with its noun, `128 prompts`, and remembers that they were read.
    fn words(&mut self, amount: &Amount) -> (usize, usize, String) {
        let end = amount.tokens.end;
        let noun = usize::from(!self.passage.doc.word(end).is_empty());
        let place = (self.phrase)(&(amount.tokens.start..end + noun));
        self.boxes.used.push((place.0, place.1));
        place
    }

    fn give(&mut self, input: &'static str, text: String, amount: &Amount) {
        let (start, end, phrase) = self.words(amount);
        self.boxes.given.push(Given {
            input,
            text,
            start,
            end,
            phrase,
        });
    }

    fn miss(&mut self, name: impl Into<String>) {
        self.boxes.missing.push(name.into());
    }

    /// Fills in the total prompts: steps times those of a step, or epochs times all.
    fn prompts(&mut self) {
        let steps = self.first(What::Steps);
        let of_step = self.first(What::PromptsOfStep);
        let epochs = self.first(What::Epochs).filter(|of| of.value() != 1.0);
        let has_epochs = self.first(What::Epochs).is_some();
        let all = self.first(What::AllPrompts);
        let some = self.first(What::Prompts);
        if let (Some(steps), Some(prompts)) = (&steps, &of_step) {
            self.words(steps);
            return self.give("prompts", product(steps, prompts), prompts);
        }
        if let (Some(episodes), None) = (self.first(What::Episodes), &all) {
            return self.prompts_of_episodes(&episodes);
        }
        for amount in [&steps, &of_step].into_iter().flatten() {
            self.words(amount);
        }
        let pool = all.as_ref().or(some.as_ref());
        match (steps, of_step, pool) {
            (None, None, Some(pool)) => match &epochs {
                Some(epochs) => {
                    self.words(epochs);
                    self.give("prompts", product(epochs, pool), pool);
                }
                None => self.give("prompts", text(pool), pool),
            },
            // An epoch passes all of them, whatever a step takes.
            (None, Some(_), Some(pool)) if has_epochs => {
                let product = epochs.as_ref().map(|epochs| product(epochs, pool));
                self.give("prompts", product.unwrap_or_else(|| text(pool)), pool);
            }
            (Some(steps), None, Some(pool)) => {
                let passes = self.first(What::Epochs);
                let is_whole = passes.is_some_and(|passes| self.passes(&passes, pool));
                let total = match &epochs {
                    Some(epochs) => {
                        self.words(epochs);
                        product(epochs, pool)
                    }
                    None => text(pool),
                };
                match all.is_some() || is_whole {
                    true => self.give("prompts", total, pool),
                    false => self.ask_about_prompts(&steps, pool, total),
                }
            }
            (None, Some(_), _) => self.miss("the number of steps"),
            (Some(_), ..) => self.miss("the prompts per step"),
            (None, None, None) => self.miss("the total number of prompts"),
        }
    }

    /// Returns whether epochs are passes over these prompts: `2 epochs over 40k prompts`, `40k prompts for 2 epochs`.
    fn passes(&self, epochs: &Amount, prompts: &Amount) -> bool {
        let (first, last) = match epochs.tokens.start < prompts.tokens.start {
            true => (&epochs.tokens, &prompts.tokens),
            false => (&prompts.tokens, &epochs.tokens),
        };
        let doc = &self.passage.doc;
        let mut between = first.end..last.start;
        between.len() <= 6 && !between.any(|at| doc.sign(at, ',') || doc.sign(at, ';'))
    }

    /// Fills in the prompts of episodes: an episode is one response to a prompt.
    fn prompts_of_episodes(&mut self, episodes: &Amount) {
        let Some(samples) = self.first(What::Samples) else {
            return self.give("prompts", text(episodes), episodes);
        };
        let is_exact = !episodes.is_range() && !samples.is_range();
        if is_exact && episodes.value() % samples.value() == 0.0 {
            let prompts = format!("{}/{}", text(episodes), text(&samples));
            return self.give("prompts", prompts, episodes);
        }
        self.words(episodes);
        self.miss("the total number of prompts");
    }

    /// Asks whether prompts beside steps are those of a step, or all of them.
    fn ask_about_prompts(&mut self, steps: &Amount, prompts: &Amount, total: String) {
        let (.., of_steps) = self.words(steps);
        let (.., phrase) = self.words(prompts);
        let (many, number) = (text(prompts), text(steps));
        self.boxes.question = Some(format!(
            "“{phrase}” beside “{of_steps}” may be the prompts of each step, or all of them."
        ));
        self.boxes.prompts = vec![
            (
                format!("{many} in each step: {number} × {many} in total"),
                product(steps, prompts),
            ),
            (format!("{} in total", total.replace('*', "×")), total),
        ];
    }

    fn samples(&mut self) {
        match self.first(What::Samples) {
            Some(amount) => self.give("samples", text(&amount), &amount),
            // An episode is one response to one prompt.
            None if self.is_by_episodes() => {
                if let Some(episodes) = self.first(What::Episodes) {
                    self.give("samples", "1".into(), &episodes);
                }
            }
            None => self.miss("the samples per prompt"),
        }
    }

    /// Returns whether the prompts are counted by episodes.
    fn is_by_episodes(&self) -> bool {
        let episodes = self.first(What::Episodes).map(|amount| text(&amount));
        let mut given = self.boxes.given.iter();
        given.any(|given| given.input == "prompts" && Some(&given.text) == episodes.as_ref())
    }

    fn lengths(&mut self) {
        let boxes = [
            (
                What::PromptTokens,
                What::LongestPrompt,
                "prompt-tokens",
                "the tokens per prompt",
            ),
            (
                What::TextTokens,
                What::Longest,
                "text-tokens",
                "the mean tokens per response",
            ),
        ];
        for (mean, most, input, name) in boxes {
            let open = self
                .first(What::OpenLength)
                .filter(|_| mean == What::TextTokens);
            match (self.first(mean), self.first(most), open) {
                (Some(amount), ..) => self.give(input, text(&amount), &amount),
                (None, Some(longest), _) => {
                    self.words(&longest);
                    self.miss(format!("{name} ({} is the most)", text(&longest)));
                }
                (None, None, Some(open)) => {
                    self.words(&open);
                    self.miss(format!(
                        "{name} ({} may be the mean or the most)",
                        text(&open)
                    ));
                }
                _ => self.miss(name),
            }
        }
    }
}

/// Returns the text of a product: `600 * 512`.
fn product(one: &Amount, other: &Amount) -> String {
    format!("{} * {}", text(one), text(other))
}
