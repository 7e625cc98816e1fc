//! The table that the page saves is the one that `petaday batch` prints, byte for byte, with the page's address before
//! its links.

use crate::run_with;
use petaday::table::{Desk, Model, Reply};
use std::fs;
use std::path::PathBuf;

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/tables")
        .join(name)
}

/// Saves a table as the page does.
fn saved(table: &[u8], as_json: bool, page: &str) -> Vec<u8> {
    let (mut model, mut desk) = (Model::default(), Desk::default());
    let request = model.open("runs.csv".into());
    let mut requests = model.take(desk.answer(request, Some(Box::new(table.to_vec()))));
    let mut bytes = Vec::new();
    let mut has_asked = false;
    loop {
        if requests.is_empty() && !has_asked {
            requests = model.save(as_json, page.into());
            has_asked = true;
        }
        if requests.is_empty() {
            return bytes;
        }
        let reply = desk.answer(requests.remove(0), None);
        if let Reply::Piece(piece) = &reply {
            bytes.extend_from_slice(&piece.bytes);
        }
        requests.extend(model.take(reply));
    }
}

#[track_caller]
fn assert_same(table: &[u8]) {
    for (as_json, options) in [
        (false, &["batch", "-"][..]),
        (true, &["batch", "-", "--json"]),
    ] {
        let ran = run_with(options, table);
        let saved = String::from_utf8(saved(table, as_json, "")).expect("UTF-8");
        assert!(
            saved == ran.out,
            "the page: {saved}\nthe command: {}",
            ran.out
        );
    }
}

#[test]
fn the_page_saves_what_the_command_prints() {
    let table = fs::read(fixture("runs.csv")).expect("the fixture");
    assert_same(&table);
    assert_same(b"\xef\xbb\xbftokens;x;x;parameters\r\n1T;1,5;\"a;b\";7B\r\n\r\n2T;;;7B");
    assert_same(b"link\tflop\nv=1&parameters=7B&tokens=1T\t3\n");
    assert_same(
        b"Model,Domain,Parameters,Training compute (FLOP),Training dataset size (total)\nA,Language,7e9,4.2e23,1e12\n",
    );
    let mut long = String::from("who,parameters,tokens\n");
    for row in 1..5_000 {
        long += &format!("\"row {row}, of many\",7B,{row}.5B to {row}.7B\n");
    }
    assert_same(long.as_bytes());
}

#[test]
fn the_links_that_the_page_saves_open() {
    let table = fs::read(fixture("runs.csv")).expect("the fixture");
    let page = "https://petaday.example/x/#";
    for as_json in [false, true] {
        let plain = String::from_utf8(saved(&table, as_json, "")).expect("UTF-8");
        let full = String::from_utf8(saved(&table, as_json, page)).expect("UTF-8");
        let with_page = plain.replace("v=1&", &format!("{page}v=1&"));
        assert!(plain.contains("v=1&") && full == with_page, "{full}");
    }
    // A table that was saved is read again, with the same links.
    let full = saved(b"parameters,tokens\n7B,1T\n", false, page);
    let again = String::from_utf8(saved(&full, false, page)).expect("UTF-8");
    let link = format!("{page}v=1&data=");
    assert_eq!(again.matches(&link).count(), 2, "{again}");
}

/// e2e/tests/table.spec.ts holds what a browser saves against this file. `UPDATE_TABLES=1` writes it anew, as a new
/// edition of the tables asks for.
#[test]
fn the_fixture_of_the_browser_is_what_the_command_prints() {
    let table = fs::read(fixture("runs.csv")).expect("the fixture");
    for (name, options) in [
        ("runs-petaday.csv", &["batch", "-"][..]),
        ("runs-petaday.jsonl", &["batch", "-", "--json"]),
    ] {
        let printed = run_with(options, &table).out;
        if std::env::var_os("UPDATE_TABLES").is_some() {
            fs::write(fixture(name), &printed).expect("the fixture can be written");
        }
        let kept = fs::read_to_string(fixture(name)).expect("the fixture");
        assert!(
            kept == printed,
            "{name} is another than the command prints. UPDATE_TABLES=1 writes it anew:\n{printed}"
        );
    }
}
