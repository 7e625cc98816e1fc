//! The factor that was left empty, through links: what it is, what may be put into its field, and
//! that the goal comes out when it is.

// Held against a tolerance.
#![allow(clippy::disallowed_methods)]

use petaday::answer::{Answer, Severity, Solution, answer};
use petaday::draft::alternatives::Form;
use petaday::draft::{Key, link::decode};
use petaday::report::json;
use proptest::prelude::*;

/// 1e24 FLOP on 1,024 H100 at 40%, whichever of its factors is left out.
const H100: &str = "hardware=nvidia-h100-sxm&format=bf16";

fn of(link: &str) -> Answer {
    let opened = decode(&format!("v=1&{link}"));
    assert_eq!(opened.problems, [], "{link}");
    answer(&opened.draft)
}

#[track_caller]
fn only(answer: &Answer) -> &Solution {
    match answer.solved.as_slice() {
        [solution] => solution,
        other => panic!("{other:?} with {:?}", answer.problems),
    }
}

/// The link finds this factor, with this text to use and this sentence; used, the goal comes out.
#[track_caller]
fn finds(link: &str, key: Key, median: f64, text: &str, sentence: &str) {
    let answer = of(link);
    let solution = only(&answer);
    assert_eq!(solution.sentence, sentence, "{link}");
    let found = solution.found.as_ref().expect("a factor");
    assert_eq!(
        (found.field.key, found.text.as_str()),
        (key, text),
        "{link}"
    );
    let value = found.solved.value().median();
    assert!((value / median - 1.0).abs() < 1e-12, "{link}: {value}");
    let said: Vec<_> = answer
        .problems_of(found.empty)
        .map(|p| &p.message)
        .collect();
    assert_eq!(
        said,
        [sentence],
        "{link}: the empty field says what was found"
    );
    assert!(
        answer
            .problems
            .iter()
            .all(|p| p.severity != Severity::Error),
        "{link}: {:?}",
        answer.problems
    );
    reaches(link, solution);
}

/// Put into its field, what was found makes method 2 reach the goal, to the four digits of the text;
/// chips are rounded up.
#[track_caller]
fn reaches(link: &str, solution: &Solution) {
    let found = solution.found.as_ref().expect("a factor");
    let mut form = Form::new(decode(&format!("v=1&{link}")).draft);
    form.take(found.field, found.text.clone());
    let answer = answer(&form.draft);
    let stage = usize::from(solution.stage) - 1;
    let figures = answer.outcome.stages[stage].figures.gpu_time;
    let flop = figures.expect("method 2 is complete").flop;
    let ratio = flop.median() / solution.goal.median();
    let most = match found.field.key {
        Key::Chips => 1.0 + 1.0 / found.solved.value().median(),
        _ => 1.0006,
    };
    assert!(
        (0.9994..=most).contains(&ratio),
        "{link}: {ratio} of the goal"
    );
}

#[test]
fn each_factor_is_found_through_a_link() {
    finds(
        &format!("chips=1024&{H100}&utilization=0.4&goal=1e24"),
        Key::Time,
        1e24 / (1024.0 * 989.4e12 * 0.4),
        "28.56 d",
        "The goal of 1 × 10²⁴ FLOP on 1,024 chips of 989 TFLOP/s at 40%: 28.6 d.",
    );
    finds(
        &format!("time=28.56d&{H100}&utilization=0.4&goal=1e24"),
        Key::Chips,
        1e24 / (28.56 * 86_400.0 * 989.4e12 * 0.4),
        "1024",
        "The goal of 1 × 10²⁴ FLOP on chips of 989 TFLOP/s in 28.6 d at 40%: at least 1,024 chips.",
    );
    finds(
        &format!("time=30d&{H100}&utilization=0.4&goal=1e24"),
        Key::Chips,
        1e24 / (30.0 * 86_400.0 * 989.4e12 * 0.4),
        "975",
        "The goal of 1 × 10²⁴ FLOP on chips of 989 TFLOP/s in 30 d at 40%: at least 975 chips.",
    );
    finds(
        "time=30d&chips=1024&utilization=0.4&goal=1e24",
        Key::Peak,
        1e24 / (30.0 * 86_400.0 * 1024.0 * 0.4),
        "9.419e14",
        "The goal of 1 × 10²⁴ FLOP on 1,024 chips in 30 d at 40%: chips of 942 TFLOP/s.",
    );
    finds(
        &format!("time=30d&chips=1024&{H100}&goal=1e24"),
        Key::Utilization,
        1e24 / (30.0 * 86_400.0 * 1024.0 * 989.4e12),
        "0.3808",
        "The goal of 1 × 10²⁴ FLOP on 1,024 chips of 989 TFLOP/s in 30 d: 38.1% of the peak.",
    );
    // Llama 3.1 405B: 3.8e25 FLOP in 30.84 million H100-hours.
    finds(
        &format!("chip-hours=30.84M&{H100}&goal=3.8e25"),
        Key::Utilization,
        3.8e25 / (30.84e6 * 3600.0 * 989.4e12),
        "0.3459",
        "The goal of 3.8 × 10²⁵ FLOP on chips of 989 TFLOP/s in 3.08 × 10⁷ chip-hours: 34.6% of the peak.",
    );
    // In pfs-days, and in a later stage.
    finds(
        "parameters=1&tokens=1&2.time=1d&2.chips=1&2.peak=1e15&2.goal=0.5_pfs-days",
        Key::Utilization,
        0.5,
        "0.5",
        "The goal of 4.32 × 10¹⁹ FLOP on 1 chip of 1 PFLOP/s in 1 d: 50% of the peak.",
    );
}

