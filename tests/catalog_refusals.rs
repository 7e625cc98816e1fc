//! Rows of assets/chips.csv and of the tables of published systems and thresholds that the build must
//! refuse, with a message that names them.

use proptest::prelude::*;

/// The checks that the build script makes. It reads more of a row than the tests here do.
#[allow(dead_code)]
#[path = "../build"]
mod build {
    pub(crate) mod chips;
    pub(crate) mod claims;
    pub(crate) mod edition_names;
    pub(crate) mod generations;
    pub(crate) mod machines;
    pub(crate) mod memory;
    pub(crate) mod ratios;
    pub(crate) mod systems;
    pub(crate) mod table;
    pub(crate) mod thresholds;
}

const THRESHOLDS: &str = include_str!("../assets/thresholds.csv");
const SYSTEMS: &str = include_str!("../assets/systems.csv");
const CLAIMS: &str = include_str!("../assets/claims.csv");
const CHIPS: &str = include_str!("../assets/chips.csv");
const MACHINES: &str = include_str!("../assets/machines.csv");

/// A table with cells of one row changed.
fn changed(table: &str, slug: &str, changes: &[(&str, &str)]) -> String {
    changed_by(table, |of, column| {
        let (_, new) = changes.iter().find(|(changed, _)| *changed == column)?;
        (of == slug).then(|| (*new).to_owned())
    })
}

/// A table with the cells of a row's name and a column that there is another text for.
fn changed_by(table: &str, text: impl Fn(&str, &str) -> Option<String>) -> String {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&header).expect("written");
    for record in reader.records() {
        let record = record.expect("a row");
        let cells = header.iter().zip(&record);
        let cells =
            cells.map(|(column, cell)| text(&record[0], column).unwrap_or_else(|| cell.to_owned()));
        writer.write_record(cells).expect("written");
    }
    String::from_utf8(writer.into_inner().expect("written")).expect("UTF-8")
}

/// The chips table with cells of one row changed; what is wrong with it.
fn problems(slug: &str, changes: &[(&str, &str)]) -> Vec<String> {
    let text = changed(CHIPS, slug, changes);
    build::chips::parse("chips.csv", &text)
        .err()
        .unwrap_or_default()
}

/// The changed row is refused: every message names file, line and row, one has the words.
#[track_caller]
fn expect_refusal(slug: &str, changes: &[(&str, &str)], words: &str) {
    expect_words("chips.csv", slug, &problems(slug, changes), words);
}

#[track_caller]
fn expect_words(file: &str, slug: &str, problems: &[String], words: &str) {
    assert!(
        problems.iter().any(|problem| problem.contains(words)),
        "no “{words}” in {problems:#?}"
    );
    for problem in problems {
        assert!(problem.starts_with(&format!("{file} line ")), "{problem}");
        assert!(problem.contains(slug), "{problem}");
    }
}

#[test]
fn the_table_itself_is_not() {
    assert_eq!(problems("", &[]), Vec::<String>::new());
}

