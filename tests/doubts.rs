//! Texts that were read in silence as something else than people mean by them, kind by kind, in every place
//! that takes them: read as what is meant, or asked about with the answers at a press.

use petaday::catalog::{Edition, Named, chip, machines, name, near, open_models, search};
use petaday::draft::link::{decode, encode};
use petaday::draft::{Answer, Draft, Field, Key, Problem, Severity, answer};
use petaday::import::sacct;
use petaday::quantity::{Dimension, MIXTURES, ReadError, Rules, Uncertain, read, read_counted};

const DAY: f64 = 86_400.0;
const PARAMETERS: Dimension = Dimension::Count(&["parameter", "param", "weight"]);
const TOKENS: Dimension = Dimension::Count(&["token"]);

fn draft(entries: &[(Key, &str)]) -> Draft {
    let mut draft = Draft::default();
    for (key, text) in entries {
        draft.set(Field::new(1, *key), *text);
    }
    draft
}

/// An hour at the whole peak of a chip, with another field or two.
fn hour(entries: &[(Key, &str)]) -> Draft {
    let hour = [
        (Key::Time, "1 h"),
        (Key::Format, "fp16"),
        (Key::Utilization, "1"),
    ];
    draft(&[&hour, entries].concat())
}

fn chip_hours(answer: &Answer) -> Option<f64> {
    let hours = answer.outcome.stages[0]
        .figures
        .gpu_time
        .as_ref()?
        .chip_hours;
    Some(hours.median())
}

fn problems(answer: &Answer, key: Key) -> Vec<&Problem> {
    answer.problems_of(Field::new(1, key)).collect()
}

/// The only problem of a field that has choices.
#[track_caller]
fn question(draft: &Draft, key: Key) -> Problem {
    let answer = answer(draft);
    assert_eq!(answer.outcome.total.headline, None, "{draft:?}");
    let mut said = problems(&answer, key);
    said.retain(|problem| !problem.choices.is_empty());
    let [problem] = said.as_slice() else {
        panic!("{draft:?} says {:?}", answer.problems)
    };
    (*problem).clone()
}

/// What the draft is with the choice of that label.
#[track_caller]
fn chosen(draft: &Draft, problem: &Problem, label: &str) -> Draft {
    let mut choices = problem.choices.iter();
    let choice = choices.find(|choice| choice.label.starts_with(label));
    let choice = choice.unwrap_or_else(|| panic!("no {label} among {:?}", problem.choices));
    let mut chosen = draft.clone();
    choice.apply(&mut chosen);
    chosen
}

fn slug_of(draft: &Draft) -> &str {
    draft.get(Field::new(1, Key::Hardware)).unwrap_or_default()
}

mod a_number_that_is_a_name {
    use super::*;

    /// Typed, how many, of which chip, and what the product is.
    const NUMBERS: &[(&str, &str, &str, &str, &str)] = &[
        (
            "2x 4090",
            "2",
            "GeForce RTX 4090",
            "nvidia-rtx-4090",
            "8,180",
        ),
        (
            "2x4090",
            "2",
            "GeForce RTX 4090",
            "nvidia-rtx-4090",
            "8,180",
        ),
        (
            "2 x 4090",
            "2",
            "GeForce RTX 4090",
            "nvidia-rtx-4090",
            "8,180",
        ),
        (
            "2×4090",
            "2",
            "GeForce RTX 4090",
            "nvidia-rtx-4090",
            "8,180",
        ),
        (
            "2*4090",
            "2",
            "GeForce RTX 4090",
            "nvidia-rtx-4090",
            "8,180",
        ),
        (
            "4090 x 2",
            "2",
            "GeForce RTX 4090",
            "nvidia-rtx-4090",
            "8,180",
        ),
        (
            "8x 3090",
            "8",
            "GeForce RTX 3090",
            "nvidia-rtx-3090",
            "24,720",
        ),
        (
            "4x 5090",
            "4",
            "GeForce RTX 5090",
            "nvidia-rtx-5090",
            "20,360",
        ),
        (
            "4x 1080",
            "4",
            "GeForce GTX 1080",
            "nvidia-gtx-1080",
            "4,320",
        ),
        (
            "2x 7900",
            "2",
            "Radeon RX 7900 XTX",
            "amd-rx-7900-xtx",
            "15,800",
        ),
        ("8x 910", "8", "Ascend 910", "", "7,280"),
        (
            "8x 100",
            "8",
            "A100 SXM 80 GB",
            "nvidia-a100-sxm-80gb",
            "800",
        ),
        (
            "2 x 2 x 4090",
            "4",
            "GeForce RTX 4090",
            "nvidia-rtx-4090",
            "16,360",
        ),
    ];

