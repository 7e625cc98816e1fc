//! The runs behind the published utilizations, typed as their papers put them: the operations over
//! what the calculator makes of time and hardware are the share that the table has.
//!
//! tests/fixtures/utilization_runs.csv has the texts. Where the published share is not that quotient,
//! it has the quotient as well, and why.

// Held against a tolerance.
#![allow(clippy::disallowed_methods)]

use petaday::answer::{Severity, answer};
use petaday::catalog::utilization::{Record, records};
use petaday::draft::{Draft, Field, Key};
use petaday::estimate::Figures;
use petaday::estimate::solve::{Fleet, Goal, Solved, solve};
use petaday::quantity::{Count, FlopPerSecond, Ratio};

struct Run {
    slug: String,
    texts: Vec<(Key, String)>,
    quotient: Option<f64>,
    why: String,
}

fn runs() -> Vec<Run> {
    let mut table =
        csv::Reader::from_path("tests/fixtures/utilization_runs.csv").expect("the fixture");
    let names: Vec<String> = table
        .headers()
        .expect("names")
        .iter()
        .map(String::from)
        .collect();
    let run = |row: csv::StringRecord| {
        let cell = |name: &str| {
            let at = names.iter().position(|n| n == name).expect("a column");
            row[at].to_owned()
        };
        let keys = [
            Key::Time,
            Key::Chips,
            Key::ChipHours,
            Key::Fleet,
            Key::Hardware,
            Key::Format,
        ];
        let texts = keys.into_iter().map(|key| (key, cell(key.name())));
        Run {
            slug: cell("slug"),
            texts: texts.filter(|(_, text)| !text.is_empty()).collect(),
            quotient: cell("quotient").parse().ok(),
            why: cell("why"),
        }
    };
    table
        .records()
        .map(|row| run(row.expect("a row")))
        .collect()
}

/// The hours and the peak that the calculator reads out of a run’s texts.
fn figures(run: &Run) -> Figures {
    let mut draft = Draft::default();
    for (key, text) in &run.texts {
        draft.add(Field::new(1, *key), text.as_str());
    }
    let answer = answer(&draft);
    let errors: Vec<_> = answer
        .problems
        .iter()
        .filter(|p| p.severity == Severity::Error)
        .collect();
    assert!(
        errors.is_empty(),
        "{}: what the paper says is refused: {errors:?}",
        run.slug
    );
    answer.outcome.total
}

/// Returns the utilization that is solved for where it alone is left empty.
fn solved(record: &Record, figures: &Figures, run: &Run) -> Option<Ratio> {
    let (hours, at_peak) = (figures.chip_hours?, figures.at_peak?);
    let peak = at_peak.0.over((hours * FlopPerSecond::point(1.0)).0);
    let goal = Goal {
        flop: record.flop()?,
        fleet: Fleet::ChipHours(Some(hours)),
        peak: Some(FlopPerSecond(peak)),
        utilization: None,
    };
    match solve(goal) {
        Ok(Solved::Utilization(share)) => Some(share),
        other => panic!("{}: solving for the utilization gave {other:?}", run.slug),
    }
}

fn qualifies(record: &Record) -> bool {
    record.chips().next().is_some() && record.chip_hours().is_some()
}

/// Half of the last digit that a share is published with: 0.378 is anything from 0.3775 to 0.3785.
fn rounding(slug: &str) -> f64 {
    let mut table = csv::Reader::from_path("assets/utilization.csv").expect("the table");
    let row = table
        .records()
        .map(|row| row.expect("a row"))
        .find(|row| &row[0] == slug);
    let row = row.expect("the row");
    let share = if row[6].is_empty() { &row[7] } else { &row[6] };
    let digits = share.split('.').nth(1).map_or(0, str::len);
    0.5 * 10f64.powi(-(digits as i32)) * (1.0 + 1e-9)
}

#[test]
fn no_run_that_can_be_typed_is_left_out() {
    let (runs, wanted): (Vec<Run>, Vec<&Record>) =
        (runs(), records().iter().filter(|r| qualifies(r)).collect());
    for record in &wanted {
        let entries = runs.iter().filter(|run| run.slug == record.slug).count();
        assert_eq!(
            entries, 1,
            "{} states hardware, chips and time, and is {entries} times in the fixture",
            record.slug
        );
    }
    assert_eq!(runs.len(), wanted.len());
    assert_eq!(wanted.len(), 38, "of 45");
}

