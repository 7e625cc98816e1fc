//! The tables: their figures against the vendors' own, the names that people type, the published
//! calculations. What the build refuses is in `catalog_refusals.rs`.

use petaday::catalog::bases;
use petaday::catalog::systems::{self, System, system, systems};
use petaday::catalog::{
    EDITION, Edition, Format, about, chip, chips, examples, find, near, resolve_name, search,
};
use proptest::prelude::*;

/// The checks that the build script makes. It reads more of a row than the tests here do.
#[allow(dead_code)]
#[path = "../build"]
mod build {
    pub(crate) mod chips;
    pub(crate) mod edition_names;
    pub(crate) mod examples;
    pub(crate) mod generations;
    pub(crate) mod memory;
    pub(crate) mod pack;
    pub(crate) mod ratios;
    pub(crate) mod table;
}

const CHIPS: &str = include_str!("../assets/chips.csv");
const EXAMPLES: &str = include_str!("../assets/examples.csv");
const SYSTEMS: &str = include_str!("../assets/systems.csv");

mod figures {
    use super::*;
    use Format::*;

    #[track_caller]
    fn expect_peaks(slug: &str, peaks: &[(Format, f64)]) {
        let chip = chip(slug).unwrap_or_else(|| panic!("{slug} is not in the table"));
        for (format, flop_per_s) in peaks {
            let peak = chip.peak(*format).map(|peak| peak.median());
            assert_eq!(peak, Some(*flop_per_s), "{slug} {format}");
        }
    }

    // Dense figures as the data sheets print them, or half of those printed with sparsity.
    #[test]
    fn peaks_are_those_of_the_data_sheets() {
        // NVIDIA's data sheets of the K80, P100, V100, T4, A100 and A30: dense as printed.
        expect_peaks("nvidia-k80", &[(Fp64, 2.91e12), (Fp32, 8.73e12)]);
        expect_peaks("nvidia-p100-pcie", &[(Fp32, 9.3e12), (Fp16, 18.7e12)]);
        expect_peaks("nvidia-v100-sxm2", &[(Fp16, 125e12)]);
        expect_peaks("nvidia-v100-pcie", &[(Fp16, 112e12)]);
        expect_peaks("nvidia-v100s-pcie", &[(Fp16, 130e12)]);
        expect_peaks("nvidia-t4", &[(Fp16, 65e12), (Int8, 130e12)]);
        for a100 in [
            "nvidia-a100-sxm-40gb",
            "nvidia-a100-sxm-80gb",
            "nvidia-a100-pcie",
            "nvidia-a800-sxm",
        ] {
            expect_peaks(a100, &[(Tf32, 156e12), (Fp16, 312e12), (Bf16, 312e12)]);
            expect_peaks(a100, &[(Int8, 624e12)]);
        }
        expect_peaks("nvidia-a30", &[(Tf32, 82e12), (Bf16, 165e12)]);
        expect_peaks("nvidia-a40", &[(Tf32, 74.8e12), (Bf16, 149.7e12)]);
        expect_peaks("nvidia-a10", &[(Bf16, 125e12), (Int8, 250e12)]);
        expect_peaks("nvidia-a10g", &[(Tf32, 35e12), (Bf16, 70e12)]);
        // The L4 and Hopper: half of the printed figure, which is with 2:4 sparsity.
        expect_peaks("nvidia-l4", &[(Bf16, 121e12), (Fp8, 242.5e12)]);
        expect_peaks("nvidia-h100-pcie", &[(Bf16, 756e12), (Fp8, 1_513e12)]);
        expect_peaks("nvidia-h100-sxm", &[(Tf32, 494.7e12), (Bf16, 989.4e12)]);
        expect_peaks("nvidia-h100-sxm", &[(Fp8, 1_978.9e12)]);
        expect_peaks("nvidia-h100-nvl", &[(Bf16, 835.5e12), (Fp8, 1_671e12)]);
        expect_peaks("nvidia-h800-sxm", &[(Fp64, 1e12), (Bf16, 989.5e12)]);
        expect_peaks("nvidia-h20", &[(Bf16, 148e12), (Fp8, 296e12)]);
        for twin in ["nvidia-h200-sxm", "nvidia-gh200"] {
            expect_peaks(twin, &[(Bf16, 989.5e12), (Fp8, 1_979e12)]);
        }
        // NVIDIA’s data sheet of the B200 and its page of the GB200: half of what is printed.
        expect_peaks("nvidia-b200", &[(Bf16, 2_250e12), (Fp8, 4_500e12)]);
        expect_peaks("nvidia-b200", &[(Fp4, 9_000e12)]);
        // A GPU, not a superchip of two, which has 5,000e12 in BF16.
        expect_peaks("nvidia-gb200", &[(Bf16, 2_500e12), (Fp8, 5_000e12)]);
        expect_peaks("nvidia-gb200", &[(Fp32, 80e12), (Fp4, 10_000e12)]);
        expect_peaks("nvidia-gb300", &[(Bf16, 2_500e12), (Fp4, 15_000e12)]);
        // Google Cloud’s documentation of each TPU; of v2 and v3 Jouppi et al. 2020. A chip, not a core.
        expect_peaks("google-tpu-v2", &[(Bf16, 46e12)]);
        expect_peaks("google-tpu-v3", &[(Bf16, 123e12)]);
        expect_peaks("google-tpu-v4", &[(Bf16, 275e12), (Int8, 275e12)]);
        expect_peaks("google-tpu-v5e", &[(Bf16, 197e12), (Int8, 393e12)]);
        expect_peaks("google-tpu-v5p", &[(Bf16, 459e12), (Int8, 918e12)]);
        expect_peaks("google-tpu-v6e", &[(Bf16, 918e12), (Int8, 1_836e12)]);
        // AMD’s product page of the MI250X, data sheet of the MI300X and brochure of the MI355X:
        // dense as printed. A module, not one of its two dies.
        expect_peaks("amd-mi250x", &[(Fp16, 383e12), (Bf16, 383e12)]);
        expect_peaks("amd-mi300x", &[(Fp64, 81.7e12), (Fp32, 163.4e12)]);
        expect_peaks("amd-mi300x", &[(Bf16, 1_307.4e12), (Fp8, 2_614.9e12)]);
        expect_peaks("amd-mi355x", &[(Bf16, 2_516.6e12), (Fp8, 5_033.2e12)]);
        // The AWS Neuron documentation of each chip’s architecture; Intel’s figures of the Gaudi 2.
        expect_peaks("amazon-trainium1", &[(Bf16, 190e12)]);
        expect_peaks("amazon-trainium2", &[(Bf16, 667e12), (Fp8, 1_299e12)]);
        expect_peaks("intel-gaudi2", &[(Bf16, 432e12), (Fp8, 865e12)]);
        // NVIDIA’s whitepapers of Turing, GA102, Ada and RTX Blackwell. Sums kept in FP32: half the
        // rate of sums in FP16 on GeForce cards.
        expect_peaks("nvidia-rtx-2080-ti", &[(Fp16, 53.8e12)]);
        expect_peaks("nvidia-rtx-3090", &[(Bf16, 71e12)]);
        expect_peaks("nvidia-rtx-4090", &[(Bf16, 165.2e12)]);
        expect_peaks("nvidia-rtx-5090", &[(Bf16, 209.5e12)]);
    }