#[test]
fn chip_hours_are_found_where_they_are_asked_for() {
    let mut form = Form::new(decode(&format!("v=1&{H100}&utilization=0.4&goal=1e24")).draft);
    let several = answer(&form.draft);
    assert_eq!(several.solved, []);
    form.draft
        .set(petaday::draft::Field::new(1, Key::ChipHours), "");
    let answer = answer(&form.draft);
    let found = only(&answer).found.as_ref().expect("a factor");
    assert_eq!(
        (found.field.key, found.text.as_str()),
        (Key::ChipHours, "701900")
    );
}

#[test]
fn operations_that_were_counted_are_a_goal_and_a_typed_goal_goes_before() {
    let alexnet = "multiply-adds=0.75e9&examples=1.2M&epochs=90&time=5.5d&chips=2&peak=1.58e12";
    finds(
        alexnet,
        Key::Utilization,
        4.86e17 / (5.5 * 86_400.0 * 2.0 * 1.58e12),
        "0.3236",
        "The counted 4.86 × 10¹⁷ FLOP on 2 chips of 1.58 TFLOP/s in 5.5 d: 32.4% of the peak.",
    );
    finds(
        &format!("{alexnet}&goal=3e17"),
        Key::Utilization,
        3e17 / (5.5 * 86_400.0 * 2.0 * 1.58e12),
        "0.1998",
        "The goal of 3 × 10¹⁷ FLOP, not the counted 4.86 × 10¹⁷ FLOP, on 2 chips of 1.58 TFLOP/s in 5.5 d: 20% of the peak.",
    );
}

#[test]
fn a_goal_is_of_all_runs_and_a_time_of_one() {
    finds(
        "runs=4&chips=1&peak=1e15&utilization=0.5&goal=4_pfs-days",
        Key::Time,
        2.0 * 86_400.0,
        "2 d",
        "The goal of 3.46 × 10²⁰ FLOP over 4 runs on 1 chip of 1 PFLOP/s at 50%: 2 d for each run.",
    );
    // The counted operations are those of one run already.
    finds(
        "runs=4&forward=4.32e19&backward=0&examples=1&chips=1&peak=1e15&utilization=0.5",
        Key::Time,
        86_400.0,
        "1 d",
        "The counted 1.73 × 10²⁰ FLOP over 4 runs on 1 chip of 1 PFLOP/s at 50%: 1 d for each run.",
    );
}

#[test]
fn what_is_uncertain_makes_what_is_found_uncertain() {
    let answer = of(&format!(
        "chips=1024&{H100}&utilization=0.32..0.5&goal=5e23..2e24"
    ));
    let solution = only(&answer);
    let time = solution.found.as_ref().expect("a time").solved.value();
    let median = 1e24 / (1024.0 * 989.4e12 * 0.4);
    assert!((time.median() / median - 1.0).abs() < 1e-12);
    // Half the log-widths are ln 2 and ln 1.25; their squares add.
    let width = (2f64.ln().powi(2) + 1.25f64.ln().powi(2)).sqrt().exp();
    assert!((time.high() / (median * width) - 1.0).abs() < 1e-12);
    assert!((time.low() / (median / width) - 1.0).abs() < 1e-12);
    assert_eq!(
        solution.sentence,
        "The goal of 1 × 10²⁴ FLOP on 1,024 chips of 989 TFLOP/s at 40%: 28.6 d, 90% range 13.8 to 59.2 d."
    );
    let text = &solution.found.as_ref().expect("a time").text;
    assert_eq!(text, "28.56 d");
}

