//! docs/embedding.md shows what the share panel hands out, letter by letter.

use petaday::answer::Evaluation;
use petaday::card::snippet::{Snippet, TRENDS_HEIGHT, Theme};
use petaday::draft::link::decode;
use petaday::panel::piece::html_of;
use petaday::panel::share::{self, Kind, ShareAction};

#[path = "parts/dom.rs"]
mod dom;

const DOCUMENT: &str = include_str!("../docs/embedding.md");
const LINK: &str = "v=1&data=2026-11&title=Llama_2_70B&parameters=70e9&tokens=2e12";

/// The snippet that the panel shows once a kind of card was chosen.
fn snippet(kind: Kind) -> String {
    let mut settings = share::Settings::default();
    share::act(&mut settings, ShareAction::Kind(kind));
    let evaluation = Evaluation::of(decode(LINK).draft);
    let html = html_of(&share::draw(&evaluation, "https://HOST/PATH/", &settings));
    dom::parse(&html).with_id("share-snippet").text()
}

#[test]
fn the_documents_snippets_are_those_of_the_panel() {
    let blocks: Vec<&str> = DOCUMENT.split("```html\n").skip(1).collect();
    let blocks: Vec<&str> = blocks
        .iter()
        .filter_map(|block| Some(block.split_once("\n```")?.0))
        .collect();
    assert_eq!(blocks, Kind::ALL.map(snippet));
}

#[test]
fn the_readmes_snippet_is_that_of_the_panel() {
    assert!(include_str!("../README.md").contains(&snippet(Kind::Element)));
}

/// The document lists exactly the attributes that embed.js takes.
#[test]
fn the_elements_attributes_are_documented() {
    let script = include_str!("../assets/embed.js");
    let (_, rest) = script.split_once("return ['").expect("the attributes");
    let (names, _) = rest.split_once("'];").expect("their end");
    let named: Vec<&str> = DOCUMENT
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    assert_eq!(named, names.split("', '").collect::<Vec<_>>());
    for number in ["NEAR = 1000", "MOST = 24"] {
        assert!(
            script.contains(number),
            "{number} is in the document as well"
        );
    }
}

#[test]
fn the_snippets_of_a_chart_are_those_of_the_view() {
    let address = "https://HOST/PATH/#view=trends&from=2010";
    let snippet = Snippet::of_trends(address, None).expect("an address on the web");
    for kind in [Kind::Plain, Kind::Element] {
        let html = snippet.html(kind, Theme::Reader, TRENDS_HEIGHT);
        // The script of elements is shown above.
        let last = html.lines().last().unwrap_or_default();
        assert!(DOCUMENT.contains(last), "not in the document: {last}");
    }
}
