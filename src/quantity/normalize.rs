//! Normalization of pasted text: other characters of the same meaning become those that numbers are
//! read in.

/// Normalizes a text. Any kind of space becomes a space; a raised digit becomes `^` and a digit; minus
/// signs, multiplication signs and dashes of one meaning become one character each.
pub(super) fn normalize(text: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(text.len());
    let mut raised = false;
    for c in text.trim().chars().map(narrow) {
        if let Some(plain) = lowered(c) {
            if !raised {
                out.push('^');
            }
            raised = true;
            out.push(plain);
            continue;
        }
        raised = false;
        match c {
            c if c.is_whitespace() => out.push(' '),
            // Invisible characters that pages put into numbers: zero-width spaces, soft hyphens.
            '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {}
            '×' | '·' | '⋅' | '∙' | '✕' => out.push('×'),
            '−' | '‐' | '‑' => out.push('-'),
            // Dots become one sign with dashes, so that no point of a number joins them: `.3….5`.
            '—' | '‒' | '―' | '…' => out.push('–'),
            '’' | '‘' | 'ʼ' => out.push('\''),
            '⁄' | '∕' => out.push('/'),
            '¼'..='¾' | '⅓'..='⅞' => {
                // `2½` is `2 1/2`.
                if out.last().is_some_and(char::is_ascii_digit) {
                    out.push(' ');
                }
                out.extend(vulgar(c).chars());
            }
            c => out.push(c),
        }
    }
    out
}

/// Returns the ASCII character of the same meaning for a full-width one, as Chinese, Japanese and Korean keyboards type
/// them (the Unicode block Halfwidth and Fullwidth Forms, U+FF01 to U+FF5E): `７０Ｂ` becomes `70B`.
pub(crate) fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from((c as u32 - '！' as u32) as u8 + b'!'),
        c => c,
    }
}

/// Spells a fraction that is one character.
fn vulgar(c: char) -> &'static str {
    const SMALL: [&str; 3] = ["1/4", "1/2", "3/4"];
    const OTHERS: [&str; 12] = [
        "1/3", "2/3", "1/5", "2/5", "3/5", "4/5", "1/6", "5/6", "1/8", "3/8", "5/8", "7/8",
    ];
    let at = |first: char| (c as usize).checked_sub(first as usize);
    let other = at('⅓').and_then(|at| OTHERS.get(at));
    let small = at('¼').and_then(|at| SMALL.get(at));
    other.or(small).copied().unwrap_or_default()
}

fn lowered(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => char::from(b'4' + (c as u32 - '⁴' as u32) as u8),
        '⁻' => '-',
        '⁺' => '+',
        _ => return None,
    })
}

/// Removes the gas from the unit `g CO2e/kWh`, which leaves `g/kWh`: the 2 is not a number.
pub(super) fn leave_out_gas(chars: &mut Vec<char>) {
    let is = |chars: &[char], at: usize, letter: char| {
        chars
            .get(at)
            .is_some_and(|c| c.eq_ignore_ascii_case(&letter))
    };
    let mut at = 0;
    while at < chars.len() {
        let is_gas = is(chars, at, 'c')
            && is(chars, at + 1, 'o')
            && matches!(chars.get(at + 2), Some('2' | '₂'));
        if is_gas {
            let mut end = at + 3;
            end += usize::from(is(chars, end, '-') && is(chars, end + 1, 'e'));
            end += usize::from(is(chars, end, 'e'));
            end += usize::from(is(chars, end, 'q'));
            chars.drain(at..end);
        } else {
            at += 1;
        }
    }
}
