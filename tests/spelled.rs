//! A link says what was typed: every text that gives a figure gives the same one through its link, to
//! the last bit, and the link spells itself.

use petaday::card::Card;
use petaday::draft::fleet::lines;
use petaday::draft::link::{decode, encode};
use petaday::draft::{Draft, Field, Key, Severity, answer, energy, rounded_from};
use petaday::quantity::{Dimension, Uncertain, currency, read, read_counted, spell};
use petaday::report::json::document;
use proptest::prelude::*;

/// What a range says of its ends goes on to be said: a point at either end keeps a digit beside it.
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
        (ChipHours, "6p+h", "6p h", 6e15, 6e15),
        (ChipHours, "1.2M+GPU-hours", "1.2M GPU-hours", 1.2e6, 1.2e6),
        (Count(&["token"]), "2e+3 k+tokens", "2e3 k tokens", 2e6, 2e6),
        // Days that are none: eight digits with a point behind them, or a plus before.
        (
            Time,
            "20220311. to 20220706",
            "20220311.0..20220706",
            20_220_311.0 * 86_400.0,
            20_220_706.0 * 86_400.0,
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

/// Twice eight digits that are days are no days of training, whatever stands between them: in a link it is
/// what makes them dates.
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
            let said = read_counted(text, Dimension::Time).map_err(|error| error.to_string());
            assert!(
                said.is_err_and(|said| said.contains("no date: type two")),
                "{text}"
            );
        }
    }
}

/// As long as may be typed, and a character longer where the range is spelled.
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

/// A link of old, which says one thing and may have been written for another.
struct Doubted {
    link: &'static str,
    key: &'static str,
    /// The ends of the headline as it is read, where it can be.
    flop: Option<[f64; 2]>,
    /// What may have been typed.
    typed: &'static str,
    /// What that is, in words.
    meant: &'static str,
}

/// As Petaday 0.1.0 spelled them. They go on to mean what they say, and tell what may have been meant.
const DOUBTED: [Doubted; 6] = [
    Doubted {
        link: "v=1&parameters=.3...5B&tokens=1e9",
        key: "parameters",
        flop: Some([1.8e18, 3e19]),
        typed: ".3 to 0.5B",
        meant: "3 × 10⁸ to 5 × 10⁸",
    },
    // Of `1. - 8e12` and of `1 - .8e12` alike.
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
        meant: "91.3 to 183 d",
    },
    Doubted {
        link: "v=1&compute=1e24&2.compute=.5...7_pfs-days",
        key: "2.compute",
        flop: None,
        typed: ".5 to 0.7 pfs-days",
        meant: "4.32 × 10¹⁹ to 6.05 × 10¹⁹ FLOP",
    },
    // No hardware reaches more than all of its peak: this was no figure, and is none.
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
        for words in [typed, meant, "earlier Petaday"] {
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
            problems.iter().any(|said| said.contains("earlier Petaday")),
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

/// Three points can be typed, and say one thing alone where the other would run backwards or is no number.
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
        let draft = draft(&[("parameters", text), ("tokens", "1e9")]);
        assert!(
            answer(&draft)
                .problems
                .iter()
                .all(|p| !p.message.contains("earlier")),
            "{text}"
        );
    }
    let dates = draft(&[("time", "2022-03-11...2022-07-06"), ("chips", "8")]);
    let said = answer(&dates).problems;
    assert!(
        said.iter().all(|p| p.severity == Severity::Missing),
        "{said:?}"
    );
}

/// What cannot be seen and parts words is a space in a link; pasted texts have it at the ends of lines.
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

#[test]
fn a_fleet_that_no_link_holds_gives_no_figure() {
    let period = "54 d × 1,024 A100 80GB bf16 at 40%";
    for (length, has_figure) in [(20_000, true), (20_001, false)] {
        let spaces = " ".repeat(length - 2 * period.len() - 1);
        let draft = draft(&[("fleet", &format!("{period};{spaces}{period}"))]);
        assert_eq!(answer(&draft).outcome.total.headline.is_some(), has_figure);
        figures_survive(&draft).expect("the same figures");
    }
}

