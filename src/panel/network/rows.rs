//! The rows of a network: the layers of its text, with the output and the cost of each.

use super::Network;
use crate::architecture::outline::{self, RowKind};
use crate::architecture::{Join, NetworkError};
use crate::words::layers::{RowCount, counts};

/// The most rows that are shown.
pub const MAX_ROWS: usize = 400;

/// The rows of a network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// The rows, [`MAX_ROWS`] at most.
    pub rows: Vec<Row>,
    /// The number of further rows.
    pub more: usize,
    /// The unit that the network is counted by, such as “ per token”. Empty if it cannot be counted.
    pub per: String,
}

/// A row of a network.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its kind.
    pub kind: RowKind,
    /// The number of brackets around it.
    pub depth: usize,
    /// The layer without its repetitions.
    pub text: String,
    /// Its repetitions as typed. Empty if there is one.
    pub repeat: String,
    /// Its output and its cost, if the network can be counted.
    pub count: Option<RowCount>,
    /// The reason why the network cannot be counted, if it is in this row.
    pub error: String,
}

impl Rows {
    /// Returns the rows of a network.
    pub fn of(network: &Network) -> Self {
        let mut rows = outline::rows(&network.text);
        let more = rows.len().saturating_sub(MAX_ROWS);
        rows.truncate(MAX_ROWS);
        let count = network.count.as_ref();
        let mut counts = count
            .map_or(Vec::new(), |count| counts(&rows, count))
            .into_iter();
        let error = count.err();
        // The innermost row around the place of the error.
        let wrong = error.and_then(|e| rows.iter().rposition(|row| row.place.contains(&place(e))));
        let row = |(index, row): (usize, outline::Row)| Row {
            kind: row.kind,
            depth: row.depth,
            text: row.text,
            repeat: row.repeat,
            count: counts.next(),
            error: error
                .filter(|_| wrong == Some(index))
                .map_or(String::new(), |error| error.fault.to_string()),
        };
        Self {
            rows: rows.into_iter().enumerate().map(row).collect(),
            more,
            per: count.map_or(String::new(), |count| format!(" per {}", count.per.name())),
        }
    }
}

impl Row {
    /// Returns whether the row can have the focus.
    pub fn can_have_focus(&self) -> bool {
        self.kind != RowKind::Branch
    }

    /// Returns the name of a row that is not a layer.
    pub fn title(&self) -> String {
        match self.kind {
            RowKind::Join(join @ Join::Shared) => format!("{} by every round", join.name()),
            RowKind::Join(join) => format!("{} block", join.name()),
            RowKind::Group => "repeated block".into(),
            RowKind::Branch => "beside it:".into(),
            RowKind::Layer => String::new(),
        }
    }

    /// Returns whether another row has the same text at the same depth.
    pub(super) fn is_same_text(&self, other: &Self) -> bool {
        let text = |row: &Self| (row.kind, row.depth);
        text(self) == text(other) && self.text == other.text && self.repeat == other.repeat
    }
}

/// Returns the place of an error in a network's text, in characters from 0.
fn place(error: &NetworkError) -> usize {
    error.at.saturating_sub(1)
}

/// Writes a share in percent, with one decimal because shares stand in a column. Nothing is written
/// for none.
pub fn percent(share: f64) -> String {
    match share {
        0.0 => String::new(),
        _ if share < 0.001 => "<0.1%".into(),
        _ => format!("{}%", tenths_of_percent(share)),
    }
}

/// Writes a share in percent as a number with one decimal.
pub fn tenths_of_percent(share: f64) -> String {
    let tenths = (share * 1000.0).round() as u64;
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Rows {
        Rows::of(&Network::of(text))
    }

    #[test]
    fn a_row_has_its_text_and_its_figures() {
        let Rows { rows, more, per } = rows("input(784);2*(fc(784));fc(10)");
        assert_eq!((rows.len(), more, per.as_str()), (4, 0, " per example"));
        let Row { kind, depth, .. } = rows[2];
        assert_eq!((kind, depth), (RowKind::Layer, 1));
        assert_eq!(
            (rows[2].text.as_str(), rows[1].repeat.as_str()),
            ("fc(784)", "2")
        );
        let count = rows[3].count.as_ref().expect("a count");
        assert_eq!(
            (count.output.as_str(), count.parameters.as_str()),
            ("10", "7,850")
        );
        assert_eq!(percent(count.multiply_add_share), "0.6%");
    }

    #[test]
    fn groups_around_rows_are_named() {
        let rows = rows("input(8);3*shared(residual(2*(fc(8)))/fc(8))").rows;
        let titles: Vec<_> = rows.iter().map(Row::title).collect();
        let named = [
            "",
            "shared by every round",
            "residual block",
            "repeated block",
            "",
            "beside it:",
            "",
        ];
        assert_eq!(titles, named);
        let reached: Vec<_> = rows.iter().map(Row::can_have_focus).collect();
        assert_eq!(reached, [true, true, true, true, true, false, true]);
    }

    #[test]
    fn an_error_stands_in_its_row() {
        let Rows { rows, per, .. } = rows("input(784);2*(relu;conv(64,3));fc(10)");
        let wrong: Vec<_> = rows.iter().filter(|row| !row.error.is_empty()).collect();
        assert_eq!(wrong.len(), 1);
        assert_eq!(wrong[0].text, "conv(64,3)");
        assert!(wrong[0].error.contains("784"), "{}", wrong[0].error);
        assert!(rows.iter().all(|row| row.count.is_none()));
        assert_eq!(per, "");
    }

    #[test]
    fn only_the_first_of_many_rows_are_shown() {
        let many = rows(&format!("input(8);{}fc(1)", "ln;".repeat(3_000)));
        assert_eq!((many.rows.len(), many.more), (MAX_ROWS, 2_602));
        assert_eq!(rows("input(8);fc(1)").more, 0);
        assert_eq!(rows(" ").rows, []);
    }

    #[test]
    fn shares_have_one_decimal() {
        for (share, percentage, number) in [
            (0.0, "", "0.0"),
            (0.0004, "<0.1%", "0.0"),
            (0.001, "0.1%", "0.1"),
            (0.98741, "98.7%", "98.7"),
            (1.0, "100.0%", "100.0"),
        ] {
            assert_eq!(percent(share), percentage);
            assert_eq!(tenths_of_percent(share), number);
        }
    }
}
