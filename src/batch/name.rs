//! Columns of names: `Model` and its like, which somebody else's table has in place of `title`.

use super::columns::Column;
use crate::architecture;
use crate::draft::alternatives::Group;
use crate::draft::{Draft, Field, Key};
use crate::quantity::strip_invisible;

/// The names of such columns, in small letters and with `-` for spaces.
pub(super) const NAMES: [&str; 5] = ["model", "model-name", "name", "system", "system-name"];

fn title_field() -> Field {
    Field::new(0, Key::Title)
}

fn model_field() -> Field {
    Field::new(1, Key::Model)
}

/// Takes the cells of such columns: the first one as the title, and one that is a network as the network, if the row has
/// no other way to a figure.
pub(super) fn put<'a>(draft: &mut Draft, cells: impl IntoIterator<Item = &'a str>) {
    for cell in cells {
        if is_network(cell) && !draft.is_filled(model_field()) && !has_other_way(draft) {
            draft.set(model_field(), cell);
        } else {
            title(draft, cell);
        }
    }
}

/// Takes what the column of the key `model` has as the title, if it is not a network and the row has another way to a figure.
/// A network stays, and the row says that its ways exclude each other.
pub(super) fn settle(draft: &mut Draft, columns: &[Column]) {
    if !columns.contains(&Column::Field(model_field())) || !has_other_way(draft) {
        return;
    }
    let cell = draft.get(model_field()).filter(|cell| !is_network(cell));
    if let Some(cell) = cell.map(String::from) {
        draft.remove(model_field());
        title(draft, &cell);
    }
}

fn title(draft: &mut Draft, name: &str) {
    if !draft.is_filled(title_field()) {
        draft.set(title_field(), strip_invisible(name));
    }
}

/// Returns whether a text is a network, or several layers that are spelled wrongly.
fn is_network(text: &str) -> bool {
    text.contains(';') || architecture::read(text).is_ok()
}

/// Returns whether the row gives the operations without a network, or the time of its chips.
fn has_other_way(draft: &Draft) -> bool {
    let forward = Group::Forward.leads().iter();
    let keys = forward.chain(Group::Fleet.leads());
    keys.filter(|key| **key != Key::Model)
        .any(|key| draft.is_filled(Field::new(1, *key)))
}

#[cfg(test)]
mod tests {
    use crate::batch::{Columns, Row};

    const NETWORK: &str = "input(3x8x8);flatten;fc(10)";

    fn evaluated(header: &[&str], cells: &[&str]) -> Row {
        let cells: Vec<Option<&str>> = cells.iter().copied().map(Some).collect();
        Columns::of(header).expect("a header").evaluate(&cells)
    }

    #[test]
    fn a_column_of_names_is_the_title_however_it_is_called() {
        for name in [
            "Model",
            "model",
            "MODEL",
            "Name",
            "System",
            "Model name",
            "model_name",
        ] {
            for cell in ["BLOOM", "GPT-3", "Llama 2 (70B)", "7B", "LSTM", "OLMo 2 7B"] {
                let row = evaluated(&[name, "Parameters", "Tokens"], &[cell, "176B", "366B"]);
                assert!(row.has_figure(), "{name}, {cell}: {}", row.problems());
                assert_eq!(row.title, cell, "{name}");
                assert!(row.link.contains("title="), "{}", row.link);
                assert_eq!(row.problems(), "", "{name}, {cell}");
            }
        }
        // GPU time is another way, too.
        let header = ["model", "chip-hours", "hardware", "format", "utilization"];
        let row = evaluated(
            &header,
            &["BLOOM", "1e6", "nvidia-a100-sxm-80gb", "bf16", "40%"],
        );
        assert_eq!(
            (row.title.as_str(), row.has_figure()),
            ("BLOOM", true),
            "{}",
            row.problems()
        );
        // A fault of another cell leaves the name.
        let row = evaluated(
            &["model", "parameters", "tokens"],
            &["BLOOM", "176B", "three-ish"],
        );
        assert_eq!(row.title, "BLOOM");
        assert!(row.problems().starts_with("tokens: "), "{}", row.problems());
    }

    #[test]
    fn the_advice_of_a_note_breaks_no_row() {
        for name in ["Model", "Models", "Modell", "Name", "System"] {
            let columns = Columns::of(&[name, "parameters", "tokens"]).expect("keys");
            let notes = columns.notes().join(" ");
            let advised = notes.split("name it “").nth(1);
            let advised = advised
                .and_then(|rest| rest.split('”').next())
                .unwrap_or(name);
            let row = evaluated(
                &[advised, "parameters", "tokens"],
                &["GPT-3", "175B", "300B"],
            );
            assert_eq!(
                (row.title.as_str(), row.problems().as_str()),
                ("GPT-3", ""),
                "{notes}"
            );
        }
    }

    #[test]
    fn a_network_is_the_network() {
        for name in ["model", "Model", "Name"] {
            let row = evaluated(&[name, "examples"], &[NETWORK, "1e6"]);
            assert!(row.has_figure(), "{name}: {}", row.problems());
            assert_eq!(row.title, "");
        }
        // Two ways contradict each other, whether the network can be read or not.
        for cell in [NETWORK, "input(3x8x8);flaten;fc(10)"] {
            let row = evaluated(&["model", "parameters", "examples"], &[cell, "7B", "1e6"]);
            assert!(
                row.problems().contains("exclude each other"),
                "{}",
                row.problems()
            );
        }
        // In somebody else's column the network is not taken beside another way, and is not lost.
        let row = evaluated(
            &["Model", "parameters", "examples"],
            &[NETWORK, "7B", "1e6"],
        );
        assert_eq!((row.has_figure(), row.title.as_str()), (true, NETWORK));
        // Without another way a name under the key is told as a network that cannot be read.
        let row = evaluated(&["model", "tokens"], &["BLOOM", "1T"]);
        assert!(row.problems().contains("model: "), "{}", row.problems());
        let row = evaluated(&["Model", "tokens"], &["BLOOM", "1T"]);
        assert!(!row.problems().contains("model: "), "{}", row.problems());
    }

    #[test]
    fn a_title_of_its_own_goes_before_a_name() {
        for header in [["title", "Model"], ["Model", "Title"]] {
            let cells = header.map(|name| if name == "Model" { "B" } else { "A" });
            let header = [header[0], header[1], "parameters", "tokens"];
            let row = evaluated(&header, &[cells[0], cells[1], "7B", "1T"]);
            assert_eq!(row.title, "A");
        }
        let row = evaluated(
            &["link", "Name"],
            &["v=1&title=A&parameters=7B&tokens=1T", "B"],
        );
        assert_eq!(row.title, "A");
        // Names alone make no estimate.
        let refused = Columns::of(&["Model", "Year"])
            .expect_err("no key")
            .to_string();
        assert!(!refused.contains("Is it"), "{refused}");
        let row = evaluated(&["Model", "parameters", "tokens"], &["B", "", ""]);
        assert!(
            row.problems().starts_with("row: No column"),
            "{}",
            row.problems()
        );
    }
}
