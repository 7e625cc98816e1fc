//! Names of hardware as people write them, in every place that takes one: taken, asked about or
//! unknown, and never another chip.

use petaday::answer::{Answer, Choice, Problem, Severity, answer};
use petaday::catalog::{Chip, Edition, Format, chip, chips, near, resolve_name, search};
use petaday::draft::{Draft, Field, Key, link};
use petaday::import::sacct;
use proptest::prelude::*;

/// The fate of a name with BF16 arithmetic, or FP16 where a chip has no BF16.
enum Fate {
    /// The chip is taken.
    Taken(&'static str),
    /// It is asked which of these it is, among others.
    Asked(&'static [&'static str]),
    /// Nothing near is known.
    Unknown,
}
use Fate::{Asked, Taken, Unknown};

const A100: Fate = Taken("nvidia-a100-sxm-80gb");
const H100: Fate = Asked(&["nvidia-h100-sxm", "nvidia-h100-pcie", "nvidia-h100-nvl"]);
const V100: Fate = Asked(&["nvidia-v100-sxm2", "nvidia-v100-pcie"]);
const V100_32GB: Fate = Asked(&["nvidia-v100-sxm2-32gb", "nvidia-v100-pcie-32gb"]);

/// Names without a number of chips.
const NAMES: &[(&str, Fate)] = &[
    ("A100", A100),
    ("a100", A100),
    ("A100s", A100),
    ("A-100", A100),
    ("A 100", A100),
    ("NVIDIA A100", A100),
    ("nvidia-a100", A100),
    ("Tesla A100", A100),
    ("ampere a100", A100),
    ("A100 GPU", A100),
    ("A100 80GB", A100),
    ("A100-80GB", A100),
    ("A100 80G", A100),
    ("A100 (80GB)", A100),
    ("A100 80 GB", A100),
    ("A100 80GiB", A100),
    ("a100_80gb", A100),
    ("80GB A100", A100),
    ("A100 SXM", A100),
    ("A100-SXM4-80GB", A100),
    ("A100 40GB", Taken("nvidia-a100-sxm-40gb")),
    ("A100 PCIe 40GB", Taken("nvidia-a100-pcie")),
    ("H100", H100),
    ("H100s", H100),
    ("NVIDIA H100", H100),
    ("nvidia-h100", H100),
    ("H100 80GB", Asked(&["nvidia-h100-sxm", "nvidia-h100-pcie"])),
    ("H100 SXM", Taken("nvidia-h100-sxm")),
    ("H100 SXM5 80GB HBM3", Taken("nvidia-h100-sxm")),
    ("NVIDIA H100 80GB HBM3", Taken("nvidia-h100-sxm")),
    ("H100-SXM4-80GB", Taken("nvidia-h100-sxm")),
    ("H100 40GB", H100),
    ("h100-sxn", H100),
    ("AMD H100", H100),
    ("H800", Taken("nvidia-h800-sxm")),
    ("H200", Taken("nvidia-h200-sxm")),
    ("H800 PCIe", Taken("nvidia-h800-pcie")),
    ("H800-SXM4-80GB", Taken("nvidia-h800-sxm")),
    ("NVIDIA H800-SXM4-80GB", Taken("nvidia-h800-sxm")),
    ("V100", V100),
    ("Tesla V100", V100),
    ("V100s", V100),
    ("v100s", V100),
    ("V100S", Taken("nvidia-v100s-pcie")),
    ("V100 32GB", V100_32GB),
    ("L40s", Asked(&["nvidia-l40", "nvidia-l40s"])),
    ("L40S", Taken("nvidia-l40s")),
    ("P100", Asked(&["nvidia-p100-sxm2", "nvidia-p100-pcie"])),
    (
        "Nvidia Hopper",
        Asked(&["nvidia-h100-sxm", "nvidia-h200-sxm"]),
    ),
    ("Grace Hopper", Taken("nvidia-gh200")),
    (
        "RTX 6000",
        Asked(&["nvidia-quadro-rtx-6000", "nvidia-rtx-6000-ada"]),
    ),
    ("h100 sxm5", Taken("nvidia-h100-sxm")),
    ("H100-SXM5-80GB", Taken("nvidia-h100-sxm")),
    ("Tesla V100-SXM2-32GB", Taken("nvidia-v100-sxm2-32gb")),
    ("RTX 4090", Taken("nvidia-rtx-4090")),
    ("A6000", Taken("nvidia-rtx-a6000")),
    ("Trainium2", Taken("amazon-trainium2")),
    ("H20", Taken("nvidia-h20")),
    ("B200", Taken("nvidia-b200")),
    ("GB200 NVL72", Taken("nvidia-gb200")),
    ("Xeon Gold 6148", Taken("intel-xeon-gold-6148")),
    ("Jetson Orin", Asked(&["nvidia-jetson-agx-orin-64gb"])),
    ("4090", Taken("nvidia-rtx-4090")),
    ("RTX4090", Taken("nvidia-rtx-4090")),
    ("GeForce 4090", Taken("nvidia-rtx-4090")),
    ("1080ti", Taken("nvidia-gtx-1080-ti")),
    ("GTX 1080Ti", Taken("nvidia-gtx-1080-ti")),
    ("titan", Asked(&["nvidia-titan-rtx", "nvidia-gtx-titan"])),
    (
        "Titan X",
        Asked(&["nvidia-gtx-titan-x", "nvidia-titan-x-pascal"]),
    ),
    ("TPUv3", Taken("google-tpu-v3")),
    ("tpu-v3", Taken("google-tpu-v3")),
    ("TPU v5 lite", Taken("google-tpu-v5e")),
    ("TPU v5", Asked(&["google-tpu-v5e", "google-tpu-v5p"])),
    ("Trillium", Taken("google-tpu-v6e")),
    ("Trillum", Asked(&["google-tpu-v6e"])),
    ("MI300", Asked(&["amd-mi300x", "amd-mi300a"])),
    ("MI250", Taken("amd-mi250")),
    ("MI250X", Taken("amd-mi250x")),
    ("K80", Taken("nvidia-k80")),
    ("T4", Taken("nvidia-t4")),
    ("Gaudi 2", Taken("intel-gaudi2")),
    ("gaudi", Asked(&["intel-gaudi2", "intel-gaudi3"])),
    ("H1000", Unknown),
    ("RTX 3081", Unknown),
    ("nvidia", Unknown),
    ("TPU", Unknown),
    ("GPU", Unknown),
    ("80GB", Unknown),
    ("(", Unknown),
];