const CASES: u32 = 4_000;

/// Of whole drafts and fleets, which take longer to read.
const FEWER: u32 = 600;

/// Numbers as people type and paste them, with points at their ends, every sign of an exponent and every
/// separator.
fn number() -> impl Strategy<Value = String> {
    let whole = prop::sample::select(vec![
        "1",
        "2",
        "3",
        "5",
        "8",
        "30",
        "40",
        "90",
        "128",
        "1,000",
        "1_000",
        "1 000",
        "1\u{a0}000",
        "1\u{202f}000,",
        "1_024_000",
        "12,345.5",
        "20220311",
        "20220706",
        "2022",
        "2022-03-11",
        "100",
        "0.25",
        "0.3",
        "0.33",
        "1.1",
        "1.25",
        "33.3",
        "0",
        "00",
        "0.1234567890123456789",
        "123456789012345678901234567890",
        "11 March 2022",
        "⁵",
        "٣",
    ]);
    let whole = prop_oneof![
        2 => whole.prop_map(String::from),
        3 => "[0-9]{0,3}[.]?[0-9]{0,3}",
    ];
    let exponent = prop::sample::select(vec![
        "",
        "",
        "",
        "",
        "",
        "",
        "e3",
        "e+3",
        "E-3",
        "e−3",
        "e9",
        "×10^3",
        " × 10⁹",
        "·10⁺³",
        "x 10^+3",
        "*10**9",
        " * 10^-2",
        "e",
        "+e3",
        "⋅10⁻²",
    ]);
    let sign = prop::sample::select(vec!["", "", "", "", "+", "+ ", "~", "-"]);
    (sign, whole, exponent).prop_map(|(sign, whole, exponent)| format!("{sign}{whole}{exponent}"))
}

/// What may stand between a number and its words.
fn gap() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "", "", "", " ", " ", "  ", "\u{a0}", "\u{2009}", "\u{202f}", "\t", "\n", "\u{b}",
        "\u{85}", "\u{200b}", "\u{ad}", "\u{200d}", "\u{feff}", "\u{200e}", "\u{1}", "+", " + ",
        "+ ", "_", ".", "/", "-",
    ])
}

/// What may stand between two numbers.
fn joint() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        " to ",
        "to",
        "..",
        "...",
        "....",
        "…",
        ".…",
        "….",
        " .. ",
        " … ",
        "-",
        " - ",
        "–",
        " – ",
        "—",
        "‒",
        "―",
        "−",
        "‐",
        "‑",
        " */ ",
        "*/",
        "×/÷",
        "+-+",
        "..+",
        " ± ",
        "\u{a0}to\u{a0}",
        "+to+",
        " bis ",
        "‥",
        "~",
    ])
}

fn words(dimension: Dimension) -> Vec<&'static str> {
    match dimension {
        Dimension::Count(nouns) => [nouns, &["k", "M", "B", "T", "billion", "P"]].concat(),
        Dimension::Chips => vec![
            "GPUs",
            "k",
            "nodes",
            "nodes × 8",
            "cores",
            "GCDs",
            "TPU cores",
            "chips each",
            "x 8 GPUs",
        ],
        Dimension::Operations => vec!["FLOP", "GFLOP", "pfs-days", "PFLOP/s-days", "T", "teraFLOP"],
        Dimension::MultiplyAdds => vec!["GMAC", "B", "million multiply-adds", "mult adds"],
        Dimension::Speed => vec!["TFLOP/s", "T", "PFLOPS", "flops/second", "exaflop/s"],
        Dimension::Time => vec![
            "d",
            "h",
            "min",
            "days",
            "weeks",
            "mo",
            "y",
            "s",
            "d 12 h",
            "March 2022",
            "thousand hours",
            "d+2 h",
            "minute",
        ],
        Dimension::ChipHours => vec![
            "h",
            "GPU-hours",
            "GPU hours",
            "k",
            "M",
            "p",
            "chip-days",
            "core-hours",
            "million",
            "years",
        ],
        Dimension::Ratio | Dimension::Overhead => vec![""],
        Dimension::Share => vec!["%", "% HFU", "HFU", "MFU", "percent", "% MFU", "HFU %"],
        Dimension::Power => vec!["W", "kW", "watts", "MW"],
        Dimension::Intensity => vec![
            "g/kWh",
            "gCO2e/kWh",
            "kg/kWh",
            "g CO₂e / kWh",
            "kg/MWh",
            "lb/MWh",
            "g CO2 per kWh",
        ],
        Dimension::Price => vec!["$", "USD", "EUR/h", "€", "/h", "usd per GPU-hour", "£"],
    }
}

