//! The number of a field as the estimate takes it, and its unit.

use crate::answer::{chip_of, counted_in, in_chips, rounded_from};
use crate::architecture;
use crate::catalog::{Format, carbon};
use crate::draft::{Draft, Field, Key};
use crate::quantity::{Dimension, Uncertain, is_worded};
use crate::words::fleet;

/// Returns the unit of a key's value, as scripts read it.
pub const fn unit(key: Key) -> Option<&'static str> {
    Some(match key {
        Key::Connections => "connections",
        Key::Forward | Key::Goal | Key::Compute => "FLOP",
        Key::MultiplyAdds | Key::Model => "multiply-adds",
        Key::Parameters => "parameters",
        Key::Examples => "examples",
        Key::Tokens => "tokens",
        Key::Epochs => "epochs",
        Key::Steps => "steps",
        Key::Batch => "examples or tokens",
        Key::Timesteps => "time steps",
        Key::Backward | Key::Trainable | Key::Frozen => "1",
        Key::Utilization | Key::Host | Key::Pue => "1",
        Key::Runs => "runs",
        Key::Time => "s",
        Key::Chips => "chips",
        Key::ChipHours | Key::Fleet => "chip-hours",
        Key::Peak => "FLOP/s",
        Key::Power => "W",
        Key::Grid => "g CO2e/kWh",
        Key::Price => "per chip-hour",
        _ => return None,
    })
}

/// Returns the number format that a stage names.
pub fn format_of(draft: &Draft, stage: u16) -> Option<Format> {
    let text = draft.get(Field::new(stage, Key::Format))?;
    text.trim().parse().ok()
}

/// Returns the number of a field as the estimate takes it: cores converted to chips, dates to a
/// time, and a rounded figure with its range if the typical uncertainty is on.
pub fn value(draft: &Draft, field: Field) -> Option<Uncertain> {
    let mut texts = draft.all(field).filter(|text| !text.trim().is_empty());
    let (text, None) = (texts.next()?, texts.next()) else {
        return None;
    };
    let rules = draft.rules();
    match field.key {
        Key::Model => {
            let count = architecture::count_text(text).ok()?;
            return Some(Uncertain::point(count.forward_multiply_adds()));
        }
        Key::Fleet => {
            let hours = fleet::table(draft, field.stage).total?.chip_hours;
            return Some(hours.0);
        }
        Key::Grid => {
            let intensity = || rules.read(text, Dimension::Intensity).ok();
            let grid = carbon::find(text).map(|grid| draft.edition().grid(grid));
            return grid.map(|grid| grid.intensity().0).or_else(intensity);
        }
        _ => {}
    }
    let dimension = field.key.dimension()?;
    let exact = if is_worded(text, dimension) {
        let chip = chip_of(draft, field.stage);
        match dimension {
            Dimension::Chips => counted_in(text, chip, draft.edition()).ok()?,
            _ => match rules.read(text, dimension) {
                Ok(number) => number,
                Err(_) => in_chips(rules.read_counted(text, dimension).ok()?, chip).ok()?,
            },
        }
    } else {
        rules.read(text, dimension).ok()?
    };
    Some(rounded_from(draft, field.key, text).unwrap_or(exact))
}
