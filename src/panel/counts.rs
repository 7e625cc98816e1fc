//! Tests of how much is drawn for a panel or a report: counts, and no times.

use super::piece::html_of;
use super::{Context, DrawnBy, cost, goal, scope};
use super::{
    Draw, Drawn, PanelId, PanelInput, Panels, Reports, report, share, thresholds, uncertainty,
};
use crate::answer::{Evaluation, answer};
use crate::catalog::EDITION;
use crate::draft::{Draft, Field, Key, link};
use crate::quantity::sampling::tally::{self, Tally};
use crate::report::{Format, Record, write, write_with};

const ADDRESS: &str = "https://petaday.example/";

/// Stages of different size, each by both methods and with ranges.
fn draft(stages: usize) -> Draft {
    draft_of("2026-11.3", stages)
}

/// Returns the same with an edition of the tables.
fn draft_of(edition: &str, stages: usize) -> Draft {
    let mut fragment = format!("v=1&data={edition}&uncertainty=typical");
    for n in 1..=stages {
        fragment += &format!(
            "&{n}.parameters={n}.5e9&{n}.tokens=2e12&{n}.chip-hours=1e6..1.{n}e6&{n}.peak=312e12&{n}.utilization=0.3..0.4&{n}.power=400&{n}.price=2USD&{n}.grid=FRA"
        );
    }
    let opened = link::decode(&fragment);
    assert_eq!(opened.problems, []);
    opened.draft
}

fn evaluation(draft: &Draft) -> Evaluation {
    Evaluation::of(draft.clone())
}

/// An answer, and all that reports say of it.
fn report_all(draft: &Draft) {
    let record = Record::of(&evaluation(draft), ADDRESS).expect("a figure");
    for format in Format::ALL {
        assert!(!write(format, &record).is_empty());
    }
}

/// Draws a panel, or writes all reports.
type Work = fn(&Draft);

const WORKS: [(&str, Work); 9] = [
    ("answer", |draft| drop(answer(draft))),
    ("reports", report_all),
    ("uncertainty", |draft| {
        drop(uncertainty::draw(&evaluation(draft)))
    }),
    ("thresholds", |draft| {
        drop(thresholds::draw(&evaluation(draft)))
    }),
    ("scope", |draft| drop(scope::draw(&evaluation(draft)))),
    ("goal", |draft| drop(goal::draw(&evaluation(draft), 1))),
    ("costs", |draft| drop(cost::draw(&evaluation(draft), 1))),
    ("report", |draft| {
        drop(report::draw(
            &evaluation(draft),
            ADDRESS,
            &report::Settings::default(),
            write_with,
            Vec::new(),
        ));
    }),
    ("share", |draft| {
        drop(share::draw(
            &evaluation(draft),
            ADDRESS,
            &share::Settings::default(),
        ));
    }),
];

fn input(draft: &Draft, stage: u16) -> PanelInput {
    PanelInput {
        evaluation: evaluation(draft),
        stage,
        address: ADDRESS.into(),
        ..PanelInput::default()
    }
}

fn draw(panel: PanelId, shown: &PanelInput) -> Drawn {
    match panel.drawn_by() {
        DrawnBy::Panels => Panels::default().draw(panel, shown),
        DrawnBy::Reports | DrawnBy::Forms => Reports::default().draw(panel, shown),
        DrawnBy::Context => Context::default().draw(panel, shown),
    }
}

fn drawn(work: Work, draft: &Draft) -> Tally {
    tally::of(|| work(draft))
}

/// Also with a base model, whose sums are those with it, without it, and its own.
#[test]
fn each_sum_of_a_few_stages_is_drawn_once() {
    for roles in [vec![], vec![1], vec![1, 3], vec![2]] {
        let mut draft = draft(3);
        for stage in roles {
            draft.set(Field::new(stage, Key::Role), "base");
        }
        for (name, work) in WORKS {
            let sums = drawn(work, &draft).sums;
            assert!(!sums.is_empty(), "{name}");
            for (place, sum) in sums.iter().enumerate() {
                assert!(!sums[..place].contains(sum), "{name}: {sum:?} twice");
            }
        }
    }
}

