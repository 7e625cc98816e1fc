//! The table of all records in the picture, with everything known of them.

use super::{chips, part};
use crate::catalog::utilization::{Evidence, Record};
use crate::draft::{Key, Provenance};
use crate::panel::parts::{set, sources};
use crate::panel::piece::{Element, fold, pieces};
use crate::quantity::write::percent;
use maud::html;

pub(super) fn draw(records: &[&'static Record]) -> Box<Element> {
    let head = html! {
        thead {
            tr {
                th scope="col" { "System" }
                th.number scope="col" { "MFU" }
                th.number scope="col" { "HFU" }
                th scope="col" { "Of" }
                th scope="col" { "Peak of" }
                th scope="col" { "Evidence" }
                th scope="col" { "Note and source" }
            }
        }
    };
    let rows = records.iter().flat_map(|record| pieces![row(record)]);
    let body = Element::new("tbody").holding(rows.collect());
    let table = Element::new("table").holding(pieces![head, body]);
    let content = pieces![
        html! { p { "Pressing an MFU takes it as the utilization." } },
        Element::of_class("div", "scroll").holding(pieces![table])
    ];
    fold("seen-table", "As a table", content)
}

fn row(record: &'static Record) -> Box<Element> {
    let mfu = record.mfu().map(|share| percent(share.median()));
    let hfu = record.hfu().map(|share| percent(share.median()));
    let mfu = match mfu {
        Some(mfu) => pieces![set(
            Key::Utilization,
            &mfu,
            &mfu,
            Some(Provenance::Recommended)
        )],
        None => pieces!["–"],
    };
    let system = html! {
            th scope="row" {
                (record.system)
                small { (record.developer) ", " (record.year()) }
            }
    };
    let rest = html! {
            td.number { (hfu.as_deref().unwrap_or("–")) }
            td { (part(record.span)) }
            td {
                (chips(record))
                small { (record.format.map_or("format not stated", |format| format.name())) }
            }
            td { (evidence(record.evidence)) }
            td.note {
                @if record.same_run_as.is_some() { "Counted once with the earlier record. " }
                (record.note) " " (sources(record.source))
            }
    };
    let mfu = Element::of_class("td", "number").holding(mfu);
    Element::new("tr").holding(pieces![system, mfu, rest])
}

fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Reported => "reported",
        Evidence::Derived => "derived",
        Evidence::Speculative => "speculative",
    }
}
