//! The words of a selection: as links spell them, and as people read them.

use super::{Country, Selection, Size};
use crate::catalog::notable::{Domain, OrganizationKind, Weights};

/// A value with its word in links.
pub(super) trait Word: Copy + PartialEq + 'static {
    /// Every value.
    const VALUES: &'static [Self];

    /// Returns the word in links, which never changes.
    fn word(self) -> &'static str;
}

impl Word for Domain {
    const VALUES: &'static [Self] = &Self::ALL;

    fn word(self) -> &'static str {
        match self {
            Self::Language => "language",
            Self::Vision => "vision",
            Self::Multimodal => "multimodal",
            Self::Biology => "biology",
            Self::Games => "games",
            Self::Speech => "speech",
            Self::ImageGeneration => "image-generation",
            Self::Video => "video",
            Self::Robotics => "robotics",
            Self::EarthScience => "earth-science",
            Self::Audio => "audio",
            Self::Mathematics => "mathematics",
            Self::Medicine => "medicine",
            Self::Search => "search",
            Self::MaterialsScience => "materials-science",
            Self::Recommendation => "recommendation",
            Self::Other => "other",
        }
    }
}

impl Word for OrganizationKind {
    const VALUES: &'static [Self] = &Self::ALL;

    fn word(self) -> &'static str {
        match self {
            Self::Industry => "industry",
            Self::Academia => "academia",
            Self::Government => "government",
            Self::Collective => "collective",
        }
    }
}

impl Word for Weights {
    const VALUES: &'static [Self] = &Self::ALL;

    fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Restricted => "restricted",
            Self::NonCommercial => "non-commercial",
            Self::Closed => "closed",
        }
    }
}

impl Word for Country {
    const VALUES: &'static [Self] = &Self::ALL;

    fn word(self) -> &'static str {
        match self {
            Self::UnitedStates => "us",
            Self::China => "china",
            Self::UnitedKingdom => "uk",
            Self::Other => "other",
        }
    }
}

impl Word for Size {
    const VALUES: &'static [Self] = &Self::ALL;

    fn word(self) -> &'static str {
        match self {
            Self::Regular => "regular",
            Self::Large => "large",
            Self::Small => "small",
        }
    }
}

/// Returns the value of a word.
pub(super) fn value<T: Word>(word: &str) -> Option<T> {
    T::VALUES.iter().copied().find(|value| value.word() == word)
}

/// Returns a domain as people read it: `image generation`.
pub(super) fn domain(domain: Domain) -> String {
    domain.word().replace('-', " ")
}

/// Returns a domain as it stands alone: `Image generation`.
pub fn domain_title(of: Domain) -> String {
    let mut title = domain(of);
    if let Some(first) = title.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    title
}

impl Selection {
    /// Returns the selection in words: `language, June 2017 to May 2024, running top 10`.
    pub fn in_words(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        let joined = |words: Vec<String>| words.join(" or ");
        let mut list = |words: Vec<String>| {
            if !words.is_empty() {
                parts.push(joined(words));
            }
        };
        list(self.domains.iter().map(|value| domain(*value)).collect());
        list(self.kinds.iter().map(|kind| kind.word().into()).collect());
        list(
            self.countries
                .iter()
                .map(|country| country.words().into())
                .collect(),
        );
        list(
            self.weights
                .iter()
                .map(|weights| format!("{} weights", weights.word()))
                .collect(),
        );
        if !self.organization.is_empty() {
            parts.push(format!("of “{}”", self.organization));
        }
        if !self.words.is_empty() {
            parts.push(format!("named “{}”", self.words));
        }
        if self.frontier {
            parts.push("frontier models".into());
        }
        if let Some(size) = self.size {
            parts.push(format!("{} of their time", size.word()));
        }
        parts.extend(self.period());
        if let Some(top) = self.top {
            let since = self
                .since
                .map_or(String::new(), |since| format!(" from {}", since.in_words()));
            parts.push(format!("running top {top}{since}"));
        }
        if !self.without.is_empty() {
            parts.push(format!("without “{}”", self.without));
        }
        if parts.is_empty() {
            "all systems".into()
        } else {
            parts.join(", ")
        }
    }

    fn period(&self) -> Option<String> {
        let words = [self.from, self.to].map(|date| date.map(|date| date.in_words()));
        match words {
            [Some(from), Some(to)] => Some(format!("{from} to {to}")),
            [Some(from), None] => Some(format!("from {from}")),
            [None, Some(to)] => Some(format!("to {to}")),
            [None, None] => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trend::link;

    #[test]
    fn a_selection_is_said_in_words() {
        let words = |keys| link::selection(keys).in_words();
        assert_eq!(words(""), "all systems");
        assert_eq!(
            words("domain=language,vision&from=2017-06&to=2024-05&top=10&since=2010"),
            "language or vision, June 2017 to May 2024, running top 10 from 2010"
        );
        assert_eq!(
            words("weights=open&without=alphago"),
            "open weights, without “alphago”"
        );
    }

    #[test]
    fn no_word_stands_for_two_values() {
        fn check<T: Word + std::fmt::Debug>() {
            for one in T::VALUES {
                assert_eq!(value::<T>(one.word()), Some(*one));
            }
        }
        check::<Domain>();
        check::<OrganizationKind>();
        check::<Weights>();
        check::<Country>();
        check::<Size>();
    }
}