    #[test]
    fn it_is_asked_about_in_the_field_for_chips() {
        for (typed, number, name, slug, product) in NUMBERS {
            let asked = hour(&[(Key::Chips, typed)]);
            let problem = question(&asked, Key::Chips);
            assert_eq!(problem.severity, Severity::Missing, "“{typed}”");
            let named = chosen(&asked, &problem, &format!("{number} × {name}"));
            let hours = format!("{number} × ");
            assert!(problem.choices[0].label.starts_with(&hours), "{problem:?}");
            if !slug.is_empty() {
                assert_eq!(slug_of(&named), *slug, "“{typed}”");
            }
            assert_eq!(
                chip_hours(&answer(&named)),
                number.parse().ok(),
                "“{typed}” as a name"
            );
            let number = chosen(&asked, &problem, &format!("{product} chips"));
            let with_peak = [(Key::Peak, "1e12")];
            let mut with = number.clone();
            with.remove(Field::new(1, Key::Format));
            for (key, text) in with_peak {
                with.set(Field::new(1, key), text);
            }
            let expected: f64 = product.replace(',', "").parse().expect("a number");
            assert_eq!(
                chip_hours(&answer(&with)),
                Some(expected),
                "“{typed}” as a number"
            );
        }
    }

    #[test]
    fn it_is_the_name_in_the_field_for_hardware() {
        for (typed, number, _, slug, _) in NUMBERS.iter().filter(|(.., slug, _)| !slug.is_empty()) {
            let asked = hour(&[(Key::Hardware, typed)]);
            let problem = question(&asked, Key::Hardware);
            let mut choices = problem.choices.iter();
            let fitting = choices.find(|choice| choice.edits.iter().any(|(_, text)| text == slug));
            let choice = fitting.unwrap_or_else(|| panic!("“{typed}”: {problem:?}"));
            let mut named = asked.clone();
            choice.apply(&mut named);
            assert_eq!(
                chip_hours(&answer(&named)),
                number.parse().ok(),
                "“{typed}”"
            );
        }
    }

    #[test]
    fn it_is_asked_about_in_a_period() {
        for typed in ["2x 4090", "2 × 4090", "4090 x 2", "2x4090", "8x 100"] {
            for behind in [" fp16 at 100%", " (fp16) at 100%", " @fp16 @1", ""] {
                let fleet = format!("1 h × {typed}{behind}");
                let beside = [(Key::Format, "fp16"), (Key::Utilization, "1")];
                let beside = &beside[..if behind.is_empty() { 2 } else { 0 }];
                let asked = draft(&[beside, &[(Key::Fleet, &fleet)]].concat());
                let problem = question(&asked, Key::Fleet);
                for choice in &problem.choices {
                    let mut named = asked.clone();
                    choice.apply(&mut named);
                    let left = answer(&named);
                    let is_asked = problems(&left, Key::Fleet)
                        .iter()
                        .any(|p| !p.choices.is_empty());
                    assert!(!is_asked, "“{fleet}” with {choice:?}: {:?}", left.problems);
                }
            }
        }
    }

    #[test]
    fn a_peak_stays_beside_the_number() {
        let mut asked = hour(&[(Key::Chips, "2x 4090"), (Key::Peak, "165 TFLOP/s")]);
        asked.remove(Field::new(1, Key::Format));
        let problem = question(&asked, Key::Chips);
        let named = chosen(&asked, &problem, "2 × GeForce RTX 4090");
        assert_eq!(slug_of(&named), "");
        assert_eq!(chip_hours(&answer(&named)), Some(2.0));
    }

    #[test]
    fn numbers_that_are_no_name_multiply() {
        for (typed, chips) in [
            ("16 x 8", 128.0),
            ("16x16", 256.0),
            ("4x4x8", 128.0),
            ("16 x 128", 2048.0),
            ("8 x 144", 1152.0),
            ("16 nodes x 8", 128.0),
            ("2 nodes x 4090", 8180.0),
            ("100 x 8", 800.0),
            ("4090", 4090.0),
        ] {
            let answer = answer(&hour(&[(Key::Chips, typed), (Key::Hardware, "A40")]));
            assert_eq!(
                chip_hours(&answer),
                Some(chips),
                "“{typed}”: {:?}",
                answer.problems
            );
        }
    }
}

mod more_chips_than_there_are {
    use super::*;

