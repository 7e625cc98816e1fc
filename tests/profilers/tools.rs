//! Reports of tools that count otherwise than by their name, or leave something out.

use super::{counts, estimate, fixture, notes, paste, pasted, says, warnings};
use petaday::draft::Key;
use petaday::import::Import;

fn field(import: &Import, key: Key) -> Option<String> {
    let mut fields = import.fields().into_iter();
    fields
        .find(|(other, _)| *other == key)
        .map(|(_, text)| text)
}

#[track_caller]
fn warns(import: &Import, words: &str) {
    let warnings = warnings(import);
    assert!(
        warnings.iter().any(|warning| warning.contains(words)),
        "no “{words}” among {warnings:?}"
    );
}

/// ResNet-50 on an image of 224 × 224: 4,089,184,256 multiply-adds, 25,557,032 parameters.
#[test]
fn openmmlabs_figures_are_multiply_adds() {
    let lines = |flops: &str, params: &str| {
        format!(
            "==============================\nInput shape: (3, 224, 224)\nFlops: {flops}\nParams: {params}\n==============================\n!!!Please be cautious if you use the results in papers.\n"
        )
    };
    let mmcv = lines("4.12 GFLOPs", "25.56 M");
    let import = counts(&mmcv, 4_120_000_000, 1, Some(25_560_000));
    says(&import, "mmcv takes a multiply-add for one FLOP");
    says(&import, "The input is (3, 224, 224).");
    // The documentation of mmengine, with norms.
    let mmengine = lines("4.145G", "25.557M");
    let import = counts(&mmengine, 4_145_000_000, 1, Some(25_557_000));
    says(
        &import,
        "mmengine takes a multiply-add for one flop, as fvcore does",
    );

    let list = "ResNet(\n  25.557 M, 100.000% Params, 4.121 GFLOPs, 100.000% FLOPs, \n  (conv1): Conv2d(0.009 M, 0.037% Params, 0.118 GFLOPs, 2.864% FLOPs, 3, 64, kernel_size=(7, 7), stride=(2, 2))\n  (relu): ReLU(0.0 M, 0.000% Params, 0.009 GFLOPs, 0.224% FLOPs, inplace=True)\n)\n";
    let import = counts(&format!("{list}{mmcv}"), 4_121_000_000, 1, Some(25_560_000));
    assert_eq!(import.name.as_deref(), Some("ResNet"));
    assert_eq!(import.rows[0].multiply_adds, 118_000_000);
    assert_eq!(warnings(&import), [""; 0]);
    counts(list, 4_121_000_000, 1, Some(25_557_000));
    // Of another model than the last lines are.
    counts(
        &format!("{list}{}", lines("239.32 GFLOPs", "37.74 M")),
        239_320_000_000,
        1,
        Some(37_740_000),
    );

    let table = "+---------------------+----------------------+--------+--------------+\n| module              | #parameters or shape | #flops | #activations |\n+---------------------+----------------------+--------+--------------+\n| model               | 0.44K                | 0.4K   | 40           |\n|  fc1                |  0.11K               |  100   |  10          |\n|   fc1.weight        |   (10, 10)           |        |              |\n|  inner              |  0.22K               |  0.2K  |  20          |\n+---------------------+----------------------+--------+--------------+\n";
    counts(
        &format!("{table}{mmengine}").replace("4.145G", "0.4K"),
        400,
        1,
        Some(440),
    );
}

