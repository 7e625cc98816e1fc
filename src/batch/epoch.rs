//! Epoch AI's tables of models as they are downloaded (<https://epoch.ai/data/ai-models>): which of their
//! columns go into which field.
//!
//! The unit of “Training dataset size” is that of the domain: tokens or words of text, images, residues,
//! games. It goes into `tokens` for systems of the domain Language alone. In other domains it is left out:
//! 6 × parameters × images, say, is not a count, because an image network uses its weights many times.

use super::experts;
use crate::catalog::Format;
use crate::draft::alternatives::Group;
use crate::draft::{Draft, Field, Key};
use crate::quantity::{plain_excerpt, short_excerpt, write};
use crate::report::json::Problem;
use crate::variants::enum_with_all;

enum_with_all! {
    /// A column that is read.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) enum Column {
        Model,
        Domain,
        Parameters,
        Data,
        Epochs,
        Time,
        Chips,
        ChipHours,
        Hardware,
        Mfu,
        Hfu,
        Format,
        Compute,
        Base,
        Confidence,
        Method,
    }
}

/// The names of the columns, those of earlier downloads among them, and whether a name tells that the table
/// is Epoch AI's.
const NAMES: [(&str, Column, bool); 18] = [
    ("Model", Column::Model, false),
    ("System", Column::Model, false),
    ("Domain", Column::Domain, false),
    ("Parameters", Column::Parameters, false),
    ("Training dataset size (total)", Column::Data, true),
    ("Training dataset size (datapoints)", Column::Data, true),
    ("Epochs", Column::Epochs, false),
    ("Training time (hours)", Column::Time, true),
    ("Hardware quantity", Column::Chips, true),
    ("Training chip-hours", Column::ChipHours, true),
    ("Training hardware", Column::Hardware, true),
    ("Hardware utilization (MFU)", Column::Mfu, true),
    ("Hardware utilization (HFU)", Column::Hfu, true),
    ("Numerical format", Column::Format, false),
    ("Training compute (FLOP)", Column::Compute, true),
    ("Base model", Column::Base, false),
    ("Confidence", Column::Confidence, false),
    ("Training compute estimation method", Column::Method, true),
];

/// Returns whether a table with a column of this name is one of Epoch AI's.
pub(super) fn is_telling(name: &str) -> bool {
    NAMES
        .iter()
        .any(|(known, _, tells)| *tells && *known == name)
}

impl Column {
    /// Returns the column of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        let found = NAMES.iter().find(|(known, ..)| *known == name);
        found.map(|(_, column, _)| *column)
    }

    /// Returns the name in the present download.
    fn name(self) -> &'static str {
        let found = NAMES.iter().find(|(_, column, _)| *column == self);
        found.map_or("", |(name, ..)| name)
    }
}

/// The facts of a row.
#[derive(Default)]
pub(super) struct Facts<'a>([&'a str; Column::ALL.len()]);

impl<'a> Facts<'a> {
    /// Puts the text of a column there, unless it has one.
    pub(super) fn put(&mut self, column: Column, text: &'a str) {
        if let Some(fact) = self
            .0
            .get_mut(column as usize)
            .filter(|fact| fact.is_empty())
        {
            *fact = text.trim();
        }
    }

    /// Returns the text of a column, which may be empty.
    pub(super) fn get(&self, column: Column) -> &'a str {
        self.0.get(column as usize).copied().unwrap_or_default()
    }

    /// Returns the number in a column.
    pub(super) fn number(&self, column: Column) -> Option<f64> {
        let number: f64 = self.get(column).parse().ok()?;
        (number.is_finite() && number > 0.0).then_some(number)
    }

    /// Fills in the fields of a draft that the row has no text of its own for, and says what is left out.
    pub(super) fn fill(&self, draft: &mut Draft) -> Vec<Problem> {
        let mut filling = Filling {
            facts: self,
            draft,
            problems: Vec::new(),
        };
        filling.title();
        filling.parameters();
        filling.data();
        filling.fleet();
        filling.peak();
        filling.utilization();
        filling.problems
    }
}

/// A draft that is being filled in.
struct Filling<'a> {
    facts: &'a Facts<'a>,
    draft: &'a mut Draft,
    problems: Vec<Problem>,
}

