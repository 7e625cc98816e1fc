//! Words that are searched for in a row.

use crate::batch::Record;

/// Returns whether each of the words is in a cell of the row, in capitals or small letters.
pub(super) fn has_words(record: &Record, words: &str) -> bool {
    words.split_whitespace().all(|word| {
        let word = word.to_lowercase();
        record.cells().any(|cell| contains(cell, &word))
    })
}

/// Returns whether a cell has a word that is in small letters.
fn contains(cell: &[u8], word: &str) -> bool {
    if cell.len() < word.len() && cell.is_ascii() {
        return false;
    }
    if cell.is_ascii() {
        let word = word.as_bytes();
        return cell
            .windows(word.len().max(1))
            .any(|part| part.eq_ignore_ascii_case(word));
    }
    String::from_utf8_lossy(cell).to_lowercase().contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::Records;

    #[test]
    fn every_word_is_in_some_cell() {
        let mut records = Records::new(b',');
        let record = records
            .read("GPT-4 Turbo,Öl,1e25\n".as_bytes())
            .1
            .expect("a row");
        for words in ["", "  ", "gpt", "TURBO öl", "ÖL 1E25", "-4"] {
            assert!(has_words(&record, words), "{words}");
        }
        for words in ["gpt5", "gpt olé", "1e256"] {
            assert!(!has_words(&record, words), "{words}");
        }
    }
}