/// By hand: 5·5·1·6 × 28·28 = 117,600 and 120 × 10 = 1,200 with their biases, 4,704 and 10.
#[test]
fn of_onnx_tools_rows_the_products_are_taken() {
    let table = "\
Name     Type     Forward_MACs    FPercent    Memory    MPercent      Params  PPercent    InShape     OutShape
-------  -------  --------------  ----------  --------  ----------  --------  ----------  ----------  ----------
conv1    Conv     244,608         85.00%      37,632    80.00%           156  11.00%      2x1x32x32   2x6x28x28
relu1    Relu     9,408           3.00%       37,632    80.00%             0  0.00%       2x6x28x28   2x6x28x28
softmax  Softmax  720             0.10%       80        0.10%              0  0.00%       2x10        2x10
fc       Gemm     2,420           12.00%      80        0.10%          1,210  89.00%      2x120       2x10
Total    _        257,156         100%        47,040    100%           1,366  100%        _           _
";
    let import = counts(table, 247_028, 2, Some(1_366));
    says(
        &import,
        "Of its total of 257,156 the operators that multiply and add were taken",
    );
    says(
        &import,
        "The first size of the first input, 2, was taken for the batch",
    );
    assert_eq!(warnings(&import), [""; 0]);

    // Twice as much under another name; shared weights once; a file of its own.
    let doubled = table
        .replace("MACs", "FLOPs")
        .replace("244,608", "489,216")
        .replace("9,408 ", "18,816")
        .replace("720   ", "1,440 ")
        .replace("2,420", "4,840")
        .replace("257,156", "514,312")
        + "Dedup_Params  _  _  _  _  _  1,300  _  _  _\n";
    counts(&doubled, 247_028, 2, Some(1_300));
    let csv: String = table
        .replace(',', "")
        .lines()
        .filter(|line| !line.starts_with('-'))
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(",") + "\n")
        .collect();
    counts(&csv, 247_028, 2, Some(1_366));
    // Rows that are left out make a part of the whole.
    let part: String = table
        .lines()
        .filter(|line| !line.starts_with("conv1"))
        .map(|line| format!("{line}\n"))
        .collect();
    let import = counts(&part, 257_156, 2, Some(1_366));
    warns(&import, "an exponential as 32 MACs");
    let error = paste(table.split("Total").next().unwrap())
        .expect_err("no total")
        .to_string();
    assert!(error.contains("the row “Total”"), "{error}");
}

#[test]
fn tools_that_print_two_totals_are_read() {
    let torchreid = "  -------------------------------------------------------\n  Model complexity with input size (1, 3, 224, 224)\n  Conv2d (params=23,454,912, flops=4,087,136,256)\n  BatchNorm2d (params=53,120, flops=44,455,936)\n  Total (params=23,512,130, flops=4,142,910,978)\n";
    let import = counts(torchreid, 4_142_910_978, 1, Some(23_512_130));
    warns(&import, "attention is not in the figure");
    // LeNet, from the documentation of paddle.flops.
    let import = counts(
        "Total Flops: 347560     Total Params: 61610\n",
        347_560,
        1,
        Some(61_610),
    );
    says(&import, "paddle.flops takes a multiply-add for one flop");
    let import = counts(
        "node name | # float_ops\n_TFProfRoot (--/7.75b flops)\n  Conv2D (7.71b/7.71b flops)\n",
        3_875_000_000,
        1,
        None,
    );
    says(&import, "2 FLOP for a multiply-add");
    let import = counts(
        "_TFProfRoot (--/17.63b flops)\n  gradients/pool_logit/MatMul_grad/MatMul (163.84k/163.84k flops)\n",
        2_938_333_333,
        1,
        None,
    );
    warns(&import, "a third is taken");
}