#[test]
fn a_sparse_figure_in_a_dense_column() {
    let h100 = "nvidia-h100-sxm";
    expect_refusal(
        h100,
        &[("fp16", "1979e12")],
        "bf16 (9.894e14) is 0.500 times fp16",
    );
    expect_refusal(h100, &[("bf16", "1979e12")], "Enter the dense figure");
    expect_refusal(
        h100,
        &[("tf32", "989e12")],
        "fp16 (9.894e14) is 1.000 times tf32",
    );
    expect_refusal(
        h100,
        &[("fp8", "3958e12")],
        "fp8 (3.958e15) is 4.000 times fp16",
    );
    expect_refusal(
        h100,
        &[("int8", "3958e12")],
        "int8 (3.958e15) is 4.000 times fp16",
    );
    expect_refusal("nvidia-a100-pcie", &[("fp16", "624e12")], "not twice");
    expect_refusal("nvidia-a100-pcie", &[("int8", "1248e12")], "int8");
    expect_refusal(
        "nvidia-b200",
        &[("fp4", "18e15")],
        "fp4 (1.8e16) is 4.000 times fp8",
    );
    expect_refusal("nvidia-b200", &[("fp8", "9000e12")], "fp8");
    expect_refusal(
        "nvidia-rtx-3090",
        &[("fp16", "142e12"), ("bf16", "142e12")],
        "tf32",
    );
    expect_refusal("amd-mi300x", &[("fp16", "2614.9e12")], "tf32");
    expect_refusal("google-tpu-v5p", &[("int8", "1836e12")], "int8");
    expect_refusal("nvidia-gb200", &[("bf16", "5000e12")], "bf16");
    expect_refusal("nvidia-gh200", &[("fp16", "1979e12")], "fp16");
    expect_refusal("nvidia-h20", &[("fp8", "592e12")], "fp8");
    // The advertised figures of a GeForce card: FP4 with sparsity, FP16 with sums in FP16.
    expect_refusal("nvidia-rtx-5090", &[("fp4", "3352e12")], "fp4");
    expect_refusal(
        "nvidia-rtx-5090",
        &[("fp16", "419e12"), ("bf16", "419e12")],
        "tf32",
    );
    expect_refusal(
        "nvidia-rtx-pro-6000-blackwell",
        &[("fp4", "4030.4e12")],
        "fp4",
    );
    expect_refusal("huawei-ascend-910c", &[("fp16", "800e12")], "bf16");
    expect_refusal("amazon-trainium1", &[("int8", "760e12")], "int8");
}

/// Doubled one and all, the figures keep their ratios, except to the advertised one.
#[test]
fn sparse_figures_in_all_dense_columns() {
    let all = [
        ("tf32", "989.4e12"),
        ("fp16", "1978.9e12"),
        ("bf16", "1978.9e12"),
        ("fp8", "3957.8e12"),
        ("int8", "3957.8e12"),
    ];
    expect_refusal(
        "nvidia-h100-sxm",
        &all,
        "sparse_16bit (1.9789e15) is 1.000 times fp16",
    );
}

/// “8 × NVIDIA A100 PCIe with 40 GB of memory each” must not be said of a card with 80.
#[test]
fn a_name_with_the_memory_of_another_version() {
    let a100 = "nvidia-a100-pcie";
    for (change, words) in [
        (
            ("aliases", "A100-PCIE-80GB"),
            "“A100-PCIE-80GB” gives 80 GB, but memory_gb is 40",
        ),
        (("aliases", "A100 80 GB PCIe"), "a row of its own"),
        (("aliases", "A100 PCIe 39GB"), "gives 39 GB"),
        (("name", "NVIDIA A100 PCIe 80 GB"), "gives 80 GB"),
        (("memory_gb", ""), "memory_gb is empty"),
    ] {
        expect_refusal(a100, &[change], words);
    }
    // Names round, and a superchip's gives the memory of its CPU.
    for (slug, change) in [
        (a100, ("memory_gb", "39.5")),
        ("nvidia-h200-sxm", ("aliases", "H200 144GB")),
        ("nvidia-gh200", ("aliases", "GH200 480GB")),
        ("nvidia-gb200", ("aliases", "GB200 NVL72")),
    ] {
        assert_eq!(
            problems(slug, &[change]),
            Vec::<String>::new(),
            "{slug} {change:?}"
        );
    }
}

#[test]
fn a_year_that_is_not_of_the_generation() {
    for (slug, date, words) in [
        (
            "nvidia-rtx-4090",
            "2021-09-20",
            "“GeForce RTX 40” was announced, 2022 to 2024",
        ),
        ("nvidia-rtx-4090", "2025", "2022 to 2024"),
        ("nvidia-gtx-1080-ti", "2007-03-10", "2016 to 2017"),
        ("nvidia-h100-sxm", "2020-09-20", "2022 to 2025"),
        ("amd-mi300x", "2022-12-06", "2023 to 2025"),
        ("apple-m2-ultra", "2020-06-05", "2022 to 2023"),
    ] {
        expect_refusal(slug, &[("released", date)], words);
    }
    assert!(problems("nvidia-rtx-4090", &[("released", "2024-12")]).is_empty());
}

