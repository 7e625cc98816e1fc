//! A link keeps what was typed: every text that gives a figure gives the same one through its link,
//! to the last bit, and a link spells itself the same.

mod texts;

use petaday::answer::fleet::lines;
use petaday::answer::{Answer, Problem, Severity, answer, energy, rounded_from};
use petaday::card::Card;
use petaday::draft::link::{decode, encode};
use petaday::draft::{Draft, Field, Key};
use petaday::estimate::Outcome;
use petaday::quantity::{Dimension, Rules, Uncertain, currency, read, read_counted, spell};
use petaday::report::json::document;
use petaday::words::stage::title;
use proptest::prelude::*;
use texts::{any_draft, draft_of, fleet, numeric, typed};

/// A range keeps its ends in a link: a point at either end keeps a digit beside it.
#[test]
fn a_point_at_the_end_of_a_number_is_none_of_the_range() {
    use Dimension::{ChipHours, Count, Share, Speed, Time};
    for (dimension, typed, spelled, low, high) in [
        (Count(&[]), ".3-.5B", ".3..0.5B", 3e8, 5e8),
        (Count(&[]), ".3 to .5", ".3..0.5", 0.3, 0.5),
        (Count(&[]), ".3….5", ".3..0.5", 0.3, 0.5),
        (Count(&[]), "1. - 8", "1.0..8", 1.0, 8.0),
        (Count(&[]), "1. - 8e12", "1.0..8e12", 1.0, 8e12),
        (Count(&[]), "+.3 to +.5", ".3..0.5", 0.3, 0.5),
        (
            Time,
            ".25 to .5 y",
            ".25..0.5 y",
            0.25 * 31_557_600.0,
            0.5 * 31_557_600.0,
        ),
        (Speed, ".3–.5 PFLOP/s", ".3..0.5 PFLOP/s", 3e14, 5e14),
        (Share, ".3 to .5", ".3..0.5", 0.3, 0.5),
        (ChipHours, "6p+h", "at least 6p h", 6e15, 6e15),
        (
            ChipHours,
            "1.2M+GPU-hours",
            "at least 1.2M GPU-hours",
            1.2e6,
            1.2e6,
        ),
        (
            Count(&["token"]),
            "2e+3 k+tokens",
            "at least 2e3 k tokens",
            2e6,
            2e6,
        ),
    ] {
        let value = Uncertain::range(low, high);
        assert_eq!(
            read_counted(typed, dimension).map(|c| c.value),
            Ok(value),
            "{typed}"
        );
        assert_eq!(spell(typed, dimension), spelled);
        assert_eq!(spell(spelled, dimension), spelled);
        assert_eq!(
            read_counted(spelled, dimension).map(|c| c.value),
            Ok(value),
            "{spelled}"
        );
    }
}

#[test]
fn a_factor_is_short_for_its_two_ends() {
    for (dimension, typed, spelled) in [
        (Dimension::Time, "7 */ 1.3 h", "5.384615384615384..9.1 h"),
        (Dimension::Time, "7 */ 1.3", "5.384615384615384..9.1"),
        (
            Dimension::Operations,
            "0.7 */ 3 pfs-days",
            "0.2333333333333333..2.0999999999999996 pfs-days",
        ),
        (Dimension::Count(&[]), "2B */ 3", "0.6666666666666666..6 B"),
        (
            Dimension::Share,
            "41% HFU */ 1.1",
            "0.3727272727272727..0.451HFU",
        ),
    ] {
        assert_eq!(spell(typed, dimension), spelled);
        assert_eq!(read(spelled, dimension), read(typed, dimension), "{typed}");
    }
}

/// Eight digits with a point after them are days that are none. Links of earlier editions have them as numbers.
#[test]
fn eight_digits_with_a_point_are_a_number_only_in_links_of_old() {
    let (typed, spelled) = ("20220311. to 20220706", "20220311.0..20220706");
    let value = Uncertain::range(20_220_311.0 * 86_400.0, 20_220_706.0 * 86_400.0);
    assert_eq!(Rules::First.read(typed, Dimension::Time), Ok(value));
    assert_eq!(Rules::First.read(spelled, Dimension::Time), Ok(value));
    assert_eq!(Rules::First.spell(typed, Dimension::Time), spelled);
    assert_eq!(Rules::First.spell(spelled, Dimension::Time), spelled);
    assert!(read_counted(typed, Dimension::Time).is_err());
}

