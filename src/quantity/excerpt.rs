//! Excerpts: the beginning of a text, as messages repeat it.

/// The most characters of a text that a message repeats.
const MOST: usize = 60;

/// The most characters that are repeated in a message with other texts in it.
const MOST_IN_SHORT: usize = 40;

/// Returns the beginning of a text.
pub fn excerpt(text: &str) -> String {
    text.chars().take(MOST).collect()
}

/// Returns a shorter beginning, for a message that has other texts in it.
pub fn short_excerpt(text: &str) -> String {
    text.chars().take(MOST_IN_SHORT).collect()
}

/// Returns the beginning of a text on one line, without control characters.
pub fn plain_excerpt(text: &str) -> String {
    let plain = text.chars().filter(|c| !c.is_control());
    plain.take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_the_beginning() {
        let text = "é\n".repeat(50);
        assert_eq!(excerpt(&text), "é\n".repeat(30));
        assert_eq!(short_excerpt(&text), "é\n".repeat(20));
        assert_eq!(plain_excerpt(&text), "é".repeat(50));
        assert_eq!(plain_excerpt(&"é".repeat(61)), "é".repeat(60));
        assert_eq!(excerpt("short"), "short");
    }
}
