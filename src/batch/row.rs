//! A row: its cells as a draft, evaluated.

use super::columns::{Column, Columns};
use super::epoch::Facts;
use super::name;
use super::published::Comparison;
use super::records::Record;
use super::result::{Figures, Row};
use crate::answer::{self, Severity, TYPICAL, answer};
use crate::catalog::EDITION;
use crate::draft::alternatives::Group;
use crate::draft::link::{self, LinkProblem, VERSION};
use crate::draft::{Draft, Field, Key};
use crate::quantity::{short_excerpt, strip_invisible};
use crate::report::json::{Problem, problems};

/// The greatest length of a cell that is read, in bytes, as in a link.
const MOST_TEXT: usize = link::MOST_TEXT;

/// The facts in the cells of a row.
#[derive(Default)]
struct Cells<'a> {
    draft: Draft,
    /// The parts of a link that cannot be read.
    unread: Vec<LinkProblem>,
    problems: Vec<Problem>,
    /// Cells that no figure is made of. The link has them, so that they can be mended there.
    refused: Vec<(Field, &'a str)>,
    facts: Facts<'a>,
}

impl Columns {
    /// Evaluates a row as it was read.
    pub fn evaluate_record(&self, record: &Record) -> Row {
        let mut row = self.evaluate(&record.texts());
        if record.is_cut {
            let message = "The row has more than 4 MB or 131,072 cells: the rest is left out. Is a quotation mark not closed?";
            row.problems.push(Problem::new("row", "error", message));
        }
        row
    }

    /// Evaluates a row of cells. A cell that is not UTF-8 is `None`.
    pub fn evaluate(&self, cells: &[Option<&str>]) -> Row {
        let mut row = self.read(cells);
        let is_empty = row.draft.is_blank() && row.problems.is_empty() && row.unread.is_empty();
        if is_empty {
            let message = "No column that is known is filled in.";
            row.problems.push(Problem::new("row", "error", message));
        } else if !row.draft.is_blank() {
            pin(&mut row.draft);
            if self.is_typical {
                set_unless_filled(&mut row.draft, Key::Uncertainty, TYPICAL);
            }
        }
        let mut answer = answer(&row.draft);
        // A refused cell is not missing as well, nor is another field in its place.
        answer.problems.retain(|problem| {
            let is_refused = |(field, _): &(Field, &str)| stands_for(*field, problem.field);
            problem.severity != Severity::Missing || !row.refused.iter().any(is_refused)
        });
        let of_energy = match answer::wants_costs(&row.draft) {
            true => answer::energy(&row.draft, &answer).problems,
            false => Vec::new(),
        };
        if !row.draft.is_blank() {
            let of_draft = problems(&row.unread, &row.draft, &answer, &of_energy);
            row.problems.extend(of_draft);
        } else {
            let unread = row.unread.iter();
            let unread =
                unread.map(|problem| Problem::new(&problem.key, "error", &problem.message));
            row.problems.extend(unread);
        }
        for (solution, found) in answer.reachable_solutions() {
            let key = found.field.to_string();
            row.problems
                .push(Problem::new(key, "note", &solution.sentence));
        }
        let figures = Figures::of(&answer);
        for (field, text) in row.refused {
            row.draft.add(field, text);
        }
        let title = row.draft.get(Field::new(0, Key::Title)).unwrap_or_default();
        Row {
            figures,
            is_solved: answer.reachable_solutions().next().is_some(),
            link: match row.draft.is_blank() {
                true => String::new(),
                false => link::encode(&row.draft),
            },
            title: title.to_owned(),
            comparison: Comparison::of(&row.facts, &figures),
            problems: row.problems,
            is_epoch: self.is_epoch,
        }
    }