/// A time that is solved for has the ranges of the utilization and of the method in it. Put into its field with them, the
/// figure would have them twice.
#[test]
fn a_factor_that_is_put_in_adds_no_range_to_the_figure() {
    let utilization = "chips=1024&peak=1e15&utilization=0.32..0.5&goal=1e24";
    for (link, factor) in [
        (utilization.to_owned(), 1.25),
        // The method is good to a factor of 2.
        (
            utilization.replace("0.32..0.5", "0.4") + "&uncertainty=typical",
            2.0,
        ),
        (utilization.replace("chips=1024", "time=30d"), 1.25),
        (
            "chips=64..100&peak=1e15&utilization=0.4&goal=1e24".to_owned(),
            1.25,
        ),
    ] {
        let plan = of(&link);
        let found = only(&plan).found.as_ref().expect("a factor");
        let solved = found.solved.value();
        assert!(
            (solved.high() / solved.median() / factor - 1.0).abs() < 1e-9,
            "{link}"
        );
        let mut form = Form::new(decode(&format!("v=1&{link}")).draft);
        form.take(found.field, found.text.clone());
        let figures = answer(&form.draft).outcome.stages[0].figures.gpu_time;
        let flop = figures.expect("method 2 is complete").flop;
        let (low, high) = (flop.median() / flop.low(), flop.high() / flop.median());
        assert!((low / factor - 1.0).abs() < 1e-9, "{link}: {low}");
        assert!((high / factor - 1.0).abs() < 1e-9, "{link}: {high}");
    }
}

#[test]
fn more_than_the_peak_is_impossible() {
    let answer = of(&format!("time=1d&chips=1024&{H100}&goal=1e24"));
    let solution = only(&answer);
    assert_eq!(
        solution.sentence,
        "The goal of 1 × 10²⁴ FLOP on 1,024 chips of 989 TFLOP/s in 1 d would take 1,140% of the peak: impossible."
    );
    assert_eq!(solution.found.as_ref().expect("a share").text, "");
    assert_eq!(answer.reachable_solutions().count(), 0);
}

#[test]
fn hardware_that_is_known_in_full_is_held_against_the_goal() {
    let full = format!("time=40d&chips=1024&{H100}&utilization=0.4");
    let answer = of(&format!("{full}&goal=1e24"));
    let solution = only(&answer);
    assert_eq!(solution.found, None);
    assert_eq!(
        solution.sentence,
        "This hardware does 1.4 times the goal of 1 × 10²⁴ FLOP, which takes 28.6 d."
    );
    assert_eq!(answer.problems, []);
    let hours = of(&format!(
        "chip-hours=1M..2M&{H100}&utilization=0.4&goal=1e24"
    ));
    assert_eq!(
        only(&hours).sentence,
        "This hardware does 2.01 times (90% range 1.42 to 2.85) the goal of 1 × 10²⁴ FLOP, which takes 702,000 chip-hours."
    );
    // Nobody asked.
    assert_eq!(of(&full).solved, []);
}

#[test]
fn a_goal_alone_is_no_estimate() {
    let answer = of("goal=1e24");
    assert_eq!(answer.outcome.total.headline, None);
    assert_eq!(answer.solved, []);
    let said: Vec<_> = answer.problems.iter().map(|p| p.message.as_str()).collect();
    assert_eq!(
        said,
        [
            "Only one can be solved for: fill in the time, the number of chips, the peak or the utilization, all but one."
        ]
    );
    for (link, words) in [
        (
            "goal=1e24&peak=1e15",
            "the time, the number of chips or the utilization, all but one",
        ),
        (
            "goal=1e24&chips=5&peak=1e15",
            "fill in the time or the utilization.",
        ),
        ("goal=1,5e24", "decimal comma"),
        ("goal=11_GMACs", "multiply-adds"),
        ("goal=1e24&goal=2e24", "given twice"),
        (
            "goal=1e308&runs=1e-300&time=1d&chips=1&peak=1",
            "too large or too small",
        ),
    ] {
        let answer = of(link);
        let goal = petaday::draft::Field::new(1, Key::Goal);
        let said: Vec<_> = answer.problems_of(goal).map(|p| &p.message).collect();
        assert!(said.iter().any(|m| m.contains(words)), "{link}: {said:?}");
        assert_eq!(answer.solved, [], "{link}");
    }
}

