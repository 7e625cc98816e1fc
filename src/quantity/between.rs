//! Ranges in words: `between 5 and 6 days`, `from 5 to 6 days`, `5 or 6 days`.

use super::hedge;
use super::normalize::normalize;

/// Removes the word before a range, and joins its ends by `to`. Returns `None` if the text does not begin with such a
/// word.
pub(super) fn take(text: &str) -> Option<Vec<char>> {
    if let Some(ends) = hedge::after(text, "between") {
        let mut chars = normalize(ends);
        join(&mut chars);
        return Some(chars);
    }
    hedge::after(text, "from").map(normalize)
}

/// Replaces the last `and` by `to`, unless it begins `and a half`.
fn join(chars: &mut [char]) {
    let is_half = |rest: &[char]| is_word(rest, "a half");
    let is_joint = |at: &usize| is_word(&chars[*at..], "and ") && !is_half(&chars[at + 4..]);
    let starts = (1..chars.len()).filter(|at| chars[at - 1] == ' ');
    if let Some(at) = starts.rev().find(is_joint) {
        chars[at..at + 3].copy_from_slice(&['t', 'o', ' ']);
    }
}

fn is_word(chars: &[char], word: &str) -> bool {
    let mut letters = chars.iter();
    word.chars()
        .all(|c| letters.next().is_some_and(|l| l.eq_ignore_ascii_case(&c)))
}

/// Returns the range of `5 or 6 days`, if it may be meant.
pub(super) fn of_alternatives(text: &str) -> Option<String> {
    let chars = normalize(text);
    let at = (1..chars.len()).find(|at| chars[at - 1] == ' ' && is_word(&chars[*at..], "or "))?;
    let [before, behind] = [&chars[..at], &chars[at + 2..]].map(|part| part.iter().collect());
    let (before, behind): (String, String) = (before, behind);
    Some([before.as_str(), "to", behind.as_str()].concat())
}