/// Two inputs of each stage are held in turn: parameters and tokens.
#[test]
fn three_stages_draw_their_answer_and_their_widths_and_no_more() {
    let draft = draft(3);
    let count = |name: &str| {
        let (_, work) = WORKS
            .iter()
            .find(|(known, _)| *known == name)
            .expect("known");
        drawn(*work, &draft).sums.len()
    };
    let of_answer = count("answer");
    for name in ["thresholds", "scope", "goal"] {
        assert_eq!(count(name), of_answer, "{name}");
    }
    assert_eq!(count("uncertainty"), of_answer + 6);
    // Energy, emissions and cost as well.
    assert_eq!(count("costs"), of_answer + 3);
    assert_eq!(count("reports"), of_answer + 6 + 3);
    assert_eq!(count("report"), of_answer + 6 + 3);
    assert_eq!(count("share"), of_answer + 6 + 3);
}

/// Where stages share the error of their method, the widths come from the answer alone.
#[test]
fn stages_that_share_an_error_are_drawn_once_for_all() {
    let draft = draft_of(EDITION, 3);
    let sums = |work: Work| drawn(work, &draft).sums.len();
    let [answer, uncertainty] = ["answer", "uncertainty"].map(|name| {
        let work = WORKS.iter().find(|(known, _)| *known == name);
        sums(work.expect("known").1)
    });
    assert_eq!(answer, uncertainty);
}

#[test]
fn draws_grow_no_faster_than_stages() {
    for (name, work) in WORKS {
        let [three, thirty, ninety] = [3, 30, 90].map(|stages| drawn(work, &draft(stages)).values);
        assert!(thirty <= 10 * three, "{name}: {three}, {thirty}");
        assert!(ninety <= 3 * thirty, "{name}: {thirty}, {ninety}");
    }
}

#[test]
fn three_hundred_stages_are_drawn_by_every_panel() {
    let shown = input(&draft(300), 300);
    for panel in PanelId::ALL {
        let html = html_of(&draw(panel, &shown).pieces);
        // There is no fleet, the tables have not changed, the title is not a known name, and no file was read.
        let has_nothing = matches!(
            panel,
            PanelId::Edition | PanelId::Periods | PanelId::Names | PanelId::Files | PanelId::Jobs
        );
        assert!(has_nothing || !html.is_empty(), "{panel:?}");
        assert!(!html.contains("There is no figure"), "{panel:?}");
    }
}

/// The panels that are open are drawn from one evaluation, also with base models. Here the link names an
/// edition, as the page's do, so that the figures that are shared are the same.
#[test]
fn all_panels_of_a_drawing_evaluate_the_draft_once() {
    for roles in [vec![], vec![1], vec![1, 3]] {
        let mut draft = draft(3);
        draft.set(Field::new(0, Key::Data), EDITION);
        for stage in roles {
            draft.set(Field::new(stage, Key::Role), "base");
        }
        let shown = input(&draft, 1);
        let all = tally::of(|| {
            for panel in PanelId::ALL {
                // The examples are other drafts.
                if panel != PanelId::Examples {
                    draw(panel, &shown);
                }
            }
        });
        assert_eq!(all.answers, 1);
        for (place, sum) in all.sums.iter().enumerate() {
            assert!(!all.sums[..place].contains(sum), "{sum:?} twice");
        }
        let again = tally::of(|| {
            draw(PanelId::Costs, &shown);
            draw(PanelId::Uncertainty, &shown);
        });
        assert_eq!((again.answers, again.sums), (0, vec![]));
    }
}

#[test]
fn panels_that_show_no_figure_evaluate_nothing() {
    let shown = input(&draft_of(EDITION, 3), 1);
    for panel in [
        PanelId::Hardware,
        PanelId::Utilization,
        PanelId::Kinds,
        PanelId::Base,
        PanelId::Backward,
        PanelId::Edition,
        PanelId::Periods,
    ] {
        assert_eq!(tally::of(|| drop(draw(panel, &shown))).answers, 0);
    }
}