/// ViT-B/16: 17,563,828,224 multiply-adds, of which 715,382,784 are the products of attention.
#[test]
fn a_tool_that_leaves_attention_out_is_told_by_the_names_of_modules() {
    let thop = |classes: &[&str]| {
        let lines: String = classes
            .iter()
            .map(|class| {
                format!("[INFO] Register count() for <class 'torch.nn.modules.{class}'>.\n")
            })
            .collect();
        pasted(&format!(
            "{lines}FLOPs = 11.286254592G\nParams = 58.067176M\n"
        ))
    };
    let import = thop(&["conv.Conv2d", "normalization.LayerNorm", "linear.Linear"]);
    warns(
        &import,
        "of nn.MultiheadAttention neither the projections nor the parameters",
    );
    let import = thop(&["conv.Conv2d", "batchnorm.BatchNorm2d", "linear.Linear"]);
    assert_eq!(warnings(&import).len(), 1, "{}", notes(&import));

    // PyTorch on a CPU, and on a GPU.
    let rows = |attention: &str| {
        format!(
            "Module                         FLOP    % Total\n-----------------------  ----------  ---------\nVisionTransformer           33.697B    100.00%\n - aten.convolution          0.231B      0.69%\n - aten.addmm               33.466B     99.31%\n{attention} VisionTransformer.encoder  33.465B     99.31%\n  - aten.addmm               33.465B     99.31%\n"
        )
    };
    let import = counts(&rows(""), 16_848_500_000, 1, None);
    warns(&import, "no formula for the fused attention of a CPU");
    let fused = " - aten._scaled_dot_product_flash_attention  1.431B  4.07%\n";
    let import = pasted(&rows(fused).replace("33.697B", "35.128B"));
    assert_eq!(warnings(&import), [""; 0]);

    // fvcore: three modules deep, so that those within attention are not shown.
    let table = |attention: &str| {
        format!(
            "| module | #parameters or shape | #flops |\n|:--|:--|:--|\n| model | 86.568M | {attention} |\n|  blocks | 85.054M | 16.731G |\n|   blocks.0 | 7.088M | 1.394G |\n|    blocks.0.norm1 | 1.536K | 0.756M |\n|    blocks.0.attn | 2.362M | {attention} |\n|    blocks.0.mlp | 4.722M | 0.93G |\n"
        )
    };
    let without = table("0.465G").replacen("0.465G", "16.85G", 1);
    warns(
        &pasted(&without),
        "its modules have nothing but their linear layers",
    );
    // 2 × 197² × 768 more.
    let with = table("0.524G").replacen("0.524G", "17.56G", 1);
    assert_eq!(warnings(&pasted(&with)), [""; 0]);
    // Deeper, by the modules themselves.
    let deep = without.clone()
        + "|     blocks.0.attn.qkv | 1.772M | 0.349G |\n|     blocks.0.attn.proj | 0.591M | 0.116G |\n";
    warns(&pasted(&deep), "scaled_dot_product_attention");

    // calflops' and DeepSpeed's list, with a block that counts its products and one that does not.
    let list = |own: &str| {
        format!(
            "BertLayer(\n  7.09 M = 100% Params, {own} = 100% MACs, 1.9 GFLOPS = 100% FLOPs\n  (attention): BertAttention(\n    2.36 M = 33% Params, {own} = 33% MACs, 0.6 GFLOPS = 33% FLOPs\n    (self): BertSelfAttention(\n      1.77 M = 25% Params, {own} = 25% MACs, 0.4 GFLOPS = 25% FLOPs\n      (query): Linear(590.59 K = 8.33% Params, 75.5 MMACs = 8.33% MACs, 0.15 GFLOPS = 8% FLOPs)\n      (key): Linear(590.59 K = 8.33% Params, 75.5 MMACs = 8.33% MACs, 0.15 GFLOPS = 8% FLOPs)\n    )\n  )\n)\n"
        )
    };
    let calflops = |own: &str| {
        format!(
            "Calculate Flops Results\nfwd MACs: 0.3 GMACs\n{}",
            list(own)
        )
    };
    warns(
        &pasted(&calflops("151 MMACs")),
        "calflops has no rule for scaled_dot_product_attention",
    );
    assert_eq!(warnings(&pasted(&calflops("176.16 MMACs"))), [""; 0]);
    let deepspeed = |own: &str| {
        format!(
            "DeepSpeed Flops Profiler\nfwd MACs per GPU: 0.3 GMACs\n{}",
            list(own)
        )
    };
    warns(&pasted(&deepspeed("151 MMACs")), "flash_attn");
    assert_eq!(warnings(&pasted(&deepspeed("176.16 MMACs"))), [""; 0]);
    // Attention over channels is a weight.
    let cbam = list("151 MMACs")
        .replace("BertSelfAttention", "ChannelAttention")
        .replace("BertAttention", "Block")
        .replace("(attention)", "(se)");
    assert_eq!(
        warnings(&pasted(&format!(
            "Calculate Flops Results\nfwd MACs: 0.3 GMACs\n{cbam}"
        ))),
        [""; 0]
    );

    // ptflops says itself what it passes over.
    let ptflops = "Warning: aten._scaled_dot_product_flash_attention_for_cpu operation is treated as a zero-op\nTotal:16.86 GMac\nComputational complexity:       16.86 GMac\nNumber of parameters:           86.57 M\n";
    warns(
        &counts(ptflops, 16_860_000_000, 1, Some(86_570_000)),
        "with either backend",
    );
    let aten = "Total:16.86 GMac\nModule:  Global\naten.addmm: 16.74 GMac\naten.convolution: 0.12 GMac\n\nModule:  encoder_transformer\naten.addmm: 16.74 GMac\nComputational complexity:       16.86 GMac\n";
    warns(&pasted(aten), "may not be in the figure");
    let mmcv = "ViT(\n  7.09 M, 100.000% Params, 1.395 GFLOPs, 100.000% FLOPs, \n  (attn): WindowMSA(\n    2.36 M, 33.000% Params, 0.465 GFLOPs, 33.000% FLOPs, \n    (qkv): Linear(1.77 M, 25.000% Params, 0.349 GFLOPs, 25.000% FLOPs, in_features=768)\n    (proj): Linear(0.59 M, 8.000% Params, 0.116 GFLOPs, 8.000% FLOPs, in_features=768)\n  )\n)\n";
    warns(&pasted(mmcv), "nothing that is done between them");
}