    // The library unpacks exactly what the table says, to the last bit.
    #[test]
    fn every_peak_is_read_back_as_the_double_that_is_printed() {
        let rows = build::chips::parse("chips.csv", CHIPS).expect("a good table");
        assert_eq!(rows.len(), chips().len());
        for (row, chip) in rows.iter().zip(chips()) {
            assert_eq!(
                (row.slug.as_str(), row.name.as_str()),
                (chip.slug, chip.name)
            );
            assert_eq!(
                (row.vendor.as_str(), row.unit.as_str()),
                (chip.vendor, chip.unit)
            );
            assert_eq!(row.released, chip.released);
            let parts = (chip.parts()).map(|parts| format!("{} {}", parts.count, parts.name));
            assert_eq!(row.parts, parts.unwrap_or_default());
            let aliases: Vec<&str> = chip.aliases().collect();
            assert_eq!(row.aliases, aliases);
            for format in Format::ALL {
                let peak = chip.peak(format).map(|peak| peak.median());
                assert_eq!(peak, row.peak(format.key()), "{} {format}", chip.slug);
            }
            let sparse = chip.sparse_16bit_peak().map(|peak| peak.median());
            assert_eq!(sparse, row.sparse_16bit, "{}", chip.slug);
            assert_eq!(chip.tdp_w(), row.tdp_w, "{}", chip.slug);
            assert_eq!(chip.memory_gb(), row.memory_gb, "{}", chip.slug);
            let about = about(chip.slug).expect("a row");
            assert_eq!((about.source, about.note), (&*row.source, &*row.note));
        }
    }

    // No slug may ever be taken out or mean another chip: these are the first ones.
    #[test]
    fn slugs_of_the_first_edition_are_still_there() {
        for (slug, format, peak) in [
            ("nvidia-gtx-580", Fp32, 1.581e12),
            ("nvidia-gtx-titan-black", Fp32, 5.645e12),
            ("nvidia-gtx-titan-x", Fp32, 6.605e12),
            ("nvidia-k20", Fp32, 3.52e12),
            ("nvidia-k40", Fp32, 5.04e12),
            ("nvidia-p100-sxm2", Fp16, 21.22e12),
            ("google-tpu-v2", Bf16, 46e12),
            ("google-tpu-v3", Bf16, 123e12),
        ] {
            expect_peaks(slug, &[(format, peak)]);
        }
    }

