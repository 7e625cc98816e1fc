//! A table that a visitor drops on the view: Epoch AI’s current CSV, or any with a name, a date and a compute.

use super::{Point, When, anchors, csv, words};
use crate::catalog::notable::{Domain, OrganizationKind, Weights};
use crate::quantity::{Dimension, plain_excerpt, read, strip_invisible};

/// The most rows that are read.
pub(super) const MOST_ROWS: usize = 2_000;
/// The most bad rows that are listed.
const MOST_BAD: usize = 100;

/// Names of columns, in small letters. The first name that is there counts.
const NAMES: [&str; 5] = ["model", "system", "name", "entity", "title"];
const DATES: [&str; 5] = [
    "publication date",
    "date",
    "published",
    "release date",
    "day",
];
const FLOPS: [&str; 6] = [
    "training compute (flop)",
    "training compute",
    "training_compute_flop",
    "compute",
    "flop",
    "flops",
];
const ORGANIZATIONS: [&str; 3] = ["organization", "organizations", "organisation"];
const COUNTRIES: [&str; 4] = [
    "country (of organization)",
    "country",
    "countries",
    "country (from organization)",
];
const DOMAINS: [&str; 2] = ["domain", "domains"];
const KINDS: [&str; 2] = ["organization categorization", "kinds"];
const WEIGHTS: [&str; 2] = ["model accessibility", "weights"];
const FRONTIERS: [&str; 2] = ["frontier model", "frontier"];
const LINKS: [&str; 2] = ["link", "url"];

/// A table as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The systems, the oldest first.
    pub points: Vec<Point>,
    /// The number of rows without a compute, which are in no picture.
    pub without_compute: usize,
    /// The rows that could not be read, as many as are listed.
    pub bad: Vec<BadRow>,
    /// The number of rows that could not be read.
    pub bad_count: usize,
    /// Warnings about figures that differ from what is known, and about rows beyond the limit.
    pub warnings: Vec<String>,
}

/// A row that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// The line of the file.
    pub line: usize,
    /// The name in the row.
    pub name: String,
    /// The reason.
    pub why: String,
}

/// Reads a table.
///
/// # Errors
///
/// A message if there is no table with the three columns, or no row that can be read.
pub fn read_table(text: &str) -> Result<Table, String> {
    // One row more says that there are more.
    let mut rows = csv::rows(text, MOST_ROWS + 2).into_iter();
    let (_, header) = rows.next().ok_or("The file is empty.")?;
    let columns = Columns::of(&header)?;
    let mut table = Table::default();
    for (line, cells) in rows.by_ref().take(MOST_ROWS) {
        table.add(line, &columns.row(&cells));
    }
    if rows.next().is_some() {
        table
            .warnings
            .push("The file has more than 2,000 rows: the rest was left out.".into());
    }
    if table.points.is_empty() {
        let why = table
            .bad
            .first()
            .map(|bad| format!(" Line {}: {}", bad.line, bad.why));
        return Err(format!(
            "No row has a name, a date and a compute.{}",
            why.unwrap_or_default()
        ));
    }
    table.points.sort_by_key(|point| point.date.days());
    table
        .warnings
        .extend(table.points.iter().filter_map(anchors::altered));
    Ok(table)
}

/// Returns whether a table with these columns, and with its figures beside them, has the name and the date of each system.
pub fn has_columns(header: &[String]) -> bool {
    let with_figures: Vec<String> = header.iter().cloned().chain(["flop".to_owned()]).collect();
    Columns::of(&with_figures).is_ok()
}

/// The places of the columns.
struct Columns {
    name: usize,
    date: usize,
    flop: usize,
    others: [Option<usize>; 7],
}

/// The cells of a row.
struct Row<'a> {
    name: &'a str,
    date: &'a str,
    flop: &'a str,
    others: [&'a str; 7],
}

