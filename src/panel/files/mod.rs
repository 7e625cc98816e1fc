//! The panel of files: reads files that were dropped, picked, pasted or fetched, and puts the
//! result into the form.

mod action;
mod draw;
mod message;
mod show;
mod shown;

pub use action::FilesAction;
pub use draw::draw;
pub(super) use draw::paste;
pub use message::{Reply, Request};
pub use shown::{FilesShown, Found, OpenSettings};

use super::hub::Model;
use super::{Change, Jobs, JobsAction, JobsShown};
use crate::architecture::Per;
use crate::draft::Key;
use crate::import::{self, Asked, Bytes, Content, File, Import, Source};

/// A file's name, and a function that opens the file each time it is read.
pub type Open = (String, Box<dyn Fn() -> Box<dyn Bytes>>);

/// The files at hand, and the settings for counting them.
#[derive(Default)]
pub struct Desk {
    files: Vec<Open>,
    settings: Asked,
    /// The sizes that the file leaves open, by the first reading. A size stays listed once it is
    /// typed, so that it can be changed.
    open_sizes: Vec<import::OpenSize>,
    result: Option<Result<Import, String>>,
    /// The kind, unit and sequence of the last count. They stay after a setting that fails, so that
    /// the setting can be changed again.
    last_count: Option<(Source, Per, Option<u64>)>,
    /// The text typed as a model's name on the hub.
    hub_text: String,
    /// The name of the model that was fetched last. Its file does not always name it.
    fetched_name: String,
    /// The panel of jobs. An account of jobs may come like any other file.
    jobs: Jobs,
    /// The file's name, if the last file was an account of jobs.
    account: Option<String>,
}

impl Desk {
    /// Replaces the files, and reads the one that tells most.
    pub fn put(&mut self, files: Vec<Open>) {
        self.files = files;
        // An index leads to its shards, and a configuration tells more than weights. The model's
        // own configuration has the shortest name among generation_config.json and others.
        let first = self.files.iter().enumerate();
        let first = first.min_by_key(|(_, (name, _))| (rank(name), name.len()));
        if let Some((first, _)) = first {
            self.files.swap(0, first);
        }
        self.settings = Asked::default();
        self.last_count = None;
        self.fetched_name.clear();
        self.account = None;
        self.read();
        self.open_sizes = self
            .import()
            .map_or(Vec::new(), |import| import.open.clone());
    }

    /// Reads a fetched configuration.
    pub fn put_fetched(&mut self, model: Model, config: String) {
        let open = move || -> Box<dyn Bytes> { Box::new(config.clone().into_bytes()) };
        self.put(vec![("config.json".into(), Box::new(open))]);
        self.fetched_name = model.name;
    }

    /// Drops the files and shows why there are none.
    pub fn refuse(&mut self, why: String) {
        self.files.clear();
        self.last_count = None;
        self.account = None;
        self.result = Some(Err(why));
    }

    fn import(&self) -> Option<&Import> {
        self.result.as_ref()?.as_ref().ok()
    }

    fn read(&mut self) {
        let Some((name, first)) = self.files.first() else {
            self.result = None;
            return;
        };
        let mut beside = |name: &str| {
            let other = self.files.iter().find(|(other, _)| other == name);
            other.map(|(_, open)| open())
        };
        let file = File {
            name: name.clone(),
            bytes: first(),
            beside: &mut beside,
        };
        match import::find(file, &self.settings) {
            Ok(Content::Model(import)) => {
                self.last_count = Some((import.source, import.per, import.sequence));
                self.result = Some(Ok(*import));
            }
            Ok(Content::Jobs(text)) => {
                self.account = Some(name.clone());
                self.files.clear();
                self.result = None;
                self.jobs.put(text);
            }
            Err(error) => self.result = Some(Err(error.to_string())),
        }
    }

    /// Returns what the panel of jobs shows.
    pub fn shown_jobs(&self) -> JobsShown {
        self.jobs.shown()
    }

    /// Applies a user action in the panel of jobs. The caller shows the panel again afterwards.
    pub fn act_in_jobs(&mut self, action: JobsAction) -> Change {
        self.jobs.act(action)
    }

    /// Returns whether the last file went to the panel of jobs, which is then the panel to show.
    pub fn has_account(&self) -> bool {
        self.account.is_some()
    }

    /// Returns the model to fetch.
    ///
    /// # Errors
    ///
    /// A message that says what to type instead.
    pub fn model_to_fetch(&self) -> Result<Model, String> {
        Model::read(&self.hub_text)
    }

