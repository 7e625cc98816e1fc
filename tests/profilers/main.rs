//! Profilers' reports, as people paste them: the figure, by each tool's own convention.

// Held against a tolerance.
#![allow(clippy::disallowed_methods)]

mod hostile;
mod left_out;
mod logs;
mod records;
mod summaries;
mod tools;

use petaday::answer::answer;
use petaday::draft::{Draft, Field, Key};
use petaday::import::{Asked, File, FileError, Import, Note, Source, read};

fn paste(text: &str) -> Result<Import, FileError> {
    let mut beside = |_: &str| None;
    let file = File {
        name: "pasted".into(),
        bytes: Box::new(text.as_bytes()),
        beside: &mut beside,
    };
    read(file, &Asked::default())
}

#[track_caller]
fn pasted(text: &str) -> Import {
    let start: String = text.chars().take(60).collect();
    paste(text).unwrap_or_else(|error| panic!("pasted “{start}…” and was told: {error}"))
}

fn fixture(name: &str) -> String {
    let path = format!(
        "{}/tests/fixtures/profilers/{name}",
        env!("CARGO_MANIFEST_DIR")
    );
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn notes(import: &Import) -> String {
    let texts: Vec<&str> = import.notes.iter().map(Note::text).collect();
    texts.join("\n")
}

fn warnings(import: &Import) -> Vec<&str> {
    let warnings = import.notes.iter().filter_map(|note| match note {
        Note::Warning(text) => Some(text.as_str()),
        Note::Info(_) => None,
    });
    warnings.collect()
}

/// Multiply-adds, of how many examples, parameters.
#[track_caller]
fn counts(text: &str, multiply_adds: u128, of: u64, parameters: Option<u128>) -> Import {
    let import = pasted(text);
    let forward = import.forward.expect("a forward pass");
    assert_eq!(
        (forward.multiply_adds, forward.of, import.parameters),
        (multiply_adds, of, parameters),
        "{}",
        notes(&import)
    );
    assert_eq!(import.source, Source::Profiler);
    import
}

#[track_caller]
fn says(import: &Import, words: &str) {
    assert!(
        notes(import).contains(words),
        "no “{words}” in:\n{}",
        notes(import)
    );
}

#[track_caller]
fn warns(import: &Import, words: &str) {
    let warnings = warnings(import);
    assert!(
        warnings.iter().any(|warning| warning.contains(words)),
        "no “{words}” among {warnings:?}"
    );
}

/// Returns the text that goes into a field of the form.
fn field(import: &Import, key: Key) -> Option<String> {
    let mut fields = import.fields().into_iter();
    fields
        .find(|(other, _)| *other == key)
        .map(|(_, text)| text)
}

#[test]
fn each_tools_report_gives_its_multiply_adds() {
    for (name, multiply_adds, of, parameters) in [
        ("deepspeed-alexnet.txt", 714_190_000, 1, 61_100_000),
        (
            "deepspeed-bert-large.txt",
            3_139_930_000_000,
            80,
            336_230_000,
        ),
        ("fvcore-resnet50.txt", 4_112_000_000, 1, 25_557_000),
        ("fvcore-list.txt", 400, 1, 440),
        ("ptflops-resnet50.txt", 4_130_000_000, 1, 25_560_000),
        ("thop-resnet50.txt", 4_134_000_000, 1, 25_557_000),
        ("torchinfo-resnet50.txt", 8_180_000_000, 2, 25_557_032),
        ("torchinfo-columns.txt", 3_413_200, 7, 21_840),
        ("torchinfo-1.8.0.txt", 1_810_000_000, 1, 11_689_512),
        ("calflops-alexnet.txt", 714_188_000, 1, 61_100_800),
    ] {
        let import = pasted(&fixture(name));
        let forward = import.forward.expect("a forward pass");
        assert_eq!(
            (forward.multiply_adds, forward.of, import.parameters),
            (multiply_adds, of, Some(parameters)),
            "{name}"
        );
        assert_eq!(warnings(&import), [""; 0], "{name}");
    }
}

#[test]
fn every_report_says_whether_a_multiply_add_is_one_or_two_and_whether_backward_is_in() {
    for (name, words) in [
        (
            "deepspeed-alexnet.txt",
            "DeepSpeed counts multiply-adds as MACs, in the forward pass alone",
        ),
        (
            "fvcore-resnet50.txt",
            "fvcore calls a multiply-add one flop, counts the forward pass alone, and counts norms",
        ),
        (
            "fvcore-resnet50.txt",
            "4,112,000,000 multiply-adds, 8,224,000,000 FLOP",
        ),
        (
            "ptflops-resnet50.txt",
            "ptflops calls a multiply-add a Mac and counts the forward pass of one example",
        ),
        (
            "thop-resnet50.txt",
            "thop counts multiply-adds, in the forward pass alone",
        ),
        (
            "torchinfo-resnet50.txt",
            "torchinfo counts a multiply-add as one",
        ),
        (
            "torchinfo-resnet50.txt",
            "The first size of the shapes, 2, was read as the batch",
        ),
        ("calflops-alexnet.txt", "The forward pass alone was read"),
        (
            "flop-counter-resnet18.txt",
            "counts 2 FLOP for a multiply-add",
        ),
        (
            "flop-counter-resnet18.txt",
            "Nothing of a backward pass is in the table",
        ),
        (
            "flop-counter-training.txt",
            "A backward pass ran inside the counter; its rows are left out",
        ),
    ] {
        says(&pasted(&fixture(name)), words);
    }
}

#[test]
fn modules_are_listed_once_each() {
    let import = pasted(&fixture("deepspeed-alexnet.txt"));
    let names: Vec<&str> = import.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(import.name.as_deref(), Some("AlexNet"));
    assert_eq!(names[0], "features.0");
    assert_eq!(names.last(), Some(&"classifier.6"));
    let sum: u128 = import.rows.iter().map(|row| row.multiply_adds).sum();
    assert_eq!(sum, 714_200_000, "rounded in each row");

    let import = pasted(&fixture("fvcore-list.txt"));
    let names: Vec<&str> = import.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["fc1", "fc2", "inner.fc1", "inner.fc2"]);
    assert_eq!(
        import
            .rows
            .iter()
            .map(|row| row.multiply_adds)
            .sum::<u128>(),
        400
    );

    let import = pasted(&fixture("fvcore-resnet50.txt"));
    let names: Vec<&str> = import.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "conv1", "bn1", "layer1.0", "layer1.1", "layer1.2", "layer2", "layer3", "layer4", "fc",
            "avgpool"
        ]
    );

    let import = pasted(&fixture("torchinfo-columns.txt"));
    assert_eq!(import.rows.len(), 4);
    assert_eq!(import.name.as_deref(), Some("SingleInputNet"));
    assert_eq!(import.rows[2].multiply_adds, 112_350);
    assert_eq!(import.rows[2].parameters, 16_050);
}

