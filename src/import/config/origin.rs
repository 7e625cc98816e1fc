//! The model that a configuration is of: the names in the file, and the family and class that they lead to.

use super::super::error::FileError;
use super::class::{self, Class};
use super::family::{self, Family};
use super::keys::Keys;
use super::net::Net;
use super::reading::Reading;
use super::{diffusers, foreign, guess, shorten_name, state};

/// The names in a file, and the family that they lead to.
pub(super) struct Origin<'k> {
    /// The `model_type`, or the class of a diffusion model.
    name: Option<&'k str>,
    /// The class that the file was saved from.
    class_name: Option<&'k str>,
    /// The class of a diffusion model.
    diffusers_class: Option<&'k str>,
    /// The family; `None` if neither name is known.
    pub(super) family: Option<&'static Family>,
    /// Whether the family has this name. Otherwise the class led to it.
    is_known_name: bool,
    pub(super) class: Class,
}

impl<'k> Origin<'k> {
    /// Finds them in the part that is counted, and in the whole file.
    pub(super) fn find(part: Keys<'k>, whole: Keys<'k>) -> Result<Self, FileError> {
        let own = class::named(part);
        let class_name = own.or_else(|| class::named(whole));
        let name = part.text("model_type").or(whole.text("model_type"));
        let by_authors = class_name.is_none() && whole.map.contains_key("ssm_cfg");
        let name = name.or(by_authors.then_some(state::MAMBA_SSM));
        let diffusers_class = diffusers::class(whole.map).filter(|_| name.is_none());
        let name = name.or(diffusers_class);
        let known = name.and_then(family::named);
        let family = known.or_else(|| family::of_class(class_name?));
        if let Some(family) = family {
            foreign::check(part, family, own)?;
        }
        let class = match family {
            Some(family) if part.nested => class::within(family, whole, own)?,
            Some(family) => class::counted_class(family, class_name)?,
            None => class_name
                .filter(|_| !part.nested)
                .map_or(Some(Class::Unnamed), Class::of)
                .unwrap_or(Class::Bare),
        };
        Ok(Self {
            name,
            class_name,
            diffusers_class,
            family,
            is_known_name: known.is_some(),
            class,
        })
    }

    /// Returns whether input and output share an embedding. The class of the whole model ties the tables of
    /// its text part, so its key counts first.
    pub(super) fn ties_embeddings(
        &self,
        part: Keys<'_>,
        whole: Keys<'_>,
    ) -> Result<bool, FileError> {
        let tied = self.family.is_none_or(|family| family.tied);
        let tied = part.flag("tie_word_embeddings", tied)?;
        whole.flag("tie_word_embeddings", tied)
    }

    /// Reads the network with the reader of the family. A file of no known family is read as a decoder.
    pub(super) fn read(&self, part: Keys<'_>, reading: &mut Reading<'_>) -> Result<Net, FileError> {
        let Some(family) = self.family else {
            return match self.diffusers_class {
                Some(class) => Err(diffusers::unknown(class)),
                None => guess::decoder(reading, self.name),
            };
        };
        if let (false, Some(name), Some(class_name)) =
            (self.is_known_name, self.name, self.class_name)
        {
            reading.warning(format!(
                "The model_type “{}” is not known; counted as the class that the file names, {class_name}.",
                shorten_name(name)
            ));
        }
        let net = (family.net)(reading)?;
        let who = shorten_name(self.name.or(self.class_name).unwrap_or_default());
        reading.left_unread(&format!("{who} models are not known to have"))?;
        foreign::check_gate(part, family, &net)?;
        Ok(net)
    }
}
