//! Fits of trends: against an independent program, against rows that were fitted before, and beside what
//! publications print.

use petaday::trend::{
    Fit, Line, Month, PRESETS, Printed, Shown, View, decode, doubling, encode, growth, lines,
    table_points,
};

/// Relative difference of two programs that do the same.
const SAME: f64 = 1e-6;

fn line(keys: &str) -> Line {
    let view = View {
        shown: Shown::Nothing,
        ..decode(&format!("view=trends&{keys}")).view
    };
    lines(&view, &table_points())
        .pop()
        .expect("the line of the selection")
}

fn fit(keys: &str) -> Fit {
    line(keys)
        .fit
        .unwrap_or_else(|| panic!("no line of {keys}"))
}

#[test]
fn every_fit_is_that_of_numpy_to_six_digits() {
    let file = include_str!("fixtures/trend_fits.csv");
    let mut rows = csv::Reader::from_reader(file.as_bytes());
    let mut count = 0;
    for row in rows.records() {
        let row = row.expect("a row");
        let number = |at: usize| -> f64 { row[at].parse().expect("a number") };
        let ours = fit(&row[0]);
        let [narrow, wide] = [0.9, 0.95].map(|level| ours.interval(level));
        let figures = [
            ours.n as f64,
            ours.slope,
            ours.error,
            ours.r2,
            narrow.low,
            narrow.high,
            wide.low,
            wide.high,
        ];
        for (at, figure) in figures.into_iter().enumerate() {
            let theirs = number(at + 1);
            assert!(
                (figure / theirs - 1.0).abs() < SAME,
                "{}: column {at} is {figure}, numpy has {theirs}",
                &row[0]
            );
        }
        count += 1;
    }
    assert_eq!(count, 21);
}

/// The fits that were made of the whole table of Epoch AI, edition of 19 August 2026: keys, n, growth a year with
/// its 90% interval, doubling time in months, R².
const BEFORE: [(&str, usize, [&str; 5]); 14] = [
    ("to=2009", 62, ["1.50", "1.42", "1.59", "20.49", "0.695"]),
    (
        "from=2010&to=2024-05",
        386,
        ["3.79", "3.43", "4.20", "6.24", "0.546"],
    ),
    ("from=2010", 473, ["4.27", "3.94", "4.63", "5.73", "0.652"]),
    (
        "from=2010&to=2022-01",
        248,
        ["3.61", "3.14", "4.15", "6.48", "0.488"],
    ),
    (
        "from=2022-02",
        225,
        ["6.11", "4.44", "8.40", "4.60", "0.282"],
    ),
    (
        "from=2010&to=2024-05&top=10&since=2010",
        112,
        ["5.02", "4.75", "5.30", "5.16", "0.957"],
    ),
    (
        "from=2010&top=10&since=2010",
        124,
        ["4.98", "4.75", "5.23", "5.18", "0.963"],
    ),
    (
        "from=2010&to=2024-05&top=10",
        110,
        ["4.90", "4.64", "5.17", "5.23", "0.957"],
    ),
    (
        "from=2010&top=10",
        122,
        ["4.88", "4.66", "5.12", "5.25", "0.963"],
    ),
    (
        "from=2018&top=10&without=alphago",
        75,
        ["4.74", "4.26", "5.26", "5.35", "0.893"],
    ),
    (
        "from=2018&to=2024-05&top=10&without=alphago",
        63,
        ["4.70", "4.09", "5.40", "5.38", "0.851"],
    ),
    (
        "domain=language&from=2017-06&to=2024-05",
        193,
        ["8.47", "6.66", "10.79", "3.89", "0.528"],
    ),
    (
        "domain=language&from=2017-06",
        275,
        ["6.81", "5.88", "7.87", "4.34", "0.634"],
    ),
    (
        "domain=language&from=2020-06&top=10",
        56,
        ["5.29", "4.49", "6.23", "4.99", "0.842"],
    ),
];

#[test]
fn the_rows_of_august_come_out_again() {
    for (keys, n, printed) in BEFORE {
        let ours = fit(keys);
        let interval = ours.interval(0.9);
        let months = doubling(ours.slope, Month::Calendar).expect("growth");
        let figures = [
            growth(ours.slope),
            growth(interval.low),
            growth(interval.high),
            months,
            ours.r2,
        ];
        assert_eq!(ours.n, n, "{keys}");
        for (figure, printed) in figures.into_iter().zip(printed) {
            let places = printed
                .split_once('.')
                .map_or(0, |(_, fraction)| fraction.len());
            let unit: f64 = format!("1e-{places}").parse().expect("a number");
            let theirs: f64 = printed.parse().expect("a number");
            // Our table has four digits of each compute, theirs all of them.
            assert!(
                (figure - theirs).abs() <= unit,
                "{keys}: {figure}, printed {printed}"
            );
        }
    }
}

