//! HTML for files whose encoding nobody has named.

/// HTML with a reference in the place of each character that is not ASCII: `&#215;` for ×. It means the same,
/// whatever a server or a browser takes the file’s encoding to be.
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
    fn what_is_not_ascii_is_a_reference() {
        assert_eq!(
            ascii("<a>8.4 × 10²³ 👩</a>"),
            "<a>8.4 &#215; 10&#178;&#179; &#128105;</a>"
        );
    }
}
