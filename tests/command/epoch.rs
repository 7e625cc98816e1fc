//! `petaday batch` with a table of Epoch AI, by its column names.

use crate::run_with;
use serde_json::Value;

const HEADER: &str = "Model,Organization,Domain,Parameters,Training compute (FLOP),Training compute notes,Training dataset size (total),Epochs,Training time (hours),Training hardware,Hardware quantity,Hardware utilization (MFU),Numerical format,Base model,Confidence,Link";

/// Rows of the table as it was downloaded in August 2026 (CC BY 4.0, Epoch AI), with shortened notes.
const ROWS: &str = r#"Llama 3.1-405B,Meta AI,Language,405000000000.0,3.8e+25,"Stated in the paper.

Also: 6*405e9*15.6e12",15600000000000,1.0,2142.0,NVIDIA H100 SXM5 80GB,16384.0,0.4042,BF16,,Confident,https://arxiv.org/abs/2407.21783
DeepSeek-V3,DeepSeek,Language,671000000000.0,3.3e+24,,14800000000000,,,NVIDIA H800 SXM5,2048.0,0.1947,FP8,,Confident,https://arxiv.org/abs/2412.19437
ResNet-152 (ImageNet),Microsoft,Vision,60200000.0,1.041408e+19,,1280000,120.0,,,,,FP32,,Confident,https://arxiv.org/abs/1512.03385
GPT-1,OpenAI,Language,117000000.0,1.7578125e+19,,1333333333.0,,720.0,NVIDIA Quadro P600,8.0,,,,Confident,https://openai.com
"#;

fn rows() -> (Vec<Value>, String) {
    let table = format!("{HEADER}\n{ROWS}");
    let ran = run_with(&["batch", "-", "--json"], table.as_bytes()).ended(0, "3 of 4 rows");
    let rows = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"));
    (rows.collect(), ran.err)
}

fn near(value: &Value, expected: f64) -> bool {
    value
        .as_f64()
        .is_some_and(|value| (value / expected - 1.0).abs() < 0.01)
}

#[test]
fn both_methods_stand_beside_their_own_compute() {
    let (rows, _) = rows();
    let llama = &rows[0];
    assert!(
        near(&llama["operations_flop"], 6.0 * 405e9 * 15.6e12),
        "{llama:#}"
    );
    assert!(near(&llama["gpu_time_flop"], 5.05e25), "{llama:#}");
    assert_eq!(llama["input"]["Training compute (FLOP)"], "3.8e+25");
    assert!(near(&llama["published_ratio"], 0.9976), "{llama:#}");
    assert_eq!(llama["published_reason"], Value::Null);
    let link = llama["link"].as_str().expect("a link");
    assert!(link.contains("title=Llama_3.1-405B"), "{link}");
}

#[test]
fn a_mixture_of_experts_counts_the_parameters_that_are_active() {
    let (rows, _) = rows();
    assert!(
        near(&rows[1]["operations_flop"], 6.0 * 37e9 * 14.8e12),
        "{:#}",
        rows[1]
    );
    let problems = rows[1]["problems"].to_string();
    assert!(problems.contains("those of all experts"), "{problems}");
}

#[test]
fn data_of_another_domain_are_left_out_and_not_guessed() {
    let (rows, _) = rows();
    assert!(rows[2]["flop"].is_null());
    let problems = rows[2]["problems"].to_string();
    assert!(problems.contains("The domain is Vision"), "{problems}");
}

#[test]
fn a_row_that_differs_is_listed_with_the_reason() {
    let (rows, err) = rows();
    let reason =
        "No epochs are given, so one pass is counted: 19 passes would give Epoch AI’s figure.";
    assert_eq!(rows[3]["published_reason"], reason);
    assert!(
        err.contains("1 of 3 with a published compute beside it differ"),
        "{err}"
    );
    let listed = err
        .lines()
        .find(|line| line.contains("GPT-1"))
        .expect("a line");
    assert!(
        listed.contains("line 7") && listed.ends_with(reason),
        "{listed}"
    );
    assert!(!err.contains("“Link” passes through"), "{err}");
}

#[test]
fn a_column_of_ones_own_goes_before_theirs() {
    let table = "Model,Domain,Parameters,Training dataset size (total),multiply-adds,examples,epochs\n\
                 ResNet-152,Vision,60200000,1280000,11.3e9,1.28M,120\n";
    let ran = run_with(&["batch", "-", "--json"], table.as_bytes()).ended(0, "1 of 1 row has");
    let flop = ran.json()["flop"].as_f64();
    assert_eq!(flop, Some(6.0 * 11.3e9 * 1.28e6 * 120.0));
}