impl Columns {
    fn of(header: &[String]) -> Result<Self, String> {
        let header: Vec<String> = header.iter().map(|name| name.to_lowercase()).collect();
        let find = |names: &[&str]| {
            names
                .iter()
                .find_map(|name| header.iter().position(|cell| cell == name))
        };
        let need = |what: &str, names: &[&str]| {
            find(names).ok_or_else(|| {
                let names: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
                format!(
                    "The first line names no column for the {what}: call it {}.",
                    names.join(" or ")
                )
            })
        };
        Ok(Self {
            name: need("name", &NAMES)?,
            date: need("date", &DATES)?,
            flop: need("compute", &FLOPS)?,
            others: [
                &ORGANIZATIONS[..],
                &COUNTRIES,
                &DOMAINS,
                &KINDS,
                &WEIGHTS,
                &FRONTIERS,
                &LINKS,
            ]
            .map(find),
        })
    }

    fn row<'a>(&self, cells: &'a [String]) -> Row<'a> {
        let cell = |at: usize| cells.get(at).map_or("", String::as_str);
        Row {
            name: cell(self.name),
            date: cell(self.date),
            flop: cell(self.flop),
            others: self.others.map(|at| at.map_or("", cell)),
        }
    }
}

impl Table {
    fn add(&mut self, line: usize, row: &Row) {
        // Epoch AI’s table has many systems without a compute: these are not faults.
        if row.flop.is_empty() {
            self.without_compute += 1;
            return;
        }
        match point(row) {
            Ok(point) => self.points.push(point),
            Err(why) => {
                self.bad_count += 1;
                if self.bad.len() < MOST_BAD {
                    self.bad.push(BadRow {
                        line,
                        name: plain_excerpt(row.name),
                        why,
                    });
                }
            }
        }
    }
}

fn point(row: &Row) -> Result<Point, String> {
    let name = strip_invisible(row.name);
    if name.is_empty() {
        return Err("It has no name.".into());
    }
    let date = When::read(row.date).ok_or_else(|| {
        format!(
            "“{}” is not a date: write it as 2023-02-24, 2023-02 or 2023.",
            plain_excerpt(row.date)
        )
    })?;
    let flop = read(row.flop, Dimension::Operations)
        .map_err(|error| error.to_string())?
        .median();
    let [
        organization,
        countries,
        domains,
        kinds,
        weights,
        frontier,
        link,
    ] = row.others;
    let list = |text: &str| -> Vec<String> {
        let items = text.split([',', ';']).map(|item| item.trim().to_owned());
        items.filter(|item| !item.is_empty()).collect()
    };
    let mut point = Point::new(&name, date, flop);
    point.organization = list(organization).join(", ");
    point.countries = list(countries);
    point.domains = list(domains).iter().map(|name| domain(name)).collect();
    point.kinds = list(kinds).iter().filter_map(|name| kind(name)).collect();
    point.weights = access(weights);
    point.is_frontier = ["true", "yes", "1"].contains(&frontier.to_lowercase().as_str());
    // Nothing but an address may become a link.
    let is_address = link.starts_with("https://") || link.starts_with("http://");
    point.link = if is_address {
        link.into()
    } else {
        String::new()
    };
    Ok(point)
}

fn domain(name: &str) -> Domain {
    let name = name.to_lowercase();
    words::value(&name.replace(' ', "-")).unwrap_or(Domain::Other)
}

fn kind(name: &str) -> Option<OrganizationKind> {
    let name = name.to_lowercase();
    match name.as_str() {
        "research collective" => Some(OrganizationKind::Collective),
        name => words::value(name),
    }
}

