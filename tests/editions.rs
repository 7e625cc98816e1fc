//! Editions of the tables: a link is computed with the figures that it was made with, and what has
//! changed since is said. On the tables as they are, and on made-up ones.

use petaday::answer::{Changes, Evaluation, answer, changes, energy, periods};
use petaday::catalog::{EDITION, Edition, Format, as_of, chip, chips};
use petaday::draft::Draft;
use petaday::draft::link::{decode, encode};
use petaday::report::{Record, json};

/// The checks that the build script makes. It reads more of a row than the tests here do.
#[allow(dead_code)]
#[path = "../build"]
mod build {
    pub(crate) mod carbon;
    pub(crate) mod chips;
    pub(crate) mod edition_names;
    pub(crate) mod editions;
    pub(crate) mod generations;
    pub(crate) mod memory;
    pub(crate) mod pack;
    pub(crate) mod ratios;
    pub(crate) mod table;
}

use build::edition_names::{self, Named};
use build::editions::{Changing, Former, former, parse};

const CHIPS: &str = include_str!("../assets/chips.csv");
const GRIDS: &str = include_str!("../assets/grid_carbon.csv");
const HEADER: &str = "until,table,row,column,old,why,source\n";

/// Editions of the made-up tables; the last is the present one.
const MADE_UP: [&str; 6] = [
    "2026-11",
    "2026-12",
    "2026-11.2",
    "2027-01",
    "2029-05",
    "2030-01",
];

fn draft(link: &str) -> Draft {
    decode(link).draft
}

fn flop(link: &str) -> f64 {
    let headline = answer(&draft(link)).outcome.total.headline;
    headline.expect("a figure").0.median()
}

fn changed_since(link: &str) -> Changes {
    changes(&draft(link)).unwrap_or_else(|| panic!("nothing has changed for {link}"))
}

/// The rows as they were, by a made-up table; the present ones are those of assets.
fn formers<R: Changing>(rows: &str, present: &[R]) -> Result<Vec<Former<R>>, Vec<String>> {
    let text = format!("{HEADER}{rows}");
    former(&parse("editions.csv", &text, &MADE_UP)?, present)
}

fn chip_rows() -> Vec<build::chips::Row> {
    build::chips::parse("chips.csv", CHIPS).expect("sound")
}

fn grid_rows() -> Vec<build::carbon::Row> {
    build::carbon::parse("grid_carbon.csv", GRIDS).expect("sound")
}

mod links {
    use super::*;

    const L40: &str = "chip-hours=1000&hardware=nvidia-l40&format=bf16&utilization=0.4";

    #[test]
    fn a_link_is_computed_with_the_figures_that_it_was_made_with() {
        // 1,000 h × 3,600 s × 0.4 × 181 or 181.05 TFLOP/s.
        let [old, new] = [2.6064e20, 2.60712e20];
        assert_eq!(flop(&format!("v=1&data=2026-11&{L40}")), old);
        assert_eq!(flop(&format!("v=1&data=2026-12&{L40}")), new);
        assert_eq!(flop(&format!("v=1&data=2026-11.2&{L40}")), new);
        // Without an edition it follows updates; of an unknown one it has the present figures.
        assert_eq!(flop(&format!("v=1&{L40}")), new);
        for unknown in ["2031-01", "2026-10", "last_year", "2026-11&data=2026-11"] {
            let link = format!("v=1&data={unknown}&{L40}");
            assert_eq!(flop(&link), new, "{unknown}");
            assert_eq!(changes(&draft(&link)), None, "{unknown}");
            let problems = answer(&draft(&link)).problems;
            assert!(
                problems.iter().any(|p| p.field.to_string() == "data"),
                "{unknown}: {problems:?}"
            );
        }
    }

    #[test]
    fn the_pinned_edition_stays_in_the_link() {
        for edition in ["2026-11", "2026-12", "2026-11.2"] {
            let link = format!("v=1&data={edition}&{L40}");
            assert_eq!(encode(&draft(&link)), link);
            assert_eq!(draft(&link).edition().to_string(), edition);
        }
    }

