//! The colours of the picture: four that colour blindness and print keep apart, each with a shape of its own.

use crate::picture::theme::Theme;

/// Returns the colours of the groups: violet, teal, ochre and grey, as in style/picture.css.
pub(super) const fn groups(theme: Theme) -> [&'static str; 4] {
    match theme {
        Theme::Light => ["#5d4a9c", "#1f7a6c", "#97700a", "#7d8188"],
        Theme::Dark => ["#a99be0", "#6cc7b6", "#d9b24a", "#a3a8b0"],
    }
}

/// Returns the background of the page.
pub(super) const fn paper(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "#fbfaf6",
        Theme::Dark => "#15171a",
    }
}
