//! The parts of the program that the page loads when they are first needed: panels, reports with sharing, context, and what
//! shows the files and jobs that the worker reads. The page knows them only by these traits, so that their code is
//! not in its first download.

use super::files::{Reply, Request};
use super::network::Network;
use super::piece::Piece;
use super::{
    Action, Change, PanelId, Suggestion, backward, base, cost, edition, examples, files, fleet,
    goal, hardware, inference, jobs, kinds, names, report, scope, share, side_by_side, studies,
    thresholds, uncertainty, utilization,
};
use crate::answer::{
    Evaluation, NetworkPass, Offer, Periods, Problem, Refusal, number_in, offers, only_offer,
    periods, refusal,
};
use crate::catalog;
use crate::compare;
use crate::draft::link::{self, LinkProblem};
use crate::draft::recent::Recent;
use crate::draft::{Draft, Key, own};
use crate::quantity::ReadError;
use crate::report::{write_form, write_text};
use crate::words::plan::{Forecast, forecast};
use std::cell::RefCell;
use std::rc::Rc;

/// The state that panels are drawn from.
#[derive(Clone, Debug, Default)]
pub struct PanelInput {
    /// The estimate, which all panels of a drawing share. A field that leads its way but is not filled
    /// in has an empty text.
    pub evaluation: Evaluation,
    /// The stage that is shown.
    pub stage: u16,
    /// The address of the whole estimate, for reports.
    pub address: String,
    /// The estimates that this browser has kept.
    pub recents: Vec<Recent>,
    /// The report that was chosen last, as [`report::Settings`] write it.
    pub report: String,
}

/// A panel as it was drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawn {
    /// The pieces.
    pub pieces: Vec<Piece>,
    /// Problems of fields that only the panel finds.
    pub problems: Vec<Problem>,
    /// Whether the part with the forms draws it, and these pieces stand in its place until that is loaded.
    pub is_form: bool,
}

/// The worker's reply as it was drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DrawnReply {
    /// The change of the form.
    pub change: Change,
    /// The pieces of the panel of files, if it has changed.
    pub files: Option<Vec<Piece>>,
    /// The pieces of the panel of jobs, if it has changed.
    pub jobs: Option<Vec<Piece>>,
    /// Whether the files were an account of jobs.
    pub is_account: bool,
}

/// A network's count, also in words.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkReading {
    /// The count, for the estimate.
    pub counted: NetworkPass,
    /// The count as a sentence, or an empty text if the network cannot be counted.
    pub words: String,
}

impl NetworkReading {
    /// Returns the reading of a network that is still being counted, or of no network.
    pub fn waiting() -> Self {
        Self {
            counted: NetworkPass::Waiting,
            words: String::new(),
        }
    }
}

/// The view of a link, which stands beside the form.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// The panel that shows it.
    pub panel: PanelId,
    /// The estimate that belongs into the form; none if the form stays as it is.
    pub draft: Option<Draft>,
    /// The parts of the link that could not be read.
    pub problems: Vec<LinkProblem>,
}

/// A part that draws panels.
pub trait Draw {
    /// Draws a panel.
    fn draw(&self, panel: PanelId, shown: &PanelInput) -> Drawn;

    /// Applies a user action to a panel's settings, and returns the change of the form.
    fn act(&mut self, shown: &PanelInput, action: Action) -> Change;

    /// Opens the link of a view that stands beside the form; `None` if the part has no such view.
    fn open(&mut self, _: &str) -> Option<Beside> {
        None
    }

    /// Returns what was last added to a comparison, in words.
    fn said(&self) -> String {
        String::new()
    }
}

/// The part with most panels, and with the readings that few drafts need.
pub trait PanelPart: Draw {
    /// Counts a network.
    fn count(&self, text: &str) -> NetworkReading;

    /// Returns a network with its count, for its rows and tools.
    fn network(&self, text: &str) -> Rc<Network>;

    /// Reads the time and chips of a stage where they are more than numbers.
    fn periods(&self, draft: &Draft, stage: u16) -> Periods;

    /// Explains why a number cannot be read.
    fn refusal(&self, error: &ReadError, key: Key, text: &str) -> Refusal;

    /// Returns the solved factors and costs of a draft.
    fn forecast(&self, draft: &Draft) -> Forecast;

    /// Returns the printed figure and the note of the worked example that has this link.
    fn example(&self, link: &str) -> Option<(String, String)>;

    /// Suggests names for the text of a title.
    fn suggest(&self, typed: &str) -> Vec<Suggestion>;

    /// Lists the hardware that a text may name. The field's problem may be a question with answers.
    fn offers(&self, typed: &str, problem: Option<&Problem>) -> Vec<Offer>;

    /// Returns the only one of them, which is taken when the field is left.
    fn only_offer(&self, typed: &str, offers: &[Offer]) -> Option<Offer>;