    #[test]
    fn what_changed_is_said_with_what_follows() {
        let link = format!("v=1&data=2026-11&{L40}");
        assert_eq!(
            changed_since(&link).to_string(),
            format!(
                "This link uses the data of 2026-11. Since then: NVIDIA L40, BF16 peak: 181 TFLOP/s → 181.05 TFLOP/s (+0.0276%). With data={EDITION}: The estimate: 2.606 × 10²⁰ FLOP → 2.607 × 10²⁰ FLOP (+0.0276%)."
            )
        );
        // Beside method 1 the headline stays, and method 2 does not.
        let link = format!("{link}&parameters=1e9&tokens=4e10");
        let outcomes = changed_since(&link).outcomes;
        assert_eq!(outcomes.len(), 1);
        assert!(
            outcomes[0].starts_with("GPU time: 2.606 × 10²⁰ FLOP → "),
            "{outcomes:?}"
        );
        // As a goal's utilization is solved for, no figure follows from the peak.
        let goal = "v=1&data=2026-11&goal=1e20&chip-hours=1000&hardware=nvidia-l40&format=bf16";
        assert!(changed_since(goal).outcomes.is_empty());
    }

    #[test]
    fn only_figures_that_the_estimate_takes_are_named() {
        for link in [
            "v=1&data=2026-11&parameters=70e9&tokens=2e12",
            "v=1&data=2026-11&chip-hours=1000&hardware=nvidia-l40&format=fp32&utilization=0.4",
            "v=1&data=2026-11&chip-hours=1000&hardware=nvidia-l4&format=bf16&utilization=0.4",
            "v=1&data=2026-11&chip-hours=1000&hardware=nvidia-h100-sxm&format=bf16&utilization=0.4&power=400&grid=FRA",
            "v=1&data=2026-11&chip-hours=1000&peak=181e12&utilization=0.4",
        ] {
            assert_eq!(changes(&draft(link)), None, "{link}");
        }
        let two = "v=1&data=2026-11&chip-hours=1000&hardware=nvidia-l40&format=bf16&utilization=0.4&2.chip-hours=1&2.hardware=nvidia-l4&2.format=int8&2.utilization=0.1&3.chip-hours=9&3.hardware=nvidia-l40&3.format=bf16&3.utilization=0.4";
        assert_eq!(
            changed_since(two).figures,
            [
                "NVIDIA L40, BF16 peak: 181 TFLOP/s → 181.05 TFLOP/s (+0.0276%)",
                "NVIDIA L4, INT8 peak: 242 TFLOP/s → 242.5 TFLOP/s (+0.207%)",
            ]
        );
    }

    #[test]
    fn periods_of_a_fleet_are_of_the_edition_too() {
        let fleet =
            "fleet=10h*100*nvidia-l40@bf16@0.4;10h*50*nvidia-l4@fp8@0.4;1h*1*nvidia-a40@bf16@0.4";
        let at_peak = |edition: &str| {
            let read = periods(&draft(&format!("v=1&data={edition}&{fleet}")), 1);
            read.gpu_time.flop().expect("a sum").median()
        };
        // (1,000 h × peak of the L40 + 500 h × that of the L4 + 1 h × 149.7 TFLOP/s) × 3,600 s × 0.4
        let sum = |l40: f64, l4: f64| (1000.0 * l40 + 500.0 * l4 + 149.7e12) * 3600.0 * 0.4;
        for (edition, expected) in [
            ("2026-11", sum(181e12, 242e12)),
            ("2026-12", sum(181.05e12, 242.5e12)),
            ("2026-11.2", sum(181.05e12, 242.5e12)),
        ] {
            assert!(
                (at_peak(edition) / expected - 1.0).abs() < 1e-12,
                "{edition}"
            );
        }
        let of = changed_since(&format!("v=1&data=2026-11&{fleet}")).figures;
        assert_eq!(of.len(), 2, "{of:?}");
        // Hardware that the periods leave to the stage's field.
        let beside =
            "v=1&data=2026-11&fleet=10h*100;5h*10&hardware=L40&format=bf16&utilization=0.4";
        assert_eq!(flop(beside), 1050.0 * 3600.0 * 181e12 * 0.4);
    }

