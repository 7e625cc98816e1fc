//! Cores and dies, which are offered as chips.

use super::*;

#[test]
fn the_number_that_is_offered_is_of_chips() {
    for (typed, chips, format) in [
        ("64 TPUv3 cores", "32", "bf16"),
        ("64 TPU v2 cores", "32", "bf16"),
        ("64 TPU v4 cores", "32", "bf16"),
        ("8 MI250X GCDs", "4", "fp16"),
        ("8 K80 dies", "4", "fp32"),
        ("64 to 128 TPU v3 cores", "32..64", "bf16"),
    ] {
        for key in [Key::Chips, Key::Hardware] {
            let mut asked = hour(&[(key, typed)]);
            asked.set(Field::new(1, Key::Format), format);
            let problem = question(&asked, Key::Hardware);
            let label = format!("{} × ", chips.replace("..", " to "));
            let mended = chosen(&asked, &problem, &label);
            let put = mended.get(Field::new(1, Key::Chips));
            assert_eq!(put, Some(chips), "“{typed}” in {key:?}: {problem:?}");
            let hours = chip_hours(&answer(&mended)).expect("a figure");
            let period = format!("1 h × {typed} {format} at 100%");
            let period = chip_hours(&answer(&draft(&[(Key::Fleet, &period)])));
            assert!(
                (hours / period.expect("a figure") - 1.0).abs() < 1e-12,
                "“{typed}”"
            );
        }
    }
}
