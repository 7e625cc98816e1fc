//! docs/claims.md: all statements as a page of Markdown, made from the table.

use super::html::{against, date};
use super::{Checked, check_all, counts};
use crate::catalog::claims::Seen;

/// The text above the list.
const HEAD: &str = "# Claims, checked

Published statements on compute, each held against the estimate that follows from the same source’s own inputs. The page
shows them at `#view=claims`, with a filter and a search, and `#view=claims&claim=…` shows one. Each estimate is a link.

**How a verdict comes about.** Nobody types it: the program computes it from the figures, and `make test` computes all of
them anew.

- *Agrees*: the figure is ours, within the rounding of its last digit and the error of counting, a factor of 1.1 (Hoffmann
  et al. 2022, Table A4).
- *Differs*: it is not. The factor is the larger figure over the smaller one.
- *Another quantity*: the figure is the share of the peak in steps of training alone, and ours that of the whole run with
  its pauses and restarts. Both can be right.
- *Plausible*, *unusual*, *impossible*: counted operations over what the hardware could have done in the hours that are
  stated. Published runs reached 17 to 55% of the dense peak; more than 100% cannot be.
- *Wrong unit*: the figure is a rate where an amount is meant.

A verdict is about a figure and its inputs, and not about who wrote it. A statement can be right where its inputs are
incomplete; what would reconcile the two is said with each. A row marked “quoted” was not opened for this page. A page
without a date has the year in which it was seen.

**A correction** is welcome: “Report a correction” beside each opens an issue that names it. The rows are in
[`assets/claims.csv`](../assets/claims.csv); this page is made from them, and a test says when it is not.
`UPDATE_CLAIMS=1 cargo test --no-default-features --test claims` makes it anew.
";

/// Writes the page.
pub fn document() -> String {
    let all = check_all();
    let mut out = String::from(HEAD);
    let counts: Vec<String> = counts(&all)
        .iter()
        .map(|(verdict, count)| format!("{} {count}", verdict.name().to_lowercase()))
        .collect();
    out.push_str(&format!(
        "\n{} statements: {}.\n",
        all.len(),
        counts.join(", ")
    ));
    for checked in &all {
        out.push_str(&entry(checked));
    }
    out
}

fn entry(checked: &Checked) -> String {
    let claim = checked.claim;
    let quoted = match claim.seen {
        Seen::Reported => ", quoted",
        Seen::Source | Seen::Table => "",
    };
    let mut out = format!(
        "\n## {}: {}, {}\n\n**{}**\n\n- Said ([source]({}), {}{quoted}): {}\n",
        claim.who,
        claim.subject,
        claim.figure,
        checked.sentence,
        claim.source,
        date(claim.published),
        claim.said
    );
    if !checked.ours_in_words.is_empty() {
        out.push_str(&format!(
            "- Follows: {} {}\n",
            checked.ours_in_words,
            against(claim)
        ));
    }
    out.push_str(&format!("- Why: {}\n", claim.reason));
    if !claim.reconciles.is_empty() {
        out.push_str(&format!("- Would reconcile them: {}\n", claim.reconciles));
    }
    out.push_str(&format!("- The estimate: `#{}`\n", claim.link));
    if let Some((link, says)) = claim.other {
        out.push_str(&format!("- {says} `#{link}`\n"));
    }
    out.push_str(&format!(
        "- Alone: `#view=claims&claim={}`; checked {}.\n",
        claim.slug, claim.checked
    ));
    out
}
