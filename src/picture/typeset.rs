//! The width of a text in a picture, which asks no font, and the places where its lines break.

/// Average width of a character over the size of its letters, in the widest of the fonts; and in bold.
const ADVANCE: f64 = 0.58;
const BOLD_ADVANCE: f64 = 0.69;
/// So many characters of a size fit into a width.
pub(crate) fn columns_in(width: f64, size: f64, weight: &str) -> usize {
    (width / (size * advance(weight))) as usize
}

/// How wide a text is, and a space behind it.
pub(crate) fn width(text: &str, size: f64, weight: &str) -> f64 {
    let columns: usize = text.chars().map(columns_of).sum();
    (columns + 1) as f64 * size * advance(weight)
}

/// Of a character, in its size.
fn advance(weight: &str) -> f64 {
    match weight {
        "400" => ADVANCE,
        _ => BOLD_ADVANCE,
    }
}

/// Lines of at most so many columns, broken between words; a word that is longer, anywhere.
pub(crate) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut used = columns + 1;
    let words = text.split(|c: char| c.is_whitespace() && c != '\u{a0}');
    for word in words.filter(|word| !word.is_empty()) {
        let width: usize = word.chars().map(columns_of).sum();
        if used + 1 + width <= columns
            && let Some(line) = lines.last_mut()
        {
            line.push(' ');
            line.push_str(word);
            used += 1 + width;
            continue;
        }
        lines.push(String::new());
        used = 0;
        for c in word.chars() {
            if used + columns_of(c) > columns {
                lines.push(String::new());
                used = 0;
            }
            if let Some(line) = lines.last_mut() {
                line.push(c);
            }
            used += columns_of(c);
        }
    }
    lines
}

/// Letters of East Asia, and pictures, are twice as wide; so are, nearly, the widest of ours.
fn columns_of(c: char) -> usize {
    let is_wide = c >= '\u{1100}' && !('\u{2000}'..'\u{2e80}').contains(&c);
    if is_wide || matches!(c, 'W' | 'M' | '@') {
        2
    } else {
        1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words() {
        assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
        assert_eq!(wrapped("abcdefghij k", 4), ["abcd", "efgh", "ij k"]);
        assert_eq!(wrapped("日本語の", 4), ["日本", "語の"]);
        assert_eq!(wrapped("", 4), [""; 0]);
    }
}