/// Names with a number of chips: the number, and what becomes of the name.
const COUNTED: &[(&str, f64, Fate)] = &[
    ("8x A100", 8.0, A100),
    ("8 A100s", 8.0, A100),
    ("8xA100", 8.0, A100),
    ("8 × A100 80GB", 8.0, A100),
    ("A100 80GB × 8", 8.0, A100),
    ("A100 x8", 8.0, A100),
    ("A100 (8x)", 8.0, A100),
    ("8x H100 SXM", 8.0, Taken("nvidia-h100-sxm")),
    ("8x H100", 8.0, H100),
    (
        "8X H100 80GB",
        8.0,
        Asked(&["nvidia-h100-sxm", "nvidia-h100-pcie"]),
    ),
    (
        "16 x 8 NVIDIA H800-SXM4-80GB",
        128.0,
        Taken("nvidia-h800-sxm"),
    ),
    ("4 nodes x 8 V100", 32.0, V100),
    ("32 V100s", 32.0, V100),
    ("4 nodes of 8 A100s each", 32.0, A100),
    ("4x RTX 3090", 4.0, Taken("nvidia-rtx-3090")),
    ("1,024 A100", 1024.0, A100),
    ("DGX A100", 8.0, A100),
    ("4x DGX A100", 32.0, A100),
    ("4 DGX A100", 32.0, A100),
    ("2 DGX A100 nodes", 16.0, A100),
    ("DGX H100", 8.0, Taken("nvidia-h100-sxm")),
    ("H100 DGX", 8.0, Taken("nvidia-h100-sxm")),
    ("HGX H100", 8.0, Taken("nvidia-h100-sxm")),
    ("HGX B200", 8.0, Taken("nvidia-b200")),
    ("B200 HGX", 8.0, Taken("nvidia-b200")),
    ("2x B200 HGX", 16.0, Taken("nvidia-b200")),
    ("A100 DGX", 8.0, A100),
    ("a3-highgpu-8g", 8.0, Taken("nvidia-h100-sxm")),
    (
        "4 DGX-1",
        32.0,
        Asked(&["nvidia-v100-sxm2", "nvidia-p100-sxm2"]),
    ),
    ("p4d.24xlarge", 8.0, Taken("nvidia-a100-sxm-40gb")),
    ("2 p4d.24xlarge", 16.0, Taken("nvidia-a100-sxm-40gb")),
    (
        "2x p4d.24xlarge instances",
        16.0,
        Taken("nvidia-a100-sxm-40gb"),
    ),
    ("TPU v3-8", 4.0, Taken("google-tpu-v3")),
    ("TPU-v3-32", 16.0, Taken("google-tpu-v3")),
    ("v3-512", 256.0, Taken("google-tpu-v3")),
    ("v4-1024", 512.0, Taken("google-tpu-v4")),
    ("v5p-128", 64.0, Taken("google-tpu-v5p")),
    ("v5e-16", 16.0, Taken("google-tpu-v5e")),
    ("v5litepod-16", 16.0, Taken("google-tpu-v5e")),
    ("v6e-8", 8.0, Taken("google-tpu-v6e")),
    ("2 × v4-1024", 1024.0, Taken("google-tpu-v4")),
];

