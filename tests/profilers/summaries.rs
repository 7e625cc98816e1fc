//! Summaries of layers, which count no operations or few.

use super::{counts, field, pasted, says, warns};
use petaday::draft::Key;

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
