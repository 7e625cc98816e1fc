//! docs/permalink.md is an interface: its keys are those that there are, and its examples open.

use petaday::answer::answer;
use petaday::draft::{Draft, Field, Key, link::decode, link::encode};
use petaday::quantity::read;
use petaday::report::json;

/// The list that the build script checks.
#[allow(dead_code)]
#[path = "../build"]
mod build {
    pub(crate) mod edition_names;
    pub(crate) mod table;
}

use build::edition_names;

/// Key and example of every row of the tables of an estimate. Those of the views come after them.
fn rows() -> Vec<(&'static str, &'static str)> {
    let code = |cell: &'static str| cell.trim().strip_prefix('`')?.strip_suffix('`');
    let (estimate, _) = include_str!("../docs/permalink.md")
        .split_once("\n## The trends view")
        .expect("the views");
    estimate
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
        assert!(
            has_figure || answer.reachable_solutions().next().is_some(),
            "{example}"
        );
        let text = json::document(&opened, &answer).expect("finite");
        let document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let problems = document["problems"].as_array().expect("a list");
        let is_found = |message: &str| {
            answer
                .reachable_solutions()
                .any(|(found, _)| found.sentence == message)
        };
        let wrong: Vec<_> = problems
            .iter()
            // The tables go on, and links of old say so.
            .filter(|p| p["key"] != "data" && p["severity"] != "note")
            .filter(|p| !p["message"].as_str().is_some_and(is_found))
            .collect();
        assert!(wrong.is_empty(), "{example}: {wrong:?}");
    }
}

/// Every line of the box of numbers: a field, what is typed, and the link.
#[test]
fn every_number_of_the_page_is_read_and_spelled_as_it_says() {
    let (_, rest) = DOCUMENT.split_once("```numbers\n").expect("a box");
    let (lines, _) = rest.split_once("```").expect("its end");
    for line in lines.lines() {
        let (key, texts) = line.split_once(": ").expect("a field");
        let (typed, spelled) = texts.split_once(" → ").expect("a link");
        let key = Key::named(key).expect("a key");
        let dimension = key.dimension().expect("a number");
        assert!(read(typed, dimension).is_ok(), "“{typed}” was typed");
        let mut draft = Draft::default();
        draft.set(Field::new(1, key), typed);
        let link = format!("v=1&{}={spelled}", key.name());
        assert_eq!(encode(&draft), link, "“{typed}” was typed");
        assert_eq!(encode(&decode(&link).draft), link, "“{typed}” was typed");
    }
}

const DOCUMENT: &str = include_str!("../docs/permalink.md");

/// The signs that the grammar lets stand as they are.
fn plain() -> Vec<char> {
    let line = DOCUMENT.lines().find(|line| line.starts_with("plain"));
    let quoted = line.expect("a rule").split('"').skip(1).step_by(2);
    let signs = quoted.map(|text| text.chars().next().expect("a sign"));
    signs
        .chain('a'..='z')
        .chain('A'..='Z')
        .chain('0'..='9')
        .collect()
}

/// Whether a text is a canonical fragment by the grammar, but for what it says of single keys.
fn is_fragment(text: &str) -> bool {
    let plain = plain();
    let is_key = |key: &str| Key::ALL.map(Key::name).contains(&key);
    let is_stage = |stage: &str| {
        let digits = stage.bytes().all(|byte| byte.is_ascii_digit());
        digits && (1..=3).contains(&stage.len()) && !stage.starts_with('0')
    };
    let is_name = |name: &str| match name.split_once('.') {
        Some((stage, key)) => is_stage(stage) && stage != "1" && is_key(key),
        None => is_key(name),
    };
    let is_text = |text: &str| {
        let mut rest = text.chars();
        let mut is_sound = !text.is_empty();
        while let Some(c) = rest.next() {
            is_sound &= match c {
                '%' => {
                    let digits: String = rest.by_ref().take(2).collect();
                    let is_hex = |c: char| c.is_ascii_digit() || ('A'..='F').contains(&c);
                    digits.len() == 2 && digits.chars().all(is_hex)
                }
                '_' => true,
                c => plain.contains(&c),
            };
        }
        is_sound
    };
    let mut fields = text.split('&');
    fields.next() == Some("v=1")
        && fields.all(|field| {
            field
                .split_once('=')
                .is_some_and(|(name, text)| is_name(name) && is_text(text))
        })
}

#[test]
fn what_the_program_writes_is_of_the_grammar() {
    let mut reader = csv::Reader::from_reader(include_str!("fixtures/links.csv").as_bytes());
    for record in reader.records() {
        let link = encode(&decode(&record.expect("a row")[1]).draft);
        assert!(is_fragment(&link), "{link}");
    }
    for none in [
        "",
        "v=2",
        "v=1&",
        "v=1&tokens",
        "v=1&tokens=",
        "v=1&1.tokens=1",
        "v=1&0.tokens=1",
        "v=1&1000.tokens=1",
        "v=1&token=1",
        "v=1&title=a b",
        "v=1&title=%2",
        "v=1&title=%e9",
        "v=1&title=a+b",
    ] {
        assert!(!is_fragment(none), "{none}");
    }
}

