//! Inference of the estimate’s model, in the key `inference`: what is asked of it, and on which hardware.
//!
//! `prompt:1024;generated:128;requests:1000;chips:1;seconds:25.6`: items of the list in [`InferenceItem::ALL`], each
//! with its text. A `;` within a text is doubled. No figure of the training depends on it.

mod hardware;

pub use hardware::{UnclearChip, unclear_chip};

use super::{Answer, Choice, Problem, Severity, chip_of, scope};
use crate::architecture::{self, Per, outline};
use crate::catalog::{Chip, Format};
use crate::draft::{Draft, Field, Key};
use crate::estimate::Role;
use crate::estimate::inference::{Forward, Request};
use crate::quantity::{Dimension, Uncertain, plain_excerpt, read};
use crate::variants::enum_with_all;

enum_with_all! {
    /// An item of the key, in the order in which a link has them.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum InferenceItem {
        /// The task in words, with its data.
        Task,
        /// Tokens of a prompt.
        Prompt,
        /// Tokens that a request generates.
        Generated,
        /// Number of requests.
        Requests,
        /// Number of images that a diffusion makes.
        Images,
        /// Forward passes for each image.
        Steps,
        /// Whether keys and values are kept: `no`, or left out.
        Cache,
        /// Layers with attention, where the network is not given.
        Layers,
        /// Width of their attention.
        Width,
        /// The chip, if it is another than that of the training.
        Hardware,
        /// The number format.
        Format,
        /// Number of chips.
        Chips,
        /// Seconds that all of it took.
        Seconds,
        /// Utilization, where no time was measured.
        Utilization,
        /// Requests or images in a year.
        Yearly,
    }
}

impl InferenceItem {
    /// Returns the spelling in a link.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Task => "task",
            Self::Prompt => "prompt",
            Self::Generated => "generated",
            Self::Requests => "requests",
            Self::Images => "images",
            Self::Steps => "steps",
            Self::Cache => "cache",
            Self::Layers => "layers",
            Self::Width => "width",
            Self::Hardware => "hardware",
            Self::Format => "format",
            Self::Chips => "chips",
            Self::Seconds => "seconds",
            Self::Utilization => "utilization",
            Self::Yearly => "yearly",
        }
    }

    /// Returns the label of its box.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Task => "Task and data",
            Self::Prompt => "Prompt tokens",
            Self::Generated => "Generated tokens",
            Self::Requests => "Requests",
            Self::Images => "Images",
            Self::Steps => "Steps for an image",
            Self::Cache => "Cache of keys and values",
            Self::Layers => "Layers with attention",
            Self::Width => "Width of attention",
            Self::Hardware => "Hardware",
            Self::Format => "Number format",
            Self::Chips => "Chips",
            Self::Seconds => "Seconds, measured",
            Self::Utilization => "Utilization",
            Self::Yearly => "Requests a year",
        }
    }

    /// Returns the kind of number; `None` for a text.
    pub const fn dimension(self) -> Option<Dimension> {
        Some(match self {
            Self::Task | Self::Cache | Self::Hardware | Self::Format => return None,
            Self::Seconds => Dimension::Time,
            Self::Utilization => Dimension::Share,
            Self::Chips => Dimension::Chips,
            Self::Prompt | Self::Generated => Dimension::Count(&["token"]),
            Self::Images => Dimension::Count(&["image"]),
            Self::Requests | Self::Yearly => Dimension::Count(&["request", "sequence", "image"]),
            _ => Dimension::Count(&[]),
        })
    }

    fn named(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|item| item.slug() == slug)
    }
}

/// The texts of the items, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InferenceTexts {
    items: Vec<(InferenceItem, String)>,
    /// Entries that are no item. A later version may know them.
    pub unknown: Vec<String>,
}

impl InferenceTexts {
    /// Reads the texts of a draft.
    pub fn of(draft: &Draft) -> Self {
        let text = draft.get(Field::new(0, Key::Inference)).unwrap_or_default();
        let mut texts = Self::default();
        for entry in scope::entries(text) {
            let (slug, value) = entry.split_once(':').unwrap_or((&entry, ""));
            match InferenceItem::named(slug.trim()) {
                Some(item) => texts.set(item, value.trim()),
                None => texts.unknown.push(entry),
            }
        }
        texts
    }

    /// Returns the text of an item; empty if there is none.
    pub fn get(&self, item: InferenceItem) -> &str {
        let found = self.items.iter().find(|(other, _)| *other == item);
        found.map_or("", |(_, text)| text)
    }

