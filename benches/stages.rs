//! Native timings of estimates of many stages with ranges: the answer, each panel and each report.
//! docs/performance.md has the figures.

use divan::Bencher;
use petaday::answer::{Evaluation, answer};
use petaday::draft::{Draft, link};
use petaday::panel::{base, cost, goal, report, scope, share, thresholds, uncertainty};
use petaday::report::{Format, Record, write, write_with};

fn main() {
    divan::main();
}

const STAGES: [usize; 5] = [1, 3, 30, 100, 300];
const ADDRESS: &str = "https://petaday.example/";

/// A draft of a number of stages, every one by both methods and with ranges.
fn draft(stages: usize) -> Draft {
    let mut fragment = String::from("v=1&uncertainty=typical");
    for n in 1..=stages {
        fragment += &format!(
            "&{n}.parameters=70e9&{n}.tokens=2e12&{n}.chip-hours=1720320&{n}.peak=312e12&{n}.utilization=0.3..0.4"
        );
    }
    link::decode(&fragment).draft
}

/// Returns the draft with nothing computed of it yet.
fn evaluation(draft: &Draft) -> Evaluation {
    Evaluation::of(divan::black_box(draft).clone())
}

#[divan::bench(args = STAGES, max_time = 1)]
fn answers(bencher: Bencher, stages: usize) {
    let draft = draft(stages);
    bencher.bench(|| answer(divan::black_box(&draft)));
}

#[divan::bench(args = STAGES, max_time = 1)]
fn panel_uncertainty(bencher: Bencher, stages: usize) {
    let draft = draft(stages);
    bencher.bench(|| uncertainty::draw(&evaluation(&draft)));
}

#[divan::bench(args = STAGES, max_time = 1)]
fn panel_thresholds(bencher: Bencher, stages: usize) {
    let draft = draft(stages);
    bencher.bench(|| thresholds::draw(&evaluation(&draft)));
}

#[divan::bench(args = STAGES, max_time = 1)]
fn panel_scope(bencher: Bencher, stages: usize) {
    let draft = draft(stages);
    bencher.bench(|| scope::draw(&evaluation(&draft)));
}

#[divan::bench(args = STAGES, max_time = 1)]
fn panel_goal(bencher: Bencher, stages: usize) {
    let draft = draft(stages);
    bencher.bench(|| goal::draw(&evaluation(&draft), 1));
}

#[divan::bench(args = STAGES, max_time = 1)]
fn panel_base(bencher: Bencher, stages: usize) {
    let draft = draft(stages);
    bencher.bench(|| base::draw(&evaluation(&draft), 1, &base::Settings::default()));
}

#[divan::bench(args = STAGES, max_time = 1)]
fn panel_costs(bencher: Bencher, stages: usize) {
    let draft = draft(stages);
    bencher.bench(|| cost::draw(&evaluation(&draft), 1));
}

#[divan::bench(args = STAGES, max_time = 1)]
fn panel_report(bencher: Bencher, stages: usize) {
    let draft = draft(stages);
    bencher.bench(|| {
        report::draw(
            &evaluation(&draft),
            ADDRESS,
            &report::Settings::default(),
            write_with,
            Vec::new(),
        )
    });
}

#[divan::bench(args = STAGES, max_time = 1)]
fn panel_share(bencher: Bencher, stages: usize) {
    let draft = draft(stages);
    bencher.bench(|| share::draw(&evaluation(&draft), ADDRESS, &share::Settings::default()));
}

/// Makes the record that every format of reports needs of an answer.
#[divan::bench(args = STAGES, max_time = 1)]
fn record(bencher: Bencher, stages: usize) {
    let draft = draft(stages);
    bencher
        .with_inputs(|| {
            let evaluation = evaluation(&draft);
            evaluation.answer();
            evaluation
        })
        .bench_values(|evaluation| Record::of(&evaluation, ADDRESS).is_ok());
}

/// The text alone, of a record that is there.
fn text(bencher: Bencher, stages: usize, format: Format) {
    let draft = draft(stages);
    if let Ok(record) = Record::of(&evaluation(&draft), ADDRESS) {
        bencher.bench(|| write(format, divan::black_box(&record)));
    }
}

#[divan::bench(args = STAGES, max_time = 1)]
fn text_sentence(bencher: Bencher, stages: usize) {
    text(bencher, stages, Format::Sentence);
}

#[divan::bench(args = STAGES, max_time = 1)]
fn text_paragraph(bencher: Bencher, stages: usize) {
    text(bencher, stages, Format::Paragraph);
}

#[divan::bench(args = STAGES, max_time = 1)]
fn text_latex(bencher: Bencher, stages: usize) {
    text(bencher, stages, Format::Latex);
}

#[divan::bench(args = STAGES, max_time = 1)]
fn text_bibtex(bencher: Bencher, stages: usize) {
    text(bencher, stages, Format::Bibtex);
}

#[divan::bench(args = STAGES, max_time = 1)]
fn text_markdown(bencher: Bencher, stages: usize) {
    text(bencher, stages, Format::Markdown);
}

#[divan::bench(args = STAGES, max_time = 1)]
fn text_neurips(bencher: Bencher, stages: usize) {
    text(bencher, stages, Format::Neurips);
}

#[divan::bench(args = STAGES, max_time = 1)]
fn text_eu(bencher: Bencher, stages: usize) {
    text(bencher, stages, Format::Eu);
}

#[divan::bench(args = STAGES, max_time = 1)]
fn text_csv(bencher: Bencher, stages: usize) {
    text(bencher, stages, Format::Csv);
}

#[divan::bench(args = STAGES, max_time = 1)]
fn text_json(bencher: Bencher, stages: usize) {
    text(bencher, stages, Format::Json);
}
