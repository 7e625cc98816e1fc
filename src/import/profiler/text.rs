//! A report as it reaches us: copied from a terminal, a log, a notebook or a Markdown page.

/// A list of every module of a large model has some ten thousand.
const MAX_LINES: usize = 200_000;

/// Its lines, without what terminals and logs put around them.
pub(super) struct Report {
    lines: Vec<String>,
}

impl Report {
    pub(super) fn new(text: &str) -> Self {
        let text = plain(text);
        let lines = text.lines().map(|line| line.trim_end().to_string());
        // A fence, or the quotation of a mail, is not a line of the report.
        let lines = lines.filter(|line| !line.trim_start().starts_with("```"));
        Self {
            lines: lines.take(MAX_LINES).collect(),
        }
    }

    pub(super) fn lines(&self) -> impl DoubleEndedIterator<Item = &str> + Clone {
        self.lines.iter().map(String::as_str)
    }

    /// Returns whether some line has these words, in any case.
    pub(super) fn has(&self, words: &str) -> bool {
        self.after(words).is_some()
    }

    /// Returns the text after these words, in any case, in the first line that has them; it is in
    /// the next line if a narrow terminal broke it there.
    pub(super) fn after(&self, words: &str) -> Option<&str> {
        let mut lines = self.lines();
        let rest = lines.find_map(|line| after(line, words))?;
        if rest.trim().is_empty() {
            return Some(lines.next().unwrap_or(rest));
        }
        Some(rest)
    }

    /// Returns the text after these words in each line that has them.
    pub(super) fn every(&self, words: &str) -> impl Iterator<Item = &str> {
        self.lines().filter_map(move |line| after(line, words))
    }
}

/// Returns the text after ASCII words in a line, whatever their case. A log’s time, level and file
/// may come before them.
pub(super) fn after<'a>(line: &'a str, words: &str) -> Option<&'a str> {
    let (line_bytes, words) = (line.as_bytes(), words.as_bytes());
    let first = words.first()?.to_ascii_lowercase();
    let at = line_bytes.windows(words.len()).position(|part| {
        part[0].to_ascii_lowercase() == first && part.eq_ignore_ascii_case(words)
    })?;
    // The words are ASCII, so that a character begins after them.
    line.get(at + words.len()..)
}

/// Removes colours (ECMA-48 control sequences), and makes line ends and spaces alike.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' => escape(&mut chars),
            '\u{9b}' => sequence(&mut chars),
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\t' | '\u{a0}' | '\u{202f}' => out.push(' '),
            '\u{feff}' | '\u{200b}' => {}
            c => out.push(c),
        }
    }
    out
}

fn escape(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    match chars.peek() {
        Some('[') => {
            chars.next();
            sequence(chars);
        }
        // A window's title, up to a bell.
        Some(']') => {
            let _ = chars.find(|c| matches!(c, '\u{7}' | '\u{1b}' | '\n'));
        }
        _ => {
            chars.next_if(char::is_ascii);
        }
    }
}

/// Numbers and semicolons up to a letter; a sequence that is cut off takes no more than its line.
fn sequence(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    while let Some(c) = chars.next_if(|c| (' '..='~').contains(c)) {
        if ('@'..='~').contains(&c) {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_and_a_log_add_is_taken_away() {
        let report = Report::new(
            "```\r\n\u{1b}[1;32m[2024-05-01 12:00:00] INFO\u{1b}[0m fwd MACs per GPU:\u{a0}7 M\r```\n",
        );
        assert_eq!(report.after("FWD MACS PER GPU:"), Some(" 7 M"));
        assert_eq!(report.lines().count(), 1);
        assert!(!report.has("```"));
    }

    #[test]
    fn a_letter_of_another_script_before_the_words_does_no_harm() {
        assert_eq!(after("计算 macs: 5", "macs:"), Some(" 5"));
        assert_eq!(after("", "macs"), None);
    }
}
