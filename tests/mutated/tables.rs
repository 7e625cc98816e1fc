//! Tables, row by row.

use super::{links, run, seeds};
use petaday::batch::Columns;

const HEADS: [&str; 4] = [
    "title,parameters,tokens,time,chips,hardware,format,utilization",
    "name,link,2.tokens,2.parameters",
    "Model,Parameters,Training dataset size (total),Training time (hours),Training hardware,Hardware quantity,Training compute (FLOP)",
    "parameters;tokens",
];

#[test]
fn a_row_has_a_figure_or_a_problem() {
    let mut texts: Vec<String> = links()
        .into_iter()
        .map(|link| format!("name,link\nx,\"{link}\""))
        .collect();
    texts.extend(HEADS.map(|head| {
        format!("{head}\nGPT-3,175B,300B,10,1024,A100,bf16,40%\n,,,,,,,\n\"a\nb\",1e9,2e9,,,,,")
    }));
    run(
        "tables",
        &seeds(texts.iter().map(String::as_str)),
        |input| {
            let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(input);
            let head = reader.byte_headers().ok()?.clone();
            let names: Vec<String> = head
                .iter()
                .map(|name| String::from_utf8_lossy(name).into_owned())
                .collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let columns = match Columns::of(&names) {
                Ok(columns) => columns,
                Err(error) => {
                    return error
                        .to_string()
                        .is_empty()
                        .then(|| "a message is empty".into());
                }
            };
            for record in reader.byte_records().flatten() {
                let cells: Vec<Option<&str>> = record
                    .iter()
                    .map(|cell| std::str::from_utf8(cell).ok())
                    .collect();
                let row = columns.evaluate(&cells);
                if !row.has_figure() && row.problems().is_empty() {
                    return Some(format!("{record:?} has neither a figure nor a problem"));
                }
            }
            None
        },
    );
}
