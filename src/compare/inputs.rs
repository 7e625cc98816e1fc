//! The inputs of the estimates, row by row, as they were read.

use super::{Cell, Column, Row};
use crate::catalog::{self, Format};
use crate::draft::{Draft, Field, Key};
use crate::quantity::excerpt;
use crate::words::echo::echo;
use crate::words::stage;
use crate::words::text::capitalized;

/// Returns a row for each key that one of the estimates has, stage by stage.
pub fn inputs(columns: &[Column]) -> Vec<Row> {
    let drafts: Vec<&Draft> = columns
        .iter()
        .map(|column| column.evaluation.draft())
        .collect();
    let places = drafts.iter().map(|draft| draft.stages().len()).max();
    let mut rows = Vec::new();
    for key in Key::ALL
        .into_iter()
        .filter(|key| is_shown(*key) && key.is_global())
    {
        rows.extend(row(&drafts, key, None));
    }
    let places = places.unwrap_or_default();
    for place in 0..places {
        for key in Key::ALL
            .into_iter()
            .filter(|key| is_shown(*key) && !key.is_global())
        {
            let row = row(&drafts, key, Some(place));
            rows.extend(row.map(|mut row| {
                if places > 1 && key != Key::Stage {
                    row.label = format!("{}: {}", title(&drafts, place), row.label);
                }
                row
            }));
        }
    }
    rows
}

/// Returns whether a key is an input: the title is the head of its column, and notes are too long for a cell.
fn is_shown(key: Key) -> bool {
    !matches!(
        key,
        Key::Title | Key::Scope | Key::Date | Key::Inference | Key::Note | Key::From
    )
}

/// Returns the row of a key, in the stages at a place; none if no estimate has it.
fn row(drafts: &[&Draft], key: Key, place: Option<usize>) -> Option<Row> {
    let cells: Vec<Option<Cell>> = drafts.iter().map(|draft| cell(draft, key, place)).collect();
    let entry = key.entry();
    cells.iter().any(Option::is_some).then(|| Row {
        label: capitalized(entry.phrase),
        unit: "",
        cells,
    })
}

fn cell(draft: &Draft, key: Key, place: Option<usize>) -> Option<Cell> {
    let stage = match place {
        Some(place) => *draft.stages().get(place)?,
        None => 0,
    };
    let typed = draft.get(Field::new(stage, key))?.trim();
    if typed.is_empty() {
        return None;
    }
    let value = key
        .dimension()
        .and_then(|dimension| draft.rules().read(typed, dimension).ok());
    let read = echo(key, typed, draft.rules());
    let text = match key {
        Key::Hardware => catalog::chip(typed).map_or(typed, |chip| chip.name),
        Key::Format => typed.parse().map_or(typed, |format: Format| format.name()),
        // “Typical uncertainty: typical” says nothing.
        Key::Uncertainty => "on",
        _ => read.strip_prefix("= ").unwrap_or(typed),
    };
    Some(Cell {
        text: excerpt(text),
        value,
    })
}

/// Names the stages at a place: by the name that they share, else by their number.
fn title(drafts: &[&Draft], place: usize) -> String {
    let mut titles = drafts.iter().filter_map(|draft| {
        let stage = *draft.stages().get(place)?;
        Some(stage::of(draft, stage))
    });
    let first = titles.next().unwrap_or_default();
    match titles.all(|title| title == first) {
        true => first,
        false => format!("Stage {}", place + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::columns;

    fn rows(links: &[&str]) -> Vec<(String, Vec<String>, bool)> {
        let links: Vec<String> = links.iter().map(|link| format!("v=1&{link}")).collect();
        let shown =
            |cell: &Option<Cell>| cell.as_ref().map_or("–".into(), |cell| cell.text.clone());
        inputs(&columns(&links))
            .into_iter()
            .map(|row| {
                let texts = row.cells.iter().map(shown).collect();
                (row.label.clone(), texts, row.differs())
            })
            .collect()
    }

    #[test]
    fn numbers_are_the_same_however_they_are_typed() {
        let rows = rows(&[
            "parameters=175B&tokens=300e9&hardware=nvidia-a100-sxm-80gb",
            "parameters=1.75e11&tokens=301e9",
        ]);
        let row = |label: &str, texts: [&str; 2], differs| {
            (label.to_owned(), texts.map(String::from).to_vec(), differs)
        };
        assert_eq!(
            rows,
            [
                row("Parameters", ["175 billion", "175 billion"], false),
                row("Training tokens", ["300 billion", "301 billion"], true),
                row("Hardware", ["NVIDIA A100 SXM 80 GB", "–"], true),
            ]
        );
    }

    #[test]
    fn stages_stand_by_their_place() {
        let rows = rows(&[
            "stage=Base&tokens=1e9&2.stage=SFT&2.tokens=1e6",
            "stage=Base&tokens=2e9&2.stage=RL&2.tokens=1e6",
            "tokens=3e9",
        ]);
        let labels: Vec<&str> = rows.iter().map(|(label, ..)| label.as_str()).collect();
        assert_eq!(
            labels,
            [
                "Name of the stage",
                "Stage 1: Training tokens",
                "Name of the stage",
                "Stage 2: Training tokens"
            ]
        );
        assert_eq!(rows[3].1, ["1 million", "1 million", "–"]);
    }
}