fn end(dimension: Dimension) -> impl Strategy<Value = String> {
    let mut words = words(dimension);
    words.extend(["", ""]);
    let words = || prop::sample::select(words.clone());
    let leading = match dimension {
        Dimension::Share => vec!["", "", "HFU "],
        Dimension::Price => vec!["", "$", "USD+", "€"],
        _ => vec![""],
    };
    (
        prop::sample::select(leading),
        number(),
        gap(),
        words(),
        gap(),
        prop::option::weighted(0.2, words()),
    )
        .prop_map(|(leading, number, gap, word, other_gap, other)| {
            let other = other.map_or(String::new(), |other| format!("{other_gap}{other}"));
            format!("{leading}{number}{gap}{word}{other}")
        })
}

/// Two ends of which most are in order: with units that make sense of them these are read.
fn ends() -> impl Strategy<Value = (&'static str, &'static str)> {
    prop::sample::select(vec![
        (".3", ".5"),
        ("0.3", ".5"),
        ("+.3", "+.5"),
        ("1.", "8"),
        ("1.", "8."),
        (".25", "1."),
        ("0.", "5"),
        ("1.e0", "2.e0"),
        ("1_000", "2_000"),
        ("1 000", "2\u{a0}000"),
        ("1,000", "2,000.5"),
        ("1e+3", "2e+3"),
        ("10²", "10⁺³"),
        ("1e-3", "1e−2"),
        (".3e+0", ".5×10^0"),
        ("30", "40."),
        ("1.1", "1.25"),
        ("20220311", "20220706"),
        ("20220311.", "+20220706"),
        ("2", "2"),
    ])
}

/// A value or a range, as it may be typed where a number of that kind is asked for.
fn typed(dimension: Dimension) -> BoxedStrategy<String> {
    let words = [words(dimension), vec!["", ""]].concat();
    let scale = prop::sample::select(vec!["", "", "k", "M", "B", "p"]);
    let behind = (gap(), scale, gap(), prop::sample::select(words));
    let behind = behind.prop_map(|(gap, scale, other, word)| format!("{gap}{scale}{other}{word}"));
    let sound = (ends(), prop::option::weighted(0.7, joint()), behind);
    let range = (end(dimension), joint(), end(dimension));
    prop_oneof![
        1 => end(dimension),
        2 => range.prop_map(|(low, joint, high)| format!("{low}{joint}{high}")),
        3 => sound.prop_map(|((low, high), joint, behind)| match joint {
            Some(joint) => format!("{low}{joint}{high}{behind}"),
            None => format!("{low}{behind}"),
        }),
    ]
    .boxed()
}

fn numeric() -> Vec<Key> {
    let keys = Key::ALL.into_iter().filter(|key| key.dimension().is_some());
    keys.collect()
}