    /// Sets the text of an item; an empty one is forgotten.
    pub fn set(&mut self, item: InferenceItem, text: &str) {
        self.items.retain(|(other, _)| *other != item);
        if !text.is_empty() {
            self.items.push((item, text.into()));
            self.items.sort_by_key(|(item, _)| *item as usize);
        }
    }

    /// Spells the texts for a link.
    pub fn spell(&self) -> String {
        let items = self.items.iter();
        let items = items.map(|(item, text)| format!("{}:{text}", item.slug()));
        let entries = items.chain(self.unknown.iter().cloned());
        let entries: Vec<String> = entries.map(|entry| entry.replace(';', ";;")).collect();
        entries.join(";")
    }

    fn is_empty(&self) -> bool {
        self.items.is_empty() && self.unknown.is_empty()
    }

    /// Returns the number of an item; `None` if there is none, or it cannot be read.
    fn number(&self, item: InferenceItem) -> Option<f64> {
        let text = Some(self.get(item)).filter(|text| !text.is_empty())?;
        let number = match item {
            // A number without a unit is one of seconds, and not of days.
            InferenceItem::Seconds => {
                read(text, Dimension::Ratio).or_else(|_| read(text, Dimension::Time))
            }
            item => read(text, item.dimension()?),
        };
        number.ok().map(Uncertain::median)
    }
}

/// How attention over the growing context is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attention {
    /// Position by position.
    Counted,
    /// Not at all: the layers are not known.
    Unknown,
    /// As in the training, which was on sequences of one length.
    AsInTraining,
}

/// Inference of the model, all of it together.
#[derive(Clone, Debug, PartialEq)]
pub struct Inference {
    /// The task as typed. May be empty.
    pub task: String,
    /// The request; `None` for images.
    pub request: Option<Request>,
    /// Number of requests, or of images.
    pub times: f64,
    /// Forward passes for an image.
    pub steps: f64,
    /// FLOP of one request or image.
    pub flop_each: f64,
    /// FLOP of a forward pass on one token, or on an image.
    pub forward: f64,
    /// The part of attention that is counted.
    pub attention: Attention,
    /// The chip.
    pub chip: Option<&'static Chip>,
    /// The typed name, if it is not that of one chip.
    pub unclear_chip: Option<UnclearChip>,
    /// The number format.
    pub format: Option<Format>,
    /// The number of chips.
    pub chips: Option<f64>,
    /// Seconds that all of it took.
    pub seconds: Option<f64>,
    /// The share of the peak: of the measured time, or as typed.
    pub utilization: Option<f64>,
    /// Electricity of one request or image, in joules.
    pub joules_each: Option<f64>,
    /// Requests or images in a year.
    pub yearly: Option<f64>,
}

impl Inference {
    /// Returns the FLOP of the whole task.
    pub fn flop(&self) -> f64 {
        self.flop_each * self.times
    }

    /// Returns the FLOP of a second.
    pub fn flop_per_second(&self) -> Option<f64> {
        Some(self.flop() / self.seconds?)
    }

    /// Returns the share of the peak if the measured time would take more than all of it.
    pub fn impossible_share(&self) -> Option<f64> {
        let share = self.utilization.filter(|share| *share > 1.0)?;
        self.seconds.and(Some(share))
    }

    /// Returns the tokens that one request generates.
    pub fn generated(&self) -> Option<f64> {
        self.request.map(|request| request.generated)
    }

    /// Returns the word for a request or an image.
    pub fn unit(&self) -> &'static str {
        match self.request {
            Some(_) => "request",
            None => "image",
        }
    }
}

