//! Escapes a text for LaTeX, as pdflatex takes it with or without `\usepackage[utf8]{inputenc}`.

use super::super::escape::latex_letters::{is_known, replacement};

const SUPERSCRIPTS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/// Escapes a text so that nothing in it is a command. Powers of ten become formulas,
/// `$1.8\times10^{24}$`.
pub(in crate::report) fn text(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 16);
    let mut at = 0;
    while at < chars.len() {
        if let Some((formula, end)) = power_of_ten(&chars, at) {
            out.push_str(&formula);
            at = end;
            continue;
        }
        if let Some((digits, end)) = superscript(&chars, at) {
            out.push_str(&format!("$^{{{digits}}}$"));
            at = end;
            continue;
        }
        match chars[at] {
            // Two dashes or two quotes would be joined to one sign.
            c @ ('-' | '\'' | ',' | '`') if chars.get(at + 1) == Some(&c) => {
                push(&mut out, c);
                out.push_str("{}");
            }
            '?' | '!' if chars.get(at + 1) == Some(&'`') => {
                push(&mut out, chars[at]);
                out.push_str("{}");
            }
            c => push(&mut out, c),
        }
        at += 1;
    }
    out
}

/// Returns whether a letter of the text becomes a question mark.
pub(in crate::report) fn is_lossy(plain: &str) -> bool {
    let count = |text: &str| text.matches('?').count();
    count(&text(plain)) > count(plain) + plain.matches('¿').count()
}

/// Escapes an address for `\href` or `\url`, even inside another command: hyperref removes the
/// backslashes again.
pub(in crate::report) fn address(address: &str) -> String {
    let mut out = String::with_capacity(address.len() + 8);
    for c in address.chars() {
        if matches!(c, '%' | '#' | '&' | '_') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Reads `4.86 × 10¹⁷` from a digit on, as a formula, and returns its end.
fn power_of_ten(chars: &[char], start: usize) -> Option<(String, usize)> {
    let is_part = |at: usize| {
        let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
        digit(at) || (chars.get(at) == Some(&'.') && digit(at + 1))
    };
    // A formula begins at the first digit of a number.
    let is_inside = start > 0 && (is_part(start - 1) || chars[start - 1] == ',');
    if !chars[start].is_ascii_digit() || is_inside {
        return None;
    }
    let mut end = start;
    while is_part(end) {
        end += 1;
    }
    let number: String = chars[start..end].iter().collect();
    let rest = chars[end..].iter().take(5);
    if !rest.eq([' ', '×', ' ', '1', '0'].iter()) {
        return None;
    }
    let (digits, end) = superscript(chars, end + 5)?;
    Some((format!("${number}\\times10^{{{digits}}}$"), end))
}

/// Reads raised digits as plain ones, and returns their end.
fn superscript(chars: &[char], start: usize) -> Option<(String, usize)> {
    let mut digits = String::new();
    let mut end = start;
    while let Some(c) = chars.get(end) {
        match SUPERSCRIPTS.chars().position(|s| s == *c) {
            Some(digit) => digits.push_str(&digit.to_string()),
            None if *c == '⁻' && end == start => digits.push('-'),
            None => break,
        }
        end += 1;
    }
    (!digits.is_empty()).then_some((digits, end))
}

fn push(out: &mut String, c: char) {
    match c {
        // These surround text written from right to left, for which pdflatex has no letters.
        '\u{2068}' | '\u{2069}' => {}
        '%' | '_' | '&' | '#' | '$' => {
            out.push('\\');
            out.push(c);
        }
        '{' => out.push_str("\\textbraceleft{}"),
        '}' => out.push_str("\\textbraceright{}"),
        '~' => out.push_str("\\textasciitilde{}"),
        '^' => out.push_str("\\textasciicircum{}"),
        '\\' => out.push_str("\\textbackslash{}"),
        '<' => out.push_str("\\textless{}"),
        '>' => out.push_str("\\textgreater{}"),
        '|' => out.push_str("\\textbar{}"),
        '"' => out.push_str("''"),
        '`' => out.push_str("\\textasciigrave{}"),
        // After the end of a table row, these signs would be read as its option.
        '[' | ']' | '*' => {
            out.push('{');
            out.push(c);
            out.push('}');
        }
        c if c.is_ascii_graphic() || c == ' ' => out.push(c),
        c if is_known(c) => out.push(c),
        c => out.push_str(replacement(c)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_a_command() {
        for (plain, escaped) in [
            ("50% of a_b & #1 $5", "50\\% of a\\_b \\& \\#1 \\$5"),
            (
                "\\input{x}~^",
                "\\textbackslash{}input\\textbraceleft{}x\\textbraceright{}\\textasciitilde{}\\textasciicircum{}",
            ),
            ("“a” – b’s…", "``a'' -- b's\\ldots{}"),
            ("größer ≥ 3", "größer $\\ge$ 3"),
            ("模型", "??"),
            ("a--b", "a-{}-b"),
            ("[x]*", "{[}x{]}{*}"),
        ] {
            assert_eq!(text(plain), escaped);
        }
    }

    #[test]
    fn powers_of_ten_are_formulas() {
        for (plain, escaped) in [
            ("4.86 × 10¹⁷ FLOP", "$4.86\\times10^{17}$ FLOP"),
            (
                "2 × 7.5 × 10⁸ × (1 + 2)",
                "2 $\\times$ $7.5\\times10^{8}$ $\\times$ (1 + 2)",
            ),
            ("1,200 × 10", "1,200 $\\times$ 10"),
            ("2.7 × 10⁻⁵", "$2.7\\times10^{-5}$"),
            ("m² CO₂e", "m$^{2}$ CO$_{2}$e"),
            ("×/÷ 1.58", "$\\times$/$\\div$ 1.58"),
        ] {
            assert_eq!(text(plain), escaped);
        }
    }
}
