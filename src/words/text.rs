//! Cleans texts that strangers put into links, and makes names of files and references from them.

use crate::quantity;

/// The most characters of a title in the name of a file.
const MAX_SLUG: usize = 48;

/// Returns a text as one line without invisible characters: control characters, marks that turn the
/// direction of writing, and characters without a width, behind which another text could hide.
pub fn clean(text: &str) -> String {
    let visible = text.chars().filter(|c| !is_unseen(*c));
    let mut out = String::new();
    for c in visible.map(|c| if c.is_whitespace() { ' ' } else { c }) {
        if c != ' ' || !(out.is_empty() || out.ends_with(' ')) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Returns whether to drop a character: those that a link drops ([`quantity::is_unseen`]), and
/// blank, private or unassigned characters that a page may show but a file of another program should not
/// hold. Line breaks become spaces.
fn is_unseen(c: char) -> bool {
    let is_break = matches!(c, '\u{b}' | '\u{c}' | '\u{85}');
    (quantity::is_unseen(c) && !is_break)
        || matches!(c,
            '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{3164}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{fffe}' | '\u{ffff}'
            | '\u{e000}'..='\u{f8ff}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{10ffff}')
}

/// Returns the text with a capital letter.
pub fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}

/// Begins a text with a small letter, for the middle of a sentence.
pub fn uncapitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

/// Makes a title part of a file's name or of a BibTeX key. Returns `estimate` if nothing of the
/// title is left.
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in title.chars() {
        if slug.len() == MAX_SLUG {
            break;
        }
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "estimate" } else { slug }.into()
}

/// Makes a name that refers to one estimate among others in a document: the slug of its title, and
/// a hash of its link, because titles may be alike.
pub fn anchor(title: &str, link: &str) -> String {
    // FNV-1a, so that anchors never change. The address of the page is not part of the estimate.
    let fragment = link.split_once('#').map_or(link, |(_, fragment)| fragment);
    let hash = fragment.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    format!("{}-{hash:08x}", slug(title))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_characters_are_removed() {
        for (text, cleaned) in [
            (" a\n\tb\u{2028}c ", "a b c"),
            ("a\u{202e}b\u{200b}c\u{0}d\u{7f}", "abcd"),
            ("\u{feff}", ""),
            ("größer ≥ 3 模型", "größer ≥ 3 模型"),
            ("e\u{301}", "e\u{301}"),
        ] {
            assert_eq!(clean(text), cleaned, "{text:?}");
        }
    }

    #[test]
    fn each_link_has_its_own_anchor() {
        let anchor = |link| anchor("AlexNet", link);
        assert_eq!(anchor("a"), "alexnet-e40c292c");
        assert_eq!(anchor("https://petaday.example/#a"), anchor("a"));
        assert_ne!(anchor("b"), anchor("a"));
    }

    #[test]
    fn a_slug_is_a_name_of_a_file() {
        for (title, expected) in [
            ("Llama 3.1 (8B)", "llama-3-1-8b"),
            ("../../etc/passwd", "etc-passwd"),
            ("模型", "estimate"),
            ("", "estimate"),
        ] {
            assert_eq!(slug(title), expected);
        }
        assert!(slug(&"ab ".repeat(100)).len() <= MAX_SLUG);
    }
}