    #[test]
    fn reports_and_json_name_the_edition_that_they_are_of() {
        let link = format!("v=1&data=2026-11&{L40}");
        let opened = decode(&link);
        let answer = answer(&opened.draft);
        let text = json::document(&opened, &answer).expect("finite");
        let document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(document["data"]["link"], "2026-11");
        assert_eq!(document["data"]["used"], "2026-11");
        assert_eq!(document["data"]["program"], EDITION);
        assert_eq!(document["problems"][0]["key"], "data");
        assert_eq!(document["problems"][0]["severity"], "warning");
        let said = changed_since(&link).to_string();
        assert_eq!(document["problems"][0]["message"], said);

        let evaluation = Evaluation::of(opened.draft.clone());
        let record = Record::of(&evaluation, "").expect("a figure");
        assert!(
            record.program().ends_with("data of 2026-11"),
            "{}",
            record.program()
        );
        let cited = record.sources.last().expect("the program");
        assert!(cited.note.ends_with("data of 2026-11"), "{cited:?}");
        let inputs = &record.stages[0].inputs;
        let peak = inputs
            .iter()
            .find(|input| input.key.name() == "peak")
            .expect("a peak");
        assert_eq!(peak.value.map(|value| value.median()), Some(181e12));
        assert_eq!(peak.source(), "table of chips, 2026-11");
        let unknown = decode(&format!("v=1&data=2031-01&{L40}")).draft;
        let record = Record::of(&Evaluation::of(unknown), "").expect("a figure");
        assert!(
            record.program().ends_with(&format!(
                "data of {EDITION} (the link was made with those of 2031-01)"
            )),
            "{}",
            record.program()
        );
    }

    #[test]
    fn the_power_and_the_grid_of_an_edition_are_those_of_its_tables() {
        // None has changed yet: as the tables have them.
        let link = "v=1&data=2026-11&chip-hours=1000&hardware=nvidia-l40&format=bf16&utilization=0.4&grid=FRA";
        let draft = draft(link);
        let total = energy(&draft, &answer(&draft)).total;
        assert_eq!(total.energy.map(|kwh| kwh.0.median()), Some(300.0));
        assert_eq!(
            total.emissions.map(|gas| gas.0.median()),
            Some(300.0 * 41.4 / 1000.0)
        );
    }

    /// A100-PCIE-80GB was an alias of the card with 40 GB, and 8 cores were a Trainium2.
    #[test]
    fn a_link_that_names_a_chip_by_a_moved_alias_keeps_its_figures() {
        let kwh = |edition: &str| {
            let draft = draft(&format!(
                "v=1&data={edition}&chip-hours=1000&hardware=A100-PCIE-80GB&format=bf16&utilization=0.4"
            ));
            let energy = energy(&draft, &answer(&draft)).total.energy;
            energy.map(|kwh| kwh.0.median())
        };
        assert_eq!(kwh("2026-12"), Some(250.0));
        assert_eq!(kwh(EDITION), Some(300.0));

        let titan = "chip-hours=1&hardware=nvidia-gtx-titan-x&format=fp32&utilization=1";
        assert_eq!(
            flop(&format!("v=1&data=2026-11&{titan}")),
            6.691e12 * 3600.0
        );
        assert_eq!(
            flop(&format!("v=1&data={EDITION}&{titan}")),
            6.605e12 * 3600.0
        );

        let cores = "time=1h&chips=64 cores&hardware=amazon-trainium2&format=bf16&utilization=1";
        let old = flop(&format!("v=1&data=2026-12&{cores}"));
        assert_eq!(old, 8.0 * 667e12 * 3600.0);
        let problems = answer(&draft(&format!("v=1&data={EDITION}&{cores}"))).problems;
        assert!(
            problems
                .iter()
                .any(|p| p.message.to_string().contains("type that number")),
            "64 cores were typed for a Trainium2, and it was not asked which: {problems:?}"
        );
    }