    /// Applies a user action. The caller shows the panel again afterwards.
    pub fn act(&mut self, action: FilesAction) -> Change {
        let number = |text: &str| {
            text.trim()
                .replace([',', ' '], "")
                .parse()
                .ok()
                .filter(|n| *n > 0)
        };
        match action {
            FilesAction::Hub(text) => self.hub_text = text,
            // The caller asks the hub, and puts what it answers.
            FilesAction::Fetch => {}
            FilesAction::Paste(text) if text.trim().is_empty() => self.put(Vec::new()),
            FilesAction::Paste(text) => {
                let open = move || -> Box<dyn Bytes> { Box::new(text.clone().into_bytes()) };
                self.put(vec![("what was pasted".into(), Box::new(open))]);
            }
            FilesAction::Sequence(text) => {
                self.settings.sequence = number(&text);
                self.read();
            }
            FilesAction::WholeContext => {
                self.settings.sequence = self.import().and_then(|import| import.context);
                self.read();
            }
            FilesAction::Causal(is_causal) => {
                self.settings.causal = is_causal;
                self.read();
            }
            FilesAction::Input(text) => {
                let sides = text.split(['x', 'X', '×', ',']).map(number);
                self.settings.input = sides.collect();
                self.read();
            }
            FilesAction::Size(place, text) => {
                if let Some(open) = self.open_sizes.get(place) {
                    match number(&text) {
                        Some(size) => self.settings.sizes.insert(open.name.clone(), size),
                        None => self.settings.sizes.remove(&open.name),
                    };
                    self.read();
                }
            }
            FilesAction::Use => {
                return self
                    .import()
                    .map_or(Change::default(), |import| self.use_import(import));
            }
        }
        Change::default()
    }

    /// Returns the change of the form that fills in an import.
    fn use_import(&self, import: &Import) -> Change {
        let fields = import.fields();
        // Passes are counted in the unit that the forward pass is of. Otherwise the estimate would
        // be off by the length of a sequence.
        let passes = match import.per {
            Per::Token => Key::Tokens,
            _ => Key::Examples,
        };
        let first = fields.first().map_or("", |(key, _)| key.name());
        Change {
            lead: import.forward.is_some().then_some(passes),
            title: self.name(import).into(),
            focus: format!("field-{first}"),
            undoable: true,
            fields,
            ..Change::default()
        }
    }

    /// Returns the model's name in the file or, without one, the name it was fetched by. May be
    /// empty.
    fn name<'a>(&'a self, import: &'a Import) -> &'a str {
        import.name.as_deref().unwrap_or(&self.fetched_name)
    }
}

