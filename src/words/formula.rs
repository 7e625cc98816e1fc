//! The formula of a method, with the visitor's own numbers.

use crate::answer::{Asides, NetworkPass, chip_of, is_worded};
use crate::draft::alternatives::Group;
use crate::draft::{Draft, Field, Key};
use crate::quantity::{Dimension, Uncertain, write};

/// A piece of a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A number that is always there, such as the 2 of a multiply-add.
    Constant(&'static str),
    /// A factor that was typed or is still to be typed.
    Factor {
        /// The field that the factor comes from.
        field: Field,
        /// The number as read. `None` if nothing readable is typed.
        value: Option<String>,
        /// The unit that the factor counts: `multiply-adds`, `days`.
        unit: &'static str,
    },
}

impl Piece {
    /// Returns the piece without its number. Formulas with equal blanks need no redrawing.
    pub fn blank(&self) -> Self {
        let mut blank = self.clone();
        if let Self::Factor { value, .. } = &mut blank {
            *value = None;
        }
        blank
    }

    /// Returns the number as read, if the factor is filled in.
    pub fn value(&self) -> Option<&str> {
        match self {
            Self::Constant(number) => Some(number),
            Self::Factor { value, .. } => value.as_deref(),
        }
    }

    fn factor(draft: &Draft, stage: u16, key: Key, unit: &'static str) -> Self {
        let field = Field::new(stage, key);
        let value = key.dimension().and_then(|dimension| {
            let value = draft.rules().read(draft.get(field)?, dimension).ok()?;
            Some(number_text(value, dimension))
        });
        Self::Factor { field, value, unit }
    }

    /// Returns a factor that is left out of the formula unless it was typed.
    fn optional(draft: &Draft, stage: u16, key: Key, unit: &'static str) -> Option<Self> {
        let filled = draft.is_filled(Field::new(stage, key));
        filled.then(|| Self::factor(draft, stage, key, unit))
    }
}

/// Writes the median in the unit of the formula: days, FLOP/s or a percentage.
fn number_text(value: Uncertain, dimension: Dimension) -> String {
    match dimension {
        Dimension::Time => write::reading(Uncertain::point(value.median()), dimension),
        Dimension::Share => write::percent(value.median()),
        _ => write::typed(value.median()),
    }
}

/// Returns the pieces of 2 × connections × (1 + backward) × examples × epochs, as far as they are
/// filled in. `asides` counts the network.
pub fn operations(draft: &Draft, stage: u16, asides: Asides<'_>) -> Vec<Piece> {
    let forward = Group::Forward.chosen(draft, stage);
    let mut pieces = Vec::new();
    if forward != Key::Forward {
        pieces.push(Piece::Constant("2"));
    }
    let mut factor = Piece::factor(draft, stage, forward, forward_unit(forward));
    if let (Piece::Factor { field, value, .. }, Key::Model) = (&mut factor, forward) {
        let text = draft.get(*field).filter(|text| !text.trim().is_empty());
        if let Some(NetworkPass::Pass(pass)) = text.map(asides.network) {
            *value = Some(write::typed(pass.multiply_adds));
        }
    }
    pieces.push(factor);
    let backward = Group::Backward.chosen(draft, stage);
    pieces.push(Piece::Factor {
        field: Field::new(stage, backward),
        value: backward_ratio(draft, stage, backward)
            // Five digits, because with a small trainable share 1.005 must not become 1.01.
            .map(|ratio| format!("(1 + {})", write::rounded(ratio, 5))),
        unit: "forward + backward",
    });
    pieces.extend(
        passes(Group::Passes.chosen(draft, stage))
            .iter()
            .map(|(key, unit)| Piece::factor(draft, stage, *key, unit)),
    );
    let more = [
        (Key::Epochs, "epochs"),
        (Key::Timesteps, "time steps"),
        (Key::Runs, "runs"),
    ];
    pieces.extend(
        more.iter()
            .filter_map(|(key, unit)| Piece::optional(draft, stage, *key, unit)),
    );
    pieces
}

