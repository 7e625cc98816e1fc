//! Subcommands that take a link: `estimate` and `report`.

use crate::{run, run_with};

const LINK: &str = "v=1&title=X&parameters=70e9&tokens=2e12";

#[test]
fn estimate_prints_the_json_that_scripts_read() {
    let ran = run(&["estimate", LINK]).ended(0, "");
    let json = ran.json();
    assert_eq!(json["flop"]["median"], 8.4e23);
    assert_eq!(json["operations"]["flop"]["low"], 8.4e23);
    assert!(json["gpu_time"].is_null());
    assert_eq!(json["link"], LINK);
    // A person reads its beginning first.
    assert!(ran.out.starts_with("{\n  \"title\": \"X\""), "{}", ran.out);
}

#[test]
fn a_whole_address_or_standard_input_gives_the_same() {
    let alone = run(&["estimate", LINK]).out;
    assert_eq!(
        run(&["estimate", &format!("https://x.org/a/#{LINK}")]).out,
        alone
    );
    assert_eq!(
        run_with(&["estimate", "-"], format!("{LINK}\n").as_bytes()).out,
        alone
    );
}

#[test]
fn estimate_ends_with_2_where_there_is_no_figure_and_says_why() {
    let json = run(&["estimate", "v=1&tokens=1e"]).ended(2, "").json();
    assert!(json["flop"].is_null());
    assert_eq!(json["problems"][0]["key"], "tokens");
    for link in ["", "#", "https://example.org/", "\u{feff}%", "nonsense"] {
        let json = run(&["estimate", link]).ended(2, "").json();
        assert_ne!(json["problems"], serde_json::json!([]), "{link}");
    }
}

#[test]
fn estimate_ends_with_0_where_a_factor_is_solved_for() {
    let goal = "v=1&chips=1024&hardware=nvidia-h100-sxm&format=bf16&utilization=0.4&goal=1e24";
    let json = run(&["estimate", goal]).ended(0, "").json();
    assert_eq!(json["solved"][0]["key"], "time");
    let text = run(&["estimate", "--text", goal]).ended(0, "").out;
    assert!(text.contains("Solved"), "{text}");
}

#[test]
fn the_text_has_figure_range_methods_and_problems_and_no_colours_in_a_pipe() {
    let link = "v=1&title=X&parameters=70e9&tokens=2e12..3e12&utilization=5";
    let text = run(&["estimate", "--text", link]).ended(0, "").out;
    for line in [
        "X\n",
        "Training compute  1.03 × 10²⁴ FLOP\n",
        "11,900 pfs-days\n",
        "90% range         8.4 × 10²³ to 1.26 × 10²⁴ FLOP\n",
        "By operations",
        "error utilization: ",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(!text.contains('\u{1b}'), "{text:?}");
    let none = run(&["estimate", "--text", "v=1"]).ended(2, "").out;
    assert!(none.starts_with("There is no figure."), "{none}");
}

#[test]
fn report_prints_each_format_that_it_lists() {
    let list = run(&["report", "--list"]).ended(0, "").out;
    assert!(list.starts_with("For papers"), "{list}");
    // Lines without a purpose say who reads the formats below them.
    let formats: Vec<&str> = list
        .lines()
        .filter(|line| line.contains("  "))
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert!(formats.contains(&"latex-footnote"), "{list}");
    assert!(formats.contains(&"eu-form"), "{list}");
    for format in formats {
        let report = run(&["report", format, LINK]).ended(0, "").out;
        assert!(!report.trim().is_empty(), "{format}");
    }
    let with = run(&["report", "sentence", "--provenance", LINK]).ended(0, "");
    assert!(
        with.out.contains("Where the inputs come from\n- "),
        "{}",
        with.out
    );
    let from_standard_input = run_with(&["report", "sentence", "-"], LINK.as_bytes()).out;
    assert_eq!(from_standard_input, run(&["report", "sentence", LINK]).out);
}

#[test]
fn report_says_what_is_missing() {
    let ran = run(&["report", "sentence", "v=1&tokens=2e12&x=1"]);
    let ran = ran.ended(2, "There is no figure to report yet.");
    assert!(ran.err.contains("x: No field"), "{}", ran.err);
    assert_eq!(ran.out, "");
    run(&["report", "sentnce", LINK]).ended(1, "'sentence'");
    run(&["report", "sentence"]).ended(1, "LINK");
    run(&["report"]).ended(1, "FORMAT");
}