/// Twice eight digits that are days are not a number of days of training, whatever stands between them: in a
/// link it is what makes them dates.
#[test]
fn two_days_of_eight_digits_are_no_number() {
    for typed in [
        "20220311-20220706",
        "20220311 - 20220706",
        "20220311..20220706",
        "20220311…20220706",
        "20220311 to +20220706",
    ] {
        for text in [typed, &spell(typed, Dimension::Time)] {
            let time = read_counted(text, Dimension::Time).map(|counted| counted.value);
            assert_eq!(time, Ok(Uncertain::point(117.0 * 86_400.0)), "{text}");
        }
    }
}

/// The longest text that may be typed, and one character more in the spelled range.
#[test]
fn the_longest_range_has_a_link() {
    for (dimension, unit) in [(Dimension::Time, "d"), (Dimension::Speed, "T")] {
        let typed = format!("{}.5–.75{unit}", "0".repeat(993));
        assert_eq!(typed.chars().count(), 1_000);
        let spelled = spell(&typed, dimension);
        assert!(read(&typed, dimension).is_ok_and(Uncertain::is_range));
        assert_eq!(
            read(&spelled, dimension),
            read(&typed, dimension),
            "{spelled}"
        );
        assert_eq!(spell(&spelled, dimension), spelled);
    }
}

/// An old link, which means one thing and may have been written for another.
struct Doubted {
    link: &'static str,
    key: &'static str,
    /// The ends of the headline as it is read, where it can be.
    flop: Option<[f64; 2]>,
    /// The text that may have been typed.
    typed: &'static str,
    /// Its value in words.
    meant: &'static str,
}

/// Links as Petaday 0.1.0 spelled them. They still mean what they say, and a note tells what may
/// have been meant.
const DOUBTED: [Doubted; 6] = [
    Doubted {
        link: "v=1&parameters=.3...5B&tokens=1e9",
        key: "parameters",
        flop: Some([1.8e18, 3e19]),
        typed: ".3 to 0.5B",
        meant: "3 × 10⁸ to 5 × 10⁸",
    },
    // Both `1. - 8e12` and `1 - .8e12` were spelled so.
    Doubted {
        link: "v=1&parameters=1...8e12&tokens=1e9",
        key: "parameters",
        flop: Some([6e9, 4.8e22]),
        typed: "1 to 0.8e12",
        meant: "1 to 8 × 10¹¹",
    },
    Doubted {
        link: "v=1&time=.25...5_y&chips=2&peak=1e15&utilization=0.5",
        key: "time",
        flop: Some([7.88940e21, 1.57788e23]),
        typed: ".25 to 0.5 y",
        meant: "91 to 183 d",
    },
    Doubted {
        link: "v=1&compute=1e24&2.compute=.5...7_pfs-days",
        key: "2.compute",
        flop: None,
        typed: ".5 to 0.7 pfs-days",
        meant: "4.32 × 10¹⁹ to 6.05 × 10¹⁹ FLOP",
    },
    // No hardware reaches more than all of its peak: this was not a figure, and is none.
    Doubted {
        link: "v=1&time=1_d&chips=2&peak=1e15&utilization=.3...5",
        key: "utilization",
        flop: None,
        typed: ".3 to 0.5",
        meant: "30 to 50%",
    },
    Doubted {
        link: "v=1&parameters=1e9&tokens=1e9&frozen=.3...5",
        key: "frozen",
        flop: None,
        typed: ".3 to 0.5",
        meant: "30 to 50%",
    },
];

