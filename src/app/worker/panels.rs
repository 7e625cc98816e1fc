//! Panels of the whole draft.

use super::{Changed, json};
use crate::catalog;
use crate::draft::{Draft, Field, Key, link};
use crate::panel::{
    Act, Change, backward, base, cost, examples, fleet, goal, hardware, kinds, report, scope,
    thresholds, uncertainty, utilization,
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
    report: report::Settings,
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
            drawn.insert(name, chosen.draw(name, fragment, &draft, stage));
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
    let example = catalog::examples().iter().find(|e| e.link == link);
    json(&example.map(|example| [example.printed(), example.about()]))
}

/// The draft whose ledger is shown, as it is after what was done in it: more may be typed before the
/// page has it and asks for a drawing.
#[derive(Default)]
struct Ledger {
    draft: Draft,
    /// Its texts on the way here.
    sent: Vec<String>,
}

impl Ledger {
    /// A drawing is of this draft: unless its ledger is one that is only late, it holds from now on.
    fn see(&mut self, draft: Draft) {
        let scope = Field::new(0, Key::Scope);
        let text = draft.get(scope).unwrap_or_default();
        let newest = self.draft.get(scope).unwrap_or_default().to_owned();
        let is_late = text != newest && self.sent.iter().any(|sent| sent == text);
        self.draft = draft;
        if is_late {
            self.draft.set(scope, newest);
        } else {
            self.sent.clear();
        }
    }

    fn act(&mut self, act: &Act) -> Change {
        let change = scope::act(&self.draft, act);
        for (key, text) in &change.fields {
            let field = Field::new(0, *key);
            let before = self.draft.get(field).unwrap_or_default().to_owned();
            self.sent.push(before);
            self.draft.set(field, text.as_str());
        }
        change
    }
}

impl Chosen {
    /// The address is that of the page with its link; of most panels the link alone would do.
    fn draw(&self, name: &str, address: &str, draft: &Draft, stage: u16) -> String {
        let html = match name {
            "hardware" => hardware::draw(draft, stage, &self.hardware),
            "costs" => cost::draw(draft, stage),
            "goal" => goal::draw(draft, stage),
            "examples" => examples::draw(),
            "backward" => backward::draw(),
            "uncertainty" => uncertainty::draw(draft),
            "thresholds" => thresholds::draw(draft),
            "scope" => scope::draw(draft),
            "kinds" => kinds::draw(),
            "base" => base::draw(draft, stage, &self.base),
            "periods" => fleet::draw(draft, stage),
            "report" => report::draw(draft, address, &self.report),
            _ => utilization::draw(draft, stage, &self.utilization),
        };
        html.into_string()
    }

    fn act(&mut self, name: &str, act: &Act) -> Change {
        match name {
            "hardware" => self.hardware = hardware::act(&self.hardware, act),
            "utilization" => self.utilization = utilization::act(&self.utilization, act),
            "report" => self.report = report::act(&self.report, act),
            "base" => return base::act(&mut self.base, act),
            "scope" => return self.ledger.act(act),
            "costs" => return cost::act(act),
            _ => {}
        }
        Change::default()
    }
}
