//! The costs of inference: seconds, share of the peak, and electricity.

use super::operations::{Attention, forward_of, of_request};
use super::{InferenceItem, InferenceTexts, UnclearChip};
use crate::answer::{Answer, chip_of};
use crate::catalog::{Chip, Format};
use crate::draft::{Draft, Field, Key};
use crate::inference::Request;

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
    /// The fastest chip that an unclear name may be, and the share of its peak that the measured time takes. On any
    /// other chip of the name the share is higher.
    pub least: Option<(&'static Chip, f64)>,
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

    /// Returns the share of the peak if the measured time would take more than all of it. An unclear chip is taken to be
    /// the fastest that it may be.
    pub fn impossible_share(&self) -> Option<f64> {
        self.seconds?;
        let share = self.least.map(|(_, share)| share).or(self.utilization);
        share.filter(|share| *share > 1.0)
    }

    /// Returns the tokens that one request generates.
    pub fn generated_tokens(&self) -> Option<f64> {
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
            super::super::hardware::chip_named(text, format, draft.edition()),
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
    let fastest = unclear_chip.as_ref().zip(format);
    let fastest = fastest.and_then(|(unclear, format)| unclear.fastest(format));
    let least = fastest.zip(chips).zip(seconds);
    let least = least.map(|(((chip, peak), chips), seconds)| (chip, of_peak(peak, chips, seconds)));
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
        least,
        joules_each: joules.map(|joules| joules / times),
        yearly: number(InferenceItem::Yearly),
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::answer;
    use crate::architecture;
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
