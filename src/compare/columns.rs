//! The estimates that are compared.

use crate::answer::Evaluation;
use crate::draft::{Field, Key, link};
use crate::quantity::excerpt;
use crate::words::UNTITLED;

/// The names of the estimates in a link: as many as can be compared.
pub const LETTERS: [char; 4] = ['a', 'b', 'c', 'd'];

/// An estimate that is compared.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its title, told apart from the others.
    pub name: String,
    /// Its fragment as it was given.
    pub link: String,
    /// The estimate.
    pub evaluation: Evaluation,
}

/// Opens estimates. Those with one title are told apart by their letters.
pub fn columns(estimates: &[String]) -> Vec<Column> {
    let drafts: Vec<_> = estimates
        .iter()
        .take(LETTERS.len())
        .map(|estimate| link::decode(estimate).draft)
        .collect();
    let titles: Vec<String> = drafts
        .iter()
        .map(|draft| {
            excerpt(
                draft
                    .get(Field::new(0, Key::Title))
                    .unwrap_or_default()
                    .trim(),
            )
        })
        .collect();
    let columns = drafts.into_iter().zip(estimates).zip(LETTERS);
    columns
        .zip(&titles)
        .map(|(((draft, link), letter), title)| {
            let letter = letter.to_ascii_uppercase();
            let is_shared = titles.iter().filter(|other| *other == title).count() > 1;
            let title = match title.as_str() {
                "" => UNTITLED,
                title => title,
            };
            let name = match is_shared {
                true => format!("{title} ({letter})"),
                false => title.to_owned(),
            };
            Column {
                name,
                link: link.clone(),
                evaluation: Evaluation::of(draft),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(links: &[&str]) -> Vec<String> {
        let links: Vec<String> = links.iter().map(|link| (*link).to_owned()).collect();
        columns(&links)
            .into_iter()
            .map(|column| column.name)
            .collect()
    }

    #[test]
    fn every_estimate_has_a_name_of_its_own() {
        assert_eq!(
            names(&["v=1&title=GPT-3", "v=1", "v=1&title=GPT-3", "v=1&title=_"]),
            [
                "GPT-3 (A)",
                "Untitled estimate (B)",
                "GPT-3 (C)",
                "Untitled estimate (D)"
            ]
        );
        assert_eq!(names(&["v=1"; 9]).len(), 4);
        assert_eq!(names(&[]), [""; 0]);
    }
}
