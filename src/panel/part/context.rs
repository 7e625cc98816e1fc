//! The part that puts the estimate into context: studies, and other estimates beside it.

use super::{Beside, Draw, Drawn, PanelInput};
use crate::compare;
use crate::draft::{link, own};
use crate::panel::{Action, Change, PanelId, side_by_side, studies};

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

    fn last_change(&self) -> String {
        self.compared.last_change().into()
    }
}

impl Context {
    /// Writes what a person put into it, to be kept until the page is loaded again.
    pub fn to_text(&self) -> String {
        let [compared, studies] = [self.compared.to_link(), self.studies.to_link()];
        match (compared.as_str(), studies.as_str()) {
            ("", "") => String::new(),
            _ => format!("{compared}\n{studies}"),
        }
    }

    /// Puts back what was kept of the view that a link has opened.
    pub fn put_back(&mut self, fragment: &str, text: &str) {
        let kept = Self::from_text(text);
        if fragment.starts_with("view=study") {
            self.studies.put_back(kept.studies);
        } else if fragment.starts_with("view=compare") {
            self.compared = kept.compared;
        }
    }

    /// Reads the text that was kept.
    pub fn from_text(text: &str) -> Self {
        let (compared, studies) = text.split_once('\n').unwrap_or_default();
        Self {
            compared: side_by_side::Settings::from_link(compared),
            studies: studies::Settings::from_link(studies),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comparison_and_the_inputs_of_studies_are_kept() {
        let mut context = Context::default();
        assert_eq!(context.to_text(), "");
        context.open("view=compare&a=v=1%26tokens=1&b=v=1%26title=Other%26tokens=2");
        context.open("view=study&study=error&goal=5%25");
        let again = Context::from_text(&context.to_text());
        assert_eq!(again.to_text(), context.to_text());
        assert!(
            context.to_text().contains("title=Other") && context.to_text().contains("goal=5%25")
        );
        for text in ["", "\n", "nonsense", "a\nb\nc"] {
            assert_eq!(Context::from_text(text).to_text(), "", "{text}");
        }
    }
}
