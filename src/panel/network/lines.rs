//! The rows that are on the page, with the texts in their boxes. A line stays the same line while its row is
//! edited or moved, so that its boxes keep the focus and what was typed.

use super::action::plain_number;
use super::rows::Row;

/// A row on the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// A number that no other line has.
    pub key: u32,
    /// The place of the row, from 0.
    pub index: usize,
    /// The row.
    pub row: Row,
    /// The text in the box of the layer. The network may have refused it.
    pub layer: String,
    /// The text in the box of the repetitions. The network may have refused it.
    pub times: String,
}

/// The rows on the page.
#[derive(Debug, Default)]
pub struct Lines {
    lines: Vec<Line>,
    next_key: u32,
}

impl Lines {
    /// Returns the lines in order.
    pub fn all(&self) -> &[Line] {
        &self.lines
    }

    /// Returns the line with this key, if it is still there.
    pub fn get(&self, key: u32) -> Option<&Line> {
        self.lines.iter().find(|line| line.key == key)
    }

    /// Forgets all lines, because the next rows are of another network.
    pub fn clear(&mut self) {
        self.lines.clear();
    }

    /// Shows these rows. A row that is still there, or that takes the place of one, keeps its line.
    pub fn show(&mut self, rows: Vec<Row>) {
        let kept = kept_lines(&self.lines, &rows);
        let mut old: Vec<Option<Line>> = self.lines.drain(..).map(Some).collect();
        for (index, (row, kept)) in rows.into_iter().zip(kept).enumerate() {
            let line = match kept.and_then(|place| old[place].take()) {
                Some(line) => line.with_row(index, row),
                None => {
                    self.next_key += 1;
                    Line {
                        key: self.next_key,
                        index,
                        layer: row.text.clone(),
                        times: row.repeat.clone(),
                        row,
                    }
                }
            };
            self.lines.push(line);
        }
    }

    /// Remembers the text that was typed into the box of a layer.
    pub fn type_layer(&mut self, key: u32, text: &str) {
        self.change(key, |line| text.clone_into(&mut line.layer));
    }

    /// Remembers the text that was typed into the box of the repetitions.
    pub fn type_times(&mut self, key: u32, text: &str) {
        self.change(key, |line| text.clone_into(&mut line.times));
    }

    /// Shows the network's layer in its box again, after what was typed there has been used.
    pub fn settle(&mut self, key: u32) {
        self.change(key, |line| {
            if line.is_unfinished() {
                line.layer.clone_from(&line.row.text);
            }
        });
    }

    fn change(&mut self, key: u32, change: impl FnOnce(&mut Line)) {
        if let Some(line) = self.lines.iter_mut().find(|line| line.key == key) {
            change(line);
        }
    }
}

impl Line {
    /// Returns whether the box of the layer has another layer than the network.
    pub fn is_unfinished(&self) -> bool {
        self.layer.trim() != self.row.text
    }

    /// Gives the line a new row. A box gets the new text, unless it already has it in the spelling of whoever
    /// typed it.
    fn with_row(mut self, index: usize, row: Row) -> Self {
        let old = std::mem::replace(&mut self.row, row);
        self.index = index;
        if self.row.text != old.text && self.is_unfinished() {
            self.layer.clone_from(&self.row.text);
        }
        if self.row.repeat != old.repeat && times(&self.times) != times(&self.row.repeat) {
            self.times.clone_from(&self.row.repeat);
        }
        self
    }
}

/// Returns a number of times in its plain spelling: empty for once.
fn times(typed: &str) -> String {
    match plain_number(typed) {
        number if number == "1" => String::new(),
        number => number,
    }
}

/// Returns for each row the place of the line that it keeps, if any.
fn kept_lines(lines: &[Line], rows: &[Row]) -> Vec<Option<usize>> {
    let is_same = |(line, row): &(&Line, &Row)| line.row.is_same_text(row);
    let start = lines.iter().zip(rows).take_while(is_same).count();
    let rests = (lines[start..].iter().rev(), rows[start..].iter().rev());
    let end = rests.0.zip(rests.1).take_while(is_same).count();
    let mut free: Vec<usize> = (start..lines.len() - end).collect();
    let changed = start..rows.len() - end;
    let mut kept: Vec<Option<usize>> = (0..rows.len())
        .map(|at| match at {
            _ if at < start => Some(at),
            _ if at >= changed.end => Some(at + lines.len() - rows.len()),
            _ => None,
        })
        .collect();
    let mut keep = |is_fit: &dyn Fn(&Row, &Row) -> bool| {
        for at in changed.clone() {
            if kept[at].is_none()
                && let Some(place) = free
                    .iter()
                    .position(|old| is_fit(&lines[*old].row, &rows[at]))
            {
                kept[at] = Some(free.remove(place));
            }
        }
    };
    // First rows that were moved, then rows that were edited.
    keep(&Row::is_same_text);
    keep(&|old, new| old.kind == new.kind);
    kept
}