#[test]
fn a_flop_counter_that_saw_training_gives_the_forward_pass() {
    counts(
        &fixture("flop-counter-resnet18.txt"),
        1_814_073_500,
        1,
        None,
    );
    let import = counts(
        &fixture("flop-counter-training.txt"),
        1_814_000_000,
        1,
        None,
    );
    assert_eq!(import.rows.len(), 2, "{:?}", import.rows);
    assert_eq!(import.rows[0].multiply_adds, 118_000_000);
}

fn flop_counter(rows: &[(&str, &str)]) -> String {
    let rows: Vec<String> = rows
        .iter()
        .map(|(name, flop)| format!("{name:<40} {flop:>12}    {:>7}", "10.00%"))
        .collect();
    format!(
        "Module    FLOP    % Total\n------  ------  -------\n{}\n",
        rows.join("\n")
    )
}

#[test]
fn a_flop_counter_that_cannot_tell_the_passes_apart_says_so() {
    // Layers without biases, trained: three times the forward pass in one row.
    let text = flop_counter(&[
        ("Llama", "9.000B"),
        (" - aten.mm", "6.000B"),
        (" - aten._scaled_dot_product_flash_attention", "1.000B"),
        (
            " - aten._scaled_dot_product_flash_attention_backward",
            "2.000B",
        ),
    ]);
    let import = counts(&text, 1_500_000_000, 1, None);
    assert!(
        warnings(&import)[0].contains("a third of those"),
        "{}",
        notes(&import)
    );

    // The same without the backward pass: fused attention would show it.
    let text = flop_counter(&[
        ("Llama", "3.000B"),
        (" - aten.mm", "2.000B"),
        (" - aten._scaled_dot_product_flash_attention", "1.000B"),
    ]);
    assert_eq!(warnings(&counts(&text, 1_500_000_000, 1, None)), [""; 0]);

    // A perceptron with biases, trained, whose input needs no gradient.
    let text = flop_counter(&[
        ("Global", "2.700M"),
        (" - aten.addmm", "1.000M"),
        (" - aten.mm", "1.700M"),
    ]);
    let import = counts(&text, 500_000, 1, None);
    assert!(
        warnings(&import)[0].contains("was read as a backward pass"),
        "{}",
        notes(&import)
    );

    // Cut off before the rows that would tell.
    let text = flop_counter(&[("ResNet", "9.000B"), (" - aten.convolution", "3.000B")]);
    let error = paste(&text).expect_err("half a table").to_string();
    assert!(error.contains("every row of the first module"), "{error}");
    let text = flop_counter(&[("ResNet", "9.000B")]);
    let import = counts(&text, 4_500_000_000, 1, None);
    assert!(warnings(&import)[0].contains("does not show whether a backward pass ran"));

    let text = flop_counter(&[("Global", "3.000M"), (" - aten.mm", "3.000M")]);
    let import = counts(&text, 1_500_000, 1, None);
    assert!(warnings(&import)[0].contains("does not show whether a backward pass ran"));
}

