//! Tests of the panel that shares.

use super::*;
use crate::card::snippet::{Choice, HEIGHT};
use crate::catalog::EDITION;
use crate::dom::{Node, Page, Role, parse};
use crate::draft::link::decode;
use crate::panel::piece;

const PAGE: &str = "https://petaday.example/calc/index.html?utm=1";
const LLAMA: &str = "v=1&data=2026-11&title=Llama_2_70B&parameters=70e9&tokens=2e12";

fn page(link: &str, settings: &Settings) -> Page {
    let evaluation = Evaluation::of(decode(link).draft);
    parse(&piece::html_of(&draw(&evaluation, PAGE, settings)))
}

/// Returns the text that the button beside it copies.
#[track_caller]
fn copied(page: &Page, id: &str) -> String {
    page.with_id(id).text()
}

/// Returns the address of the card in the preview.
fn previewed(page: &Page) -> String {
    page.with_id("share-frame").attribute("data-src").into()
}

/// Returns the link that the picture says it is of.
fn pictured(page: &Page) -> String {
    let png = page.one(Role::Button, "Download PNG");
    png.attribute("data-link").into()
}

fn after(settings: &Settings, action: ShareAction) -> Settings {
    let mut settings = settings.clone();
    act(&mut settings, action);
    settings
}

#[test]
fn an_estimate_is_shared_as_link_line_and_card() {
    let panel = page(LLAMA, &Settings::default());
    let link = format!("{PAGE}#{LLAMA}");
    assert_eq!(copied(&panel, "share-link"), link);
    let caption = "Llama 2 70B: training compute 8.4 × 10²³ FLOP (9,720 pfs-days)";
    assert_eq!(copied(&panel, "share-line"), format!("{caption} – {link}"));
    let markdown = format!("[{caption}](<{link}>)");
    assert_eq!(copied(&panel, "share-markdown"), markdown);
    let in_html = parse(&copied(&panel, "share-html"));
    assert_eq!(in_html.one(Role::Link, caption).attribute("href"), link);
    let src = format!("https://petaday.example/calc/embed.html#{LLAMA}");
    let snippet = parse(&copied(&panel, "share-snippet"));
    assert_eq!(snippet.tags("iframe")[0].attribute("src"), src);
    assert_eq!(previewed(&panel), src);
    assert!(!panel.says("characters"));
}

#[test]
fn figures_are_pinned_or_follow_updates() {
    let unpinned = "v=1&title=x&parameters=70e9&tokens=2e12";
    let edition = format!("#v=1&data={EDITION}&title=x");
    let panel = page(unpinned, &Settings::default());
    for text in [
        copied(&panel, "share-link"),
        copied(&panel, "share-line"),
        copied(&panel, "share-markdown"),
        previewed(&panel),
        pictured(&panel),
    ] {
        assert!(text.contains(&edition), "{text}");
    }
    // The draft names an edition that does not exist, so the pinned edition is the present one.
    for (data, pinned) in [
        ("2026-11", "2026-11"),
        ("2025-01", EDITION),
        ("2099-01", EDITION),
    ] {
        let link = format!("v=1&data={data}&title=x&parameters=70e9&tokens=2e12");
        let panel = page(&link, &Settings::default());
        panel.expect(&format!("#v=1&data={pinned}&title=x"));
    }

    let followed = after(&Settings::default(), ShareAction::Data(Data::Followed));
    let panel = page(LLAMA, &followed);
    panel.expect("Figures of 2026-11");
    assert!(!panel.says("data=20") && !previewed(&panel).contains("data=20"));
    // The picture cannot follow updates.
    let picture = pictured(&panel);
    assert!(
        picture.contains(&format!("#v=1&data={EDITION}&title=")),
        "{picture}"
    );
    // The text of a link has no figure that may change.
    panel.expect("[Llama 2 70B: training compute](<");
    panel.expect("Llama 2 70B: training compute 8.4 × 10²³ FLOP (9,720 pfs-days) – ");
    assert_eq!(
        after(&followed, ShareAction::Data(Data::Pinned)),
        Settings::default()
    );
}