#[test]
fn the_signs_that_are_plain_are_those_that_are_not_escaped() {
    let plain = plain();
    for c in ' '..='~' {
        let link = encode(&decode(&format!("v=1&title=%{:02X}x", c as u32)).draft);
        let spelled = link
            .strip_prefix("v=1&title=")
            .and_then(|text| text.strip_suffix('x'));
        let expected = match c {
            ' ' => "_".to_owned(),
            c if plain.contains(&c) => c.to_string(),
            c => format!("%{:02X}", c as u32),
        };
        assert_eq!(spelled, Some(&*expected), "{c}");
    }
}

/// The table of what cannot be read, row by row: a link, at which key something is said, and words of it.
#[test]
fn what_cannot_be_read_is_said_as_the_document_has_it() {
    for (row, link, key, words) in [
        ("a name without `=`", "v=1&tokens", "tokens", "cut off"),
        ("nothing behind it", "v=1&tokens=", "tokens", "cut off"),
        (
            "a name that is no key",
            "v=1&tokns=1",
            "tokns",
            "did the link mean “tokens”?",
        ),
        (
            "a key of the whole estimate with a stage in front",
            "v=1&2.title=x",
            "2.title",
            "belongs to the whole estimate",
        ),
        (
            "a stage that is not from 1 to 999",
            "v=1&1000.tokens=1",
            "1000.tokens",
            "from 1 to 999",
        ),
        (
            "a key that is given twice",
            "v=1&tokens=1&tokens=2",
            "tokens",
            "as 1 and as 2",
        ),
        (
            "ways that do not go together",
            "v=1&tokens=1&examples=2",
            "examples",
            "“examples” and “tokens”",
        ),
        (
            "a number, chip, format or network that cannot be read",
            "v=1&tokens=1,5",
            "tokens",
            "decimal comma",
        ),
        (
            "broken percent-encoding, bytes that are no UTF-8",
            "v=1&title=%FFx",
            "title",
            "damaged",
        ),
        (
            "characters that cannot be seen",
            "v=1&title=%E2%80%AEx",
            "title",
            "U+202E",
        ),
        (
            "`v` of a later version",
            "v=2&tokens=1",
            "v",
            "newer Petaday",
        ),
        (
            "a `v` that is no version",
            "v=x&tokens=1",
            "v",
            "read as version 1",
        ),
        (
            "`data` that names no edition",
            "v=1&data=2099-01",
            "data",
            "does not have",
        ),
    ] {
        assert!(DOCUMENT.contains(row), "the document has no row of {row}");
        let opened = decode(link);
        let fields = answer(&opened.draft).problems;
        let fields = fields.into_iter().map(|p| (p.field.to_string(), p.message));
        let unread = opened.problems.into_iter().map(|p| (p.key, p.message));
        let said: Vec<_> = unread.chain(fields).collect();
        assert!(
            said.iter().any(|(k, m)| k == key && m.contains(words)),
            "{link}: {said:?}"
        );
    }
    let title = |link: &str| {
        decode(link)
            .draft
            .entries()
            .next()
            .map(|(_, text)| text.to_owned())
    };
    assert_eq!(title("v=1&title=a%FFb").as_deref(), Some("a\u{fffd}b"));
    assert_eq!(title("v=2&title=a"), None);
    // Limits, as the document has them: tests/hostile_links.rs goes up to each.
    for limit in [
        "at most 20,000 bytes",
        "more than 20,000 bytes",
        "more than 10,000 fields",
        "1 to 999",
        "at most 20 times",
    ] {
        assert!(DOCUMENT.contains(limit), "{limit}");
    }
}

#[test]
fn the_editions_are_those_of_the_table() {
    let link = "v=1&data=2026-11&chip-hours=1000&hardware=nvidia-l40&format=bf16&utilization=0.4";
    let opened = decode(link);
    let text = json::document(&opened, &answer(&opened.draft)).expect("finite");
    let document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(document["data"]["used"], "2026-11");
    assert_eq!(document["link"], link);
    assert!(DOCUMENT.contains("assets/editions.csv"));
    let of = |edition: &edition_names::Named| format!("| `{}` | {} | ", edition.name, edition.made);
    for edition in &edition_names::EDITIONS {
        assert!(DOCUMENT.contains(&of(edition)), "{}", edition.name);
    }
    let present = edition_names::EDITIONS.last().map(of).expect("a list") + "the present one |";
    assert!(DOCUMENT.contains(&present), "{present}");
    assert!(DOCUMENT.contains("embed.html"));
}
