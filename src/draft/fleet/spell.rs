//! The numbers of a period as a link spells them: without spaces where they read the same.

use crate::quantity::{Counted, Dimension, read_counted, spell, write};

/// As a link spells it, without spaces where it reads the same.
pub(super) fn short(text: &str, dimension: Dimension) -> String {
    let spelled = spell(text, dimension);
    let dense: String = spelled.split(' ').collect();
    let value = read_counted(text, dimension);
    if value.is_ok() && read_counted(&dense, dimension) == value {
        dense
    } else {
        spelled
    }
}

/// The counts of nodes and chips, with the sign of a link between them.
pub(super) fn short_product(text: &str) -> String {
    let spelled = spell(text, Dimension::Chips).replace(" x ", "*");
    let dense: String = spelled.split(' ').collect();
    if read_counted(&dense, Dimension::Chips) == read_counted(text, Dimension::Chips) {
        dense
    } else {
        spelled
    }
}

/// Chip-hours without spaces: `1.3M GPU-hours` is `1.3e6chip-hours`.
pub(super) fn short_hours(text: &str, hours: Counted) -> String {
    let short = short(text, Dimension::ChipHours);
    if !short.contains(' ') {
        return short;
    }
    let exact = |value: f64| write::exact(value);
    let value = hours.value;
    let number = if value.is_range() {
        format!("{}..{}", exact(value.low()), exact(value.high()))
    } else {
        exact(value.median())
    };
    let dense = format!("{number}chip-hours");
    match read_counted(&dense, Dimension::ChipHours) {
        Ok(read) if read == hours => dense,
        _ => short,
    }
}