/// Reads an access to weights, in Epoch AI’s words or ours.
fn access(text: &str) -> Option<Weights> {
    let text = text.to_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| text.starts_with(word));
    match () {
        () if text.contains("non-commercial") => Some(Weights::NonCommercial),
        () if text.contains("restricted") => Some(Weights::Restricted),
        () if begins(&["open weights", "open"]) => Some(Weights::Open),
        () if begins(&["api access", "hosted access", "unreleased", "closed"]) => {
            Some(Weights::Closed)
        }
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const EPOCH: &str = "Model,Publication date,Organization,Country (of organization),Domain,Training compute (FLOP),Frontier model,Link,Model accessibility\n\
        GPT-3 175B (davinci),2020-05-28,OpenAI,United States of America,Language,3.14e+23,True,https://arxiv.org/abs/2005.14165,API access\n\
        No compute,2020-01-01,X,,Language,,,,\n\
        \"PaLM (540B)\",2022-04-04,Google Research,\"Multinational,United States of America\",\"Language,Vision\",2.5272e+24,True,javascript:alert(1),Unreleased\n";

    #[test]
    fn epochs_own_columns_are_read() {
        let table = read_table(EPOCH).expect("a table");
        assert_eq!(
            (table.points.len(), table.without_compute, table.bad_count),
            (2, 1, 0)
        );
        assert_eq!(table.warnings, [""; 0]);
        let palm = &table.points[1];
        assert_eq!(
            (palm.flop, palm.domains.as_slice()),
            (2.5272e24, &[Domain::Language, Domain::Vision][..])
        );
        assert_eq!(
            (palm.weights, palm.is_frontier, palm.link.as_str()),
            (Some(Weights::Closed), true, "")
        );
        assert_eq!(palm.countries[1], "United States of America");
    }

    #[test]
    fn bad_rows_are_listed_and_the_others_read() {
        let table = read_table("name;date;flop\nB;2024-01;1e25\nA;2023;5e24 FLOP\nC;yesterday;1e24\nD;2024;much\n;2024;1\n").expect("a table");
        let names: Vec<&str> = table
            .points
            .iter()
            .map(|point| point.name.as_str())
            .collect();
        assert_eq!(names, ["A", "B"]);
        let bad: Vec<(usize, &str)> = table
            .bad
            .iter()
            .map(|bad| (bad.line, bad.name.as_str()))
            .collect();
        assert_eq!(bad, [(4, "C"), (5, "D"), (6, "")]);
        assert!(table.bad[0].why.starts_with("“yesterday” is not a date"));
    }

    #[test]
    fn an_altered_copy_is_warned_of() {
        let table = read_table("name,date,compute\nPaLM 540B,2022-04-04,2.5162e34\nAlexNet,2012-09-30,4.7e17\nGPT-3,2020-05-28,3.41e23\n").expect("a table");
        assert_eq!(table.warnings.len(), 2);
        assert!(table.warnings.iter().any(|warning| warning.starts_with(
            "PaLM 540B has 2.5162 × 10³⁴ FLOP in this table, and 2.5272 × 10²⁴ in Epoch AI’s."
        )));
    }

    #[test]
    fn a_table_without_the_columns_says_how_to_call_them() {
        let error = read_table("name,date\nA,2020\n").expect_err("no compute");
        assert_eq!(
            error,
            "The first line names no column for the compute: call it “training compute (flop)” or “training compute” or “training_compute_flop” or “compute” or “flop” or “flops”."
        );
        assert_eq!(read_table("").expect_err("empty"), "The file is empty.");
        assert!(
            read_table("name,date,flop\nA,never,1\n")
                .expect_err("no row")
                .contains("Line 2: “never” is not a date")
        );
    }

    #[test]
    fn rows_beyond_the_limit_are_left_out() {
        let text = format!("name,date,flop\n{}", "A,2020,1e20\n".repeat(MOST_ROWS + 5));
        let table = read_table(&text).expect("a table");
        assert_eq!((table.points.len(), table.warnings.len()), (MOST_ROWS, 1));
    }

    proptest! {
        #[test]
        fn any_text_is_a_table_or_a_message(text in "(name,date,flop\n)?[a-z0-9,;\"\n\\-\\.é\u{200b}]{0,200}") {
            let _ = read_table(&text);
        }
    }
}
