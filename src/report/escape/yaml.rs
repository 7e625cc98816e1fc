//! Quotes a text for YAML, always in double quotes, so that `no`, `1.0` and `- x` stay texts.

/// Returns the text with its quotes.
pub(in crate::report) fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_invisible_characters_are_escaped() {
        assert_eq!(quote("a: \"b\" \\ c\n#"), r##""a: \"b\" \\ c\u000a#""##);
        assert_eq!(quote("größer"), "\"größer\"");
    }
}
