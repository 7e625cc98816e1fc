//! Published utilizations, grids, data centres and years of chips: the tables against each other
//! and against what their sources print.

use petaday::answer::answer;
use petaday::catalog::carbon::grids;
use petaday::catalog::pue::pues;
use petaday::catalog::utilization::{Evidence, Filter, Record, Span, records, select, spread};
use petaday::catalog::year::{Arithmetic, average};
use petaday::catalog::{Format, chip};
use petaday::draft::link;
use petaday::estimate::{RECOMMENDED, SEEN, SEEN_IN_WORDS};

/// The checks that the build script makes. It reads more of a row than the tests here do.
#[allow(dead_code)]
#[path = "../build"]
mod build {
    pub(crate) mod carbon;
    pub(crate) mod chips;
    pub(crate) mod generations;
    pub(crate) mod memory;
    pub(crate) mod pue;
    pub(crate) mod ratios;
    pub(crate) mod table;
    pub(crate) mod utilization;
}

const CHIPS: &str = include_str!("../assets/chips.csv");
const RECORDS: &str = include_str!("../assets/utilization.csv");
const GRIDS: &str = include_str!("../assets/grid_carbon.csv");
const PUES: &str = include_str!("../assets/pue.csv");

fn record(slug: &str) -> &'static Record {
    let found = records().iter().find(|record| record.slug == slug);
    found.unwrap_or_else(|| panic!("{slug} is not in the table"))
}

fn percent(share: f64) -> String {
    format!("{}%", (100.0 * share).round())
}

mod utilization {
    use super::*;

    #[test]
    fn records_are_whole() {
        assert_eq!(records().len(), 45);
        assert!(records().is_sorted_by_key(|record| record.published));
        for record in records() {
            let share = record.value().median();
            assert!(share > 0.1 && share < 0.75, "{}: {share}", record.slug);
            assert!(record.source.contains("https://"), "{}", record.slug);
            assert!((2012..=2026).contains(&record.year()), "{}", record.slug);
            // Only Yuan 1.0 does not say what it ran on.
            assert_eq!(record.chips().count() == 0, record.slug == "yuan-1.0");
            // Every chip that the table names has the format's peak, so that it can be used.
            if let Some(format) = record.format {
                assert!(record.chips().all(|chip| chip.peak(format).is_some()));
            }
        }
    }

    /// The page says of published runs exactly what the table says.
    #[test]
    fn the_sentence_on_published_runs_is_that_of_the_table() {
        let all = spread(records().iter()).expect("records");
        assert_eq!(all.n, 33);
        assert_eq!(all.median, 0.325);
        let [range, median] = SEEN_IN_WORDS;
        let low = percent(all.low);
        assert_eq!(
            range,
            format!("{}–{}", low.trim_end_matches('%'), percent(all.high))
        );
        assert_eq!(median, format!("median {}", percent(all.median)));
        // An implied utilization is judged by the same numbers.
        let written = [SEEN.start(), SEEN.end()].map(|end| percent(*end));
        assert_eq!(written, [low, percent(all.high)]);
    }

    /// The recommended values for GPUs and TPUs are within what was seen; OpenAI's for CPUs is at
    /// its lower end.
    #[test]
    fn recommendations_are_within_what_was_seen() {
        let all = spread(records().iter()).expect("records");
        for recommended in RECOMMENDED {
            let share: f64 = recommended.share.trim_end_matches('%').parse().expect("%");
            let share = share / 100.0;
            assert!(
                (all.low - 0.005..=all.high).contains(&share),
                "{recommended:?}"
            );
        }
        assert_eq!(percent(all.median), RECOMMENDED[2].share);
    }

    #[test]
    fn a_whole_run_falls_short_of_its_steps() {
        let gap = |slug| {
            let record = record(slug);
            let run = record.whole_run().expect("operations, hours and a peak");
            (percent(record.value().median()), percent(run.median()))
        };
        // 2.53e24 / ((6,144 × 1,200 h + 3,072 × 336 h) × 275e12).
        assert_eq!(gap("palm-540b"), ("46%".into(), "30%".into()));
        // 3.8e25 / (30.84e6 h × 989.4e12).
        assert_eq!(gap("llama-3.1-405b"), ("40%".into(), "35%".into()));
        assert_eq!(gap("bloom-176b"), ("50%".into(), "30%".into()));
        assert_eq!(record("palm-540b").span, Span::Steps);
        assert_eq!(record("bloom-176b").span, Span::Best);
    }

