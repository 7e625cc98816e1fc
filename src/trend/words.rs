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

/// Whether the period of a selection is said with its systems.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Period {
    With,
    Without,
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

    /// Writes a number of systems of the selection: `language systems with open weights since 2017`.
    pub(super) fn systems(&self, count: usize, period: Period) -> String {
        let mut words: Vec<String> = Vec::new();
        if self.frontier {
            words.push("frontier".into());
        }
        if let Some(size) = self.size {
            words.push(size.word().into());
        }
        let domains: Vec<String> = self.domains.iter().map(|of| domain(*of)).collect();
        if !domains.is_empty() {
            words.push(domains.join(" or "));
        }
        words.push(if count == 1 { "system" } else { "systems" }.into());
        let mut add = |before: &str, values: Vec<String>| {
            if !values.is_empty() {
                words.push(format!("{before} {}", values.join(" or ")));
            }
        };
        let text = |text: &str| match text {
            "" => Vec::new(),
            text => vec![format!("“{text}”")],
        };
        add("named", text(&self.words));
        add("by", text(&self.organization));
        let kinds = self.kinds.iter();
        add("from", kinds.map(|kind| kind.word().into()).collect());
        let countries = self.countries.iter();
        add("from", countries.map(|of| of.place().into()).collect());
        let weights = self.weights.iter();
        let weights: Vec<String> = weights.map(|of| of.word().into()).collect();
        if !weights.is_empty() {
            add("with", vec![format!("{} weights", weights.join(" or "))]);
        }
        if period == Period::With {
            words.extend(self.since_or_until());
        }
        if let Some(top) = self.top {
            words.push(format!("in the running top {top}"));
            words.extend(
                self.since
                    .map(|since| format!("from {} on", since.in_words())),
            );
        }
        if !self.without.is_empty() {
            words.push(format!("without “{}”", self.without));
        }
        words.join(" ")
    }

    fn since_or_until(&self) -> Option<String> {
        match (self.from, self.to) {
            (Some(from), None) => Some(format!("since {}", from.in_words())),
            (None, Some(to)) => Some(format!("until {}", to.in_words())),
            _ => self.period().map(|period| format!("from {period}")),
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
    fn the_systems_of_a_selection_have_a_name() {
        let systems = |keys, count| link::selection(keys).systems(count, Period::With);
        assert_eq!(systems("", 535), "systems");
        assert_eq!(systems("", 1), "system");
        assert_eq!(
            systems("domain=language&from=2017", 118),
            "language systems since 2017"
        );
        assert_eq!(
            systems(
                "size=large&country=us,china&weights=open&to=2024-05&top=10&since=2010",
                3
            ),
            "large systems from the United States or China with open weights until May 2024 in the running top 10 from 2010 on"
        );
        assert_eq!(
            systems(
                "frontier=yes&kind=industry&organization=Meta&name=Llama&from=2010&to=2024&without=2",
                3
            ),
            "frontier systems named “Llama” by “Meta” from industry from 2010 to 2024 without “2”"
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
