//! The parts with reports: one with sharing and the reports that are not forms, and one with the forms.

use super::{Draw, Drawn, PanelInput};
use crate::panel::piece::Piece;
use crate::panel::{Action, Change, PanelId, inference, report, share};
use crate::report::{write_form, write_text};

/// The part with reports that are not forms, and sharing.
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
                        pieces: report::wait(&settings),
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
        pieces: report::draw(evaluation, address, &settings, write, fields),
        problems: report::problems(evaluation),
        is_form: false,
    }
}

/// The part with the forms. It draws the panel of reports while one of them is chosen.
#[derive(Debug, Default)]
pub struct Forms;

impl Draw for Forms {
    fn draw(&self, _: PanelId, shown: &PanelInput) -> Drawn {
        let settings = report::Settings::read(&shown.report);
        let mut fields = inference::draw(shown.draft(), settings.format);
        fields.extend(report::beside(&settings));
        drawn_report(shown, write_form, fields)
    }

    fn act(&mut self, shown: &PanelInput, action: Action) -> Change {
        match action {
            Action::Inference(action) => inference::act(shown.draft(), &action),
            _ => Change::default(),
        }
    }
}