impl Filling<'_> {
    fn is_filled(&self, key: Key) -> bool {
        self.draft.is_filled(Field::new(1, key))
    }

    /// Returns whether the row itself gives this quantity, in any of its ways.
    fn has(&self, group: Group) -> bool {
        let mut keys = group.ways().iter().copied().flatten();
        keys.any(|key| self.is_filled(*key))
    }

    fn set(&mut self, key: Key, text: &str) {
        if !text.is_empty() && !self.is_filled(key) {
            self.draft.set(Field::new(1, key), text);
        }
    }

    fn warn(&mut self, key: Key, message: String) {
        self.problems
            .push(Problem::new(key.name(), "warning", message));
    }

    fn title(&mut self) {
        self.set(Key::Title, self.facts.get(Column::Model));
    }

    /// Takes the parameters. Of a mixture of experts they are those of all experts, and the active ones
    /// are taken where the table of open models has them.
    fn parameters(&mut self) {
        if self.has(Group::Forward) {
            return;
        }
        let name = self.facts.get(Column::Model);
        let total = self.facts.number(Column::Parameters);
        let active = total.and_then(|total| experts::active(name, total));
        let Some(active) = active else {
            self.set(Key::Parameters, self.facts.get(Column::Parameters));
            return;
        };
        self.set(Key::Parameters, &write::exact(active));
        let message = format!(
            "The parameters are those of all experts. The {} that are active for a token are taken, as its developers published them.",
            write::people(active)
        );
        self.warn(Key::Parameters, message);
    }

    /// Takes the size of the data as tokens, if the domain is Language alone, and the epochs with it.
    fn data(&mut self) {
        let data = self.facts.get(Column::Data);
        if data.is_empty() || self.has(Group::Passes) {
            return;
        }
        if data.contains(',') {
            let message = format!(
                "“{}” are several sizes: left out. Add a column tokens.",
                plain_excerpt(data)
            );
            return self.warn(Key::Tokens, message);
        }
        let domain = self.facts.get(Column::Domain);
        if domain == "Language" {
            self.set(Key::Tokens, data);
            self.set(Key::Epochs, self.facts.get(Column::Epochs));
            return;
        }
        let of_domain = match domain {
            "" => "The domain is not given".into(),
            domain => format!("The domain is {}", short_excerpt(domain)),
        };
        let message = format!(
            "{of_domain}, so the unit of “{}” may be tokens, images or anything else: left out. Add a column tokens, or multiply-adds and examples.",
            Column::Data.name()
        );
        self.warn(Key::Tokens, message);
    }

    /// Takes time and chips, or the chip-hours where one of the two is missing.
    fn fleet(&mut self) {
        if self.has(Group::Fleet) {
            return;
        }
        let [time, chips, hours] =
            [Column::Time, Column::Chips, Column::ChipHours].map(|column| self.facts.get(column));
        if !hours.is_empty() && (time.is_empty() || chips.is_empty()) {
            self.set(Key::ChipHours, hours);
            return;
        }
        if !time.is_empty() {
            self.set(Key::Time, &format!("{time} h"));
        }
        self.set(Key::Chips, chips);
    }

    /// Takes the chip and the number format. Of several kinds of chips the table does not tell the shares.
    fn peak(&mut self) {
        if self.has(Group::Peak) {
            return;
        }
        let hardware = self.facts.get(Column::Hardware);
        if hardware.contains(',') {
            let message = format!(
                "“{}” are several kinds of chips, and the table does not say how many of each: left out. Add a column fleet.",
                plain_excerpt(hardware)
            );
            self.warn(Key::Hardware, message);
        } else {
            self.set(Key::Hardware, hardware);
        }
        let format = self.facts.get(Column::Format);
        match format_of(format) {
            Some(known) => self.set(Key::Format, known.key()),
            None if format.is_empty() => {}
            None => {
                let message = format!(
                    "“{}” is not one number format: left out. Add a column format.",
                    short_excerpt(format)
                );
                self.warn(Key::Format, message);
            }
        }
    }

    fn utilization(&mut self) {
        let [mfu, hfu] = [Column::Mfu, Column::Hfu].map(|column| self.facts.get(column));
        if !mfu.is_empty() {
            self.set(Key::Utilization, mfu);
        } else if !hfu.is_empty() {
            self.set(Key::Utilization, &format!("{hfu} HFU"));
        }
    }
}

