//! The width of a text in a picture, estimated without a font, and the line breaks.

/// Average width of a character relative to the font size, in the widest of the fonts, regular and
/// bold.
const ADVANCE: f64 = 0.58;
const BOLD_ADVANCE: f64 = 0.69;
/// Returns the number of columns of a font size that fit into a width.
pub(crate) fn columns_in(width: f64, size: f64, weight: &str) -> usize {
    (width / (size * advance(weight))) as usize
}

/// Returns the width of a text with a space after it.
pub(crate) fn width(text: &str, size: f64, weight: &str) -> f64 {
    let columns: usize = text.chars().map(columns_of).sum();
    (columns + 1) as f64 * size * advance(weight)
}

/// Returns the width of a column relative to the font size.
fn advance(weight: &str) -> f64 {
    match weight {
        "400" => ADVANCE,
        _ => BOLD_ADVANCE,
    }
}

/// Breaks a text into lines of at most this many columns, between words. A longer word is broken
/// anywhere.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut column = columns + 1;
    let words = text.split(|c: char| c.is_whitespace() && c != '\u{a0}');
    for word in words.filter(|word| !word.is_empty()) {
        let width: usize = word.chars().map(columns_of).sum();
        if column + 1 + width <= columns
            && let Some(line) = lines.last_mut()
        {
            line.push(' ');
            line.push_str(word);
            column += 1 + width;
            continue;
        }
        lines.push(String::new());
        column = 0;
        for c in word.chars() {
            if column + columns_of(c) > columns {
                lines.push(String::new());
                column = 0;
            }
            if let Some(line) = lines.last_mut() {
                line.push(c);
            }
            column += columns_of(c);
        }
    }
    lines
}

/// Returns the columns of a character. East Asian letters and emoji take two, and so do the widest
/// Latin ones.
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
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("abcdefghij k", 4), ["abcd", "efgh", "ij k"]);
        assert_eq!(wrap("日本語の", 4), ["日本", "語の"]);
        assert_eq!(wrap("", 4), [""; 0]);
    }
}