    /// Where a figure is of the whole run, it follows from operations, chips and time. What does
    /// not is said in its note.
    #[test]
    fn figures_of_whole_runs_follow_from_their_factors() {
        let mut checked = 0;
        for record in records().iter().filter(|record| record.span == Span::Run) {
            let Some(run) = record.whole_run() else {
                continue;
            };
            let off = run.median() / record.value().median() - 1.0;
            let allowed = match record.slug {
                // Other operations, a guessed time, another peak: see their notes.
                "t5-11b" => 0.19,
                "nekomata-14b" => 0.12,
                "glam" => 0.09,
                "ul2" => 0.07,
                "gpt-4-2023-03" | "gpt-4-2023-06" | "starcoder" => 0.04,
                _ => 0.015,
            };
            assert!(off.abs() < allowed, "{}: {off}", record.slug);
            checked += 1;
        }
        assert_eq!(checked, 23);
    }

    /// Each against what its sources print, and against what follows from that.
    #[test]
    fn rows_are_those_of_their_sources() {
        let a100 = 312e12;
        for (slug, mfu, hfu, source, note) in [
            // Smith et al.: 126 TFLOP/s per GPU on 280 servers. Chowdhery et al., table 3: 30.2%.
            (
                "mt-nlg-530b",
                Some(0.302),
                Some(126e12 / a100),
                "2204.02311",
                "29.7% without attention",
            ),
            // 15.1e15 FLOP/s of 512 GPUs, of 125e12 each; of 130e12 it would be 22.7%.
            (
                "megatron-lm-8.3b",
                None,
                Some(15.1e15 / 512.0 / 125e12),
                "1909.08053",
                "130e12",
            ),
            // Zhang et al.: 147 TFLOP/s per GPU.
            (
                "opt-175b",
                None,
                Some(147e12 / a100),
                "2302.13971",
                "34 days",
            ),
            ("gopher-280b", Some(0.378), None, "2204.02311", "32.5%"),
            ("bert-large", Some(0.2801), None, "2005.14165", "5.33e20"),
            // 320,256 h, and 11,208 h of fine-tuning.
            (
                "starcoder",
                Some(8.46e22 / ((320_256.0 + 11_208.0) * 3600.0 * a100)),
                None,
                "2305.06161",
                "23.5%",
            ),
            // 38.94% of the BF16 peak is half as much of the FP8 peak.
            (
                "deepseek-v3",
                Some(0.3894 / 2.0),
                None,
                "2505.09343",
                "38.94%",
            ),
        ] {
            let record = record(slug);
            for (found, printed) in [(record.mfu(), mfu), (record.hfu(), hfu)] {
                let found = found.map(|share| (1000.0 * share.median()).round());
                let printed = printed.map(|share: f64| (1000.0 * share).round());
                assert_eq!(found, printed, "{slug}, in tenths of a per cent");
            }
            assert!(record.source.contains(source), "{slug}: {}", record.source);
            assert!(record.note.contains(note), "{slug}: {}", record.note);
        }
        assert_eq!(record("opt-175b").count(), Some(992.0));
        assert_eq!(record("deepseek-v3").evidence, Evidence::Reported);
        assert_eq!(record("mt-nlg-530b").hours(), None, "none is published");
        // 2,240 GPUs did 65,430 tokens a second.
        let tokens = 1920.0 * 2048.0 / 60.1;
        let share: f64 = 6.0 * 530e9 * tokens / (2240.0 * a100);
        assert!((share - 0.298).abs() < 5e-4, "{share}");
    }

    /// A run as its paper states it, entered as fields, gives its utilization back.
    #[test]
    fn a_stated_run_can_be_entered_and_gives_its_utilization() {
        let mut entered = 0;
        for record in records() {
            let stated = (record.flop(), record.hours(), record.count(), record.format);
            let (Some(flop), Some(hours), Some(count), Some(format)) = stated else {
                continue;
            };
            for chip in record.chips() {
                let fields = format!(
                    "v=1&forward={:e}&examples=1&backward=2&time={hours}h&chips={count}&hardware={}&format={}",
                    flop.median() / 3.0,
                    chip.slug,
                    format.key(),
                );
                let answer = answer(&link::decode(&fields).draft);
                let agreement = answer.outcome.total.agreement.expect("both methods");
                let peak = chip.peak(format).expect("a peak").median();
                let share = flop.median() / (hours * 3600.0 * count * peak);
                let implied = agreement.implied_utilization;
                assert!((implied / share - 1.0).abs() < 1e-12, "{}", record.slug);
                entered += 1;
            }
        }
        assert_eq!(entered, 37);
    }