/// Reads a number format. Those in blocks with a common scale compute at the speed of their elements.
fn format_of(text: &str) -> Option<Format> {
    match text {
        "NVFP4" | "MXFP4" => Some(Format::Fp4),
        "MXFP8" => Some(Format::Fp8),
        text => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(facts: &[(Column, &str)]) -> (Draft, Vec<Problem>) {
        let mut row = Facts::default();
        for (column, text) in facts {
            row.put(*column, text);
        }
        let mut draft = Draft::default();
        let problems = row.fill(&mut draft);
        (draft, problems)
    }

    fn text(draft: &Draft, key: Key) -> &str {
        draft.get(Field::new(1, key)).unwrap_or_default()
    }

    #[test]
    fn every_column_has_a_name_and_every_name_leads_to_it() {
        for column in Column::ALL {
            assert_eq!(Column::named(column.name()), Some(column));
        }
    }

    #[test]
    fn the_data_of_a_language_model_are_tokens_and_others_are_left_out() {
        let data = (Column::Data, "300000000000");
        let (draft, problems) =
            filled(&[data, (Column::Domain, "Language"), (Column::Epochs, "0.6")]);
        assert_eq!(text(&draft, Key::Tokens), "300000000000");
        assert_eq!(text(&draft, Key::Epochs), "0.6");
        assert_eq!(problems, []);
        for domain in ["Vision", "Language,Vision", "Biology", ""] {
            let (draft, problems) =
                filled(&[data, (Column::Domain, domain), (Column::Epochs, "2")]);
            assert!(draft.is_blank(), "{domain}");
            assert_eq!(problems.len(), 1, "{domain}");
        }
    }

    #[test]
    fn several_sizes_are_no_number_with_thousands() {
        let language = (Column::Domain, "Language");
        let (draft, problems) = filled(&[language, (Column::Data, "100,200")]);
        assert_eq!(text(&draft, Key::Tokens), "");
        assert_eq!(problems.len(), 1);
    }

    #[test]
    fn a_mixture_of_experts_that_is_known_counts_the_active_ones() {
        let model = (Column::Model, "DeepSeek-V3");
        let (draft, problems) = filled(&[model, (Column::Parameters, "671000000000.0")]);
        assert_eq!(text(&draft, Key::Parameters), "3.7e10");
        assert_eq!(problems.len(), 1);
        // Another size is another model.
        let (draft, problems) = filled(&[model, (Column::Parameters, "16000000000.0")]);
        assert_eq!(text(&draft, Key::Parameters), "16000000000.0");
        assert_eq!(problems, []);
    }

    #[test]
    fn several_chips_or_formats_are_left_out() {
        let (draft, problems) = filled(&[
            (Column::Hardware, "NVIDIA V100,NVIDIA A100"),
            (Column::Format, "BF16,FP8"),
            (Column::Time, "10"),
        ]);
        assert_eq!(text(&draft, Key::Time), "10 h");
        assert_eq!(text(&draft, Key::Hardware), "");
        assert_eq!(text(&draft, Key::Format), "");
        assert_eq!(problems.len(), 2);
        let (draft, _) = filled(&[(Column::Format, "NVFP4"), (Column::Hfu, "0.5")]);
        assert_eq!(text(&draft, Key::Format), "fp4");
        assert_eq!(text(&draft, Key::Utilization), "0.5 HFU");
    }

    #[test]
    fn chip_hours_stand_in_for_a_missing_time_or_number() {
        let (draft, _) = filled(&[(Column::ChipHours, "1e6"), (Column::Time, "100")]);
        assert_eq!(text(&draft, Key::ChipHours), "1e6");
        assert_eq!(text(&draft, Key::Time), "");
        let both = [
            (Column::ChipHours, "1e6"),
            (Column::Time, "100"),
            (Column::Chips, "64"),
        ];
        let (draft, _) = filled(&both);
        assert_eq!(text(&draft, Key::ChipHours), "");
        assert_eq!(text(&draft, Key::Chips), "64");
    }
}
