//! A text within a link: `_` for a space, and percent-encoding.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode, utf8_percent_encode};

/// Characters that must be escaped: all that a fragment may not hold (RFC 3986, section 3.5), the
/// separator of our links, and the plus and the underscore, which are read as spaces.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'+')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'_')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Appends a text as a link spells it: `_` for a space, and percent-encoded where that is needed.
pub(super) fn escape_into(out: &mut String, text: &str) {
    for (i, word) in text.split(' ').enumerate() {
        if i > 0 {
            out.push('_');
        }
        out.extend(utf8_percent_encode(word, ESCAPED));
    }
}

/// Returns a text as a link spells it.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::new();
    escape_into(&mut out, text);
    out
}

/// Decodes a value: `_`, `+` and `%20` are spaces, the rest is percent-encoded UTF-8. Returns false
/// beside it if a part is not valid.
pub(crate) fn decode_text(value: &str) -> (String, bool) {
    let spaced: Vec<u8> = value
        .bytes()
        .map(|byte| match byte {
            b'_' | b'+' => b' ',
            byte => byte,
        })
        .collect();
    let bytes: Vec<u8> = percent_decode(&spaced).collect();
    let mut text = String::new();
    let mut is_whole = true;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            is_whole = false;
        }
    }
    (text, is_whole)
}
