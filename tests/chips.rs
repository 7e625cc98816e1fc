//! Rows of the chips table against what their makers print: those that were mended, and the cards whose
//! figures are computed from cores and clock.

use petaday::catalog::{Chip, Format, chip};

fn of(slug: &str) -> &'static Chip {
    chip(slug).unwrap_or_else(|| panic!("{slug} is not in the table"))
}

/// The cell of a column, as the table would spell a number.
fn cell(chip: &Chip, column: &str) -> String {
    let number = |value: Option<f64>| value.map_or(String::new(), |value| value.to_string());
    match column {
        "tdp_w" => number(chip.tdp_w()),
        "memory_gb" => number(chip.memory_gb()),
        "sparse_16bit" => number(chip.sparse_16bit_peak().map(|peak| peak.median() / 1e12)),
        "released" => chip.released.into(),
        "parts" => chip
            .parts()
            .map_or(String::new(), |parts| parts.count.to_string()),
        format => {
            let format: Format = format.parse().expect("a format");
            number(chip.peak(format).map(|peak| peak.median() / 1e12))
        }
    }
}

/// Every mended cell, with who prints it. Peaks in units of 1e12.
#[test]
fn mended_cells_are_as_their_sources_print_them() {
    for (slug, column, value, source) in [
        (
            "nvidia-gtx-titan-x",
            "fp32",
            "6.605",
            "3,072 cores × 2 × 1.075 GHz",
        ),
        ("nvidia-gtx-titan-x", "fp64", "0.2064", "1/32 of that"),
        (
            "nvidia-gtx-580-3gb",
            "memory_gb",
            "3",
            "Krizhevsky et al. 2012, section 3.2",
        ),
        (
            "nvidia-quadro-rtx-6000",
            "memory_gb",
            "24",
            "NVIDIA Turing whitepaper",
        ),
        (
            "nvidia-quadro-rtx-8000",
            "memory_gb",
            "48",
            "NVIDIA Turing whitepaper",
        ),
        (
            "nvidia-quadro-rtx-8000",
            "fp16",
            "130.5",
            "NVIDIA Turing whitepaper",
        ),
        (
            "nvidia-a100-pcie",
            "tdp_w",
            "250",
            "A100 data sheet, PCIe 40 GB",
        ),
        (
            "nvidia-a100-pcie-80",
            "tdp_w",
            "300",
            "A100 data sheet, PCIe 80 GB",
        ),
        (
            "nvidia-a100-pcie-80",
            "memory_gb",
            "80",
            "A100 data sheet, PCIe 80 GB",
        ),
        ("nvidia-v100-sxm2", "memory_gb", "16", "V100 data sheet"),
        (
            "nvidia-v100-sxm2-32gb",
            "memory_gb",
            "32",
            "V100 data sheet",
        ),
        (
            "nvidia-v100-pcie-32gb",
            "memory_gb",
            "32",
            "V100 data sheet",
        ),
        ("nvidia-gh200-144gb", "memory_gb", "144", "GH200 data sheet"),
        ("nvidia-h20-141gb", "memory_gb", "141", "Ape-tops"),
        (
            "nvidia-gb300",
            "memory_gb",
            "279",
            "GB300 NVL72 data sheet, October 2025",
        ),
        ("nvidia-h100-nvl", "fp64", "30", "H100 data sheet, NVL"),
        ("nvidia-h100-nvl", "fp32", "60", "H100 data sheet, NVL"),
        (
            "nvidia-h100-nvl",
            "tf32",
            "417.5",
            "half of 835, H100 data sheet, NVL",
        ),
        ("nvidia-h100-nvl", "released", "2023-03-21", "GTC 2023"),
        ("nvidia-h200-sxm", "released", "2023-11-13", "SC23"),
        (
            "nvidia-h200-nvl",
            "fp16",
            "835.5",
            "half of 1,671, H200 data sheet",
        ),
        ("nvidia-h200-nvl", "tdp_w", "600", "H200 data sheet"),
        (
            "nvidia-a800-sxm",
            "released",
            "2022-11-07",
            "NVIDIA's statement of that day",
        ),
        ("google-tpu-v2", "released", "2017-05-17", "Google I/O 2017"),
        ("google-tpu-v3", "released", "2018-05-08", "Google I/O 2018"),
        ("google-tpu-v4", "released", "2021-05-18", "Google I/O 2021"),
        ("amazon-trainium1", "released", "2022-10-10", "AWS"),
        (
            "microsoft-maia-100",
            "released",
            "2023-11-15",
            "Microsoft Ignite 2023",
        ),
        ("biren-br100", "released", "2022-08-09", "Biren"),
        ("groq-lpu-v1", "released", "2019-11-14", "Groq"),
        (
            "amazon-trainium2",
            "parts",
            "",
            "AWS Neuron documentation, LNC",
        ),
        (
            "amazon-trainium3",
            "parts",
            "",
            "AWS Neuron documentation, LNC",
        ),
        (
            "amazon-trainium2",
            "sparse_16bit",
            "2563",
            "AWS Neuron documentation",
        ),
        (
            "amazon-trainium3",
            "sparse_16bit",
            "2517",
            "AWS Neuron documentation",
        ),
        (
            "amazon-trainium3",
            "memory_gb",
            "144",
            "AWS Neuron documentation",
        ),
        (
            "microsoft-maia-100",
            "memory_gb",
            "64",
            "Microsoft, Inside Maia 100",
        ),
        ("meta-mtia-2", "memory_gb", "128", "Meta"),
        (
            "huawei-ascend-910b",
            "bf16",
            "376",
            "half of the 910C, Zuo et al. 2025",
        ),
        ("huawei-ascend-910b", "memory_gb", "64", "CSET"),
        (
            "nvidia-rtx-pro-6000-blackwell",
            "fp32",
            "126",
            "24,064 cores × 2 × 2.617 GHz",
        ),
        ("nvidia-rtx-5090", "fp64", "1.637", "1/64 of FP32"),
        ("nvidia-rtx-5090", "int8", "838", "RTX Blackwell whitepaper"),
        ("nvidia-rtx-a6000", "tf32", "77.4", "GA102 whitepaper"),
        ("nvidia-rtx-a6000", "int8", "309.7", "GA102 whitepaper"),
        ("nvidia-rtx-a6000", "fp64", "0.6048", "1/64 of FP32"),
        (
            "nvidia-rtx-3070",
            "tf32",
            "20.3",
            "GA102 whitepaper, appendix on GA104",
        ),
        ("nvidia-rtx-3080", "tf32", "29.8", "GA102 whitepaper"),
        ("nvidia-rtx-3080", "int8", "238", "GA102 whitepaper"),
        ("nvidia-rtx-4080", "tf32", "48.7", "Ada whitepaper"),
        ("nvidia-rtx-4080", "fp8", "194.9", "Ada whitepaper"),
        (
            "nvidia-titan-rtx",
            "int8",
            "261",
            "twice FP16, as of the Quadro RTX 6000",
        ),
        ("nvidia-a10g", "int8", "140", "A10G data sheet"),
        ("amd-mi350x", "fp64", "72.1", "MI350X brochure"),
        ("amd-mi350x", "fp32", "144.2", "MI350X brochure"),
        ("amd-mi355x", "fp64", "78.6", "MI355X brochure"),
        ("intel-max-1550", "tf32", "419", "Intel, technical overview"),
        (
            "intel-max-1550",
            "int8",
            "1678",
            "Intel, technical overview",
        ),
    ] {
        let ours = cell(of(slug), column);
        assert_eq!(
            ours, value,
            "{slug} says {column} {ours:?}; {source} has {value:?}"
        );
    }
}

