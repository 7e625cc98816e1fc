//! Files: configurations, ONNX, weights, profilers' reports, accounts of jobs.

use super::weights::{Fake, gpt2, llama};
use super::{run, seeds};
use petaday::answer::answer;
use petaday::draft::{Draft, Field};
use petaday::import::{Asked, Bytes, Content, File, find, sacct};
use std::fs;
use std::path::Path;

fn fixtures(folder: &str, most_bytes: u64) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(folder);
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let is_short = |path: &&std::path::PathBuf| {
        fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() <= most_bytes)
    };
    paths
        .iter()
        .filter(is_short)
        .map(|path| fs::read(path).expect("a file"))
        .collect()
}

/// Opens a file, and answers the draft of what is in it.
fn open<'a>(name: &str, bytes: impl Bytes + 'a) -> Option<String> {
    let file = File {
        name: name.into(),
        bytes: Box::new(bytes),
        beside: &mut |_| None,
    };
    match find(file, &Asked::default()) {
        Ok(Content::Model(import)) => {
            let mut draft = Draft::default();
            for (key, text) in import.fields() {
                draft.set(Field::new(1, key), text);
            }
            let _ = answer(&draft);
            None
        }
        Ok(Content::Jobs(text)) => {
            let _ = sacct::read(&text);
            None
        }
        Err(error) => {
            let message = error.to_string();
            let holds =
                !message.is_empty() && message.len() < 1_000 && !message.contains(char::is_control);
            (!holds).then(|| format!("{name}: the message is {message:?}"))
        }
    }
}

#[test]
fn a_configuration_is_read_or_refused() {
    run("configurations", &fixtures("configs", 4_000), |input| {
        open("config.json", input)
    });
}

#[test]
fn an_onnx_file_is_read_or_refused() {
    run("ONNX", &fixtures("onnx", 20_000), |input| {
        open("model.onnx", input)
    });
}

#[test]
fn weights_are_read_or_refused() {
    let seeds = [gpt2(), llama()].map(|file| file.head);
    run("weights", &seeds, |input| {
        // The header, and the tensors behind it as zeros.
        let file = Fake::new(input.to_vec(), 20_000_000_000);
        open("model.safetensors", file)
    });
}

#[test]
fn a_report_of_a_profiler_is_read_or_refused() {
    run("profilers", &fixtures("profilers", 20_000), |input| {
        open("report.txt", input)
    });
}

#[test]
fn an_account_of_jobs_is_read_or_its_lines_are_named() {
    let texts = [
        "4071|pretrain|COMPLETED|86400|billing=512,cpu=512,gres/gpu:a100=64,gres/gpu=64,mem=4T,node=8|8\n4072|x|TIMEOUT|60|gres/gpu=1|1\n",
        "JobID|JobName|State|Elapsed|AllocTRES|NNodes\n12_3|a b|CANCELLED by 1|1-02:03:04|gres/gpu:h100=8|1\n",
        "{\"jobs\": [{\"job_id\": 7, \"name\": \"x\", \"time\": {\"elapsed\": 3600}, \"state\": {\"current\": [\"COMPLETED\"]}, \"tres\": {\"allocated\": [{\"type\": \"gres\", \"name\": \"gpu\", \"count\": 8}]}}]}",
        "Cluster/Account/User Utilization 2024-01-01T00:00:00 - 2024-01-31T23:59:59\nCluster|Account|Login|TRES Name|Used\nc|a|u|gres/gpu|1234\n",
    ];
    run("accounts", &seeds(texts), |input| {
        let text = String::from_utf8_lossy(input);
        let account = sacct::read(&text);
        let hours = sacct::chip_hours(&account.jobs);
        let holds = hours.is_none_or(|hours| hours.median() >= 0.0 && hours.median().is_finite());
        (!holds).then(|| format!("{text:?} has {hours:?} chip-hours"))
    });
}
