//! Slices of TPUs by their shape, and other products of chips.

use super::*;

#[test]
fn a_product_of_chips_says_what_it_comes_to() {
    for (typed, said) in [
        ("16x16", "16 × 16 are 256 chips."),
        ("4x4x8", "4 × 4 × 8 are 128 chips."),
        ("16 x 8", "16 × 8 are 128 chips."),
    ] {
        let answer = answer(&hour(&[(Key::Chips, typed), (Key::Hardware, "A40")]));
        let problems = problems(&answer, Key::Chips);
        let said_so = |p: &&&Problem| p.severity == Severity::Note && p.message == said;
        assert!(
            problems.iter().any(|p| said_so(&p)),
            "“{typed}”: {problems:?}"
        );
    }
}

#[test]
fn a_generation_with_its_shape_holds_that_many() {
    for (typed, slug, chips) in [
        ("TPU v4 4x4x8", "google-tpu-v4", 128.0),
        ("v4 4x4x8", "google-tpu-v4", 128.0),
        ("v4-4x4x8", "google-tpu-v4", 128.0),
        ("TPU v5e 16x16", "google-tpu-v5e", 256.0),
        ("v5p 4×4×4", "google-tpu-v5p", 64.0),
        ("TPUv6e 8x8", "google-tpu-v6e", 64.0),
    ] {
        let Named {
            chips: named,
            holds,
            ..
        } = resolve_name(typed, Edition::PRESENT);
        let slugs: Vec<&str> = named.iter().map(|chip| chip.slug).collect();
        assert_eq!((slugs, holds), (vec![slug], Some(chips)), "“{typed}”");
        for key in [Key::Chips, Key::Hardware] {
            let mut asked = hour(&[(key, typed)]);
            asked.set(Field::new(1, Key::Format), "bf16");
            let problem = question(&asked, Key::Hardware);
            let mended = chosen(&asked, &problem, &format!("{chips} × "));
            assert_eq!(
                chip_hours(&answer(&mended)),
                Some(chips),
                "“{typed}” in {key:?}"
            );
        }
        for (fleet, times) in [
            (format!("1 h × {typed} bf16 at 100%"), 1.0),
            (format!("1 h on {typed} @ bf16 @ 1"), 1.0),
            (format!("1 h × 2 × {typed} bf16 at 100%"), 2.0),
        ] {
            let period = answer(&draft(&[(Key::Fleet, &fleet)]));
            let hours = Some(times * chips);
            assert_eq!(
                chip_hours(&period),
                hours,
                "“{fleet}”: {:?}",
                period.problems
            );
        }
    }
    for typed in [
        "A100 4x4",
        "v4 4x",
        "v4 x4",
        "v4 0x4",
        "v4 1x2x3x4",
        "v4 4 x 4",
    ] {
        assert_eq!(
            resolve_name(typed, Edition::PRESENT).holds,
            None,
            "“{typed}”"
        );
    }
}
