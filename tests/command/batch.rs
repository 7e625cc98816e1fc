//! `petaday batch`: tables of keys and links, and everything that can be wrong with a table.

use crate::{Ran, run, run_with};
use serde_json::Value;

/// Runs over a table, and returns the rows as fields by column.
struct Table {
    ran: Ran,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn of(input: &[u8]) -> Self {
        Self::separated(input, b',')
    }

    fn separated(input: &[u8], separator: u8) -> Self {
        let ran = run_with(&["batch", "-"], input);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .from_reader(ran.out.as_bytes());
        let mut rows = reader.records().map(|row| {
            let row = row.expect("every row has as many cells as the header");
            row.iter().map(String::from).collect::<Vec<_>>()
        });
        let header = rows.next().unwrap_or_default();
        let rows = rows.collect();
        Self { ran, header, rows }
    }

    #[track_caller]
    fn cell(&self, row: usize, column: &str) -> &str {
        let at = self.header.iter().position(|name| name == column);
        let at = at.unwrap_or_else(|| panic!("no {column}: {}{}", self.ran.out, self.ran.err));
        &self.rows[row][at]
    }

    #[track_caller]
    fn number(&self, row: usize, column: &str) -> Option<f64> {
        let cell = self.cell(row, column);
        (!cell.is_empty()).then(|| cell.parse().expect("a number"))
    }
}

#[test]
fn each_row_has_its_figures_behind_its_cells() {
    let table = Table::of(
        b"who,parameters,tokens,time,chips,hardware,format,utilization\n\
          me,70B,2T to 3T,35 d,2000,H100 SXM,bf16,40%\n\
          you,70B,2T,,,,,\n",
    );
    assert_eq!(table.ran.code, 0, "{}", table.ran.err);
    assert_eq!(table.cell(0, "who"), "me");
    let flop = table.number(0, "flop").expect("a figure");
    assert_eq!(table.number(0, "flop_low"), Some(8.4e23));
    assert_eq!(table.number(0, "flop_high"), Some(1.26e24));
    assert_eq!(table.number(0, "operations_flop"), Some(flop));
    let pfs_days = table.number(0, "pfs_days").expect("pfs-days");
    assert!((pfs_days - flop / 8.64e19).abs() < 1e-6);
    let gpu_time = table.number(0, "gpu_time_flop").expect("method 2");
    assert!((gpu_time / (35.0 * 86_400.0 * 2000.0 * 989.4e12 * 0.4) - 1.0).abs() < 1e-3);
    assert_eq!(table.number(0, "ratio"), Some(flop / gpu_time));
    assert!(table.number(0, "implied_utilization").is_some());
    assert!(table.cell(0, "link").starts_with("v=1&data="));
    assert_eq!(table.number(1, "flop"), Some(8.4e23));
    assert_eq!(table.cell(1, "gpu_time_flop"), "");
    assert_eq!(table.cell(1, "problems"), "");
    assert!(table.ran.err.contains("2 of 2 rows have a figure."));
}

#[test]
fn a_rows_link_opens_with_its_figure() {
    let table = Table::of("title,parameters,tokens\nMöbius & Co,7B,1T\n".as_bytes());
    let link = table.cell(0, "link").to_owned();
    let json = run(&["estimate", &link]).ended(0, "").json();
    assert_eq!(json["flop"]["median"].as_f64(), table.number(0, "flop"));
    assert_eq!(json["title"], "Möbius & Co");
    let again = Table::of(format!("link\n{link}\n").as_bytes());
    assert_eq!(again.cell(0, "petaday_link"), link);
    assert_eq!(again.number(0, "flop"), table.number(0, "flop"));
}

#[test]
fn a_bad_cell_never_ends_the_run() {
    let table = Table::of(b"parameters,tokens\n7B,1e\n7B,1T,3\n,\n7B,\xff\n7B,1T\n");
    assert_eq!(table.ran.code, 0, "{}", table.ran.err);
    for (row, told) in [
        (0, "tokens: "),
        (1, "row: The row has 3 cells and the header 2."),
        (2, "row: No column that is known is filled in."),
        (3, "tokens: This cell is not UTF-8."),
    ] {
        let problems = table.cell(row, "problems");
        assert!(problems.contains(told), "{told}: {problems}");
        assert_eq!(table.cell(row, "flop"), "", "row {row}");
    }
    assert_eq!(table.number(4, "flop"), Some(4.2e22));
    let none = Table::of(b"parameters,tokens\n7B,1e\n");
    assert_eq!(none.ran.code, 2, "no row has a figure");
}