    fn read<'a>(&self, cells: &[Option<&'a str>]) -> Cells<'a> {
        let mut row = Cells::default();
        if cells.len() > self.columns.len() {
            let message = format!(
                "The row has {} cells and the header {}. Put a cell with a comma into quotation marks. Nothing of the row is read.",
                cells.len(),
                self.columns.len()
            );
            row.problems.push(Problem::new("row", "error", message));
            return row;
        }
        let last = cells.last().copied().flatten().unwrap_or_default();
        if cells.len() < self.columns.len() && last.contains('\n') {
            let message = "The row ends within a cell of several lines. Close its quotation mark.";
            row.problems.push(Problem::new("row", "error", message));
            return row;
        }
        let named = || self.columns.iter().zip(&self.names).zip(cells);
        for ((column, name), cell) in named() {
            if *column == Column::Link {
                row.open(name, *cell);
            }
        }
        let (mut is_set, mut names) = (Vec::new(), Vec::new());
        for ((column, name), cell) in named() {
            let Some(text) = row.text(*column, name, *cell) else {
                continue;
            };
            match column {
                Column::Field(field) if row.lacks_unit(name, field.key, text) => {
                    row.draft.remove(*field);
                    row.refused.push((*field, text));
                }
                Column::Field(field) => {
                    // A column goes before the link, and two of one key contradict each other.
                    if !is_set.contains(field) {
                        row.draft.remove(*field);
                        is_set.push(*field);
                    }
                    row.draft.add(*field, strip_invisible(text));
                }
                Column::Epoch(fact) => row.facts.put(*fact, text),
                Column::Name => names.push(text),
                Column::Version => row.check_version(text),
                Column::Link | Column::Other => {}
            }
        }
        name::settle(&mut row.draft, &self.columns);
        name::put(&mut row.draft, names);
        if self.is_epoch {
            let told = row.facts.fill(&mut row.draft);
            row.problems.extend(told);
        }
        row
    }
}

