//! Energy, emissions and cost through links, against figures that were published or computed by hand.

// Held against a tolerance.
#![allow(clippy::disallowed_methods)]

use petaday::answer::{Energy, Evaluation, answer, energy};
use petaday::draft::{Field, Key, Provenance, link::decode, link::encode};
use petaday::panel::piece::{Piece, html_of, presses};
use petaday::panel::{Action, CostAction, Draw, PanelId, PanelInput, Panels, Press, cost};
use petaday::quantity::Uncertain;
use petaday::report::json;
use proptest::prelude::*;

#[path = "parts/dom.rs"]
mod dom;
use dom::{Page, Role, parse};

fn of(link: &str) -> Energy {
    let opened = decode(&format!("v=1&{link}"));
    assert_eq!(opened.problems, [], "{link}");
    energy(&opened.draft, &answer(&opened.draft))
}

#[track_caller]
fn close(ours: Option<Uncertain>, exact: f64) {
    let ours = ours.expect("a figure").median();
    assert!((ours / exact - 1.0).abs() < 1e-12, "{ours} is not {exact}");
}

fn kwh(energy: &Energy) -> Option<Uncertain> {
    energy.total.energy.map(|kwh| kwh.0)
}

fn kg(energy: &Energy) -> Option<Uncertain> {
    energy.total.emissions.map(|kg| kg.0)
}

fn pieces(link: &str) -> Vec<Piece> {
    let evaluation = Evaluation::of(decode(&format!("v=1&{link}")).draft);
    cost::draw(&evaluation, 1)
}

fn drawn(link: &str) -> Page {
    parse(&html_of(&pieces(link)))
}

/// Luccioni et al. 2022, <https://arxiv.org/abs/2211.02001>: 1,082,990 hours of A100 at 400 W on
/// the grid of Jean Zay are 433,196 kWh and 24.69 t.
const BLOOM: &str = "chip-hours=1082990&hardware=nvidia-a100-sxm-80gb&format=bf16&grid=57_g/kWh";

#[test]
fn bloom_by_the_design_power_of_its_chips() {
    let bloom = of(BLOOM);
    close(kwh(&bloom), 433_196.0);
    close(kg(&bloom), 24_692.172);
    let power = bloom.stages[0].power.expect("in the catalog");
    assert!(power.is_design);
    assert_eq!((bloom.stages[0].host, bloom.stages[0].pue), (None, None));
    // In whatever unit, and with the power typed.
    for grid in [
        "0.057kg/kWh",
        "57",
        "57_gCO2e/kWh",
        "57_g_CO₂e/kWh",
        "57_gCO2-eq/kWh",
        "57_kg/MWh",
    ] {
        let same = of(&format!("chip-hours=1082990&power=0.4kW&grid={grid}"));
        close(kg(&same), 24_692.172);
        assert!(!same.stages[0].power.expect("typed").is_design);
    }
}

/// Patterson et al. 2021, table 4: 14.8 days on 10,000 V100 of 330 W with their hosts, PUE 1.10, on
/// 429 g/kWh; printed are 1,287 MWh and 552.1 t.
#[test]
fn gpt_3_as_patterson_et_al_compute_it() {
    let gpt_3 = of("time=14.8d&chips=10000&power=330W&pue=1.1&grid=0.429kg/kWh");
    close(kwh(&gpt_3), 1_289_376.0);
    let (mwh, tonnes) = (1_289_376.0 / 1_287e3, 1_289_376.0 * 0.429 / 552.1e3);
    assert!(f64::abs(mwh - 1.0) < 0.002 && f64::abs(tonnes - 1.0) < 0.002);
    close(kg(&gpt_3), 1_289_376.0 * 0.429);
}

#[test]
fn every_factor_multiplies_and_none_is_assumed() {
    let base = "chip-hours=1000&hardware=nvidia-h100-sxm&format=bf16";
    close(kwh(&of(base)), 700.0);
    close(kwh(&of(&format!("{base}&pue=1.1"))), 770.0);
    close(kwh(&of(&format!("{base}&host=1.5&pue=1.1"))), 1_155.0);
    close(kwh(&of(&format!("{base}&power=500W&runs=2"))), 1_000.0);
    // France in the table: 41.4 g/kWh.
    for grid in ["FRA", "fra", "France"] {
        let energy = of(&format!("{base}&grid={grid}"));
        close(kg(&energy), 700.0 * 0.0414);
        assert_eq!(
            energy.stages[0].grid.and_then(|g| g.of).map(|g| g.code),
            Some("FRA")
        );
    }
    assert_eq!(kg(&of(base)), None);
    assert_eq!(
        kwh(&of("chip-hours=1000&peak=1e15")),
        None,
        "no power is known"
    );
    assert_eq!(
        kwh(&of("hardware=nvidia-h100-sxm&format=bf16")),
        None,
        "no hours are"
    );
    assert_eq!(
        kwh(&of(&format!("{base}&pue=0.9"))),
        None,
        "not as if it were empty"
    );
    assert_eq!(
        kwh(&of(&format!("{base}&power=x"))),
        None,
        "nor the design power instead"
    );
}

