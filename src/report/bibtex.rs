//! The BibTeX entries that the LaTeX report cites. They are `@misc`, which every style of BibTeX
//! and biblatex knows. The address is in `url` without escaping, as both take it. Of the old
//! styles, `plain` does not print it.

use super::escape::latex;
use super::record::{Kind, Record, Source};

/// Writes all entries.
pub(super) fn entries(record: &Record) -> String {
    let entries: Vec<String> = record
        .sources
        .iter()
        .map(|source| entry(source, record.date.as_deref()))
        .collect();
    entries.join("\n")
}

fn entry(source: &Source, date: Option<&str>) -> String {
    let authors: Vec<String> = match source.kind {
        Kind::Work | Kind::OfEnergy => source.authors.iter().map(|name| person(name)).collect(),
        // In braces of its own, or the name of an organization would be taken for a person's.
        _ => {
            let names = source.authors.iter();
            names
                .map(|name| format!("{{{}}}", latex::text(name)))
                .collect()
        }
    };
    let is_petaday = source.kind == Kind::Program;
    let seen = date
        .filter(|_| is_petaday)
        .map(|date| format!("estimate of {date}"));
    let notes: Vec<String> = [source.publisher.to_owned(), source.note.clone()]
        .into_iter()
        .chain(seen)
        .filter(|note| !note.is_empty())
        .collect();
    let fields = [
        ("author", authors.join(" and ")),
        // A second pair of braces keeps the capital letters.
        ("title", format!("{{{}}}", latex::text(&source.title))),
        ("year", source.year.unwrap_or_default().into()),
        ("url", source.url.clone()),
        ("note", latex::text(&notes.join(", "))),
    ];
    let mut out = format!("@misc{{{},\n", source.key);
    for (name, text) in fields.iter().filter(|(_, text)| !text.is_empty()) {
        out.push_str(&format!("  {name} = {{{text}}},\n"));
    }
    out + "}\n"
}

/// Writes a name as `Sevilla, Jaime`.
fn person(name: &str) -> String {
    let name = latex::text(name);
    match name.rsplit_once(' ') {
        Some((given, family)) => format!("{family}, {given}"),
        None => name,
    }
}
