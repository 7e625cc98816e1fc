//! A view of the page on other pages, read-only: trends with their chart, or estimates side by side.
//!
//! The HTML has no picture, because how wide that is the browser says: [`View::picture`] draws it for a width, and
//! [`View::tooltip`] describes what a pointer or the keyboard is at.

mod compare;
mod trends;

use crate::draft::link::LinkProblem;
use crate::words::text::clean;
use maud::{Markup, html};
use trends::Trends;

/// The most problems that are shown. The page shows all of them.
const MOST_PROBLEMS: usize = 3;

/// A view of a link.
#[derive(Debug)]
pub struct View {
    fragment: String,
    /// The address that the view's link leads to.
    address: String,
    trends: Option<Box<Trends>>,
}

impl View {
    /// Opens the view of a fragment. Its link leads to this address.
    pub fn of(fragment: &str, address: &str) -> Self {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        Self {
            trends: (name(fragment) == "trends").then(|| Box::new(Trends::of(fragment))),
            fragment: fragment.into(),
            address: address.into(),
        }
    }

    /// Returns the view as HTML, with room for its picture if it has one.
    pub fn html(&self) -> Markup {
        match (&self.trends, name(&self.fragment)) {
            (Some(trends), _) => trends.html(&self.address),
            (None, "compare") => compare::html(&self.fragment, &self.address),
            (None, _) => unknown(&self.address),
        }
    }

    /// Draws the picture for a width in pixels; nothing if the view has none.
    pub fn picture(&mut self, width: f64) -> Markup {
        match &mut self.trends {
            Some(trends) => trends.picture(width),
            None => html! {},
        }
    }

    /// Points at the system that is nearest to a place in the picture, if one is near. Returns whether that is another
    /// one than before.
    pub fn point(&mut self, x: f64, y: f64) -> bool {
        self.trends
            .as_mut()
            .is_some_and(|trends| trends.point(x, y))
    }

    /// Does what a key asks for. Returns whether the key means something.
    pub fn press(&mut self, key: &str) -> bool {
        self.trends.as_mut().is_some_and(|trends| trends.press(key))
    }

    /// Returns what is pointed at, as HTML with its place: empty if nothing is.
    pub fn tooltip(&self) -> Markup {
        self.trends
            .as_ref()
            .map_or(html! {}, |trends| trends.tooltip())
    }

    /// Describes what is pointed at, for those who hear the page.
    pub fn words(&self) -> String {
        self.trends
            .as_ref()
            .map_or(String::new(), |trends| trends.words())
    }
}

/// Returns the name of the view of a fragment, as [`ViewPairs`](crate::draft::pairs::ViewPairs) reads it.
fn name(fragment: &str) -> &str {
    let first = fragment.split('&').next().unwrap_or_default();
    first.split_once('=').map_or("", |(_, name)| name)
}

/// Returns a view that the page has and this does not, or that nobody knows.
fn unknown(address: &str) -> Markup {
    html! {
        article aria-labelledby="title" {
            h1 #title { "Petaday" }
            p.asks { "This view is not made for other pages: only trends and comparisons are." }
            footer { a href=(address) target="_blank" rel="noopener" { "Open it in Petaday" } }
        }
    }
}

/// Lists what could not be read of the link.
fn problems(problems: &[LinkProblem]) -> Markup {
    html! {
        @if !problems.is_empty() {
            ul.problems {
                @for problem in problems.iter().take(MOST_PROBLEMS) {
                    li { "“" (clean(&problem.key)) "” in the link: " (clean(&problem.message)) }
                }
                @if let more @ 1.. = problems.len().saturating_sub(MOST_PROBLEMS) {
                    li { "And " (more) " more." }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_that_is_not_made_for_other_pages_says_so_and_leads_to_the_page() {
        for link in [
            "#view=claims",
            "view=study&study=optimal",
            "view=changes",
            "view=<b>&x=1",
            "view=",
            "",
        ] {
            let mut view = View::of(link, "./#view=x\"y");
            let html = view.html().into_string();
            assert!(html.contains("is not made for other pages"), "{link}");
            assert!(html.contains("href=\"./#view=x&quot;y\""), "{html}");
            assert_eq!(view.picture(300.0).into_string(), "");
            assert!(!view.press("ArrowRight") && !view.point(1.0, 1.0));
            assert_eq!(view.tooltip().into_string() + &view.words(), "");
        }
    }
}