    /// Returns the number of chips in front of a name of hardware.
    fn number_in(&self, typed: &str) -> Option<String>;
}

/// The part that asks the worker, and draws what was found.
pub trait FoundPart {
    /// Writes a request to the worker that reads files.
    fn write(&self, request: &Request) -> Vec<u8>;

    /// Reads the worker's reply, and draws what it shows.
    fn read(&self, answer: &[u8]) -> DrawnReply;
}

/// The part with most panels.
#[derive(Debug)]
pub struct Panels {
    base: base::Settings,
    hardware: hardware::Settings,
    names: names::Settings,
    utilization: utilization::Settings,
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
        let (evaluation, stage) = (&shown.evaluation, &shown.stage);
        let draft = evaluation.draft();
        let pieces = match panel {
            PanelId::Periods => fleet::draw(draft, *stage),
            PanelId::Hardware => hardware::draw(draft, *stage, &self.hardware),
            PanelId::Utilization => utilization::draw(draft, *stage, &self.utilization),
            PanelId::Costs => cost::draw(evaluation, *stage),
            PanelId::Goal => goal::draw(evaluation, *stage),
            PanelId::Examples => examples::draw(),
            PanelId::Kinds => kinds::draw(draft),
            PanelId::Base => base::draw(evaluation, *stage, &self.base),
            PanelId::Names => names::draw(shown, &self.names),
            PanelId::Uncertainty => uncertainty::draw(evaluation),
            PanelId::Thresholds => thresholds::draw(evaluation),
            PanelId::Scope => scope::draw(evaluation),
            PanelId::Backward => backward::draw(),
            PanelId::Edition => edition::draw(draft),
            PanelId::Report
            | PanelId::Share
            | PanelId::Compare
            | PanelId::Studies
            | PanelId::Files
            | PanelId::Jobs => {
                return Drawn::default();
            }
        };
        let problems = match panel {
            PanelId::Costs => evaluation.energy().problems.clone(),
            PanelId::Goal => goal::problems(evaluation),
            _ => Vec::new(),
        };
        Drawn {
            pieces,
            problems,
            is_form: false,
        }
    }

    fn act(&mut self, shown: &PanelInput, action: Action) -> Change {
        match action {
            Action::Hardware(action) => hardware::act(&mut self.hardware, action),
            Action::Utilization(action) => utilization::act(&mut self.utilization, action),
            Action::Base(action) => return base::act(&mut self.base, action),
            Action::Names(action) => return names::act(&mut self.names, shown, action),
            Action::Scope(action) => return scope::act(shown.evaluation.draft(), &action),
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

/// The part with reports that are no form, and sharing.
#[derive(Debug, Default)]
pub struct Reports {
    share: share::Settings,
}

impl Draw for Reports {
    fn draw(&self, panel: PanelId, shown: &PanelInput) -> Drawn {
        let (evaluation, address) = (&shown.evaluation, &shown.address);
        let pieces = match panel {
            PanelId::Report => {
                let settings = report::Settings::read(&shown.report);
                if settings.format.is_form() {
                    return Drawn {
                        pieces: report::wait(settings),
                        is_form: true,
                        ..Drawn::default()
                    };
                }
                return drawn_report(shown, write_text, Vec::new());
            }
            PanelId::Share => share::draw(evaluation, address, &self.share),
            _ => return Drawn::default(),
        };
        Drawn {
            pieces,
            ..Drawn::default()
        }
    }

    fn act(&mut self, shown: &PanelInput, action: Action) -> Change {
        match action {
            Action::Report(action) => {
                let settings = report::Settings::read(&shown.report).after(action);
                return Change {
                    report: Some(settings.write()),
                    ..Change::default()
                };
            }
            Action::Share(action) => share::act(&mut self.share, action),
            Action::Press(_)
            | Action::Hardware(_)
            | Action::Utilization(_)
            | Action::Base(_)
            | Action::Names(_)
            | Action::Scope(_)
            | Action::Costs(_)
            | Action::Compare(_)
            | Action::Study(_)
            | Action::Inference(_)
            | Action::Files(_)
            | Action::Jobs(_) => {}
        }
        Change::default()
    }
}

fn drawn_report(shown: &PanelInput, write: report::Writer, fields: Vec<Piece>) -> Drawn {
    let (evaluation, address) = (&shown.evaluation, &shown.address);
    let settings = report::Settings::read(&shown.report);
    Drawn {
        pieces: report::draw(evaluation, address, settings, write, fields),
        problems: report::problems(evaluation),
        is_form: false,
    }
}

/// The part with the forms. It draws the panel of reports while one of them is chosen.
#[derive(Debug, Default)]
pub struct Forms;

impl Draw for Forms {
    fn draw(&self, _: PanelId, shown: &PanelInput) -> Drawn {
        let format = report::Settings::read(&shown.report).format;
        let fields = inference::draw(shown.evaluation.draft(), format);
        drawn_report(shown, write_form, fields)
    }

    fn act(&mut self, shown: &PanelInput, action: Action) -> Change {
        match action {
            Action::Inference(action) => inference::act(shown.evaluation.draft(), &action),
            _ => Change::default(),
        }
    }
}

/// The part that puts the estimate into context: studies, and other estimates beside it.
#[derive(Debug, Default)]
pub struct Context {
    studies: studies::Settings,
    compared: side_by_side::Settings,
}

impl Draw for Context {
    fn draw(&self, panel: PanelId, shown: &PanelInput) -> Drawn {
        let evaluation = &shown.evaluation;
        let pieces = match panel {
            PanelId::Studies => {
                studies::draw(evaluation, shown.stage, &shown.address, &self.studies)
            }
            PanelId::Compare => {
                side_by_side::draw(evaluation, &shown.address, &self.compared, &shown.recents)
            }
            _ => Vec::new(),
        };
        Drawn {
            pieces,
            ..Drawn::default()
        }
    }

    fn act(&mut self, _: &PanelInput, action: Action) -> Change {
        match action {
            Action::Study(action) => studies::act(&mut self.studies, action),
            Action::Compare(action) => return side_by_side::act(&mut self.compared, action),
            Action::Press(_)
            | Action::Hardware(_)
            | Action::Utilization(_)
            | Action::Base(_)
            | Action::Names(_)
            | Action::Scope(_)
            | Action::Costs(_)
            | Action::Report(_)
            | Action::Share(_)
            | Action::Inference(_)
            | Action::Files(_)
            | Action::Jobs(_) => {}
        }
        Change::default()
    }

    fn open(&mut self, fragment: &str) -> Option<Beside> {
        if fragment.starts_with("view=study") {
            let (settings, estimate, problems) = studies::Settings::open(fragment);
            self.studies = settings;
            let has_any = !estimate.is_empty();
            return Some(Beside {
                panel: PanelId::Studies,
                draft: has_any.then(|| link::decode(&estimate).draft),
                problems,
            });
        }
        if fragment.starts_with("view=changes") {
            return Some(Beside {
                panel: PanelId::Compare,
                draft: None,
                problems: self.compared.open_changes(fragment),
            });
        }
        let mut opened = compare::decode(fragment);
        let estimates = &mut opened.compare.estimates;
        let draft = match estimates.is_empty() {
            true => own::blank(),
            false => link::decode(&estimates.remove(0)).draft,
        };
        self.compared = side_by_side::Settings::of(std::mem::take(estimates));
        Some(Beside {
            panel: PanelId::Compare,
            draft: Some(draft),
            problems: opened.problems,
        })
    }

    fn said(&self) -> String {
        self.compared.said().into()
    }
}

impl Context {
    /// Writes what a person put into it, to be kept until the page is loaded again.
    pub fn kept(&self) -> String {
        let [compared, studies] = [self.compared.kept(), self.studies.kept()];
        match (compared.as_str(), studies.as_str()) {
            ("", "") => String::new(),
            _ => format!("{compared}\n{studies}"),
        }
    }

    /// Reads what was kept.
    pub fn recalled(kept: &str) -> Self {
        let (compared, studies) = kept.split_once('\n').unwrap_or_default();
        Self {
            compared: side_by_side::Settings::recalled(compared),
            studies: studies::Settings::recalled(studies),
        }
    }
}

/// The part that asks the worker, and draws what was found.
#[derive(Debug, Default)]
pub struct Found;

impl FoundPart for Found {
    fn write(&self, request: &Request) -> Vec<u8> {
        request.to_bytes()
    }

    fn read(&self, answer: &[u8]) -> DrawnReply {
        let reply = Reply::from_bytes(answer);
        DrawnReply {
            change: reply.change,
            files: reply.files.as_ref().map(files::draw),
            jobs: reply.jobs.as_ref().map(jobs::draw),
            is_account: reply.is_account,
        }
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

    #[test]
    fn a_comparison_and_the_inputs_of_studies_are_kept() {
        let mut context = Context::default();
        assert_eq!(context.kept(), "");
        context.open("view=compare&a=v=1%26tokens=1&b=v=1%26title=Other%26tokens=2");
        context.open("view=study&study=error&goal=5%25");
        let again = Context::recalled(&context.kept());
        assert_eq!(again.kept(), context.kept());
        assert!(context.kept().contains("title=Other") && context.kept().contains("goal=5%25"));
        for text in ["", "\n", "nonsense", "a\nb\nc"] {
            assert_eq!(Context::recalled(text).kept(), "", "{text}");
        }
    }
}