    /// Which chips there are decides what a name in a link means, and so do the rules of that time.
    #[test]
    fn a_name_means_what_it_meant_when_the_link_was_made() {
        for (name, format, peak) in [
            ("V100s", "fp16", 130e12),
            ("RTX 2080", "fp16", 53.8e12),
            ("A100 40GB", "bf16", 312e12),
            ("H800", "bf16", 989.5e12),
            ("RTX 8000", "fp16", 130.5e12),
        ] {
            let fleet = format!("fleet=1h*1*{name}@{format}@1");
            for edition in ["2026-11", "2026-12"] {
                let link = format!("v=1&data={edition}&{fleet}");
                assert_eq!(flop(&link), peak * 3600.0, "{link}");
            }
        }
        let field = "hardware=V100s&chip-hours=1&format=fp16&utilization=1";
        assert_eq!(flop(&format!("v=1&data=2026-12&{field}")), 130e12 * 3600.0);
        let asked = petaday::answer::answer(&draft(&format!("v=1&{field}")));
        assert_eq!(asked.outcome.total.headline, None, "it is asked today");
    }

    #[test]
    fn every_chip_that_has_not_changed_is_itself_in_every_edition() {
        let first = Edition::named("2026-11").expect("the first");
        let others: Vec<&str> = chips()
            .iter()
            .filter(|now| !std::ptr::eq(first.chip(now), *now))
            .map(|chip| chip.slug)
            .collect();
        assert_eq!(
            others,
            [
                "nvidia-gtx-titan-x",
                "nvidia-a100-pcie-80",
                "nvidia-l4",
                "nvidia-l40",
                "amazon-trainium2",
                "amazon-trainium3",
            ]
        );
        let l4 = chip("nvidia-l4").expect("in the table");
        let peak = |chip: &petaday::catalog::Chip, format| chip.peak(format).map(|p| p.median());
        assert_eq!(peak(first.chip(l4), Format::Fp8), Some(242e12));
        assert_eq!(peak(first.chip(l4), Format::Bf16), peak(l4, Format::Bf16));
        assert_eq!(first.chip(l4).name, l4.name);
    }
}

/// A made-up history, through the checks of the build and the choice of the program.
mod made_up {
    use super::*;

    const WHY: &str = "because,https://example.org/";

    #[test]
    fn the_oldest_of_several_changes_counts() {
        // One figure that changed twice, another in between, and one of another row.
        let rows = format!(
            "2026-11,chips,nvidia-k80,fp32,8e12,{WHY}
2026-11,chips,google-tpu-v3,parts,4 cores,{WHY}
2026-11.2,chips,nvidia-k80,tdp_w,290,{WHY}
2029-05,chips,nvidia-k80,fp32,8.5e12,{WHY}
"
        );
        let formers = formers(&rows, &chip_rows()).expect("sound");
        let k80 = |f: &Former<build::chips::Row>| (f.row.peak("fp32"), f.row.tdp_w);
        let said: Vec<_> = formers
            .iter()
            .map(|f| (f.until.as_str(), f.row.slug.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                ("2026-11", "nvidia-k80"),
                ("2026-11", "google-tpu-v3"),
                ("2026-11.2", "nvidia-k80"),
                ("2029-05", "nvidia-k80"),
            ]
        );
        assert_eq!(k80(&formers[0]), (Some(8e12), Some(290.0)));
        assert_eq!(k80(&formers[2]), (Some(8.5e12), Some(290.0)));
        assert_eq!(k80(&formers[3]), (Some(8.5e12), Some(300.0)));
        assert_eq!(formers[0].row.peak("fp64"), Some(2.91e12));
        assert_eq!(formers[1].row.parts, "4 cores");

        // The row that the program takes.
        let of = |edition: &str, slug: &str| {
            let place = |name: &str| MADE_UP.iter().position(|known| *known == name);
            let table = formers.iter().map(|f| (place(&f.until), &f.row));
            let is_meant = |row: &build::chips::Row| row.slug == slug;
            let row = as_of(table, place(edition), is_meant);
            row.map(|row| (row.peak("fp32"), row.tdp_w))
        };
        for (edition, fp32, tdp_w) in [
            ("2026-11", 8e12, 290.0),
            ("2026-12", 8.5e12, 290.0),
            ("2026-11.2", 8.5e12, 290.0),
            ("2027-01", 8.5e12, 300.0),
            ("2029-05", 8.5e12, 300.0),
        ] {
            let expected = Some((Some(fp32), Some(tdp_w)));
            assert_eq!(of(edition, "nvidia-k80"), expected, "{edition}");
        }
        assert_eq!(of("2030-01", "nvidia-k80"), None);
        assert_eq!(of("2026-12", "google-tpu-v3"), None);
        assert_eq!(of("2026-11", "nvidia-k40"), None);
    }

