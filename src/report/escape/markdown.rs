//! Escapes a text for Markdown, as CommonMark and the readers of model cards take it.

/// Returns one line in which nothing is markup: signs get a backslash in front, `<` and `&` become
/// entities.
pub(in crate::report) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '|' | '~' | '$' | '^' | '!' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // A stranger's text must not turn an address or a name into a link.
            '@' => out.push_str("&#64;"),
            ':' if text[at..].starts_with("://") => out.push_str("&#58;"),
            // These signs only matter at the beginning of a line.
            '#' | '+' | '-' | '=' if at == 0 => {
                out.push('\\');
                out.push(c);
            }
            '.' | ')' if is_numbered(&text[..at], &text[at + 1..]) => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    // Four spaces at the beginning would be code.
    out.trim().into()
}

/// Returns whether a point after this text would begin a list item.
fn is_numbered(before: &str, behind: &str) -> bool {
    let is_number = !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit());
    is_number && (behind.is_empty() || behind.starts_with(' '))
}

/// Makes a link from our own text and an address whose characters were checked. In angle brackets
/// nothing in the address is markup, and no parenthesis ends it.
pub(in crate::report) fn link(words: &str, address: &str) -> String {
    format!("[{words}](<{address}>)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(
            text("# *a* | <b> & [c](d) `e`"),
            "\\# \\*a\\* \\| &lt;b&gt; &amp; \\[c\\](d) \\`e\\`"
        );
        assert_eq!(text("1. a 2. b"), "1\\. a 2. b");
        assert_eq!(
            text("https://evil.example a@b"),
            "https&#58;//evil.example a&#64;b"
        );
        assert_eq!(text("2 × 10²³"), "2 × 10²³");
    }
}
