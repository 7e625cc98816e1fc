//! Any file is read to its end or refused; reading is cancelled and goes on; a worker is lost.

use super::{many, names, open, opened, run};
use crate::table::{Desk, Model, Settings, Status};
use proptest::prelude::*;

#[test]
fn a_table_is_read_to_its_end_and_counted() {
    let (model, _) = opened(many(3_000).as_bytes());
    assert_eq!(model.status, Status::Done);
    assert_eq!(
        model.said(),
        "3,000 rows, 2,700 with a figure, 600 with problems; 300 of 300 differ by more than 2× between the methods."
    );
    assert_eq!(model.share(), 1.0);
    let shown = model.shown.as_ref().expect("rows");
    assert_eq!(
        (shown.count, shown.first, shown.rows.len()),
        (3_000, 0, 100)
    );
    assert_eq!(shown.rows[2].flop, "1.26 × 10²⁰");
    let told = &shown.rows[0].problems[0];
    assert_eq!((told.column.as_str(), told.is_error), ("tokens", true));
    assert!(
        shown.picture.contains("2,700 rows from"),
        "{}",
        shown.picture
    );
}

#[test]
fn what_is_read_stays_after_cancel_and_the_rest_follows() {
    let text = many(5_000);
    let (mut model, mut desk) = (Model::default(), Desk::default());
    let request = model.open("t.csv".into());
    let reply = desk.answer(request, Some(Box::new(text.into_bytes())));
    let mut next = model.take(reply);
    for _ in 0..3 {
        let reply = desk.answer(next.remove(0), None);
        next.extend(model.take(reply));
    }
    let late = next.clone();
    let cancelled = model.cancel();
    run(&mut model, &mut desk, cancelled);
    // The step that was under way is counted, and asks for no other.
    run(&mut model, &mut desk, late);
    assert_eq!(model.status, Status::Cancelled);
    assert!(model.progress.rows < 5_000, "{}", model.progress.rows);
    assert!(model.said().starts_with("Cancelled. "), "{}", model.said());
    assert_eq!(names(&model).len(), 100);
    let rest = model.go_on();
    run(&mut model, &mut desk, rest);
    assert_eq!(
        (model.status.clone(), model.progress.rows),
        (Status::Done, 5_000)
    );
}

#[test]
fn what_is_no_table_is_refused_with_what_to_do() {
    let long = [b"tokens\n\"".as_slice(), vec![b'1'; 5 << 20].as_slice()].concat();
    let endless = [b"tokens,".as_slice(), vec![b'x'; 5 << 20].as_slice()].concat();
    let wide = format!(
        "tokens{}\n1T{}\n",
        ",x".repeat(100_000),
        ",1".repeat(100_000)
    );
    for (text, told) in [
        (&b""[..], "t.csv: The file is empty."),
        (
            b"name,year\nx,2020\n",
            "No column of the first line is known (name, year)",
        ),
        (b"PK\x03\x04", "Save the sheet as CSV UTF-8."),
        (b"\xff\xfea\0", "this is UTF-16. Save"),
        (b"\x7fELF\x02\0\0", "this is no text"),
        (b"tokens\n", "The table has a header and no rows."),
        (
            b"\xef\xbb\xbfparameters;tokens\r\n7B;1T\r\n",
            "1 row, 1 with a figure, 0 with problems.",
        ),
        (&endless, "is this a table?"),
        (&long, "1 row, 0 with a figure, 1 with problems."),
        (wide.as_bytes(), "1 row, 0 with a figure"),
    ] {
        let (model, _) = opened(text);
        let said = model.said().replace("This", "this");
        assert!(said.contains(told), "{told}: {said}");
    }
    let (model, _) = opened(b"parameters,tokens,time\n7B,\"1T\n7B,1T\n");
    let shown = model.shown.expect("a row");
    assert!(
        shown.rows[0].problems[0]
            .message
            .contains("Close its quotation mark")
    );
}

#[test]
fn a_file_that_is_refused_leaves_the_table_there() {
    let (mut model, mut desk) = opened(many(3_000).as_bytes());
    let next = model.turn_to(200);
    run(&mut model, &mut desk, next);
    open(&mut model, &mut desk, "odd.csv", b"name,year\nx,2020\n");
    let said = model.said();
    assert!(
        said.starts_with("odd.csv: No column of the first line"),
        "{said}"
    );
    assert!(said.ends_with("t.csv stays below."), "{said}");
    assert_eq!(
        (model.status.clone(), model.name.as_str()),
        (Status::Done, "t.csv")
    );
    assert_eq!(names(&model)[0], "row 200");
    let next = model.save(false, String::new());
    let saved = run(&mut model, &mut desk, next);
    assert_eq!(saved.split(|byte| *byte == b'\n').count() - 1, 3_001);
    open(
        &mut model,
        &mut desk,
        "good.csv",
        b"parameters,tokens\n7B,1T\n",
    );
    assert_eq!(
        (model.name.as_str(), model.refusal.as_str()),
        ("good.csv", "")
    );
    assert_eq!(model.said(), "1 row, 1 with a figure, 0 with problems.");
}

#[test]
fn a_table_that_was_being_read_is_read_to_its_end_after_a_refusal() {
    let (mut model, mut desk) = (Model::default(), Desk::default());
    let request = model.open("t.csv".into());
    let reply = desk.answer(request, Some(Box::new(many(5_000).into_bytes())));
    let next = model.take(reply).remove(0);
    // The page drops what follows this reply, because another file is opened meanwhile.
    model.take(desk.answer(next, None));
    open(&mut model, &mut desk, "odd.csv", b"");
    assert_eq!(
        (model.status.clone(), model.progress.rows),
        (Status::Done, 5_000)
    );
    assert!(
        model.said().starts_with("odd.csv: The file is empty."),
        "{}",
        model.said()
    );
}

#[test]
fn a_lost_worker_is_said_and_what_it_had_can_be_opened_again() {
    let (mut model, _) = opened(many(200).as_bytes());
    model.lose("It is gone.");
    assert_eq!(model.said(), "t.csv: It is gone.");
    assert!(model.is_lost && model.is_wrong() && !model.is_open());
    assert_eq!(names(&model).len(), 100, "the rows stay");
    assert_eq!(model.turn_to(100), []);
    assert_eq!(model.save(false, String::new()), []);
    // Another worker opens the same text.
    open(
        &mut model,
        &mut Desk::default(),
        "t.csv",
        many(200).as_bytes(),
    );
    assert!(!model.is_lost && !model.is_wrong(), "{}", model.said());
}

proptest! {
    /// Any bytes are a table or are refused, and what is shown of it can be asked for.
    #[test]
    fn any_bytes_give_rows_or_a_message(
        bytes in prop_oneof![
            "(parameters|tokens|link|title|,|;|\t|\n|\"|7B|1T|x|é|\u{0}){0,60}".prop_map(String::into_bytes),
            proptest::collection::vec(any::<u8>(), 0..80),
        ],
        find in "\\PC{0,4}",
    ) {
        let (mut model, mut desk) = opened(&bytes);
        prop_assert!(model.status == Status::Done || model.is_wrong());
        prop_assert!(!model.said().is_empty());
        let next = model.set(Settings { find, ..Settings::default() });
        run(&mut model, &mut desk, next);
        let next = model.save(true, String::new());
        let saved = run(&mut model, &mut desk, next);
        let lines = saved.iter().filter(|byte| **byte == b'\n').count();
        prop_assert_eq!(lines, model.progress.rows as usize);
    }
}