    #[test]
    fn a_grid_goes_back_with_its_year() {
        let rows = format!(
            "2026-11,grid_carbon,FRA,g_co2e_per_kwh,44.2,{WHY}\n2026-11,grid_carbon,FRA,year,2024,{WHY}\n"
        );
        let formers = formers(&rows, &grid_rows()).expect("sound");
        assert_eq!(formers.len(), 1);
        assert_eq!(
            (formers[0].row.g_co2e_per_kwh, formers[0].row.year),
            (44.2, 2024)
        );
        assert_eq!(formers[0].row.name, "France");
        // Rows of other tables are not its own.
        assert_eq!(super::formers(&rows, &chip_rows()).map(|f| f.len()), Ok(0));
    }

    #[test]
    fn a_row_that_cannot_be_stops_the_build_and_is_named() {
        for (rows, words) in [
            (
                "2026-11,chips,nvidia-k81,fp32,8e12,W",
                "row “nvidia-k81” is none of chips",
            ),
            (
                "2026-11,chips,nvidia-k80,fp33,8e12,W",
                "column “fp33” is no figure",
            ),
            (
                "2026-11,chips,nvidia-k80,name,8e12,W",
                "column “name” is no figure",
            ),
            (
                "2026-11,chips,nvidia-k80,fp32,8.73e12,W",
                "what the figure was afterwards too",
            ),
            (
                "2026-11,chips,nvidia-k80,fp32,fast,W",
                "“fast” is no figure of fp32",
            ),
            ("2026-11,chips,nvidia-k80,fp32,,W", "old is empty"),
            (
                "2026-11,chips,nvidia-k80,parts,cores,W",
                "“cores” is no figure of parts",
            ),
            (
                "2026-11,grid_carbon,FRX,g_co2e_per_kwh,8,W",
                "row “FRX” is none of grid_carbon",
            ),
            (
                "2026-11,grid_carbon,FRA,source,8,W",
                "column “source” is no figure",
            ),
            (
                "2026-11,grid_carbon,FRA,year,last,W",
                "“last” is no figure of year",
            ),
            (
                "2026-11,pue,google-2024,pue,1.2,W",
                "table “pue” must be one of chips, grid_carbon",
            ),
            (
                "2030-01,chips,nvidia-k80,fp32,8e12,W",
                "until “2030-01” is no earlier edition",
            ),
            (
                "2026-11.2,chips,nvidia-k80,fp32,8e12,W\n2026-12,chips,nvidia-k80,tdp_w,290,W",
                "until 2026-12 stands below 2026-11.2: put the earlier edition first",
            ),
            (
                "2026-11,chips,nvidia-k80,fp32,8e12,W\n2027-01,chips,nvidia-k80,fp32,8e12,W",
                "what the figure was afterwards too",
            ),
            (
                "2026-10,chips,nvidia-k80,fp32,8e12,W",
                "until “2026-10” is no earlier edition",
            ),
            (
                "soon,chips,nvidia-k80,fp32,8e12,W",
                "until “soon” is no earlier edition",
            ),
            (
                "2026-11,chips,nvidia-k80,fp32,8e12,,https://example.org/",
                "why is empty",
            ),
            (
                "2026-11,chips,nvidia-k80,fp32,8e12,because,example.org",
                "no https:// address",
            ),
            (
                "2026-11,chips,nvidia-k80,fp32,8e12,W\n2026-11,chips,nvidia-k80,fp32,8.1e12,W",
                "said twice of this edition",
            ),
        ] {
            let rows = rows.replace(",W", &format!(",{WHY}")) + "\n";
            let of_chips = formers(&rows, &chip_rows()).err().unwrap_or_default();
            let of_grids = formers(&rows, &grid_rows()).err().unwrap_or_default();
            let problems = [of_chips, of_grids].concat();
            assert!(
                problems
                    .iter()
                    .any(|p| p.contains(words) && p.starts_with("editions.csv line ")),
                "no “{words}” in {problems:#?}"
            );
        }
    }
}