/// The AI TOPS that NVIDIA advertises are INT8 of Ada and FP4 of Blackwell, with 2:4 sparsity: they know
/// nothing of our clocks. So do the tensor figures that are printed dense.
#[test]
fn computed_peaks_fit_what_is_advertised() {
    use Format::*;
    for (slug, format, advertised) in [
        ("nvidia-rtx-4060", Int8, 242.0 / 2.0),
        ("nvidia-rtx-4060-ti", Int8, 353.0 / 2.0),
        ("nvidia-rtx-4070", Int8, 466.0 / 2.0),
        ("nvidia-rtx-4070-super", Int8, 568.0 / 2.0),
        ("nvidia-rtx-4070-ti", Int8, 641.0 / 2.0),
        ("nvidia-rtx-4070-ti-super", Int8, 706.0 / 2.0),
        ("nvidia-rtx-4080-super", Int8, 836.0 / 2.0),
        ("nvidia-rtx-4050-laptop", Int8, 194.0 / 2.0),
        ("nvidia-rtx-4060-laptop", Int8, 233.0 / 2.0),
        ("nvidia-rtx-4070-laptop", Int8, 321.0 / 2.0),
        ("nvidia-rtx-4080-laptop", Int8, 542.0 / 2.0),
        ("nvidia-rtx-5050", Fp4, 421.0 / 2.0),
        ("nvidia-rtx-5060", Fp4, 614.0 / 2.0),
        ("nvidia-rtx-5060-ti", Fp4, 759.0 / 2.0),
        ("nvidia-rtx-5070", Fp4, 988.0 / 2.0),
        ("nvidia-rtx-5070-ti", Fp4, 1406.0 / 2.0),
        ("nvidia-rtx-5080", Fp4, 1801.0 / 2.0),
        ("nvidia-rtx-pro-6000-blackwell-max-q", Fp4, 3511.0 / 2.0),
        ("nvidia-rtx-pro-5000-blackwell", Fp4, 2142.0 / 2.0),
        // The FP16 figure with sparsity halved, or the dense one.
        ("nvidia-rtx-a2000", Fp16, 63.9 / 2.0),
        ("nvidia-rtx-a4000", Fp16, 153.4 / 2.0),
        ("nvidia-rtx-a5000", Fp16, 222.2 / 2.0),
        ("nvidia-quadro-rtx-5000", Fp16, 89.2),
        ("nvidia-rtx-2080", Fp16, 40.3),
        ("amd-rx-9070-xt", Fp16, 195.0),
        ("amd-rx-9070-xt", Fp8, 389.0),
        ("amd-ai-pro-r9700", Int8, 383.0),
    ] {
        let peak = of(slug).peak(format).expect("a figure").median() / 1e12;
        assert!(
            (peak / advertised - 1.0).abs() < 0.005,
            "{slug} says {peak} in {format}, and its maker advertises {advertised}"
        );
    }
}

