//! The network that a family builds from a configuration, and its count.

use super::super::error::FileError;
use super::super::found::{Forward, Import, Source};
use crate::architecture::{self, Count, Per};
use crate::quantity::write::{percent, typed, whole};

/// A network as text in the grammar of `model=`, or several side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Net {
    /// One network, which fits into a link.
    One(String),
    /// Towers and stages that one text cannot describe: their counts for one example are added and
    /// go into the form as multiply-adds.
    Parts(Vec<Part>),
}

/// One of several networks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Name in front of the names of its layers.
    pub(super) name: &'static str,
    /// Its network as text.
    pub(super) text: String,
}

impl From<String> for Net {
    fn from(text: String) -> Self {
        Self::One(text)
    }
}

impl Net {
    /// Counts the network; its text is spelled as in a link.
    pub(super) fn count(&self) -> Result<Import, FileError> {
        match self {
            Self::One(text) => {
                let (spelled, count) = count_text(text)?;
                Ok(Import::counted(Source::HfConfig, spelled, &count))
            }
            Self::Parts(parts) => sum(parts),
        }
    }
}

fn count_text(text: &str) -> Result<(String, Count), FileError> {
    let no = |fault: architecture::NetworkError| {
        FileError::Uncountable(format!(
            "The dimensions in config.json give no network that can be counted. {fault}"
        ))
    };
    let network = architecture::read(text).map_err(no)?;
    let count = architecture::count(&network).map_err(no)?;
    Ok((network.to_string(), count))
}

/// Adds the counts of the parts: one example goes through each part once.
fn sum(parts: &[Part]) -> Result<Import, FileError> {
    let mut sum = Import::new(Source::HfConfig);
    let (mut parameters, mut active, mut multiply_adds) = (0_u128, 0_u128, 0_u128);
    for part in parts {
        let (spelled, count) = count_text(&part.text)?;
        parameters = parameters.saturating_add(count.parameters);
        active = active.saturating_add(count.active_parameters);
        multiply_adds = multiply_adds.saturating_add(count.multiply_adds);
        for mut row in Import::counted(Source::HfConfig, spelled, &count).rows {
            row.name = format!("{}: {}", part.name, row.name);
            sum.rows.push(row);
        }
    }
    sum.parameters = Some(parameters);
    sum.active_parameters = Some(active);
    sum.forward = Some(Forward::one(multiply_adds));
    sum.per = Per::Example;
    Ok(sum)
}

/// From this difference from 6·N·D on, a sentence says where it comes from.
const FAR: f64 = 0.2;

/// Adds a line with the two other conventions that people compare a count per token with.
pub(super) fn compare(import: &mut Import, causal: &Import) -> Option<()> {
    let (forward, causal) = (import.forward?, causal.forward?);
    if import.per != Per::Token || causal == forward {
        return None;
    }
    let count = architecture::count_text(import.model.as_deref()?).ok()?;
    let n = count.six_n_parameters();
    let often = if count.is_shared() {
        ", each as often as it is used"
    } else {
        ""
    };
    import.beside = Some(format!(
        "With causal attention {} FLOP; by 6·N·D (N = {} active parameters, without embeddings{often}) {} FLOP.",
        typed(2.0 * causal.each()),
        whole(n),
        typed(2.0 * n as f64)
    ));
    let difference = forward.each() / n as f64 - 1.0;
    if difference > FAR {
        import.apart = Some(format!(
            "The count is {} above 6·N·D, because it has {}, {} of it.",
            percent(difference),
            count.six_n_left_out(),
            percent(count.six_n_share()?)
        ));
    } else if difference < -FAR {
        import.apart = Some(format!(
            "The count is {} below 6·N·D, because not all of these parameters multiply every token.",
            percent(-difference)
        ));
    }
    Some(())
}
