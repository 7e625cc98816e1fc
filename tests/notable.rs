//! The table of notable systems: what the library unpacks is what the table says, it agrees with
//! the smaller table, and the build refuses what contradicts either.

use petaday::catalog::notable::{
    Domain, Names, Notable, OrganizationKind, Reason, Weights, notable,
};
use petaday::catalog::systems::{ComputeMethod, Confidence, system, systems};
use petaday::catalog::{Format, chip};

/// The checks that the build script makes. It reads more of a row than the tests here do.
#[allow(dead_code)]
#[path = "../build"]
mod build {
    pub(crate) mod chips;
    pub(crate) mod generations;
    pub(crate) mod memory;
    pub(crate) mod notable;
    pub(crate) mod open_models;
    pub(crate) mod pack;
    pub(crate) mod ratios;
    pub(crate) mod systems;
    pub(crate) mod table;
    pub(crate) mod words;
}

const NOTABLE: &str = include_str!("../assets/notable.csv");
const SYSTEMS: &str = include_str!("../assets/systems.csv");

#[track_caller]
fn row(slug: &str) -> &'static Notable {
    let found = notable().iter().find(|row| row.slug == slug);
    found.unwrap_or_else(|| panic!("{slug} is not in the table"))
}

mod unpacked {
    use super::*;

    /// A cell that lists, from what was unpacked.
    fn joined(names: Names) -> String {
        names.iter().collect::<Vec<_>>().join("; ")
    }

    /// The words of the build, in the order of the library's enums.
    fn worded<T: std::fmt::Debug>(members: &[T], words: &[(&str, &str)]) -> String {
        let word = |member: &T| {
            let variant = format!("{member:?}");
            let found = words.iter().find(|(_, name)| *name == variant);
            found.map_or("?", |(word, _)| *word)
        };
        members.iter().map(word).collect::<Vec<_>>().join("; ")
    }

    fn number(text: &str) -> Option<f64> {
        (!text.is_empty()).then(|| text.parse().expect("a number"))
    }

    #[test]
    fn every_cell_is_read_back() {
        let mut reader = csv::Reader::from_reader(NOTABLE.as_bytes());
        let lines: Vec<_> = reader.records().map(|line| line.expect("a row")).collect();
        assert_eq!(lines.len(), 535);
        assert_eq!(notable().len(), 535);
        for (line, row) in lines.iter().zip(notable()) {
            let chips = row.chips().map(|chip| chip.unwrap_or("none"));
            let texts = [
                row.slug.to_owned(),
                row.name.to_owned(),
                row.date.to_owned(),
                joined(row.organizations),
                worded(&row.kinds, &build::words::KINDS),
                joined(row.countries),
                worded(&row.domains, &build::words::DOMAINS),
                joined(row.tasks),
            ];
            for (at, text) in texts.iter().enumerate() {
                assert_eq!(&line[at], text, "{}", row.slug);
            }
            let numbers = [
                row.parameters,
                Some(row.flop),
                row.data,
                row.epochs,
                row.batch,
                row.hours,
            ];
            for (at, value) in numbers.into_iter().enumerate() {
                assert_eq!(number(&line[8 + at]), value, "{}", row.slug);
            }
            assert_eq!(&line[14], joined(row.hardware), "{}", row.slug);
            assert_eq!(
                &line[15],
                chips.collect::<Vec<_>>().join("; "),
                "{}",
                row.slug
            );
            assert_eq!(number(&line[16]), row.quantity, "{}", row.slug);
            assert_eq!(number(&line[17]), row.utilization, "{}", row.slug);
            assert_eq!(
                &line[18],
                row.format.map_or("", Format::key),
                "{}",
                row.slug
            );
            let weights: Vec<Weights> = row.weights.into_iter().collect();
            let texts = [
                worded(&[row.confidence], &build::systems::CONFIDENCES),
                worded(&[row.method], &build::systems::METHODS),
                worded(&weights, &build::words::WEIGHTS),
                String::from(if row.is_frontier { "yes" } else { "" }),
                worded(&row.notability, &build::words::REASONS),
                joined(row.bases),
                row.link.to_owned(),
            ];
            for (at, text) in texts.iter().enumerate() {
                assert_eq!(&line[19 + at], text, "{}", row.slug);
            }
        }
    }

    #[test]
    fn llama_2_is_what_epoch_lists() {
        let llama = row("llama-2-70b");
        assert!(llama.organizations.iter().eq(["Meta AI"]));
        assert!(llama.countries.iter().eq(["United States"]));
        assert_eq!(llama.kinds, [OrganizationKind::Industry]);
        assert_eq!(llama.domains, [Domain::Language]);
        assert_eq!((llama.flop, llama.data), (8.1e23, Some(2e12)));
        assert_eq!((llama.hours, llama.quantity), (Some(1728.0), Some(1000.0)));
        assert!(llama.chips().eq([Some("nvidia-a100-sxm-80gb")]));
        assert_eq!(llama.weights, Some(Weights::Restricted));
        assert!(llama.notability.contains(&Reason::Cited));
        assert_eq!(llama.standing(), "estimated in another way, confident");
    }
}

mod selection {
    use super::*;

