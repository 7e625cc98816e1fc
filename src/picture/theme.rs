//! The colours of a picture that stands alone, light or dark, as in style/tokens.css.

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// On white.
    #[default]
    Light,
    /// On near black.
    Dark,
}

/// The colours of a theme, by their use.
#[derive(Clone, Copy)]
pub(crate) struct Colours {
    pub(crate) card: &'static str,
    pub(crate) line: &'static str,
    pub(crate) text: &'static str,
    pub(crate) quiet: &'static str,
    pub(crate) operations: &'static str,
    pub(crate) gpu_time: &'static str,
    pub(crate) error: &'static str,
}

/// Returns the theme of a page that is dark or light.
#[cfg(feature = "app")]
pub(crate) const fn of_page(is_dark: bool) -> Theme {
    if is_dark { Theme::Dark } else { Theme::Light }
}

impl Theme {
    pub(crate) const fn colours(self) -> Colours {
        match self {
            Self::Light => Colours {
                card: "#ffffff",
                line: "#dedcd4",
                text: "#1a1c1f",
                quiet: "#5a5e66",
                operations: "#0b5a8a",
                gpu_time: "#9a4312",
                error: "#a8161f",
            },
            Self::Dark => Colours {
                card: "#1c1f23",
                line: "#34383e",
                text: "#eceae4",
                quiet: "#a9aeb6",
                operations: "#6cc0ef",
                gpu_time: "#f0a06a",
                error: "#ff9a94",
            },
        }
    }
}
