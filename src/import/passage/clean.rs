//! The text of a passage without the noise of PDFs, LaTeX and Markdown, and where each character stood.

use super::{columns, latex};

/// A character and its place in the passage as given.
pub(super) type Placed = (char, usize);

/// The most characters of a passage that are read; the rest is ignored, and a problem says so.
pub(super) const MOST_CHARS: usize = 30_000;

/// Returns the characters that are read. Each has the place of the character that it came from.
pub(super) fn clean(text: &str) -> Vec<Placed> {
    let placed: Vec<Placed> = text
        .chars()
        .take(MOST_CHARS)
        .enumerate()
        .map(|(at, c)| (c, at))
        .collect();
    let placed = match latex::is_latex(&placed) {
        true => latex::plain(&placed),
        false => placed,
    };
    joined_lines(&columns::in_order(&characters(&placed)))
}

/// Spells ligatures, spaces, signs and raised digits in one way, and removes what is invisible.
fn characters(text: &[Placed]) -> Vec<Placed> {
    let mut out: Vec<Placed> = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&(c, place)) = text.get(at) {
        at += 1;
        match c {
            'ﬀ'..='ﬆ' => out.extend(ligature(c).chars().map(|c| (c, place))),
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\r' => {}
            '\n' | '\t' => out.push((c, place)),
            '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => out.push(('\n', place)),
            c if c.is_whitespace() => out.push((' ', place)),
            '−' | '‐' | '‑' => out.push(('-', place)),
            '—' | '‒' | '―' => out.push(('–', place)),
            '·' | '⋅' | '∙' | '✕' | '✖' => out.push(('×', place)),
            '’' | '‘' | 'ʼ' | '´' => out.push(('\'', place)),
            '“' | '”' | '„' | '«' | '»' => out.push(('"', place)),
            '∼' | '≈' | '≃' => out.push(('~', place)),
            '\u{ff01}'..='\u{ff5e}' => out.push((half_width(c), place)),
            '、' => out.push((',', place)),
            '。' => out.extend([('.', place), (' ', place)]),
            '⁄' | '∕' => out.push(('/', place)),
            '½' | '¼' | '¾' | '⅓' | '⅔' => out.extend(vulgar(c).chars().map(|c| (c, place))),
            // `10**12`
            '*' if is_power(&out, &text[at..]) => {
                out.push(('^', place));
                at += 1;
            }
            '*' | '`' | '_' if is_emphasis(&out, text, at - 1) => {}
            c if raised(c).is_some() => {
                let after = out.last().map(|(c, _)| *c);
                // Behind a letter or a bracket it is the mark of a footnote.
                if after.is_some_and(|c| c.is_ascii_digit()) {
                    out.push(('^', place));
                    at -= 1;
                    while let Some(&(c, place)) = text.get(at) {
                        let Some(c) = raised(c) else { break };
                        out.push((c, place));
                        at += 1;
                    }
                }
            }
            c => out.push((c, place)),
        }
    }
    out
}

/// Returns whether a second star after a number makes a power.
fn is_power(out: &[Placed], rest: &[Placed]) -> bool {
    let digit = |place: Option<&Placed>| place.is_some_and(|(c, _)| c.is_ascii_digit());
    digit(out.last()) && matches!(rest, [('*', _), next, ..] if next.0.is_ascii_digit())
}

/// Returns whether a sign is Markdown's, around a word that it makes bold or a name of code.
fn is_emphasis(out: &[Placed], text: &[Placed], at: usize) -> bool {
    let sign = text[at].0;
    let before = out.last().map(|(c, _)| *c);
    let next = text.get(at + 1).map(|(c, _)| *c);
    match sign {
        '`' => true,
        // A star between numbers multiplies; one before a space begins an item.
        '*' => {
            let number = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            // `70B*2T`, `(a)*(b)`
            let closes = |c: char| c.is_ascii_digit() || matches!(c, ')' | '%');
            let rest = &text[at + 1..];
            let factor = rest.iter().map(|(c, _)| *c).find(|c| *c != ' ');
            let opens = factor.is_some_and(|c| c.is_ascii_digit() || matches!(c, '(' | '.'));
            let is_apart = next == Some(' ');
            let inside =
                opens && before.is_some_and(|c| closes(c) || !is_apart && c.is_ascii_alphabetic());
            if inside {
                return false;
            }
            let doubled = next == Some('*') || at > 0 && text[at - 1].0 == '*';
            let starts = next.is_some_and(|c| c.is_alphanumeric()) && !number(before);
            let ends = before.is_some_and(|c| !c.is_whitespace()) && !number(next);
            doubled && !number(before) || (starts || ends) && !(before == Some(' ') && number(next))
        }
        _ => {
            let inside = before.is_some_and(char::is_alphanumeric)
                && next.is_some_and(char::is_alphanumeric);
            !inside
        }
    }
}