fn draft(entries: &[(Key, &str)]) -> Draft {
    let mut draft = Draft::default();
    for (key, text) in entries {
        draft.set(Field::new(1, *key), *text);
    }
    draft
}

/// The format that the chips of a fate have a peak in.
fn format_of(fate: &Fate) -> &'static str {
    let slug = match fate {
        Taken(slug) => slug,
        Asked(slugs) => slugs[0],
        Unknown => return "bf16",
    };
    let chip = chip(slug).unwrap_or_else(|| panic!("{slug} is in the table"));
    let formats = [
        ("bf16", Format::Bf16),
        ("fp16", Format::Fp16),
        ("fp32", Format::Fp32),
    ];
    let has = |(_, format): &&(&str, Format)| chip.peak(*format).is_some();
    formats.iter().find(has).expect("a peak").0
}

fn problems_of(answer: &Answer, key: Key) -> Vec<&Problem> {
    answer.problems_of(Field::new(1, key)).collect()
}

/// The slugs that the choices of a problem put into the field for hardware.
fn offered(problem: &Problem) -> Vec<String> {
    let edits = problem
        .choices
        .iter()
        .flat_map(|choice: &Choice| &choice.edits);
    let hardware = edits.filter(|(field, _)| field.key == Key::Hardware);
    hardware.map(|(_, slug)| slug.clone()).collect()
}

fn holds_all(offered: &[String], slugs: &[&str]) -> bool {
    slugs
        .iter()
        .all(|slug| offered.iter().any(|one| one == slug))
}

/// Chip-hours of one hour on 1 chip at 100% are the peak: which chip was it?
fn figure(answer: &Answer) -> Option<f64> {
    Some(answer.outcome.total.gpu_time?.flop.median())
}

fn peak(slug: &str, format: &str) -> f64 {
    let chip = chip(slug).expect("in the table");
    let format = format.parse().expect("a format");
    chip.peak(format).expect("a figure").median()
}

