//! Style sheets of parts stay on the page once they are loaded, so none may style what another one's part draws.

use std::collections::BTreeSet;

/// The sheets that come with their parts.
const OF_PARTS: [(&str, &str); 5] = [
    ("panels", include_str!("../style/panels.css")),
    ("trends", include_str!("../style/trends.css")),
    ("passage", include_str!("../style/passage.css")),
    ("claims", include_str!("../style/claims.css")),
    ("table", include_str!("../style/table.css")),
];

/// The sheets of the first download.
const FIRST: [(&str, &str); 3] = [
    ("page", include_str!("../style/page.css")),
    ("form", include_str!("../style/form.css")),
    ("result", include_str!("../style/result.css")),
];

/// Classes of the first download to which a part adds rules on purpose.
const ADDED: [&str; 1] = [".drawn"];

/// Returns all selectors of a sheet, each with those that it is nested in.
fn selectors(sheet: &str) -> Vec<String> {
    let mut pieces = sheet.split("/*");
    let mut css = pieces.next().unwrap_or_default().to_owned();
    css.extend(pieces.filter_map(|piece| piece.split_once("*/").map(|(_, rest)| rest)));
    let (mut all, mut text) = (Vec::new(), String::new());
    let mut around: Vec<Vec<String>> = vec![vec![String::new()]];
    for c in css.chars() {
        match c {
            '{' => {
                let outer = around.last().cloned().unwrap_or_default();
                let is_at = text.trim().starts_with('@');
                let inner = match is_at {
                    true => outer,
                    false => nested(&outer, text.trim()),
                };
                if !is_at {
                    all.extend(inner.clone());
                }
                around.push(inner);
                text.clear();
            }
            '}' => {
                around.pop();
                text.clear();
            }
            ';' => text.clear(),
            c => text.push(c),
        }
    }
    all
}

fn nested(outer: &[String], list: &str) -> Vec<String> {
    let mut depth = 0_i32;
    let names = list.split(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        c == ',' && depth == 0
    });
    let names: Vec<&str> = names.map(str::trim).collect();
    let within = |outer: &String| {
        let name = |name: &&str| match name.contains('&') {
            true => name.replace('&', outer),
            false => format!("{outer} {name}").trim().to_owned(),
        };
        names.iter().map(name).collect::<Vec<_>>()
    };
    outer.iter().flat_map(within).collect()
}

fn classes(selector: &str) -> BTreeSet<&str> {
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let rests = selector.split('.').skip(1);
    let names = rests.map(|rest| rest.split(|c| !is_of_name(c)).next().unwrap_or_default());
    names.filter(|name| !name.is_empty()).collect()
}

/// Returns the first part of a selector, which says whose the rest is: `.trends` of `.trends .fits td`.
fn lead(selector: &str) -> &str {
    let mut depth = 0_i32;
    let mut parts = selector.split(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth == 0 && " >+~".contains(c)
    });
    parts.next().unwrap_or_default()
}

/// Returns the selectors of a sheet that reach into what another one styles.
fn leaks(sheet: &str, other: &str, is_first: bool) -> Vec<String> {
    let others = selectors(other);
    let used: BTreeSet<&str> = others.iter().flat_map(|name| classes(name)).collect();
    let reaches = |name: &String| {
        let lead = lead(name);
        // A part may style what of the first download is within its own elements.
        let is_meant =
            is_first && (name != lead || classes(lead).len() > 1 || lead.contains(['[', ':']));
        let is_class = lead.starts_with('.') || lead.starts_with(":is(.");
        is_class && !is_meant && classes(lead).iter().any(|class| used.contains(class))
    };
    let all = selectors(sheet).into_iter();
    all.filter(|name| reaches(name) && !ADDED.contains(&name.as_str()))
        .collect()
}

#[test]
fn no_sheet_of_a_part_styles_what_another_part_draws() {
    for (name, sheet) in OF_PARTS {
        for (other, text) in OF_PARTS.iter().filter(|(other, _)| *other != name) {
            let found = leaks(sheet, text, false);
            assert!(
                found.is_empty(),
                "{name}.css styles what is in {other}.css: {found:?}"
            );
        }
        for (other, text) in FIRST {
            let found = leaks(sheet, text, true);
            assert!(
                found.is_empty(),
                "{name}.css changes what is in {other}.css: {found:?}"
            );
        }
    }
}

#[test]
fn a_leak_is_found() {
    let trends = "@layer view { .trends .fits .printed { color: red; } .trends { & .old, & b:is(.a, .b) { top: 0; } } }";
    assert_eq!(
        selectors(trends),
        [
            ".trends .fits .printed",
            ".trends",
            ".trends .old",
            ".trends b:is(.a, .b)"
        ]
    );
    let panels = "/* .no */ .printed, .own { top: 0; } @media print { .printed > b { top: 0; } } .of .old { top: 0; }";
    assert_eq!(leaks(panels, trends, false), [".printed", ".printed > b"]);
    assert_eq!(leaks(panels, trends, true), [".printed"]);
    assert!(leaks(trends, panels, false).is_empty());
}