/// The list of editions itself.
mod names {
    use super::*;

    const fn made(name: &'static str, made: &'static str) -> Named {
        Named {
            name,
            made,
            misnamed: "",
        }
    }

    #[test]
    fn the_list_of_this_program_is_sound_and_only_grows() {
        let list = &edition_names::EDITIONS;
        assert_eq!(edition_names::problems(list, "2026-11-29"), [""; 0]);
        assert_eq!(
            edition_names::names()[..3],
            ["2026-11", "2026-12", "2026-11.2"]
        );
        let misnamed = list.iter().filter(|edition| !edition.misnamed.is_empty());
        let misnamed: Vec<&str> = misnamed.map(|edition| edition.name).collect();
        assert_eq!(misnamed, ["2026-12"]);
        assert_eq!(EDITION, edition_names::PRESENT);
    }

    #[test]
    fn a_list_that_cannot_be_stops_the_build() {
        let first = || made("2026-11", "2026-11-22");
        let misnamed = |name, day, why| Named {
            misnamed: why,
            ..made(name, day)
        };
        for (edition, words) in [
            (made("2026-12", "2026-11-28"), "name it by that month"),
            (made("2026-10", "2026-11-28"), "name it by that month"),
            (
                made("2026-12", "2026-12-01"),
                "made 2026-12-01 is a day to come: today is 2026-11-30",
            ),
            (
                made("2026-11.2", "2026-11-21"),
                "made on 2026-11-21, before 2026-11,",
            ),
            (made("2026-11", "2026-11-28"), "that of an earlier edition"),
            (made("2026-11.1", "2026-11-28"), "the name is no month"),
            (made("2026-11.02", "2026-11-28"), "the name is no month"),
            (made("2026-11.", "2026-11-28"), "the name is no month"),
            (made("2026-13", "2026-11-28"), "the name is no month"),
            (made("november", "2026-11-28"), "the name is no month"),
            (made("2026-11.2", "2026-11-31"), "is no day"),
            (
                misnamed("2026-11.2", "2026-11-28", "by mistake"),
                "leave misnamed empty",
            ),
        ] {
            let (name, day) = (edition.name, edition.made);
            let problems = edition_names::problems(&[first(), edition], "2026-11-30");
            assert_eq!(problems.len(), 1, "{name} of {day}: {problems:?}");
            assert!(problems[0].contains(words), "{name} of {day}: {problems:?}");
        }
        for edition in [
            made("2026-11.2", "2026-11-22"),
            made("2026-11.10", "2026-11-30"),
            misnamed("2026-12", "2026-11-30", "a month too early"),
        ] {
            let name = edition.name;
            let problems = edition_names::problems(&[first(), edition], "2026-11-30");
            assert_eq!(problems, [""; 0], "{name}");
        }
    }

    #[test]
    fn the_day_of_a_build_is_that_of_its_clock() {
        for (seconds, day) in [
            (0, "1970-01-01"),
            (86_399, "1970-01-01"),
            (951_782_400, "2000-02-29"),
            (951_868_800, "2000-03-01"),
            (1_795_823_999, "2026-11-27"),
            (1_795_824_000, "2026-11-28"),
            (4_107_542_400, "2100-03-01"),
        ] {
            assert_eq!(edition_names::day(seconds), day, "{seconds}");
        }
    }
}