    #[test]
    fn the_name_of_a_chip_is_offered() {
        for typed in ["910B", "910b", " 910B "] {
            let asked = hour(&[(Key::Chips, typed)]);
            let problem = question(&asked, Key::Chips);
            assert_eq!(problem.severity, Severity::Missing, "{problem:?}");
            let named = chosen(&asked, &problem, "Ascend 910B");
            assert_eq!(slug_of(&named), "huawei-ascend-910b");
            let left = answer(&named);
            assert_eq!(
                problems(&left, Key::Chips)[0].message,
                "How many chips ran at once?"
            );
        }
        // Thousands apart, these would be 8,910 billion.
        for typed in ["8 910B", "8x 910B", "8x910B", "8 × 910B"] {
            let asked = hour(&[(Key::Chips, typed)]);
            let problem = question(&asked, Key::Hardware);
            let named = chosen(&asked, &problem, "8 × Ascend 910B");
            assert_eq!(chip_hours(&answer(&named)), Some(8.0), "“{typed}”");
            let fleet = format!("1 h × {typed} fp16 at 100%");
            let period = answer(&draft(&[(Key::Fleet, &fleet)]));
            assert_eq!(
                chip_hours(&period),
                Some(8.0),
                "“{fleet}”: {:?}",
                period.problems
            );
        }
    }

    #[test]
    fn a_number_that_is_no_name_is_refused() {
        for typed in [
            "2B",
            "1e8",
            "100M",
            "3T",
            "1,000,000,000",
            "1 to 300M",
            "1M nodes x 1,000",
        ] {
            let answer = answer(&hour(&[(Key::Chips, typed), (Key::Hardware, "A40")]));
            assert_eq!(chip_hours(&answer), None, "“{typed}”");
            let said = problems(&answer, Key::Chips);
            assert!(
                said[0].message.contains("No cluster has"),
                "“{typed}”: {said:?}"
            );
        }
        for typed in ["99M", "1M", "25k", "16384", "1e6"] {
            assert!(read(typed, Dimension::Chips).is_ok(), "“{typed}”");
        }
        // Of other things there may be so many.
        assert!(read("910B", TOKENS).is_ok());
        assert!(read("2B", Dimension::ChipHours).is_ok());
    }

    #[test]
    fn a_period_says_how_many_are_missing() {
        let answer = answer(&draft(&[(Key::Fleet, "1 h × 910B fp16 at 100%")]));
        let said = problems(&answer, Key::Fleet);
        assert!(said[0].message.contains("How many chips ran"), "{said:?}");
    }
}

mod parts_of_chips {
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
                let label = format!("{chips} × ");
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
}

mod leading_zeros {
    use super::*;

    #[test]
    fn groups_of_thousands_do_not_begin_with_a_zero() {
        for (typed, dimension, meant) in [
            ("0,345B", PARAMETERS, Some("0.345B")),
            ("0,345", TOKENS, Some("0.345")),
            ("00,123", TOKENS, Some("0.123")),
            ("012,345", TOKENS, Some("12.345")),
            ("0'345", TOKENS, Some("0.345")),
            ("0’345", TOKENS, Some("0.345")),
            ("0_345", TOKENS, Some("0.345")),
            ("0 345", TOKENS, Some("0.345")),
            ("0\u{202f}345", TOKENS, Some("0.345")),
            ("0,345,678", TOKENS, None),
            ("0,345 to 0,456", TOKENS, None),
            ("about 0,345B", PARAMETERS, Some("about 0.345B")),
            ("1 to 0,345B", PARAMETERS, None),
            ("2*0,125", TOKENS, Some("2*0.125")),
            ("0,345 d", Dimension::Time, Some("0.345 d")),
            ("0,345", Dimension::Share, Some("0.345")),
            ("0,345 PFLOP/s", Dimension::Speed, Some("0.345 PFLOP/s")),
            (
                "0,345M GPU-hours",
                Dimension::ChipHours,
                Some("0.345M GPU-hours"),
            ),
            ("0,345", Dimension::Ratio, Some("0.345")),
            ("0,345 kW", Dimension::Power, Some("0.345 kW")),
            ("0,345 kg/kWh", Dimension::Intensity, Some("0.345 kg/kWh")),
            ("0,345 EFLOP", Dimension::Operations, Some("0.345 EFLOP")),
            ("0,345 TMAC", Dimension::MultiplyAdds, Some("0.345 TMAC")),
        ] {
            let error = read(typed, dimension).expect_err(typed);
            let remedies = petaday::quantity::remedies(&error, typed, dimension);
            if let Some(meant) = meant {
                assert!(
                    matches!(error, ReadError::LeadingZero(_)),
                    "“{typed}”: {error:?}"
                );
                assert_eq!(
                    remedies.first().map(String::as_str),
                    Some(meant),
                    "“{typed}”"
                );
            }
        }
        for typed in ["0.345,7", "0,34", "0,3456"] {
            assert!(read(typed, TOKENS).is_err(), "“{typed}”");
        }
    }

