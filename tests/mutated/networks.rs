//! Networks, spelled layer by layer.

use super::{links, run, seeds};
use petaday::architecture::{count_text, spell};
use petaday::draft::{Field, Key, link};

#[test]
fn a_network_is_counted_or_refused_and_its_spelling_counts_the_same() {
    let texts: Vec<String> = links()
        .iter()
        .filter_map(|fragment| {
            Some(
                link::decode(fragment)
                    .draft
                    .get(Field::new(1, Key::Model))?
                    .to_owned(),
            )
        })
        .collect();
    run(
        "networks",
        &seeds(texts.iter().map(String::as_str)),
        |input| {
            let text = String::from_utf8_lossy(input);
            let count = count_text(&text).ok()?;
            let spelled = spell(&text)?;
            let again = count_text(&spelled).ok();
            let same = again.is_some_and(|again| {
                (again.parameters, again.multiply_adds) == (count.parameters, count.multiply_adds)
            });
            (!same).then(|| format!("{text:?} counts otherwise when it is spelled {spelled:?}"))
        },
    );
}
