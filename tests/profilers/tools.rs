//! Reports of tools that count otherwise than by their name.

use super::{counts, paste, says, warnings, warns};

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
    // The list is of another model than the last lines.
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
        "The first size of the shapes, 2, was read as the batch",
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
    says(&import, "take a multiply-add for one flop");
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