#[test]
fn the_field_takes_a_name_or_asks_which_chip_it_is() {
    for (text, fate) in NAMES {
        let format = format_of(fate);
        let entries = [
            (Key::ChipHours, "1"),
            (Key::Hardware, *text),
            (Key::Format, format),
            (Key::Utilization, "1"),
        ];
        let answer = answer(&draft(&entries));
        let said = problems_of(&answer, Key::Hardware);
        match fate {
            Taken(slug) => {
                let expected = peak(slug, format) * 3600.0;
                let figure = figure(&answer).unwrap_or_else(|| panic!("“{text}”: {said:?}"));
                assert!(
                    (figure / expected - 1.0).abs() < 1e-12,
                    "“{text}”: {figure}"
                );
                let is_note = |problem: &&Problem| problem.severity == Severity::Note;
                assert!(said.iter().all(is_note), "“{text}”: {said:?}");
            }
            Asked(slugs) => {
                assert_eq!(figure(&answer), None, "“{text}”");
                let [problem] = said.as_slice() else {
                    panic!("“{text}”: {said:?}");
                };
                assert!(holds_all(&offered(problem), slugs), "“{text}”: {problem:?}");
                // Each choice answers the question.
                for choice in &problem.choices {
                    let mut chosen = draft(&entries);
                    choice.apply(&mut chosen);
                    let left = petaday::answer::answer(&chosen);
                    assert_eq!(problems_of(&left, Key::Hardware).len(), 0, "{choice:?}");
                }
            }
            Unknown => {
                assert_eq!(figure(&answer), None, "“{text}”");
                assert!(
                    said.iter().all(|problem| problem.choices.is_empty()),
                    "“{text}”: {said:?}"
                );
            }
        }
    }
}

#[test]
fn a_name_with_several_peaks_is_a_question_and_no_error() {
    for text in [
        "H100",
        "V100",
        "V100s",
        "P100",
        "H100 80GB",
        "MI300",
        "RTX 6000",
        "Nvidia Hopper",
    ] {
        let entries = [
            (Key::ChipHours, "1"),
            (Key::Hardware, text),
            (Key::Format, "fp16"),
        ];
        let answer = answer(&draft(&entries));
        let said = problems_of(&answer, Key::Hardware);
        assert_eq!(said.len(), 1, "“{text}”: {said:?}");
        assert_eq!(said[0].severity, Severity::Missing, "“{text}”: {said:?}");
        assert!(said[0].choices.len() > 1, "“{text}”: {said:?}");
    }
}

#[test]
fn a_period_takes_the_same_names() {
    let named = NAMES.iter().map(|(text, fate)| (*text, 1.0, fate));
    let counted = COUNTED
        .iter()
        .map(|(text, count, fate)| (*text, *count, fate));
    for (text, count, fate) in named.chain(counted) {
        // `1 × 4090` may be one number. Behind a number GB200 NVL72 is the rack.
        if ["(", "4090", "GB200 NVL72"].contains(&text) || matches!(fate, Unknown) {
            continue;
        }
        let format = format_of(fate);
        let typed = match COUNTED.iter().any(|(counted, ..)| *counted == text) {
            true => format!("1 h × {text} @ {format} at 100%"),
            false => format!("1 h × 1 × {text} {format} at 100%"),
        };
        let answer = answer(&draft(&[(Key::Fleet, &typed)]));
        let said = problems_of(&answer, Key::Fleet);
        match fate {
            Taken(slug) => {
                let expected = count * peak(slug, format) * 3600.0;
                let figure = figure(&answer).unwrap_or_else(|| panic!("“{typed}”: {said:?}"));
                assert!(
                    (figure / expected - 1.0).abs() < 1e-12,
                    "“{typed}”: {figure}"
                );
            }
            Asked(_) => {
                assert_eq!(figure(&answer), None, "“{typed}”");
                assert!(
                    said.iter().any(|problem| !problem.choices.is_empty()),
                    "“{typed}”: {said:?}"
                );
                for choice in said.iter().flat_map(|problem| &problem.choices) {
                    let mut chosen = draft(&[(Key::Fleet, &typed)]);
                    choice.apply(&mut chosen);
                    let left = petaday::answer::answer(&chosen);
                    let is_asked = |problem: &&Problem| !problem.choices.is_empty();
                    let left = problems_of(&left, Key::Fleet);
                    assert!(
                        !left.iter().any(is_asked),
                        "“{typed}”, {choice:?}: {left:?}"
                    );
                }
            }
            Unknown => unreachable!("left out above"),
        }
    }
}

