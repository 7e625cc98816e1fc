//! A link from keys and texts.

use crate::catalog::EDITION;
use crate::draft::link::{MOST_TEXT, VERSION, encode, unknown};
use crate::draft::{Draft, Field, Key};
use crate::quantity::strip_invisible;

/// Spells the canonical link of some fields, each a key as links have it (`tokens`, `2.tokens`) with a text. Empty texts
/// are left out. The link names the tables of today, unless `data` names others.
///
/// # Errors
///
/// Says which key is not known or twice there, or which text is too long.
pub fn link<K: AsRef<str>, T: AsRef<str>>(
    fields: impl IntoIterator<Item = (K, T)>,
) -> Result<String, String> {
    let mut draft = Draft::default();
    for (name, text) in fields {
        let (name, text) = (name.as_ref(), text.as_ref());
        if name == "v" {
            check_version(text)?;
            continue;
        }
        let field = Field::named(name).ok_or_else(|| format!("{name}: {}", unknown(name)))?;
        if text.len() > MOST_TEXT {
            return Err(format!("{name}: more than 20,000 characters."));
        }
        let text = strip_invisible(text);
        if text.trim().is_empty() {
            continue;
        }
        if draft.is_filled(field) {
            return Err(format!("{name}: this field is given twice."));
        }
        draft.add(field, text);
    }
    if draft.is_blank() {
        return Err("A link needs a field, such as tokens.".into());
    }
    let data = Field::new(0, Key::Data);
    if !draft.is_filled(data) {
        draft.set(data, EDITION);
    }
    Ok(encode(&draft))
}

fn check_version(text: &str) -> Result<(), String> {
    if text.trim() == VERSION.to_string() {
        return Ok(());
    }
    Err(format!(
        "v: this program spells version {VERSION} of links."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::link::decode;
    use proptest::collection::vec;
    use proptest::prelude::*;

    #[test]
    fn keys_stand_in_the_order_of_links_and_texts_are_spelled_as_there() {
        let spelled = link([
            ("2.tokens", "40B"),
            ("tokens", "2e+12"),
            ("title", "Llama 2"),
            ("2.parameters", "7e9"),
            ("parameters", " 7B"),
            ("time", ""),
        ]);
        let expected = format!(
            "v=1&data={EDITION}&title=Llama_2&parameters=7B&tokens=2e12&2.parameters=7e9&2.tokens=40B"
        );
        assert_eq!(spelled, Ok(expected));
        let old = link([("v", "1"), ("data", "2026-11"), ("tokens", "1..2")]);
        assert_eq!(old.as_deref(), Ok("v=1&data=2026-11&tokens=1..2"));
    }

    #[test]
    fn a_wrong_field_says_what_is_wrong() {
        let long = "9".repeat(30_000);
        for (fields, told) in [
            (vec![("tokns", "2T")], "did the link mean “tokens”?"),
            (vec![("tokens", "1"), ("tokens", "2")], "given twice"),
            (vec![("tokens", long.as_str())], "20,000"),
            (vec![("v", "2"), ("tokens", "1")], "version 1"),
            (vec![], "needs a field"),
            (vec![("tokens", " ")], "needs a field"),
        ] {
            let refused = link(fields.clone()).expect_err("a wrong field");
            assert!(refused.contains(told), "{fields:?}: {refused}");
        }
    }

    proptest! {
        /// Any fields give a canonical link or a message.
        #[test]
        fn a_link_is_canonical(
            fields in vec(("([1-9]\\.)?(tokens|parameters|title|stage|hardware|v|model|\\PC{0,5})", "\\PC{0,20}"), 0..6),
        ) {
            if let Ok(link) = link(fields) {
                let opened = decode(&link);
                prop_assert_eq!(&opened.problems, &[]);
                prop_assert_eq!(crate::draft::link::encode(&opened.draft), link);
            }
        }
    }
}
