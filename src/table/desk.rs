//! The worker's side: the table that was opened last, and answers about it.

use super::select::select;
use super::sheet::Sheet;
use super::{Column, PAGE, Reply, Request, Settings, Shown, ShownRow};
use crate::import::Bytes;
use crate::picture::spread;

/// The table, and the rows that were shown last.
#[derive(Default)]
pub struct Desk {
    sheet: Option<Sheet>,
    /// The words that were searched for, the number of rows then, and which have them.
    found: (String, usize, Vec<bool>),
    selected: Selected,
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
                from,
            } => self.with(|sheet| sheet.write(as_json, &page, from).map(Reply::Piece)),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Model, Only, Status};
    use proptest::prelude::*;

    /// Opens a table, and answers the page until it asks nothing more. Returns what was saved.
    fn run(model: &mut Model, desk: &mut Desk, mut requests: Vec<Request>) -> Vec<u8> {
        let mut saved = Vec::new();
        while !requests.is_empty() {
            let request = requests.remove(0);
            let request = Request::from_bytes(&request.to_bytes()).expect("a request");
            let reply = desk.answer(request, None);
            let reply = Reply::from_bytes(&reply.to_bytes()).expect("a reply");
            if let Reply::Piece(piece) = &reply {
                saved.extend_from_slice(&piece.bytes);
            }
            requests.extend(model.take(reply));
        }
        saved
    }

    fn opened(text: &[u8]) -> (Model, Desk) {
        let (mut model, mut desk) = (Model::default(), Desk::default());
        open(&mut model, &mut desk, "t.csv", text);
        (model, desk)
    }

    fn open(model: &mut Model, desk: &mut Desk, name: &str, text: &[u8]) {
        let request = model.open(name.into());
        let reply = desk.answer(request, Some(Box::new(text.to_vec())));
        let next = model.take(reply);
        run(model, desk, next);
    }

    fn names(model: &Model) -> Vec<&str> {
        let shown = model.shown.as_ref().expect("rows");
        shown.rows.iter().map(|row| row.name.as_str()).collect()
    }

    fn many(rows: u32) -> String {
        let row = |at: u32| match at % 10 {
            0 => format!("row {at},7B,1e,\n"),
            1 => format!("row {at},7B,1T,30 d,1000,nvidia-h100-sxm,bf16,40%\n"),
            _ => format!("row {at},7B,{}B,,,,,\n", at + 1),
        };
        let header = "title,parameters,tokens,time,chips,hardware,format,utilization\n";
        (0..rows).fold(header.to_owned(), |text, at| text + &row(at))
    }

    #[test]
    fn a_table_is_read_to_its_end_and_counted() {
        let (model, _) = opened(many(3_000).as_bytes());
        assert_eq!(model.status, Status::Done);
        assert_eq!(
            model.said(),
            "3,000 rows, 2,700 with a figure, 600 with problems; 300 of 300 differ by more than 2× between the methods."
        );
        assert_eq!(model.share(), 1.0);
        let shown = model.shown.as_ref().expect("rows");
        assert_eq!(
            (shown.count, shown.first, shown.rows.len()),
            (3_000, 0, 100)
        );
        assert_eq!(shown.rows[2].flop, "1.26 × 10²⁰");
        let told = &shown.rows[0].problems[0];
        assert_eq!((told.column.as_str(), told.is_error), ("tokens", true));
        assert!(
            shown.picture.contains("2,700 rows from"),
            "{}",
            shown.picture
        );
    }

    #[test]
    fn rows_are_sorted_filtered_found_and_turned() {
        let (mut model, mut desk) = opened(many(1_000).as_bytes());
        let mut set = |model: &mut Model, settings: Settings| {
            let next = model.set(settings);
            run(model, &mut desk, next);
        };
        let falling = Settings {
            sort: Column::Flop,
            is_falling: true,
            ..Settings::default()
        };
        set(&mut model, falling.clone());
        assert_eq!(names(&model)[..2], ["row 1", "row 11"]);
        let found = Settings {
            find: "ROW 99".into(),
            only: Only::NoFigure,
            ..falling.clone()
        };
        set(&mut model, found);
        assert_eq!(names(&model), ["row 990"]);
        set(
            &mut model,
            Settings {
                only: Only::Differs,
                ..falling
            },
        );
        assert_eq!(model.shown.as_ref().map(|shown| shown.count), Some(100));
        set(&mut model, Settings::default());
        for (first, expected) in [(900, "row 900"), (5_000, "row 900"), (150, "row 100")] {
            let next = model.turn_to(first);
            run(&mut model, &mut desk, next);
            assert_eq!(names(&model)[0], expected);
        }
    }

    #[test]
    fn what_is_read_stays_after_cancel_and_the_rest_follows() {
        let text = many(5_000);
        let (mut model, mut desk) = (Model::default(), Desk::default());
        let request = model.open("t.csv".into());
        let reply = desk.answer(request, Some(Box::new(text.into_bytes())));
        let mut next = model.take(reply);
        for _ in 0..3 {
            let reply = desk.answer(next.remove(0), None);
            next.extend(model.take(reply));
        }
        let late = next.clone();
        let cancelled = model.cancel();
        run(&mut model, &mut desk, cancelled);
        // The step that was under way is counted, and asks for no other.
        run(&mut model, &mut desk, late);
        assert_eq!(model.status, Status::Cancelled);
        assert!(model.progress.rows < 5_000, "{}", model.progress.rows);
        assert!(model.said().starts_with("Cancelled. "), "{}", model.said());
        assert_eq!(names(&model).len(), 100);
        let rest = model.go_on();
        run(&mut model, &mut desk, rest);
        assert_eq!(
            (model.status.clone(), model.progress.rows),
            (Status::Done, 5_000)
        );
    }

    #[test]
    fn a_table_is_saved_in_pieces_with_every_row_once() {
        let (mut model, mut desk) = opened(many(3_000).as_bytes());
        for as_json in [false, true] {
            let next = model.save(as_json, String::new());
            let saved = run(&mut model, &mut desk, next);
            let lines = saved.split(|byte| *byte == b'\n').count() - 1;
            assert_eq!(lines, 3_000 + usize::from(!as_json));
            assert_eq!(model.saving, None);
        }
        let next = model.save(false, String::new());
        assert_eq!(model.save(true, String::new()), [], "one save at a time");
        assert_eq!(model.cancel(), []);
        run(&mut model, &mut desk, next);
        assert_eq!((model.saving.clone(), model.status), (None, Status::Done));
    }

    #[test]
    fn what_is_no_table_is_refused_with_what_to_do() {
        let long = [b"tokens\n\"".as_slice(), vec![b'1'; 5 << 20].as_slice()].concat();
        let endless = [b"tokens,".as_slice(), vec![b'x'; 5 << 20].as_slice()].concat();
        let wide = format!(
            "tokens{}\n1T{}\n",
            ",x".repeat(100_000),
            ",1".repeat(100_000)
        );
        for (text, told) in [
            (&b""[..], "t.csv: The file is empty."),
            (
                b"name,year\nx,2020\n",
                "No column of the first line is known (name, year)",
            ),
            (b"PK\x03\x04", "Save the sheet as CSV UTF-8."),
            (b"\xff\xfea\0", "this is UTF-16. Save"),
            (b"\x7fELF\x02\0\0", "this is no text"),
            (b"tokens\n", "The table has a header and no rows."),
            (
                b"\xef\xbb\xbfparameters;tokens\r\n7B;1T\r\n",
                "1 row, 1 with a figure, 0 with problems.",
            ),
            (&endless, "is this a table?"),
            (&long, "1 row, 0 with a figure, 1 with problems."),
            (wide.as_bytes(), "1 row, 0 with a figure"),
        ] {
            let (model, _) = opened(text);
            let said = model.said().replace("This", "this");
            assert!(said.contains(told), "{told}: {said}");
        }
        let (model, _) = opened(b"parameters,tokens,time\n7B,\"1T\n7B,1T\n");
        let shown = model.shown.expect("a row");
        assert!(
            shown.rows[0].problems[0]
                .message
                .contains("Close its quotation mark")
        );
    }

    #[test]
    fn a_file_that_is_refused_leaves_the_table_there() {
        let (mut model, mut desk) = opened(many(3_000).as_bytes());
        let next = model.turn_to(200);
        run(&mut model, &mut desk, next);
        open(&mut model, &mut desk, "odd.csv", b"name,year\nx,2020\n");
        let said = model.said();
        assert!(
            said.starts_with("odd.csv: No column of the first line"),
            "{said}"
        );
        assert!(said.ends_with("t.csv stays below."), "{said}");
        assert_eq!(
            (model.status.clone(), model.name.as_str()),
            (Status::Done, "t.csv")
        );
        assert_eq!(names(&model)[0], "row 200");
        let next = model.save(false, String::new());
        let saved = run(&mut model, &mut desk, next);
        assert_eq!(saved.split(|byte| *byte == b'\n').count() - 1, 3_001);
        open(
            &mut model,
            &mut desk,
            "good.csv",
            b"parameters,tokens\n7B,1T\n",
        );
        assert_eq!(
            (model.name.as_str(), model.refusal.as_str()),
            ("good.csv", "")
        );
        assert_eq!(model.said(), "1 row, 1 with a figure, 0 with problems.");
    }

    #[test]
    fn a_table_that_was_being_read_is_read_to_its_end_after_a_refusal() {
        let (mut model, mut desk) = (Model::default(), Desk::default());
        let request = model.open("t.csv".into());
        let reply = desk.answer(request, Some(Box::new(many(5_000).into_bytes())));
        let next = model.take(reply).remove(0);
        // The page drops what follows this reply, because another file is opened meanwhile.
        model.take(desk.answer(next, None));
        open(&mut model, &mut desk, "odd.csv", b"");
        assert_eq!(
            (model.status.clone(), model.progress.rows),
            (Status::Done, 5_000)
        );
        assert!(
            model.said().starts_with("odd.csv: The file is empty."),
            "{}",
            model.said()
        );
    }

    #[test]
    fn rows_get_the_typical_uncertainty_and_lose_it_again() {
        let (mut model, mut desk) = opened(many(3_000).as_bytes());
        assert_eq!(
            model
                .shown
                .as_ref()
                .map(|shown| shown.rows[2].range.clone()),
            Some(String::new())
        );
        let mut set = |model: &mut Model, is_typical| {
            let settings = Settings {
                is_typical,
                ..model.settings.clone()
            };
            let next = model.set(settings);
            assert_eq!(next, [Request::Again(is_typical)]);
            run(model, &mut desk, next);
            assert_eq!(
                (model.status.clone(), model.progress.rows),
                (Status::Done, 3_000)
            );
            let shown = model.shown.as_ref().expect("rows");
            assert_eq!(shown.of, 3_000);
            (shown.rows[2].range.clone(), shown.rows[2].link.clone())
        };
        let (range, link) = set(&mut model, true);
        assert!(
            range.contains(" to ") && link.contains("uncertainty=typical"),
            "{range} {link}"
        );
        let (range, link) = set(&mut model, false);
        assert!(
            range.is_empty() && !link.contains("uncertainty"),
            "{range} {link}"
        );
    }

    #[test]
    fn a_lost_worker_is_said_and_what_it_had_can_be_opened_again() {
        let (mut model, _) = opened(many(200).as_bytes());
        model.lose("It is gone.");
        assert_eq!(model.said(), "t.csv: It is gone.");
        assert!(model.is_lost && model.is_wrong() && !model.is_open());
        assert_eq!(names(&model).len(), 100, "the rows stay");
        assert_eq!(model.turn_to(100), []);
        assert_eq!(model.save(false, String::new()), []);
        // Another worker opens the same text.
        open(
            &mut model,
            &mut Desk::default(),
            "t.csv",
            many(200).as_bytes(),
        );
        assert!(!model.is_lost && !model.is_wrong(), "{}", model.said());
    }

    #[test]
    fn a_fault_beside_a_figure_is_told_as_such() {
        let header = "parameters,tokens,time,chips,hardware,format,utilization\n";
        let both = "7B,1e,30 d,1000,nvidia-h100-sxm,bf16,40%\n";
        let none = "7B,1e,,,,,\n";
        let (model, _) = opened(format!("{header}{both}{none}").as_bytes());
        let shown = model.shown.as_ref().expect("rows");
        let row = &shown.rows[0];
        assert_eq!(row.beside, "The figure is by GPU time alone:");
        assert!(row.problems[0].is_error, "{row:?}");
        let row = &shown.rows[1];
        assert_eq!((row.beside.as_str(), row.flop.as_str()), ("", ""));
        assert!(row.problems[0].is_error, "{row:?}");
    }

    #[test]
    fn a_question_is_no_error_whether_the_row_has_a_figure_or_not() {
        let header = "parameters,tokens,time,chips,hardware,format,utilization\n";
        let beside = "7B,1T,30 d,1000,H100,bf16,40%\n";
        let alone = ",,30 d,1000,V100,fp16,40%\n";
        let (model, _) = opened(format!("{header}{beside}{alone}").as_bytes());
        let shown = model.shown.as_ref().expect("rows");
        for (row, asked, has_figure) in [
            (&shown.rows[0], "Which H100?", true),
            (&shown.rows[1], "Which V100?", false),
        ] {
            let told = &row.problems[0];
            assert!(told.message.starts_with(asked) && !told.is_error, "{row:?}");
            assert_eq!(!row.flop.is_empty(), has_figure, "{row:?}");
        }
    }

    #[test]
    fn epochs_table_is_compared_with_its_own_figures() {
        let text = "Model,Domain,Parameters,Training compute (FLOP),Training dataset size (total),Publication date\n\
            A,Language,7e9,4.2e22,1e12,2024-01-01\nB,Language,7e9,4.2e23,1e12,2024-01-01\n";
        let (model, _) = opened(text.as_bytes());
        assert!(model.head.is_epoch && model.head.has_dates);
        assert!(
            model
                .said()
                .ends_with("1 of 2 differ by more than 2× from Epoch AI’s figure.")
        );
        let shown = model.shown.as_ref().expect("rows");
        assert_eq!(shown.rows[0].reason, "");
        assert!(
            shown.rows[1].reason.contains("10 passes"),
            "{:?}",
            shown.rows[1]
        );
        assert_eq!(shown.rows[1].published_ratio, "0.1 ×");
    }

    proptest! {
        /// Any bytes are a table or are refused, and what is shown of it can be asked for.
        #[test]
        fn any_bytes_give_rows_or_a_message(
            bytes in prop_oneof![
                "(parameters|tokens|link|title|,|;|\t|\n|\"|7B|1T|x|é|\u{0}){0,60}".prop_map(String::into_bytes),
                proptest::collection::vec(any::<u8>(), 0..80),
            ],
            find in "\\PC{0,4}",
        ) {
            let (mut model, mut desk) = opened(&bytes);
            prop_assert!(model.status == Status::Done || model.is_wrong());
            prop_assert!(!model.said().is_empty());
            let next = model.set(Settings { find, ..Settings::default() });
            run(&mut model, &mut desk, next);
            let next = model.save(true, String::new());
            let saved = run(&mut model, &mut desk, next);
            let lines = saved.iter().filter(|byte| **byte == b'\n').count();
            prop_assert_eq!(lines, model.progress.rows as usize);
        }
    }
}