    #[test]
    fn dense_and_sparse_fit_wherever_both_are_given() {
        let mut both = 0;
        for chip in chips() {
            let Some(sparse) = chip.sparse_16bit_peak() else {
                continue;
            };
            for dense in [Fp16, Bf16].into_iter().filter_map(|f| chip.peak(f)) {
                both += 1;
                let ratio = sparse.median() / dense.median();
                // AWS's chips leave out 12 of 16 numbers, not 2 of 4.
                let (least, most) = match chip.vendor {
                    "Amazon" => (3.7, 3.9),
                    _ => (1.95, 2.05),
                };
                assert!((least..most).contains(&ratio), "{}: {ratio}", chip.slug);
            }
        }
        assert_eq!(both, 212);
    }

    #[test]
    fn every_chip_has_a_year_a_unit_and_a_source_to_look_up() {
        assert_eq!(chips().len(), 252);
        for chip in chips() {
            assert!(
                (2010..=2026).contains(&chip.release_year()),
                "{}",
                chip.slug
            );
            assert!(!chip.unit.is_empty(), "{}", chip.slug);
            let about = about(chip.slug).expect("a row");
            assert!(about.source.contains("https://"), "{}", chip.slug);
            assert!(chip.formats().next().is_some(), "{}", chip.slug);
        }
    }

    #[test]
    fn the_build_and_the_library_order_the_formats_alike() {
        assert_eq!(build::chips::FORMATS, Format::ALL.map(Format::key));
    }
}

mod names {
    use super::*;

    #[test]
    fn every_slug_leads_to_its_own_row_and_is_found_first() {
        for row in chips() {
            for found in [
                chip(row.slug),
                find(row.slug),
                find(row.name),
                resolve_name(row.slug, Edition::PRESENT).only_chip(None),
                resolve_name(row.name, Edition::PRESENT).only_chip(None),
                search(row.slug).first().copied(),
                search(row.name).first().copied(),
            ] {
                assert_eq!(found.map(|chip| chip.slug), Some(row.slug));
            }
        }
    }

    /// Epoch's calculator looks a typed `(` up as a broken regular expression.
    #[test]
    fn punctuation_is_searched_like_any_text() {
        for text in [
            "(",
            "[",
            "\\",
            "*",
            "a100 (",
            "(?<",
            "\0",
            "İ",
            "ẞ",
            "🦀 h100",
        ] {
            search(text);
            find(text);
            resolve_name(text, Edition::PRESENT);
            near(text, Edition::PRESENT);
        }
        assert!(!search("a100 (").is_empty());
    }

    #[test]
    fn ten_kilobytes_of_text_are_answered() {
        for text in ["h100 ".repeat(2_000), "(".repeat(10_000), "é".repeat(5_000)] {
            search(&text);
            assert_eq!(find(&text), None);
            resolve_name(&text, Edition::PRESENT);
            near(&text, Edition::PRESENT);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in any::<String>()) {
            search(&text);
            find(&text);
            resolve_name(&text, Edition::PRESENT);
            near(&text, Edition::PRESENT);
        }

        /// A chip's own words, cut and shuffled, still lead to it.
        #[test]
        fn words_in_any_order_and_case_find_the_chip(
            index in 0..chips().len(), turn in 0..6_usize, cut in 1..20_usize,
        ) {
            let chip = &chips()[index];
            let mut words: Vec<String> = chip.name.split(' ').map(str::to_uppercase).collect();
            let turn = turn % words.len();
            words.rotate_left(turn);
            for word in &mut words {
                *word = word.chars().take(cut).collect();
            }
            let query = words.join(" - ");
            prop_assert!(search(&query).contains(&chip), "{query}");
        }
    }
}

mod published_systems {
    use super::*;

    fn number(text: &str) -> Option<f64> {
        (!text.is_empty()).then(|| text.parse().expect("a number"))
    }

