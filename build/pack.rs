//! Numbers as short as text can be, and exact; words by their place in a list.

/// Returns a positive number as `312e12`, or `80` where the exponent is 0: all significant digits as one
/// integer, and a power of ten. The library multiplies or divides the two, which rounds once and so
/// gives the very double that the table's figure is read as; where it does not, the build ends here.
pub(crate) fn number(value: f64) -> String {
    let shortest = format!("{value:e}");
    let (digits, exponent) = shortest.split_once('e').unwrap_or((&shortest, "0"));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let exponent = exponent.parse::<i32>().unwrap_or_default() - fraction.len() as i32;
    // Higher powers of ten are not doubles; the integer takes the zeros that are too many.
    let zeros = "0".repeat((exponent - 22).max(0) as usize);
    let exponent = exponent.min(22);
    let integer: u32 = format!("{whole}{fraction}{zeros}")
        .parse()
        .expect("figures have fewer than ten digits");
    assert_eq!(unpack(integer, exponent), value, "{value} is not read back");
    if exponent == 0 {
        integer.to_string()
    } else {
        format!("{integer}e{exponent}")
    }
}

/// Unpacks as the library does: see `src/catalog/unpack.rs`.
fn unpack(integer: u32, exponent: i32) -> f64 {
    let power = (0..exponent.unsigned_abs()).fold(1.0, |power, _| power * 10.0);
    if exponent < 0 {
        f64::from(integer) / power
    } else {
        f64::from(integer) * power
    }
}

/// Returns the place of a word in a vocabulary; empty for one that is not in it.
pub(crate) fn index(names: &[(&str, &str)], text: &str) -> String {
    let position = names.iter().position(|(name, _)| *name == text);
    position.map_or(String::new(), |index| index.to_string())
}
