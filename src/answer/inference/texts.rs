//! The items of the key `inference`, and their texts as typed.

use super::super::scope;
use crate::draft::{Draft, Field, Key};
use crate::quantity::{Dimension, Uncertain, read};
use crate::variants::enum_with_all;

enum_with_all! {
    /// An item of the key, in the order in which a link has them.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum InferenceItem {
        /// The task in words, with its data.
        Task,
        /// Tokens of a prompt.
        Prompt,
        /// Tokens that a request generates.
        Generated,
        /// Number of requests.
        Requests,
        /// Number of images that a diffusion makes.
        Images,
        /// Forward passes for each image.
        Steps,
        /// Whether keys and values are kept: `no`, or left out.
        Cache,
        /// Layers with attention, where the network is not given.
        Layers,
        /// Width of their attention.
        Width,
        /// The chip, if it is another than that of the training.
        Hardware,
        /// The number format.
        Format,
        /// Number of chips.
        Chips,
        /// Seconds that all of it took.
        Seconds,
        /// Utilization, where no time was measured.
        Utilization,
        /// Requests or images in a year.
        Yearly,
    }
}

impl InferenceItem {
    /// Returns the spelling in a link.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Task => "task",
            Self::Prompt => "prompt",
            Self::Generated => "generated",
            Self::Requests => "requests",
            Self::Images => "images",
            Self::Steps => "steps",
            Self::Cache => "cache",
            Self::Layers => "layers",
            Self::Width => "width",
            Self::Hardware => "hardware",
            Self::Format => "format",
            Self::Chips => "chips",
            Self::Seconds => "seconds",
            Self::Utilization => "utilization",
            Self::Yearly => "yearly",
        }
    }

    /// Returns the label of its box.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Task => "Task and data",
            Self::Prompt => "Prompt tokens",
            Self::Generated => "Generated tokens",
            Self::Requests => "Requests",
            Self::Images => "Images",
            Self::Steps => "Steps for an image",
            Self::Cache => "Cache of keys and values",
            Self::Layers => "Layers with attention",
            Self::Width => "Width of attention",
            Self::Hardware => "Hardware",
            Self::Format => "Number format",
            Self::Chips => "Chips",
            Self::Seconds => "Seconds, measured",
            Self::Utilization => "Utilization",
            Self::Yearly => "Requests a year",
        }
    }

    /// Returns the kind of number; `None` for a text.
    pub const fn dimension(self) -> Option<Dimension> {
        Some(match self {
            Self::Task | Self::Cache | Self::Hardware | Self::Format => return None,
            Self::Seconds => Dimension::Time,
            Self::Utilization => Dimension::Share,
            Self::Chips => Dimension::Chips,
            Self::Prompt | Self::Generated => Dimension::Count(&["token"]),
            Self::Images => Dimension::Count(&["image"]),
            Self::Requests | Self::Yearly => Dimension::Count(&["request", "sequence", "image"]),
            _ => Dimension::Count(&[]),
        })
    }

    fn named(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|item| item.slug() == slug)
    }
}

/// The texts of the items, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InferenceTexts {
    items: Vec<(InferenceItem, String)>,
    /// Entries that are not items. A later version may know them.
    pub unknown: Vec<String>,
}

impl InferenceTexts {
    /// Reads the texts of a draft.
    pub fn of(draft: &Draft) -> Self {
        let text = draft.get(Field::new(0, Key::Inference)).unwrap_or_default();
        let mut texts = Self::default();
        for entry in scope::entries(text) {
            let (slug, value) = entry.split_once(':').unwrap_or((&entry, ""));
            match InferenceItem::named(slug.trim()) {
                Some(item) => texts.set(item, value.trim()),
                None => texts.unknown.push(entry),
            }
        }
        texts
    }

    /// Returns the text of an item; empty if there is none.
    pub fn get(&self, item: InferenceItem) -> &str {
        let found = self.items.iter().find(|(other, _)| *other == item);
        found.map_or("", |(_, text)| text)
    }

    /// Sets the text of an item; an empty one is forgotten.
    pub fn set(&mut self, item: InferenceItem, text: &str) {
        self.items.retain(|(other, _)| *other != item);
        if !text.is_empty() {
            self.items.push((item, text.into()));
            self.items.sort_by_key(|(item, _)| *item as usize);
        }
    }

    /// Spells the texts for a link.
    pub fn spell(&self) -> String {
        let items = self.items.iter();
        let items = items.map(|(item, text)| format!("{}:{text}", item.slug()));
        let entries = items.chain(self.unknown.iter().cloned());
        let entries: Vec<String> = entries.map(|entry| entry.replace(';', ";;")).collect();
        entries.join(";")
    }

    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty() && self.unknown.is_empty()
    }

    /// Returns the number of an item; `None` if there is none, or it cannot be read.
    pub(super) fn number(&self, item: InferenceItem) -> Option<f64> {
        let text = Some(self.get(item)).filter(|text| !text.is_empty())?;
        let number = match item {
            // A number without a unit is one of seconds, and not of days.
            InferenceItem::Seconds => {
                read(text, Dimension::Ratio).or_else(|_| read(text, Dimension::Time))
            }
            item => read(text, item.dimension()?),
        };
        number.ok().map(Uncertain::median)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_has_a_slug_of_its_own() {
        for (index, item) in InferenceItem::ALL.into_iter().enumerate() {
            assert_eq!(InferenceItem::named(item.slug()), Some(item));
            assert_eq!(item as usize, index);
        }
    }
}