/// Returns the unit of a forward pass, by the leading field of its way.
pub const fn forward_unit(lead: Key) -> &'static str {
    match lead {
        Key::Forward => "FLOP forward",
        Key::Connections => "connections",
        Key::Parameters => "parameters",
        _ => "multiply-adds",
    }
}

/// Returns the fields of the passes with their units, by the leading field of their way.
pub const fn passes(lead: Key) -> &'static [(Key, &'static str)] {
    match lead {
        Key::Tokens => &[(Key::Tokens, "tokens")],
        Key::Steps => &[(Key::Steps, "steps"), (Key::Batch, "in a batch")],
        _ => &[(Key::Examples, "examples")],
    }
}

/// Returns the operations of a backward pass over those of a forward pass, from the field that
/// gives them.
fn backward_ratio(draft: &Draft, stage: u16, key: Key) -> Option<f64> {
    let text = draft.get(Field::new(stage, key)).unwrap_or_default();
    if key == Key::Backward && text.trim().is_empty() {
        return Some(2.0);
    }
    let value = draft.rules().read(text, key.dimension()?).ok()?.median();
    Some(match key {
        Key::Trainable => 1.0 + value,
        Key::Frozen => 2.0 * (1.0 - value),
        _ => value,
    })
}

/// Returns the pieces of time × chips × peak × utilization, as far as they are filled in.
pub fn gpu_time(draft: &Draft, stage: u16, asides: Asides<'_>) -> Vec<Piece> {
    if Group::Fleet.chosen(draft, stage) == Key::Fleet || is_worded(draft, stage) {
        return fleet_formula(draft, stage, asides);
    }
    let mut pieces = match Group::Fleet.chosen(draft, stage) {
        Key::ChipHours => vec![Piece::factor(draft, stage, Key::ChipHours, "chip-hours")],
        _ => vec![
            Piece::factor(draft, stage, Key::Time, "time"),
            Piece::factor(draft, stage, Key::Chips, "chips"),
        ],
    };
    pieces.push(match Group::Peak.chosen(draft, stage) {
        Key::Peak => Piece::factor(draft, stage, Key::Peak, "FLOP/s peak"),
        _ => Piece::Factor {
            field: Field::new(stage, Key::Hardware),
            value: catalog_peak(draft, stage),
            unit: "FLOP/s peak",
        },
    });
    pieces.push(Piece::factor(draft, stage, Key::Utilization, "utilization"));
    pieces.extend(Piece::optional(draft, stage, Key::Runs, "runs"));
    pieces
}

/// Returns the pieces of chip-hours × peak × utilization. Peak and utilization are means if the
/// periods have their own.
fn fleet_formula(draft: &Draft, stage: u16, asides: Asides<'_>) -> Vec<Piece> {
    let gpu_time_inputs = (asides.fleet)(draft, stage).gpu_time;
    let sum = gpu_time_inputs.periods;
    let share = match sum {
        Some(sum) => sum.flop.zip(sum.at_peak).map(|(flop, most)| flop / most),
        None => gpu_time_inputs.utilization,
    };
    let (is_one_peak, is_one_share) = sum.map_or((true, true), |sum| {
        (sum.is_of_one_peak, sum.is_of_one_utilization)
    });
    let field = |of_stage: bool, key| Field::new(stage, if of_stage { key } else { Key::Fleet });
    let mut pieces = vec![
        Piece::Factor {
            field: Field::new(stage, Group::Fleet.chosen(draft, stage)),
            value: gpu_time_inputs
                .chip_hours
                .map(|hours| write::people(hours.median())),
            unit: "chip-hours",
        },
        Piece::Factor {
            field: field(is_one_peak, Group::Peak.chosen(draft, stage)),
            value: gpu_time_inputs
                .peak
                .map(|peak| write::people(peak.median())),
            unit: if is_one_peak {
                "FLOP/s peak"
            } else {
                "FLOP/s peak on average"
            },
        },
        Piece::Factor {
            field: field(is_one_share, Key::Utilization),
            value: share.map(|share| write::percent(share.median())),
            unit: if is_one_share {
                "utilization"
            } else {
                "utilization on average"
            },
        },
    ];
    pieces.extend(Piece::optional(draft, stage, Key::Runs, "runs"));
    pieces
}

