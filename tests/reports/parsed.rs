//! Every report of every link, read by what reads such texts.

use crate::links::{PAGE, links, record, records};
use crate::{bills, latex};
use petaday::answer::answer;
use petaday::draft::link;
use petaday::report::{Format, Record, json, write, write_with};
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::collections::BTreeSet;
use yaml_rust2::{Yaml, YamlLoader};

/// Checks each format of a record; called by the tests of hostile links as well.
pub(crate) fn check(id: &str, record: &Record) {
    let bibliography = bibtex(id, record);
    let tex = latex::read(&write(Format::Latex, record)).unwrap_or_else(|e| panic!("{id}: {e}"));
    assert_eq!(
        tex.cited, bibliography,
        "{id}: what is cited is in the bibliography, and the rest is not"
    );
    assert!(tex.addresses.iter().eq([&record.link]), "{id}");
    let neurips = latex::read(&write(Format::Neurips, record));
    let neurips = neurips.unwrap_or_else(|e| panic!("{id}: {e}"));
    assert_eq!(neurips.rows, record.stages.len() + 3, "{id}");
    markdown(id, record);
    csv(id, record);
    schema(id, &write(Format::Json, record));
    bills::check(id, record);
    forms(id, record);
    for format in [
        Format::Sentence,
        Format::Paragraph,
        Format::Eu,
        Format::Acl,
        Format::EuForm,
        Format::Fmti,
        Format::Allocation,
        Format::Inference,
    ] {
        let text = write(format, record);
        let is_hidden =
            |c: char| (c.is_control() && c != '\n') || "\u{202e}\u{200b}\u{feff}".contains(c);
        assert!(!text.contains(is_hidden), "{id}: {text:?}");
        if format == Format::Sentence {
            assert_eq!(text.matches('\n').count(), 1, "{id}");
        }
    }
}

/// Checks the forms that programs read, and those with where the inputs come from.
fn forms(id: &str, record: &Record) {
    let icml = write(Format::Icml, record);
    let read = latex::read(&icml).unwrap_or_else(|e| panic!("{id}: {e}\n{icml}"));
    assert!(read.addresses.iter().eq([&record.link]), "{id}");
    let row = write(Format::Epoch, record);
    let mut rows = csv::Reader::from_reader(row.as_bytes());
    let cells = rows
        .records()
        .next()
        .expect("a row")
        .expect("as wide as the header");
    assert!(
        !cells.iter().any(|cell| cell.starts_with(['=', '@'])),
        "{id}: {row}"
    );
    assert_eq!(rows.records().count(), 0, "{id}");
    for format in [Format::Latex, Format::Neurips] {
        let text = write_with(format, record, true);
        let with = latex::read(&text).unwrap_or_else(|e| panic!("{id}: {e}\n{text}"));
        let without = latex::read(&write(format, record)).expect("LaTeX");
        assert_eq!(with.rows, without.rows, "{id}");
    }
    let text = write_with(Format::Bibtex, record, true);
    let bibliography =
        biblatex::Bibliography::parse(&text).unwrap_or_else(|e| panic!("{id}: {e:?}\n{text}"));
    assert_eq!(bibliography.len(), record.sources.len(), "{id}");
}

#[test]
fn every_report_is_read() {
    for (id, record) in records() {
        check(&id, &record);
    }
}

/// Its keys.
fn bibtex(id: &str, record: &Record) -> BTreeSet<String> {
    let text = write(Format::Bibtex, record);
    let read =
        biblatex::Bibliography::parse(&text).unwrap_or_else(|e| panic!("{id}: {e:?}\n{text}"));
    assert_eq!(read.len(), record.sources.len(), "{id}");
    for entry in read.iter() {
        assert!(entry.title().is_ok(), "{id}: {}", entry.key);
        assert!(entry.url().is_ok(), "{id}: {}", entry.key);
        assert!(
            entry.author().is_ok() || entry.key.starts_with("chip-"),
            "{id}: {}",
            entry.key
        );
    }
    let of_petaday = read.iter().find(|entry| entry.key.starts_with("petaday-"));
    // This reader makes dashes of hyphens even in addresses, which BibTeX and biber do not.
    let url = of_petaday.and_then(|entry| entry.url().ok());
    let plain = |url: &str| url.replace('—', "---").replace('–', "--");
    assert_eq!(
        url.as_deref().map(plain).as_ref(),
        Some(&record.link),
        "{id}"
    );
    read.keys().map(String::from).collect()
}

