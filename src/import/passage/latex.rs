//! LaTeX as plain text: numbers and units of siunitx, powers, fonts and macros.

use super::clean::Placed;
use std::collections::BTreeMap;

/// The deepest nesting of braces that is followed, and the most macros that are kept.
const DEEPEST: usize = 20;

/// Commands whose arguments say nothing of the passage.
const SILENT: [&str; 18] = [
    "cite",
    "citep",
    "citet",
    "citealp",
    "ref",
    "cref",
    "Cref",
    "label",
    "url",
    "href",
    "begin",
    "end",
    "eqref",
    "autoref",
    "hspace",
    "vspace",
    "cmidrule",
    "usepackage",
];

/// Commands that stand for a character.
const SIGNS: [(&str, char); 11] = [
    ("times", '×'),
    ("cdot", '×'),
    ("approx", '~'),
    ("sim", '~'),
    ("quad", ' '),
    ("qquad", ' '),
    ("item", '•'),
    ("pm", '±'),
    ("to", '–'),
    ("textendash", '–'),
    ("percent", '%'),
];

/// Commands of siunitx, and their abbreviations.
const UNITS: [(&str, &str); 22] = [
    ("kilo", "k"),
    ("mega", "M"),
    ("giga", "G"),
    ("tera", "T"),
    ("peta", "P"),
    ("exa", "E"),
    ("second", "s"),
    ("minute", "min"),
    ("hour", "h"),
    ("day", "d"),
    ("week", "weeks"),
    ("byte", "B"),
    ("token", "tokens"),
    ("tokens", "tokens"),
    ("flop", "FLOP"),
    ("flops", "FLOPS"),
    ("FLOP", "FLOP"),
    ("per", "/"),
    ("gpu", "GPU"),
    ("GPU", "GPU"),
    ("watt", "W"),
    ("percent", "%"),
];

/// Returns whether a text has commands of LaTeX in it.
pub(super) fn is_latex(text: &[Placed]) -> bool {
    let command = |pair: &[Placed]| {
        pair[0].0 == '\\' && (pair[1].0.is_ascii_alphabetic() || matches!(pair[1].0, ',' | '%'))
    };
    let braced = |pair: &[Placed]| pair[0].0 == '^' && pair[1].0 == '{';
    text.windows(2).any(|pair| command(pair) || braced(pair))
}

/// Returns the text without commands.
pub(super) fn plain(text: &[Placed]) -> Vec<Placed> {
    let mut reader = Reader {
        macros: BTreeMap::new(),
        out: Vec::with_capacity(text.len()),
    };
    reader.all(text, 0);
    reader.out
}

struct Reader {
    macros: BTreeMap<String, Vec<Placed>>,
    out: Vec<Placed>,
}

impl Reader {
    fn all(&mut self, text: &[Placed], depth: usize) {
        let mut at = 0;
        while let Some(&(c, place)) = text.get(at) {
            at += match c {
                '\\' => self.command(&text[at..], depth),
                '$' => 1,
                '~' => {
                    self.out.push((' ', place));
                    1
                }
                '%' => text[at..].iter().take_while(|(c, _)| *c != '\n').count(),
                '{' if matches!(text.get(at + 1), Some((',', _))) => {
                    // `2{,}048` has no space after its comma.
                    self.out.push((',', place));
                    3.min(text.len() - at)
                }
                '{' | '}' => 1,
                '-' if matches!(text.get(at + 1), Some(('-', _))) => {
                    self.out.push(('–', place));
                    text[at..].iter().take_while(|(c, _)| *c == '-').count()
                }
                _ => {
                    self.out.push((c, place));
                    1
                }
            };
        }
    }

