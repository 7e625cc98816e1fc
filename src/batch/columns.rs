//! The header of a table: what each of its columns holds.

use super::epoch;
use super::name;
use super::records::Record;
use super::result::{EPOCH_RESULTS, RESULTS};
use crate::draft::{Field, Key};
use std::collections::BTreeSet;
use thiserror::Error;

/// The content of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// The version of the vocabulary.
    Version,
    /// A link, with or without an address.
    Link,
    /// The text of a field.
    Field(Field),
    /// A fact of a table of Epoch AI.
    Epoch(epoch::Column),
    /// A name, or a network.
    Name,
    /// Something else, which passes through.
    Other,
}

/// The columns of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    pub(super) columns: Vec<Column>,
    pub(super) names: Vec<String>,
    pub(super) is_epoch: bool,
    pub(super) is_typical: bool,
}

/// The header names nothing that an estimate could be made of.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NoColumn {
    /// The first line is empty.
    #[error("The first line must name the columns: {HINT}")]
    Empty,
    /// The first line does not end where one would.
    #[error("The first line is longer than a header can be: is this a table?")]
    TooLong,
    /// No column is known.
    #[error("No column of the first line is known ({names}).{} {HINT}", rename(.near))]
    Unknown {
        /// Their names.
        names: String,
        /// The keys that some of them nearly are.
        near: Vec<String>,
    },
}

/// The columns that a header may have.
const HINT: &str = "Name them by the keys of a link (parameters, tokens, 2.tokens, time, chips, hardware), put links into a column named link, or take a table of Epoch AI as it is.";

/// Other spellings of keys, in small letters and with `-` for spaces. Keys that a table of somebody else may use for another
/// thing are left out: `Data` or `Compute` may be anything. `Model` is mostly a name ([`name`]).
const SPELLINGS: [(Key, &[&str]); 13] = [
    (Key::Title, &["title"]),
    (Key::Parameters, &["parameters", "params"]),
    (Key::Tokens, &["tokens", "training-tokens"]),
    (Key::Examples, &["examples", "training-examples"]),
    (Key::Epochs, &["epochs"]),
    (Key::Steps, &["steps", "training-steps"]),
    (Key::Time, &["time", "training-time"]),
    (
        Key::Chips,
        &["chips", "gpus", "number-of-chips", "number-of-gpus"],
    ),
    (Key::ChipHours, &["chip-hours", "gpu-hours"]),
    (Key::Hardware, &["hardware"]),
    (Key::Format, &["format", "number-format"]),
    (
        Key::Utilization,
        &["utilization", "utilisation", "mfu", "utilization-(mfu)"],
    ),
    (Key::Uncertainty, &["uncertainty"]),
];

/// The most characters of a header that a message repeats.
const MOST_CHARS: usize = 120;

/// The most columns that are compared with keys and with each other.
const MOST_NOTED: usize = 1000;

impl Columns {
    /// Reads the header of a file.
    ///
    /// # Errors
    ///
    /// It names no column, or is not a header.
    pub fn of_header(header: &Record) -> Result<Self, NoColumn> {
        if header.is_cut {
            return Err(NoColumn::TooLong);
        }
        let names = header.names();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        Self::of(&names)
    }

    /// Reads the names of a header.
    ///
    /// # Errors
    ///
    /// No column is a key, a link or one of Epoch AI's.
    pub fn of(names: &[&str]) -> Result<Self, NoColumn> {
        let names: Vec<String> = names.iter().map(|name| name.trim().to_owned()).collect();
        let is_epoch = names.iter().any(|name| epoch::is_telling(name));
        let mut columns: Vec<Column> = names.iter().map(|name| column(name, is_epoch)).collect();
        if !is_epoch {
            read_other_spellings(&names, &mut columns);
        }
        if names.iter().all(String::is_empty) {
            return Err(NoColumn::Empty);
        }
        let is_input = |column: &Column| {
            let is_none = matches!(column, Column::Version | Column::Name | Column::Other);
            !is_none
        };
        if !columns.iter().any(is_input) {
            let all: String = names.join(", ").chars().take(MOST_CHARS).collect();
            let others = names.iter().zip(&columns);
            let others = others.filter(|(_, column)| **column == Column::Other);
            let near = others.filter_map(|(name, _)| nearest_key(name)).collect();
            return Err(NoColumn::Unknown { names: all, near });
        }
        Ok(Self {
            columns,
            names,
            is_epoch,
            is_typical: false,
        })
    }