/// Not only for the chips above: no tensor figure of any chip that advertises sparse ones can
/// be doubled unnoticed.
#[test]
fn any_tensor_figure_doubled() {
    let rows = build::chips::parse("chips.csv", CHIPS).expect("a good table");
    let mut doubled = 0;
    for format in &build::chips::FORMATS[2..] {
        let advertised = rows.iter().filter(|row| row.sparse_16bit.is_some());
        let peaks: Vec<(&str, f64)> = advertised
            .filter_map(|row| Some((row.slug.as_str(), row.peak(format)?)))
            .collect();
        // All of one format at once, as each row is checked by itself.
        let text = changed_by(CHIPS, |slug, column| {
            let (_, peak) = peaks
                .iter()
                .find(|(of, _)| *of == slug && column == *format)?;
            Some(format!("{:e}", 2.0 * peak))
        });
        let problems = build::chips::parse("chips.csv", &text).err();
        let problems = problems.unwrap_or_default();
        for (slug, peak) in &peaks {
            let of_row = format!(", {slug}: ");
            assert!(
                problems
                    .iter()
                    .any(|p| p.contains(&of_row) && p.contains(format)),
                "{format} of {slug} was typed as twice {peak:e}, and nothing was said"
            );
        }
        doubled += peaks.len();
    }
    assert_eq!(doubled, 508);
}

#[test]
fn a_missing_or_wrong_sparse_figure() {
    expect_refusal(
        "nvidia-a100-pcie",
        &[("sparse_16bit", "")],
        "sparse_16bit is empty",
    );
    expect_refusal(
        "amd-mi300x",
        &[("sparse_16bit", "")],
        "sparse_16bit is empty",
    );
    expect_refusal(
        "nvidia-a100-pcie",
        &[("sparse_16bit", "312e12")],
        "not twice",
    );
}

#[test]
fn a_tensor_figure_in_a_vector_column() {
    let a100 = "nvidia-a100-sxm-40gb";
    expect_refusal(
        a100,
        &[("fp32", "156e12")],
        "fp32 (1.56e14) is 16.007 times fp64",
    );
    expect_refusal("nvidia-h100-sxm", &[("fp32", "989e12")], "fp32");
    expect_refusal("nvidia-t4", &[("fp32", "65e12")], "fp32");
    expect_refusal("nvidia-v100-sxm2", &[("fp64", "125e12")], "fp64");
}

#[test]
fn a_vector_rate_in_a_tensor_column() {
    expect_refusal(
        "nvidia-rtx-3090",
        &[("fp16", "35.6e12"), ("bf16", "35.6e12")],
        "fp16",
    );
    expect_refusal("nvidia-a100-pcie", &[("bf16", "39e12")], "bf16");
    expect_refusal("nvidia-v100-sxm2", &[("fp16", "15.7e12")], "fp16");
    expect_refusal("nvidia-rtx-a6000", &[("fp16", "38.7e12")], "fp16");
    expect_refusal("amazon-trainium1", &[("bf16", "47.5e12")], "bf16");
}

#[test]
fn chips_said_to_be_equally_fast_that_are_not() {
    let h200 = "nvidia-h200-sxm";
    expect_refusal(
        h200,
        &[("fp32", "62.7e12"), ("fp64", "")],
        "is said to be as fast",
    );
    expect_refusal(h200, &[("same_speed_as", h200)], "no other row");
    expect_refusal(h200, &[("same_speed_as", "nvidia-h900")], "no other row");
}

#[test]
fn a_second_row_for_a_chip() {
    let k40 = "nvidia-k40";
    let again = problems(k40, &[("slug", "nvidia-k20")]);
    assert!(
        again[0].contains("slug “nvidia-k20” is already that of"),
        "{again:?}"
    );
    expect_refusal(k40, &[("name", "NVIDIA T4")], "NVIDIA T4");
    expect_refusal(
        k40,
        &[("aliases", "K40c; geforce gtx-580")],
        "already means",
    );
}

#[test]
fn a_slug_that_links_cannot_hold_or_that_hides_its_vendor() {
    for slug in [
        "NVIDIA-k40",
        "nvidia_k40",
        "nvidia--k40",
        "nvidia-k40-",
        "nvidia-k 40",
    ] {
        let problems = problems("nvidia-k40", &[("slug", slug)]);
        assert!(
            problems[0].contains("joined by single hyphens"),
            "{problems:?}"
        );
        assert!(problems[0].contains(slug), "{problems:?}");
    }
    expect_refusal(
        "nvidia-k40",
        &[("vendor", "AMD")],
        "must start with the vendor",
    );
}

