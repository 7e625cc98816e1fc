//! The part with most panels, and with the readings that few drafts need.

use super::{Draw, Drawn, NetworkReading, PanelInput, PanelPart};
use crate::answer::{
    Evaluation, Offer, Periods, Problem, Refusal, number_in, offers, only_offer, periods, refusal,
    remarks,
};
use crate::catalog;
use crate::draft::{Draft, Field, Key};
use crate::panel::network::Network;
use crate::panel::{Action, Change, PanelId, Suggestion};
use crate::panel::{base, cost, goal, hardware, names, scope, utilization};
use crate::quantity::{ReadError, Uncertain};
use crate::words::plan::{Forecast, forecast};
use std::cell::RefCell;
use std::rc::Rc;

/// The part with most panels.
#[derive(Debug)]
pub struct Panels {
    pub(in crate::panel) base: base::Settings,
    pub(in crate::panel) hardware: hardware::Settings,
    pub(in crate::panel) names: names::Settings,
    pub(in crate::panel) utilization: utilization::Settings,
    /// The network that was counted last. The estimate, the rows and the tools share its count.
    newest: RefCell<Option<Rc<Network>>>,
}

impl Default for Panels {
    fn default() -> Self {
        // Its code has the reader of names.
        catalog::learn_names();
        Self {
            base: base::Settings::default(),
            hardware: hardware::Settings::default(),
            names: names::Settings::default(),
            utilization: utilization::Settings::default(),
            newest: RefCell::default(),
        }
    }
}

impl Draw for Panels {
    fn draw(&self, panel: PanelId, shown: &PanelInput) -> Drawn {
        let problems = match panel {
            PanelId::Costs => shown.evaluation.energy().problems.clone(),
            PanelId::Goal => goal::problems(&shown.evaluation),
            _ => Vec::new(),
        };
        Drawn {
            pieces: self.pieces(panel, shown),
            problems,
            is_form: false,
        }
    }

    fn act(&mut self, shown: &PanelInput, action: Action) -> Change {
        match action {
            Action::Hardware(action) => hardware::act(&mut self.hardware, action),
            Action::Utilization(action) => utilization::act(&mut self.utilization, action),
            Action::Base(action) => return base::act(&mut self.base, shown.draft(), action),
            Action::Names(action) => return names::act(&mut self.names, shown, action),
            Action::Scope(action) => return scope::act(shown.draft(), &action),
            Action::Costs(action) => return cost::act(&action),
            Action::Press(_)
            | Action::Report(_)
            | Action::Share(_)
            | Action::Compare(_)
            | Action::Study(_)
            | Action::Inference(_)
            | Action::Files(_)
            | Action::Jobs(_) => {}
        }
        Change::default()
    }
}

impl PanelPart for Panels {
    fn count(&self, text: &str) -> NetworkReading {
        self.network(text).reading()
    }

    fn network(&self, text: &str) -> Rc<Network> {
        let mut newest = self.newest.borrow_mut();
        let kept = newest.take().filter(|network| network.text() == text);
        let network = kept.unwrap_or_else(|| Rc::new(Network::of(text)));
        Rc::clone(newest.insert(network))
    }

    fn periods(&self, draft: &Draft, stage: u16) -> Periods {
        periods(draft, stage)
    }

    fn refusal(&self, error: &ReadError, key: Key, text: &str) -> Refusal {
        refusal(error, key, text)
    }

    fn remarks(
        &self,
        draft: &Draft,
        field: Field,
        value: Uncertain,
        has_problem: bool,
    ) -> Vec<Problem> {
        remarks(draft, field, value, has_problem)
    }

    fn forecast(&self, draft: &Draft) -> Forecast {
        forecast(&Evaluation::of(draft.clone()))
    }

    fn example(&self, link: &str) -> Option<(String, String)> {
        catalog::example(link).map(|example| (example.printed(), example.about()))
    }

    fn suggest(&self, typed: &str) -> Vec<Suggestion> {
        names::suggestions(typed)
    }

    fn offers(&self, typed: &str, problem: Option<&Problem>) -> Vec<Offer> {
        offers(typed, problem)
    }

    fn only_offer(&self, typed: &str, offers: &[Offer]) -> Option<Offer> {
        only_offer(typed, offers).cloned()
    }

    fn number_in(&self, typed: &str) -> Option<String> {
        number_in(typed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_counted_once_for_all_that_show_it() {
        let panels = Panels::default();
        let text = "input(784);fc(10)";
        assert!(panels.count(text).words.contains("7,850 parameters"));
        let counted = panels.network(text);
        assert!(Rc::ptr_eq(&counted, &panels.network(text)));
        assert!(!Rc::ptr_eq(&counted, &panels.network("input(784);fc(11)")));
    }
}