fn torchinfo(columns: &str, rows: &str, total: &str) -> String {
    format!(
        "==========\nLayer (type:depth-idx)    {columns}\n==========\n{rows}==========\nTotal params: 32\nTotal mult-adds ({total}\n==========\n"
    )
}

/// A linear layer of 3 to 8 on 5 examples of 10 positions: 5 × 10 × 3 × 8 = 1,200.
#[test]
fn torchinfo_over_a_sequence_is_counted_at_each_position() {
    let all = "Input Shape    Output Shape    Param #    Mult-Adds";
    let row =
        |class: &str, macs: u32| format!("{class}    [5, 10, 3]    [5, 10, 8]    32    {macs}\n");
    for class in [
        "Linear",
        "Linear: 1-1",
        "Linear (fc): 1-1",
        "NonDynamicallyQuantizableLinear: 2-4",
    ] {
        let import = counts(
            &torchinfo(all, &row(class, 160), "M): 0.00"),
            1_200,
            5,
            Some(32),
        );
        says(
            &import,
            "each position that the shapes show is counted, without biases",
        );
        assert_eq!(warnings(&import), [""; 0], "{class}");
    }
    // transformers' Conv1D, which torchinfo takes for a convolution: 5 × 8 × 32.
    counts(
        &torchinfo(all, &row("Conv1D: 3-2", 1_280), "M): 0.00"),
        1_200,
        5,
        Some(32),
    );
    // Versions after 1.8.0 count each position, with biases.
    let import = counts(
        &torchinfo(all, &row("Linear: 1-1", 1_600), "M): 0.00"),
        1_600,
        5,
        Some(32),
    );
    assert!(
        !notes(&import).contains("once per example"),
        "{}",
        notes(&import)
    );
    // Windows and pictures: 2 × 7 × 7 positions of 4 × 6.
    let picture = "Linear: 1-1    [2, 7, 7, 4]    [2, 7, 7, 6]    24    48\n";
    counts(&torchinfo(all, picture, "k): 0.05"), 2_352, 2, Some(32));
    // A layer that is used again has no parameters of its own.
    let again =
        row("Linear: 1-1", 160) + "Linear: 1-2    [5, 10, 3]    [5, 10, 8]    (recursive)    160\n";
    counts(&torchinfo(all, &again, "M): 0.00"), 2_400, 5, Some(32));

    // Without the column of mult-adds the total tells: 160 or 1,600, with its biases.
    let few = "Output Shape    Param #";
    let short = "Linear: 1-1    [5, 10, 8]    32\n";
    counts(
        &torchinfo(few, short, "): 160").replace("(): ", ": "),
        1_600,
        5,
        Some(32),
    );
    counts(
        &torchinfo(few, short, "): 1600").replace("(): ", ": "),
        1_600,
        5,
        Some(32),
    );
    // A layer that is not known beside it: too little for each position to be in.
    let other = format!("{short}Mystery: 1-2    [5, 10, 8]    7\n");
    counts(
        &torchinfo(few, &other, "): 900").replace("(): ", ": "),
        2_340,
        5,
        Some(32),
    );
    // An embedding only looks up.
    let embedding = "Embedding: 1-1    [5, 10]    [5, 10, 3]    300    1500\n".to_string()
        + &row("Linear: 1-2", 160);
    counts(&torchinfo(all, &embedding, "k): 1.66"), 1_200, 5, Some(32));

    let attention = row("Linear: 2-1", 160)
        + "MultiheadAttention: 2-2    [5, 10, 8]    [5, 10, 8]    --    --\n";
    let import = counts(&torchinfo(all, &attention, "M): 0.00"), 1_200, 5, Some(32));
    warns(&import, "The products of attention are not in the figure");
    let import = counts(
        &torchinfo(
            "Param #",
            "Embedding: 1-1    300\nLinear: 1-2    32\n",
            "): 332",
        )
        .replace("(): ", ": "),
        332,
        1,
        Some(32),
    );
    warns(&import, "no shapes to set it right by");
    let error = paste("Layer (type:depth-idx)    Param #\nLinear: 1-1    32\nTotal params: 32\n")
        .expect_err("no operations")
        .to_string();
    assert!(error.contains("input_size"), "{error}");
}