    /// Chooses whether a row that says nothing of its uncertainty gets `uncertainty=typical`. By default it does not.
    #[must_use]
    pub fn with_typical(self, is_typical: bool) -> Self {
        Self { is_typical, ..self }
    }

    /// Returns the names of the columns that are appended. One that the table has already is called
    /// `petaday_flop` in place of `flop`.
    pub fn results(&self) -> Vec<String> {
        let further = EPOCH_RESULTS.iter().filter(|_| self.is_epoch);
        let name = |name: &&str| {
            if self.names.iter().any(|other| other == name) {
                format!("petaday_{name}")
            } else {
                (*name).to_owned()
            }
        };
        RESULTS.iter().chain(further).map(name).collect()
    }

    /// Returns the names of the columns that are read.
    pub fn read_names(&self) -> Vec<&str> {
        let columns = self.names.iter().zip(&self.columns);
        let is_read = |(_, column): &(&String, &Column)| **column != Column::Other;
        columns
            .filter(is_read)
            .map(|(name, _)| name.as_str())
            .collect()
    }

    /// Returns whether it is a table of Epoch AI.
    pub fn is_epoch(&self) -> bool {
        self.is_epoch
    }

    /// Says which columns pass through although they are nearly keys, and which are there twice.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let mut before = BTreeSet::new();
        for (name, column) in self.names.iter().zip(&self.columns).take(MOST_NOTED) {
            let is_repeated = !before.insert(name);
            match column {
                // Its column of addresses is not a column of links.
                Column::Other if self.is_epoch && name == "Link" => {}
                Column::Other => notes.extend(nearest_key(name).map(|key| {
                    format!("The column “{name}” passes through. If it is a key, name it “{key}”.")
                })),
                Column::Field(field) if !is_repeated && field.to_string() != *name => {
                    notes.push(format!("The column “{name}” is read as {field}."));
                }
                Column::Name if !is_repeated => notes.push(format!(
                    "The column “{name}” is read as title, or as model where its cell is a network."
                )),
                _ if is_repeated => notes.push(format!(
                    "The column “{name}” is there twice. A row may fill in one of them."
                )),
                _ => {}
            }
        }
        notes
    }
}

fn column(name: &str, is_epoch: bool) -> Column {
    let of_epoch = || epoch::Column::named(name).filter(|_| is_epoch);
    match name {
        "v" => Column::Version,
        "link" => Column::Link,
        _ => match (Field::named(name), of_epoch()) {
            (Some(field), _) => Column::Field(field),
            (None, Some(fact)) => Column::Epoch(fact),
            (None, None) => Column::Other,
        },
    }
}

/// Reads columns by other spellings of keys, `Tokens` or `MFU`, where no column has the key itself.
fn read_other_spellings(names: &[String], columns: &mut [Column]) {
    for (at, name) in names.iter().enumerate().take(MOST_NOTED) {
        let is_name = plain(name).is_some_and(|name| name::NAMES.contains(&name.as_str()));
        let column = match spelled(name) {
            Some(field) => Column::Field(field),
            None if is_name => Column::Name,
            None => continue,
        };
        if (is_name || !columns.contains(&column))
            && let Some(place) = columns.get_mut(at)
            && *place == Column::Other
        {
            *place = column;
        }
    }
}

/// Returns the field that another spelling of its key means.
fn spelled(name: &str) -> Option<Field> {
    let plain = plain(name)?;
    let (stage, spelling) = plain.rsplit_once('.').unwrap_or(("", &plain));
    let (key, _) = SPELLINGS.iter().find(|(_, all)| all.contains(&spelling))?;
    match stage {
        "" => Field::named(key.name()),
        stage => Field::named(&format!("{stage}.{}", key.name())),
    }
}

/// Returns a name in small letters, with `-` for spaces. Long names are not spellings of a key.
fn plain(name: &str) -> Option<String> {
    (name.len() <= 40).then(|| name.to_ascii_lowercase().replace([' ', '_'], "-"))
}

/// Says which keys are meant.
fn rename(near: &[String]) -> String {
    match near {
        [] => String::new(),
        keys => format!(" Is it {}? Write them so.", keys.join(", ")),
    }
}

