//! Every input of a stage, as typed and as read.

use super::value::{format_of, value};
use crate::answer::{chip_of, provenance};
use crate::architecture;
use crate::catalog::{Edition, carbon};
use crate::draft::{Draft, Field, Key, Provenance};
use crate::quantity::{self, Dimension, Uncertain, write};
use crate::words::text::{capitalized, clean};
use crate::words::{fleet, network};

/// A field, as typed and as read.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// The key of the field.
    pub key: Key,
    /// The origin of the value.
    pub origin: Origin,
    /// The typed text, on one line.
    pub typed: String,
    /// The value in words, if it can be read.
    pub read: Option<String>,
    /// The number, in the unit of its key.
    pub value: Option<Uncertain>,
}

/// The origin of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The visitor or the link.
    Typed,
    /// This edition of the table of chips, for the hardware and the format.
    Catalog(Edition),
    /// The default of an empty field.
    Usual,
    /// A file, a source or a solution, in words.
    Taken(Provenance, String),
}

impl Origin {
    /// Returns the name that scripts read.
    pub const fn slug(&self) -> &'static str {
        match self {
            Self::Typed => "typed",
            Self::Catalog(_) => "catalog",
            Self::Usual => "usual",
            Self::Taken(provenance, _) => provenance.name(),
        }
    }
}

impl Input {
    /// Returns the name of the input, as a sentence or a row begins with it.
    pub fn name(&self) -> String {
        capitalized(self.key.phrase())
    }

    /// Quotes the typed text, or names the origin of the value.
    pub fn source(&self) -> String {
        match &self.origin {
            Origin::Typed => format!("“{}”", self.typed),
            Origin::Taken(_, words) => words.clone(),
            Origin::Catalog(edition) => format!("table of chips, {edition}"),
            Origin::Usual => "usual value".into(),
        }
    }

    /// Writes `training examples “1.2M” (1.2 × 10⁶)`. A text that is read as it stands is not
    /// repeated.
    pub fn words(&self) -> String {
        let (name, source) = (self.key.phrase(), self.source());
        match &self.read {
            None => format!("{name} {source} (cannot be read)"),
            Some(read) if self.origin != Origin::Typed => format!("{name} {read} ({source})"),
            Some(read) if *read == self.typed => format!("{name} {read}"),
            Some(read) => format!("{name} {source} ({read})"),
        }
    }
}

/// Returns the inputs of a stage in link order: everything that its figures depend on, and its
/// goal.
pub fn inputs(draft: &Draft, stage: u16) -> Vec<Input> {
    let typed = draft.entries().filter(|(field, text)| {
        let is_listed_elsewhere =
            matches!(field.key, Key::Stage | Key::Role | Key::Note | Key::From);
        field.stage == stage && !is_listed_elsewhere && !text.trim().is_empty()
    });
    let mut inputs: Vec<Input> = typed
        .map(|(field, text)| input(draft, field, text))
        .collect();
    let has = |inputs: &[Input], key| inputs.iter().any(|input| input.key == key);
    let add = |inputs: &mut Vec<Input>, input: Option<Input>| {
        if let Some(input) = input {
            let at = inputs.partition_point(|other| other.key < input.key);
            inputs.insert(at, input);
        }
    };
    let backward = [Key::Backward, Key::Trainable, Key::Frozen];
    let is_counted = inputs
        .iter()
        .any(|input| (Key::Connections..=Key::Model).contains(&input.key));
    if is_counted && !backward.iter().any(|key| has(&inputs, *key)) {
        add(&mut inputs, Some(usual_backward()));
    }
    if !has(&inputs, Key::Peak) {
        let peak = catalog_peak(draft, stage);
        add(&mut inputs, peak);
    }
    inputs
}

fn usual_backward() -> Input {
    Input {
        key: Key::Backward,
        origin: Origin::Usual,
        typed: String::new(),
        read: Some("2".into()),
        value: Some(Uncertain::point(2.0)),
    }
}

fn catalog_peak(draft: &Draft, stage: u16) -> Option<Input> {
    let (chip, format) = (chip_of(draft, stage)?, format_of(draft, stage)?);
    let peak = chip.peak(format)?.0;
    Some(Input {
        key: Key::Peak,
        origin: Origin::Catalog(draft.edition()),
        typed: String::new(),
        read: Some(format!(
            "{}, dense, {}",
            write::reading(peak, Dimension::Speed),
            format.name()
        )),
        value: Some(peak),
    })
}

