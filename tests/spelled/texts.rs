//! Texts as people type and paste them into fields: most of them can be read.

use petaday::draft::link::decode;
use petaday::draft::{Draft, Field, Key};
use petaday::quantity::Dimension;
use proptest::prelude::*;

/// One of several texts, with bars between.
fn one_of(texts: &'static str) -> impl Strategy<Value = &'static str> + Clone {
    prop::sample::select(texts.split('|').collect::<Vec<_>>())
}

/// A draft of these fields.
pub(crate) fn draft_of(entries: &[(&str, &str)]) -> Draft {
    let mut draft = Draft::default();
    for (name, text) in entries {
        draft.set(Field::named(name).expect("a field"), *text);
    }
    draft
}

/// Every key that takes a number, and which.
pub(crate) fn numeric() -> impl Strategy<Value = (Key, Dimension)> {
    let keys = Key::ALL.into_iter();
    let keys = keys.filter_map(|key| Some((key, key.dimension()?)));
    prop::sample::select(keys.collect::<Vec<_>>())
}

/// Numbers with points at their ends, every sign of an exponent and every separator.
fn number() -> impl Strategy<Value = String> {
    let whole = one_of(
        "1|2|3|5|8|30|40|90|128|1,000|1_000|1 000|1\u{a0}000|1\u{202f}000|1_024_000|12,345.5|20220311|20220706|2022|\
         1'000|1’000|1.024|½|2½|1/3|2 1/2|7/8|1/0|2*45|6*70e9|2048 x 21|8 × 1024 × 3|1.5 × 1024|2.5*1.5e3|6 * 70B|1 × 10|\
         three|twenty-four|a|half|half a|an|a hundred and five|three and a half|two dozen|36:00:00|3-12:00:00|2-06:30|5:30|3 days, 12:00:00|\
         2022-03-11|100|0.25|0.3|0.33|1.1|1.25|33.3|0|00|0.1234567890123456789|123456789012345678901234567890|11 March 2022|⁵|٣",
    );
    let whole = prop_oneof![2 => whole.prop_map(String::from), 3 => "[0-9]{0,3}[.]?[0-9]{0,3}"];
    let exponent =
        one_of("||||||e3|e+3|E-3|e−3|e9|×10^3| × 10⁹|·10⁺³|x 10^+3|*10**9| * 10^-2|e|+e3|⋅10⁻²");
    let sign = one_of("||||+|+ |~|-|about |≈|approx. |up to |>");
    (sign, whole, exponent).prop_map(|(sign, whole, exponent)| format!("{sign}{whole}{exponent}"))
}

/// Texts between a number and its words.
fn gap() -> impl Strategy<Value = &'static str> {
    one_of(
        "||| | |  |\u{a0}|\u{2009}|\u{202f}|\t|\n|\u{b}|\u{85}|\u{200b}|\u{ad}|\u{200d}|\u{feff}|\u{200e}|\u{1}|+| + |+ |_|.|/|-",
    )
}

/// Texts between two numbers.
fn joint() -> impl Strategy<Value = &'static str> {
    one_of(
        " to |to|..|...|....|…|.…|….| .. | … |-| - |–| – |—|‒|―|−|‐|‑| */ |*/|×/÷| ± |±| +/- |+-|±|+-+|..+| ± |\u{a0}to\u{a0}|+to+| bis |‥|~",
    )
}

/// Texts after a number.
fn words(dimension: Dimension) -> Vec<&'static str> {
    let words = match dimension {
        Dimension::Count(nouns) => {
            return [nouns, &["", "", "k", "M", "B", "T", "billion", "P"]].concat();
        }
        Dimension::Chips => "GPUs|k|nodes|nodes × 8|cores|GCDs|TPU cores|chips each|x 8 GPUs",
        Dimension::Operations => "FLOP|GFLOP|pfs-days|PFLOP/s-days|T|teraFLOP",
        Dimension::MultiplyAdds => "GMAC|B|million multiply-adds|mult adds",
        Dimension::Speed => "TFLOP/s|T|PFLOPS|flops/second|exaflop/s",
        Dimension::Time => {
            "d|h|min|days|weeks|mo|y|s|d 12 h|March 2022|thousand hours|d+2 h|minute"
        }
        Dimension::ChipHours => "h|GPU-hours|GPU hours|k|M|p|chip-days|core-hours|million|years",
        Dimension::Ratio | Dimension::Overhead => "",
        Dimension::Share => "%|% HFU|HFU|MFU|percent|% MFU|HFU %",
        Dimension::Power => "W|kW|watts|MW",
        Dimension::Intensity => "g/kWh|gCO2e/kWh|kg/kWh|g CO₂e / kWh|kg/MWh|lb/MWh|g CO2 per kWh",
        Dimension::Price => "$|USD|EUR/h|€|/h|usd per GPU-hour|£",
    };
    words.split('|').chain(["", ""]).collect()
}

