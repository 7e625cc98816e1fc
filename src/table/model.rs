//! The page's side: which table is open, how far it is read, what of it is shown, and which request comes next.

use super::{Column, Head, Piece, Progress, Reply, Request, Settings, Shown};
use crate::quantity::write::whole;
use std::sync::Arc;

/// The rows that are read at first, so that something is to be seen at once.
const FIRST: u32 = 100;
/// The rows that are read in a step. Cancel waits for no more.
const STEP: u32 = 2_000;

/// How far a table is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// None is open.
    #[default]
    Empty,
    /// Its rows are being read.
    Reading,
    /// Reading was cancelled.
    Cancelled,
    /// All of it is read.
    Done,
    /// It can be read no further, for this reason.
    Broken(String),
}

/// A table with its figures that is being saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saving {
    /// Whether as JSON.
    pub as_json: bool,
    /// The address of the page, up to its `#`, that the links begin with. Empty for fragments alone, as the command
    /// prints them.
    pub page: String,
    /// The column that the rows are sorted by, and whether the largest is first.
    pub order: (Column, bool),
    /// The rows that are written.
    pub rows: u32,
}

/// The state of the view.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The name of the file.
    pub name: String,
    /// How far it is read.
    pub status: Status,
    /// Its header, as it was read.
    pub head: Head,
    /// How many rows are read.
    pub progress: Progress,
    /// How its rows are shown.
    pub settings: Settings,
    /// The rows that are shown.
    pub shown: Option<Arc<Shown>>,
    /// The save that is under way.
    pub saving: Option<Saving>,
    /// A message about something that could not be done with the table.
    pub note: String,
    /// The name of the file that is being opened. The former table is there until it is known to be a table.
    pub opening: Option<String>,
    /// The file that was refused last, with the reason.
    pub refusal: String,
    /// Whether the worker that had the table, or was to open one, is gone.
    pub is_lost: bool,
    /// Whether the worker has not answered for long: it is busy, or gone.
    pub is_late: bool,
    /// The place of the rows that were asked for last.
    first: u32,
}

impl Model {
    /// Opens a file. The settings stay, and the former table does if the file is refused.
    pub fn open(&mut self, name: String) -> Request {
        self.opening = Some(name);
        self.saving = None;
        self.note.clear();
        self.refusal.clear();
        self.is_lost = false;
        self.is_late = false;
        Request::Open(self.settings.is_typical)
    }

    /// Takes the table away. The settings stay.
    pub fn empty(&mut self) {
        *self = Self {
            settings: std::mem::take(&mut self.settings),
            ..Self::default()
        };
    }

    /// Takes a reply, and returns the requests that follow. A piece of a save is for the caller as well.
    pub fn take(&mut self, reply: Reply) -> Vec<Request> {
        match reply {
            Reply::Head(head) => {
                self.begin(head);
                vec![Request::Read(FIRST)]
            }
            Reply::Progress(progress) => self.take_progress(progress),
            Reply::Shown(shown) => {
                // An answer to former settings is late.
                if shown.settings == self.settings {
                    self.first = shown.first;
                    self.shown = Some(Arc::new(shown));
                }
                Vec::new()
            }
            Reply::Piece(piece) => self.take_piece(&piece),
            Reply::Refused(why) => self.refuse(&why),
        }
    }

    /// Begins with a new table, or with the same one again, whose rows are shown until the new ones are there.
    fn begin(&mut self, head: Head) {
        if let Some(name) = self.opening.take() {
            let note = std::mem::take(&mut self.note);
            self.empty();
            self.name = name;
            self.note = note;
        }
        self.head = head;
        self.progress = Progress::default();
        self.status = Status::Reading;
    }

    /// Leaves a file out, or the rest of the table.
    fn refuse(&mut self, why: &str) -> Vec<Request> {
        self.saving = None;
        let Some(name) = self.opening.take() else {
            self.status = Status::Broken(why.into());
            return Vec::new();
        };
        self.note.clear();
        self.refusal = format!("{name}: {why}");
        // Answers about the former table that were under way are late.
        match self.status {
            Status::Reading => vec![Request::Again(self.settings.is_typical)],
            _ if self.is_open() => vec![self.show(self.first)],
            _ => Vec::new(),
        }
    }

    /// Notes that the worker is gone, and the table with it. The rows that are shown stay.
    pub fn lose(&mut self, why: &str) {
        if self.is_open() {
            self.status = Status::Broken(why.into());
        }
        self.refuse(why);
        self.is_lost = true;
    }

    fn take_progress(&mut self, progress: Progress) -> Vec<Request> {
        let is_first = self.progress.rows == 0;
        self.progress = progress;
        let mut next = Vec::new();
        if progress.is_done {
            self.status = Status::Done;
        }
        if is_first || progress.is_done {
            next.push(self.show(self.first));
        }
        if self.status == Status::Reading {
            next.push(Request::Read(STEP));
        }
        next
    }