#[cfg(test)]
mod tests {
    use super::super::{Network, Rows};
    use super::*;

    fn show(lines: &mut Lines, text: &str) {
        lines.show(Rows::of(&Network::of(text)).rows);
    }

    fn shown(text: &str) -> Lines {
        let mut lines = Lines::default();
        show(&mut lines, text);
        lines
    }

    fn keys(lines: &Lines) -> Vec<u32> {
        lines.all().iter().map(|line| line.key).collect()
    }

    fn layers(lines: &Lines) -> Vec<&str> {
        lines.all().iter().map(|line| line.layer.as_str()).collect()
    }

    #[test]
    fn a_row_keeps_its_line_while_others_come_and_go() {
        let start = "input(784);fc(300);relu;fc(10)";
        for (then, kept) in [
            ("input(784);fc(200);relu;fc(10)", [1, 2, 3, 4].as_slice()),
            ("input(784);2*fc(300);relu;fc(10)", &[1, 2, 3, 4]),
            ("input(784);relu;fc(300);fc(10)", &[1, 3, 2, 4]),
            ("fc(300);input(784);relu;fc(10)", &[2, 1, 3, 4]),
            ("input(784);fc(300);fc(300);relu;fc(10)", &[1, 2, 5, 3, 4]),
            ("input(784);fc(300);tanh;relu;fc(10)", &[1, 2, 5, 3, 4]),
            ("input(784);relu;fc(10)", &[1, 3, 4]),
            ("input(784);fc(300);relu", &[1, 2, 3]),
            ("input(784);fc(30);gelu;fc(10)", &[1, 2, 3, 4]),
            // A group is not a layer, and its line is another.
            ("input(784);2*(fc(300);relu);fc(10)", &[1, 5, 2, 3, 4]),
            ("", &[]),
        ] {
            let mut lines = shown(start);
            show(&mut lines, then);
            assert_eq!(keys(&lines), kept, "{then}");
            let indices: Vec<usize> = lines.all().iter().map(|line| line.index).collect();
            assert_eq!(indices, Vec::from_iter(0..kept.len()), "{then}");
        }
    }

    #[test]
    fn a_line_that_is_typed_in_stays_although_its_row_becomes_like_others() {
        let mut lines = shown("fc(3);fc(30);fc(3);fc(30)");
        for (key, then) in [(1, "fc(30)"), (3, "fc(30)"), (2, "fc(3)"), (4, "fc(3)")] {
            let mut texts: Vec<_> = lines.all().iter().map(|l| l.row.text.clone()).collect();
            texts[key as usize - 1] = then.into();
            lines.type_layer(key, then);
            show(&mut lines, &texts.join(";"));
            assert_eq!(keys(&lines), [1, 2, 3, 4], "{key} {then}");
        }
    }

    #[test]
    fn a_box_keeps_what_the_network_refuses_and_how_it_was_spelled() {
        let mut lines = shown("input(784);fc(300);relu");
        lines.type_layer(2, "fc(30");
        lines.type_times(1, "two");
        // Another row changes.
        show(&mut lines, "input(784);fc(300);gelu");
        assert_eq!(layers(&lines), ["input(784)", "fc(30", "gelu"]);
        assert_eq!(lines.all()[0].times, "two");
        // The line moves, and takes its texts along.
        show(&mut lines, "fc(300);input(784);gelu");
        assert_eq!(layers(&lines), ["fc(30", "input(784)", "gelu"]);
        assert_eq!(lines.all()[1].times, "two");
        // The network takes both texts as they are spelled.
        lines.type_layer(2, " fc( 5 ) ");
        lines.type_times(2, "1,000");
        show(&mut lines, "1000*fc( 5 );input(784);gelu");
        assert_eq!(lines.all()[0].layer, " fc( 5 ) ");
        assert_eq!(lines.all()[0].times, "1,000");
        lines.type_times(2, "1");
        show(&mut lines, "fc( 5 );input(784);gelu");
        assert_eq!(lines.all()[0].times, "1");
        // The network's own text changes by other means.
        show(&mut lines, "3*fc(9);input(784);gelu");
        assert_eq!(lines.all()[0].layer, "fc(9)");
        assert_eq!(lines.all()[0].times, "3");
    }

    #[test]
    fn a_box_shows_the_network_after_its_text_was_used() {
        let mut lines = shown("fc(300);relu");
        lines.type_layer(1, "fc(300);tanh");
        show(&mut lines, "fc(300);tanh;relu");
        assert!(lines.all()[0].is_unfinished());
        lines.settle(1);
        assert_eq!(layers(&lines), ["fc(300)", "tanh", "relu"]);
        lines.settle(99);
    }

    #[test]
    fn another_network_keeps_no_line() {
        let mut lines = shown("fc(300);relu");
        lines.type_times(1, "two");
        lines.clear();
        show(&mut lines, "fc(300);relu");
        assert_eq!(keys(&lines), [3, 4]);
        assert_eq!(lines.all()[0].times, "");
    }
}