#[test]
fn spreadsheets_of_every_kind_are_read() {
    let figure = Some(4.2e22);
    for (name, separator, text) in [
        (
            "a byte order mark",
            b',',
            &b"\xef\xbb\xbfparameters,tokens\n7B,1T\n"[..],
        ),
        (
            "line ends of Windows",
            b',',
            b"parameters,tokens\r\n7B,1T\r\n",
        ),
        ("tabs", b'\t', b"parameters\ttokens\n7B\t1T\n"),
        ("semicolons", b';', b"parameters;tokens\n7B;1T\n"),
        ("no line end", b',', b"parameters,tokens\n7B,1T"),
        (
            "thousands in quotes",
            b',',
            b"parameters,tokens\n\"7,000,000,000\",1T\n",
        ),
        ("spaces", b',', b" parameters , tokens \n 7B , 1T \n"),
        (
            "a cell of two lines",
            b',',
            b"note,parameters,tokens\n\"one\ntwo\",7B,1T\n",
        ),
        ("a short row", b',', b"parameters,tokens,time\n7B,1T\n"),
        ("an empty line", b',', b"parameters,tokens\n\n7B,1T\n"),
        (
            "a column of others twice",
            b',',
            b"x,parameters,tokens,x\n1,7B,1T,2\n",
        ),
    ] {
        let table = Table::separated(text, separator);
        assert_eq!(table.ran.code, 0, "{name}: {}", table.ran.err);
        assert_eq!(table.rows.len(), 1, "{name}");
        assert_eq!(table.number(0, "flop"), figure, "{name}: {}", table.ran.out);
    }
    let table = Table::of(b"note,parameters,tokens\n\"one\ntwo\",7B,1T\n");
    assert_eq!(
        table.cell(0, "note"),
        "one\ntwo",
        "a cell passes through as it was"
    );
}

#[test]
fn two_columns_of_one_key_contradict_each_other() {
    let table = Table::of(b"parameters,tokens,tokens\n7B,1T,2T\n7B,,2T\n");
    assert!(
        table.ran.err.contains("“tokens” is there twice"),
        "{}",
        table.ran.err
    );
    assert!(table.cell(0, "problems").contains("tokens: "));
    assert_eq!(table.cell(0, "flop"), "");
    assert_eq!(table.number(1, "flop"), Some(8.4e22));
}

#[test]
fn a_quotation_mark_that_is_not_closed_is_told() {
    let table = Table::of(b"parameters,tokens\n7B,1T\n\"7B,1T\n7B,1T\n");
    assert_eq!(table.number(0, "flop"), Some(4.2e22));
    assert!(
        table
            .cell(1, "problems")
            .contains("Close its quotation mark.")
    );
}

#[test]
fn what_is_no_table_is_refused_with_what_to_do() {
    for (input, told) in [
        (&b""[..], "standard input: the file is empty"),
        (b"\n\n", "The first line must name the columns"),
        (b",,\n1,2,3\n", "The first line must name the columns"),
        (
            b"name,year\nx,2020\n",
            "No column of the first line is known (name, year)",
        ),
        (b"7B,1T\n", "No column of the first line is known"),
        (b"PK\x03\x04....", "Save the sheet as CSV UTF-8"),
        (b"\xff\xfea\0", "this is UTF-16"),
        (b"\x1f\x8b\x08", "gunzip"),
    ] {
        let ran = run_with(&["batch", "-"], input).ended(1, told);
        assert_eq!(ran.out, "");
    }
    run(&["batch"]).ended(1, "<FILE>");
    run(&["batch", "no/such.csv"]).ended(1, "no/such.csv: there is no such file");
}

#[test]
fn a_header_alone_has_no_figure() {
    let table = Table::of(b"parameters,tokens\n");
    assert_eq!(table.ran.code, 2);
    assert!(
        table.header.contains(&"flop".to_owned()),
        "{}",
        table.ran.out
    );
}

#[test]
fn json_has_an_object_on_each_line() {
    let input = b"x,parameters,tokens,x\n1,7B,1T,2\n,7B,1e,\n";
    let ran = run_with(&["batch", "-", "--json"], input).ended(0, "1 of 2 rows");
    let rows: Vec<Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(rows[0]["line"], 2);
    assert_eq!(rows[0]["input"]["parameters"], "7B");
    assert_eq!(rows[0]["input"]["x"], "1");
    assert_eq!(rows[0]["input"]["x (2)"], "2");
    assert_eq!(rows[0]["flop"], 4.2e22);
    assert_eq!(rows[0]["problems"], serde_json::json!([]));
    assert!(rows[1]["flop"].is_null());
    assert_eq!(rows[1]["problems"][0]["key"], "tokens", "{}", rows[1]);
}

#[test]
fn rows_get_the_typical_uncertainty_if_asked() {
    let input = b"parameters,tokens,uncertainty\n7B,1T,\n7B,1T,typical\n";
    let linked = |arguments: &[&str]| -> Vec<bool> {
        let ran = run_with(arguments, input).ended(0, "2 of 2 rows");
        let rows = ran.out.lines().skip(1);
        rows.map(|row| row.contains("uncertainty=typical"))
            .collect()
    };
    assert_eq!(linked(&["batch", "-"]), [false, true]);
    assert_eq!(linked(&["batch", "-", "--typical"]), [true, true]);
}

#[test]
fn the_template_runs_as_it_is() {
    let template = run(&["batch", "--template"]).ended(0, "").out;
    let table = Table::of(template.as_bytes());
    assert_eq!(table.ran.code, 0);
    assert_eq!(table.rows.len(), 2);
    assert_eq!(table.cell(0, "problems"), "");
    assert!(table.ran.err.contains("2 of 2 rows have a figure."));
}

#[test]
fn rows_keep_their_order_over_many_chunks() {
    let mut text = String::from("who,parameters,tokens\n");
    for row in 0..20_000 {
        text += &format!("{row},7B,{}T\n", row + 1);
    }
    let table = Table::of(text.as_bytes());
    assert_eq!(table.rows.len(), 20_000);
    for row in [0, 4_095, 4_096, 8_192, 19_999] {
        assert_eq!(table.cell(row, "who"), row.to_string());
        let flop = table.number(row, "flop").expect("a figure");
        assert_eq!(flop, 6.0 * 7e9 * ((row + 1) as f64 * 1e12));
    }
}