fn markdown(id: &str, record: &Record) {
    let text = write(Format::Markdown, record);
    let body = match text.strip_prefix("---\n") {
        None => {
            assert!(record.costs.emissions.is_none(), "{id}");
            text.as_str()
        }
        Some(rest) => {
            let (metadata, body) = rest.split_once("\n---\n").expect("the end of the metadata");
            yaml(id, record, metadata);
            body
        }
    };
    let mut columns = 0;
    let mut cells = 0;
    for event in Parser::new_ext(body, Options::all()) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                let is_source = record.sources.iter().any(|source| *source.url == *dest_url);
                assert!(is_source, "{id}: {dest_url}");
            }
            Event::Start(Tag::Image { .. }) | Event::Html(_) | Event::InlineHtml(_) => {
                panic!("{id}: {event:?}")
            }
            Event::Start(Tag::CodeBlock(_))
            | Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::Rule => {
                panic!("{id}: {event:?}\n{body}")
            }
            Event::Start(Tag::Table(alignments)) => columns = alignments.len(),
            Event::Start(Tag::TableRow | Tag::TableHead) => cells = 0,
            Event::Start(Tag::TableCell) => cells += 1,
            Event::End(pulldown_cmark::TagEnd::TableRow) => assert_eq!(cells, columns, "{id}"),
            _ => {}
        }
    }
    let headings = body.lines().filter(|line| line.starts_with('#')).count();
    let shown = Parser::new_ext(body, Options::all());
    let read = shown.filter(|event| matches!(event, Event::Start(Tag::Heading { .. })));
    assert_eq!(read.count(), headings, "{id}: no heading is a stranger’s");
}

fn yaml(id: &str, record: &Record, metadata: &str) {
    let documents = YamlLoader::load_from_str(metadata).unwrap_or_else(|e| panic!("{id}: {e}"));
    let all = &documents[0]["co2_eq_emissions"];
    let grams = match &all["emissions"] {
        Yaml::Integer(grams) => *grams as f64,
        Yaml::Real(text) => text.parse().expect("a number"),
        other => panic!("{id}: {other:?}"),
    };
    let exact = 1000.0 * record.costs.emissions.expect("known").median();
    assert!(
        (grams / exact - 1.0).abs() < 0.006,
        "{id}: {grams} g, not {exact}"
    );
    assert!(
        all["source"]
            .as_str()
            .is_some_and(|text| text.ends_with(&record.link)),
        "{id}"
    );
    for key in ["training_type", "geographical_location", "hardware_used"] {
        assert!(
            all[key].is_badvalue() || all[key].as_str().is_some(),
            "{id}: {key}"
        );
    }
}

fn csv(id: &str, record: &Record) {
    let text = write(Format::Csv, record);
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let headers = table.headers().expect("a head").clone();
    let mut kinds = Vec::new();
    for row in table.records() {
        let row = row.unwrap_or_else(|e| panic!("{id}: {e}"));
        for (name, cell) in headers.iter().zip(&row) {
            let is_number = cell.parse::<f64>().is_ok();
            assert!(
                is_number || !cell.starts_with(['=', '+', '-', '@']),
                "{id}: {cell}"
            );
            let is_figure = ["flop", "_low", "_high", "_days", "value", "hours"]
                .iter()
                .any(|end| name.ends_with(end));
            assert!(
                !is_figure || cell.is_empty() || is_number,
                "{id}: {name} is {cell}"
            );
        }
        kinds.push(row[0].to_owned());
    }
    let of = |kind: &str| kinds.iter().filter(|k| *k == kind).count();
    assert_eq!((of("total"), of("stage")), (1, record.stages.len()), "{id}");
    let inputs: usize = record.stages.iter().map(|stage| stage.inputs.len()).sum();
    assert_eq!(of("input"), inputs, "{id}");
}

fn schema(id: &str, text: &str) {
    thread_local! {
        static COMPILED: (boon::Schemas, boon::SchemaIndex) = {
            let text = include_str!("../../docs/estimate.schema.json");
            let schema = serde_json::from_str(text).expect("JSON");
            let mut schemas = boon::Schemas::new();
            let mut compiler = boon::Compiler::new();
            compiler.add_resource("estimate.schema.json", schema).expect("a schema");
            let index = compiler.compile("estimate.schema.json", &mut schemas).expect("a schema");
            (schemas, index)
        };
    }
    let document = serde_json::from_str(text).expect("JSON");
    COMPILED.with(|(schemas, index)| {
        if let Err(error) = schemas.validate(&document, *index) {
            panic!("{id}: {error:#}");
        }
    });
}

/// Also of links without a figure, which only the JSON is made of.
#[test]
fn the_json_of_every_link_follows_its_schema() {
    let mut none = 0;
    let odd = [
        "",
        "v=1",
        "v=1&parameters=x&fleet=3d*x;5d&scope=tea:in",
        "v=2&x",
        "v=1&chips=1024&hardware=nvidia-h100-sxm&format=bf16&utilization=0.4&goal=1e24",
        "v=1&runs=x&parameters=1e9&tokens=1e9&tokens=2e9&title=a&title=b&2.role=base&2.role=base",
    ];
    let odd = odd.map(|link| (link.to_owned(), link.to_owned()));
    for (id, link) in links().into_iter().chain(odd) {
        let opened = link::decode(&link);
        let text = json::document_at(&opened, &answer(&opened.draft), PAGE).expect("finite");
        schema(&id, &text);
        none += usize::from(record(&link).is_none());
    }
    assert!(none > 4, "some have no figure: {none}");
}