#[test]
fn a_date_that_is_none() {
    for date in [
        "",
        "2013-02-29",
        "2013-13",
        "2013-00-01",
        "13-11-22",
        "2013-1-2",
        "22/11/2013",
        "2013-11-22-1",
        "2013-",
        "1913",
        "soon",
    ] {
        expect_refusal("nvidia-k40", &[("released", date)], "released");
    }
    for date in ["2012-02-29", "2013-11", "2013"] {
        assert!(
            problems("nvidia-k40", &[("released", date)]).is_empty(),
            "{date}"
        );
    }
}

#[test]
fn a_number_that_is_none() {
    for number in ["1,21E+12", "0", "-5e12", "NaN", "inf", "1e400", "5 TFLOPS"] {
        expect_refusal("nvidia-k40", &[("fp32", number)], "not a positive number");
    }
    expect_refusal("nvidia-k40", &[("fp32", "5.04")], "write it in FLOP/s");
    expect_refusal("nvidia-k40", &[("tdp_w", "235 W")], "not a positive number");
}

#[test]
fn a_row_without_a_peak_a_source_or_a_kind() {
    expect_refusal(
        "nvidia-k40",
        &[("fp32", ""), ("fp64", "")],
        "no peak at all",
    );
    expect_refusal("nvidia-k40", &[("source", "")], "source is empty");
    expect_refusal("nvidia-k40", &[("source", "NVIDIA")], "no https:// address");
    expect_refusal(
        "nvidia-k40",
        &[("kind", "gpu")],
        "must be one of datacentre-gpu",
    );
    expect_refusal("nvidia-k40", &[("unit", "")], "unit is empty");
    expect_refusal("nvidia-k40", &[("aliases", "Tesla™ K40")], "plain ASCII");
    for parts in ["1 cores", "cores", "2", "2 halves"] {
        expect_refusal("nvidia-k40", &[("parts", parts)], "must be like 2 cores");
    }
    for by in ["core", "devices", "Cores"] {
        expect_refusal(
            "google-tpu-v3",
            &[("named_by", by)],
            "must be cores or chips",
        );
    }
    expect_refusal("google-tpu-v3", &[("parts", "")], "named_by is cores");
    expect_refusal("nvidia-k40", &[("note", "a\tb")], "a tab or a line break");
    expect_refusal("nvidia-k40", &[("note", "a\nb")], "a tab or a line break");
}

#[test]
fn all_bad_rows_are_told_at_once() {
    let text = CHIPS
        .replace("2014-11-17", "2014-11-31")
        .replace(
            "2022-03-22,,one GPU,,,33.45e12",
            "2022-03-22,,one GPU,,,33.45e11",
        )
        .replace(
            "AMD Instinct MI300X,AMD",
            "AMD Instinct MI300X, with comma,AMD",
        );
    let problems = build::chips::parse("chips.csv", &text)
        .err()
        .expect("bad rows");
    for slug in ["nvidia-k80", "nvidia-h100-sxm", "amd-mi300x"] {
        assert!(
            problems.iter().any(|p| p.contains(slug)),
            "{slug}: {problems:#?}"
        );
    }
}

#[test]
fn another_header() {
    let text = CHIPS.replace("sparse_16bit", "sparse");
    let problems = build::chips::parse("chips.csv", &text)
        .err()
        .expect("bad header");
    assert!(problems[0].contains("line 1: the header must be exactly slug,name"));
    assert!(build::chips::parse("chips.csv", "").is_err());
}

