//! docs/law.md names the thresholds of assets/thresholds.csv, and its story of one third has the program's figures.

use petaday::answer::Evaluation;
use petaday::catalog::thresholds::{
    MODIFICATION_OF_OTHERS, MODIFICATION_OF_SYSTEMIC_RISK, MODIFICATION_SHARE, thresholds,
};
use petaday::draft::link::{decode, encode};
use petaday::quantity::write;
use petaday::words::power::round_figure;

const DOCUMENT: &str = include_str!("../docs/law.md");

/// The rows of the table: name, amount, standing and date.
fn rows() -> Vec<[&'static str; 4]> {
    let rows = DOCUMENT.lines().filter_map(|line| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        match cells.as_slice() {
            ["", name, amount, _, standing, checked, ""] => {
                Some([*name, *amount, *standing, *checked])
            }
            _ => None,
        }
    });
    rows.skip(2).collect()
}

#[test]
fn the_page_and_the_table_name_the_same_thresholds_and_dates() {
    let of_table: Vec<[String; 4]> = thresholds()
        .iter()
        .map(|row| {
            let amount = format!("{} {} FLOP", row.begins.words(), round_figure(row.flop));
            [row.name.into(), amount, row.standing(), row.checked.into()]
        })
        .collect();
    assert_eq!(rows(), of_table);
}

#[test]
fn advice_is_disclaimed_once() {
    assert_eq!(DOCUMENT.matches("legal advice").count(), 1);
}

/// The links of the page, in the order of its two cases.
fn links() -> Vec<&'static str> {
    let code = DOCUMENT.split('`').skip(1).step_by(2);
    code.filter_map(|code| code.strip_prefix('#')).collect()
}

#[test]
fn the_story_of_one_third_has_the_figures_of_its_links() {
    let [known, unknown] = links()[..] else {
        panic!("two links are expected, not {:?}", links());
    };
    for link in [known, unknown] {
        assert_eq!(encode(&decode(link).draft), link);
    }
    let has = |text: &str| assert!(DOCUMENT.contains(text), "docs/law.md lacks “{text}”");
    let known = Evaluation::of(decode(known).draft);
    let base = known.sample_of_base().value().median();
    let own = |evaluation: &Evaluation| {
        let outcome = &evaluation.answer().outcome;
        outcome.sample_without_base().value().median()
    };
    has(&format!(
        "{} FLOP; a third is {} FLOP",
        write::people(base),
        write::people(base * MODIFICATION_SHARE)
    ));
    has(&format!("takes {} FLOP", write::people(own(&known))));
    has(&format!(
        "{} of the original",
        write::percent(own(&known) / base)
    ));
    let unknown = Evaluation::of(decode(unknown).draft);
    assert!(unknown.answer().outcome.lacks_base());
    for limit in [MODIFICATION_OF_OTHERS, MODIFICATION_OF_SYSTEMIC_RISK] {
        has(&format!("{} FLOP", write::people(limit)));
        has(&format!(
            "{} of that",
            write::percent(own(&unknown) / limit)
        ));
    }
}
