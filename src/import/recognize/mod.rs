//! Recognition of the kind of a file by its contents: names may be wrong, and pasted text has none.

mod foreign;
mod text;

use super::File;
use super::error::FileError;

/// The longest text: no configuration, index or report is longer.
pub(super) const MAX_TEXT: u64 = 64 << 20;

/// The kind of a file, with the whole of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A model's `config.json`.
    Config(String),
    /// An index of shards.
    Index(String),
    /// A profiler’s report, a training log, or a trainer’s `trainer_state.json`.
    Report(String),
    /// The output of Slurm’s sacct or sreport, or of jobstats.
    Account(String),
    Gguf,
    Safetensors,
    Onnx,
    Unknown,
}

pub(super) fn kind(file: &mut File<'_>) -> Result<Kind, FileError> {
    let head = file.bytes.read(0, 64)?;
    let name = file.name.to_ascii_lowercase();
    if head.is_empty() {
        return Err(FileError::Uncountable(
            "The file is empty. Download it again, or give another.".into(),
        ));
    }
    if head.starts_with(b"GGUF") {
        return Ok(Kind::Gguf);
    }
    if head.starts_with(b"FUGG") {
        return Err(foreign::BIG_ENDIAN);
    }
    // A safetensors header: its length in eight bytes, then JSON. No text has a zero byte there.
    let is_header = head.len() > 8 && head[8] == b'{' && head[..8].contains(&0);
    if is_header {
        return Ok(Kind::Safetensors);
    }
    if let Some(other) = foreign::binary(&head, &name) {
        return Err(other);
    }
    // The file is damaged or cut off: its reader says how.
    if name.ends_with(".safetensors") && !is_text(&head) {
        return Ok(Kind::Safetensors);
    }
    if let Some(text) = whole_text(file, &head)? {
        let text = text::unfenced(text.trim_start_matches('\u{feff}'));
        return match foreign::text(text) {
            Some(error) => Err(error),
            None => text::kind(text),
        };
    }
    // A protobuf has no mark of its own: an ONNX model begins with its version, field 1.
    let is_onnx = head.first() == Some(&0x08) || name.ends_with(".onnx");
    Ok(if is_onnx { Kind::Onnx } else { Kind::Unknown })
}

fn is_text(head: &[u8]) -> bool {
    let is_text = |byte: &u8| *byte >= b' ' || b"\t\r\n\x1b\x0c\x08\x07".contains(byte);
    // A protobuf may begin with the byte of a backspace; no text does.
    head.first() != Some(&8) && head.iter().all(is_text)
}

