//! The rows of a table: sorted, filtered, turned, saved, with a range, and compared.

use super::{many, names, opened, run};
use crate::table::{Column, Model, Only, Request, Settings, Status};

#[test]
fn rows_are_sorted_filtered_found_and_turned() {
    let (mut model, mut desk) = opened(many(1_000).as_bytes());
    let mut set = |model: &mut Model, settings: Settings| {
        let next = model.set(settings);
        run(model, &mut desk, next);
    };
    let falling = Settings {
        sort: Column::Flop,
        is_falling: true,
        ..Settings::default()
    };
    set(&mut model, falling.clone());
    assert_eq!(names(&model)[..2], ["row 1", "row 11"]);
    let found = Settings {
        find: "ROW 99".into(),
        only: Only::NoFigure,
        ..falling.clone()
    };
    set(&mut model, found);
    assert_eq!(names(&model), ["row 990"]);
    set(
        &mut model,
        Settings {
            only: Only::Differs,
            ..falling
        },
    );
    assert_eq!(model.shown.as_ref().map(|shown| shown.count), Some(100));
    set(&mut model, Settings::default());
    for (first, expected) in [(900, "row 900"), (5_000, "row 900"), (150, "row 100")] {
        let next = model.turn_to(first);
        run(&mut model, &mut desk, next);
        assert_eq!(names(&model)[0], expected);
    }
}

#[test]
fn a_table_is_saved_in_pieces_with_every_row_once() {
    let (mut model, mut desk) = opened(many(3_000).as_bytes());
    for as_json in [false, true] {
        let next = model.save(as_json, String::new());
        let saved = run(&mut model, &mut desk, next);
        let lines = saved.split(|byte| *byte == b'\n').count() - 1;
        assert_eq!(lines, 3_000 + usize::from(!as_json));
        assert_eq!(model.saving, None);
    }
    let next = model.save(false, String::new());
    assert_eq!(model.save(true, String::new()), [], "one save at a time");
    assert_eq!(model.cancel(), []);
    run(&mut model, &mut desk, next);
    assert_eq!((model.saving.clone(), model.status), (None, Status::Done));
}

#[test]
fn a_table_is_saved_in_the_order_that_is_shown_with_the_links_that_are_shown() {
    // Some are longer than what is read of a row from anywhere, and the file than what is held.
    let long = "x".repeat(9_000);
    let row = |at: u32| {
        let note = if at.is_multiple_of(7) { &long } else { "" };
        format!("Run {at},7B,{}B,{note}\n", 1 + (at * 37) % 400)
    };
    let header = "Model,Parameters,Tokens,Remark\n";
    let text = (0..400).fold(header.to_owned(), |text, at| text + &row(at));
    let (mut model, mut desk) = opened(text.as_bytes());
    for (sort, is_falling, is_typical) in [
        (Column::Flop, true, false),
        (Column::Flop, false, true),
        (Column::Line, true, false),
        (Column::Line, false, true),
    ] {
        let settings = Settings {
            sort,
            is_falling,
            is_typical,
            ..Settings::default()
        };
        let next = model.set(settings);
        run(&mut model, &mut desk, next);
        let next = model.turn_to(0);
        run(&mut model, &mut desk, next);
        let next = model.save(false, String::new());
        let saved = String::from_utf8(run(&mut model, &mut desk, next)).expect("UTF-8");
        let lines: Vec<&str> = saved.lines().collect();
        assert_eq!(lines.len(), 401);
        let shown = model.shown.as_ref().expect("rows");
        for (line, row) in lines[1..].iter().zip(&shown.rows) {
            let name = line.split(',').next().expect("a cell");
            assert_eq!(name, row.name, "{sort:?}");
            let title = format!("title={}", name.replace(' ', "_"));
            assert!(
                line.contains(&row.link) && row.link.contains(&title),
                "{line}"
            );
            assert_eq!(row.link.contains("uncertainty=typical"), is_typical);
            assert_eq!(row.range.is_empty(), !is_typical);
        }
    }
}

#[test]
fn rows_get_the_typical_uncertainty_and_lose_it_again() {
    let (mut model, mut desk) = opened(many(3_000).as_bytes());
    assert_eq!(
        model
            .shown
            .as_ref()
            .map(|shown| shown.rows[2].range.clone()),
        Some(String::new())
    );
    let mut set = |model: &mut Model, is_typical| {
        let settings = Settings {
            is_typical,
            ..model.settings.clone()
        };
        let next = model.set(settings);
        assert_eq!(next, [Request::Again(is_typical)]);
        run(model, &mut desk, next);
        assert_eq!(
            (model.status.clone(), model.progress.rows),
            (Status::Done, 3_000)
        );
        let shown = model.shown.as_ref().expect("rows");
        assert_eq!(shown.of, 3_000);
        (shown.rows[2].range.clone(), shown.rows[2].link.clone())
    };
    let (range, link) = set(&mut model, true);
    assert!(
        range.contains(" to ") && link.contains("uncertainty=typical"),
        "{range} {link}"
    );
    let (range, link) = set(&mut model, false);
    assert!(
        range.is_empty() && !link.contains("uncertainty"),
        "{range} {link}"
    );
}

#[test]
fn a_fault_beside_a_figure_is_told_as_such() {
    let header = "parameters,tokens,time,chips,hardware,format,utilization\n";
    let both = "7B,1e,30 d,1000,nvidia-h100-sxm,bf16,40%\n";
    let none = "7B,1e,,,,,\n";
    let (model, _) = opened(format!("{header}{both}{none}").as_bytes());
    let shown = model.shown.as_ref().expect("rows");
    let row = &shown.rows[0];
    assert_eq!(row.beside, "The figure is by GPU time alone:");
    assert!(row.problems[0].is_error, "{row:?}");
    let row = &shown.rows[1];
    assert_eq!((row.beside.as_str(), row.flop.as_str()), ("", ""));
    assert!(row.problems[0].is_error, "{row:?}");
}

#[test]
fn a_question_is_no_error_whether_the_row_has_a_figure_or_not() {
    let header = "parameters,tokens,time,chips,hardware,format,utilization\n";
    let beside = "7B,1T,30 d,1000,H100,bf16,40%\n";
    let alone = ",,30 d,1000,V100,fp16,40%\n";
    let (model, _) = opened(format!("{header}{beside}{alone}").as_bytes());
    let shown = model.shown.as_ref().expect("rows");
    for (row, asked, has_figure) in [
        (&shown.rows[0], "Which H100?", true),
        (&shown.rows[1], "Which V100?", false),
    ] {
        let told = &row.problems[0];
        assert!(told.message.starts_with(asked) && !told.is_error, "{row:?}");
        assert_eq!(!row.flop.is_empty(), has_figure, "{row:?}");
    }
}

#[test]
fn epochs_table_is_compared_with_its_own_figures() {
    let text = "Model,Domain,Parameters,Training compute (FLOP),Training dataset size (total),Publication date\n\
        A,Language,7e9,4.2e22,1e12,2024-01-01\nB,Language,7e9,4.2e23,1e12,2024-01-01\n";
    let (model, _) = opened(text.as_bytes());
    assert!(model.head.is_epoch && model.head.has_dates);
    assert!(
        model
            .said()
            .ends_with("1 of 2 differ by more than 2× from Epoch AI’s figure.")
    );
    let shown = model.shown.as_ref().expect("rows");
    assert_eq!(shown.rows[0].reason, "");
    assert!(
        shown.rows[1].reason.contains("10 passes"),
        "{:?}",
        shown.rows[1]
    );
    assert_eq!(shown.rows[1].published_ratio, "0.1 ×");
}