/// Published figures, and ours in the same unit, with a month of 30 days where the source has it.
const BESIDE: [(&str, &str, f64, f64); 12] = [
    ("three-eras", "Before deep learning", 21.3, 20.79),
    ("three-eras", "Deep learning", 5.7, 6.51),
    ("three-eras", "Large scale", 9.9, 6.35),
    ("ai-and-compute", "Largest runs, 2012–2017", 3.43, 3.41),
    ("epoch-2024", "Notable systems, 2010 to May 2024", 4.1, 3.79),
    ("epoch-2024", "Frontier: running top 10", 5.3, 5.02),
    (
        "epoch-2024",
        "Frontier since 2018, without AlphaGo",
        4.2,
        4.70,
    ),
    ("epoch-later", "Notable systems since 2010", 4.7, 4.27),
    ("owid", "Notable systems since 2010", 4.3, 4.27),
    (
        "language",
        "Language models, June 2017 to May 2024",
        9.5,
        8.48,
    ),
    ("language", "Largest ten since June 2020", 5.0, 5.29),
    ("moore", "Systems before 2010", 24.0, 20.49),
];

#[test]
fn every_published_figure_stands_beside_ours() {
    let points = table_points();
    let mut beside = BESIDE.into_iter();
    for preset in &PRESETS {
        let view = View::default().with_preset(preset);
        for (found, of) in lines(&view, &points).iter().zip(preset.lines) {
            let (slug, name, printed, ours) = beside.next().expect("a row for each line");
            assert_eq!((preset.slug, of.name), (slug, name));
            let slope = found.fit.expect("a line").slope;
            let is_eras = slug == "three-eras";
            let month = if is_eras {
                Month::Thirty
            } else {
                Month::Calendar
            };
            let (figure, theirs) = match of.printed {
                Printed::Months(months) => (doubling(slope, month).expect("growth"), months),
                Printed::Growth(factor) => (growth(slope), factor),
            };
            assert_eq!(theirs, printed, "{name}");
            assert!(
                (figure - ours).abs() < 0.006,
                "{name}: {figure}, not {ours}"
            );
            assert!(of.why.ends_with('.') && !of.printed_with.is_empty());
        }
    }
    assert_eq!(beside.next(), None);
}

#[test]
fn the_document_has_the_published_figures_and_ours() {
    let document = include_str!("../docs/trends.md");
    let points = table_points();
    let mut missing = String::new();
    for preset in &PRESETS {
        let view = View::default().with_preset(preset);
        for (found, of) in lines(&view, &points).iter().zip(preset.lines) {
            let ours = match of.printed {
                Printed::Months(_) => found.doubling(Month::Calendar),
                Printed::Growth(_) => format!("× {} a year", found.growth()),
            };
            let keys = if of.keys.is_empty() {
                "–".into()
            } else {
                format!("`{}`", of.keys)
            };
            let row = format!(
                "| [{}]({}) | {} | {keys} | {}; {} | {ours}, n = {} | {} |",
                preset.source,
                preset.link,
                of.name,
                of.printed.words(),
                of.printed_with,
                found.n,
                of.why
            );
            if !document.contains(&row) {
                missing += &format!("{row}\n");
            }
        }
    }
    assert!(
        missing.is_empty(),
        "docs/trends.md lacks these rows:\n{missing}"
    );
}

#[test]
fn every_key_of_the_view_is_documented_with_an_example_that_opens() {
    let document = include_str!("../docs/permalink.md");
    let section = document
        .split("## The trends view")
        .nth(1)
        .expect("a section");
    let section = section.split("\n## ").next().expect("its text");
    let mut all = String::from("view=trends");
    for row in section.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row
            .split('|')
            .map(|cell| cell.trim().trim_matches('`'))
            .collect();
        assert!(cells[2].starts_with(&format!("{}=", cells[1])), "{row}");
        all += &format!("&{}", cells[2]);
    }
    let opened = decode(&all);
    assert_eq!(opened.problems, []);
    // The order of the table is that of a canonical link, and no key is left out.
    assert_eq!(encode(&opened.view), all);
    assert_eq!(all.matches('&').count(), 21);
    for preset in &PRESETS {
        assert!(
            section.contains(&format!("`{}`", preset.slug)),
            "{}",
            preset.slug
        );
    }
}
