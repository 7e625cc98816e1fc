//! The first bytes of a table: its separator, or why it is none.

use thiserror::Error;

/// The bytes that tell.
pub const START: usize = 1 << 16;

/// The file is not a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoTable {
    /// Nothing is in it.
    #[error("the file is empty. The first line of a table names its columns.")]
    Empty,
    /// A file of Excel or LibreOffice.
    #[error("this is a workbook. Save the sheet as CSV UTF-8.")]
    Workbook,
    /// A text of another encoding.
    #[error("this is UTF-16. Save the table as CSV UTF-8.")]
    Utf16,
    /// A file of Parquet.
    #[error("this is Parquet. Save the table as CSV.")]
    Parquet,
    /// A file of gzip.
    #[error("this is compressed. Unpack it.")]
    Compressed,
    /// Anything else that is not text.
    #[error("this is no text. Save the table as CSV UTF-8.")]
    Binary,
}

/// Returns the separator of the table that begins with these bytes.
///
/// # Errors
///
/// The file is not text.
pub fn separator(start: &[u8]) -> Result<u8, NoTable> {
    match start {
        [] => Err(NoTable::Empty),
        [b'P', b'K', 3, 4, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(NoTable::Workbook),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Err(NoTable::Utf16),
        [b'P', b'A', b'R', b'1', ..] => Err(NoTable::Parquet),
        [0x1f, 0x8b, ..] => Err(NoTable::Compressed),
        _ if start.contains(&0) => Err(NoTable::Binary),
        _ => Ok(most_frequent(start)),
    }
}

/// Returns the one of comma, tab and semicolon that the first line has most of.
fn most_frequent(start: &[u8]) -> u8 {
    let mut is_quoted = false;
    let mut counts = [(b',', 0), (b'\t', 0), (b';', 0)];
    for byte in start {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted => break,
            byte => {
                let count = counts.iter_mut().find(|(separator, _)| separator == byte);
                if let Some((_, count)) = count.filter(|_| !is_quoted) {
                    *count += 1;
                }
            }
        }
    }
    let mut most = (b',', 0);
    for (separator, count) in counts {
        if count > most.1 {
            most = (separator, count);
        }
    }
    most.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_tells_the_separator() {
        for (text, expected) in [
            ("a,b,c\n1;2;3;4;5", b','),
            ("a\tb\tc\n", b'\t'),
            ("a;b;c", b';'),
            ("\"a;b;c\nd\",e\n;;;;", b','),
            ("tokens", b','),
        ] {
            assert_eq!(separator(text.as_bytes()), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_text_is_told() {
        for (start, why) in [
            (&b""[..], NoTable::Empty),
            (b"PK\x03\x04", NoTable::Workbook),
            (b"\xff\xfea\0", NoTable::Utf16),
            (b"PAR1", NoTable::Parquet),
            (b"\x1f\x8b\x08", NoTable::Compressed),
            (b"\x7fELF\0\0", NoTable::Binary),
        ] {
            assert_eq!(separator(start), Err(why));
        }
    }
}
