//! Reports that leave attention out, or count the layers over a sequence once.

use super::{counts, notes, paste, pasted, says, warnings, warns};

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

    // A table that stops at the layers around attention: torchvision’s ViT.
    let shallow = "| module | #parameters or shape | #flops |\n|:--|:--|:--|\n| model | 86.568M | 16.867G |\n| class_token | (1, 1, 768) | |\n| conv_proj | 0.591M | 0.116G |\n| encoder.layers | 85.054M | 16.75G |\n";
    for part in [
        "encoder.layers.encoder_layer_0",
        "encoder.pos_embedding",
        "encoder.ln",
    ] {
        let table = format!("{shallow}| {part} | 7.088M | 1.396G |\n");
        warns(&pasted(&table), "its products may not be in the figure");
        // 16,867 M of layers and 697 M of products: with its unsupported operator it is said once.
        let said = format!(
            "Unsupported operator aten::scaled_dot_product_attention encountered 12 time(s)\n{table}"
        );
        assert_eq!(warnings(&pasted(&said)).len(), 1);
    }

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
        "ptflops has no rule for scaled_dot_product_attention",
    );
    let aten = "Total:16.86 GMac\nModule:  Global\naten.addmm: 16.74 GMac\naten.convolution: 0.12 GMac\n\nModule:  encoder_transformer\naten.addmm: 16.74 GMac\nComputational complexity:       16.86 GMac\n";
    warns(&pasted(aten), "may not be in the figure");
    let mmcv = "ViT(\n  7.09 M, 100.000% Params, 1.395 GFLOPs, 100.000% FLOPs, \n  (attn): WindowMSA(\n    2.36 M, 33.000% Params, 0.465 GFLOPs, 33.000% FLOPs, \n    (qkv): Linear(1.77 M, 25.000% Params, 0.349 GFLOPs, 25.000% FLOPs, in_features=768)\n    (proj): Linear(0.59 M, 8.000% Params, 0.116 GFLOPs, 8.000% FLOPs, in_features=768)\n  )\n)\n";
    warns(&pasted(mmcv), "nothing between them");
}

fn torchinfo(columns: &str, rows: &str, total: &str) -> String {
    format!(
        "==========\nLayer (type:depth-idx)    {columns}\n==========\n{rows}==========\nTotal params: 32\nTotal mult-adds ({total}\n==========\n"
    )
}

/// Two layers, 64 to 256 and back, at 10 positions of 4 examples: 2 × 16,384 × 10 for an example, and
/// twice as much where they are used again.
#[test]
fn torchinfo_with_few_columns_is_counted_at_each_position_or_warned_of() {
    let twice = "Sequential    [4, 10, 64]    --\n├─Linear: 1-1    [4, 10, 256]    16,640\n├─Linear: 1-2    [4, 10, 64]    16,448\n├─Linear: 1-3    [4, 10, 256]    (recursive)\n├─Linear: 1-4    [4, 10, 64]    (recursive)\n";
    let text = torchinfo("Output Shape    Param #", twice, "Units.MEGABYTES): 0.26");
    let import = counts(&text, 4 * 655_360, 4, Some(32));
    assert_eq!(warnings(&import), [""; 0]);
    // Two layers of the same sizes and other parameters: which of them is used again is not shown.
    let either = twice.replace(
        "├─Linear: 1-3",
        "├─Linear: 1-5    [4, 10, 256]    16,384\n├─Linear: 1-3",
    );
    let text = torchinfo("Output Shape    Param #", &either, "Units.MEGABYTES): 0.33");
    warns(&pasted(&text), "Linear layers are used again");
    // The shapes of inputs alone show the positions as well.
    let inputs = "M    [4, 10, 64]    --\n├─Linear: 1-1    [4, 10, 64]    16,640\n├─Linear: 1-2    [4, 10, 256]    16,448\n";
    let text = torchinfo("Input Shape    Param #", inputs, "Units.MEGABYTES): 0.13");
    let import = counts(&text, 4 * 327_680, 4, Some(32));
    assert_eq!(warnings(&import), [""; 0]);
    // No shapes at all.
    let bare = "Mix    --\n├─Linear: 1-1    16,640\n├─Linear: 1-2    16,448\n";
    let text = torchinfo("Param #", bare, "Units.MEGABYTES): 0.13");
    warns(&pasted(&text), "does not show the layers and shapes");
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
            "each position that the shapes show is counted, without the biases",
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
    warns(&import, "does not show the layers and shapes");
    // Modules whose layers are not shown, over a sequence.
    let hidden = "Mixer: 1-1    [1, 197, 768]    7087872\n";
    let import = pasted(&torchinfo(few, hidden, "M): 7.09"));
    warns(&import, "and a larger depth");
    let error = paste("Layer (type:depth-idx)    Param #\nLinear: 1-1    32\nTotal params: 32\n")
        .expect_err("no operations")
        .to_string();
    assert!(error.contains("input_size"), "{error}");
}
