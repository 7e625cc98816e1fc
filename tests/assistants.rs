//! assets/llms.txt and assets/SKILL.md: every link in them opens with the figure that the text says.

use petaday::answer::Evaluation;
use petaday::claim;
use petaday::draft::Key;
use petaday::draft::link::{decode, encode};
use petaday::quantity::write;
use petaday::words::energy::electricity;

const SKILL: &str = include_str!("../assets/SKILL.md");
const LLMS: &str = include_str!("../assets/llms.txt");

/// The estimate as the page tells it: its figures in words, one a line.
fn said(link: &str) -> String {
    let evaluation = Evaluation::of(decode(link).draft);
    let answer = evaluation.answer();
    let total = &answer.outcome.total;
    let mut lines = Vec::new();
    if let Some((flop, _)) = total.headline {
        lines.push(format!("{} FLOP", write::people(flop.median())));
        lines.push(write::people(flop.low()));
        lines.push(write::people(flop.high()));
    }
    lines.extend(total.agreement.map(|agreement| agreement.to_string()));
    lines.extend(answer.solved.iter().map(|solved| solved.sentence.clone()));
    lines.extend(evaluation.energy().total.energy.map(electricity));
    if !answer.outcome.terms_of_base().is_empty() {
        let modification = answer.outcome.sample_without_base().value();
        let base = evaluation.sample_of_base().value();
        lines.push(write::percent(modification.over(base).median()));
    }
    lines.join("\n")
}

/// The pieces of a text between two marks.
fn between<'a>(text: &'a str, mark: &str) -> Vec<&'a str> {
    text.split(mark).skip(1).step_by(2).collect()
}

/// The requests: the text of each.
fn requests() -> Vec<&'static str> {
    let (_, requests) = SKILL.split_once("## Ten requests").expect("a heading");
    let (requests, _) = requests.split_once("\n## ").expect("another heading");
    requests.split("\n### ").skip(1).collect()
}

#[test]
fn every_request_opens_with_the_figures_that_the_text_says() {
    assert_eq!(requests().len(), 10);
    for request in requests() {
        let code = between(request, "`");
        let link = code.first().and_then(|code| code.strip_prefix('#'));
        let link = link.unwrap_or_else(|| panic!("no link: {request}"));
        let opened = decode(link);
        assert_eq!(opened.problems, [], "{link}");
        assert_eq!(encode(&opened.draft), link);
        let said = said(link);
        let figures = between(request, "**");
        assert!(!figures.is_empty(), "no figure: {request}");
        for figure in figures {
            assert!(
                said.contains(figure),
                "{link} opens with\n{said}\nand not with “{figure}”"
            );
        }
    }
}

#[test]
fn every_key_of_the_table_is_one_and_every_fragment_can_be_read() {
    let rows = SKILL.lines().filter(|line| line.starts_with("| `"));
    for row in rows {
        let cell = row.split('|').nth(1).expect("a cell");
        for key in between(cell, "`") {
            assert!(Key::named(key).is_some(), "{key} is no key");
        }
    }
    for text in [SKILL, LLMS] {
        for fragment in between(text, "`") {
            let Some(fragment) = fragment.strip_prefix('#') else {
                continue;
            };
            if fragment.starts_with("view=claims") && !fragment.contains('…') {
                assert_eq!(claim::decode(fragment).problems, [], "{fragment}");
            } else if fragment.starts_with("v=1") && !fragment.contains('…') {
                assert_eq!(decode(fragment).problems, [], "{fragment}");
            }
        }
    }
}

#[test]
fn the_short_file_has_the_figure_of_its_link() {
    let link = between(LLMS, "`")[0].trim_start_matches('#');
    assert!(LLMS.contains(&format!(
        "that one opens with {}",
        said(link).lines().next().expect("a figure")
    )));
}

/// The links of the short file to this repository lead to files that there are.
#[test]
fn the_files_that_are_named_are_there() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/");
    for address in LLMS.split(['(', ')']) {
        let path = match address {
            "./SKILL.md" => "assets/SKILL.md",
            _ => match address.strip_prefix("https://github.com/petaday/petaday/blob/main/") {
                Some(path) => path,
                None => continue,
            },
        };
        assert!(
            std::path::Path::new(&format!("{folder}{path}")).is_file(),
            "{path}"
        );
    }
}
