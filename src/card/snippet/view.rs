//! The snippet of a view of the page, trends or a comparison, which is not a card: its height and the advice.

use super::{Choice, Kind, Snippet};

/// The height of trends that nobody has measured: with three lines, in a column of text.
pub const TRENDS_HEIGHT: u32 = 1020;

/// The height of a row of a comparison, and of what stands above and below the table.
const ROW: u32 = 34;
const REST: u32 = 260;
/// The greatest height that a listener takes.
const MOST: u32 = 5_000;

impl Kind {
    /// Returns the caption of the button.
    pub fn name_of_view(self) -> &'static str {
        match self {
            Self::Element => "Element",
            other => other.name(),
        }
    }

    /// Says when this way suits a view.
    pub fn advice_of_view(self) -> &'static str {
        match self {
            Self::Plain => {
                "Where scripts are not allowed, as in most wikis and blogs. Its height is fixed, for a column of text: in a narrower one it is scrolled."
            }
            Self::Fitting => {
                "For a page that takes scripts: the iframe becomes as high as what it shows, whatever its width."
            }
            Self::Element => {
                "For pages with several charts or comparisons. Put the script on the page once. Each one loads when it comes near the screen. Where the script does not run, readers see a link."
            }
        }
    }
}

impl Snippet {
    /// Makes the snippet of trends at this address, with the name of the estimate among them. Its words have no figure,
    /// since a later table may have others. Returns `None` for an address that is not on the web.
    pub fn of_trends(address: &str, own: Option<&str>) -> Option<Self> {
        let name = "Training compute over time";
        let name = own.map_or(name.into(), |own| format!("{name}, with {own}"));
        Self::of_view(address, name.clone(), name)
    }

    /// Makes the snippet of a comparison at this address, of estimates with these names. Returns `None` for an address
    /// that is not on the web.
    pub fn of_comparison(address: &str, names: &[&str]) -> Option<Self> {
        let name = format!("Training compute of {}", names.join(", "));
        Self::of_view(address, name.clone(), name)
    }

    /// Returns the height of a comparison that nobody has measured, from its number of rows, in a column of text.
    pub fn height_of_comparison(rows: usize) -> u32 {
        let rows = u32::try_from(rows).unwrap_or(u32::MAX);
        rows.saturating_mul(ROW).saturating_add(REST).min(MOST)
    }

    fn of_view(address: &str, name: String, words: String) -> Option<Self> {
        let is_on_the_web = address.starts_with("https://") || address.starts_with("http://");
        Self::of(address, name, words).filter(|_| is_on_the_web)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::snippet::Theme;

    #[test]
    fn trends_are_pasted_as_an_estimate_is() {
        let link = "https://a.example/b/#view=trends&from=2010";
        let snippet =
            Snippet::of_trends(link, Some("My \"model\"")).expect("an address on the web");
        let plain = snippet.html(Kind::Plain, Theme::Dark, TRENDS_HEIGHT);
        for part in [
            "src=\"https://a.example/b/embed.html?theme=dark#view=trends&amp;from=2010\"",
            "title=\"Training compute over time, with My &quot;model&quot;\"",
            "height=\"1020\"",
        ] {
            assert!(plain.contains(part), "no {part} in {plain}");
        }
        let element = snippet.html(Kind::Element, Theme::Host, 1);
        assert!(
            element.contains("<training-compute href=\"https://a.example/b/#view=trends&amp;from=2010\" theme=\"host\"><a href="),
            "{element}"
        );
        assert!(element.contains(">Training compute over time, with My &quot;model&quot;</a>"));
        assert!(Snippet::of_trends("file:///a/index.html#view=trends", None).is_none());
    }
}