/// Reads the inference of a draft that was answered. Returns `None` if the key is empty, or if the operations of a
/// forward pass or the tokens are not known.
pub fn inference(draft: &Draft, answer: &Answer) -> Option<Inference> {
    let texts = InferenceTexts::of(draft);
    if texts.is_empty() {
        return None;
    }
    let number = |item| texts.number(item);
    let (stage, forward) = forward_of(draft, answer)?;
    let images = number(InferenceItem::Images);
    let request = Request {
        prompt: number(InferenceItem::Prompt).unwrap_or_default(),
        generated: number(InferenceItem::Generated).unwrap_or_default(),
        is_cached: !texts.get(InferenceItem::Cache).eq_ignore_ascii_case("no"),
    };
    let steps = number(InferenceItem::Steps).unwrap_or(1.0);
    let (flop_each, attention) = match images {
        Some(_) => (forward * steps, Attention::AsInTraining),
        None => of_request(draft, stage, request, forward, &texts)?,
    };
    let times = images
        .or_else(|| number(InferenceItem::Requests))
        .unwrap_or(1.0);
    let flop = flop_each * times;
    if !flop.is_normal() || flop < 0.0 {
        return None;
    }
    let format = match texts.get(InferenceItem::Format) {
        "" => draft
            .get(Field::new(stage, Key::Format))
            .unwrap_or_default(),
        text => text,
    };
    let format = format.trim().parse().ok();
    let (chip, unclear_chip) = match texts.get(InferenceItem::Hardware) {
        "" => (chip_of(draft, stage), None),
        text => (
            super::hardware::chip_named(text, format, draft.edition()),
            UnclearChip::of(text, format, draft.edition()),
        ),
    };
    let chips = number(InferenceItem::Chips);
    let seconds = number(InferenceItem::Seconds);
    let peak = chip
        .zip(format)
        .and_then(|(chip, format)| chip.peak(format));
    let peak = peak.map(|peak| peak.median());
    let of_peak = |peak: f64, chips: f64, seconds: f64| flop / (peak * chips * seconds);
    let measured = peak.zip(chips).zip(seconds);
    let measured = measured.map(|((peak, chips), seconds)| of_peak(peak, chips, seconds));
    let utilization = measured.or_else(|| number(InferenceItem::Utilization));
    let chip_seconds = match chips.zip(seconds) {
        Some((chips, seconds)) => Some(chips * seconds),
        None => peak
            .zip(utilization)
            .map(|(peak, share)| flop / (peak * share)),
    };
    let watts = chip
        .and_then(Chip::tdp_w)
        .map(|watts| watts * overhead(draft, stage));
    let joules = chip_seconds
        .zip(watts)
        .map(|(seconds, watts)| seconds * watts);
    Some(Inference {
        task: texts.get(InferenceItem::Task).into(),
        request: images.is_none().then_some(request),
        times,
        steps,
        flop_each,
        forward,
        attention,
        chip,
        unclear_chip,
        format,
        chips,
        seconds,
        utilization,
        joules_each: joules.map(|joules| joules / times),
        yearly: number(InferenceItem::Yearly),
    })
}

/// Returns the last trained stage with counted operations, and the FLOP of its forward pass.
fn forward_of(draft: &Draft, answer: &Answer) -> Option<(u16, f64)> {
    let stages = draft.stages().into_iter().zip(&answer.outcome.stages);
    let mut counted = stages.filter_map(|(stage, figures)| {
        let forward = figures.figures.operations?.forward?;
        (figures.role == Role::Training).then(|| (stage, forward.median()))
    });
    counted.next_back()
}

/// Returns what the servers and the data centre take beside the chips, as the stage has it.
fn overhead(draft: &Draft, stage: u16) -> f64 {
    let of = |key: Key| {
        let text = draft.get(Field::new(stage, key))?;
        let value = draft.rules().read(text, key.dimension()?).ok()?;
        Some(value.median())
    };
    of(Key::Host).unwrap_or(1.0) * of(Key::Pue).unwrap_or(1.0)
}

/// Returns the FLOP of a request; `None` if no tokens are given.
fn of_request(
    draft: &Draft,
    stage: u16,
    request: Request,
    forward: f64,
    texts: &InferenceTexts,
) -> Option<(f64, Attention)> {
    if request.last() < 1.0 {
        return None;
    }
    let model = draft.get(Field::new(stage, Key::Model)).unwrap_or_default();
    if !model.trim().is_empty() {
        return Some(match of_network(model, request) {
            Some(flop) => (flop, Attention::Counted),
            None => (
                request.flop(Forward::of_token(forward)),
                Attention::AsInTraining,
            ),
        });
    }
    let token = Forward::of_token(forward);
    let layers = texts.number(InferenceItem::Layers);
    Some(match layers.zip(texts.number(InferenceItem::Width)) {
        Some((layers, width)) => (
            request.flop(token.with_attention(layers, width)),
            Attention::Counted,
        ),
        None => (request.flop(token), Attention::Unknown),
    })
}