    /// Reads a command, and returns its length.
    fn command(&mut self, text: &[Placed], depth: usize) -> usize {
        let place = text[0].1;
        let letters = text[1..]
            .iter()
            .take_while(|(c, _)| c.is_ascii_alphabetic())
            .count();
        if letters == 0 {
            let sign = text.get(1).map_or(' ', |(c, _)| *c);
            match sign {
                '\\' => {
                    self.out.push(('\n', place));
                    return 2 + line_end(&text[2..]);
                }
                ',' | ';' | ' ' | ':' => self.out.push((' ', place)),
                '!' => {}
                sign => self.out.push((sign, place)),
            }
            return 2.min(text.len());
        }
        let name: String = text[1..=letters].iter().map(|(c, _)| *c).collect();
        let mut end = 1 + letters;
        if matches!(name.as_str(), "newcommand" | "renewcommand" | "def") {
            let (named, length) = argument(&text[end..]);
            let (body, more) = argument(&text[end + length..]);
            let named: String = named
                .iter()
                .map(|(c, _)| *c)
                .filter(char::is_ascii_alphabetic)
                .collect();
            if self.macros.len() < 100 && body.len() < 200 {
                self.macros.insert(named, body.to_vec());
            }
            return end + length + more;
        }
        if let Some(body) = self.macros.get(&name).filter(|_| depth < 2).cloned() {
            let body: Vec<Placed> = body.into_iter().map(|(c, _)| (c, place)).collect();
            self.all(&body, depth + DEEPEST / 2);
            return end;
        }
        if matches!(
            name.as_str(),
            "midrule" | "toprule" | "bottomrule" | "hline"
        ) {
            return end + line_end(&text[end..]);
        }
        if SILENT.contains(&name.as_str()) {
            return end_of_arguments(text, end, &['{', '[']);
        }
        if let Some((_, sign)) = SIGNS.iter().find(|(known, _)| *known == name) {
            self.out.push((*sign, place));
            return end;
        }
        let arguments = match name.as_str() {
            "SI" | "qty" => 2,
            "num" | "footnote" | "section" | "subsection" | "subsubsection" | "paragraph"
            | "caption" => 1,
            "frac" | "tfrac" | "dfrac" | "nicefrac" => 2,
            _ => 0,
        };
        let mut parts: Vec<&[Placed]> = Vec::new();
        for _ in 0..arguments {
            end = end_of_arguments(text, end, &['[']);
            let (part, length) = argument(&text[end..]);
            parts.push(part);
            end += length;
        }
        let deeper = depth + 1;
        if deeper > DEEPEST {
            return end;
        }
        let first = parts.first().copied().unwrap_or_default();
        let second = parts.get(1).copied().unwrap_or_default();
        match name.as_str() {
            "SI" | "qty" => {
                self.all(first, deeper);
                self.out.push((' ', place));
                self.unit(second);
            }
            "footnote" => {
                self.out.extend([(' ', place), ('(', place)]);
                self.all(first, deeper);
                self.out.push((')', place));
            }
            "num" => self.all(first, deeper),
            "section" | "subsection" | "subsubsection" | "paragraph" | "caption" => {
                self.all(first, deeper);
                if !matches!(first.last(), Some(('.' | ':', _))) {
                    self.out.push(('.', place));
                }
                let end = if name == "paragraph" { ' ' } else { '\n' };
                self.out.push((end, place));
            }
            "frac" | "tfrac" | "dfrac" | "nicefrac" => {
                // `6\tfrac{1}{2}` is six and a half.
                if self.out.last().is_some_and(|(c, _)| c.is_ascii_digit()) {
                    self.out.push((' ', place));
                }
                self.all(first, deeper);
                self.out.push(('/', place));
                self.all(second, deeper);
            }
            _ => {
                // The argument of a font follows in braces, which are left out.
                if text.get(end).is_some_and(|(c, _)| *c == ' ') {
                    end += 1;
                }
                if text.get(end).is_some_and(|(c, _)| *c == '[') {
                    end += argument(&text[end..]).1;
                }
            }
        }
        end
    }

    /// Writes a unit of siunitx.
    fn unit(&mut self, unit: &[Placed]) {
        let mut at = 0;
        while let Some(&(c, place)) = unit.get(at) {
            if c != '\\' {
                self.out.push((c, place));
                at += 1;
                continue;
            }
            let letters = unit[at + 1..]
                .iter()
                .take_while(|(c, _)| c.is_ascii_alphabetic())
                .count();
            let name: String = unit[at + 1..at + 1 + letters]
                .iter()
                .map(|(c, _)| *c)
                .collect();
            let known = UNITS.iter().find(|(known, _)| *known == name);
            let word = known.map_or(name.as_str(), |(_, short)| short);
            self.out.extend(word.chars().map(|c| (c, place)));
            at += 1 + letters;
        }
    }
}

/// Returns the length of spaces up to and with the end of a line, if nothing else is there.
fn line_end(text: &[Placed]) -> usize {
    let spaces = text.iter().take_while(|(c, _)| *c == ' ').count();
    match text.get(spaces) {
        Some(('\n', _)) => spaces + 1,
        _ => 0,
    }
}

/// Returns the end of all arguments that open with one of these signs. One that is not closed is left.
fn end_of_arguments(text: &[Placed], from: usize, opening: &[char]) -> usize {
    let mut end = from;
    while text.get(end).is_some_and(|(c, _)| opening.contains(c)) {
        match argument(&text[end..]).1 {
            0 => break,
            length => end += length,
        }
    }
    end
}

/// Returns the argument in braces or brackets at the start of a text, without them, and its length
/// with them; nothing if there is none.
fn argument(text: &[Placed]) -> (&[Placed], usize) {
    let spaces = text.iter().take_while(|(c, _)| *c == ' ').count();
    let (open, close) = match text.get(spaces) {
        Some(('{', _)) => ('{', '}'),
        Some(('[', _)) => ('[', ']'),
        // `\def\name{…}`
        Some(('\\', _)) => {
            let letters = text[spaces + 1..]
                .iter()
                .take_while(|(c, _)| c.is_ascii_alphabetic())
                .count();
            let end = spaces + 1 + letters;
            return (&text[spaces..end], end);
        }
        _ => return (&[], 0),
    };
    let mut depth = 0;
    for (at, (c, _)) in text.iter().enumerate().skip(spaces).take(2000) {
        if *c == open {
            depth += 1;
        } else if *c == close {
            depth -= 1;
            if depth == 0 {
                return (&text[spaces + 1..at], at + 1);
            }
        }
    }
    (&[], 0)
}
