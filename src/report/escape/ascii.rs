//! HTML for files of unknown encoding.

/// Replaces each character of HTML that is not ASCII by a reference, such as `&#215;` for ×. The
/// HTML then means the same in whatever encoding a server or a browser reads the file.
pub(crate) fn ascii(html: &str) -> String {
    let mut out = String::new();
    for c in html.chars() {
        match c.is_ascii() {
            true => out.push(c),
            false => out.push_str(&format!("&#{};", u32::from(c))),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_characters_become_references() {
        assert_eq!(
            ascii("<a>8.4 × 10²³ 👩</a>"),
            "<a>8.4 &#215; 10&#178;&#179; &#128105;</a>"
        );
    }
}
