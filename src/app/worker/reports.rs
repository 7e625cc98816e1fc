//! Panels of what leaves the page.

use super::{Changed, json};
use crate::draft::link;
use crate::panel::{Act, Change, report, share};
use std::cell::RefCell;

thread_local! {
    /// What was chosen in the panels themselves, which is of no estimate.
    static CHOSEN: RefCell<Chosen> = RefCell::default();
}

#[derive(Default)]
struct Chosen {
    report: report::Settings,
    share: share::Settings,
}

/// What is drawn, under the names of the panels.
#[derive(serde::Serialize)]
struct Panels {
    report: Option<String>,
    share: Option<String>,
}

/// The panels of these names, of the estimate that has this address.
pub(super) fn draw(names: &str, address: &str) -> String {
    let draft = link::decode(address).draft;
    let is_open = |panel| names.split(' ').any(|name| name == panel);
    CHOSEN.with_borrow(|chosen| {
        let report = || report::draw(&draft, address, &chosen.report).into_string();
        let share = || share::draw(&draft, address, &chosen.share).into_string();
        json(&Panels {
            report: is_open("report").then(report),
            share: is_open("share").then(share),
        })
    })
}

/// What follows from what was done in one of them.
pub(super) fn act(name: &str, act: &Act) -> String {
    CHOSEN.with_borrow_mut(|chosen| match name {
        "report" => chosen.report = report::act(&chosen.report, act),
        _ => chosen.share = share::act(&chosen.share, act),
    });
    json(&Changed::from(Change::default()))
}