#[test]
fn a_system_that_cannot_be_right() {
    let problems = |changes: &[(&str, &str)]| {
        let text = changed(SYSTEMS, "gpt-1", changes);
        let rows = build::systems::parse("systems.csv", &text);
        rows.err().unwrap_or_default()
    };
    for (column, cell, words) in [
        ("slug", "gpt_1", "joined by single hyphens"),
        ("slug", "", "slug is empty"),
        ("slug", "gpt-5", "slug “gpt-5” is already that of"),
        ("name", "", "name is empty"),
        ("name", "AlexNet", "name “AlexNet” is already that of"),
        ("date", "", "date is empty"),
        ("date", "2018-02-29", "date “2018-02-29” is no day"),
        ("date", "2018-06", "date “2018-06” is no day"),
        ("date", "1949-06-01", "is no day"),
        ("date", "June 2018", "is no day"),
        ("domain", "", "domain is empty"),
        ("flop", "", "flop is empty"),
        ("flop", "0", "not a positive number"),
        ("flop", "-1.76e19", "not a positive number"),
        ("flop", "inf", "not a positive number"),
        ("flop", "NaN", "not a positive number"),
        ("flop", "1e400", "not a positive number"),
        ("flop", "1.76e19 FLOP", "not a positive number"),
        ("flop", "2.04e-4", "is it in another unit?"),
        ("parameters", "117M", "not a positive number"),
        ("parameters", "0.117", "parameters is outside 1 to 1e15"),
        ("confidence", "Sure", "must be one of Confident, Likely"),
        ("confidence", "confident", "confidence “confident” must be"),
        ("method", "", "method is empty"),
        (
            "method",
            "counted",
            "method “counted” must be one of operations",
        ),
        ("title", "", "title is empty"),
        ("title", "a\tb", "a tab or a line break"),
        ("link", "", "link is empty"),
        ("link", "openai.com", "link “openai.com” is no address"),
        ("link", "ftp://openai.com", "is no address"),
        ("link", "https://openai.com/a b", "is no address"),
        ("source", "", "source is empty"),
        ("source", "Epoch AI", "no https:// address"),
    ] {
        let slug = if column == "slug" { cell } else { "gpt-1" };
        expect_words("systems.csv", slug, &problems(&[(column, cell)]), words);
    }
    for (column, cell) in [("organization", ""), ("parameters", ""), ("confidence", "")] {
        assert_eq!(
            problems(&[(column, cell)]),
            Vec::<String>::new(),
            "{column}"
        );
    }
}

#[test]
fn a_threshold_that_contradicts_itself() {
    let problems = |slug: &str, changes: &[(&str, &str)]| {
        let text = changed(THRESHOLDS, slug, changes);
        let rows = build::thresholds::parse("thresholds.csv", &text);
        rows.err().unwrap_or_default()
    };
    let (eu, new_york, order) = ("eu-systemic-risk", "new-york-raise", "us-eo-14110");
    assert_eq!(problems(eu, &[]), Vec::<String>::new());
    for (slug, column, cell, words) in [
        (eu, "flop", "", "flop is empty"),
        (eu, "flop", "10^25", "not a positive number"),
        (eu, "flop", "25", "is it in another unit?"),
        (eu, "flop", "1e22", "flop is less than in the row above"),
        (eu, "begins", "", "begins is empty"),
        (eu, "begins", "above", "must be one of at-least, more-than"),
        (new_york, "begins", "at-least", "put this one first"),
        (eu, "name", "", "name is empty"),
        (eu, "name", "California, SB 53", "is already that of"),
        (eu, "law", "", "law is empty"),
        (eu, "citation", "", "citation is empty"),
        (eu, "link", "eur-lex.europa.eu", "is no address"),
        (eu, "counts", "all", "counts “all” must be one of training"),
        (eu, "says", "", "says is empty"),
        (eu, "says", "It is presumed.", "start it small"),
        (eu, "says", "it is presumed", "end it with a full stop"),
        (eu, "says", "it is a GPAI model.", "does not show"),
        (
            eu,
            "says",
            "it is a general-purpose model.",
            "does not show",
        ),
        (eu, "checked", "", "checked is empty"),
        (eu, "checked", "2026-11-31", "is no day"),
        (eu, "since", "2 August 2025", "is no day"),
        (eu, "since", "2027-08-02", "write enacted"),
        (
            eu,
            "status",
            "law",
            "must be one of in-force, applied, enacted, rescinded",
        ),
        (eu, "status", "rescinded", "until is the day on which"),
        (eu, "until", "2026-01-01", "until is the day on which"),
        (new_york, "status", "in-force", "write enacted"),
        (new_york, "status", "applied", "write enacted"),
        (new_york, "since", "2026-01-01", "write in-force"),
        (order, "until", "", "until is the day on which"),
        (order, "until", "2025-01-32", "is no day"),
        (
            order,
            "until",
            "2023-01-20",
            "is not between since and checked",
        ),
        (
            order,
            "until",
            "2026-12-20",
            "is not between since and checked",
        ),
    ] {
        let problems = problems(slug, &[(column, cell)]);
        expect_words("thresholds.csv", "", &problems, words);
        assert!(
            problems
                .iter()
                .any(|problem| problem.contains(slug) || problem.contains(cell))
        );
    }
    let again = problems(new_york, &[("slug", eu)]);
    assert!(again[0].contains("is already that of"), "{again:?}");
}

