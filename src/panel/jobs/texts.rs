//! A list of texts, kept in one string.

/// Texts in one string: a hundred thousand short texts take little more than their letters.
#[derive(Default)]
pub(super) struct Texts {
    all: String,
    /// The end of each text.
    ends: Vec<u32>,
}

impl Texts {
    /// Adds a text and returns its number.
    pub(super) fn push(&mut self, text: &str) -> u32 {
        self.all.push_str(text);
        self.ends.push(self.all.len() as u32);
        self.ends.len() as u32 - 1
    }

    /// Returns the number of texts.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns the text with a number, or an empty text if there is none.
    pub(super) fn get(&self, number: usize) -> &str {
        let start = match number.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or_default(),
            None => 0,
        };
        let end = self.ends.get(number).copied().unwrap_or(start);
        self.all
            .get(start as usize..end as usize)
            .unwrap_or_default()
    }

    /// Iterates over all texts, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|number| self.get(number))
    }
}

/// Returns whether a text contains another, ignoring the case of ASCII letters.
pub(super) fn holds(text: &str, part: &str) -> bool {
    let (text, part) = (text.as_bytes(), part.as_bytes());
    part.is_empty()
        || text
            .windows(part.len())
            .any(|window| window.eq_ignore_ascii_case(part))
}

/// Cuts a text to at most `most` characters, so that it fits into a list.
pub(super) fn short(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => [&text[..end], "…"].concat(),
        None => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_by_number() {
        let mut texts = Texts::default();
        assert_eq!(texts.get(0), "");
        assert_eq!(
            [texts.push("ä"), texts.push(""), texts.push("c")],
            [0, 1, 2]
        );
        assert_eq!([texts.get(0), texts.get(1), texts.get(2)], ["ä", "", "c"]);
        assert_eq!([texts.get(3), texts.get(usize::MAX)], ["", ""]);
        assert_eq!(texts.iter().count(), 3);
    }

    #[test]
    fn a_part_is_found_in_any_case() {
        assert!(holds("LLaMA-70b", "llama"));
        assert!(holds("训练", "练"));
        assert!(holds("a", "") && holds("", ""));
        assert!(!holds("ab", "abc") && !holds("", "a"));
        assert_eq!(short("训练任务", 2), "训练…");
        assert_eq!(short("ab", 2), "ab");
    }
}
