//! The panels beside utilization and hardware: what they show of the tables, and that whatever was
//! typed is shown as text.

use petaday::catalog::utilization::{Record, Span, records};
use petaday::catalog::{Format, chips};
use petaday::draft::{Draft, Field, Key, link};
use petaday::panel::piece::{Piece, html_of, presses};
use petaday::panel::{Action, HardwareAction, Press, UtilizationAction, hardware, utilization};
use proptest::prelude::*;

#[path = "parts/html.rs"]
mod html;
use html::is_well_formed;
#[path = "parts/dom.rs"]
mod dom;
use dom::{Node, Role, parse};

fn draft(fragment: &str) -> Draft {
    link::decode(fragment).draft
}

fn evidence(fragment: &str, settings: &utilization::Settings) -> String {
    html_of(&utilization::draw(&draft(fragment), 1, settings))
}

fn about(fragment: &str, settings: &hardware::Settings) -> String {
    html_of(&hardware::draw(&draft(fragment), 1, settings))
}

/// The texts that buttons put into a field.
fn fills(pieces: &[Piece], key: Key) -> Vec<String> {
    let texts = presses(pieces)
        .into_iter()
        .filter_map(|action| match action {
            Action::Press(Press::Fill(of, text, _)) if of == key => Some(text),
            _ => None,
        });
    texts.collect()
}

/// The texts that buttons of the hardware panel put into a field.
fn offers(fragment: &str, settings: &hardware::Settings, key: Key) -> Vec<String> {
    fills(&hardware::draw(&draft(fragment), 1, settings), key)
}

#[track_caller]
fn expect(html: &str, words: &str) {
    assert!(html.contains(words), "no “{words}” in {html}");
}

mod of_utilization {
    use super::*;
    use petaday::panel::utilization::Settings;

    /// The names of the marks of the picture.
    fn marks(html: &str) -> Vec<String> {
        parse(html).names(Role::Symbol)
    }

    /// The marks of published runs, without those of recommendations.
    fn dots(html: &str) -> usize {
        let marks = marks(html).into_iter();
        marks.filter(|name| !name.contains("% for ")).count()
    }