/// A number with texts around it.
fn end(dimension: Dimension) -> impl Strategy<Value = String> {
    let words = || prop::sample::select(words(dimension));
    let leading = one_of(match dimension {
        Dimension::Share => "||HFU ",
        Dimension::Price => "|$|USD+|€",
        _ => "",
    });
    let other = prop::option::weighted(0.2, words());
    (leading, number(), gap(), words(), gap(), other).prop_map(
        |(leading, number, gap, word, other_gap, other)| {
            let other = other.map_or(String::new(), |other| format!("{other_gap}{other}"));
            format!("{leading}{number}{gap}{word}{other}")
        },
    )
}

/// Two ends of which most are in order: with a unit that fits them they are read.
fn ends() -> impl Strategy<Value = (&'static str, &'static str)> {
    let ends = one_of(
        ".3 .5|0.3 .5|+.3 +.5|1. 8|1. 8.|.25 1.|0. 5|1.e0 2.e0|1_000 2_000|1,000 2,000.5|1e+3 2e+3|10² 10⁺³|1e-3 1e−2|\
         .3e+0 .5×10^0|30 40.|1.1 1.25|20220311 20220706|20220311. +20220706|2 2|1/3 1/2|½ 2½|2*3 8*16|two five|30 12.5%|15 5|0.7 0.3|36:00:00 48:00:00",
    );
    ends.prop_map(|ends| ends.split_once(' ').expect("two"))
}

/// Two ends with a unit that may fit them, or one of them.
fn sound(dimension: Dimension) -> BoxedStrategy<String> {
    let scale = one_of("||||k|M|B|p");
    let behind = (gap(), scale, gap(), prop::sample::select(words(dimension)));
    let behind = behind.prop_map(|(gap, scale, other, word)| format!("{gap}{scale}{other}{word}"));
    (ends(), prop::option::weighted(0.7, joint()), behind)
        .prop_map(|((low, high), joint, behind)| match joint {
            Some(joint) => format!("{low}{joint}{high}{behind}"),
            None => format!("{low}{behind}"),
        })
        .boxed()
}

/// A value or a range, as it may be typed where a number of that kind is asked for.
pub(crate) fn typed(dimension: Dimension) -> BoxedStrategy<String> {
    let range = (end(dimension), joint(), end(dimension));
    prop_oneof![
        1 => end(dimension),
        2 => range.prop_map(|(low, joint, high)| format!("{low}{joint}{high}")),
        3 => sound(dimension),
    ]
    .boxed()
}

/// The same where most of many are to be read.
fn plain(dimension: Dimension) -> BoxedStrategy<String> {
    let joint = one_of(" to |..|...|…|-| – | */ | ± ");
    let gap = one_of("|| |+|\u{a0}|\u{200b}|\t");
    let unit = words(dimension)[0];
    let ends = match dimension {
        Dimension::Overhead => one_of("1. 1.25|+1.1 1.25|1_000 2_000").boxed(),
        Dimension::Share => one_of(".3 .5|+.3 +.5|0.3 .5|.25 1.|30 40.").boxed(),
        _ => {
            one_of(".3 .5|+.3 +.5|1. 8.|.25 1.|1_000 2_000|1e+3 2e+3|.3e+0 .5×10^0|30 40.").boxed()
        }
    };
    (ends, prop::option::of(joint), gap)
        .prop_map(move |(ends, joint, gap)| {
            let (low, high) = ends.split_once(' ').expect("two");
            let unit = match dimension {
                // A percentage that is more than all is none.
                Dimension::Share if !low.starts_with('3') => "",
                _ => unit,
            };
            match joint {
                Some(" */ ") => format!("{low} */ 1.1{gap}{unit}"),
                Some(" ± ") => format!("{high} ± {low}{gap}{unit}"),
                Some(joint) => format!("{low}{joint}{high}{gap}{unit}"),
                None => format!("{low}{gap}{unit}"),
            }
        })
        .boxed()
}

/// The text with spaces of every kind in place of its own, and invisible characters.
fn spaced_out(text: &'static str) -> BoxedStrategy<String> {
    let gaps = || one_of(" | |  |\u{a0}|\t|\u{b}|\u{200b} |\u{2009}| \u{200e}|\u{200b}");
    (gaps(), gaps(), gaps())
        .prop_map(|(first, inner, last)| format!("{first}{}{last}", text.replace(' ', inner)))
        .boxed()
}

