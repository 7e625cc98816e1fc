//! Points that may separate thousands: `1.024` chips are 1,024 in much of the world.

use super::grammar::Shape;
use super::read::{parse, value};
use super::worked::Worked;
use super::{Dimension, Rules, Uncertain};

/// Returns the other reading of a count with three digits after its point, as text: `1,024` for
/// `1.024`. Returns `None` if nothing else can be meant: epochs have decimals, and so has a number
/// before a scale (`1.024M`).
pub fn doubtful_thousands(text: &str, dimension: Dimension) -> Option<String> {
    match dimension {
        Dimension::Count(nouns) if !nouns.contains(&"epoch") => {}
        Dimension::Chips => {}
        _ => return None,
    }
    let (_, shape) = parse(text, dimension, Rules::default()).ok()?;
    let Shape::Point(end) = &shape else {
        return None;
    };
    let [part] = end.as_slice() else {
        return None;
    };
    let (whole, behind) = part.number.digits.split_once('.')?;
    let is_group = (1..=3).contains(&whole.len()) && !whole.starts_with('0') && behind.len() == 3;
    let is_bare = part.worked == Worked::Plain && part.number.exponent == 0;
    // A scale or a unit would change the number.
    let is_itself =
        value(&shape, dimension, Rules::default()) == Ok(Uncertain::point(part.value(0)));
    let is_doubtful = is_group && is_bare && is_itself;
    is_doubtful.then(|| {
        let mut other = format!("{whole},{behind}");
        for word in &part.words {
            other.push(' ');
            other.push_str(word);
        }
        other
    })
}
