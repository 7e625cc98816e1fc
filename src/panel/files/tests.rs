//! Tests of the desk with files.

use super::*;
use crate::dom::{Page, Role, parse};
use crate::panel::jobs;
use crate::panel::piece::html_of;

fn file(name: &str, text: &str) -> Open {
    let text = text.to_owned();
    (
        name.into(),
        Box::new(move || Box::new(text.clone().into_bytes())),
    )
}

fn drawn(desk: &Desk) -> Page {
    parse(&html_of(&draw(&desk.shown())))
}

fn drawn_jobs(desk: &Desk) -> Page {
    parse(&html_of(&jobs::draw(&desk.shown_jobs())))
}

/// Returns whether there is a button that fills in method 1.
fn can_use(desk: &Desk) -> bool {
    drawn(desk).has(Role::Button, "Use in method 1")
}

fn is_refused(desk: &Desk) -> bool {
    !drawn(desk).of_class("problem error").is_empty()
}

const SEQUENCE: &str = "Tokens of a sequence in training";

fn paste(desk: &mut Desk, text: &str) {
    desk.act(FilesAction::Paste(text.into()));
}

const LLAMA: &str = r#"{"model_type":"llama","hidden_size":64,"num_hidden_layers":2,"num_attention_heads":4,"intermediate_size":128,"vocab_size":100,"max_position_embeddings":512}"#;

#[test]
fn a_configuration_goes_into_the_form_with_one_click() {
    let mut desk = Desk::default();
    assert!(!can_use(&desk));
    desk.put(vec![
        file("model.safetensors", "x"),
        file("config.json", LLAMA),
    ]);
    assert!(can_use(&desk));
    let change = desk.act(FilesAction::Use);
    let [(Key::Model, model)] = &change.fields[..] else {
        panic!("{change:?}");
    };
    assert!(model.starts_with("tokens(512)"), "{model}");
    assert_eq!(change.lead, Some(Key::Tokens));
    assert!(change.undoable && change.focus == "field-model");
}

#[test]
fn the_name_of_a_file_is_text() {
    let mut desk = Desk::default();
    desk.put(vec![file("<b>config.json", LLAMA)]);
    let panel = drawn(&desk);
    panel.expect("<b>config.json");
    assert!(panel.tags("b").is_empty());
}

#[test]
fn an_impossible_setting_can_be_changed_again() {
    let mut desk = Desk::default();
    paste(&mut desk, LLAMA);
    desk.act(FilesAction::Sequence("99999999999".into()));
    assert!(is_refused(&desk));
    let panel = drawn(&desk);
    let typed = panel.one(Role::Textbox, SEQUENCE).attribute("value");
    assert_eq!(typed, "99999999999");
    assert_eq!(desk.act(FilesAction::Use), Change::default());
    desk.act(FilesAction::Sequence("8".into()));
    assert!(can_use(&desk));
    paste(&mut desk, "<html>");
    assert!(!drawn(&desk).has(Role::Textbox, SEQUENCE));
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
    assert!(can_use(&desk));
}

#[test]
fn a_long_context_is_counted_at_one_press() {
    let mut desk = Desk::default();
    let long = LLAMA.replace("512", "131072");
    desk.put(vec![file("config.json", &long)]);
    let panel = drawn(&desk);
    let assumed = panel.one(Role::Textbox, SEQUENCE).attribute("placeholder");
    assert_eq!(assumed, "4096");
    let whole = "Count for the whole context, 131,072 tokens";
    assert!(panel.has(Role::Button, whole));
    // 81,920 weights in two layers and 6,400 in the head; 2·2·64 for each of the 4,097/2 tokens
    // that a token attends to; 95,040 parameters, of which 6,400 are in the embedding, which is
    // looked up.
    let both = "With causal attention 1.23 × 10⁶ FLOP; by 6·N·D (N = 88,640 active parameters, without embeddings) 177,280 FLOP.";
    panel.expect(both);
    desk.act(FilesAction::WholeContext);
    let change = desk.act(FilesAction::Use);
    assert!(change.fields[0].1.starts_with("tokens(131072)"));
    assert!(!drawn(&desk).says("Count for the whole context"));
}

#[test]
fn the_button_says_which_methods_it_fills_in() {
    let mut desk = Desk::default();
    let speed = "elapsed time per iteration (ms): 5361.6 | throughput per GPU (TFLOP/s/GPU): 243.6";
    let step = format!("iteration 71/ 100 | {speed} |");
    let world = format!("using world size: 16,\nseq_length ..... 4096\n{step}");
    let both = format!("{world} consumed samples: 9088 |");
    for (text, label) in [
        (step, "method 2"),
        (both, "both methods"),
        (LLAMA.into(), "method 1"),
    ] {
        paste(&mut desk, &text);
        drawn(&desk).one(Role::Button, &format!("Use in {label}"));
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
    assert!(desk.has_account() && drawn_jobs(&desk).says("8 GPU-hours"));
    drawn(&desk).expect("list of Slurm jobs");
    assert!(drawn(&desk).tags("b").is_empty(), "a name is text");
    // Another length of a sequence does not change a list of Slurm jobs.
    desk.act(FilesAction::Sequence("5".into()));
    assert!(desk.has_account());
    let change = desk.act_in_jobs(JobsAction::Use);
    assert_eq!(change.fields[0], (Key::ChipHours, "8".into()));
    // Reading another file leaves the jobs as they are.
    paste(&mut desk, LLAMA);
    assert!(!desk.has_account() && can_use(&desk));
    drawn_jobs(&desk).expect("8 GPU-hours");
    paste(&mut desk, account);
    assert!(desk.has_account() && !can_use(&desk));
    desk.act_in_jobs(JobsAction::Paste("no account".into()));
    drawn_jobs(&desk).expect("1 line could not be read");
    assert!(!drawn_jobs(&desk).says("8 GPU-hours"));
}

#[test]
fn an_unreadable_file_gets_a_message() {
    let mut desk = Desk::default();
    paste(&mut desk, "<html>");
    assert!(is_refused(&desk));
    assert_eq!(desk.act(FilesAction::Use), Change::default());
    paste(&mut desk, " ");
    assert!(!is_refused(&desk));
    desk.refuse("No <answer>.".into());
    drawn(&desk).expect("No <answer>.");
}