fn catalog_peak(draft: &Draft, stage: u16) -> Option<String> {
    let chip = chip_of(draft, stage)?;
    let format = draft
        .get(Field::new(stage, Key::Format))?
        .trim()
        .parse()
        .ok()?;
    Some(write::people(chip.peak(format)?.median()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::link::decode;

    /// Writes the formula as one line, with `…` for a factor that is not filled in.
    fn line(pieces: &[Piece]) -> String {
        let texts: Vec<String> = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Constant(text) => (*text).into(),
                Piece::Factor { value, unit, .. } => {
                    format!("{} {unit}", value.as_deref().unwrap_or("…"))
                }
            })
            .collect();
        texts.join(" × ")
    }

    #[test]
    fn the_formula_has_the_visitors_numbers() {
        let alexnet = decode("v=1&multiply-adds=0.75e9&examples=1.2M&epochs=90&time=5..6d&chips=2&hardware=nvidia-gtx-580&format=fp32&utilization=0.33").draft;
        assert_eq!(
            line(&operations(&alexnet, 1, Asides::here())),
            "2 × 7.5 × 10⁸ multiply-adds × (1 + 2) forward + backward × 1.2 × 10⁶ examples × 90 epochs"
        );
        assert_eq!(
            line(&gpu_time(&alexnet, 1, Asides::here())),
            "5.48 d time × 2 chips × 1.58 × 10¹² FLOP/s peak × 33% utilization"
        );
    }

    #[test]
    fn a_network_stands_in_the_formula_by_its_multiply_adds() {
        let draft = decode("v=1&model=input(784);fc(10)&examples=60000").draft;
        assert_eq!(
            line(&operations(&draft, 1, Asides::here())),
            "2 × 7,840 multiply-adds × (1 + 2) forward + backward × 60,000 examples"
        );
    }

    #[test]
    fn a_fleet_is_a_sum_of_periods() {
        let formula = |link: &str| {
            let draft = decode(&format!("v=1&{link}")).draft;
            line(&gpu_time(&draft, 1, Asides::here()))
        };
        assert_eq!(
            formula(
                "fleet=1200h*6144;336h*3072&hardware=google-tpu-v4&format=bf16&utilization=0.462"
            ),
            "8.4 × 10⁶ chip-hours × 2.75 × 10¹⁴ FLOP/s peak × 46.2% utilization"
        );
        assert_eq!(
            formula(
                "fleet=300 chip-hours @100TFLOP/s @0.5; 100 chip-hours @500TFLOP/s @0.25&runs=2"
            ),
            "400 chip-hours × 2 × 10¹⁴ FLOP/s peak on average × 34.4% utilization on average × 2 runs"
        );
        assert_eq!(
            formula("fleet=1d*1;2d*2;3d*3;4d*4&peak=312e12"),
            "720 chip-hours × 3.12 × 10¹⁴ FLOP/s peak × … utilization"
        );
        assert_eq!(
            formula("fleet=1d*1;x&peak=312e12"),
            "… chip-hours × … FLOP/s peak × … utilization"
        );
        assert_eq!(
            formula("time=5d&chips=128 cores&hardware=google-tpu-v3"),
            "7,680 chip-hours × … FLOP/s peak × … utilization"
        );
    }

    #[test]
    fn an_empty_factor_keeps_its_place() {
        let draft = decode("v=1&tokens=300B&backward=x&chip-hours=5").draft;
        assert_eq!(
            line(&operations(&draft, 1, Asides::here())),
            "2 × … multiply-adds × … forward + backward × 3 × 10¹¹ tokens"
        );
        assert_eq!(
            line(&gpu_time(&draft, 1, Asides::here())),
            "5 chip-hours × … FLOP/s peak × … utilization"
        );
    }
}