/// Counts a decoder’s passes on the positions of a request. Attention in windows or chunks does not grow with every
/// position: with a cache one pass over all positions counts it, and without a cache it is not counted here.
fn of_network(model: &str, request: Request) -> Option<f64> {
    let pass = |length: f64| {
        let count = architecture::count_text(&with_length(model, length)?).ok()?;
        let is_of_tokens = count.per == Per::Token;
        is_of_tokens.then_some(2.0 * count.multiply_adds as f64)
    };
    let whole = pass(request.last())?;
    if request.is_cached || request.generated < 1.0 {
        return Some(whole);
    }
    let (one, two) = (pass(1.0)?, pass(2.0)?);
    let pair = two - 2.0 * one;
    let forward = Forward {
        token: one - pair,
        pair,
    };
    let is_even = (forward.positions(request.last()) / whole - 1.0).abs() < 1e-9;
    is_even.then(|| request.flop(forward))
}

/// Gives a decoder’s text another length, without a look ahead. Returns `None` if it has not one sequence of tokens
/// alone, or if the length is no whole number.
fn with_length(model: &str, length: f64) -> Option<String> {
    let rows = outline::rows(model);
    let mut lengths = rows.iter().enumerate().filter(|(_, row)| {
        let text = row.text.trim_start();
        text.starts_with("tokens") || text.starts_with("target")
    });
    let (Some((index, row)), None) = (lengths.next(), lengths.next()) else {
        return None;
    };
    if !row.text.trim_start().starts_with("tokens") || length.fract() != 0.0 {
        return None;
    }
    let row = outline::Edit::Become(format!("tokens({length:.0},causal)"));
    Some(outline::edit(model, index, &row).0)
}

/// Returns the problems of the key: entries that are no item, and numbers that cannot be read.
pub(super) fn problems(draft: &Draft) -> Vec<Problem> {
    let texts = InferenceTexts::of(draft);
    let problem = |message| Problem {
        field: Field::new(0, Key::Inference),
        severity: Severity::Error,
        message,
        choices: Vec::new(),
    };
    let unknown = texts.unknown.iter().map(|text| {
        let text = plain_excerpt(text);
        problem(format!(
            "The inference says what is no item of it: “{}”. It is left out.",
            text.trim()
        ))
    });
    let unread = texts.items.iter().filter_map(|(item, text)| {
        let why = unread(*item, text)?;
        Some(problem(format!("{} cannot be read: {why}", item.label())))
    });
    let unclear = unclear_chip(draft).map(|unclear| {
        let choice = |(label, chip): (String, &str)| {
            let mut texts = texts.clone();
            texts.set(InferenceItem::Hardware, chip);
            Choice::of(label, Field::new(0, Key::Inference), texts.spell())
        };
        Problem {
            choices: unclear.choices().into_iter().map(choice).collect(),
            ..problem(unclear.message())
        }
    });
    unknown.chain(unread).chain(unclear).collect()
}

