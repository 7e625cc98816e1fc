//! Rows of the list under the field for hardware: the answers to its question, and chips that fit the text.

use super::{Choice, Problem, Severity};
use crate::catalog::{Chip, chip, is_partial_name, only_match, search};
use crate::draft::Key;

/// A row of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The chip that it takes.
    pub chip: &'static Chip,
    /// The answer to the field's question. Without one, the chip is put into the field.
    pub choice: Option<Choice>,
}

impl Offer {
    fn of_choice(choice: &Choice) -> Option<Self> {
        Some(Self {
            chip: chip(edit(choice, Key::Hardware)?)?,
            choice: Some(choice.clone()),
        })
    }

    /// Returns the number that it puts into the field for chips.
    fn number(&self) -> Option<&str> {
        edit(self.choice.as_ref()?, Key::Chips)
    }

    /// Returns the text of the row: `p4d.24xlarge: 8 × NVIDIA A100 SXM 40 GB`, or the chip with its year.
    /// A number that contradicts the field beside is not said to be in the name.
    #[cfg(any(feature = "app", test))]
    pub(crate) fn label(&self, typed: &str, lacks_chips: bool) -> String {
        let name = self.chip.name;
        let counted = self
            .number()
            .map(|number| super::hardware::write_counted(number, name));
        match counted {
            Some(counted) if lacks_chips => format!("{}: {counted}", typed.trim()),
            Some(counted) => counted,
            None => format!("{name} ({})", self.chip.release_year()),
        }
    }
}

/// Returns the text that a choice puts into a field.
fn edit(choice: &Choice, key: Key) -> Option<&str> {
    let mut edits = choice.edits.iter();
    let (_, text) = edits.find(|(field, _)| field.key == key)?;
    Some(text)
}

/// Lists what may be taken for a typed text: the answers to the field's question, then chips that fit.
/// A text that counts chips fits no chip alone.
pub(crate) fn offers(typed: &str, problem: Option<&Problem>) -> Vec<Offer> {
    let question = problem.filter(|problem| problem.severity == Severity::Missing);
    let choices = question.map_or(&[][..], |problem| &problem.choices);
    let mut rows: Vec<Offer> = choices.iter().filter_map(Offer::of_choice).collect();
    if rows.iter().any(|row| row.number().is_some()) {
        return rows;
    }
    for chip in search(typed) {
        if rows.iter().all(|row| !std::ptr::eq(row.chip, chip)) {
            rows.push(Offer { chip, choice: None });
        }
    }
    rows
}

