//! The share panel: the estimate's link, the link in a line and in a text, and a card for other
//! pages.

mod card;
mod choice;
mod data;
mod picture;

use super::Action;
use super::choice::Choices;
use super::piece::{Element, Piece, pieces};
use super::press::{Look, Press};
use crate::answer::Evaluation;
use crate::card::snippet::Snippet;
pub use crate::card::snippet::{Kind, Theme};
use crate::draft::{Draft, Field, Key};
use crate::quantity::write;
use crate::report::line;
use crate::report::record::{NoFigure, Record, link_of};
use crate::words::text::clean;
pub use choice::{Data, Width};
use maud::{Markup, html};
use std::borrow::Cow;

/// The length in characters from which some programs cut a link off or refuse it.
const LONG_LINK: usize = 2_000;

/// The panel's own settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    data: Data,
    kind: Kind,
    theme: Theme,
    width: Width,
    /// The height of the preview's card, once it has reported it.
    height: Option<u32>,
}

/// A user action in the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareAction {
    /// Chooses the edition of the tables that an opened link uses.
    Data(Data),
    /// Chooses the way to put a card onto a page.
    Kind(Kind),
    /// Chooses the colours of a card.
    Theme(Theme),
    /// Chooses the width of the preview.
    Width(Width),
    /// Takes the height that the card in the preview has. `None` if it is no number.
    Height(Option<u32>),
}

/// Draws the panel for a draft and the address of the page that shows it.
pub fn draw(evaluation: &Evaluation, address: &str, settings: &Settings) -> Vec<Piece> {
    let typed = evaluation.draft();
    let shared = evaluated(evaluation, settings.data.of(typed));
    let draft = shared.draft();
    let record = Record::of(&shared, address);
    let pinned = evaluated(&shared, Data::Pinned.of(draft));
    let link = link_of(draft, address);
    let title = clean(draft.get(Field::new(0, Key::Title)).unwrap_or_default());
    let words = match &record {
        Ok(record) => settings.data.words(record),
        Err(_) => line::name(&title),
    };
    let missing = record.as_ref().err().map(nothing);
    let choice = Choices {
        panel: "share",
        label: "Figures",
        among: &Data::ALL,
        chosen: settings.data,
        action: |data| Action::Share(ShareAction::Data(data)),
    };
    let choice = choice.named(|data| data.name_for(typed));
    let advice = html! {
        p.hint { (settings.data.advice(typed)) }
        h3 { "Link" }
    };
    let share = html! {
        (length_warning(&link))
        // assets/share.js shows the button only where the browser can share.
        p.row.system { button.button type="button" data-share=(words) { "Share…" } }
    };
    let rest = record.as_ref().ok().map(|record| {
        let line = line::line(record);
        let markdown = line::markdown_link(&words, &link);
        let html = line::html_link(&words, &link);
        pieces![
            html! { h3 { "In a text" } },
            titled_text("share-line", "A line of text", &line),
            titled_text("share-markdown", "A link in Markdown", &markdown),
            titled_text("share-html", "A link in HTML", &html),
            html! { h3 { "As a picture" } },
            picture::draw(&pinned, &title, address, settings.theme),
            // Last, because the card has a heading of its own.
            html! { h3 { "Embed" } },
            card::draw(
                Snippet::of(&link, line::name(&title), words.clone()).as_ref(),
                settings
            )
        ]
    });
    pieces![
        Element::of_class("div", "evidence sharing").holding(pieces![
            missing,
            choice,
            advice,
            text_with_copy("share-link", "Link", &link),
            share,
            rest
        ])
    ]
}

/// Returns the evaluation of a draft, which is the given one if the draft is the same.
fn evaluated(of: &Evaluation, draft: Draft) -> Cow<'_, Evaluation> {
    if draft == *of.draft() {
        Cow::Borrowed(of)
    } else {
        Cow::Owned(Evaluation::of(draft))
    }
}

/// Applies a user action to the settings.
pub fn act(settings: &mut Settings, action: ShareAction) {
    match action {
        ShareAction::Data(data) => settings.data = data,
        ShareAction::Kind(kind) => settings.kind = kind,
        ShareAction::Theme(theme) => settings.theme = theme,
        ShareAction::Width(width) => settings.width = width,
        ShareAction::Height(height) => {
            let height = height.filter(|height| (40..=5_000).contains(height));
            settings.height = height.or(settings.height);
        }
    }
    settings.theme = settings.theme.of_kind(settings.kind);
}