fn input(draft: &Draft, field: Field, text: &str) -> Input {
    let value = value(draft, field);
    let is_alone = draft.all(field).count() == 1;
    let read = match (field.key, value) {
        _ if !is_alone => None,
        (Key::Hardware, _) => chip_of(draft, field.stage).map(|chip| chip.name.into()),
        (Key::Format, _) => format_of(draft, field.stage).map(|format| format.name().into()),
        (Key::Model, Some(_)) => architecture::count_text(text)
            .ok()
            .map(|count| as_clause(&network::reading(&count))),
        (Key::Fleet, Some(hours)) => {
            let periods = fleet::table(draft, field.stage).rows.len();
            let plural = if periods == 1 { "" } else { "s" };
            let hours = write::reading(hours, Dimension::ChipHours);
            Some(format!("{periods} period{plural}, {hours}"))
        }
        (Key::Grid, Some(value)) => Some(grid(draft, text, value)),
        (Key::Price, Some(value)) => {
            let currency = quantity::currency(text).unwrap_or_default();
            let read = write::reading(value, Dimension::Price);
            Some(format!("{currency} {read}").trim_start().into())
        }
        (Key::Utilization, Some(value)) if quantity::is_hfu(text) => Some(format!(
            "{}, 3/4 of the HFU that was typed",
            write::reading(value, Dimension::Share)
        )),
        (key, Some(value)) => {
            let dimension = key.dimension();
            dimension.map(|dimension| write::reading(as_typed(text, dimension, value), dimension))
        }
        (_, None) => None,
    };
    Input {
        key: field.key,
        origin: origin(draft, field),
        typed: clean(text),
        read,
        value,
    }
}

fn origin(draft: &Draft, field: Field) -> Origin {
    match draft.provenance(field).zip(provenance(draft, field)) {
        Some((provenance, words)) => Origin::Taken(provenance, words),
        None => Origin::Typed,
    }
}

/// Adapts a sentence to stand within another.
fn as_clause(sentence: &str) -> String {
    let mut chars = sentence.trim_end_matches('.').chars();
    let first = chars.next().map(|c| c.to_ascii_lowercase());
    first.into_iter().chain(chars).collect()
}

/// Drops a range that comes from rounding alone and is narrower than three digits can show. An
/// assumption then says what rounding is taken for.
fn as_typed(text: &str, dimension: Dimension, value: Uncertain) -> Uncertain {
    let is_typed = quantity::read(text, dimension).is_ok_and(Uncertain::is_range);
    if !is_typed && value.high() / value.low() < 1.01 {
        Uncertain::point(value.median())
    } else {
        value
    }
}

fn grid(draft: &Draft, text: &str, intensity: Uncertain) -> String {
    let read = write::reading(intensity, Dimension::Intensity);
    match carbon::find(text).map(|grid| draft.edition().grid(grid)) {
        Some(grid) => format!("{}, {read} on average in {}", grid.name, grid.year),
        None => read,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::link::decode;

    fn input_words(link: &str) -> Vec<String> {
        let draft = decode(&format!("v=1&{link}")).draft;
        inputs(&draft, 1).iter().map(Input::words).collect()
    }

    #[test]
    fn an_input_is_written_as_typed_and_as_read() {
        assert_eq!(
            input_words("multiply-adds=0.75e9&examples=1.2M&epochs=90"),
            [
                "multiply-adds of a forward pass “0.75e9” (7.5 × 10⁸)",
                "training examples “1.2M” (1.2 × 10⁶)",
                "epochs 90",
                "backward : forward 2 (usual value)",
            ]
        );
        // A range that is narrow but was typed.
        assert_eq!(
            input_words("parameters=1.0001e9..1.0002e9")[0],
            "parameters “1.0001e9..1.0002e9” (1 × 10⁹, 90% range 1.0001 × 10⁹ to 1.0002 × 10⁹)"
        );
        assert_eq!(
            input_words("uncertainty=typical&parameters=1.0001e9")[0],
            "parameters “1.0001e9” (1 × 10⁹)"
        );
        assert_eq!(
            input_words(
                "time=5..6d&chips=128 cores&hardware=google-tpu-v3&format=bf16&utilization=0.4HFU"
            ),
            [
                "training time “5..6d” (5.48 d, 90% range 5 to 6 d)",
                "chips “128 cores” (64)",
                "hardware “google-tpu-v3” (Google TPU v3)",
                "number format “bf16” (BF16)",
                "peak of one chip 123 TFLOP/s, dense, BF16 (table of chips, 2026-11.4)",
                "utilization “0.4HFU” (30%, 3/4 of the HFU that was typed)",
            ]
        );
        assert_eq!(
            input_words("fleet=1200h*6144;336h*3072&grid=FRA&price=2.5USD&tokens=many"),
            [
                "training tokens “many” (cannot be read)",
                "periods of the fleet “1200h*6144;336h*3072” (2 periods, 8.4 × 10⁶ chip-hours)",
                "grid “FRA” (France, 41.4 g CO₂e/kWh on average in 2025)",
                "price of a chip-hour “2.5USD” (USD 2.5 per chip-hour)",
            ]
        );
    }
}