fn draft(entries: &[(&str, &str)]) -> Draft {
    let mut draft = Draft::default();
    for (name, text) in entries {
        draft.set(Field::named(name).expect("a field"), *text);
    }
    draft
}

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
    let field = Field::new(1, key);
    let again = through_link(field, text);
    let dimension = key.dimension().expect("a number");
    let Ok(value) = read_counted(text, dimension) else {
        return Ok(());
    };
    prop_assert_eq!(
        read_counted(&again, dimension),
        Ok(value),
        "{:?} is spelled {:?}",
        text,
        again
    );
    let typical = draft(&[("uncertainty", "typical")]);
    prop_assert_eq!(
        rounded_from(&typical, key, &again),
        rounded_from(&typical, key, text),
        "{:?} is spelled {:?}",
        text,
        again
    );
    if dimension == Dimension::Price {
        prop_assert_eq!(
            currency(&again),
            currency(text),
            "{:?} is spelled {:?}",
            text,
            again
        );
    }
    Ok(())
}

/// All that a draft gives, where nothing in it is refused.
fn figures_survive(draft: &Draft) -> Result<(), TestCaseError> {
    let link = encode(draft);
    let opened = decode(&link);
    prop_assert_eq!(&opened.problems, &vec![]);
    prop_assert_eq!(encode(&opened.draft), link.clone());
    let (before, after) = (answer(draft), answer(&opened.draft));
    if before
        .problems
        .iter()
        .any(|p| p.severity == Severity::Error)
    {
        return Ok(());
    }
    prop_assert_eq!(
        &after.outcome,
        &before.outcome,
        "{:?} is spelled {}",
        draft,
        link
    );
    let (before, after) = (energy(draft, &before), energy(&opened.draft, &after));
    if before
        .problems
        .iter()
        .any(|p| p.severity == Severity::Error)
    {
        return Ok(());
    }
    prop_assert_eq!(after.total, before.total, "{:?} is spelled {}", draft, link);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_number_is_worth_the_same_through_its_link(
        (key, text) in prop::sample::select(numeric()).prop_flat_map(|key| (Just(key), typed(key.dimension().expect("a number"))))
    ) {
        survives(key, &text)?;
    }
}

/// The fields of a stage, of which each says something that counts.
fn stage(number: u16) -> BoxedStrategy<Vec<(Field, String)>> {
    use Key::*;
    let of = move |keys: Vec<Key>| {
        let fields: Vec<_> = keys
            .into_iter()
            .map(|key| {
                let text = match key {
                    Fleet => fleet(),
                    Model => model(),
                    Grid => grid(),
                    Hardware => spaced_out("NVIDIA H100 SXM"),
                    Format => spaced_out("BF16"),
                    key => typed(key.dimension().expect("a number")),
                };
                let field = Field::new(number, key);
                text.prop_map(move |text| (field, text))
            })
            .collect();
        fields
    };
    let forward = prop::sample::select(vec![Connections, Forward, MultiplyAdds, Parameters, Model]);
    let passes = prop::sample::select(vec![
        vec![Examples],
        vec![Tokens, Epochs],
        vec![Steps, Batch],
    ]);
    let backward =
        prop::sample::select(vec![vec![], vec![Backward], vec![Trainable], vec![Frozen]]);
    let more = prop::sample::select(vec![vec![], vec![Timesteps], vec![Runs], vec![Goal]]);
    let hours = prop::sample::select(vec![vec![Time, Chips], vec![ChipHours], vec![Fleet]]);
    let peak = prop::sample::select(vec![vec![Peak], vec![Hardware, Format]]);
    let costs = prop::sample::select(vec![
        vec![],
        vec![Power, Host],
        vec![Pue, Grid],
        vec![Power, Grid, Price],
    ]);
    let first = (forward, passes, backward, more).prop_map(|(forward, passes, backward, more)| {
        [vec![forward], passes, backward, more].concat()
    });
    let second = (hours, peak, costs)
        .prop_map(|(hours, peak, costs)| [hours, peak, vec![Utilization], costs].concat());
    prop_oneof![
        4 => first,
        4 => second,
        1 => Just(vec![Compute]),
    ]
    .prop_flat_map(of)
    .boxed()
}