#[test]
fn what_terminals_logs_and_pages_do_to_a_report_does_no_harm() {
    for name in [
        "deepspeed-alexnet.txt",
        "deepspeed-bert-large.txt",
        "fvcore-resnet50.txt",
        "fvcore-list.txt",
        "ptflops-resnet50.txt",
        "thop-resnet50.txt",
        "torchinfo-resnet50.txt",
        "torchinfo-columns.txt",
        "torchinfo-1.8.0.txt",
        "calflops-alexnet.txt",
        "flop-counter-resnet18.txt",
        "flop-counter-training.txt",
    ] {
        let text = fixture(name);
        let plain = pasted(&text);
        let coloured = |line: &str| format!("\u{1b}[32m{line}\u{1b}[0m\n");
        for (how, changed) in [
            ("Windows", text.replace('\n', "\r\n")),
            ("old line ends", text.replace('\n', "\r")),
            ("colours", text.lines().map(coloured).collect()),
            ("a fence", format!("Here it is:\n```text\n{text}```\n")),
            ("a byte-order mark", format!("\u{feff}{text}")),
            ("no-break spaces", text.replace(' ', "\u{a0}")),
            (
                "text around",
                format!("$ python profile.py\nloading …\n{text}\ndone in 3.2 s\n"),
            ),
        ] {
            let again = paste(&changed).unwrap_or_else(|e| panic!("{name}, {how}: {e}"));
            assert_eq!(again.forward, plain.forward, "{name}, {how}");
            assert_eq!(again.parameters, plain.parameters, "{name}, {how}");
        }
    }
}

#[test]
fn a_report_redirected_by_powershell_is_read() {
    let text = fixture("thop-resnet50.txt");
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let mut beside = |_: &str| None;
    let file = File {
        name: "report.txt".into(),
        bytes: Box::new(&bytes[..]),
        beside: &mut beside,
    };
    let import = read(file, &Asked::default()).expect("thop's report");
    assert_eq!(import.forward.map(|f| f.multiply_adds), Some(4_134_000_000));
}