    fn take_piece(&mut self, piece: &Piece) -> Vec<Request> {
        let Some(saving) = &mut self.saving else {
            return Vec::new();
        };
        match piece.next {
            Some(from) => {
                saving.rows = from;
                vec![Request::Write {
                    as_json: saving.as_json,
                    page: saving.page.clone(),
                    order: saving.order,
                    from,
                }]
            }
            None => {
                self.saving = None;
                Vec::new()
            }
        }
    }

    /// Stops reading, or saving. What is read stays.
    pub fn cancel(&mut self) -> Vec<Request> {
        if self.saving.take().is_some() {
            return Vec::new();
        }
        if self.status != Status::Reading {
            return Vec::new();
        }
        self.status = Status::Cancelled;
        vec![self.show(self.first)]
    }

    /// Reads on after Cancel.
    pub fn go_on(&mut self) -> Vec<Request> {
        if self.status != Status::Cancelled {
            return Vec::new();
        }
        self.status = Status::Reading;
        vec![Request::Read(STEP)]
    }

    /// Shows rows in another way.
    pub fn set(&mut self, settings: Settings) -> Vec<Request> {
        let is_same_table = settings.is_typical == self.settings.is_typical;
        self.settings = settings;
        match (self.is_open(), is_same_table) {
            (false, _) => Vec::new(),
            (true, true) => vec![self.show(0)],
            (true, false) => {
                self.status = Status::Reading;
                self.saving = None;
                vec![Request::Again(self.settings.is_typical)]
            }
        }
    }

    /// Shows the rows from a place on.
    pub fn turn_to(&mut self, first: u32) -> Vec<Request> {
        match self.is_open() {
            true => vec![self.show(first)],
            false => Vec::new(),
        }
    }

    fn show(&mut self, first: u32) -> Request {
        self.first = first;
        Request::Show(self.settings.clone(), first)
    }

    /// Saves the table with its figures, its rows in the order that is shown, with links that begin with the address of a page.
    pub fn save(&mut self, as_json: bool, page: String) -> Vec<Request> {
        if self.saving.is_some() || !self.is_open() {
            return Vec::new();
        }
        let order = (self.settings.sort, self.settings.is_falling);
        self.saving = Some(Saving {
            as_json,
            page: page.clone(),
            order,
            rows: 0,
        });
        vec![Request::Write {
            as_json,
            page,
            order,
            from: 0,
        }]
    }

    /// Returns whether there are rows to show.
    pub fn is_open(&self) -> bool {
        match self.status {
            Status::Reading | Status::Cancelled | Status::Done => true,
            Status::Empty | Status::Broken(_) => false,
        }
    }

    /// Returns how much of the file is read, 0 to 1.
    pub fn share(&self) -> f64 {
        match self.head.size {
            0 => 0.0,
            size => (self.progress.bytes as f64 / size as f64).min(1.0),
        }
    }

    /// Says how many rows there are, for everybody and for screen readers; while they are read, nothing, because that
    /// would be said again and again.
    pub fn said(&self) -> String {
        if let Some(name) = &self.opening {
            return format!("Reading {name}.");
        }
        if !self.refusal.is_empty() {
            let stays = match self.is_open() {
                true => format!(" {} stays below.", self.name),
                false => String::new(),
            };
            return format!("{}{stays}", self.refusal);
        }
        match &self.status {
            Status::Empty => String::new(),
            Status::Reading => format!("Reading {}.", self.name),
            Status::Cancelled => format!("Cancelled. {}", self.counts()),
            Status::Done if self.progress.rows == 0 => {
                "The table has a header and no rows.".to_owned()
            }
            Status::Done => self.counts(),
            Status::Broken(why) => format!("{}: {why}", self.name),
        }
    }

    /// Returns whether a file was refused, or the table broke off.
    pub fn is_wrong(&self) -> bool {
        let is_broken = matches!(self.status, Status::Broken(_));
        self.opening.is_none() && (is_broken || !self.refusal.is_empty())
    }

    /// Writes the counts: “2,311 rows, 1,902 with a figure, 12 with problems.”
    pub fn counts(&self) -> String {
        let progress = &self.progress;
        let number = |count: u32| whole(u128::from(count));
        let rows = match progress.rows {
            1 => "1 row".to_owned(),
            rows => format!("{} rows", number(rows)),
        };
        let mut text = format!(
            "{rows}, {} with a figure, {} with problems",
            number(progress.with_figure),
            number(progress.with_problems)
        );
        if progress.compared > 0 {
            let what = match self.head.is_epoch {
                true => "from Epoch AI’s figure",
                false => "between the methods",
            };
            text += &format!(
                "; {} of {} differ by more than 2× {what}",
                number(progress.differing),
                number(progress.compared)
            );
        }
        text + "."
    }
}