    // The library unpacks exactly what the table says, to the last bit.
    #[test]
    fn every_row_is_read_back() {
        let mut reader = csv::Reader::from_reader(SYSTEMS.as_bytes());
        let rows: Vec<_> = reader.records().map(|row| row.expect("a row")).collect();
        assert_eq!(rows.len(), 168);
        assert_eq!(rows.len(), systems().len());
        for (row, system) in rows.iter().zip(systems()) {
            let System {
                slug,
                name,
                date,
                organization,
                domain,
                flop,
                parameters,
                confidence,
                method,
                title,
                link,
                source,
            } = system;
            assert_eq!(
                [&row[0], &row[1], &row[2], &row[3], &row[4]],
                [*slug, name, date, organization, domain]
            );
            assert_eq!(number(&row[5]), Some(*flop), "{slug}");
            assert_eq!(number(&row[6]), *parameters, "{slug}");
            let confidence = confidence.map_or(String::new(), |label| format!("{label:?}"));
            assert_eq!(&row[7], confidence, "{slug}");
            let method = match method {
                systems::ComputeMethod::Operations => "operations",
                systems::ComputeMethod::GpuTime => "gpu-time",
                systems::ComputeMethod::Reported => "reported",
                systems::ComputeMethod::Other => "other",
                systems::ComputeMethod::Unknown => "unknown",
            };
            assert_eq!(&row[8], method, "{slug}");
            assert_eq!([&row[9], &row[10], &row[11]], [*title, link, source]);
        }
    }

    #[test]
    fn they_stand_by_date() {
        assert!(systems().is_sorted_by_key(|system| system.date));
        assert_eq!(systems()[0].year(), "1950");
    }

    // As printed in “The Llama 3 Herd of Models”, section 1, and Brown et al. 2020, table D.1; and
    // 6·N·D by the parameters and tokens of Hoffmann et al. 2022 and the DeepSeek-V3 report.
    #[test]
    fn figures_are_those_that_were_published() {
        for (slug, published) in [
            ("llama-3.1-405b", 3.8e25),
            ("gpt-3-175b-davinci", 3.14e23),
            ("chinchilla", 6.0 * 70e9 * 1.4e12),
            ("deepseek-v3", 6.0 * 37e9 * 14.8e12),
        ] {
            let flop = system(slug).expect("in the table").flop;
            assert!((flop / published - 1.0).abs() < 0.05, "{slug}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in any::<String>(), limit in 0..300_usize) {
            prop_assert!(bases::search(&text, limit).len() <= limit);
        }

        /// A system's own words, shuffled and in capitals, still lead to it.
        #[test]
        fn words_in_any_order_and_case_find_the_system(
            index in 0..168_usize, turn in 0..6_usize,
        ) {
            let system = &systems()[index];
            let mut words = vec![system.year().to_owned(), system.organization.to_owned()];
            words.extend(system.name.split(' ').map(str::to_uppercase));
            let turn = turn % words.len();
            words.rotate_left(turn);
            let text = words.join(" / ");
            if text.len() < 100 {
                let found = bases::search(&text, usize::MAX);
                prop_assert!(found.iter().any(|base| base.name == system.name), "{text}");
            }
        }
    }
}

mod calculations {
    use super::*;

    #[test]
    fn every_link_has_the_edition_of_the_tables() {
        let start = format!("v=1&data={EDITION}&");
        assert!(
            examples()
                .iter()
                .all(|example| example.link.starts_with(&start))
        );
    }

    /// Printed figures are rounded, and one was misprinted; none is off by more than half.
    #[test]
    fn exact_and_printed_figures_are_of_one_size() {
        for figure in examples().iter().flat_map(|example| example.figures) {
            let Some(printed) = figure.printed_flop() else {
                continue;
            };
            let ratio = figure.exact_flop().median() / printed.median();
            assert!((0.85..1.55).contains(&ratio), "{figure:?}: {ratio}");
        }
    }

    #[track_caller]
    fn expect_refusal(from: &str, to: &str, words: &str) {
        let text = EXAMPLES.replacen(from, to, 1);
        assert_ne!(text, EXAMPLES, "nothing was changed");
        let problems = build::examples::parse("examples.csv", &text).err();
        let problems = problems.unwrap_or_default();
        assert!(
            problems
                .iter()
                .any(|p| p.contains(words) && p.starts_with("examples.csv line ")),
            "no “{words}” in {problems:#?}"
        );
    }

    #[test]
    fn a_bad_row_is_refused() {
        expect_refusal(
            "openai-vgg-gpu-time",
            "openai-vgg-operations",
            "already that of",
        );
        expect_refusal("v=1&title", "title", "link must start with");
        expect_refusal(
            "title=Neural_Machine",
            "title=Neural%20Machine",
            "spell it _",
        );
        expect_refusal(
            "1.050624e19",
            "1.05e19 FLOP",
            "exact_flop “1.05e19 FLOP” is not",
        );
        expect_refusal("4.7e17 | 5e17", "4.7e17", "one value for each method");
        expect_refusal(",gpu-time,", ",hardware,", "method “hardware” must be");
        expect_refusal("AlexNet,2012", "AlexNet,12", "year");
        expect_refusal(",gallery,", ",galleries,", "group “galleries” must be");
        expect_refusal(",A network counted layer by layer,", ",,", "shows must say");
        expect_refusal("3.14E+23 FLOPs,3.14e23", "-,3.14e23", "are both -");
        expect_refusal("https://openai.com", "openai.com", "no https:// address");
    }
}