/// The summary of 784-300-10, in the frames of Keras 2 and 3.
#[test]
fn keras_lists_parameters_alone() {
    let keras_2 = "Model: \"sequential\"\n_______________________________\n Layer (type)                Output Shape              Param #   \n===============================\n dense (Dense)               (None, 300)               235500    \n                                                                 \n dense_1 (Dense)             (None, 10)                3010      \n===============================\nTotal params: 238,510\nTrainable params: 238,510\nNon-trainable params: 0\n";
    let import = pasted(keras_2);
    assert_eq!(
        (import.parameters, import.name.as_deref()),
        (Some(238_510), Some("sequential"))
    );
    assert_eq!(field(&import, Key::Parameters).as_deref(), Some("238510"));
    let keras_3 = |middle: &str, trained: &str, frozen: &str| {
        format!(
            "Model: \"functional_1\"\n┏━━━━━━┳━━━━━━┳━━━━━━┓\n┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃\n┡━━━━━━╇━━━━━━╇━━━━━━┩\n│ input_layer (InputLayer)        │ (None, 784)            │             0 │\n├──────┼──────┼──────┤\n{middle}│ dense (Dense)                   │ (None, 10)             │         3,010 │\n└──────┴──────┴──────┘\n Total params: 999,999 (1.00 MB)\n Trainable params: {trained} (1.00 MB)\n Non-trainable params: {frozen} (256.00 B)\n Optimizer params: 9 (10.09 KB)\n"
        )
    };
    let dense = "│ dense_with_a_long_name          │ (None, 300)            │       235,500 │\n│ (Dense)                         │                        │               │\n├──────┼──────┼──────┤\n";
    let import = pasted(&keras_3(dense, "238,510", "0"));
    assert_eq!(import.parameters, Some(238_510));
    assert_eq!(field(&import, Key::Parameters).as_deref(), Some("238510"));
    says(&import, "the optimizer’s variables");
    // The embeddings of a transformer are looked up; running statistics are no parameters.
    let embedding =
        "│ embedding (Embedding)           │ (None, 128, 64)        │        64,000 │\n";
    let import = pasted(&keras_3(embedding, "67,010", "0"));
    assert_eq!(field(&import, Key::Parameters).as_deref(), Some("3010"));
    let convolution = "│ conv2d (Conv2D)                 │ (None, 30, 30, 32)     │           896 │\n│ batch_normalization             │ (None, 30, 30, 32)     │           128 │\n│ (BatchNormalization)            │                        │               │\n";
    let import = pasted(&keras_3(convolution, "3,970", "64"));
    assert_eq!(import.parameters, Some(3_970));
    assert_eq!(import.fields(), []);
    warns(&import, "Export the model to ONNX");
    // Rows that cannot be read are no reason to think that all are dense.
    let nested = "│ backbone (Functional)           │ ?                      │        12,345 │\n";
    assert_eq!(pasted(&keras_3(nested, "15,355", "0")).fields(), []);
    let torchsummary = "        Layer (type)               Output Shape         Param #\n            Conv2d-1         [-1, 64, 112, 112]           9,408\nTotal params: 11,689,512\nTrainable params: 11,689,512\nNon-trainable params: 0\nInput size (MB): 0.57\n";
    let import = pasted(torchsummary);
    assert_eq!(
        (import.parameters, import.fields()),
        (Some(11_689_512), vec![])
    );
    says(&import, "a summary of torchsummary");
}

