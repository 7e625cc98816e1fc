//! Summaries of layers, which count no operations or few.

use super::{counts, pasted, says, warns};
use petaday::draft::Key;

/// ResNet-50 in Keras: 25,583,592 trained, and 53,120 running statistics.
#[test]
fn keras_lists_parameters_alone() {
    let keras_2 = "Model: \"resnet50\"\n_______________________________\n Layer (type)                Output Shape              Param #   \n===============================\n conv1_conv (Conv2D)         (None, 112, 112, 64)      9472      \n                                                                 \n===============================\nTotal params: 25,636,712\nTrainable params: 25,583,592\nNon-trainable params: 53,120\n";
    // The total of Keras 3 has the optimizer's variables in it.
    let keras_3 = "Model: \"resnet50\"\n┏━━━━━━┳━━━━━━┳━━━━━━┓\n┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃\n┡━━━━━━╇━━━━━━╇━━━━━━┩\n│ conv1_conv (Conv2D)             │ (None, 112, 112, 64)   │         9,472 │\n└──────┴──────┴──────┘\n Total params: 76,803,898 (292.98 MB)\n Trainable params: 25,583,592 (97.59 MB)\n Non-trainable params: 53,120 (207.50 KB)\n Optimizer params: 51,167,186 (195.19 MB)\n";
    for text in [keras_2, keras_3] {
        let import = pasted(text);
        assert_eq!(import.parameters, Some(25_636_712));
        assert_eq!(import.name.as_deref(), Some("resnet50"));
        assert_eq!(import.fields(), []);
        says(&import, "53,120 of the parameters are not trained");
        warns(&import, "Export the model to ONNX");
    }
    let torchsummary = "        Layer (type)               Output Shape         Param #\n            Conv2d-1         [-1, 64, 112, 112]           9,408\nTotal params: 11,689,512\nTrainable params: 11,689,512\nNon-trainable params: 0\nInput size (MB): 0.57\n";
    assert_eq!(pasted(torchsummary).parameters, Some(11_689_512));
    let error = super::paste(&torchsummary.replace("11,689,512", "0")).expect_err("nothing");
    assert!(
        error
            .to_string()
            .contains("a number of parameters is not in it"),
        "{error}"
    );
}

/// From Lightning’s documentation: 256 to 512 on ten examples are 131,072 × 10 multiply-adds.
#[test]
fn lightnings_summary_has_flop_where_it_has_an_example() {
    let summary = "  | Name | Type       | Params | Mode  | FLOPs | In sizes  | Out sizes\n----------------------------------------------------------------------------\n0 | net  | Sequential | 132 K  | train | 2.6 M | [10, 256] | [10, 512]\n----------------------------------------------------------------------------\n132 K     Trainable params\n0         Non-trainable params\n132 K     Total params\n0.530     Total estimated model params size (MB)\n3         Modules in train mode\n0         Modules in eval mode\n2.6 M     Total Flops\n";
    let import = counts(summary, 1_300_000, 10, Some(132_000));
    says(&import, "2 FLOP for a multiply-add");
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