/// Returns the key that a name nearly is: `token`, `hardwares`.
fn nearest_key(name: &str) -> Option<String> {
    let plain = plain(name)?;
    let (stage, key) = plain.rsplit_once('.').unwrap_or(("", &plain));
    // Nobody types an edition, and a column “Data” is of something else.
    let keys = Key::ALL.into_iter().filter(|key| *key != Key::Data);
    let names = keys.map(Key::name).chain(["link"]);
    let distances = names.map(|known| (strsim::osa_distance(known, key), known));
    let (distance, known) = distances.min()?;
    let is_near = distance <= 2 && distance * 3 < known.len();
    is_near.then(|| match stage {
        "" => known.to_owned(),
        stage => format!("{stage}.{known}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_links_and_epochs_names_are_told_apart() {
        let columns = Columns::of(&["who", "v", "link", "2.tokens", "Model"]).expect("keys");
        assert_eq!(
            columns.columns,
            [
                Column::Other,
                Column::Version,
                Column::Link,
                Column::Field(Field::new(2, Key::Tokens)),
                // An architecture has the key `model`; with a capital it is mostly a name.
                Column::Name,
            ]
        );
        let columns = Columns::of(&["Model", "Training compute (FLOP)", "tokens", "Link"]);
        assert_eq!(
            columns.expect("Epoch AI's").columns,
            [
                Column::Epoch(epoch::Column::Model),
                Column::Epoch(epoch::Column::Compute),
                Column::Field(Field::new(1, Key::Tokens)),
                Column::Other,
            ]
        );
    }

    #[test]
    fn a_header_without_a_known_column_is_refused() {
        assert_eq!(Columns::of(&[]), Err(NoColumn::Empty));
        assert_eq!(Columns::of(&["", " "]), Err(NoColumn::Empty));
        let refused = Columns::of(&["name", "year"]).expect_err("no key");
        assert!(refused.to_string().contains("(name, year)"), "{refused}");
        let refused = Columns::of(&["Paramters", "token"]).expect_err("no key");
        let meant = "(Paramters, token). Is it parameters, tokens? Write them so.";
        assert!(refused.to_string().contains(meant), "{refused}");
    }

    #[test]
    fn a_name_that_is_nearly_a_key_is_told() {
        let columns = Columns::of(&["token", "chip hour", "2.tokns", "who", "time", "time"]);
        let notes = columns.expect("time is a key").notes().join("\n");
        for told in [
            "“tokens”",
            "“chip-hours”",
            "“2.tokens”",
            "“time” is there twice",
        ] {
            assert!(notes.contains(told), "{told}: {notes}");
        }
        assert!(!notes.contains("who"), "{notes}");
    }

    #[test]
    fn capitals_spaces_and_labels_of_the_form_are_read_as_the_keys_they_mean() {
        for (name, field) in [
            ("Title", Field::new(0, Key::Title)),
            ("Tokens", Field::new(1, Key::Tokens)),
            ("training tokens", Field::new(1, Key::Tokens)),
            ("GPU hours", Field::new(1, Key::ChipHours)),
            ("chip_hours", Field::new(1, Key::ChipHours)),
            ("2.Tokens", Field::new(2, Key::Tokens)),
            ("MFU", Field::new(1, Key::Utilization)),
            ("Utilization (MFU)", Field::new(1, Key::Utilization)),
            ("utilisation", Field::new(1, Key::Utilization)),
        ] {
            let columns = Columns::of(&[name, "who"]).expect("a key");
            assert_eq!(
                columns.columns,
                [Column::Field(field), Column::Other],
                "{name}"
            );
            let note = format!("The column “{name}” is read as {field}.");
            assert_eq!(columns.notes(), [note]);
        }
        // A time with its unit in the header, a name, and what has a key of its own.
        let names = [
            "tokens",
            "Time (days)",
            "Model",
            "Data",
            "Compute",
            "Tokens",
        ];
        let columns = Columns::of(&names).expect("a key");
        let read = Column::Field(Field::new(1, Key::Tokens));
        let (name, other) = (Column::Name, Column::Other);
        assert_eq!(columns.columns, [read, other, name, other, other, other]);
    }

    #[test]
    fn a_result_that_the_table_has_already_gets_another_name() {
        let columns = Columns::of(&["link", "flop"]).expect("a link");
        let results = columns.results();
        assert_eq!(results[0], "petaday_flop");
        assert!(results.contains(&"petaday_link".into()), "{results:?}");
        assert!(results.contains(&"flop_low".into()), "{results:?}");
    }
}