    /// The rows of the table, by the name in their first cell.
    fn systems(html: &str) -> Vec<String> {
        let page = parse(html);
        let headers = page.all(Role::RowHeader).into_iter();
        let name = |header: Node<'_>| {
            let beside = header.tags("small")[0].text();
            let text = header.text();
            text.strip_suffix(&beside).unwrap_or(&text).to_owned()
        };
        headers.map(name).collect()
    }

    fn all() -> Settings {
        Settings::default()
    }

    #[test]
    fn every_record_is_a_dot_and_a_row() {
        let html = evidence("v=1", &all());
        assert!(is_well_formed(&html));
        assert_eq!(dots(&html), 45);
        let names: Vec<&str> = records().iter().map(|record| record.system).collect();
        assert_eq!(systems(&html), names);
        let texts = fills(
            &utilization::draw(&draft("v=1"), 1, &all()),
            Key::Utilization,
        );
        let with_mfu = records().iter().filter(|r| r.mfu().is_some()).count();
        assert_eq!(texts.len(), with_mfu);
        assert_eq!(html.matches("Counted once").count(), 2);
        // AlexNet, as its dot says it and as its button sets it.
        let alexnet = "AlexNet, MFU 31.3%, whole run, NVIDIA GeForce GTX 580, FP32, 2012";
        let page = parse(&html);
        page.one(Role::Symbol, alexnet);
        assert!(texts.contains(&"31.3%".into()));
        expect(&html, "PaLM (540B), MFU 46.2%, HFU 57.8%, steps");
        expect(&html, "GLM-130B, MFU 32.5%, HFU 43.3%, steps");
        expect(&html, "of its HFU of 43.3% the model needed 3/4, 32.5%");
        assert!(page.leads_to("https://arxiv.org/abs/2204.02311"));
    }

    #[test]
    fn the_spread_is_that_of_distinct_runs() {
        let html = evidence("v=1", &all());
        let spread = "MFU of 33 runs, excluding best-step figures: 17% to 55%, median 33%";
        expect(&html, &format!("Published: {spread}."));
        let picture = parse(&html).names(Role::Image).concat();
        assert!(picture.ends_with(&format!("{spread}.")), "{picture}");
        let marks = marks(&html);
        for share in ["30%", "40%", "33%", "17%"] {
            let value = format!("{share} for ");
            assert!(
                marks.iter().any(|mark| mark.starts_with(&value)),
                "{marks:?}"
            );
        }
    }

    #[test]
    fn the_chosen_chip_stands_out_and_can_be_shown_alone() {
        let h100 = "v=1&hardware=nvidia-h100-sxm&format=bf16&utilization=0.35";
        let html = evidence(h100, &all());
        assert_eq!(dots(&html), 45);
        // And one in the legend.
        let page = parse(&html);
        assert_eq!(page.of_class("dot on").len(), 3 + 1);
        let of_h100 = "MFU of 3 runs, excluding best-step figures: 32% to 41%, median 40%.";
        page.expect(&format!("NVIDIA H100 SXM: {of_h100}"));
        page.one(Role::Strong, "NVIDIA H100 SXM");
        expect(&html, "yours 35%");
        expect(&html, "Yours: 35%.");
        let alone = Settings {
            only_chip: true,
            ..all()
        };
        let html = evidence(h100, &alone);
        assert_eq!(
            systems(&html),
            ["Nemotron-4 340B", "Llama 3.1-405B", "EXAONE Deep 32B"]
        );
        expect(&html, &format!("Published: {of_h100}"));
        // Without a chip there is nothing to leave out.
        assert_eq!(systems(&evidence("v=1", &alone)).len(), 45);
        // No record is of this GPU.
        let k80 = evidence("v=1&hardware=nvidia-k80&format=fp32", &all());
        expect(&k80, "None of them is on the NVIDIA Tesla K80.");
        let k80 = evidence("v=1&hardware=nvidia-k80&format=fp32", &alone);
        expect(&k80, "No published record fits.");
        let k80 = parse(&k80);
        assert!(k80.all(Role::Image).is_empty());
        k80.one(Role::Button, "Show all");
    }

    #[test]
    fn formats_years_and_kinds_are_chosen() {
        let fp8 = "v=1&hardware=nvidia-h800-sxm&format=fp8";
        let only = Settings {
            only_format: true,
            ..all()
        };
        assert_eq!(
            systems(&evidence(fp8, &only)),
            ["DeepSeek-V3", "DeepSeek-V3 (Mar 2025)"]
        );
        let early = |from: &str, to: &str| Settings {
            from: from.into(),
            to: to.into(),
            ..all()
        };
        let shown = |settings: &Settings| systems(&evidence("v=1", settings)).len();
        assert_eq!(shown(&early("", "2018")), 2);
        assert_eq!(shown(&early("2012", "2012")), 1);
        assert_eq!(shown(&early("2019", "")), 43);
        assert_eq!(shown(&early("2023", "2022")), 0);
        for hostile in ["20", "99999999999", "-1", "２０２２", "<b>", "2022 2023"] {
            let settings = early(hostile, "");
            assert_eq!(shown(&settings), 45, "{hostile}");
            let html = evidence("v=1", &settings);
            expect(&html, "Type a year of four digits");
            assert!(is_well_formed(&html));
        }
        let mfu = Settings {
            only_mfu: true,
            ..all()
        };
        let html = evidence("v=1", &mfu);
        let systems = systems(&html);
        assert!(!systems.contains(&"Meena".into()) && systems.len() == 36);
    }

    #[test]
    fn what_is_done_changes_the_settings_alone() {
        let mut settings = all();
        for action in [
            UtilizationAction::OnlyChip(true),
            UtilizationAction::OnlyFormat(true),
            UtilizationAction::OnlyMfu(true),
            UtilizationAction::From("2020".into()),
            UtilizationAction::To("2\n024".into()),
        ] {
            utilization::act(&mut settings, action);
        }
        let expected = Settings {
            only_chip: true,
            only_format: true,
            only_mfu: true,
            from: "2020".into(),
            to: "2024".into(),
        };
        assert_eq!(settings, expected);
        utilization::act(&mut settings, UtilizationAction::All);
        assert_eq!(settings, all());
    }

    fn percent(share: f64) -> String {
        format!("{:.0}%", 100.0 * share)
    }

    fn record(slug: &str) -> &'static Record {
        let found = records().iter().find(|record| record.slug == slug);
        found.unwrap_or_else(|| panic!("{slug} is not in the table"))
    }

    /// Chowdhery et al. print 46.2%; Dubey et al. 38 to 43%; the rest is division.
    #[test]
    fn a_whole_run_is_told_from_its_steps() {
        let html = evidence("v=1", &all());
        expect(
            &html,
            "PaLM (540B) reached 46% while training and 30% over the whole run",
        );
        expect(
            &html,
            "Llama 3.1-405B reached 40% (38 to 43% by stage) while training and 35% over the whole run",
        );
        for (slug, steps, run) in [
            ("palm-540b", "46%", "30%"),
            ("llama-3.1-405b", "40%", "35%"),
        ] {
            let record = record(slug);
            assert_eq!(record.span, Span::Steps);
            let mfu = record.mfu().expect("an MFU").median();
            assert_eq!(percent(mfu), steps);
            let whole = record.whole_run().expect("its factors").median();
            assert_eq!(percent(whole), run);
        }
    }

    /// Half as good on paper, because the peak is twice as high.
    #[test]
    fn a_share_of_another_peak_is_said_to_be_one() {
        let said =
            "DeepSeek-V3’s 19% is of the FP8 peak: of the BF16 peak, which most papers use, 39%.";
        let html = evidence("v=1", &all());
        assert_eq!(html.matches("is of the FP8 peak").count(), 1);
        expect(&html, said);
        expect(
            record("deepseek-v3").note,
            "of the BF16 peak, which most papers use, 39%",
        );
        let bf16 = evidence(
            "v=1&hardware=nvidia-h100-sxm&format=bf16",
            &Settings {
                only_format: true,
                ..all()
            },
        );
        assert!(!bf16.contains("is of the FP8 peak"));
    }

    #[test]
    fn the_axis_grows_with_what_is_typed() {
        let page = parse(&evidence("v=1&utilization=0.9", &all()));
        let mut labels = page.tags("text").into_iter();
        assert!(labels.any(|label| label.text() == "100%"));
        let mut lines = page.tags("line").into_iter();
        assert!(lines.any(|line| line.attribute("x1") == "90.0%"));
        let range = parse(&evidence("v=1&utilization=0.25..0.62", &all()));
        assert_eq!(range.tags("rect")[0].attribute("x"), "31.3%");
        for unread in ["1.5", "x", "1e-300", "-1", "%3Cscript%3E"] {
            let html = evidence(&format!("v=1&utilization={unread}"), &all());
            assert!(is_well_formed(&html), "{unread}");
        }
    }
}

