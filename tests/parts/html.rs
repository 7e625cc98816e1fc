//! Whether a text is well-formed HTML.

/// Elements without an end tag in HTML.
const VOID: [&str; 2] = ["input", "br"];

/// Whether every element is closed in its place, and `<` and `&` in texts are spelled.
pub(crate) fn is_well_formed(html: &str) -> bool {
    let mut open = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let Some(end) = rest[at..].find('>').map(|end| at + end) else {
            return false;
        };
        let tag = &rest[at + 1..end];
        let name = tag.trim_start_matches('/').split([' ', '\n']).next();
        let name = name.unwrap_or_default();
        if !tag.matches('"').count().is_multiple_of(2)
            || !name.bytes().all(|b| b.is_ascii_alphanumeric())
        {
            return false;
        }
        if tag.starts_with('/') {
            if open.pop() != Some(name) {
                return false;
            }
        } else if !VOID.contains(&name) {
            open.push(name);
        }
        rest = &rest[end + 1..];
    }
    open.is_empty() && !rest.contains('>')
}
