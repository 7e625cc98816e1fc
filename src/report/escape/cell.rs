//! Cells of CSV (RFC 4180) that no spreadsheet takes for a formula.

/// Rows of cells, each ended by a carriage return and a line feed, as the standard has it.
#[derive(Default)]
pub(in crate::report) struct Table(String);

impl Table {
    /// Adds a row.
    pub(in crate::report) fn row(&mut self, cells: &[String]) {
        let cells: Vec<String> = cells.iter().map(|text| quote(&harmless(text))).collect();
        self.0.push_str(&cells.join(","));
        self.0.push_str("\r\n");
    }

    /// Returns all rows.
    pub(in crate::report) fn text(self) -> String {
        self.0
    }
}

/// Puts an apostrophe before a text that begins like a formula, so that spreadsheets take it for
/// text (OWASP, “CSV Injection”). Numbers stay numbers.
fn harmless(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if is_formula && text.parse::<f64>().is_err() {
        format!("'{text}")
    } else {
        text.into()
    }
}

fn quote(text: &str) -> String {
    if text.contains([',', '"', '\r', '\n', ';', '\t']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_a_text_or_a_number_and_no_formula() {
        let mut table = Table::default();
        table.row(&["=1+1", "-2.5e3", "@x", "a,\"b\"", ""].map(String::from));
        assert_eq!(table.text(), "'=1+1,-2.5e3,'@x,\"a,\"\"b\"\"\",\r\n");
    }
}