/// Returns the plain form of a full-width character: the 7 of `７`.
fn half_width(c: char) -> char {
    char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)
}

fn ligature(c: char) -> &'static str {
    match c {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        _ => "st",
    }
}

fn vulgar(c: char) -> &'static str {
    match c {
        '½' => ".5",
        '¼' => ".25",
        '¾' => ".75",
        '⅓' => ".3333",
        _ => ".6667",
    }
}

fn raised(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        '⁻' => '-',
        '⁺' => '+',
        _ => return None,
    })
}

/// Joins words that a line end divides, and lines of one paragraph.
fn joined_lines(text: &[Placed]) -> Vec<Placed> {
    let mut out: Vec<Placed> = Vec::with_capacity(text.len());
    let mut line_start = 0;
    let mut at = 0;
    while let Some(&(c, place)) = text.get(at) {
        at += 1;
        if c != '\n' {
            out.push((c, place));
            continue;
        }
        while out.len() > line_start && out.last().is_some_and(|(c, _)| *c == ' ') {
            out.pop();
        }
        let indent = text[at..].iter().take_while(|(c, _)| *c == ' ').count();
        let next = text.get(at + indent).map(|(c, _)| *c);
        let line = &out[line_start.min(out.len())..];
        let divided = line.len() > 1
            && line.last().is_some_and(|(c, _)| *c == '-')
            && line[line.len() - 2].0.is_ascii_alphanumeric();
        match next {
            Some(next) if divided && next.is_ascii_alphanumeric() => {
                at += indent;
                let before = line[line.len() - 2].0;
                // `net-work` is one word; the hyphen of `GPU-hours` and `GPT-2` belongs to it.
                if next.is_ascii_lowercase() && before.is_ascii_lowercase() {
                    out.pop();
                }
            }
            Some(next) if continues(line, next, &text[at + indent..]) => {
                at += indent;
                out.push((' ', place));
            }
            _ => {
                out.push(('\n', place));
                line_start = out.len();
            }
        }
    }
    out
}

/// Returns whether a line gives a name a value: `batch size = 512`.
fn is_setting(line: &[Placed]) -> bool {
    let equals = line.iter().take(40).position(|(c, _)| *c == '=');
    let is_of_name = |c: char| c.is_ascii_alphabetic() || matches!(c, ' ' | '_' | '-' | '.');
    equals.is_some_and(|equals| equals > 1 && line[..equals].iter().all(|(c, _)| is_of_name(*c)))
}

/// Returns whether the next line belongs to the same sentence.
fn continues(line: &[Placed], next: char, rest: &[Placed]) -> bool {
    let Some((last, _)) = line.last() else {
        return false;
    };
    let is_cells = |line: &[Placed]| line.iter().any(|(c, _)| matches!(c, '|' | '\t' | '&'));
    let next_line = rest
        .iter()
        .position(|(c, _)| *c == '\n')
        .unwrap_or(rest.len());
    let gap = |line: &[Placed]| line.windows(3).any(|w| w.iter().all(|(c, _)| *c == ' '));
    if is_cells(line)
        || is_cells(&rest[..next_line])
        || gap(line)
        || gap(&rest[..next_line.min(200)])
    {
        return false;
    }
    let first = line.first().map_or(' ', |(c, _)| *c);
    let is_item = matches!(next, '-' | '*' | '•' | '#' | '>' | '|' | '+' | '\n' | '=');
    if is_item || first == '#' {
        return false;
    }
    // Lines of a paragraph are long, or end within a clause.
    let is_open = !matches!(last, '.' | '!' | '?' | ':' | ';');
    let is_long = line.len() >= 40;
    // `batch size = 512`, line by line
    if is_setting(line) && is_setting(&rest[..next_line]) {
        return false;
    }
    let is_label = line.iter().take(40).any(|(c, _)| *c == ':') && line.len() < 60;
    let next_label = {
        let colon = rest[..next_line]
            .iter()
            .take(30)
            .position(|(c, _)| *c == ':');
        colon.is_some() && next.is_ascii_uppercase()
    };
    (is_long && !next_label && !(is_label && next.is_ascii_uppercase()))
        || is_open && next.is_ascii_lowercase() && line.len() > 15
}