#[test]
fn nothing_is_solved_from_what_cannot_be_read() {
    for link in [
        format!("chips=x&{H100}&utilization=0.4&goal=1e24"),
        format!("chips=5&chips=6&{H100}&utilization=0.4&goal=1e24"),
        format!("chips=5&chip-hours=6&{H100}&goal=1e24"),
        "chips=5&hardware=nvidia-h100-sxm&utilization=0.4&goal=1e24".into(),
        "chips=5&hardware=nvidia-h101&format=bf16&utilization=0.4&goal=1e24".into(),
        format!("chips=5&peak=1e15&{H100}&utilization=0.4&goal=1e24"),
        format!("chips=5&{H100}&utilization=140%25&goal=1e24"),
        format!("runs=x&chips=5&{H100}&utilization=0.4&goal=1e24"),
    ] {
        let answer = of(&link);
        assert_eq!(answer.solved, [], "{link}");
        assert!(!answer.problems.is_empty(), "{link}");
    }
}

#[test]
fn scripts_get_what_was_found() {
    let document = |link: &str| {
        let opened = decode(link);
        let text = json::document(&opened, &answer(&opened.draft)).expect("finite");
        serde_json::from_str::<serde_json::Value>(&text).expect("JSON")
    };
    let found = document(&format!("v=1&chips=1024&{H100}&utilization=0.4&goal=1e24"));
    let solved = &found["solved"][0];
    assert_eq!(solved["key"], "time");
    assert_eq!(solved["stage"], 1);
    assert_eq!(solved["text"], "28.56 d");
    let days = solved["median"].as_f64().expect("seconds") / 86_400.0;
    assert!((days - 28.56).abs() < 0.005);
    assert_eq!(solved["low"], solved["median"]);
    assert!(found["flop"].is_null(), "a goal is no estimate");
    assert_eq!(found["problems"].as_array().map(Vec::len), Some(1));
    assert_eq!(found["problems"][0]["key"], "time");
    assert_eq!(found["problems"][0]["severity"], "warning");
    assert_eq!(found["problems"][0]["message"], solved["message"]);
    // A method that lacks a figure is an error as before, whatever is found of it.
    let counted = document("v=1&parameters=1e9&tokens=1e9&chip-hours=1e4&peak=1e15");
    assert_eq!(counted["solved"][0]["key"], "utilization");
    assert_eq!(counted["problems"][0]["key"], "utilization");
    assert_eq!(counted["problems"][0]["severity"], "error");
    let impossible = document(&format!("v=1&time=1d&chips=1024&{H100}&goal=1e24"));
    assert_eq!(impossible["solved"], serde_json::json!([]));
    assert_eq!(impossible["problems"][0]["key"], "utilization");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is left empty, its text put into the field gives the goal back.
    #[test]
    fn what_was_found_reaches_the_goal(
        days in 0.01..1000.0, chips in 1u32..100_000, peak in 1e9..1e16, share in 0.02..1.0,
        runs in 1u32..4, empty in 0usize..5, typed in any::<bool>(),
    ) {
        let flop = days * 86_400.0 * f64::from(chips) * peak * share;
        let hours = days * 24.0 * f64::from(chips);
        let fleet = match empty {
            0 => format!("chips={chips}"),
            1 => format!("time={days}d"),
            2 => format!("time={days}d&chips={chips}"),
            _ => format!("chip-hours={hours}"),
        };
        let speed = if empty == 2 { String::new() } else { format!("&peak={peak:e}") };
        let share = if empty >= 3 { String::new() } else { format!("&utilization={share}") };
        let goal = if typed {
            format!("&goal={:e}", flop * f64::from(runs))
        } else {
            format!("&forward={flop:e}&backward=0&examples=1")
        };
        let link = format!("runs={runs}&{fleet}{speed}{share}{goal}");
        let answer = of(&link);
        let solution = only(&answer);
        let total = flop * f64::from(runs);
        let ratio: f64 = solution.goal.median() / total;
        prop_assert!((ratio - 1.0).abs() < 1e-9, "{}", link);
        reaches(&link, solution);
    }
}