#[test]
fn a_report_that_is_cut_off_is_read_as_it_was_or_refused() {
    for name in [
        "deepspeed-bert-large.txt",
        "fvcore-resnet50.txt",
        "torchinfo-columns.txt",
        "torchinfo-resnet50.txt",
        "calflops-alexnet.txt",
        "flop-counter-training.txt",
        "trainer_state.json",
    ] {
        let text = fixture(name);
        let whole = pasted(&text).forward.expect("a forward pass");
        // A step that meets every place of a line somewhere.
        for cut in (0..text.len())
            .step_by(3)
            .filter(|cut| text.is_char_boundary(*cut))
        {
            let Ok(import) = paste(&text[..cut]) else {
                continue;
            };
            let forward = import.forward.expect("a forward pass");
            // Cut within the figure itself, the text is a report with fewer digits.
            let rest = text[cut..]
                .chars()
                .next()
                .is_some_and(|c| c.is_ascii_digit() || " .GMBTA0".contains(c));
            let last_line = text[..cut].rsplit('\n').next().unwrap_or("");
            let within = rest && last_line.contains(|c: char| c.is_ascii_digit());
            assert!(
                forward == whole || within || !warnings(&import).is_empty(),
                "{name} cut after {cut} bytes, at “{last_line}”: {forward:?} in place of {whole:?}"
            );
        }
    }
}

#[test]
fn callers_print_thops_figures_in_their_own_words() {
    let register = "[INFO] Register count_convNd() for <class 'torch.nn.modules.conv.Conv2d'>.\n";
    for (line, multiply_adds, parameters) in [
        ("4133742592.0 25557032.0", 4_133_742_592, Some(25_557_032)),
        ("('4.134G', '25.557M')", 4_134_000_000, Some(25_557_000)),
        ("4.134G 0.557M", 4_134_000_000, Some(557_000)),
        (
            "MACs (G): 4.134 params (M): 25.557",
            4_134_000_000,
            Some(25_557_000),
        ),
        (
            "MACs: 29.511168 billion\nParameters: 4.511672 million",
            29_511_168_000,
            Some(4_511_672),
        ),
        (
            "运算量：699.305M, 参数量：5.288M",
            699_305_000,
            Some(5_288_000),
        ),
        (
            "Computational complexity:       4582498.0\nNumber of parameters:  1000.0",
            4_582_498,
            Some(1_000),
        ),
    ] {
        counts(&format!("{register}{line}\n"), multiply_adds, 1, parameters);
    }
    for (line, multiply_adds, parameters) in [
        (
            "Model FLOPs = 53.2021248G, params = 0.230528M",
            53_202_124_800,
            Some(230_528),
        ),
        (
            "GFLOPS: 37.54, Params: 28289256.00",
            37_540_000_000,
            Some(28_289_256),
        ),
        (
            "FLOPs: 17.88 GFLOPs, Parameters: 29.24 M",
            17_880_000_000,
            Some(29_240_000),
        ),
    ] {
        let import = counts(&format!("{register}{line}\n"), multiply_adds, 1, parameters);
        assert!(
            warnings(&import)[0].contains("labelled FLOP"),
            "{line}: a label that may mean twice as much needs a warning"
        );
    }
    let bare = counts("4.134G 25.557M\n", 4_134_000_000, 1, Some(25_557_000));
    assert!(warnings(&bare)[0].contains("two figures and nothing else"));
}

#[test]
fn figures_without_a_tool_are_not_guessed() {
    for (text, words) in [
        ("FLOPs: 4.1 G", "does not name the tool"),
        (
            "Model has 25M params and needs 8.2 GFLOPs",
            "type the figure into the field",
        ),
        (
            "-------------------------- DeepSpeed Flops Profiler --------------------------\n",
            "“fwd MACs per GPU” is not in it",
        ),
        (
            "| module | #parameters or shape | #flops |\n|:--|:--|:--|\n",
            "a row of its table is not in it",
        ),
        (
            "| module | #parameters or shape | #flops |\n|:--|:--|:--|\n| layer1 | 2M | 1.0G |\n| layer2 | 2M | 2.0G |",
            "the first row, of the whole model,",
        ),
        ("Total mult-adds (G):", "“Total mult-adds” is not in it"),
        (
            "[INFO] Register count_convNd() for <class 'torch.nn.modules.conv.Conv2d'>.\nepoch 3: 0.5",
            "its two figures",
        ),
        (
            "Computational complexity:       0.0 GMac\nNumber of parameters:           0",
            "counted no operations at all",
        ),
        ("hello", "Petaday cannot read this file"),
    ] {
        let error = paste(text).expect_err(text).to_string();
        assert!(
            error.contains(words),
            "“{text}”: the message “{error}” does not say “{words}”"
        );
    }
}