/// Slurm, `nvidia-smi` and people spell the same card differently.
#[test]
fn cards_are_found_as_software_spells_them() {
    for (text, slug) in [
        (
            "NVIDIA GeForce RTX 4070 Laptop GPU",
            "nvidia-rtx-4070-laptop",
        ),
        ("RTX4070 Mobile", "nvidia-rtx-4070-laptop"),
        ("rtx_a5000", "nvidia-rtx-a5000"),
        ("NVIDIA RTX A5000", "nvidia-rtx-a5000"),
        ("NVIDIA A100 80GB PCIe", "nvidia-a100-pcie-80"),
        ("NVIDIA A100-PCIE-40GB", "nvidia-a100-pcie"),
        ("Tesla V100-SXM2-32GB", "nvidia-v100-sxm2-32gb"),
        ("Quadro RTX 8000", "nvidia-quadro-rtx-8000"),
        ("NVIDIA H200", "nvidia-h200-sxm"),
        ("NVIDIA H200 NVL", "nvidia-h200-nvl"),
        ("H800", "nvidia-h800-sxm"),
        ("B100 SXM", "nvidia-b100-sxm"),
        ("NVIDIA H20-3e", "nvidia-h20-141gb"),
        ("NVIDIA GH200 480GB", "nvidia-gh200"),
        ("NVIDIA GH200 144G HBM3e", "nvidia-gh200-144gb"),
        ("NVIDIA TITAN V", "nvidia-titan-v"),
        ("NVIDIA GB10", "nvidia-gb10"),
        ("NVIDIA L20", "nvidia-l20"),
        ("NVIDIA GeForce RTX 3060", "nvidia-rtx-3060"),
        ("Apple M4 Max", "apple-m4-max"),
        ("Ascend 910B3", "huawei-ascend-910b3"),
        ("Radeon RX 9070 XT", "amd-rx-9070-xt"),
    ] {
        let found = petaday::catalog::find(text).map(|chip| chip.slug);
        assert_eq!(found, Some(slug), "“{text}” was typed");
    }
}