/// Returns the rank of a file by its name. Of several files, the one with the lowest rank is read.
fn rank(name: &str) -> usize {
    let name = name.to_ascii_lowercase();
    let ends = [".onnx", ".index.json", ".safetensors", ".gguf", ""];
    // A model's folder also holds a tokenizer_config.json, a generation_config.json and the like.
    if name == "config.json" {
        return 0;
    }
    1 + ends.iter().position(|end| name.ends_with(end)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::jobs;
    use crate::panel::piece::html_of;

    fn file(name: &str, text: &str) -> Open {
        let text = text.to_owned();
        (
            name.into(),
            Box::new(move || Box::new(text.clone().into_bytes())),
        )
    }

    fn drawn(desk: &Desk) -> String {
        html_of(&draw(&desk.shown()))
    }

    fn drawn_jobs(desk: &Desk) -> String {
        html_of(&jobs::draw(&desk.shown_jobs()))
    }

    fn paste(desk: &mut Desk, text: &str) {
        desk.act(FilesAction::Paste(text.into()));
    }

    const LLAMA: &str = r#"{"model_type":"llama","_name_or_path":"org/<b>tiny</b>","hidden_size":64,"num_hidden_layers":2,"num_attention_heads":4,"intermediate_size":128,"vocab_size":100,"max_position_embeddings":512}"#;

    #[test]
    fn a_configuration_goes_into_the_form_with_one_click() {
        let mut desk = Desk::default();
        assert!(!drawn(&desk).contains("Use in method 1"));
        desk.put(vec![
            file("model.safetensors", "x"),
            file("config.json", LLAMA),
        ]);
        let html = drawn(&desk);
        assert!(html.contains("Use in method 1"), "{html}");
        assert!(!html.contains("<b>"), "a name is text: {html}");
        let change = desk.act(FilesAction::Use);
        let [(Key::Model, model)] = &change.fields[..] else {
            panic!("{change:?}");
        };
        assert!(model.starts_with("tokens(512)"), "{model}");
        assert_eq!(change.lead, Some(Key::Tokens));
        assert!(change.undoable && change.focus == "field-model");
    }

    #[test]
    fn an_impossible_setting_can_be_changed_again() {
        let mut desk = Desk::default();
        paste(&mut desk, LLAMA);
        desk.act(FilesAction::Sequence("99999999999".into()));
        let html = drawn(&desk);
        assert!(html.contains("problem error"), "{html}");
        assert!(html.contains("value=\"99999999999\""), "{html}");
        assert_eq!(desk.act(FilesAction::Use), Change::default());
        desk.act(FilesAction::Sequence("8".into()));
        assert!(drawn(&desk).contains("Use in method 1"));
        paste(&mut desk, "<html>");
        assert!(!drawn(&desk).contains("found-sequence"));
    }

    #[test]
    fn the_models_own_configuration_is_read_from_a_folder() {
        let mut desk = Desk::default();
        desk.put(vec![
            file("generation_config.json", r#"{"eos_token_id":2}"#),
            file("tokenizer_config.json", "{}"),
            file("config.json", LLAMA),
            file("model.safetensors", "x"),
        ]);
        assert!(drawn(&desk).contains("Use in method 1"), "{}", drawn(&desk));
    }

    #[test]
    fn a_long_context_is_counted_at_one_press() {
        let mut desk = Desk::default();
        let long = LLAMA.replace("512", "131072");
        desk.put(vec![file("config.json", &long)]);
        let html = drawn(&desk);
        assert!(html.contains("placeholder=\"4096\""), "{html}");
        assert!(
            html.contains("Count for the whole context, 131,072 tokens"),
            "{html}"
        );
        // 81,920 weights in two layers and 6,400 in the head; 2·2·64 for each of the 4,097/2 tokens
        // that a token attends to; 95,040 parameters, of which 6,400 are in the embedding, which is
        // looked up.
        let both = "With causal attention 1.23 × 10⁶ FLOP; by 6·N·D (N = 88,640 active parameters, without embeddings) 177,280 FLOP.";
        assert!(html.contains(both), "{html}");
        desk.act(FilesAction::WholeContext);
        let change = desk.act(FilesAction::Use);
        assert!(change.fields[0].1.starts_with("tokens(131072)"));
        assert!(!drawn(&desk).contains("found-context"));
    }

    #[test]
    fn the_button_says_which_methods_it_fills_in() {
        let mut desk = Desk::default();
        let speed =
            "elapsed time per iteration (ms): 5361.6 | throughput per GPU (TFLOP/s/GPU): 243.6";
        let step = format!("iteration 71/ 100 | {speed} |");
        let world = format!("using world size: 16,\nseq_length ..... 4096\n{step}");
        let both = format!("{world} consumed samples: 9088 |");
        for (text, label) in [
            (step, "method 2"),
            (both, "both methods"),
            (LLAMA.into(), "method 1"),
        ] {
            paste(&mut desk, &text);
            assert!(
                drawn(&desk).contains(&format!("Use in {label}<")),
                "{}",
                drawn(&desk)
            );
        }
        paste(
            &mut desk,
            "iteration 71/ 100 | elapsed time per iteration (ms): 5361.6 |",
        );
        let change = desk.act(FilesAction::Use);
        assert_eq!(change.focus, "field-time");
        assert_eq!(change.lead, None, "nothing is said of passes");
    }

    #[test]
    fn sequence_and_causal_attention_can_be_set() {
        let mut desk = Desk::default();
        paste(&mut desk, LLAMA);
        desk.act(FilesAction::Sequence("1,024".into()));
        desk.act(FilesAction::Causal(true));
        let change = desk.act(FilesAction::Use);
        assert!(
            change.fields[0].1.starts_with("tokens(1024,causal)"),
            "{change:?}"
        );
        desk.act(FilesAction::Sequence("".into()));
        desk.act(FilesAction::Causal(false));
        let change = desk.act(FilesAction::Use);
        assert!(change.fields[0].1.starts_with("tokens(512)"), "{change:?}");
    }

    #[test]
    fn an_account_goes_to_the_panel_of_jobs() {
        let mut desk = Desk::default();
        let account = "7|train|COMPLETED|3600|gres/gpu:h100=8|1\n";
        desk.put(vec![file("<b>.txt", account)]);
        assert!(desk.has_account() && drawn_jobs(&desk).contains("8 GPU-hours"));
        let html = drawn(&desk);
        assert!(
            html.contains("list of Slurm jobs") && !html.contains("<b>"),
            "{html}"
        );
        // Another length of a sequence does not change an account of jobs.
        desk.act(FilesAction::Sequence("5".into()));
        assert!(desk.has_account());
        let change = desk.act_in_jobs(JobsAction::Use);
        assert_eq!(change.fields[0], (Key::ChipHours, "8".into()));
        // Reading another file leaves the jobs as they are.
        paste(&mut desk, LLAMA);
        assert!(!desk.has_account() && drawn(&desk).contains("Use in method 1"));
        assert!(drawn_jobs(&desk).contains("8 GPU-hours"));
        paste(&mut desk, account);
        assert!(desk.has_account() && !drawn(&desk).contains("Use in method 1"));
        desk.act_in_jobs(JobsAction::Paste("no account".into()));
        assert!(drawn_jobs(&desk).contains("1 line could not be read"));
        assert!(!drawn_jobs(&desk).contains("8 GPU-hours"));
    }

    #[test]
    fn an_unreadable_file_gets_a_message() {
        let mut desk = Desk::default();
        paste(&mut desk, "<html>");
        assert!(drawn(&desk).contains("problem error"), "{}", drawn(&desk));
        assert_eq!(desk.act(FilesAction::Use), Change::default());
        paste(&mut desk, " ");
        assert!(!drawn(&desk).contains("problem error"), "{}", drawn(&desk));
        desk.refuse("No <answer>.".into());
        assert!(drawn(&desk).contains("No &lt;answer&gt;."));
    }
}