    #[test]
    fn other_zeros_are_read() {
        for (typed, dimension, value) in [
            ("0.345B", PARAMETERS, 345e6),
            ("10,000", TOKENS, 10_000.0),
            ("1,000,000", TOKENS, 1e6),
            ("100 000", TOKENS, 1e5),
            ("1 000 000", TOKENS, 1e6),
            ("1'000'000", TOKENS, 1e6),
            ("1_000_000", TOKENS, 1e6),
            ("007", TOKENS, 7.0),
            ("1.000", TOKENS, 1.0),
            ("1e0", TOKENS, 1.0),
            ("3-00:30:00", Dimension::Time, 3.0 * DAY + 1800.0),
            ("00:30:00", Dimension::Time, 1800.0),
        ] {
            assert_eq!(
                read(typed, dimension),
                Ok(Uncertain::point(value)),
                "“{typed}”"
            );
        }
    }

    #[test]
    fn chips_with_a_word_have_the_remedy_as_well() {
        for (typed, meant) in [("0,345k GPUs", "0.345k GPUs"), ("0,345k", "0.345k")] {
            let asked = hour(&[(Key::Chips, typed), (Key::Hardware, "A40")]);
            let problem = question(&asked, Key::Chips);
            let mended = chosen(&asked, &problem, meant);
            assert_eq!(chip_hours(&answer(&mended)), Some(345.0), "“{typed}”");
        }
    }

    #[test]
    fn a_period_is_refused_too() {
        for fleet in [
            "0,345 mo × 8 A100 bf16 at 40%",
            "0,345M GPU-hours A100 bf16 at 40%",
            "3 d × 8 A100 bf16 at 0,345",
            "3 d × 8 @ 0,345 PFLOP/s at 40%",
        ] {
            let answer = answer(&draft(&[(Key::Fleet, fleet)]));
            assert_eq!(chip_hours(&answer), None, "“{fleet}”");
        }
    }
}

mod shapes_of_slices {
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
            } = name(typed, Edition::PRESENT);
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
            assert_eq!(name(typed, Edition::PRESENT).holds, None, "“{typed}”");
        }
    }
}

mod machines_and_instances {
    use super::*;

    #[test]
    fn a_board_holds_its_chips() {
        for (board, slug, chips) in [
            ("HGX B200", "nvidia-b200", 8.0),
            ("HGX B300", "nvidia-b300", 8.0),
            ("HGX B100", "nvidia-b100-sxm", 8.0),
            ("HGX H100", "nvidia-h100-sxm", 8.0),
            ("HGX H200", "nvidia-h200-sxm", 8.0),
            ("HGX H20", "nvidia-h20", 8.0),
            ("NVIDIA HGX H100", "nvidia-h100-sxm", 8.0),
            ("hgx-h100", "nvidia-h100-sxm", 8.0),
            ("HGX A100", "nvidia-a100-sxm-80gb", 8.0),
            ("HGX A100 4-GPU", "nvidia-a100-sxm-80gb", 4.0),
            ("HGX H100 4-GPU", "nvidia-h100-sxm", 4.0),
            ("HGX A100 16-GPU", "nvidia-a100-sxm-40gb", 16.0),
        ] {
            let named = name(board, Edition::PRESENT);
            assert_eq!(named.holds, Some(chips), "“{board}”");
            assert!(
                named.chips.iter().any(|chip| chip.slug == slug),
                "“{board}”"
            );
            assert!(
                near(board, Edition::PRESENT)
                    .iter()
                    .all(|chip| !chip.aliases().any(|name| name.contains("HGX"))),
                "no single chip is called a board"
            );
            let fleet = format!("1 h × 2 × {board} bf16 at 100%");
            let period = answer(&draft(&[(Key::Fleet, &fleet)]));
            assert_eq!(
                chip_hours(&period),
                Some(2.0 * chips),
                "“{fleet}”: {:?}",
                period.problems
            );
        }
    }

    /// Every machine and every cloud instance, by each of its names, in the field for hardware.
    #[test]
    fn every_machine_is_counted_in_the_field_for_hardware() {
        let mut called_by_it = Vec::new();
        for machine in machines() {
            let Some(chip) = machine.chips().next() else {
                panic!("{} holds no chip", machine.name);
            };
            // People call the chips of these so.
            let named = petaday::catalog::chip_name(machine.name, Edition::PRESENT);
            if !named.chips.is_empty() {
                called_by_it.push(machine.name);
                continue;
            }
            let format = chip.formats().next().expect("a peak").key();
            let mut asked = hour(&[(Key::Hardware, machine.name)]);
            asked.set(Field::new(1, Key::Format), format);
            let problem = question(&asked, Key::Hardware);
            let mut choices = problem.choices.iter();
            let choice =
                choices.find(|choice| choice.edits.iter().any(|(_, text)| text == chip.slug));
            let mut mended = asked.clone();
            choice
                .unwrap_or_else(|| panic!("{}: {problem:?}", machine.name))
                .apply(&mut mended);
            assert_eq!(
                chip_hours(&answer(&mended)),
                Some(machine.count),
                "{}: {problem:?}",
                machine.name
            );
        }
        assert_eq!(called_by_it, ["DGX Spark", "GB200 NVL72", "GB300 NVL72"]);
    }