#[test]
fn a_tool_that_left_out_the_work_is_caught() {
    let text = format!(
        "Unsupported operator aten::add_ encountered 16 time(s)\nUnsupported operator aten::scaled_dot_product_attention encountered 12 time(s)\n{}",
        fixture("fvcore-resnet50.txt")
    );
    assert!(
        warnings(&pasted(&text))[0].contains("did not count aten::scaled_dot_product_attention")
    );

    let text = "\
========================================
Layer (type (var_name))       Kernel Shape    Output Shape    Param #    Mult-Adds
========================================
LSTMNet                       --              --              --         --
├─Embedding (embedding)       [300, 20]       [1, 100, 300]   6,000      6,000
├─LSTM (encoder)              --              [1, 100, 512]   3,768,320  376,832,000
│    └─weight_ih_l0           [2048, 300]                     614,400
├─Linear (decoder)            [512, 20]       [1, 100, 20]    10,260     10,260
========================================
Total params: 3,784,580
Trainable params: 3,784,580
Non-trainable params: 0
Total mult-adds (M): 376.85
";
    // 376,832,000 of the LSTM, and 512 × 20 for each of 100 positions.
    let import = counts(text, 377_856_000, 1, Some(3_784_580));
    says(
        &import,
        "counted linear layers over a sequence once per example",
    );
    assert_eq!(warnings(&import), [""; 0]);
}

#[test]
fn a_model_card_of_torchvision_or_timm_is_read() {
    let weights = "\"num_params\": 25557032,\n\"_ops\": 4.089,\n\"_file_size\": 97.781,";
    says(
        &counts(weights, 4_089_000_000, 1, Some(25_557_032)),
        "calls them GFLOPS",
    );
    let yolo = "YOLOv8n summary (fused): 168 layers, 3,151,904 parameters, 0 gradients, 8.7 GFLOPs";
    says(
        &counts(yolo, 4_350_000_000, 1, Some(3_151_904)),
        "2 FLOP for a multiply-add",
    );
    let card = "- **Model Stats:**\n  - Params (M): 25.6\n  - GMACs: 4.1\n  - Activations (M): 11.1\n  - Image size: 224 x 224";
    says(
        &counts(card, 4_100_000_000, 1, Some(25_600_000)),
        "norms included",
    );
}

#[test]
fn two_reports_in_one_text_are_not_mixed_in_silence() {
    let text = fixture("fvcore-resnet50.txt") + &fixture("torchinfo-resnet50.txt");
    let import = counts(&text, 4_112_000_000, 1, Some(25_557_000));
    assert!(warnings(&import)[0].contains("also looks like a report of torchinfo"));
}

/// The FLOP of method 1, with what an import put into the form and nothing else.
fn estimate(import: &Import) -> f64 {
    let mut draft = Draft::default();
    for (key, text) in import.fields() {
        assert_eq!(
            draft.get(Field::new(1, key)),
            None,
            "{key:?} is there twice"
        );
        draft.set(Field::new(1, key), text);
    }
    let answer = answer(&draft);
    let (flop, _) = answer.outcome.total.headline.unwrap_or_else(|| {
        panic!(
            "{:?} gave no estimate: {:?}",
            import.fields(),
            answer.problems
        )
    });
    flop.median()
}