/// Of Lightning's own documentation: 256 to 512 on ten examples are 131,072 × 10 multiply-adds.
#[test]
fn lightnings_summary_has_flop_where_it_has_an_example() {
    let summary = "  | Name | Type       | Params | Mode  | FLOPs | In sizes  | Out sizes\n----------------------------------------------------------------------------\n0 | net  | Sequential | 132 K  | train | 2.6 M | [10, 256] | [10, 512]\n----------------------------------------------------------------------------\n132 K     Trainable params\n0         Non-trainable params\n132 K     Total params\n0.530     Total estimated model params size (MB)\n3         Modules in train mode\n0         Modules in eval mode\n2.6 M     Total Flops\n";
    let import = counts(summary, 1_300_000, 10, Some(132_000));
    says(&import, "2 FLOP for a multiply-add");
    assert_eq!(import.rows[0].kind, "Sequential");
    let rich = "┏━━━┳━━━━━━┳━━━━━━━━━━━━┳━━━━━━━━┳━━━━━━━┳━━━━━━━┓\n┃   ┃ Name ┃ Type       ┃ Params ┃ Mode  ┃ FLOPs ┃\n┡━━━╇━━━━━━╇━━━━━━━━━━━━╇━━━━━━━━╇━━━━━━━╇━━━━━━━┩\n│ 0 │ net  │ Sequential │  132 K │ train │ 2.6 M │\n└───┴──────┴────────────┴────────┴───────┴───────┘\nTrainable params: 132 K\nNon-trainable params: 0\nTotal params: 132 K\nTotal estimated model params size (MB): 0\nModules in train mode: 3\nTotal FLOPs: 2.6 M\n";
    counts(rich, 1_300_000, 1, Some(132_000));
    let old = "  | Name  | Type   | Params\n---------------------------------\n0 | model | ResNet | 25.6 M\n---------------------------------\n25.6 M    Trainable params\n0         Non-trainable params\n25.6 M    Total params\n102.228   Total estimated model params size (MB)\n";
    let import = pasted(old);
    assert_eq!(
        (import.parameters, import.fields()),
        (Some(25_600_000), vec![])
    );
    warns(&import, "example_input_array");
    let attention = summary.replace("net  | Sequential", "vit  | ViTModel  ");
    warns(&pasted(&attention), "counted on a CPU");
    // A program that trains prints it before its steps, which say more.
    let log = format!(
        "{old}Training epoch 0, iteration 45/99 | global_step: 45 | train_step_timing in s: 6.06 | consumed_samples: 5888\n"
    );
    assert_eq!(pasted(&log).further[0].0, Key::Time);
}

fn meter(rest: &str) -> String {
    format!(
        "{{\n  \"N_total\": 3212749824,\n  \"N_trainable\": 2293760,\n  \"tokens_processed\": 21500000,\n  \"model_name\": \"meta-llama/Llama-3.2-3B-Instruct\",\n  \"training_duration_seconds\": 245.3,\n  \"gpu_size\": 4,\n  \"gpu_name\": \"NVIDIA A10G\",\n  {rest}\n}}\n"
    )
}

/// (4 × 3,212,749,824 + 2 × 2,293,760) × 21,500,000 = 2.76395116544 × 10¹⁷ FLOP.
#[test]
fn aws_meter_comes_out_as_it_counts() {
    let plain = "\"Flops_architecture\": \" 2.76e+17\", \"Flops_original\": null, \"exceeds_30pct\": false, \"threshold_type\": \"default_3.3e22\"";
    let import = pasted(&meter(plain));
    assert!(
        (estimate(&import) / 2.763_951_165_44e17 - 1.0).abs() < 1e-9,
        "{:e}",
        estimate(&import)
    );
    assert_eq!(
        import.name.as_deref(),
        Some("meta-llama/Llama-3.2-3B-Instruct")
    );
    for (key, text) in [
        (Key::Parameters, "3212749824"),
        (Key::Tokens, "21500000"),
        (Key::Time, "4.088 min"),
        (Key::Chips, "4"),
        (Key::Hardware, "nvidia-a10g"),
    ] {
        assert_eq!(field(&import, key).as_deref(), Some(text));
    }
    assert_eq!(field(&import, Key::Utilization), None);
    says(&import, "not over 3.3 × 10²² FLOP");
    says(&import, "a third of the original’s compute");
    assert_eq!(warnings(&import), [""; 0]);

    // As its readme has it: a comma too many, a figure of another formula, weights in 4 bits.
    let readme = "\"Flops_architecture\": \"1.45e+13\", \"recipe_config\": \"hf_recipes/Llama--vanilla-peft-qlora.yaml\",";
    let import = pasted(&meter(readme));
    warns(&import, "does not follow from its own formula");
    warns(&import, "two to an element");
    let import = pasted(&meter("\"Flops_architecture\": 0.0").replace("21500000", "0"));
    warns(&import, "It counted no tokens");
}

