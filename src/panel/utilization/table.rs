//! The table of all records in the picture, with everything known of them.

use super::{chips, part};
use crate::catalog::utilization::{Evidence, Record};
use crate::draft::{Key, Provenance};
use crate::panel::parts::{set, sources};
use crate::quantity::write::percent;
use maud::{Markup, html};

pub(super) fn draw(records: &[&'static Record]) -> Markup {
    html! {
        details.why #seen-table {
            summary { "As a table" }
            p { "Pressing an MFU takes it as the utilization." }
            div.scroll {
                table {
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
                    tbody {
                        @for record in records { (row(record)) }
                    }
                }
            }
        }
    }
}

fn row(record: &'static Record) -> Markup {
    let mfu = record.mfu().map(|share| percent(share.median()));
    let hfu = record.hfu().map(|share| percent(share.median()));
    html! {
        tr {
            th scope="row" {
                (record.system)
                small { (record.developer) ", " (record.year()) }
            }
            td.number {
                @match mfu {
                    Some(mfu) => (set(Key::Utilization, &mfu, &mfu, Some(Provenance::Recommended))),
                    None => "–",
                }
            }
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
        }
    }
}

fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Reported => "reported",
        Evidence::Derived => "derived",
        Evidence::Speculative => "speculative",
    }
}