#[test]
fn a_trainers_total_comes_out_as_the_trainer_counted_it() {
    let import = pasted(&fixture("trainer_state.json"));
    says(&import, "1,500 steps and 3 epochs");
    let total = estimate(&import);
    assert!(
        (total / 1.2e18 - 1.0).abs() < 1e-12,
        "1.2e18 FLOP became {total:e}"
    );
    assert!(
        import
            .further
            .iter()
            .any(|(key, text)| *key == Key::Tokens && text == "24576000")
    );

    for text in [
        r#"{"epoch": 3.0, "total_flos": 2.5e+17, "train_loss": 0.1, "train_samples": 4096}"#,
        r#"{"total_flos": 250000000000000000, "num_input_tokens_seen": 0}"#,
    ] {
        let import = pasted(text);
        let total = estimate(&import);
        assert!((total / 2.5e17 - 1.0).abs() < 1e-12, "{text}: {total:e}");
        says(&import, "forward and backward pass");
    }
    // Printed in units of 2³⁰.
    let import = pasted(
        "***** train metrics *****\n  epoch                    =        3.0\n  total_flos               =  6691434GF\n",
    );
    assert!((estimate(&import) / (6_691_434.0 * 2f64.powi(30)) - 1.0).abs() < 1e-12);
    for text in [r#"{"total_flos": 0.0}"#, r#"{"total_flos": -1}"#] {
        let error = paste(text).expect_err(text).to_string();
        assert!(error.contains("counted nothing"), "{error}");
    }
}

#[test]
fn a_report_flows_into_method_1() {
    let mut draft = Draft::default();
    for (key, text) in pasted(&fixture("deepspeed-bert-large.txt")).fields() {
        draft.set(Field::new(1, key), text);
    }
    draft.set(Field::new(1, Key::Examples), "1M");
    let (flop, _) = answer(&draft).outcome.total.headline.expect("an estimate");
    assert!((flop.median() / (3_139.93e9 / 80.0 * 6.0 * 1e6) - 1.0).abs() < 1e-12);
}

#[test]
fn lines_that_scripts_print_are_read_with_their_doubts() {
    let text = "Alexnet FLOPs:4.2892 GFLOPS   MACs:2.1426 GMACs   Params:61.1008 M \n";
    let import = counts(text, 2_142_600_000, 1, Some(61_100_800));
    assert!(warnings(&import)[0].contains("include_backPropagation"));
    for text in [
        "4.12 GMac 25.56 M",
        "macs: 4.12 GMac, params: 25.56 M",
        "('4.12 GMac', '25.56 M')",
    ] {
        assert_eq!(
            pasted(text).forward.map(|f| f.multiply_adds),
            Some(4_120_000_000),
            "{text}"
        );
    }
}

#[test]
fn torchinfo_is_read_in_every_dress() {
    for (line, multiply_adds) in [
        ("Total mult-adds: 544", 544),
        ("Total mult-adds (Units.MEGABYTES): 12.50", 12_500_000),
        ("**Total mult-adds (G)**: 3.17  ", 3_170_000_000),
        (
            r#"       "Total mult-adds (Units.GIGABYTES): 54.48\n","#,
            54_480_000_000,
        ),
        ("Total mult-adds (T): 1,234.56", 1_234_560_000_000_000),
    ] {
        assert_eq!(
            pasted(line).forward.map(|f| f.multiply_adds),
            Some(multiply_adds),
            "{line}"
        );
    }
}

#[test]
fn a_line_that_a_narrow_terminal_broke_is_read() {
    let text = fixture("deepspeed-alexnet.txt").replace(
        "fwd MACs per GPU:                                                       ",
        "fwd MACs per GPU:\n",
    );
    counts(&text, 714_190_000, 1, Some(61_100_000));
    // The figure is gone: the next line is another.
    let text = "fwd MACs per GPU:\nfwd flops per GPU:      1.43 G\n";
    let error = paste(text).expect_err(text).to_string();
    assert!(error.contains("“fwd MACs per GPU” is not in it"), "{error}");
}

/// A table of torch.profiler has times; its FLOP are of a few operators.
#[test]
fn a_table_of_torch_profiler_is_named_with_what_to_give() {
    let table = "-------  ------------  ------------  ------------  ------------\n   Name    Self CPU %      Self CPU    # of Calls  Total MFLOPs\n-------  ------------  ------------  ------------  ------------\naten::addmm   0.12%   398.489us             1         4.096\n";
    let error = paste(table).expect_err("no count").to_string();
    assert!(
        error.starts_with("This is a table of torch.profiler"),
        "{error}"
    );
    assert!(error.contains("FlopCounterMode"), "{error}");
}