#[test]
fn a_price_keeps_its_currency_and_has_none_of_its_own() {
    let cost = |price: &str| of(&format!("chip-hours=1000&price={price}")).total.cost;
    for (price, currency) in [
        ("$2.50", Some("USD")),
        ("2.5", None),
        ("2.5EUR/h", Some("EUR")),
        ("2.50_per_hour", None),
    ] {
        let (money, typed) = cost(price).expect("a cost");
        assert_eq!((money.median(), typed), (2_500.0, currency), "{price}");
    }
    let (range, _) = cost("2..3USD").expect("a cost");
    assert_eq!((range.low(), range.high()), (2_000.0, 3_000.0));
    assert_eq!(cost("2_to_€3"), Some((range, Some("EUR"))));
}

#[test]
fn stages_add_up_where_every_one_has_a_figure() {
    let one = "chip-hours=1000&power=500W&grid=100&price=2USD";
    let two = "2.chip-hours=500&2.power=1kW&2.pue=1.2&2.grid=FRA";
    let both = of(&format!("{one}&{two}&2.price=4USD"));
    close(kwh(&both), 500.0 + 600.0);
    close(kg(&both), 50.0 + 600.0 * 0.0414);
    let (money, currency) = both.total.cost.expect("a cost");
    assert_eq!((money.median(), currency), (4_000.0, Some("USD")));
    for other in ["&2.price=4EUR", "&2.price=4", ""] {
        assert_eq!(
            of(&format!("{one}&{two}{other}")).total.cost,
            None,
            "{other}"
        );
    }
    assert_eq!(kwh(&of(&format!("{one}&2.parameters=1&2.tokens=1"))), None);
}

#[test]
fn ranges_widen_as_they_multiply() {
    let energy = of("chip-hours=1e6&power=500_to_700_W&host=1.4..1.8&pue=1.1");
    let kwh = energy.total.energy.expect("a figure");
    let median = (350_000f64 * 2.52).sqrt() * 1.1 * 1e3;
    let width = ((1.4f64.ln() / 2.0).powi(2) + ((1.8f64 / 1.4).ln() / 2.0).powi(2)).sqrt();
    assert!((kwh.median() / median - 1.0).abs() < 1e-12);
    assert!((kwh.high() / (median * width.exp()) - 1.0).abs() < 1e-12);
}

#[test]
fn what_cannot_be_read_says_what_to_type() {
    for (field, words) in [
        ("host=0.9", "for 10% on top type 1.1"),
        ("pue=0.9..1.2", "at least 1"),
        ("pue=110%25", "percentage makes no sense"),
        ("power=400_kW", "No chip draws 400 kW"),
        ("power=400_Wh", "type W or kW"),
        ("grid=Frnace", "did you mean France (FRA)?"),
        ("grid=Atlantis", "type a three-letter code"),
        ("grid=57_g", "type g/kWh or kg/kWh"),
        ("grid=0.057", "No grid emits 0.057 g CO₂e/kWh"),
        ("price=¥300", "type JPY or CNY"),
        ("price=$2_to_€3", "USD and EUR are two currencies"),
        ("price=60_USD/day", "one chip for one hour"),
        ("price=2,50", "type 2.50"),
        ("price=2_XYZ", "the price of one chip"),
    ] {
        let draft = decode(&format!("v=1&chip-hours=1&{field}")).draft;
        let answer = answer(&draft);
        let energy = energy(&draft, &answer);
        let key = Key::named(field.split('=').next().unwrap()).unwrap();
        let said: Vec<_> = answer
            .problems_of(Field::new(1, key))
            .chain(&energy.problems)
            .map(|p| p.message.as_str())
            .collect();
        assert!(said.iter().any(|m| m.contains(words)), "{field}: {said:?}");
    }
}

#[test]
fn none_of_it_is_asked_for_or_changes_the_estimate() {
    let bare = "v=1&chip-hours=1000&peak=1e15&utilization=0.4";
    let full = format!("{bare}&power=400W&host=1.5&pue=1.1&grid=FRA&price=2USD");
    let (bare, full) = (decode(bare), decode(&full));
    assert_eq!(answer(&bare.draft), answer(&full.draft));
    assert_eq!(answer(&full.draft).problems, []);
}

