//! The worker's side: the table that was opened last, and answers about it.

use super::select::select;
use super::sheet::Sheet;
use super::{Column, Only, PAGE, Piece, Reply, Request, Settings, Shown, ShownRow};
use crate::import::Bytes;
use crate::picture::spread;

/// The table, and the rows that were shown last.
#[derive(Default)]
pub struct Desk {
    sheet: Option<Sheet>,
    /// The words that were searched for, the number of rows then, and which have them.
    found: (String, usize, Vec<bool>),
    selected: Selected,
    saved: Sorted,
}

/// All rows in the order that they are saved in.
#[derive(Default)]
struct Sorted {
    order: (Column, bool),
    rows: Vec<u32>,
}

/// The rows of some settings.
#[derive(Default)]
struct Selected {
    settings: Settings,
    of: usize,
    rows: Vec<u32>,
    picture: String,
}

impl Desk {
    /// Answers a request. The file comes along with [`Request::Open`].
    pub fn answer(&mut self, request: Request, file: Option<Box<dyn Bytes>>) -> Reply {
        let answer = match request {
            Request::Open(is_typical) => self.open(file, is_typical),
            Request::Again(is_typical) => self.again(is_typical),
            Request::Read(most) => self.with(|sheet| sheet.read(most).map(Reply::Progress)),
            Request::Show(settings, first) => self.show(settings, first).map(Reply::Shown),
            Request::Write {
                as_json,
                page,
                order,
                from,
            } => self.write(as_json, &page, order, from).map(Reply::Piece),
        };
        answer.unwrap_or_else(Reply::Refused)
    }

    /// Opens a file. One that is refused leaves the former table there.
    fn open(&mut self, file: Option<Box<dyn Bytes>>, is_typical: bool) -> Result<Reply, String> {
        let sheet = Sheet::open(file.ok_or("There is no file.")?, is_typical)?;
        Ok(self.begin(sheet))
    }

    fn again(&mut self, is_typical: bool) -> Result<Reply, String> {
        let sheet = self.sheet.take().ok_or(NO_TABLE)?;
        let sheet = sheet.again(is_typical)?;
        Ok(self.begin(sheet))
    }

    fn begin(&mut self, sheet: Sheet) -> Reply {
        let head = sheet.head();
        *self = Self {
            sheet: Some(sheet),
            ..Self::default()
        };
        Reply::Head(head)
    }

    fn with(
        &mut self,
        ask: impl FnOnce(&mut Sheet) -> Result<Reply, String>,
    ) -> Result<Reply, String> {
        ask(self.sheet.as_mut().ok_or(NO_TABLE)?)
    }

    /// Writes a piece of the table from a row on, in this order.
    fn write(
        &mut self,
        as_json: bool,
        page: &str,
        order: (Column, bool),
        from: u32,
    ) -> Result<Piece, String> {
        let sheet = self.sheet.as_mut().ok_or(NO_TABLE)?;
        if order == <(Column, bool)>::default() {
            return sheet.write(as_json, page, from, None);
        }
        let saved = &mut self.saved;
        if saved.order != order || saved.rows.len() != sheet.rows.len() {
            let rows = select(&sheet.rows, Only::All, None, order);
            *saved = Sorted { order, rows };
        }
        sheet.write(as_json, page, from, Some(&saved.rows))
    }

    /// Shows rows from a place on; from the last page if there are fewer.
    fn show(&mut self, settings: Settings, first: u32) -> Result<Shown, String> {
        let sheet = self.sheet.as_mut().ok_or(NO_TABLE)?;
        let of = sheet.rows.len();
        if self.selected.settings != settings || self.selected.of != of || of == 0 {
            let words = settings.find.trim();
            let is_found = self.found.0 == words && self.found.1 == of;
            if !words.is_empty() && !is_found {
                self.found = (words.to_owned(), of, sheet.find(words)?);
            }
            let found = (!words.is_empty()).then_some(self.found.2.as_slice());
            let order = (settings.sort, settings.is_falling);
            let rows = select(&sheet.rows, settings.only, found, order);
            let flop = sheet.rows.figures(Column::Flop).unwrap_or_default();
            let figures = rows.iter().filter_map(|row| flop.get(*row as usize));
            let picture = spread::draw(figures.copied());
            self.selected = Selected {
                settings: settings.clone(),
                of,
                picture: picture.map_or(String::new(), |svg| svg.into_string()),
                rows,
            };
        }
        let count = u32::try_from(self.selected.rows.len()).unwrap_or(u32::MAX);
        let last_page = count.saturating_sub(1) / PAGE * PAGE;
        let first = (first / PAGE * PAGE).min(last_page);
        let mut rows = Vec::new();
        for row in self
            .selected
            .rows
            .iter()
            .skip(first as usize)
            .take(PAGE as usize)
        {
            if let Some((record, row)) = sheet.row(*row)? {
                rows.push(ShownRow::of(&record, &row));
            }
        }
        Ok(Shown {
            settings,
            of: u32::try_from(of).unwrap_or(u32::MAX),
            count,
            first,
            rows,
            picture: self.selected.picture.clone(),
        })
    }
}

const NO_TABLE: &str = "The table is no longer here: open it again.";