    #[test]
    fn records_are_filtered() {
        let slugs = |w| select(w).map(|record| record.slug).collect::<Vec<_>>();
        let on = |chip| Filter {
            chip: Some(chip),
            ..Filter::default()
        };
        assert_eq!(slugs(Filter::default()).len(), 45);
        assert_eq!(slugs(on("nvidia-gtx-580")), ["alexnet"]);
        assert_eq!(
            slugs(on("nvidia-h100-sxm")),
            ["nemotron-4-340b", "llama-3.1-405b", "exaone-deep-32b"]
        );
        // A run on an A100 of either memory is one for both.
        assert!(slugs(on("nvidia-a100-sxm-40gb")).contains(&"amazon-titan"));
        assert!(slugs(on("nvidia-a100-sxm-80gb")).contains(&"amazon-titan"));
        assert_eq!(slugs(on("no such chip")), [""; 0]);
        let fp8 = Filter {
            format: Some(Format::Fp8),
            ..Filter::default()
        };
        assert_eq!(slugs(fp8), ["deepseek-v3", "deepseek-v3-2025-03"]);
        let early = Filter {
            years: Some((2012, 2018)),
            ..Filter::default()
        };
        assert_eq!(slugs(early), ["alexnet", "bert-large"]);
        let both = Filter {
            chip: Some("google-tpu-v4"),
            years: Some((2023, 2026)),
            ..Filter::default()
        };
        assert_eq!(slugs(both), ["vit-22b", "afm-server"]);
    }

    #[test]
    fn a_run_is_counted_once() {
        let repeated = records().iter().filter(|r| r.same_run_as.is_some());
        let repeated: Vec<&str> = repeated.map(|r| r.slug).collect();
        assert_eq!(repeated, ["gpt-4-2023-06", "deepseek-v3-2025-03"]);
        let evidence = |e| records().iter().filter(|r| r.evidence == e).count();
        assert_eq!(evidence(Evidence::Speculative), 3);
        assert_eq!(spread(std::iter::empty()), None);
    }

    #[track_caller]
    fn expect_refusal(from: &str, to: &str, words: &str) {
        let chips = build::chips::parse("chips.csv", CHIPS).expect("a good table");
        let text = RECORDS.replacen(from, to, 1);
        assert_ne!(text, RECORDS, "nothing was changed");
        let problems = build::utilization::parse("utilization.csv", &text, &chips).err();
        let problems = problems.unwrap_or_default();
        assert!(
            problems
                .iter()
                .any(|p| p.contains(words) && p.starts_with("utilization.csv line ")),
            "no “{words}” in {problems:#?}"
        );
    }

    #[test]
    fn a_bad_record_is_refused() {
        expect_refusal("0.3133", "31.33", "mfu is above 1");
        expect_refusal("0.3133", "0", "not a positive number");
        expect_refusal("0.3133", "", "neither mfu nor hfu");
        expect_refusal("0.462,0.578", "0.462,0.9", "hfu is 1.95 times mfu");
        expect_refusal("nvidia-gtx-580", "nvidia-gtx-581", "no slug of assets");
        expect_refusal("fp32,0.3133", "bf16,0.3133", "has no peak in bf16");
        expect_refusal("fp32,0.3133", "float,0.3133", "format “float” must be");
        expect_refusal(",run,derived", ",all,derived", "span “all” must be");
        expect_refusal(",run,derived", ",run,guessed", "evidence “guessed” must");
        expect_refusal("2012-09-30", "2012-09-31", "published");
        expect_refusal("gpt-4-2023-03,\"", "gpt-4,\"", "is no earlier row");
        expect_refusal("bert-large,", "alexnet,", "already that of");
    }

    #[test]
    fn a_record_without_a_source_is_refused() {
        let chips = build::chips::parse("chips.csv", CHIPS).expect("a good table");
        let text = RECORDS.replace("https://", "");
        let problems = build::utilization::parse("utilization.csv", &text, &chips).err();
        assert_eq!(problems.map(|problems| problems.len()), Some(45));
    }
}