#[test]
fn the_operations_over_what_was_typed_are_the_published_share() {
    for run in runs() {
        let record = records().iter().find(|record| record.slug == run.slug);
        let record = record.unwrap_or_else(|| panic!("{} is in no table", run.slug));
        let figures = figures(&run);
        let hours = figures.chip_hours.map(|hours| hours.median());
        let billed = record.chip_hours().map(|hours| hours.median());
        let same = hours
            .zip(billed)
            .is_some_and(|(a, b)| (a / b - 1.0).abs() < 1e-12);
        assert!(
            same,
            "{}: {:?} are {hours:?} chip-hours and not {billed:?}",
            run.slug, run.texts
        );
        let whole = record.whole_run().map(|share| share.median());
        let Some(share) = solved(record, &figures, &run).map(|share| share.median()) else {
            assert_eq!((whole, record.flop()), (None, None), "{}", run.slug);
            assert!(
                !run.why.is_empty(),
                "{} has no quotient, and no word why",
                run.slug
            );
            continue;
        };
        let whole = whole.unwrap_or_else(|| panic!("{} has operations and no quotient", run.slug));
        assert!(
            (share / whole - 1.0).abs() < 1e-12,
            "{}: {share} typed, {whole} in the table",
            run.slug
        );
        let published = record.value().median();
        let differs = (share - published).abs() > rounding(&run.slug);
        match run.quotient {
            None => assert!(
                !differs,
                "{}: {share} is not the published {published}",
                run.slug
            ),
            Some(quotient) => {
                assert!(
                    (share - quotient).abs() <= 5e-7,
                    "{}: {share} and not {quotient}",
                    run.slug
                );
                assert!(
                    differs,
                    "{}: {share} is the published {published}: no exception is needed",
                    run.slug
                );
                assert!(!run.why.is_empty(), "{} differs, and no word why", run.slug);
            }
        }
    }
}

/// Where the fixture calls a difference rounding, the published share does lie between the shares of
/// the operations that are rounded to those of the table.
#[test]
fn what_is_called_rounding_is_no_more_than_that() {
    let mut rounded = 0;
    for run in runs().iter().filter(|run| run.why.starts_with("Rounded")) {
        let record = records()
            .iter()
            .find(|record| record.slug == run.slug)
            .expect("a row");
        let bound = run
            .why
            .rsplit(' ')
            .next()
            .and_then(|text| text.strip_suffix('.'));
        let bound: f64 = bound.and_then(|text| text.parse().ok()).expect("a bound");
        let share = |flop: f64| {
            let hours = record.chip_hours().expect("hours").median();
            let chip = record.chips().next().expect("a chip");
            let peak = record
                .format
                .and_then(|format| chip.peak(format))
                .expect("a peak");
            flop / (hours * 3600.0 * peak.median())
        };
        let flop = record.flop().expect("operations").median();
        let (a, b) = (share(flop), share(bound));
        let published = record.value().median();
        let within = (a.min(b) - 1e-4..=a.max(b) + 1e-4).contains(&published);
        assert!(
            within,
            "{}: {published} is not between {a} and {b}",
            run.slug
        );
        rounded += 1;
    }
    assert_eq!(rounded, 8);
}

/// With the utilization typed that was solved for, method 2 gives the operations back.
#[test]
fn a_share_that_was_solved_for_gives_the_operations_back() {
    for run in runs() {
        let record = records()
            .iter()
            .find(|record| record.slug == run.slug)
            .expect("a row");
        let Some(share) = solved(record, &figures(&run), &run) else {
            continue;
        };
        let mut draft = Draft::default();
        for (key, text) in &run.texts {
            draft.add(Field::new(1, *key), text.as_str());
        }
        draft.add(
            Field::new(1, Key::Utilization),
            petaday::quantity::write::exact(share.median()),
        );
        draft.add(Field::new(1, Key::Runs), "2");
        let flop = answer(&draft)
            .outcome
            .total
            .gpu_time
            .map(|figures| figures.flop);
        let twice = record.flop().expect("operations") * Count::point(2.0);
        let ours = flop
            .unwrap_or_else(|| panic!("{}: no figure", run.slug))
            .median();
        assert!(
            (ours / twice.median() - 1.0).abs() < 1e-12,
            "{}: {ours}",
            run.slug
        );
    }
}
