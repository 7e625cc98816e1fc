//! docs/permalink.md is an interface: its keys are those that there are, and its examples open.

use petaday::draft::{Key, answer, link::decode, link::encode};
use petaday::report::json;

/// Key and example of every row of the tables.
fn rows() -> Vec<(&'static str, &'static str)> {
    let code = |cell: &'static str| cell.trim().strip_prefix('`')?.strip_suffix('`');
    include_str!("../docs/permalink.md")
        .lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.split('|').collect();
            let [_, key, .., example, _] = cells.as_slice() else {
                return None;
            };
            Some((code(key)?, code(example)?))
        })
        .collect()
}

#[test]
fn every_key_is_documented_in_link_order() {
    let documented: Vec<&str> = rows().into_iter().map(|(key, _)| key).collect();
    assert_eq!(documented, Key::ALL.map(Key::name));
}

#[test]
fn every_example_opens_without_a_problem_and_is_spelled_as_links_are() {
    for (key, example) in rows() {
        let link = format!("v=1&{example}");
        let opened = decode(&link);
        assert_eq!(opened.problems, [], "{example}");
        assert_eq!(encode(&opened.draft), link);
        let has_key = opened.draft.entries().any(|(f, _)| f.key.name() == key);
        assert!(has_key, "{example} is no example of {key}");
        let answer = answer(&opened.draft);
        let has_figure = answer.outcome.total.headline.is_some();
        assert!(has_figure || answer.found().next().is_some(), "{example}");
        let text = json::document(&opened, &answer).expect("finite");
        let document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let problems = document["problems"].as_array().expect("a list");
        let is_found = |message: &str| answer.found().any(|(found, _)| found.sentence == message);
        let wrong: Vec<_> = problems
            .iter()
            // The tables go on, and links of old say so.
            .filter(|p| p["key"] != "data")
            .filter(|p| !p["message"].as_str().is_some_and(is_found))
            .collect();
        assert!(wrong.is_empty(), "{example}: {wrong:?}");
    }
}
