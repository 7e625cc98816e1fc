//! Characters that cannot be seen, or that change the direction of writing: with them a text could look
//! like another. A draft that a link opens as has none.

/// Returns whether a character is a control character, a mark of direction (Unicode Standard Annex 9),
/// or has no width. Breaks between lines do not count, nor the joiners that Persian, Hindi and emoji
/// are written with.
pub fn is_unseen(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{b}'..='\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// Removes such characters from a text.
pub fn strip_invisible(text: &str) -> String {
    text.chars().filter(|c| !is_unseen(*c)).collect()
}

/// Replaces such characters by spaces in a text that was typed or pasted. In pasted text they may
/// separate words: a text program ends a line by a vertical tab.
pub fn invisible_to_spaces(text: &str) -> String {
    let spaced = text.chars().filter_map(|c| match is_unseen(c) {
        true if c.is_whitespace() => Some(' '),
        is_unseen => (!is_unseen).then_some(c),
    });
    spaced.collect()
}

/// The most characters of a text that a message repeats.
const EXCERPT: usize = 60;

/// Returns the beginning of a text, with such characters made visible: `tok⟨U+200B⟩ens`.
pub fn reveal_invisible(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().take(EXCERPT) {
        if is_unseen(c) {
            out += &format!("⟨U+{:04X}⟩", c as u32);
        } else {
            out.push(c);
        }
    }
    out
}

/// Makes a text safe to stand beside others. A text with letters from right to left is isolated, so
/// that it cannot reverse the text around it (Unicode Standard Annex 9, FSI and PDI).
pub fn isolate(text: &str) -> String {
    let is_rightward = |c: char| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    if text.chars().any(is_rightward) {
        format!("\u{2068}{text}\u{2069}")
    } else {
        text.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_shown_by_its_number() {
        assert_eq!(reveal_invisible("tok\u{200b}ens"), "tok⟨U+200B⟩ens");
        assert_eq!(
            reveal_invisible("\u{202e}1e21\u{e0041}"),
            "⟨U+202E⟩1e21⟨U+E0041⟩"
        );
        assert_eq!(
            reveal_invisible("größer 模型 👩\u{200d}🔬 می\u{200c}خواهم"),
            "größer 模型 👩\u{200d}🔬 می\u{200c}خواهم"
        );
        assert_eq!(reveal_invisible("two\nlines"), "two\nlines");
    }

    #[test]
    fn a_text_from_right_to_left_is_isolated() {
        assert_eq!(isolate("Llama 3"), "Llama 3");
        assert_eq!(isolate("模型"), "模型");
        assert_eq!(isolate("מודל 7"), "\u{2068}מודל 7\u{2069}");
        assert_eq!(isolate("نموذج"), "\u{2068}نموذج\u{2069}");
    }
}
