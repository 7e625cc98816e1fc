//! Published calculations, each opened from its link: the figure to 12 digits, the printed figure
//! within its rounding, and the link spelled again as it was.

use petaday::answer::answer;
use petaday::catalog::{Method, examples};
use petaday::draft::{Draft, link};
use petaday::estimate::Figures;

#[track_caller]
fn close(what: &str, ours: f64, exact: f64) {
    assert!(
        (ours / exact - 1.0).abs() < 1e-12,
        "{what}: {ours:e} instead of {exact:e}"
    );
}

fn figures(id: &str, fragment: &str) -> Figures {
    let opened = link::decode(fragment);
    assert_eq!(opened.problems, [], "{id}");
    assert_eq!(
        link::encode(&opened.draft),
        fragment,
        "{id}: the link is spelled again as it was"
    );
    let answer = answer(&opened.draft);
    let errors: Vec<_> = answer
        .problems
        .iter()
        .filter(|p| p.severity == petaday::answer::Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{id}: {errors:?}");
    answer.outcome.total
}

fn by(figures: &Figures, method: &str) -> Option<f64> {
    match method {
        "operations" => figures.operations.map(|o| o.flop.median()),
        "gpu-time" => figures.gpu_time.map(|g| g.flop.median()),
        other => panic!("unknown method {other}"),
    }
}

#[test]
fn every_example_gives_its_exact_figure() {
    for example in examples() {
        let total = figures(example.id, example.link);
        for figure in example.figures {
            let method = match figure.method {
                Method::Operations => "operations",
                Method::GpuTime => "gpu-time",
            };
            let ours = by(&total, method)
                .unwrap_or_else(|| panic!("{}: no figure by {method}", example.id));
            close(example.id, ours, figure.exact_flop().median());
        }
        let both = [total.operations.is_some(), total.gpu_time.is_some()];
        let filled = both.into_iter().filter(|is_there| *is_there).count();
        assert_eq!(filled, example.figures.len(), "{}", example.id);
        // The card in the gallery shows the figure of the headline.
        let headline = total.headline.expect("a headline").0.median();
        close(
            example.id,
            headline,
            example.figures[0].exact_flop().median(),
        );
    }
}

#[test]
fn an_example_without_a_printed_figure_says_so() {
    for example in examples().iter().filter(|e| e.printed().is_empty()) {
        let says = ["prints no compute", "without a published figure"];
        assert!(
            says.iter().any(|words| example.note.contains(words)),
            "{}: {}",
            example.id,
            example.note
        );
    }
}

#[test]
fn the_plan_is_solved_for_its_time() {
    let plan = examples().iter().find(|e| e.id == "plan").expect("a plan");
    let answer = answer(&link::decode(plan.link).draft);
    let (_, solved) = answer.reachable_solutions().next().expect("a time");
    assert_eq!(solved.text, "8.817 d");
}

#[test]
fn a_petaflop_per_second_day_is_8_64e19() {
    // PaLM: 2.5272e24 FLOP are 29,250 pfs-days, not the 25,272 of a "pfs-day of 1e20".
    let palm = figures("palm", "v=1&parameters=540e9&tokens=780e9");
    close(
        "pfs-days",
        palm.headline.unwrap().0.pfs_days().median(),
        29_250.0,
    );
}

#[test]
fn what_is_left_out_has_its_documented_value() {
    let flop = |fragment: &str| {
        let draft: Draft = link::decode(fragment).draft;
        answer(&draft)
            .outcome
            .total
            .headline
            .map(|(flop, _)| flop.median())
    };
    assert_eq!(
        flop("v=1&connections=10&examples=7"),
        Some(420.0),
        "one epoch, backward 2, one run"
    );
    assert_eq!(
        flop("v=1&connections=10&examples=7&backward=0"),
        Some(140.0),
        "forward only"
    );
    assert_eq!(flop("v=1&connections=10&examples=7&runs=3"), Some(1260.0));
    assert_eq!(
        flop("v=1&forward=10&steps=7&batch=2&timesteps=5"),
        Some(2100.0)
    );
    assert_eq!(
        flop("v=1&chip-hours=1&peak=1e12&utilization=0.5&runs=2"),
        Some(3.6e15)
    );
    assert_eq!(
        flop("v=1&chip-hours=1&peak=1e12"),
        None,
        "no utilization is assumed"
    );
}
