//! The choices in the panel for reports, and the text that the page keeps of them.

use crate::panel::parts::one_line;
use crate::report::Format;

/// The word for a report with the origin of its inputs, in the text that the browser keeps.
const WITH_ORIGINS: &str = "origins";

/// The beginning of the word for the cores that a computing centre counts.
const CORES: &str = "cores:";

/// The beginning of the word for the water of a kilowatt-hour.
const WATER: &str = "water:";

/// A user action in the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportAction {
    /// Chooses the format.
    Format(Format),
    /// Chooses whether the report says where its inputs come from.
    Provenance(bool),
    /// Types the cores of a chip.
    Cores(String),
    /// Types the litres of water for a kilowatt-hour.
    Water(String),
}

/// The last choice. The page keeps it as a text, for the next visit too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The format of the report.
    pub format: Format,
    /// Whether the report says where its inputs come from.
    pub provenance: bool,
    /// The cores of a chip as they were typed, without spaces. No estimate has them.
    pub cores: String,
    /// The litres of water for a kilowatt-hour, likewise.
    pub water: String,
}

impl Settings {
    /// Reads the kept text. What it does not say is as in a first visit.
    pub fn read(text: &str) -> Self {
        let mut words = text.split(' ');
        let mut settings = Self {
            format: words.next().and_then(Format::named).unwrap_or_default(),
            ..Self::default()
        };
        for word in words {
            if let Some(cores) = word.strip_prefix(CORES) {
                settings.cores = cores.into();
            } else if let Some(water) = word.strip_prefix(WATER) {
                settings.water = water.into();
            } else {
                settings.provenance |= word == WITH_ORIGINS;
            }
        }
        settings
    }

    /// Writes the text to keep.
    pub fn write(&self) -> String {
        let mut words = vec![self.format.slug().to_owned()];
        if self.provenance {
            words.push(WITH_ORIGINS.into());
        }
        if !self.cores.is_empty() {
            words.push([CORES, &self.cores].concat());
        }
        if !self.water.is_empty() {
            words.push([WATER, &self.water].concat());
        }
        words.join(" ")
    }

    /// Returns the settings after an action.
    pub fn after(mut self, action: ReportAction) -> Self {
        match action {
            ReportAction::Format(format) => self.format = format,
            ReportAction::Provenance(is_on) => self.provenance = is_on,
            ReportAction::Cores(text) => self.cores = without_spaces(&text),
            ReportAction::Water(text) => self.water = without_spaces(&text),
        }
        self
    }
}

/// Removes the spaces of a text, so that it can be kept as one word.
fn without_spaces(text: &str) -> String {
    one_line(text).split_whitespace().collect()
}
