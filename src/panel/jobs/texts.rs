//! A list of texts, kept in one.

/// A hundred thousand short texts cost little more than their letters.
#[derive(Default)]
pub(super) struct Texts {
    all: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Texts {
    /// Adds a text; its number.
    pub(super) fn push(&mut self, text: &str) -> u32 {
        self.all.push_str(text);
        self.ends.push(self.all.len() as u32);
        self.ends.len() as u32 - 1
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text of that number; empty if there is none.
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

    /// All of them, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|number| self.get(number))
    }
}

/// Whether a text holds another, whatever the case of its ASCII letters.
pub(super) fn holds(text: &str, part: &str) -> bool {
    let (text, part) = (text.as_bytes(), part.as_bytes());
    part.is_empty()
        || text
            .windows(part.len())
            .any(|window| window.eq_ignore_ascii_case(part))
}

/// So much of a text that a list stays a list.
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