/// Makes an action of a text that is typed.
type Typed = fn(String) -> HardwareAction;

/// The texts that can be typed in the hardware panel, by name.
fn typed_in_hardware() -> [(&'static str, Typed); 6] {
    [
        ("year", HardwareAction::Year),
        ("cores", HardwareAction::Cores),
        ("clock", HardwareAction::Clock),
        ("per-cycle", HardwareAction::PerCycle),
        ("name", HardwareAction::Name),
        ("peak-format", HardwareAction::PeakFormat),
    ]
}

mod of_hardware {
    use super::*;
    use petaday::panel::hardware::Settings;

    fn none() -> Settings {
        Settings::default()
    }

    #[test]
    fn every_chip_has_its_figures() {
        for chip in chips() {
            let html = about(&format!("v=1&hardware={}", chip.slug), &none());
            assert!(is_well_formed(&html), "{}", chip.slug);
            expect(&html, &format!("One chip here is {}", chip.unit));
            let fragment = format!("v=1&hardware={}", chip.slug);
            let rows = offers(&fragment, &none(), Key::Format).len();
            assert_eq!(rows, chip.formats().count(), "{}", chip.slug);
            expect(&html, "Source of its figures");
            assert!(!html.contains("Only the year is known"), "{}", chip.slug);
        }
    }

    #[test]
    fn a_chip_is_described() {
        let html = about("v=1&hardware=nvidia-h100-sxm&format=bf16", &none());
        expect(&html, "Announced 2022-03-22 · 700 W · 80 GB of memory");
        expect(
            &html,
            "if your figure is 1,978.9 TFLOP/s, it is the sparse one",
        );
        let page = parse(&html);
        let [chosen] = page.of_class("chosen")[..] else {
            panic!("one row: {html}");
        };
        let [button] = chosen.all(Role::Button)[..] else {
            panic!("one button: {html}");
        };
        assert_eq!(button.name(), "BF16");
        let cells: Vec<String> = chosen.all(Role::Cell).into_iter().map(Node::text).collect();
        assert_eq!(cells, ["1/8/7", "989.4matrix units"]);
        expect(
            &about("v=1&hardware=google-tpu-v3", &none()),
            "One chip here is one chip of two cores: 2 cores are one chip.",
        );
        // Where nothing is advertised with sparsity, there is nothing to warn of.
        assert!(!about("v=1&hardware=nvidia-k80", &none()).contains("sparsity"));
    }

    #[test]
    fn without_a_chip_there_are_formats_and_ways_on() {
        let html = about("v=1", &none());
        assert!(is_well_formed(&html));
        let page = parse(&html);
        for format in Format::ALL {
            page.one(Role::RowHeader, format.name());
        }
        for words in ["Only the year is known", "CPU: cores × clock", "1/11/52"] {
            expect(&html, words);
        }
        assert!(!html.contains("Propose"));
    }

    #[test]
    fn a_year_gives_a_range_to_take() {
        let of_year = |year: &str| Settings {
            year: year.into(),
            ..none()
        };
        let of = |year: &str| {
            let html = about("v=1", &of_year(year));
            assert!(is_well_formed(&html));
            html
        };
        let offers = |year: &str| offers("v=1", &of_year(year), Key::Peak);
        // 125e12, 112e12 and 46e12 of 2017.
        let html = of("2017");
        expect(
            &html,
            "3 chips, mean 94.3, median 112, range 35 to 213 TFLOP/s.",
        );
        assert_eq!(offers("2017")[1], "3.5e13..2.1e14");
        expect(&html, "wafer-scale chips are left out");
        let html = of("2010");
        expect(&html, "one chip, 1.58 TFLOP/s.");
        assert_eq!(offers("2010"), ["1.6e12"]);
        expect(&html, "no chip of that year has a figure");
        expect(
            &of("2011"),
            "The catalog has no chip of 2011. It has chips of 2010, 2012 to 2026.",
        );
        for hostile in ["1", "99999", "0x7e", "-201", "<b>", "２０１７"] {
            expect(&of(hostile), "Type a year of four digits");
        }
    }

    /// The field reads exactly what a button sets.
    #[test]
    fn what_is_set_can_be_read() {
        for year in 2010..=2026 {
            let settings = Settings {
                year: year.to_string(),
                ..none()
            };
            for text in offers("v=1", &settings, Key::Peak) {
                let dimension = Key::Peak.dimension().expect("a number");
                let read = petaday::quantity::read(&text, dimension);
                assert!(read.is_ok_and(|peak| peak.median() > 1e12), "{text}");
            }
        }
    }

    #[test]
    fn a_cpu_is_multiplied_out() {
        let settings = Settings {
            cores: "28".into(),
            clock: "2.7 GHz".into(),
            per_cycle: "64".into(),
            ..none()
        };
        assert_eq!(offers("v=1", &settings, Key::Peak), ["4.8384e12"]);
        let range = Settings {
            clock: "2 to 3".into(),
            ..settings.clone()
        };
        assert_eq!(offers("v=1", &range, Key::Peak), ["3.584e12..5.376e12"]);
        let wrong = Settings {
            clock: "0".into(),
            ..settings
        };
        expect(&about("v=1", &wrong), "Type three numbers above 0");
        expect(
            &about("v=1&hardware=amd-epyc-7742", &none()),
            "CPU: cores × clock",
        );
    }

    #[test]
    fn a_chip_that_is_not_there_can_be_proposed() {
        let html = about("v=1&hardware=NVIDIA_H300&format=bf16", &none());
        expect(&html, "\nnvidia-h300,NVIDIA H300,NVIDIA,,,");
        let page = parse(&html);
        let mut links = page.all(Role::Link).into_iter();
        assert!(links.any(|link| link.attribute("href").ends_with("/issues/new")));
        let settings = Settings {
            name: "Acme \"X\", <b>".into(),
            format: "BF16".into(),
            ..none()
        };
        let html = about("v=1&peak=1500_TFLOP/s", &settings);
        assert!(is_well_formed(&html));
        let proposal = "\nacme-x-b,\"Acme \"\"X\"\", <b>\",Acme,,,,,,,,,,,1.5e15,";
        parse(&html).expect(proposal);
        let bare = about("v=1&peak=1500_TFLOP/s", &none());
        expect(&bare, "Peak 1.5e15 FLOP/s; of which format?");
    }

    #[test]
    fn what_is_typed_is_kept() {
        let mut settings = none();
        for (what, action) in typed_in_hardware() {
            hardware::act(&mut settings, action(format!("{what}!\n")));
        }
        let typed = |text: &str| text.to_owned();
        let expected = Settings {
            year: typed("year!"),
            cores: typed("cores!"),
            clock: typed("clock!"),
            per_cycle: typed("per-cycle!"),
            name: typed("name!"),
            format: typed("peak-format!"),
        };
        assert_eq!(settings, expected);
    }
}

proptest! {
    /// Whatever is typed, or comes in a link, is text: no element, no panic.
    #[test]
    fn any_text_is_shown_as_text(text in any::<String>(), other in "[<>&\"'a-z0-9 ]{0,40}") {
        for text in [&text, &other] {
            let mut draft = Draft::default();
            for key in [Key::Hardware, Key::Format, Key::Peak, Key::Utilization] {
                draft.set(Field::new(1, key), text.as_str());
            }
            let mut of_hardware = hardware::Settings {
                year: text.clone(),
                cores: text.clone(),
                clock: text.clone(),
                per_cycle: text.clone(),
                name: text.clone(),
                format: text.clone(),
            };
            let mut of_utilization = utilization::Settings {
                only_chip: true,
                only_format: true,
                only_mfu: true,
                from: text.clone(),
                to: text.clone(),
            };
            for html in [
                hardware::draw(&draft, 1, &of_hardware),
                utilization::draw(&draft, 1, &of_utilization),
            ] {
                prop_assert!(is_well_formed(&html_of(&html)), "{text:?}");
            }
            for (_, action) in typed_in_hardware() {
                hardware::act(&mut of_hardware, action(text.clone()));
            }
            utilization::act(&mut of_utilization, UtilizationAction::From(text.clone()));
        }
    }
}