/// Several periods of a run.
pub(crate) fn fleet() -> BoxedStrategy<String> {
    let period = one_of(
        "54 d × 1,024 A100 80GB bf16 at 40%|1.3M GPU-hours H100 SXM bf16 at 30 to 40%|54 d × 8 910B fp16 at .3-.5|\
         .3-.5 y × 1_024 A100 80GB bf16 @ .3 to .5|2022-03-11 to 2022-07-06 × 16 nodes × 8 H100 SXM bf16 at 0.4|\
         20220311-20220706 * 48 H100 SXM bf16 @ 40% HFU|1e+3 h x 16 to 24 nodes x 8 @ 312 TFLOP/s at 33 %|\
         1. - 8 d × 128 cores TPU v3 bf16 at 50%|2.664M H800 GPU-hours bf16 at 40%|5 */ 1.5 d × 2 H100 SXM bf16 at 40%|\
         1,024 A100 80GB for 54 d bf16 at 40%",
    );
    let periods = prop::collection::vec(period.prop_flat_map(spaced_out), 1..3);
    let joint = one_of(";|\n|\r\n| ; | plus |;;\n|\n \n");
    (periods, joint)
        .prop_map(|(periods, joint)| periods.join(joint))
        .boxed()
}

fn text_of(key: Key) -> BoxedStrategy<String> {
    let one = |texts| one_of(texts).prop_flat_map(spaced_out).boxed();
    match key {
        Key::Fleet => fleet(),
        Key::Model => one(
            "input(784);fc(300);relu;fc(10)|Input( 3x32x32 ) ; Conv(64, 3, pad=1) ; relu ; flatten ; 2 * ( fc(10) )|\
             tokens(1024);embed(50257,768);positions;decoder(12,12,3072,bias);ln;head(tied)",
        ),
        Key::Grid => prop_oneof![
            one("FRA|fra|United Kingdom|United States|France"),
            plain(Dimension::Intensity),
        ]
        .boxed(),
        Key::Hardware => one("NVIDIA H100 SXM|nvidia-h100-sxm|H100 SXM5"),
        Key::Format => one("BF16|bf16"),
        key => {
            let dimension = key.dimension().expect("a number");
            prop_oneof![9 => plain(dimension), 1 => typed(dimension)].boxed()
        }
    }
}

/// The fields of a stage, each of which says something that counts.
fn stage(number: u16) -> BoxedStrategy<Vec<(Field, String)>> {
    let names = |names: &'static str| {
        let named = |names: &str| {
            let keys = names.split_whitespace();
            keys.map(|name| Key::named(name).expect("a key"))
                .collect::<Vec<_>>()
        };
        one_of(names).prop_map(named)
    };
    let forward = names("connections|forward|multiply-adds|parameters|model");
    let passes = names("examples|tokens epochs|steps batch");
    let more = names("||backward|trainable|frozen|timesteps|runs|goal");
    let hours = names("time chips|chip-hours|fleet");
    let peak = names("peak utilization|hardware format utilization");
    let costs = names("|power host|pue grid|power grid price");
    prop_oneof![
        4 => (forward, passes, more).prop_map(|(a, b, c)| [a, b, c].concat()),
        4 => (hours, peak, costs).prop_map(|(a, b, c)| [a, b, c].concat()),
        1 => names("compute"),
    ]
    .prop_flat_map(move |keys| {
        let texts = keys.into_iter().map(|key| {
            let field = Field::new(number, key);
            text_of(key).prop_map(move |text| (field, text))
        });
        texts.collect::<Vec<_>>()
    })
    .boxed()
}

/// A stage whose fields were emptied.
fn emptied(number: u16) -> BoxedStrategy<Vec<(Field, String)>> {
    stage(number)
        .prop_map(|fields| {
            let empty = |(field, _)| (field, " ".to_owned());
            fields.into_iter().map(empty).collect()
        })
        .boxed()
}

/// One stage or two, in which what is typed can mostly be read. In some nothing is typed.
pub(crate) fn any_draft() -> impl Strategy<Value = Draft> {
    let head =
        one_of("|uncertainty=typical|headline=combined|headline=gpu-time&uncertainty=typical");
    let any = |number| prop_oneof![6 => stage(number), 1 => emptied(number)];
    let second = prop::option::weighted(0.3, any(2));
    (head, any(1), second).prop_map(|(head, first, second)| {
        let mut draft = decode(&format!("v=1&{head}")).draft;
        for (field, text) in first.into_iter().chain(second.into_iter().flatten()) {
            draft.set(field, text);
        }
        draft
    })
}