#[test]
fn scripts_get_the_figures_and_what_is_in_them() {
    let document = |link: &str| {
        let opened = decode(&format!("v=1&{link}"));
        let text = json::document(&opened, &answer(&opened.draft)).expect("finite");
        serde_json::from_str::<serde_json::Value>(&text).expect("JSON")
    };
    let bloom = document(&format!("{BLOOM}&pue=1.2&price=2..3USD"));
    let energy = &bloom["energy"];
    assert_eq!(energy["kwh"]["low"], energy["kwh"]["high"]);
    assert!((energy["kwh"]["median"].as_f64().unwrap() / 519_835.2 - 1.0).abs() < 1e-12);
    assert!((energy["kg_co2e"]["median"].as_f64().unwrap() / 29_630.606_4 - 1.0).abs() < 1e-12);
    assert_eq!(energy["cost"]["low"], 2.0 * 1_082_990.0);
    assert_eq!(energy["currency"], "USD");
    assert_eq!(energy["chip_power"], "design");
    assert_eq!(energy["chip_power_w"]["median"], 400.0);
    assert_eq!(
        (&energy["host_included"], &energy["pue_included"]),
        (&false.into(), &true.into())
    );
    assert_eq!(&bloom["stages"][0]["energy"], energy);
    assert!(document("parameters=1&tokens=1")["energy"].is_null());
    let paid = document("chip-hours=10&price=2");
    assert!(paid["energy"]["kwh"].is_null() && paid["energy"]["currency"].is_null());
    assert_eq!(paid["energy"]["cost"]["median"], 20.0);
    let wrong = document("chip-hours=10&grid=Frnace&parameters=1&tokens=1");
    let keys: Vec<_> = wrong["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["key"].as_str().unwrap())
        .collect();
    assert!(keys.contains(&"grid"), "{keys:?}");
}

#[test]
fn the_panel_shows_figures_factors_and_sources() {
    let panel = drawn(&format!("{BLOOM}&price=2USD"));
    for words in [
        "433 MWh",
        "1.08 × 10⁶ chip-hours × 400 W per chip",
        "24.7 t CO₂e",
        "433 MWh × 57 g CO₂e/kWh",
        "2.17 × 10⁶ USD",
        "design power of the NVIDIA A100",
        "upper bound",
        "The chips alone are in the figure",
        "host factor of an NVIDIA DGX A100: 6.5 kW at most, for 8 chips of 400 W",
        "1.09: Google, all data centres (2024)",
        "1.09: Google, all data centres (2025)",
        "embodied emissions",
    ] {
        panel.expect(words);
    }
    assert!(panel.leads_to("https://arxiv.org/abs/2104.10350"));
    assert_eq!(panel.all(Role::Option).len(), 51 + 16);
    let presses = presses(&pieces(BLOOM));
    for (key, text) in [(Key::Power, "400 W"), (Key::Host, "2.031")] {
        let fill = Action::Press(Press::Fill(key, text.into(), Some(Provenance::Published)));
        assert!(presses.contains(&fill), "{text} is not in {presses:?}");
    }
    let france = drawn(&format!("{BLOOM}&pue=1.2&host=1.5").replace("57_g/kWh", "FRA"));
    for words in [
        "× 1.5 host × 1.2 PUE",
        "average of 2025",
        "Ember",
        "The chips, their servers and the data centre are in the figure.",
    ] {
        france.expect(words);
    }
    let mut lists = france.all(Role::Combobox).into_iter();
    assert!(lists.any(|list| list.attribute("value") == "FRA"));
}

#[test]
fn the_panel_says_what_is_missing() {
    for (link, words) in [
        ("", "Energy needs the training time"),
        ("chip-hours=5", "choose the hardware, or type it"),
        (
            "chip-hours=5&hardware=nvidia-h100-sxm&power=x",
            "a power that can be read",
        ),
        ("chip-hours=5&power=5W&pue=0.5", "a PUE that can be used"),
        // The field says that its comma is to be a point.
        ("chip-hours=5&power=5W&pue=1,1", "a PUE that can be used"),
        ("chip-hours=5&power=5W", "Emissions need the grid"),
        ("grid=FRA", "Emissions need the energy."),
        ("chip-hours=5", "There is no default price"),
        ("price=5", "The cost needs the training time"),
        ("chip-hours=5&price=5", "none was typed"),
        (
            "chip-hours=5&2.chip-hours=6",
            "A total is shown once every stage",
        ),
        (
            "chip-hours=5&power=1kW&2.chip-hours=6&2.power=1kW",
            "11 kWh",
        ),
    ] {
        println!("{link}");
        drawn(link).expect(words);
    }
}

/// The page shows these at the field of the stage.
#[test]
fn the_panel_gives_the_problems_of_grids() {
    let shown = PanelInput {
        evaluation: Evaluation::of(decode("v=1&grid=FRA&2.grid=Frnace").draft),
        stage: 1,
        ..PanelInput::default()
    };
    let drawn = Panels::default().draw(PanelId::Costs, &shown);
    let [problem] = drawn.problems.as_slice() else {
        panic!("one problem: {:?}", drawn.problems);
    };
    assert_eq!(problem.field, Field::new(2, Key::Grid));
    assert!(problem.message.contains("did you mean France"));
}

#[test]
fn a_choice_goes_into_its_field() {
    let grid = |code: &str| cost::act(&CostAction::Grid(code.into())).fields;
    let pue = |slug: &str| cost::act(&CostAction::Pue(slug.into())).fields;
    assert_eq!(grid("FRA"), [(Key::Grid, "FRA".into())]);
    assert_eq!(pue("uptime-2024"), [(Key::Pue, "1.56".into())]);
    for fields in [grid(""), grid("x"), pue("")] {
        assert_eq!(fields, []);
    }
}

#[test]
fn links_spell_what_was_typed() {
    for (typed, spelled) in [
        ("utilization=40%25_HFU", "utilization=0.4HFU"),
        ("utilization=40..45%25_HFU", "utilization=0.4..0.45HFU"),
        ("goal=100_pfs-days", "goal=100_pfs-days"),
        ("power=400_to_450_W", "power=400..450_W"),
        ("grid=fra", "grid=FRA"),
        ("grid=South_Korea", "grid=South_Korea"),
        ("grid=57_gCO2e/kWh", "grid=57_g/kWh"),
        ("price=$2.50", "price=2.5USD"),
        ("price=€2_to_€3", "price=2..3EUR"),
        ("2.pue=1.1", "2.pue=1.1"),
    ] {
        assert_eq!(
            encode(&decode(&format!("v=1&{typed}")).draft),
            format!("v=1&{spelled}")
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is typed, every figure is an ordinary number, and the panel and the JSON are drawn.
    #[test]
    fn any_draft_has_figures_or_none(
        texts in prop::collection::vec((prop::sample::select(Key::ALL.to_vec()), 1..3u16, prop_oneof![
            "\\PC{0,10}",
            prop::sample::select(vec![
                "1e300", "1e-300", "5 to 6", "40% HFU", "€2 to €3", "$1e308", "57 gCO2e/kWh", "FRA", "france", "0.4 kW", "1.1",
                "nvidia-h100-sxm", "bf16", "1e24", "100 pfs-days", "3",
            ]).prop_map(String::from),
        ]), 0..14),
    ) {
        let mut draft = petaday::draft::Draft::default();
        for (key, stage, text) in texts {
            draft.add(Field::new(stage, key), text);
        }
        let answer = answer(&draft);
        let energy = energy(&draft, &answer);
        for totals in energy.stages.iter().map(|s| s.figures).chain([energy.total]) {
            let figures = [
                totals.energy.map(|v| v.0),
                totals.emissions.map(|v| v.0),
                totals.cost.map(|v| v.0.0),
            ];
            for value in figures.into_iter().flatten() {
                prop_assert!(value.is_positive_and_finite());
            }
        }
        for solution in &answer.solved {
            let found = solution.found.as_ref();
            prop_assert!(found.is_none_or(|f| f.solved.value().is_positive_and_finite()));
        }
        let evaluation = Evaluation::of(draft.clone());
        for stage in draft.stages() {
            cost::draw(&evaluation, stage);
        }
        let opened = petaday::draft::link::Opened { draft, problems: vec![] };
        prop_assert!(json::document(&opened, &answer).is_ok());
    }
}

/// Periods on several chips take the mean of their design powers, by the hours of each.
#[test]
fn the_hours_of_other_chips_take_another_power() {
    let rest = "hardware=nvidia-h100-sxm&format=bf16&utilization=0.4";
    let same = of(&format!("fleet=10h*8;20h*8&{rest}"));
    // 240 h × 700 W.
    close(kwh(&same), 168.0);
    let other = of(&format!("fleet=10h*8;20h*8*nvidia-a100-sxm-80gb&{rest}"));
    // 80 h × 700 W + 160 h × 400 W.
    close(kwh(&other), 120.0);
    let alone = of("fleet=1000_h_x_1000_H100_SXM_bf16_at_40%25&hardware=nvidia-v100-sxm2");
    close(kwh(&alone), 700_000.0);
    let peak = of(&format!("fleet=10h*8;20h*8@312TFLOP/s&{rest}"));
    assert_eq!(kwh(&peak), None, "no one knows what a bare peak takes");
    let typed = of(&format!(
        "fleet=10h*8;20h*8*nvidia-a100-sxm-80gb&{rest}&power=600_W"
    ));
    close(kwh(&typed), 144.0);
}