#[test]
fn three_points_in_a_row_are_doubted() {
    for Doubted {
        link,
        key,
        flop,
        typed,
        meant,
    } in DOUBTED
    {
        let opened = decode(link);
        assert_eq!(opened.problems, []);
        assert_eq!(encode(&opened.draft), link, "and the doubt goes on with it");
        let answer = answer(&opened.draft);
        if let Some(expected) = flop {
            let (headline, _) = answer.outcome.total.headline.expect("a figure");
            for (found, expected) in [headline.0.low(), headline.0.high()]
                .into_iter()
                .zip(expected)
            {
                assert!((found / expected - 1.0).abs() < 1e-9, "{link}: {found:e}");
            }
        }
        let said: Vec<_> = answer
            .problems_of(Field::named(key).expect("a field"))
            .collect();
        let [problem] = said.as_slice() else {
            panic!("{link} says {said:?}")
        };
        let is_read = !matches!(key, "utilization" | "frozen");
        let severity = if is_read {
            Severity::Warning
        } else {
            Severity::Error
        };
        assert_eq!(problem.severity, severity, "{link}");
        for words in [typed, meant, "earlier version of Petaday"] {
            assert!(
                problem.message.contains(words),
                "{link}: {}",
                problem.message
            );
        }
        let json = document(&opened, &answer).expect("JSON");
        assert!(json.contains(&problem.message), "{json}");
        let problems = Card::of(&opened.draft, &opened.problems).problems;
        assert!(
            problems
                .iter()
                .any(|said| said.contains("earlier version of Petaday")),
            "{problems:?}"
        );
    }
}

#[test]
fn what_a_kilowatt_hour_emits_is_doubted_too() {
    let opened =
        decode("v=1&chip-hours=1000&peak=312e12&utilization=0.4&power=400_W&grid=.3...5_kg/kWh");
    let problems = energy(&opened.draft, &answer(&opened.draft)).problems;
    assert!(
        problems[0].message.contains("“.3 to 0.5 kg/kWh”"),
        "{problems:?}"
    );
    assert_eq!(problems[0].severity, Severity::Warning);
}

/// Three points can be typed, and say one thing alone where the other would run backwards or is not a number.
#[test]
fn other_points_in_a_row_are_not_doubted() {
    for text in [
        "5...6",
        "0.3...0.5",
        "5....6",
        "5..6",
        "5 ... 6",
        "5…6",
        "68e9...70e9",
    ] {
        let draft = draft_of(&[("parameters", text), ("tokens", "1e9")]);
        assert!(
            answer(&draft)
                .problems
                .iter()
                .all(|p| !p.message.contains("earlier")),
            "{text}"
        );
    }
    let dates = draft_of(&[("time", "2022-03-11...2022-07-06"), ("chips", "8")]);
    let said = answer(&dates).problems;
    assert!(
        said.iter().all(|p| p.severity == Severity::Missing),
        "{said:?}"
    );
}

/// An invisible character between words becomes a space in a link; pasted texts have it at the ends
/// of lines.
#[test]
fn words_are_not_joined() {
    for (key, typed, spelled) in [
        ("chips", "16\u{b}nodes\u{c}×\u{85}8", "16 nodes × 8"),
        (
            "fleet",
            "54 d ×\u{b}8  910B fp16\u{200b} at 40%",
            "54 d × 8  910B fp16 at 40%",
        ),
        ("title", "Llama\u{b}2\u{200b}", "Llama 2"),
        ("note", "\u{b}a", " a"),
    ] {
        assert_eq!(
            through_link(Field::named(key).expect("a field"), typed),
            spelled
        );
    }
}

/// A stage that was emptied beside a filled one leaves no total, and its link has none either.
#[test]
fn a_link_keeps_the_stages_in_which_nothing_is_typed() {
    for (fields, link) in [
        (
            [("tokens", ""), ("2.compute", "1e24")],
            "v=1&stage=Stage_1&2.compute=1e24",
        ),
        (
            [("compute", "1e24"), ("2.tokens", "\u{200b} ")],
            "v=1&compute=1e24&2.stage=Stage_2",
        ),
        (
            [("tokens", ""), ("2.tokens", "")],
            "v=1&stage=Stage_1&2.stage=Stage_2",
        ),
        ([("title", "A"), ("tokens", "")], "v=1&title=A"),
    ] {
        let draft = draft_of(&fields);
        assert_eq!(encode(&draft), link);
        assert_eq!(answer(&draft).outcome.total.headline, None);
        figures_survive(&draft).expect("the same figures");
    }
}