mod places {
    use super::*;

    #[test]
    fn grids_and_data_centres_are_plausible() {
        for grid in grids() {
            let grams = grid.intensity().median();
            assert!((20.0..=800.0).contains(&grams), "{}", grid.name);
            assert!((2024..=2025).contains(&grid.year), "{}", grid.name);
        }
        let named = |code| petaday::catalog::carbon::grid(code).map(|g| g.intensity().median());
        assert_eq!(named("WLD"), Some(458.0));
        assert_eq!(named("USA"), Some(384.0));
        assert_eq!(named("NOR"), Some(28.1));
        for pue in pues() {
            assert!(
                (1.04..=1.58).contains(&pue.ratio().median()),
                "{}",
                pue.slug
            );
        }
    }

    #[track_caller]
    fn expect_refusal(problems: Option<Vec<String>>, words: &str) {
        let problems = problems.unwrap_or_default();
        assert!(problems.iter().any(|p| p.contains(words)), "{problems:#?}");
    }

    #[test]
    fn a_bad_row_is_refused() {
        let grids = |from: &str, to: &str| {
            build::carbon::parse("grid_carbon.csv", &GRIDS.replacen(from, to, 1)).err()
        };
        assert_eq!(grids("", ""), None);
        expect_refusal(grids("41.4", "0.0414"), "is it in another unit?");
        expect_refusal(grids("41.4", ""), "g_co2e_per_kwh is empty");
        expect_refusal(grids("FRA", "fr"), "three capitals");
        expect_refusal(grids("FRA", "DEU"), "already that of");
        expect_refusal(grids("2025", "25"), "year must be");
        expect_refusal(grids("https://", ""), "no https:// address");
        let pues =
            |from: &str, to: &str| build::pue::parse("pue.csv", &PUES.replacen(from, to, 1)).err();
        assert_eq!(pues("", ""), None);
        expect_refusal(pues("1.18", "0.18"), "is outside 1 to 3");
        expect_refusal(pues("1.18", "118%"), "not a positive number");
        expect_refusal(pues("google-2024", "meta-2024"), "already that of");
        expect_refusal(pues("https://", ""), "no https:// address");
    }
}

mod years {
    use super::*;

    const THEIRS: &str = include_str!("fixtures/year_averages.csv");

    /// Epoch AI's means over its own list of July 2026 (Machine Learning Hardware, CC BY 4.0,
    /// https://epoch.ai/data/machine-learning-hardware), which has more chips of most years: cheaper
    /// cards of 2016 to 2018 and 2021, export versions of 2023. Ours has chips that it lists without
    /// a 16-bit figure (Ampere cards of 2020, the MI250 and small inference cards of 2021, of which year
    /// it has three in all), and counts cards for games only where servers have few. Where it has four or
    /// more and we have three, the means are within a factor of 1.45.
    #[test]
    fn averages_are_near_those_of_another_list() {
        let mut compared = 0;
        for row in csv::Reader::from_reader(THEIRS.as_bytes()).records() {
            let row = row.expect("a row");
            let year = row[0].parse().expect("a year");
            for (arithmetic, n, mean) in [
                (Arithmetic::Fp32, &row[1], &row[2]),
                (Arithmetic::Matrix16, &row[3], &row[4]),
            ] {
                let theirs = mean.parse::<f64>().ok().zip(n.parse::<usize>().ok());
                let ours = average(year, arithmetic);
                let (Some((mean, n)), Some(ours)) = (theirs, ours) else {
                    continue;
                };
                let ratio = ours.mean / mean;
                if n < 4 || ours.n < 3 {
                    continue;
                }
                let factor = 1.45;
                assert!(
                    ratio < factor && ratio > 1.0 / factor,
                    "{year} {arithmetic:?}: {ratio}"
                );
                compared += 1;
            }
        }
        assert_eq!(compared, 18);
    }

    #[test]
    fn a_range_holds_most_chips_of_its_year() {
        for year in 2012..=2025 {
            let Some(all) = average(year, Arithmetic::Fp32) else {
                continue;
            };
            assert!(all.peak.low() <= all.median && all.median <= all.peak.high());
        }
        assert_eq!(average(1999, Arithmetic::Fp32), None);
        assert!(chip("nvidia-a100-sxm-40gb").is_some());
    }
}
