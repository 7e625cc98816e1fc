//! Subcommands that take a file: `count`, `hours` and `read`.

use crate::{run, run_with};

const MIXTRAL: &str = "tests/fixtures/configs/mixtral-8x7b.json";

#[test]
fn count_prints_parameters_and_multiply_adds() {
    let json = run(&["count", MIXTRAL, "--sequence", "4096"])
        .ended(0, "")
        .json();
    assert_eq!(json["source"], "hf-config");
    assert_eq!(json["parameters"], 46_702_792_704_u64);
    assert_eq!(json["active_parameters"], 12_879_925_248_u64);
    assert_eq!(json["forward_multiply_adds"], 13_822_328_832_u64);
    let causal = run(&["count", MIXTRAL, "--sequence=4096", "--attention", "causal"]).json();
    let count = |json: &serde_json::Value| json["forward_multiply_adds"].as_f64();
    assert!(count(&causal) < count(&json), "causal attention has fewer");
}

#[test]
fn count_reads_standard_input() {
    let config = std::fs::read(MIXTRAL).expect("a fixture");
    let json = run_with(&["count", "-"], &config).ended(0, "").json();
    assert_eq!(json["parameters"], 46_702_792_704_u64);
}

#[test]
fn count_ends_with_2_where_a_file_cannot_be_counted() {
    let json = run_with(&["count", "-"], b"hello").ended(2, "").json();
    assert_eq!(json["problems"][0]["severity"], "error");
    run_with(&["count", "-"], b"").ended(2, "");
}

#[test]
fn count_says_which_argument_is_wrong() {
    run(&["count"]).ended(1, "<FILE>");
    run(&["count", "no/such/file"]).ended(1, "no/such/file: there is no such file");
    run(&["count", "tests"]).ended(1, "tests: this is a folder");
    run(&["count", MIXTRAL, "--sequence", "0"]).ended(1, "“0” is not a whole number from 1");
    run(&["count", MIXTRAL, "--attention", "half"]).ended(1, "full");
    run(&["count", MIXTRAL, "--input", "1x3xa"]).ended(1, "“a” is not a whole number");
    run(&["count", MIXTRAL, "--size", "batch"]).ended(1, "batch=1");
    run(&["count", MIXTRAL, "--squence", "1"]).ended(1, "--sequence");
}

const ACCOUNT: &str = "\
1|train|COMPLETED|3600|billing=64,gres/gpu:h100=8,gres/gpu=8,node=1|1
2|train|FAILED|1800|gres/gpu:h100=8,gres/gpu=8,node=1|1
3|train|RUNNING|7200|gres/gpu:h100=8,gres/gpu=8,node=1|1
4|slice|COMPLETED|3600|gres/gpu:a100_3g.20gb=1,gres/gpu=1,node=1|1
5|frontier|COMPLETED|3600|gres/gpu:mi250x=8,gres/gpu=8,node=1|1
6|cpu|COMPLETED|3600|cpu=8,node=1|1
";

#[test]
fn hours_adds_up_all_jobs_that_have_ended() {
    let json = run_with(&["hours", "-"], ACCOUNT.as_bytes())
        .ended(0, "")
        .json();
    // Slurm counts the two dies of an MI250X as two GPUs.
    assert_eq!(json["chip_hours"], 12.0 + 4.0);
    assert_eq!(json["jobs"], 3);
    assert_eq!(json["kinds"][0]["name"], "h100");
    assert_eq!(json["kinds"][0]["hardware"], "nvidia-h100-sxm");
    assert_eq!(json["kinds"][0]["chip_hours"], 12.0);
    assert_eq!(json["kinds"][1]["chip_hours"], 4.0);
    let problems = json["problems"].to_string();
    assert!(problems.contains("still running"), "{problems}");
    assert!(problems.contains("slices of GPUs"), "{problems}");
}

#[test]
fn hours_counts_a_job_of_two_files_once() {
    let folder = std::env::temp_dir().join(format!("petaday-hours-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("account.txt");
    std::fs::write(&file, ACCOUNT).expect("a file");
    let name = file.to_string_lossy();
    let json = run(&["hours", &name, &name]).ended(0, "").json();
    std::fs::remove_dir_all(&folder).expect("the folder is there");
    assert_eq!(json["chip_hours"], 16.0, "{json:#}");
    assert!(
        json["problems"]
            .to_string()
            .contains("repeated by a later line")
    );
}

#[test]
fn hours_ends_with_2_where_there_are_none() {
    for text in ["", "hello", "1|x|RUNNING|10|gres/gpu=8|1\n"] {
        let json = run_with(&["hours", "-"], text.as_bytes())
            .ended(2, "")
            .json();
        assert_eq!(json["chip_hours"].to_string(), "0.0", "and no −0");
        assert_eq!(json["chip_hours"], 0.0);
        assert_ne!(json["problems"], serde_json::json!([]), "{text}");
    }
    run(&["hours", "no/such"]).ended(1, "no/such: there is no such file");
    run(&["hours"]).ended(1, "FILE");
}

#[test]
fn read_finds_the_fields_of_a_passage() {
    let passage = b"We train a 7B model on 2T tokens.";
    let ran = run_with(&["read"], passage).ended(0, "");
    let json = ran.json();
    assert_eq!(json["fields"][1]["phrase"], "2T tokens", "{json:#}");
    assert!(
        json["link"]
            .as_str()
            .is_some_and(|link| link.contains("tokens=2T"))
    );
    assert_eq!(run_with(&["read", "-"], passage).out, ran.out);
    // Nothing is to be taken from it, and nothing is.
    run_with(&["read"], b"Hello.").ended(0, "");
    run(&["read", "no/such"]).ended(1, "no/such: there is no such file");
}
