//! Tests of the page's model and the worker's desk together, over the bytes that they exchange.

mod reading;
mod rows;

use super::{Desk, Model, Reply, Request};

/// Opens a table, and answers the page until it asks nothing more. Returns what was saved.
fn run(model: &mut Model, desk: &mut Desk, mut requests: Vec<Request>) -> Vec<u8> {
    let mut saved = Vec::new();
    while !requests.is_empty() {
        let request = requests.remove(0);
        let request = Request::from_bytes(&request.to_bytes()).expect("a request");
        let reply = desk.answer(request, None);
        let reply = Reply::from_bytes(&reply.to_bytes()).expect("a reply");
        if let Reply::Piece(piece) = &reply {
            saved.extend_from_slice(&piece.bytes);
        }
        requests.extend(model.take(reply));
    }
    saved
}

fn opened(text: &[u8]) -> (Model, Desk) {
    let (mut model, mut desk) = (Model::default(), Desk::default());
    open(&mut model, &mut desk, "t.csv", text);
    (model, desk)
}

fn open(model: &mut Model, desk: &mut Desk, name: &str, text: &[u8]) {
    let request = model.open(name.into());
    let reply = desk.answer(request, Some(Box::new(text.to_vec())));
    let next = model.take(reply);
    run(model, desk, next);
}

fn names(model: &Model) -> Vec<&str> {
    let shown = model.shown.as_ref().expect("rows");
    shown.rows.iter().map(|row| row.name.as_str()).collect()
}

fn many(rows: u32) -> String {
    let row = |at: u32| match at % 10 {
        0 => format!("row {at},7B,1e,\n"),
        1 => format!("row {at},7B,1T,30 d,1000,nvidia-h100-sxm,bf16,40%\n"),
        _ => format!("row {at},7B,{}B,,,,,\n", at + 1),
    };
    let header = "title,parameters,tokens,time,chips,hardware,format,utilization\n";
    (0..rows).fold(header.to_owned(), |text, at| text + &row(at))
}