#[test]
fn a_machine_that_cannot_be_right() {
    let chips = build::chips::parse("chips.csv", CHIPS).expect("a good table");
    let problems = |changes: &[(&str, &str)]| {
        let text = changed(MACHINES, "DGX A100", changes);
        let rows = build::machines::parse("machines.csv", &text, &chips);
        rows.err().unwrap_or_default()
    };
    assert_eq!(problems(&[]), Vec::<String>::new());
    for (column, cell, words) in [
        ("name", "", "name is empty"),
        ("name", "NVIDIA", "more than a vendor's name"),
        ("name", "DGX™ A100", "plain ASCII"),
        ("name", "AWS P4D.24xlarge", "“p4d.24xlarge” already means"),
        ("aliases", "dgx-h100", "already means"),
        ("aliases", "T4", "is also the chip nvidia-t4"),
        ("count", "", "count is empty"),
        ("count", "0", "not a positive number"),
        ("count", "eight", "not a positive number"),
        ("count", "8000", "count is outside 0.5 to 1000"),
        ("chips", "", "chips is empty"),
        ("chips", "nvidia-a100", "“nvidia-a100” is no slug"),
        ("chips", "nvidia-t4; A100", "“A100” is no slug"),
        ("source", "", "source is empty"),
        ("source", "NVIDIA", "no https:// address"),
        ("note", "a\tb", "a tab or a line break"),
    ] {
        expect_words("machines.csv", "", &problems(&[(column, cell)]), words);
    }
}

proptest! {
    #[test]
    fn any_text_is_a_table_or_a_list_of_problems(text in any::<String>()) {
        prop_assert!(build::thresholds::parse("thresholds.csv", &text).is_err());
        prop_assert!(build::systems::parse("systems.csv", &text).is_err());
        prop_assert!(build::chips::parse("chips.csv", &text).is_err());
        prop_assert!(build::claims::parse("claims.csv", &text, &[]).is_err());
    }
}

/// A changed row of the published claims is refused with these words.
#[track_caller]
fn expect_claim_refused(changes: &[(&str, &str)], words: &str) {
    let slug = "genaicalculator-lora";
    let text = changed(CLAIMS, slug, changes);
    let problems = build::claims::parse("claims.csv", &text, &build::edition_names::names()).err();
    expect_words("claims.csv", slug, &problems.unwrap_or_default(), words);
}

#[test]
fn a_claim_needs_sentences_a_date_and_links_that_never_change() {
    assert!(build::claims::parse("claims.csv", CLAIMS, &build::edition_names::names()).is_ok());
    let link = "v=1&parameters=8e9&tokens=1e9&trainable=0.01";
    expect_claim_refused(&[("link", link)], "the name of an edition");
    let later = format!("v=1&data=2099-01&{}", &link[4..]);
    expect_claim_refused(&[("link", &later)], "the name of an edition");
    expect_claim_refused(&[("said", "less by 95%")], "said is a sentence");
    expect_claim_refused(&[("reason", "")], "reason is empty");
    expect_claim_refused(&[("published", "spring")], "is no day, month or year");
    expect_claim_refused(&[("source", "genaicalculator.com")], "is no address");
    let without = [("other_link", ""), ("other_says", "")];
    expect_claim_refused(&without, "a share of another estimate");
    expect_claim_refused(&[("compares", "feeling")], "must be one of");
    expect_claim_refused(&[("of", "half")], "must be one of");
    expect_claim_refused(&[("of", "steps")], "of steps alone is a utilization");
}