/// The same with spaces of every kind, and what cannot be seen.
fn spaced_out(text: &'static str) -> BoxedStrategy<String> {
    let gaps = prop::sample::select(vec![
        " ",
        " ",
        "  ",
        "\u{a0}",
        "\t",
        "\u{b}",
        "\u{200b} ",
        "\u{2009}",
        " \u{200e}",
        "\u{200b}",
    ]);
    (gaps.clone(), gaps.clone(), gaps)
        .prop_map(|(first, inner, last)| format!("{first}{}{last}", text.replace(' ', inner)))
        .boxed()
}

fn period() -> BoxedStrategy<String> {
    let periods = prop::sample::select(vec![
        "54 d × 1,024 A100 80GB bf16 at 40%",
        "1.3M GPU-hours H100 SXM bf16 at 30 to 40%",
        "54 d × 8 910B fp16 at .3-.5",
        ".3-.5 y × 1_024 A100 80GB bf16 @ .3 to .5",
        "2022-03-11 to 2022-07-06 × 16 nodes × 8 H100 SXM bf16 at 0.4",
        "20220311-20220706 * 48 H100 SXM bf16 @ 40% HFU",
        "1e+3 h x 16 to 24 nodes x 8 @ 312 TFLOP/s at 33 %",
        "1. - 8 d × 128 cores TPU v3 bf16 at 50%",
        "2.664M H800 GPU-hours bf16 at 40%",
        "5 */ 1.5 d × 2 H100 SXM bf16 at 40%",
        "1,024 A100 80GB for 54 d bf16 at 40%",
    ]);
    periods.prop_flat_map(spaced_out).boxed()
}

fn fleet() -> BoxedStrategy<String> {
    let joint = prop::sample::select(vec![";", "\n", "\r\n", " ; ", " plus ", ";;\n", "\n \n"]);
    (prop::collection::vec(period(), 1..3), joint)
        .prop_map(|(periods, joint)| periods.join(joint))
        .boxed()
}

fn model() -> BoxedStrategy<String> {
    let networks = prop::sample::select(vec![
        "input(784);fc(300);relu;fc(10)",
        "Input( 3x32x32 ) ; Conv(64, 3, pad=1) ; relu ; flatten ; 2 * ( fc(10) )",
        "tokens(1024);embed(50257,768);positions;decoder(12,12,3072,bias);ln;head(tied)",
    ]);
    networks.prop_flat_map(spaced_out).boxed()
}

fn grid() -> BoxedStrategy<String> {
    let countries = prop::sample::select(vec![
        "FRA",
        "fra",
        "United Kingdom",
        "United States",
        "France",
    ]);
    prop_oneof![
        countries.prop_flat_map(spaced_out),
        typed(Dimension::Intensity)
    ]
    .boxed()
}

fn any_draft() -> impl Strategy<Value = Draft> {
    let head = prop::sample::select(vec![
        "",
        "uncertainty=typical",
        "headline=combined",
        "headline=gpu-time&uncertainty=typical",
    ]);
    (head, stage(1), prop::option::weighted(0.3, stage(2))).prop_map(|(head, first, second)| {
        let mut draft = decode(&format!("v=1&{head}")).draft;
        for (field, text) in first.into_iter().chain(second.into_iter().flatten()) {
            draft.set(field, text);
        }
        draft
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: FEWER, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_draft_has_the_same_figures_through_its_link(draft in any_draft()) {
        figures_survive(&draft)?;
    }

    #[test]
    fn every_fleet_is_the_same_through_its_link(text in fleet()) {
        let field = Field::new(1, Key::Fleet);
        let again = through_link(field, &text);
        let periods = |text: &str| lines(text).into_iter().map(|line| line.period).collect::<Vec<_>>();
        let (before, after) = (periods(&text), periods(&again));
        if before.iter().all(Result::is_ok) {
            prop_assert_eq!(after, before, "{:?} is spelled {:?}", text, again);
        }
    }
}