impl<'a> Cells<'a> {
    /// Returns the text of a cell that is filled in, if its column is read.
    fn text(&mut self, column: Column, name: &str, cell: Option<&'a str>) -> Option<&'a str> {
        if column == Column::Other {
            return None;
        }
        let Some(text) = cell else {
            let message = "This cell is not UTF-8. Save the table as CSV UTF-8.";
            self.problems.push(Problem::new(name, "error", message));
            return None;
        };
        let text = text.trim();
        if text.len() > MOST_TEXT {
            let message = "More than 20,000 characters: left out.";
            self.problems.push(Problem::new(name, "error", message));
            return None;
        }
        Some(text).filter(|text| !text.is_empty())
    }

    /// Refuses `seven` parameters: nobody sees a warning among thousands of rows, and a word hides that a unit is missing.
    fn lacks_unit(&mut self, name: &str, key: Key, text: &str) -> bool {
        let meant = answer::without_unit(key, text).filter(|_| answer::is_in_words(text));
        let Some(meant) = meant else {
            return false;
        };
        let message = format!(
            "“{}” has no unit: type {}, or the number in digits.",
            short_excerpt(text),
            meant.join(" or ")
        );
        self.problems.push(Problem::new(name, "error", message));
        true
    }

    /// Opens the link in a cell.
    fn open(&mut self, name: &str, cell: Option<&'a str>) {
        let Some(text) = self.text(Column::Link, name, cell) else {
            return;
        };
        let opened = link::decode(text);
        if opened.draft == Draft::default() && opened.problems.is_empty() {
            let message = format!(
                "“{}” has no estimate in it. Copy the whole link, with all that follows #.",
                short_excerpt(text)
            );
            self.problems.push(Problem::new(name, "error", message));
        }
        for (field, text) in opened.draft.entries() {
            self.draft.add(field, text);
        }
        self.unread.extend(opened.problems);
    }

    fn check_version(&mut self, text: &str) {
        if text != VERSION.to_string() {
            let message = format!(
                "“{}” is another version of the keys than {VERSION}. The row was read as that.",
                short_excerpt(text)
            );
            self.problems.push(Problem::new("v", "warning", message));
        }
    }
}

/// Returns whether two fields of a stage are the same, or stand in for each other.
fn stands_for(one: Field, other: Field) -> bool {
    let is_of_both = |group: &Group| {
        let leads = group.leads();
        leads.contains(&one.key) && leads.contains(&other.key)
    };
    one == other || one.stage == other.stage && Group::ALL.iter().any(is_of_both)
}

/// Pins the tables of today, so that the link keeps its figures.
fn pin(draft: &mut Draft) {
    set_unless_filled(draft, Key::Data, EDITION);
}

fn set_unless_filled(draft: &mut Draft, key: Key, text: &str) {
    let field = Field::new(0, key);
    if !draft.is_filled(field) {
        draft.set(field, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::option;
    use proptest::prelude::*;

    fn evaluated(header: &str, row: &str) -> Row {
        let names: Vec<&str> = header.split(',').collect();
        let cells: Vec<Option<&str>> = row.split(',').map(Some).collect();
        Columns::of(&names).expect("a header").evaluate(&cells)
    }

    fn median(row: &Row) -> Option<f64> {
        row.figures.flop.map(|flop| flop.median())
    }

    #[test]
    fn a_row_has_the_figure_of_its_link_and_the_link_has_it_again() {
        let row = evaluated(
            "title,parameters,tokens,2.parameters,2.tokens",
            "X,70B,2T,70B,1B",
        );
        assert_eq!(median(&row), Some(8.4e23 + 4.2e20));
        assert!(row.link.contains("data="), "{}", row.link);
        let again = evaluated("link", &row.link);
        assert_eq!(again.figures, row.figures);
        assert_eq!(again.link, row.link);
        assert_eq!(row.problems(), "");
    }

    #[test]
    fn every_row_that_says_nothing_of_its_uncertainty_can_get_the_typical_one() {
        let header = ["parameters", "tokens", "uncertainty", "link"];
        let columns = Columns::of(&header).expect("keys").with_typical(true);
        let row = |cells: [&str; 4]| columns.evaluate(&cells.map(Some));
        let is_range = |row: &Row| row.figures.flop.is_some_and(|flop| flop.is_range());
        let typical = row(["7B", "1T", "", ""]);
        assert!(is_range(&typical), "{:?}", typical.figures);
        assert!(
            typical.link.contains("uncertainty=typical"),
            "{}",
            typical.link
        );
        assert_eq!(row(["7B", "1T", "typical", ""]), typical);
        assert_eq!(row(["", "", "", &typical.link]), typical);
        // The default is to take a row as it is.
        let plain = columns.clone().with_typical(false);
        let plain = plain.evaluate(&["7B", "1T", "", ""].map(Some));
        assert!(!is_range(&plain), "{:?}", plain.figures);
        let empty = row(["", "", "", ""]);
        assert_eq!((empty.link.as_str(), empty.has_figure()), ("", false));
    }

    #[test]
    fn a_column_goes_before_the_link() {
        let row = evaluated(
            "link,tokens",
            "https://x.org/#v=1&parameters=7B&tokens=1T,2T",
        );
        assert_eq!(median(&row), Some(6.0 * 7e9 * 2e12));
    }

    #[test]
    fn a_bad_cell_is_a_problem_of_its_row() {
        for (header, row, told) in [
            ("parameters,tokens", "7B,1e", "tokens: "),
            ("parameters,tokens", "7B,1T,", "row: The row has 3 cells"),
            ("parameters,tokens", ",", "row: No column"),
            ("parameters,tokens", "", "row: No column"),
            ("parameters,tokens,tokens", "7B,1T,2T", "tokens: "),
            (
                "parameters,tokens",
                "seven,1T",
                "parameters: “seven” has no unit: type 7B or 7M,",
            ),
            ("parameters,tokens", "7B,two", "type 2T or 2B,"),
            (
                "link",
                "https://example.org/",
                "link: “https://example.org/” has no estimate",
            ),
            ("link", "v=1&tokns=3", "tokns: "),
            ("link", "v=99&tokens=3", "v: This link"),
            (
                "parameters,tokens,v",
                "7B,1e,2",
                "v: “2” is another version",
            ),
        ] {
            let evaluated = evaluated(header, row);
            assert_eq!(median(&evaluated), None, "{row}");
            assert!(
                evaluated.problems().contains(told),
                "{}",
                evaluated.problems()
            );
            assert_eq!(evaluated.cells()[..8].concat(), "", "{row}");
        }
    }

    #[test]
    fn a_refused_cell_hides_no_other_question_of_its_row() {
        let row = evaluated(
            "parameters,tokens,time,hardware",
            "seven,1T,2 days,H100 SXM",
        );
        let problems = row.problems();
        assert_eq!(problems.matches("parameters: ").count(), 1, "{problems}");
        assert!(problems.contains("chips: "), "{problems}");
        let row = evaluated("parameters,tokens", "7B,seven");
        let problems = row.problems();
        assert!(
            problems.contains("tokens: “seven” has no unit"),
            "{problems}"
        );
        assert!(!problems.contains("examples: "), "{problems}");
    }

    #[test]
    fn a_question_says_which_texts_answer_it_and_each_of_them_does() {
        let header = "time,chips,hardware,format,utilization";
        let row = evaluated(header, "300 d,8,H100,bf16,40%");
        let told = row.problems();
        assert_eq!(
            told,
            "hardware: Which H100? Type nvidia-h100-sxm (H100 SXM, 989.4 TFLOP/s), nvidia-h100-nvl (H100 NVL, 835.5 TFLOP/s) \
             or nvidia-h100-pcie (H100 PCIe, 756 TFLOP/s)."
        );
        for slug in ["nvidia-h100-sxm", "nvidia-h100-pcie", "nvidia-h100-nvl"] {
            let row = evaluated(header, &format!("300 d,8,{slug},bf16,40%"));
            assert!(median(&row).is_some(), "{slug}: {}", row.problems());
        }
    }

    #[test]
    fn a_cell_that_is_no_text_is_told() {
        let columns = Columns::of(&["parameters", "tokens", "who"]).expect("keys");
        let row = columns.evaluate(&[Some("7B"), None, None]);
        assert!(row.problems().starts_with("tokens: This cell is not UTF-8"));
        assert!(!row.problems().contains("who"));
        let long = "9".repeat(30_000);
        let row = columns.evaluate(&[Some("7B"), Some(&long)]);
        assert!(row.problems().contains("20,000"), "{}", row.problems());
        let row = columns.evaluate(&[Some("7B"), Some("1T\n2T,3\n")]);
        assert!(
            row.problems().contains("quotation mark"),
            "{}",
            row.problems()
        );
    }

    #[test]
    fn a_short_row_has_empty_cells_at_its_end() {
        let row = evaluated("parameters,tokens,time", "7B,1T");
        assert_eq!(median(&row), Some(4.2e22));
    }

    proptest! {
        /// Any header and any row give a value or a message.
        #[test]
        fn no_text_is_a_panic(
            names in vec("(v|link|tokens|parameters|2.tokens|Model|Training hardware|Domain|\\PC{0,9})", 0..8),
            cells in vec(option::of("(\\PC{0,30}|[0-9,.]{0,9}[BTe%]?|v=1&[a-z]{0,6}=[0-9]{0,5})"), 0..9),
        ) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let cells: Vec<Option<&str>> = cells.iter().map(Option::as_deref).collect();
            if let Ok(columns) = Columns::of(&names) {
                let row = columns.evaluate(&cells);
                prop_assert_eq!(row.cells().len(), columns.results().len());
                prop_assert!(row.has_figure() || !row.problems().is_empty());
            }
        }
    }

    #[test]
    fn epochs_row_has_both_methods_and_their_own_compute_beside_them() {
        let header = "Model|Domain|Parameters|Training compute (FLOP)|Training dataset size (total)|Training time (hours)|Training hardware|Hardware quantity|Hardware utilization (MFU)|Numerical format";
        let names: Vec<&str> = header.split('|').collect();
        let columns = Columns::of(&names).expect("Epoch AI's");
        let cells = "Llama 3.1-405B|Language|405000000000.0|3.8e+25|15600000000000|2142.0|NVIDIA H100 SXM5 80GB|16384.0|0.4042|BF16";
        let cells: Vec<Option<&str>> = cells.split('|').map(Some).collect();
        let row = columns.evaluate(&cells);
        assert_eq!(row.figures.operations, Some(6.0 * 405e9 * 15.6e12));
        let gpu_time = row.figures.gpu_time.expect("method 2 is filled in");
        assert!((gpu_time / 5.05e25 - 1.0).abs() < 0.01, "{gpu_time}");
        let comparison = row.comparison.clone().expect("both are there");
        assert!((comparison.ratio - 0.9976).abs() < 0.001, "{comparison:?}");
        assert_eq!(comparison.reason, None);
        assert_eq!(row.title, "Llama 3.1-405B");
        assert_eq!(row.cells().len(), columns.results().len());
    }
}