    #[test]
    fn versions_by_memory_are_found() {
        for (typed, slug) in [
            ("RTX 3080 Laptop 16GB", "nvidia-rtx-3080-laptop-16gb"),
            ("RTX 3080 Laptop GPU 16 GB", "nvidia-rtx-3080-laptop-16gb"),
            ("RTX 4060 Ti 16GB", "nvidia-rtx-4060-ti-16gb"),
            ("RTX A2000 12GB", "nvidia-rtx-a2000-12gb"),
        ] {
            let named = name(typed, Edition::PRESENT);
            let slugs: Vec<&str> = named.chips.iter().map(|chip| chip.slug).collect();
            assert_eq!(slugs, [slug], "“{typed}”");
            let row = chip(slug).expect("in the table");
            assert!(row.memory_gb().is_some(), "{slug}");
        }
    }
}

mod possessives {
    use super::*;

    #[test]
    fn they_are_plurals_and_no_models() {
        for (typed, plain) in [
            ("V100's", "V100"),
            ("V100’s", "V100"),
            ("A100's", "A100"),
            ("L40's", "L40"),
            ("H100's 80GB", "H100 80GB"),
            ("NVIDIA V100'S", "NVIDIA V100"),
            ("RTX 3090's", "RTX 3090"),
        ] {
            let named = |text| name(text, Edition::PRESENT);
            assert_eq!(named(typed), named(plain), "“{typed}”");
            assert_eq!(
                near(typed, Edition::PRESENT),
                near(plain, Edition::PRESENT),
                "“{typed}”"
            );
            assert_eq!(
                search(typed).first().map(|chip| chip.slug),
                search(plain).first().map(|chip| chip.slug),
                "“{typed}” in the list"
            );
            let fleet = |name: &str| {
                let fleet = format!("1 h × 8 {name} fp16 at 100%");
                let answer = answer(&draft(&[(Key::Fleet, &fleet)]));
                answer.outcome.total.headline
            };
            assert_eq!(fleet(typed), fleet(plain), "“{typed}” in a period");
            let proposed = |text| sacct::proposed(text).map(|chip| chip.slug);
            assert_eq!(proposed(typed), proposed(plain), "“{typed}” in an account");
        }
        let slugs = name("V100's", Edition::PRESENT).chips;
        assert!(slugs.iter().all(|chip| chip.slug != "nvidia-v100s-pcie"));
        assert_eq!(
            name("V100S", Edition::PRESENT).chips[0].slug,
            "nvidia-v100s-pcie"
        );
    }
}

mod mixtures_of_experts {
    use super::*;

    #[test]
    fn a_mixture_is_asked_about() {
        for (typed, choices) in [
            ("8x7B", &["12.9B", "46.7B", "56B"][..]),
            ("8x7b", &["12.9B", "46.7B", "56b"]),
            ("8 x 7B", &["12.9B", "46.7B", "56B"]),
            ("8×7B", &["12.9B", "46.7B", "56B"]),
            ("8X7B parameters", &["12.9B", "46.7B", "56B"]),
            ("8x22B", &["39B", "141B", "176B"]),
            ("16x3.8B", &["60.8B"]),
            ("16 x 17 billion", &["272 billion"]),
            ("8x300M", &["2400M"]),
        ] {
            let asked = draft(&[(Key::Parameters, typed), (Key::Tokens, "1T")]);
            let problem = question(&asked, Key::Parameters);
            assert_eq!(problem.severity, Severity::Missing, "“{typed}”");
            let labels: Vec<&str> = problem.choices.iter().map(|c| c.label.as_str()).collect();
            assert_eq!(labels, choices, "“{typed}”");
            for label in choices {
                let left = answer(&chosen(&asked, &problem, label));
                assert!(
                    left.outcome.total.headline.is_some(),
                    "“{typed}” as {label}"
                );
            }
        }
    }

    #[test]
    fn other_products_are_read() {
        for (typed, dimension, value) in [
            ("8*7B", PARAMETERS, 56e9),
            ("1024 x 1024", PARAMETERS, 1024.0 * 1024.0),
            ("2048 x 21", TOKENS, 43_008.0),
            ("8x7B", TOKENS, 56e9),
            ("1.5x10^9", PARAMETERS, 1.5e9),
            ("0.5 x 7B", PARAMETERS, 3.5e9),
        ] {
            assert_eq!(
                read(typed, dimension),
                Ok(Uncertain::point(value)),
                "“{typed}”"
            );
        }
    }

