//! The published inputs of a system or network, each with its source.

use crate::catalog::bases::Base;
use crate::catalog::known::Known;
use crate::catalog::open_models::{ModelKind, OpenModel};
use crate::catalog::systems::ComputeMethod;
use crate::catalog::utilization::{Evidence, Record, Span, records};
use crate::catalog::{Edition, Format, resolve_name};
use crate::draft::Key;
use crate::quantity::write;

/// How far two figures of one model may be apart that differ by rounding alone, as in the tables.
const SAME: f64 = 0.006;

/// A published value for a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The field.
    pub key: Key,
    /// The text for the field.
    pub text: String,
    /// Where the value is from: names, each with an address if there is one.
    pub source: String,
}

impl Fact {
    /// Returns the source without addresses and without what follows its first name.
    pub fn source_name(&self) -> &str {
        self.source.split([',', ';']).next().unwrap_or_default()
    }
}

/// Returns what the tables have of a name. What they do not have is left out.
pub fn facts(known: &Known) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let Some(open) = known.base.and_then(|base| base.open)
        && open.kind == ModelKind::Decoder
    {
        of_open_model(open, &mut facts);
    } else if let Some(base) = known.base
        && base.training.parameters.is_some()
    {
        of_training(base, &mut facts);
    } else if let Some(network) = known.network {
        add(&mut facts, Key::Model, network.text.into(), network.source);
    }
    let record = records().iter().find(|record| record.system == known.name);
    match (record, known.base) {
        (Some(record), _) => of_record(record, &mut facts),
        (None, Some(base)) if !base.is_speculative() => of_fleet(base, &mut facts),
        _ => {}
    }
    facts
}

/// Returns the parameters and tokens of a model whose compute is counted from them; nothing if its figure is
/// another one.
pub(in crate::panel) fn counted(base: &Base) -> Vec<Fact> {
    let Some(flop) = base
        .flop
        .filter(|_| base.method() == ComputeMethod::Operations)
    else {
        return Vec::new();
    };
    let is_figure = |counted: f64| (counted / flop - 1.0).abs() < SAME;
    let mut facts = Vec::new();
    let training = base.training;
    match (base.open, training.parameters.zip(training.tokens)) {
        (Some(open), _) if open.base().is_none() && open.counted().is_some_and(is_figure) => {
            of_open_model(open, &mut facts);
        }
        (_, Some((parameters, tokens)))
            if is_figure(6.0 * parameters * tokens * training.epochs.unwrap_or(1.0)) =>
        {
            of_training(base, &mut facts);
        }
        _ => {}
    }
    facts
}

fn add(facts: &mut Vec<Fact>, key: Key, text: String, source: &str) {
    if !text.is_empty() {
        let source = source.into();
        facts.push(Fact { key, text, source });
    }
}

fn number(value: Option<f64>) -> String {
    value.map_or(String::new(), as_typed)
}

/// Writes a number as one would type it: chips in full, `1,022,362`, and tokens as `1.4e12`.
fn as_typed(value: f64) -> String {
    let whole = value as u128;
    match value < 1e9 && whole as f64 == value {
        true => write::whole(whole),
        false => write::exact(value),
    }
}

fn of_open_model(model: &OpenModel, facts: &mut Vec<Fact>) {
    let origin = model.origin.words();
    let source = format!("{origin} of {}, {}", model.name, model.source);
    add(
        facts,
        Key::Parameters,
        number(Some(model.passed_parameters())),
        &source,
    );
    add(facts, Key::Tokens, number(model.tokens), &source);
}

fn of_training(base: &Base, facts: &mut Vec<Fact>) {
    let training = base.training;
    let source = base.source();
    add(facts, Key::Parameters, number(training.parameters), source);
    add(facts, Key::Tokens, number(training.tokens), source);
    add(facts, Key::Epochs, number(training.epochs), source);
}

/// Adds chips and hours as Epoch AI lists them.
fn of_fleet(base: &Base, facts: &mut Vec<Fact>) {
    let training = base.training;
    let source = base.source();
    add(facts, Key::Time, hours(training.hours), source);
    add(facts, Key::Chips, number(training.chips), source);
    // A few old chips are not in the catalog, and a few formats are not those of the chip.
    let chips = resolve_name(training.hardware, Edition::PRESENT).chips;
    if !chips.is_empty() {
        let computes = |format: &Format| chips.iter().all(|chip| chip.peak(*format).is_some());
        let format = training.format.filter(computes).map_or("", Format::key);
        add(facts, Key::Hardware, training.hardware.into(), source);
        add(facts, Key::Format, format.into(), source);
    }
}