    /// The counts of Epoch's edition of 22 August 2026, rows with a compute.
    #[test]
    fn as_many_are_of_each_sort_as_epoch_lists() {
        let count = |of: fn(&Notable) -> bool| notable().iter().filter(|row| of(row)).count();
        assert_eq!(count(|row| row.is_frontier), 113);
        assert_eq!(count(|row| row.confidence == Confidence::Confident), 321);
        assert_eq!(count(|row| row.confidence == Confidence::Speculative), 66);
        assert_eq!(count(|row| row.domains.contains(&Domain::Language)), 306);
        assert_eq!(count(|row| row.domains.contains(&Domain::Biology)), 34);
        assert_eq!(count(|row| row.domains.is_empty()), 1);
        assert_eq!(count(|row| row.weights == Some(Weights::Open)), 146);
        assert_eq!(count(|row| row.weights.is_none()), 97);
        assert_eq!(count(|row| row.utilization.is_some()), 33);
        assert_eq!(count(|row| row.method == ComputeMethod::Unknown), 68);
    }

    #[test]
    fn the_oldest_come_first() {
        assert!(notable().is_sorted_by_key(|row| row.date));
        assert_eq!(notable()[0].slug, "theseus");
    }

    /// Every chip that the table names can be looked up.
    #[test]
    fn every_chip_is_in_the_catalog() {
        let named: Vec<&str> = notable()
            .iter()
            .flat_map(|row| row.chips().flatten())
            .collect();
        assert!(named.len() > 190, "{}", named.len());
        assert!(named.iter().all(|slug| chip(slug).is_some()));
    }

    #[test]
    fn utilizations_are_shares() {
        for row in notable() {
            assert!(
                row.utilization.is_none_or(|mfu| (0.1..0.6).contains(&mfu)),
                "{}",
                row.slug
            );
        }
    }
}

mod agreement {
    use super::*;

    /// All but three of the smaller table, which are from other editions.
    #[test]
    fn systems_of_both_tables_have_one_slug() {
        let missing: Vec<&str> = systems()
            .iter()
            .filter(|system| !notable().iter().any(|row| row.slug == system.slug))
            .map(|system| system.slug)
            .collect();
        assert_eq!(
            missing,
            [
                "deepspeech2-english",
                "alphago-zero-with-self-play",
                "alphazero-with-self-play"
            ]
        );
    }

    #[test]
    fn they_say_the_same_of_it() {
        for row in notable() {
            let Some(system) = system(row.slug) else {
                continue;
            };
            assert!((row.flop / system.flop - 1.0).abs() < 0.006, "{}", row.slug);
            assert_eq!(
                (row.date, row.method),
                (system.date, system.method),
                "{}",
                row.slug
            );
            assert_eq!(Some(row.confidence), system.confidence, "{}", row.slug);
        }
    }
}

mod refusals {
    use super::*;

    fn problems(from: &str, to: &str) -> Vec<String> {
        let text = NOTABLE.replacen(from, to, 1);
        assert_ne!(text, NOTABLE, "nothing was changed");
        let systems = build::systems::parse("systems.csv", SYSTEMS).expect("a good table");
        let chips: Vec<&str> = petaday::catalog::chips()
            .iter()
            .map(|chip| chip.slug)
            .collect();
        let rows = build::notable::parse("notable.csv", &text, &systems, &chips);
        rows.err().unwrap_or_default()
    }

    #[track_caller]
    fn expect(from: &str, to: &str, words: &str) {
        let problems = problems(from, to);
        assert!(
            problems.iter().any(|problem| problem.contains(words)),
            "changed {from} to {to}, and no “{words}” in {problems:#?}"
        );
    }

    #[test]
    fn a_word_outside_the_vocabularies_is_refused() {
        expect(",Language,", ",Languages,", "domains has “Languages”");
        expect(",United States,", ",USA,", "countries has “USA”");
        expect(",Confident,", ",Certain,", "confidence has “Certain”");
        expect(",Confident,", ",,", "confidence is empty");
        expect(
            ",Confident,",
            ",Confident; Likely,",
            "confidence can be one thing only",
        );
        expect(",bf16,", ",bfloat16,", "format has “bfloat16”");
        expect(",industry,", ",company,", "kinds has “company”");
        expect(",restricted,", ",free,", "weights has “free”");
        expect(
            ",yes,historical",
            ",true,historical",
            "frontier must be yes",
        );
        expect(
            "historical; cited",
            "historical;; cited",
            "nothing beside it",
        );
    }

    #[test]
    fn a_figure_that_cannot_be_right_is_refused() {
        expect("1950-07-02", "1950-02-30", "is no day");
        expect(
            "1950-07-02",
            "2001-07-02",
            "not in the order of their dates",
        );
        expect(",8.1e23,", ",8.1e33,", "flop is outside");
        expect(
            ",8.1e23,",
            ",8.1001e23,",
            "more than four significant digits",
        );
        expect(",0.4192,", ",41.92,", "utilization is above 1");
        expect(
            "nvidia-a100-sxm-80gb",
            "nvidia-a101",
            "has no chip “nvidia-a101”",
        );
        expect(
            "nvidia-a100-sxm-80gb",
            "none; none",
            "one slug for each of hardware",
        );
    }

    #[test]
    fn a_contradiction_of_the_smaller_table_is_refused() {
        expect(",8.1e23,", ",8.2e23,", "flop is 8");
        expect(
            "llama-2-70b,",
            "llama-2-70b-base,",
            "this name under another slug",
        );
        expect(
            "2023-07-18,Meta AI",
            "2023-07-19,Meta AI",
            "date is 2023-07-19 here",
        );
        expect("Llama 2-70B,", "Llama 2 70B,", "name is Llama 2 70B here");
        expect(
            ",7e10,8.1e23",
            ",6.9e10,8.1e23",
            "parameters is Some(69000000000.0) here",
        );
        expect("llama-2-7b,", "llama-2-70b,", "already that of");
    }
}
