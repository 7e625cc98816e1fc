//! Numbers, as people type them into each field.

use super::{run, seeds};
use petaday::draft::Key;
use petaday::quantity::{Dimension, read, write};

const TYPED: [&str; 34] = [
    "1.5e24",
    "1.5×10^24",
    "10^24",
    "1,000,000",
    "1 000 000",
    "175B",
    "1.4T",
    "300k",
    "2 billion",
    "40%",
    "312 TFLOP/s",
    "8.5 TFLOPS",
    "2 PFLOP/s",
    "5..6",
    "5 to 6 days",
    "3–4",
    "2e23 */ 3",
    "5.5d",
    "3 weeks",
    "16 nodes × 8 GPUs",
    "2024-01-05 to 2024-02-07",
    "1,022,362 GPU-hours",
    "0.45 HFU",
    "700 W",
    "0.7 kW",
    "57 g CO2e/kWh",
    "$2.10",
    "1.12",
    "three and a half days",
    "~ 7",
    "½",
    "1e",
    "1,5",
    "5 to 4",
];

fn dimensions() -> Vec<Dimension> {
    Key::ALL.into_iter().filter_map(Key::dimension).collect()
}

#[test]
fn a_number_is_read_within_its_bounds_or_refused() {
    let dimensions = dimensions();
    run("numbers", &seeds(TYPED), |input| {
        let text = String::from_utf8_lossy(input);
        dimensions.iter().find_map(|dimension| {
            let value = read(&text, *dimension).ok()?;
            let (low, median, high) = (value.low(), value.median(), value.high());
            if !(low <= median && median <= high && low >= 0.0 && high.is_finite()) {
                return Some(format!("{text:?} is {low}, {median}, {high}"));
            }
            let _ = write::echo(value, *dimension);
            let again = read(&write::entry(median, *dimension), *dimension)
                .ok()
                .map(|value| value.median());
            let is_same =
                again.is_some_and(|again| median == 0.0 || (again / median - 1.0).abs() < 1e-2);
            (!is_same && *dimension != Dimension::Price).then(|| {
                format!(
                    "{text:?} is {median}, which is written {:?} and read {again:?}",
                    write::entry(median, *dimension)
                )
            })
        })
    });
}