    /// What is offered is what the table of open models has.
    #[test]
    fn the_counts_are_those_of_the_table() {
        for (name, all, active) in MIXTURES {
            let named = format!("Mixtral {name}");
            let mut models = open_models::open_models().iter();
            let model = models
                .find(|model| model.name == named)
                .expect("in the table");
            let value = |text: &str| read(text, PARAMETERS).expect("a number").median();
            assert_eq!(model.parameters, value(all), "{named}");
            assert_eq!(model.active_parameters, Some(value(active)), "{named}");
        }
    }
}

mod bounds {
    use super::*;

    /// What is typed with a bound, the same without, and the bound.
    const BOUNDS: &[(Key, &str, &str, &str)] = &[
        (Key::Tokens, "15T+", "15T", "at least"),
        (Key::Tokens, "15T +", "15T", "at least"),
        (Key::Tokens, "15T+ tokens", "15T tokens", "at least"),
        (Key::Tokens, "15+T", "15T", "at least"),
        (Key::Tokens, "15+ T", "15T", "at least"),
        (Key::Tokens, ">15T", "15T", "more than"),
        (Key::Tokens, "> 15T", "15T", "more than"),
        (Key::Tokens, "≥15T", "15T", "at least"),
        (Key::Tokens, "over 15T", "15T", "more than"),
        (Key::Tokens, "Over 15 trillion", "15 trillion", "more than"),
        (Key::Tokens, "more than 15T", "15T", "more than"),
        (Key::Tokens, "at least 15T", "15T", "at least"),
        (Key::Tokens, "no less than 15T", "15T", "at least"),
        (Key::Tokens, "above 15T", "15T", "more than"),
        (Key::Tokens, "about 15T+", "15T", "at least"),
        (Key::Parameters, "1T+", "1T", "at least"),
        (Key::Time, "3+ days", "3 days", "at least"),
        (Key::Time, "3+days", "3 days", "at least"),
        (Key::Time, "3 days+", "3 days", "at least"),
        (Key::Time, "over three days", "3 days", "more than"),
        (Key::Time, "over a week", "1 week", "more than"),
        (Key::Time, "5 to 6+ days", "5 to 6 days", "at least"),
        (Key::Chips, "1,000+", "1,000", "at least"),
        (Key::Chips, "1,000+ GPUs", "1,000 GPUs", "at least"),
        (Key::Chips, "over 16 nodes × 8", "16 nodes × 8", "more than"),
        (
            Key::ChipHours,
            "1.3M+ GPU-hours",
            "1.3M GPU-hours",
            "at least",
        ),
        (Key::Utilization, "40%+", "40%", "at least"),
        (Key::Utilization, "over 40%", "40%", "more than"),
        (Key::Peak, ">300 TFLOP/s", "300 TFLOP/s", "more than"),
        (Key::Compute, "1e25+", "1e25", "at least"),
        (
            Key::Compute,
            "more than 1e25 FLOP",
            "1e25 FLOP",
            "more than",
        ),
    ];

    #[test]
    fn a_lower_bound_is_read_and_said() {
        for (key, typed, plain, bound) in BOUNDS {
            let dimension = key.dimension().expect("a number");
            let value = |text: &str| read_counted(text, dimension).map(|counted| counted.value);
            assert!(value(plain).is_ok(), "“{plain}”");
            assert_eq!(value(typed), value(plain), "“{typed}” was typed");
            let answer = answer(&draft(&[(*key, typed), (Key::Hardware, "A40")]));
            let said = problems(&answer, *key);
            let words = format!("The text says “{bound}”");
            let is_said = said
                .iter()
                .any(|p| p.severity == Severity::Note && p.message.contains(&words));
            assert!(is_said, "“{typed}” in {key:?} says {said:?}");
            // Whoever opens the link is told as well.
            let typed = draft(&[(*key, typed)]);
            let opened = decode(&encode(&typed));
            let again = opened.draft.get(Field::new(1, *key)).unwrap_or_default();
            assert_eq!(value(again), value(plain), "{again}");
            assert_eq!(encode(&opened.draft), encode(&typed));
            let said = petaday::draft::answer(&opened.draft);
            let said = problems(&said, *key);
            assert!(
                said.iter().any(|p| p.message.contains(&words)),
                "{again}: {said:?}"
            );
        }
    }

    #[test]
    fn a_plus_that_adds_or_signs_is_no_bound() {
        for (dimension, typed) in [
            (Dimension::Time, "2 d + 3 h"),
            (Dimension::Time, "2 d+3 h"),
            (TOKENS, "1e+3"),
            (TOKENS, "+300"),
            (TOKENS, "300 +- 5"),
            (TOKENS, "300 +/- 5"),
        ] {
            assert!(read(typed, dimension).is_ok(), "“{typed}”");
            assert_eq!(petaday::quantity::bound(typed), None, "“{typed}”");
        }
    }