fn nothing(missing: &NoFigure) -> Markup {
    html! {
        p.problem.missing { "There is no figure to share yet. The link opens the estimate as it stands." }
        @if !missing.missing.is_empty() {
            ul { @for text in &missing.missing { li { (text) } } }
        }
    }
}

fn length_warning(link: &str) -> Markup {
    // A link is ASCII, so its bytes are its characters.
    let length = link.len();
    html! {
        @if length > LONG_LINK {
            p.hint {
                "This link has " (write::typed(length as f64)) " characters. Some programs cut off what is longer than "
                (write::typed(LONG_LINK as f64)) ": try it where you put it."
            }
        }
    }
}

/// A text with a button that copies it.
pub(in crate::panel) fn text_with_copy(id: &'static str, name: &str, text: &str) -> Vec<Piece> {
    let name = format!("Copy: {name}");
    let look = Look {
        name: Some(&name),
        ..Look::of("button")
    };
    let copy = Press::Copy(id).button(look, html! { "Copy" });
    let status = html! { span.visually-hidden role="status" {} };
    pieces![
        Element::new("pre").id(id).read(html! { (text) }),
        Element::of_class("p", "row").holding(pieces![copy, status])
    ]
}

fn titled_text(id: &'static str, name: &str, text: &str) -> Vec<Piece> {
    pieces![html! { h4 { (name) } }, text_with_copy(id, name, text)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::snippet::HEIGHT;
    use crate::catalog::EDITION;
    use crate::draft::link::decode;
    use crate::panel::piece;

    const PAGE: &str = "https://petaday.example/calc/index.html?utm=1";
    const LLAMA: &str = "v=1&data=2026-11&title=Llama_2_70B&parameters=70e9&tokens=2e12";

    fn html_of(link: &str, settings: &Settings) -> String {
        piece::html_of(&draw(&Evaluation::of(decode(link).draft), PAGE, settings))
    }

    fn after(settings: &Settings, action: ShareAction) -> Settings {
        let mut settings = settings.clone();
        act(&mut settings, action);
        settings
    }

    #[track_caller]
    fn expect(html: &str, words: &str) {
        assert!(html.contains(words), "no “{words}” in {html}");
    }

    #[test]
    fn an_estimate_is_shared_as_link_line_and_card() {
        let html = html_of(LLAMA, &Settings::default());
        let link = format!("{PAGE}#{LLAMA}").replace('&', "&amp;");
        expect(&html, &format!("<pre id=\"share-link\">{link}</pre>"));
        let caption = "Llama 2 70B: training compute 8.4 × 10²³ FLOP (9,720 pfs-days)";
        expect(
            &html,
            &format!("<pre id=\"share-line\">{caption} – {link}</pre>"),
        );
        expect(
            &html,
            &format!("<pre id=\"share-markdown\">[{caption}](&lt;{link}&gt;)</pre>"),
        );
        expect(
            &html,
            "<pre id=\"share-html\">&lt;a href=&quot;https://petaday.example/",
        );
        let src = "https://petaday.example/calc/embed.html#";
        expect(
            &html,
            &format!("<pre id=\"share-snippet\">&lt;iframe src=&quot;{src}"),
        );
        expect(
            &html,
            &format!("data-src=\"{src}{}\"", LLAMA.replace('&', "&amp;")),
        );
        assert!(!html.contains("characters"), "{html}");
    }

    #[test]
    fn figures_are_pinned_or_follow_updates() {
        let unpinned = "v=1&title=x&parameters=70e9&tokens=2e12";
        let edition = format!("#v=1&amp;data={EDITION}&amp;title=x");
        let html = html_of(unpinned, &Settings::default());
        // The link, the line, the link in Markdown, the preview, and the picture.
        assert_eq!(html.matches(&edition).count(), 5, "{html}");
        // The draft names an edition that does not exist, so the pinned edition is the present one.
        for (data, pinned) in [
            ("2026-11", "2026-11"),
            ("2025-01", EDITION),
            ("2099-01", EDITION),
        ] {
            let link = format!("v=1&data={data}&title=x&parameters=70e9&tokens=2e12");
            let html = html_of(&link, &Settings::default());
            expect(&html, &format!("#v=1&amp;data={pinned}&amp;title=x"));
        }

        let followed = after(&Settings::default(), ShareAction::Data(Data::Followed));
        let html = html_of(LLAMA, &followed);
        expect(&html, "Figures of 2026-11");
        let (texts, rest) = html.split_once("As a picture").expect("a picture");
        let (picture, card) = rest.split_once("Embed").expect("a card");
        assert!(
            !texts.contains("data=20") && !card.contains("data=20"),
            "{html}"
        );
        // The picture cannot follow updates.
        expect(picture, &format!("#v=1&amp;data={EDITION}&amp;title="));
        // The text of a link has no figure that may change.
        expect(&html, "[Llama 2 70B: training compute](&lt;");
        expect(
            &html,
            "Llama 2 70B: training compute 8.4 × 10²³ FLOP (9,720 pfs-days) – ",
        );
        assert_eq!(
            after(&followed, ShareAction::Data(Data::Pinned)),
            Settings::default()
        );
    }

    #[test]
    fn a_button_changes_its_choice_and_keeps_the_others() {
        let mut settings = Settings::default();
        for (what, action) in [
            ("element", ShareAction::Kind(Kind::Element)),
            ("host", ShareAction::Theme(Theme::Host)),
            ("w480", ShareAction::Width(Width::Medium)),
            ("followed", ShareAction::Data(Data::Followed)),
        ] {
            settings = after(&settings, action);
            let html = html_of(LLAMA, &settings);
            let pressed = format!("id=\"share-{what}\" type=\"button\" aria-pressed=\"true\"");
            expect(&html, &pressed);
            assert_eq!(html.matches("aria-pressed=\"true\"").count(), 4);
        }
        let html = html_of(LLAMA, &settings);
        expect(
            &html,
            "theme=\"host\"><a href=\"https://petaday.example/calc/index.html#v=1&amp;title=Llama",
        );
        expect(&html, "class=\"preview w480\"");
        // An iframe cannot know the page around it.
        let settings = after(&settings, ShareAction::Kind(Kind::Plain));
        assert_eq!(settings.theme, Theme::Reader);
        assert_eq!(html_of(LLAMA, &settings).matches("share-host").count(), 0);
        let dark = html_of(LLAMA, &after(&settings, ShareAction::Theme(Theme::Dark)));
        expect(&dark, "embed.html?theme=dark#v=1");
    }

    #[test]
    fn a_snippet_is_as_high_as_its_card() {
        let height = |settings: &Settings| {
            let html = html_of(LLAMA, settings);
            let (_, rest) = html.split_once("height=&quot;").expect("a height");
            rest.split('&').next().unwrap_or_default().to_owned()
        };
        assert_eq!(height(&Settings::default()), HEIGHT.to_string());
        let measured = after(&Settings::default(), ShareAction::Height(Some(333)));
        assert_eq!(height(&measured), "333");
        for absurd in [None, Some(0), Some(39), Some(5_001)] {
            let same = after(&measured, ShareAction::Height(absurd));
            assert_eq!(same, measured, "{absurd:?}");
        }
    }

    #[test]
    fn the_card_can_be_downloaded_as_a_picture() {
        let html = html_of(LLAMA, &Settings::default());
        expect(
            &html,
            "download=\"petaday-llama-2-70b.svg\" href=\"data:image/svg+xml;charset=utf-8,%3Csvg",
        );
        expect(&html, "data-png=\"petaday-llama-2-70b.png\"");
        let says = "Llama 2 70B: training compute: 8.4 × 10²³ FLOP (9,720 pfs-days)";
        expect(&html, &format!("data-says=\"{says}\""));
        let [light, dark] = ["%23ffffff", "%231c1f23"];
        assert!(html.contains(light) && !html.contains(dark));
        expect(
            &html_of(
                LLAMA,
                &after(&Settings::default(), ShareAction::Theme(Theme::Dark)),
            ),
            dark,
        );
    }

    #[test]
    fn the_link_can_be_shared_without_a_figure() {
        let html = html_of("v=1&title=x&parameters=70e9", &Settings::default());
        expect(&html, "There is no figure to share yet.");
        expect(&html, "also needs the training examples");
        expect(&html, "<pre id=\"share-link\">https://");
        assert!(
            !html.contains("share-line") && !html.contains("share-snippet"),
            "{html}"
        );
    }

    #[test]
    fn a_local_page_has_no_card() {
        let evaluation = Evaluation::of(decode(LLAMA).draft);
        let drawn = draw(&evaluation, "file:///tmp/index.html", &Settings::default());
        let html = piece::html_of(&drawn);
        expect(&html, "once this one has an address on the web");
        assert!(!html.contains("share-snippet"), "{html}");
    }

    #[test]
    fn a_long_link_says_how_long_it_is() {
        let html = html_of(
            &format!("v=1&title={}&parameters=1&tokens=1", "x".repeat(3_000)),
            &Settings::default(),
        );
        expect(
            &html,
            "This link has 3,093 characters. Some programs cut off what is longer than 2,000",
        );
    }
}