#[test]
fn a_number_of_chips_beside_the_name_is_put_where_it_belongs() {
    for (text, count, fate) in COUNTED {
        let Taken(slug) = fate else { continue };
        let format = format_of(fate);
        for key in [Key::Hardware, Key::Chips] {
            let mut typed = draft(&[
                (Key::Time, "1 h"),
                (key, text),
                (Key::Format, format),
                (Key::Utilization, "1"),
            ]);
            let asked = answer(&typed);
            assert_eq!(
                figure(&asked),
                None,
                "“{text}” in {key:?}: nothing is taken in silence"
            );
            let said = problems_of(&asked, Key::Hardware);
            let choices = said.iter().flat_map(|problem| &problem.choices);
            let fitting: Vec<&Choice> = choices
                .filter(|choice| choice.edits.iter().any(|(_, text)| text == slug))
                .collect();
            let [choice, ..] = fitting.as_slice() else {
                panic!("“{text}” in {key:?}: {:?}", asked.problems);
            };
            choice.apply(&mut typed);
            let expected = count * peak(slug, format) * 3600.0;
            let figure =
                figure(&answer(&typed)).unwrap_or_else(|| panic!("“{text}” in {key:?}: {typed:?}"));
            assert!(
                (figure / expected - 1.0).abs() < 1e-12,
                "“{text}” in {key:?}: {figure}"
            );
        }
    }
}

#[test]
fn what_is_counted_is_no_name() {
    for hours in ["300 chip-hours", "300 GPU-hours", "300 card hours"] {
        let typed = format!("{hours} @ 100 TFLOP/s @ 0.5");
        let answer = answer(&draft(&[(Key::Fleet, &typed)]));
        assert_eq!(
            figure(&answer),
            Some(5.4e19),
            "{typed}: {:?}",
            answer.problems
        );
    }
}

#[test]
fn a_machine_beside_another_number_of_chips_is_asked_about() {
    let entries = [
        (Key::Time, "1 h"),
        (Key::Chips, "16"),
        (Key::Hardware, "DGX H100"),
        (Key::Format, "bf16"),
        (Key::Utilization, "1"),
    ];
    let asked = answer(&draft(&entries));
    assert_eq!(figure(&asked), None);
    let said = problems_of(&asked, Key::Hardware);
    assert_eq!(said[0].choices.len(), 2, "{said:?}");
    let mut same = draft(&entries);
    same.set(Field::new(1, Key::Chips), "8");
    let asked = answer(&same);
    let said = problems_of(&asked, Key::Hardware);
    assert_eq!(
        said[0].choices.len(),
        1,
        "8 are the 8 of a DGX H100: {said:?}"
    );
}

#[test]
fn the_list_of_hardware_begins_with_what_a_name_means() {
    let counted = COUNTED.iter().map(|(text, _, fate)| (text, fate));
    for (text, fate) in NAMES.iter().map(|(text, fate)| (text, fate)).chain(counted) {
        let found = search(text);
        let first = found.first().map(|chip| chip.slug);
        match fate {
            // The search finds no instances and machines: the list has them from the field's question.
            _ if ["p4d", "a3-", "DGX-1"]
                .iter()
                .any(|name| text.contains(name)) => {}
            Taken(slug) => assert_eq!(first, Some(*slug), "{text}"),
            // `32 V100s` may be those with 32 GB: the list says so, and the field asks.
            Asked(_) if text.starts_with("32") => {}
            Asked(slugs) => {
                let most = found.iter().take(8).map(|chip| chip.slug);
                let shown: Vec<&str> = most.collect();
                assert!(
                    slugs.iter().all(|slug| shown.contains(slug)),
                    "{text}: {shown:?}"
                );
            }
            Unknown => {}
        }
    }
}

