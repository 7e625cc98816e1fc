//! Panels of the whole draft.

use super::{Changed, json};
use crate::catalog;
use crate::draft::{Draft, Field, Key, link};
use crate::panel::{
    Act, Change, Ledger, backward, base, cost, edition, examples, fleet, goal, hardware, kinds,
    scope, thresholds, uncertainty, utilization,
};
use std::cell::RefCell;
use std::collections::BTreeMap;

thread_local! {
    /// What was chosen in the panels themselves, which is of no estimate.
    static CHOSEN: RefCell<Chosen> = RefCell::default();
}

#[derive(Default)]
struct Chosen {
    base: base::Settings,
    hardware: hardware::Settings,
    utilization: utilization::Settings,
    ledger: Ledger,
}

/// The panels of these names, of a link's estimate, each as HTML under its name; and of fields that
/// are shown without being filled in.
pub(super) fn draw(names: &str, fragment: &str, stage: u16, empty: &str) -> String {
    let mut draft = link::decode(fragment).draft;
    for key in empty.split(' ').filter_map(Key::named) {
        draft.set(Field::new(stage, key), "");
    }
    CHOSEN.with_borrow_mut(|chosen| {
        let mut drawn = BTreeMap::new();
        for name in names.split(' ') {
            drawn.insert(name, chosen.draw(name, &draft, stage));
        }
        chosen.ledger.see(draft);
        json(&drawn)
    })
}

/// What follows from what was done in one of them.
pub(super) fn act(name: &str, act: &Act) -> String {
    let change = CHOSEN.with_borrow_mut(|chosen| chosen.act(name, act));
    json(&Changed::from(change))
}

/// What is said of the worked example that has this link: what was printed, and the rest.
pub(super) fn example(link: &str) -> String {
    let example = catalog::example(link);
    json(&example.map(|example| [example.printed(), example.about()]))
}

impl Chosen {
    fn draw(&self, name: &str, draft: &Draft, stage: u16) -> String {
        let html = match name {
            "hardware" => hardware::draw(draft, stage, &self.hardware),
            "costs" => cost::draw(draft, stage),
            "goal" => goal::draw(draft, stage),
            "examples" => examples::draw(),
            "backward" => backward::draw(),
            "edition" => edition::draw(draft),
            "uncertainty" => uncertainty::draw(draft),
            "thresholds" => thresholds::draw(draft),
            "scope" => scope::draw(draft),
            "kinds" => kinds::draw(),
            "base" => base::draw(draft, stage, &self.base),
            "periods" => fleet::draw(draft, stage),
            _ => utilization::draw(draft, stage, &self.utilization),
        };
        html.into_string()
    }

    fn act(&mut self, name: &str, act: &Act) -> Change {
        match name {
            "hardware" => self.hardware = hardware::act(&self.hardware, act),
            "utilization" => self.utilization = utilization::act(&self.utilization, act),
            "base" => return base::act(&mut self.base, act),
            "scope" => return self.ledger.act(act),
            "costs" => return cost::act(act),
            _ => {}
        }
        Change::default()
    }
}
