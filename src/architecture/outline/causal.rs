//! The switch between attention over the whole square and over earlier positions, in a network's text.

use super::{Edit, Row, edit, rows};

/// Returns whether attention looks only at earlier positions; none if there are no tokens.
pub fn is_causal(text: &str) -> Option<bool> {
    let rows = rows(text);
    let row = &rows[sequence_row(&rows)?];
    Some(settings(&row.text).any(|setting| setting == "causal"))
}

/// Returns the text with attention over earlier positions only, or over the whole square.
pub fn with_causal(text: &str, causal: bool) -> String {
    let all = rows(text);
    let Some(index) = sequence_row(&all) else {
        return text.into();
    };
    let old = &all[index].text;
    let name = old.split('(').next().unwrap_or_default();
    let kept = settings(old).filter(|setting| *setting != "causal");
    let added = causal.then_some("causal");
    let settings: Vec<&str> = kept.chain(added).collect();
    edit(
        text,
        index,
        &Edit::Become(format!("{name}({})", settings.join(","))),
    )
    .0
}

/// Returns the row with the length of the sequence: that of the decoder, if there is one.
fn sequence_row(rows: &[Row]) -> Option<usize> {
    let named = |name: &str| {
        rows.iter().position(|row| {
            let is = |text: &str| text.trim().eq_ignore_ascii_case(name);
            row.text.split('(').next().is_some_and(is)
        })
    };
    named("target").or_else(|| named("tokens"))
}

fn settings(layer: &str) -> impl Iterator<Item = &str> {
    let inside = layer.split_once('(').map_or("", |(_, inside)| inside);
    let inside = inside.trim_end().trim_end_matches(')');
    inside.split(',').map(str::trim).filter(|s| !s.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causal_is_a_switch() {
        assert_eq!(is_causal("tokens(8);embed(9,4)"), Some(false));
        assert_eq!(
            with_causal("tokens(8);embed(9,4)", true),
            "tokens(8,causal);embed(9,4)"
        );
        assert_eq!(
            with_causal("tokens(8,causal);fc(1)", false),
            "tokens(8);fc(1)"
        );
        assert_eq!(
            with_causal("tokens(8);fc(1);target(3);fc(2)", true),
            "tokens(8);fc(1);target(3,causal);fc(2)"
        );
        assert_eq!(is_causal("input(3)"), None);
        assert_eq!(with_causal("input(3)", true), "input(3)");
    }
}