    #[test]
    fn an_upper_bound_is_no_estimate_and_offers_its_number() {
        for (typed, meant) in [
            ("up to 3 days", "3 days"),
            ("< 3 d", "3 d"),
            ("at most 3 d", "3 d"),
            ("under 3 d", "3 d"),
        ] {
            let asked = hour(&[
                (Key::Time, typed),
                (Key::Chips, "8"),
                (Key::Hardware, "A40"),
            ]);
            let problem = question(&asked, Key::Time);
            assert!(problem.message.contains("no estimate"), "{problem:?}");
            let mended = chosen(&asked, &problem, meant);
            assert_eq!(chip_hours(&answer(&mended)), Some(576.0), "“{typed}”");
        }
    }

    #[test]
    fn a_period_says_its_bound_with_its_line() {
        for (fleet, hours, bound) in [
            ("3+ days × 8 A40 bf16 at 40%", 576.0, "at least"),
            ("over 3 days on 8 A40 bf16 at 40%", 576.0, "more than"),
            ("3 days × 8+ A40 bf16 at 40%", 576.0, "at least"),
            ("8 A40 bf16 for at least 3 days at 40%", 576.0, "at least"),
            ("3 days × 8 A40 bf16 at at least 40%", 576.0, "at least"),
            ("3 days × 8 A40 bf16 at over 40%", 576.0, "more than"),
            ("1.3M+ GPU-hours A40 bf16 at 40%", 1.3e6, "at least"),
            ("over 1.3M GPU-hours A40 bf16 at 40%", 1.3e6, "more than"),
        ] {
            let answer = answer(&draft(&[(
                Key::Fleet,
                &format!("{fleet}; 1 h × 1 A40 bf16 at 40%"),
            )]));
            let said = problems(&answer, Key::Fleet);
            assert_eq!(
                chip_hours(&answer),
                Some(hours + 1.0),
                "“{fleet}”: {said:?}"
            );
            let [note] = said.as_slice() else {
                panic!("“{fleet}”: {said:?}")
            };
            let words = format!("Line 1: The text says “{bound}”");
            assert!(note.message.starts_with(&words), "“{fleet}”: {note:?}");
        }
    }
}

mod eight_digits {
    use super::*;

    #[test]
    fn two_days_are_a_time() {
        for typed in [
            "20230102-20230105",
            "20230102 - 20230105",
            "20230102 to 20230105",
            "20230102–20230105",
            "20230102..20230105",
            "20230102 until 20230105",
            "from 20230102 to 20230105",
            "20230102 to 2023-01-05",
            "2 January 2023 to 20230105",
            "about 20230102 to 20230105",
        ] {
            let counted = read_counted(typed, Dimension::Time).map(|counted| counted.value);
            assert_eq!(
                counted,
                Ok(Uncertain::point(3.0 * DAY)),
                "“{typed}” was typed"
            );
            let beside = [
                (Key::Time, typed),
                (Key::Chips, "8"),
                (Key::Hardware, "A40"),
            ];
            let typed_draft = hour(&beside);
            let answered = answer(&typed_draft);
            assert_eq!(
                chip_hours(&answered),
                Some(576.0),
                "“{typed}”: {:?}",
                answered.problems
            );
            let opened = decode(&encode(&typed_draft));
            assert_eq!(
                chip_hours(&answer(&opened.draft)),
                Some(576.0),
                "“{typed}” in a link"
            );
            let fleet = format!("{typed} × 8 A40 fp16 at 100%");
            let period = answer(&draft(&[(Key::Fleet, &fleet)]));
            assert_eq!(
                chip_hours(&period),
                Some(576.0),
                "“{fleet}”: {:?}",
                period.problems
            );
        }
    }

    #[test]
    fn days_that_are_no_duration_are_refused() {
        for typed in [
            "20230102",
            "about 20230102",
            "20230102 to",
            "20230105 to 20230102",
            "20230102-20230102",
            "20230102 to 20230105 to 20230107",
        ] {
            let beside = [
                (Key::Time, typed),
                (Key::Chips, "8"),
                (Key::Hardware, "A40"),
            ];
            let answer = answer(&hour(&beside));
            assert_eq!(chip_hours(&answer), None, "“{typed}”");
            assert!(
                !problems(&answer, Key::Time).is_empty(),
                "“{typed}”: {:?}",
                answer.problems
            );
        }
        for typed in [
            "20231302",
            "20231302 to 20240102",
            "20230102. to 20230105",
            "5 to 20230105",
        ] {
            assert!(read_counted(typed, Dimension::Time).is_err(), "“{typed}”");
        }
        // A unit makes it a number.
        assert_eq!(
            read("20230102 s", Dimension::Time),
            Ok(Uncertain::point(20_230_102.0))
        );
        assert!(read("20230102 to 20230105 s", Dimension::Time).is_ok());
        assert!(read("20230102", TOKENS).is_ok());
    }
}