/// C(2025) 7719, points 63 and 64: a third of the original, else of 10²³ or 10²⁵.
#[test]
fn where_aws_verdict_is_not_the_guidelines_it_says_so() {
    let of = |tokens: &str, original: &str, exceeds: bool| {
        let rest = format!(
            "\"Flops_architecture\": \"1e20\", \"Flops_original\": {original}, \"exceeds_30pct\": {exceeds}"
        );
        pasted(&meter(&rest).replace("21500000", tokens))
    };
    // 1.2855587 × 10¹⁰ FLOP for a token; 32% of 9 × 10²³ is over 30% and not over a third.
    let import = of("22402704000000", "\" 9.00e+23\"", true);
    warns(
        &import,
        "The meter’s verdict and the guidelines’ differ here",
    );
    warns(&import, "are not above 3 × 10²³ FLOP");
    // Half of an original of 6 × 10²²: the meter holds it against 3.3 × 10²².
    warns(
        &of("2450000000000", "\" 6.00e+22\"", false),
        "are above 2 × 10²² FLOP",
    );
    // Where nothing is known, 3.32 × 10²² is over the one and not over the other.
    warns(
        &of("2582500000000", "null", true),
        "are not above 3.33 × 10²² FLOP",
    );
    for import in [
        of("2500000000000", "null", false),
        of("40000000000000", "\" 9.00e+23\"", true),
    ] {
        assert!(
            !notes(&import).contains("differ here"),
            "{}",
            notes(&import)
        );
    }
}

#[test]
fn weights_and_biases_summary_of_a_trainer_is_read() {
    let summary = r#"{"train/loss": 1.91, "train/grad_norm": NaN, "train/epoch": 3, "train/global_step": 1500, "_timestamp": 1712345678.5, "_runtime": 5200.25, "_step": 31, "train/num_input_tokens_seen": 24576000, "train_runtime": 5123.4, "total_flos": 1.2e+18, "_wandb": {"runtime": 5201}}"#;
    let import = pasted(summary);
    assert!((estimate(&import) / 1.2e18 - 1.0).abs() < 1e-12);
    assert_eq!(field(&import, Key::Tokens).as_deref(), Some("24576000"));
    assert_eq!(field(&import, Key::Time).as_deref(), Some("1.423 h"));
    says(&import, "1500 steps and 3 epochs");
    says(&import, "How many chips there were");
    // Before it was a figure by itself; then without one.
    let older = summary
        .replace("\"total_flos\"", "\"train/total_flos\"")
        .replace("\"train_runtime\": 5123.4, ", "");
    let import = pasted(&older);
    assert!((estimate(&import) / 1.2e18 - 1.0).abs() < 1e-12);
    assert_eq!(field(&import, Key::Time).as_deref(), Some("1.445 h"));
    says(&import, "W&B’s _runtime is that of the whole program");
    let import = pasted(
        r#"{"loss": 0.1, "_runtime": 7200, "_step": 5, "_timestamp": 1.0, "_wandb": {"runtime": 7200}}"#,
    );
    assert_eq!(import.fields(), [(Key::Time, "2 h".into())]);
    warns(&import, "There is no total_flos in it");
}

#[test]
fn a_trainers_time_is_read_however_it_writes_it() {
    assert_eq!(
        field(&pasted(&fixture("trainer_state.json")), Key::Time).as_deref(),
        Some("1.423 h")
    );
    for (text, time) in [
        (
            "***** train metrics *****\n  epoch                    =        3.0\n  total_flos               =  6691434GF\n  train_runtime            = 0:12:10.67\n",
            "12.18 min",
        ),
        (
            "  train_runtime            = 1 day, 2:03:04.05\n",
            "1.085 d",
        ),
        (
            "{'loss': 2.0, 'epoch': 1.0}\n{'train_runtime': 730.67, 'train_samples_per_second': 8.1, 'train_steps_per_second': 0.25, 'train_loss': 1.9, 'epoch': 3.0}\n",
            "12.18 min",
        ),
        (
            r#"{"epoch": 3.0, "total_flos": 2.5e+17, "train_loss": 0.1, "train_runtime": 730.67, "train_samples_per_second": 8.1}"#,
            "12.18 min",
        ),
    ] {
        assert_eq!(
            field(&pasted(text), Key::Time).as_deref(),
            Some(time),
            "{text}"
        );
    }
}