#[test]
fn a_button_changes_its_choice_and_keeps_the_others() {
    let mut settings = Settings::default();
    for (name, action) in [
        (Kind::Element.name(), ShareAction::Kind(Kind::Element)),
        (Theme::Host.name(), ShareAction::Theme(Theme::Host)),
        (Width::Medium.name(), ShareAction::Width(Width::Medium)),
        (Data::Followed.name(), ShareAction::Data(Data::Followed)),
    ] {
        settings = after(&settings, action);
        let panel = page(LLAMA, &settings);
        let buttons = panel.all(Role::Button).into_iter();
        let pressed = buttons.filter(|button| button.is_pressed());
        let pressed: Vec<String> = pressed.map(Node::name).collect();
        assert_eq!(pressed.len(), 4, "{pressed:?}");
        assert!(pressed.iter().any(|other| other == name), "{pressed:?}");
    }
    let panel = page(LLAMA, &settings);
    let [card] = panel.tags("training-compute")[..] else {
        panic!("one card");
    };
    assert_eq!(card.attribute("theme"), "host");
    let [link] = card.all(Role::Link)[..] else {
        panic!("one link");
    };
    let address = "https://petaday.example/calc/index.html#v=1&title=Llama";
    assert!(link.attribute("href").starts_with(address));
    assert!(panel.with_id("share-preview").has_class("preview w480"));
    // An iframe cannot know the page around it.
    let settings = after(&settings, ShareAction::Kind(Kind::Plain));
    assert_eq!(settings.theme, Theme::Reader);
    assert!(!page(LLAMA, &settings).has(Role::Button, Theme::Host.name()));
    let dark = page(LLAMA, &after(&settings, ShareAction::Theme(Theme::Dark)));
    let address = previewed(&dark);
    assert!(address.contains("embed.html?theme=dark#v=1"), "{address}");
}

#[test]
fn a_snippet_is_as_high_as_its_card() {
    let height = |settings: &Settings| {
        let snippet = parse(&copied(&page(LLAMA, settings), "share-snippet"));
        snippet.tags("iframe")[0].attribute("height").to_owned()
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
    let panel = page(LLAMA, &Settings::default());
    let svg = panel.one(Role::Link, "Download SVG");
    assert_eq!(svg.attribute("download"), "petaday-llama-2-70b.svg");
    let data = svg.attribute("href");
    assert!(data.starts_with("data:image/svg+xml;charset=utf-8,%3Csvg"));
    let png = panel.one(Role::Button, "Download PNG");
    assert_eq!(png.attribute("data-png"), "petaday-llama-2-70b.png");
    let says = "Llama 2 70B: training compute: 8.4 × 10²³ FLOP (9,720 pfs-days)";
    assert_eq!(png.attribute("data-says"), says);
    let [light, dark] = ["%23ffffff", "%231c1f23"];
    assert!(data.contains(light) && !data.contains(dark));
    let settings = after(&Settings::default(), ShareAction::Theme(Theme::Dark));
    let panel = page(LLAMA, &settings);
    let data = panel.one(Role::Link, "Download SVG").attribute("href");
    assert!(data.contains(dark), "{data}");
}

#[test]
fn the_link_can_be_shared_without_a_figure() {
    let panel = page("v=1&title=x&parameters=70e9", &Settings::default());
    panel.expect("There is no figure to share yet.");
    panel.expect("also needs the training examples");
    assert!(copied(&panel, "share-link").starts_with("https://"));
    assert_eq!(panel.names(Role::Heading), ["Link"]);
}

#[test]
fn a_local_page_has_no_card() {
    let evaluation = Evaluation::of(decode(LLAMA).draft);
    let drawn = draw(&evaluation, "file:///tmp/index.html", &Settings::default());
    let panel = parse(&piece::html_of(&drawn));
    panel.expect("once this one has an address on the web");
    assert!(!panel.has(Role::Button, "Copy: HTML of the card"));
}

#[test]
fn a_long_link_says_how_long_it_is() {
    let link = format!("v=1&title={}&parameters=1&tokens=1", "x".repeat(3_000));
    page(&link, &Settings::default())
        .expect("This link has 3,093 characters. Some programs cut off what is longer than 2,000");
}