#[test]
fn a_fleet_that_no_link_holds_gives_no_figure() {
    let period = "54 d × 1,024 A100 80GB bf16 at 40%";
    for (length, has_figure) in [(20_000, true), (20_001, false)] {
        let spaces = " ".repeat(length - 2 * period.len() - 1);
        let draft = draft_of(&[("fleet", &format!("{period};{spaces}{period}"))]);
        assert_eq!(answer(&draft).outcome.total.headline.is_some(), has_figure);
        figures_survive(&draft).expect("the same figures");
    }
}

const CASES: u32 = 4_000;

/// Whole drafts and fleets take longer to read.
const FEWER: u32 = 600;

/// The text of a field as its link has it.
fn through_link(field: Field, text: &str) -> String {
    let mut draft = Draft::default();
    draft.set(field, text);
    let link = encode(&draft);
    let opened = decode(&link);
    assert_eq!(opened.problems, [], "{text:?} is spelled {link}");
    assert_eq!(encode(&opened.draft), link, "{text:?} is spelled twice");
    opened.draft.get(field).unwrap_or_default().into()
}

/// A field that gives a figure gives the same one through its link.
fn survives(key: Key, text: &str) -> Result<(), TestCaseError> {
    let again = through_link(Field::new(1, key), text);
    let dimension = key.dimension().expect("a number");
    let Ok(value) = read_counted(text, dimension) else {
        return Ok(());
    };
    let how = format!("{text:?} is spelled {again:?}");
    prop_assert_eq!(read_counted(&again, dimension), Ok(value), "{}", how);
    let typical = draft_of(&[("uncertainty", "typical")]);
    let [before, after] = [text, &again].map(|text| rounded_from(&typical, key, text));
    prop_assert_eq!(after, before, "{}", how);
    if dimension == Dimension::Price {
        prop_assert_eq!(currency(&again), currency(text), "{}", how);
    }
    Ok(())
}

fn has_error(problems: &[Problem]) -> bool {
    let mut problems = problems.iter();
    problems.any(|problem| problem.severity == Severity::Error)
}

/// The figures, with every stage under its name or its number: in a link a stage in which nothing is typed has that as its
/// name.
fn named(draft: &Draft, answer: &Answer) -> Outcome {
    let mut outcome = answer.outcome.clone();
    let numbers = draft.stages();
    if numbers.len() > 1 {
        for (number, stage) in numbers.into_iter().zip(&mut outcome.stages) {
            stage.name = title(&stage.name, number);
        }
    }
    outcome
}

/// All that a draft gives, where nothing in it is refused.
fn figures_survive(draft: &Draft) -> Result<(), TestCaseError> {
    let link = encode(draft);
    let opened = decode(&link);
    prop_assert_eq!(&opened.problems, &vec![]);
    prop_assert_eq!(&encode(&opened.draft), &link);
    let (before, after) = (answer(draft), answer(&opened.draft));
    if has_error(&before.problems) {
        return Ok(());
    }
    let how = format!("{draft:?} is spelled {link}");
    prop_assert_eq!(
        named(&opened.draft, &after),
        named(draft, &before),
        "{}",
        how
    );
    let (before, after) = (energy(draft, &before), energy(&opened.draft, &after));
    if !has_error(&before.problems) {
        prop_assert_eq!(after.total, before.total, "{}", how);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_number_is_worth_the_same_through_its_link(
        (key, text) in numeric().prop_flat_map(|(key, dimension)| (Just(key), typed(dimension)))
    ) {
        survives(key, &text)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: FEWER, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_draft_has_the_same_figures_through_its_link(draft in any_draft()) {
        figures_survive(&draft)?;
    }

    #[test]
    fn every_fleet_is_the_same_through_its_link(text in fleet()) {
        let again = through_link(Field::new(1, Key::Fleet), &text);
        let periods = |text: &str| lines(text, petaday::catalog::Edition::PRESENT).into_iter().map(|line| line.period).collect::<Vec<_>>();
        let (before, after) = (periods(&text), periods(&again));
        if before.iter().all(Result::is_ok) {
            prop_assert_eq!(after, before, "{:?} is spelled {:?}", text, again);
        }
    }
}