#[test]
fn accounts_of_jobs_propose_no_other_chip() {
    for (kind, slug) in [
        ("a100", "nvidia-a100-sxm-80gb"),
        ("h800", "nvidia-h800-sxm"),
        ("l40s", "nvidia-l40s"),
        ("v100s", "nvidia-v100s-pcie"),
        ("nvidia_h100_80gb_hbm3", "nvidia-h100-sxm"),
        ("b9999", ""),
        ("h1000", ""),
    ] {
        let proposed = sacct::proposed(kind).map_or("", |chip| chip.slug);
        assert_eq!(proposed, slug, "{kind}");
    }
}

#[test]
fn a_link_keeps_a_name_and_spells_a_chip() {
    for (typed, spelled) in [
        ("A100", "hardware=A100"),
        ("H100", "hardware=H100"),
        ("V100s", "hardware=V100s"),
        ("8x H100 SXM", "hardware=8x_H100_SXM"),
        ("H100 SXM5", "hardware=nvidia-h100-sxm"),
        ("V100S", "hardware=nvidia-v100s-pcie"),
    ] {
        let link = link::encode(&draft(&[(Key::Hardware, typed)]));
        assert!(link.ends_with(spelled), "{typed}: {link}");
        assert_eq!(link::encode(&link::decode(&link).draft), link);
    }
}

/// The words of a text that have a digit, without amounts of memory and versions of slots.
fn models(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let words = words.map(str::to_ascii_lowercase);
    let is_version = |word: &str| {
        let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
        matches!(letters, "" | "g" | "gb" | "gib")
            || word.starts_with("sxm")
            || word.starts_with("pcie")
            || word.starts_with("hbm")
            || word.starts_with("gddr")
    };
    words
        .map(|word| word.strip_suffix('s').map(String::from).unwrap_or(word))
        .filter(|word| word.bytes().any(|byte| byte.is_ascii_digit()) && !is_version(word))
        .collect()
}

fn spells(chip: &Chip, number: &str) -> bool {
    let names = [chip.slug, chip.name].into_iter().chain(chip.aliases());
    let bare = |text: &str| {
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        letters.collect::<String>().to_ascii_lowercase()
    };
    names.into_iter().any(|name| bare(name).contains(number))
}

proptest! {
    /// No chip is taken or suggested whose name lacks a number that was typed while another has it.
    #[test]
    fn no_chip_of_another_number_is_taken_or_suggested(
        index in 0..chips().len(),
        alias in 0..9_usize,
        cut in 0..4_usize,
        slip in "[a-z]{0,1}",
        behind in prop::sample::select(vec!["", " 80GB", "-SXM4-80GB", " PCIe", " Ti", "s", " GPU", " XYZ"]),
    ) {
        let chip = &chips()[index];
        let names: Vec<&str> = [chip.slug, chip.name].into_iter().chain(chip.aliases()).collect();
        let words: Vec<&str> = names[alias % names.len()].split([' ', '-']).collect();
        let kept = words[cut.min(words.len() - 1)..].join(" ");
        let typed = format!("{slip}{kept}{behind}");
        let named = resolve_name(&typed, Edition::PRESENT);
        let near = near(&typed, Edition::PRESENT);
        for number in models(&typed) {
            if !chips().iter().any(|chip| spells(chip, &number)) {
                continue;
            }
            for suggested in named.chips.iter().chain(if named.chips.is_empty() { near.iter() } else { [].iter() }) {
                prop_assert!(spells(suggested, &number), "“{}” is not {}", typed, suggested.slug);
            }
        }
    }
}