/// Explains why the text of an item cannot be read.
pub fn unread(item: InferenceItem, text: &str) -> Option<String> {
    let dimension = item.dimension()?;
    if text.is_empty() || (item == InferenceItem::Seconds && read(text, Dimension::Ratio).is_ok()) {
        return None;
    }
    read(text, dimension)
        .err()
        .map(|error| error.explain(dimension))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::answer;
    use crate::draft::link::decode;

    fn of(link: &str) -> Option<Inference> {
        let draft = decode(&format!("v=1&{link}")).draft;
        inference(&draft, &answer(&draft))
    }

    #[track_caller]
    fn close(ours: f64, expected: f64) {
        assert!((ours / expected - 1.0).abs() < 1e-9, "{ours} {expected}");
    }

    #[test]
    fn what_is_spelled_is_read_again() {
        let text = "task:sums;; and more: here;prompt:1024;generated:128;cache:no;soup:1";
        let mut draft = Draft::default();
        draft.set(Field::new(0, Key::Inference), text);
        let texts = InferenceTexts::of(&draft);
        assert_eq!(texts.get(InferenceItem::Task), "sums; and more: here");
        assert_eq!(texts.unknown, ["soup:1"]);
        assert_eq!(texts.spell(), text);
        assert_eq!(problems(&draft).len(), 1);
        draft.set(
            Field::new(0, Key::Inference),
            "prompt:many;seconds:25.6;seconds:1_h",
        );
        let said = problems(&draft);
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(
            said[0].message.starts_with("Prompt tokens cannot be read"),
            "{said:?}"
        );
    }

    #[test]
    fn an_unclear_chip_is_a_problem_with_choices() {
        let mut draft = decode("v=1&parameters=7e9&tokens=1e12").draft;
        let field = Field::new(0, Key::Inference);
        draft.set(field, "prompt:9;hardware:H100;format:bf16");
        let said = problems(&draft);
        assert_eq!(said.len(), 1, "{said:?}");
        let choice = said[0].choices.first().expect("a choice");
        choice.apply(&mut draft);
        assert_eq!(problems(&draft), []);
        assert!(
            draft
                .get(field)
                .expect("a text")
                .starts_with("prompt:9;hardware:")
        );
    }

    #[test]
    fn every_item_has_a_slug_of_its_own() {
        for (index, item) in InferenceItem::ALL.into_iter().enumerate() {
            assert_eq!(InferenceItem::named(item.slug()), Some(item));
            assert_eq!(item as usize, index);
        }
    }

    #[test]
    fn ibms_disclosure_has_its_seconds_and_utilization() {
        let link = |prompt| {
            format!(
                "parameters=8.17e9&tokens=12e12&inference=prompt:{prompt};generated:128;requests:1000;hardware:nvidia-a100-sxm-80gb;format:bf16;chips:1;seconds:25.6"
            )
        };
        let output = of(&link(0)).expect("a figure");
        close(output.flop(), 128_000.0 * 2.0 * 8.17e9);
        let share = output.utilization.expect("a share");
        // 2.1e15 FLOP in 25.6 s are a quarter of 312e12 FLOP/s.
        assert!((0.25..0.27).contains(&share), "{share}");
        assert_eq!(output.attention, Attention::Unknown);
        // With whole prompts it would be more than the peak.
        let whole = of(&link(1024)).expect("a figure");
        assert!(whole.utilization.expect("a share") > 2.3);
        // 400 W for 25.6 s.
        close(output.joules_each.expect("joules"), 400.0 * 25.6 / 1000.0);
    }

    #[test]
    fn the_forms_example_is_of_a_large_model() {
        // “5.1×10^17” FLOP for “generating 100000 tokens” is 2.55e12 parameters for each token.
        let form =
            of("parameters=2.55e12&tokens=1e12&inference=generated:100000").expect("a figure");
        close(form.flop(), 5.1e17);
        assert_eq!((form.seconds, form.utilization), (None, None));
        // The index: 5e21 FLOP/s for 0.002 s on 8 A100, whose peak is 2.5e15.
        let index = of("parameters=1e12&tokens=1e12&inference=prompt:40;generated:20;requests:5000;hardware:nvidia-a100-sxm-80gb;format:bf16;chips:8;seconds:0.002").expect("a figure");
        assert!(index.utilization.expect("a share") > 1e4);
    }

    #[test]
    fn attention_grows_with_the_context() {
        let link = |more: &str| {
            format!(
                "model=tokens(64);embed(100,32);decoder(2,4,64);ln;head(100)&tokens=1e9&inference=prompt:10;generated:6{more}"
            )
        };
        let counted = of(&link("")).expect("a figure");
        assert_eq!(counted.attention, Attention::Counted);
        // Position by position: the pass over n positions less that over n - 1.
        let pass = |n: u64| {
            let text = format!("tokens({n},causal);embed(100,32);decoder(2,4,64);ln;head(100)");
            2.0 * architecture::count_text(&text)
                .expect("a network")
                .multiply_adds as f64
        };
        close(counted.flop(), pass(15));
        let without = of(&link(";cache:no")).expect("a figure");
        let every: f64 = (10..=15).map(pass).sum();
        close(without.flop(), every);
        // Layers and width count the same as the network: 4 × 2 × 32 for a pair.
        let token = pass(1) - 256.0;
        let typed =
            format!("forward={token}&tokens=1e9&inference=prompt:10;generated:6;layers:2;width:32");
        close(of(&typed).expect("a figure").flop(), pass(15));
    }

    #[test]
    fn images_take_a_pass_a_step() {
        let images =
            of("forward=1e12&examples=1e6&inference=images:1000;steps:50").expect("a figure");
        close(images.flop(), 5e16);
        assert_eq!(images.unit(), "image");
    }

    #[test]
    fn without_tokens_or_operations_there_is_none() {
        for link in [
            "parameters=1e9&tokens=1e9",
            "parameters=1e9&tokens=1e9&inference=requests:5",
            "chip-hours=1&peak=1e15&utilization=0.4&inference=prompt:5",
        ] {
            assert_eq!(of(link), None, "{link}");
        }
    }
}