/// Returns the only row, which is taken when the field is left. Returns `None` for a text that names a
/// chip as it is, for a name that is too short to tell its chip, and for a misspelled one.
pub(crate) fn only_offer<'a>(typed: &str, rows: &'a [Offer]) -> Option<&'a Offer> {
    let [row] = rows else {
        return None;
    };
    let is_sure = match row.number() {
        Some(_) => !is_partial_name(typed),
        None => only_match(typed).is_some_and(|chip| std::ptr::eq(chip, row.chip)),
    };
    is_sure.then_some(row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::answer;
    use crate::draft::{Draft, Field};

    fn draft(entries: &[(Key, &str)]) -> Draft {
        let mut draft = Draft::default();
        for (key, text) in entries {
            draft.set(Field::new(1, *key), *text);
        }
        draft
    }

    /// Returns the rows for a text in the field, beside other fields.
    fn rows(typed: &str, others: &[(Key, &str)]) -> Vec<Offer> {
        let mut draft = draft(others);
        draft.set(Field::new(1, Key::Hardware), typed);
        let answer = answer(&draft);
        let problem = answer.problems_of(Field::new(1, Key::Hardware)).next();
        offers(typed, problem)
    }

    fn labels(typed: &str, rows: &[Offer], lacks_chips: bool) -> Vec<String> {
        let labels = rows.iter().map(|row| row.label(typed, lacks_chips));
        labels.collect()
    }

    #[test]
    fn machines_and_counts_are_listed_as_the_field_reads_them() {
        for (typed, expected) in [
            ("p4d.24xlarge", &["8 × NVIDIA A100 SXM 40 GB"][..]),
            ("2 p4d.24xlarge", &["16 × NVIDIA A100 SXM 40 GB"]),
            (
                "DGX A100",
                &["8 × NVIDIA A100 SXM 40 GB", "8 × NVIDIA A100 SXM 80 GB"],
            ),
            ("a3-highgpu-8g", &["8 × NVIDIA H100 SXM"]),
            ("TPU v4-1024", &["512 × Google TPU v4"]),
            (
                "8x H100",
                &[
                    "8 × NVIDIA H100 SXM",
                    "8 × NVIDIA H100 NVL",
                    "8 × NVIDIA H100 PCIe",
                ],
            ),
            ("HGX H100", &["8 × NVIDIA H100 SXM"]),
            ("B200 HGX", &["8 × NVIDIA B200"]),
        ] {
            let rows = rows(typed, &[(Key::Time, "1 d")]);
            let expected: Vec<String> = expected
                .iter()
                .map(|row| format!("{typed}: {row}"))
                .collect();
            assert_eq!(labels(typed, &rows, true), expected);
        }
        let typed = "4 nodes x 8 V100";
        let rows = rows(typed, &[]);
        let labels = labels(typed, &rows, true);
        assert_eq!(labels.len(), 4, "{labels:?}");
        assert!(
            labels
                .iter()
                .all(|row| row.starts_with("4 nodes x 8 V100: 32 × NVIDIA Tesla V100"))
        );
    }

    #[test]
    fn a_row_fills_in_what_it_says() {
        let typed = draft(&[(Key::Time, "1 d"), (Key::Hardware, "p4d.24xlarge")]);
        let [row] = rows("p4d.24xlarge", &[(Key::Time, "1 d")])
            .try_into()
            .expect("one row");
        let mut taken = typed.clone();
        row.choice
            .expect("the answer to the question")
            .apply(&mut taken);
        let get = |key| taken.get(Field::new(1, key)).unwrap_or_default().to_owned();
        assert_eq!(get(Key::Hardware), "nvidia-a100-sxm-40gb");
        assert_eq!(get(Key::Chips), "8");
    }

    #[test]
    fn another_number_beside_is_not_said_to_be_in_the_name() {
        let rows = rows("p4d.24xlarge", &[(Key::Chips, "64")]);
        let expected = ["8 × NVIDIA A100 SXM 40 GB", "64 × NVIDIA A100 SXM 40 GB"];
        assert_eq!(labels("p4d.24xlarge", &rows, false), expected);
        assert_eq!(only_offer("p4d.24xlarge", &rows), None, "it is asked which");
    }

    #[test]
    fn a_question_comes_first_and_no_chip_twice() {
        let found = rows("MI300", &[(Key::Format, "bf16")]);
        let slugs: Vec<&str> = found.iter().map(|row| row.chip.slug).collect();
        assert!(
            slugs.starts_with(&["amd-mi300x", "amd-mi300a"]),
            "{slugs:?}"
        );
        assert!(found[0].choice.is_some());
        for row in &found {
            let same = found
                .iter()
                .filter(|other| std::ptr::eq(other.chip, row.chip));
            assert_eq!(same.count(), 1, "{slugs:?}");
        }
        // An error proposes nothing that is not in the list anyway.
        assert!(rows("xyzzy", &[]).is_empty());
    }

    #[test]
    fn the_only_row_is_taken_unless_the_name_is_doubtful() {
        for (typed, slug) in [
            ("p4d.24xlarge", "nvidia-a100-sxm-40gb"),
            ("HGX H100", "nvidia-h100-sxm"),
            ("TPU v4-1024", "google-tpu-v4"),
            ("trilli", "google-tpu-v6e"),
            ("h100 pc", "nvidia-h100-pcie"),
            // Too short to tell the chip.
            ("DGX", ""),
            ("Jetson Orin", ""),
            // Names a chip as it is, and stays as typed.
            ("4090", ""),
            ("GTX580", ""),
            // Several.
            ("H100", ""),
            ("DGX A100", ""),
            ("", ""),
            // The Spark may not be the DGX that is meant.
            ("2 DGX", ""),
            // Misspelled: the field asks.
            ("trillum", ""),
            ("h1000", ""),
        ] {
            let rows = rows(typed, &[(Key::Time, "1 d"), (Key::Format, "bf16")]);
            let only = only_offer(typed, &rows).map_or("", |row| row.chip.slug);
            assert_eq!(only, slug, "“{typed}”: {rows:?}");
        }
    }
}