/// A link keeps the reading of its edition; one of the edition that asks, and one of none, are asked.
mod links {
    use super::*;

    const B: &str = "&hardware=nvidia-h100-sxm&format=bf16&utilization=1";

    /// A link without its edition and the figure that it gave until 2026-11.2.
    fn links() -> Vec<(String, f64)> {
        let hour = 989.4e12 * 3600.0;
        vec![
            (format!("time=1h&chips=2x_4090{B}"), 8180.0 * hour),
            (format!("time=1h&chips=4090_x_2{B}"), 8180.0 * hour),
            (format!("time=1h&chips=8_x_100{B}"), 800.0 * hour),
            (format!("time=1h&chips=910B{B}"), 910e9 * hour),
            (format!("time=1h&chips=2e9{B}"), 2e9 * hour),
            ("parameters=0,345B&tokens=1e9".into(), 6.0 * 345e9 * 1e9),
            ("parameters=00,123&tokens=1e9".into(), 6.0 * 123.0 * 1e9),
            (format!("time=0'345h&chips=1{B}"), 345.0 * hour),
            ("parameters=8x7B&tokens=1e9".into(), 6.0 * 56e9 * 1e9),
            (
                "parameters=8_%C3%97_22B&tokens=1e9".into(),
                6.0 * 176e9 * 1e9,
            ),
            (
                format!("time=20230102&chips=1{B}"),
                20_230_102.0 * 24.0 * hour,
            ),
            (
                format!("time=20230102..20230105&chips=1{B}"),
                (20_230_102f64 * 20_230_105.0).sqrt() * 24.0 * hour,
            ),
            (
                "fleet=1h_*_4090_x_2&hardware=nvidia-h100-sxm&format=bf16&utilization=1".into(),
                8180.0 * hour,
            ),
            (
                "fleet=0,345mo_*_8_@bf16&hardware=nvidia-h100-sxm&utilization=1".into(),
                345.0 * 730.5 * 8.0 * hour,
            ),
            (
                "time=1h&chips=1&hardware=HGX_B200&format=bf16&utilization=1".into(),
                2250e12 * 3600.0,
            ),
            ("fleet=1h*2*HGX_B200@bf16@1".into(), 2.0 * 2250e12 * 3600.0),
            ("fleet=1h*2*B200_HGX@bf16@1".into(), 2.0 * 2250e12 * 3600.0),
            (
                "time=1h&chips=1&hardware=V100's&format=fp16&utilization=1".into(),
                130e12 * 3600.0,
            ),
        ]
    }

    fn flop(link: &str) -> Option<f64> {
        let headline = answer(&decode(link).draft).outcome.total.headline;
        headline.map(|(flop, _)| flop.median())
    }

    #[test]
    fn a_link_of_an_earlier_edition_keeps_its_reading() {
        for (link, expected) in links() {
            for edition in ["2026-11", "2026-12", "2026-11.2"] {
                let link = format!("v=1&data={edition}&{link}");
                let flop = flop(&link).unwrap_or_else(|| {
                    panic!("{link}: {:?}", answer(&decode(&link).draft).problems)
                });
                assert!(
                    (flop / expected - 1.0).abs() < 1e-9,
                    "{link} gives {flop:e}"
                );
                // It goes on to mean it.
                let again = encode(&decode(&link).draft);
                let again_flop = self::flop(&again);
                assert_eq!(again_flop, Some(flop), "{again}");
            }
        }
    }

    #[test]
    fn a_link_of_the_edition_that_asks_is_asked_and_so_is_one_of_none() {
        for (link, former) in links() {
            for edition in ["data=2026-11.3&", ""] {
                let link = format!("v=1&{edition}{link}");
                let now = flop(&link);
                assert!(
                    now.is_none_or(|now| (now / former - 1.0).abs() > 0.1),
                    "{link} is still read as {former:e}"
                );
            }
        }
    }

    #[test]
    fn the_rules_are_those_of_the_edition() {
        for edition in ["2026-11", "2026-12", "2026-11.2"] {
            let edition = Edition::named(edition).expect("an edition");
            assert_eq!(edition.rules(), Rules::First);
        }
        assert_eq!(
            Edition::named("2026-11.3").map(Edition::rules),
            Some(Rules::Second)
        );
        assert_eq!(Edition::PRESENT.rules(), Rules::default());
        assert_eq!(Draft::default().rules(), Rules::default());
        assert!(Rules::First.read("8x7B", PARAMETERS).is_ok());
        assert!(Rules::Second.read("8x7B", PARAMETERS).is_err());
    }
}