/// Adds chips, hours and utilization of a published run. A utilization that was derived from the
/// operations would agree with them by itself, and is left out.
fn of_record(record: &Record, facts: &mut Vec<Fact>) {
    if record.evidence == Evidence::Speculative {
        return;
    }
    let source = record.source;
    match record.billed_chip_hours() {
        Some(billed) => add(facts, Key::ChipHours, as_typed(billed.median()), source),
        None => {
            add(facts, Key::Time, hours(record.hours()), source);
            add(facts, Key::Chips, number(record.count()), source);
        }
    }
    let mut chips = record.chips();
    if let (Some(chip), None) = (chips.next(), chips.next()) {
        let format = record.format.map_or("", Format::key);
        add(facts, Key::Hardware, chip.slug.into(), source);
        add(facts, Key::Format, format.into(), source);
    }
    let is_measured = record.evidence == Evidence::Reported && record.span != Span::Best;
    let share = record.mfu().filter(|_| is_measured);
    let share = share.map(|share| write::rounded(share.median() * 100.0, 4) + "%");
    add(facts, Key::Utilization, share.unwrap_or_default(), source);
}

fn hours(hours: Option<f64>) -> String {
    hours.map_or(String::new(), |hours| as_typed(hours) + " h")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::{Severity, answer};
    use crate::catalog::known::{all_names, named};
    use crate::draft::{Draft, Field};

    fn of(name: &str) -> Vec<Fact> {
        facts(named(name).expect("known"))
    }

    fn texts(facts: &[Fact]) -> Vec<(&str, &str)> {
        let text = |fact: &'_ Fact| (fact.key.name(), fact.text.clone());
        let texts: Vec<_> = facts.iter().map(text).collect();
        texts
            .into_iter()
            .map(|(key, text)| (key, &*text.leak()))
            .collect()
    }

    #[test]
    fn a_system_has_what_was_published_of_it() {
        let llama = of("LLaMA-65B");
        assert_eq!(
            texts(&llama),
            [
                ("parameters", "6.52e10"),
                ("tokens", "1.4e12"),
                ("chip-hours", "1,022,362"),
                ("hardware", "nvidia-a100-sxm-80gb"),
                ("format", "bf16"),
            ],
            "its MFU was derived from the operations"
        );
        assert_eq!(
            llama[0].source,
            "the paper of LLaMA-65B, https://arxiv.org/abs/2302.13971"
        );
        assert_eq!(llama[0].source_name(), "the paper of LLaMA-65B");
        assert_eq!(llama[2].source_name(), "Touvron et al. 2023");
        let llama = of("Llama 3.1-405B");
        assert_eq!(llama.last().map(|fact| &*fact.text), Some("40.42%"));
        // The parameters that a token passes, of 671 billion.
        assert_eq!(of("DeepSeek-V3")[0].text, "3.7e10");
    }

    #[test]
    fn a_network_has_its_layers_and_leaves_the_data_open() {
        let resnet = of("ResNet-50");
        assert_eq!(resnet.len(), 1);
        assert_eq!(resnet[0].key, Key::Model);
        assert!(resnet[0].text.starts_with("input(3x224x224);conv(64,7"));
        assert!(resnet[0].source_name().starts_with("PyTorch torchvision"));
    }

    #[test]
    fn nothing_speculative_is_offered() {
        assert_eq!(of("GPT-4 (Mar 2023)"), []);
    }

    #[test]
    fn the_form_takes_every_fact_without_an_error() {
        let mut count = 0;
        for known in all_names() {
            let mut draft = Draft::default();
            for fact in facts(known) {
                assert!(!fact.source_name().is_empty(), "{}", known.name);
                draft.set(Field::new(1, fact.key), fact.text);
                count += 1;
            }
            let answer = answer(&draft);
            let errors = answer.problems.iter();
            let errors: Vec<_> = errors.filter(|p| p.severity == Severity::Error).collect();
            assert!(errors.is_empty(), "{}: {errors:?}", known.name);
        }
        assert!(count > 1_000, "{count}");
    }
}