/// Returns the text of a file in UTF-8 or in UTF-16, which PowerShell writes on redirection.
fn whole_text(file: &mut File<'_>, head: &[u8]) -> Result<Option<String>, FileError> {
    let wide: Option<fn([u8; 2]) -> u16> = match head {
        [0xff, 0xfe, ..] => Some(u16::from_le_bytes),
        [0xfe, 0xff, ..] => Some(u16::from_be_bytes),
        _ => None,
    };
    if wide.is_none() && !is_text(head) {
        return Ok(None);
    }
    if file.bytes.len() > MAX_TEXT {
        return Err(FileError::Uncountable(format!(
            "This is a text of {} MB. No configuration or report is that long: give only the part with the report.",
            file.bytes.len() >> 20
        )));
    }
    let whole = file.bytes.read(0, MAX_TEXT as usize)?;
    Ok(Some(match wide {
        Some(unit) => {
            let units = whole.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
            char::decode_utf16(units)
                .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect()
        }
        None => String::from_utf8_lossy(&whole).into_owned(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recognized(name: &str, bytes: &[u8]) -> Result<Kind, FileError> {
        kind(&mut File {
            name: name.into(),
            bytes: Box::new(bytes),
            beside: &mut |_| None,
        })
    }

    #[test]
    fn texts_are_known_by_what_they_hold() {
        let config = r#"{"model_type":"llama","note":"see \"total_flos\" and \"weight_map\""}"#;
        for text in [
            config.to_string(),
            format!("\u{feff}{config}"),
            format!("\n\n  {config}\n"),
            format!("```json\n{config}\n```\n"),
            format!("LlamaConfig {config}\n"),
            r#"{"model_type":"llama","task_specific_params":{"total_flos":1,"weight_map":{}}}"#
                .into(),
            r#"{"model_type":"llama","error":"x"}"#.into(),
            r#"{"_class_name":"UNet2DConditionModel","total_flos":1}"#.into(),
            r#"{"_class_name":"StableDiffusionPipeline","unet":["diffusers","UNet2DConditionModel"]}"#
                .into(),
            r#"{"hidden_size": 4096, "#.into(),
            "{}".into(),
        ] {
            let kind = recognized("anything.bin", text.as_bytes());
            assert!(
                matches!(&kind, Ok(Kind::Config(json)) if json.trim().starts_with('{')),
                "{text}: {kind:?}"
            );
        }
        for text in [
            r#"{"weight_map":{}}"#,
            r#"{"metadata":{},"weight_map":{"a":"#,
        ] {
            assert!(
                matches!(
                    recognized("config.json", text.as_bytes()),
                    Ok(Kind::Index(_))
                ),
                "{text}"
            );
        }
        for text in [
            r#"{"epoch":1.0,"total_flos":1e18}"#,
            "fwd MACs per GPU: 1 G",
            "{'Model FLOPs:7.1217 GFLOPS   MACs:3.5292 GMACs   Params:3725365'}",
            "\u{1b}[32mTotal mult-adds",
        ] {
            assert!(
                matches!(
                    recognized("config.json", text.as_bytes()),
                    Ok(Kind::Report(_))
                ),
                "{text}"
            );
        }
        for text in [
            "7|train|COMPLETED|3600|cpu=8,gres/gpu=1|1",
            "\u{feff}\n\n7_3|a|b|CANCELLED by 5|1-00:00:00|gres/gpu:h100=1|1\r\n",
            "$ sacct -X -n -P …\n7.batch|batch|TIMEOUT|3600|gres/gpu=1|1",
            "```\nState|JobID|Elapsed|AllocTRES\nRUNNING|7|1:00|\n```",
            // These lack what hours need, and the panel of jobs says so.
            "JobID           JobName  Partition\n------------ ---------- ----------\n7",
            "JobName|State|ElapsedRaw|AllocTRES\na|COMPLETED|1|gres/gpu=1",
            "Job ID: 7\nCluster: c\nJob Wall-clock time: 00:10:00",
            // Other separators, other printers.
            "7;train;COMPLETED;3600;gres/gpu=1;1",
            "Usage reported in TRES Hours\n-----\nCluster|Account|Login|Used",
            "$ sacct --json\n{\"jobs\": []}",
            "{\"meta\": {}, \"jobs\": [], \"errors\": []}",
            "[{\"job_id\": 7}]",
        ] {
            let kind = recognized("slurm.json", text.as_bytes());
            assert!(matches!(kind, Ok(Kind::Account(_))), "{text}: {kind:?}");
        }
        for text in [
            "| module | #parameters |\n| 7|train|COMPLETED|3600|gres/gpu=1|1",
            "7|train|finished|3600|gres/gpu=1|1",
            "7|COMPLETED|3600",
            "my JobID is 7",
            "7.5|2|3|4|5|6",
            "epoch,user,elapsed,state\n1,a,2,b",
            "{\"model_type\": \"x\", \"jobs\": []}",
            "",
        ] {
            let kind = recognized("x", text.as_bytes());
            assert!(!matches!(kind, Ok(Kind::Account(_))), "{text}: {kind:?}");
        }
        let wide: Vec<u8> = "\u{feff}{}"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert!(matches!(recognized("c", &wide), Ok(Kind::Config(_))));
    }

    #[test]
    fn binaries_are_known_by_how_they_begin() {
        for (name, bytes, kind) in [
            ("x", &b"GGUF\x03\0\0\0"[..], Kind::Gguf),
            ("x", b"\x40\0\0\0\0\0\0\0{\"a\"", Kind::Safetensors),
            ("x.safetensors", b"\0\0\0", Kind::Safetensors),
            ("x", b"\x08\x07\x12\x07pytorch", Kind::Onnx),
            ("model.ONNX", b"\x3a\x04\x01", Kind::Onnx),
            ("x", b"\0\0\0\0", Kind::Unknown),
        ] {
            assert_eq!(recognized(name, bytes), Ok(kind), "{name} {bytes:?}");
        }
    }

    #[test]
    fn an_answer_of_the_server_is_repeated() {
        let answer = br#"{"error":"Access to model meta-llama/Llama-3.1-8B is restricted."}"#;
        let error = recognized("config.json", answer)
            .map(|_| ())
            .map_err(|e| e.to_string());
        assert!(
            matches!(&error, Err(text) if text.contains("is restricted")),
            "{error:?}"
        );
    }
}
