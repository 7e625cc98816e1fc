//! A plan, whose time, chips or chip-hours are solved for: reports and forms have what it comes to, and say that it is one.

use crate::links::record;
use petaday::report::{Format, Record, write};

/// 13 billion parameters on 512 chips, whose time is solved for.
const PLAN: &str = "v=1&title=Owl&parameters=13e9&tokens=1.5e12..2.5e12&chips=512&hardware=nvidia-h100-sxm&format=bf16&utilization=0.3..0.45&pue=1.1&grid=DEU";

fn of(link: &str) -> Record {
    record(link).expect("a figure")
}

#[track_caller]
fn says(link: &str, format: Format, texts: &[&str]) {
    let report = write(format, &of(link));
    for text in texts {
        assert!(report.contains(text), "no “{text}” in {report}");
    }
}

#[test]
fn forms_have_the_time_and_the_chips_that_were_planned() {
    let note = "(Note for you: time, hours and energy are planned and not measured. The counted 1.51 × 10^23 FLOP on 512 chips of 989 TFLOP/s at 36.7%: 9.39 d, 90% range 6.8 to 13.0 d.)";
    says(
        PLAN,
        Format::EuForm,
        &[
            "\nTraining time, for national authorities\nLess than 1 month\n",
            "\n9.4 wall-clock days; 4,809 NVIDIA H100 SXM hardware days\n",
            note,
        ],
    );
    says(
        PLAN,
        Format::Fmti,
        &[
            "\n9 days (9.39), using 100,000 NVIDIA H100 SXM chip-hours (115,417). The duration is that of the training run.\n",
            "\nCompute hardware for final training run\n512 × NVIDIA H100 SXM.\n",
            "Estimated as energy × intensity of the grid: 88.9 MWh × 330 g CO₂e/kWh (Germany, on average in 2025).\n",
            note,
        ],
    );
    says(
        PLAN,
        Format::Acl,
        &["\nComputing infrastructure\n512 × NVIDIA H100 SXM\n", note],
    );
    says(
        PLAN,
        Format::Allocation,
        &[
            "115,417 chip-hours, 90% range 83,300 to 160,000, as planned (512 chips × 225.423 h); at the peak",
            "| Stage 1 | 1 | 512 × NVIDIA H100 SXM | 115,417 |",
            note,
        ],
    );
}

#[test]
fn reports_in_prose_have_the_plan() {
    let planned = "Planned: the counted 1.51 × 10²³ FLOP on 512 chips of 989 TFLOP/s at 36.7%: 9.39 d, 90% range 6.8 to 13.0 d.";
    says(
        PLAN,
        Format::Paragraph,
        &["Training Owl takes an estimated", planned],
    );
    says(PLAN, Format::Eu, &[planned]);
    says(
        PLAN,
        Format::Markdown,
        &[
            planned,
            "512 × NVIDIA H100 SXM, 115,000 chip-hours, 90% range 83,300 to 160,000, as planned (512 chips × 225.423 h)",
        ],
    );
    says(
        PLAN,
        Format::Neurips,
        &["\\answerYes{}", "% The hours are planned and not measured."],
    );
    says(PLAN, Format::Icml, &["% Planned and not measured:"]);
    // Programs get no more digits than a range has.
    says(PLAN, Format::Epoch, &[",225.4,", ",115400,"]);
}

#[test]
fn chips_that_were_solved_for_are_whole() {
    let link = "v=1&parameters=65.2e9&tokens=1.4e12&time=21d&hardware=nvidia-a100-sxm-80gb&format=bf16&utilization=0.4";
    // 5.4768e23 FLOP ÷ (312e12 FLOP/s × 0.4 × 21 d) are 2,418.7 chips.
    says(link, Format::Fmti, &["\n2,419 × NVIDIA A100 SXM 80 GB.\n"]);
}

#[test]
fn what_was_measured_is_not_called_a_plan() {
    let link = "v=1&title=Owl&parameters=13e9&tokens=2e12&time=10d&chips=512&hardware=nvidia-h100-sxm&format=bf16";
    for format in Format::ALL {
        let report = write(format, &of(link));
        assert!(!report.contains("planned"), "{report}");
    }
    says(link, Format::Sentence, &["Training Owl took an estimated"]);
}

#[test]
fn chips_without_a_time_are_hardware_as_well() {
    let link = "v=1&parameters=13e9&tokens=2e12&chips=512&hardware=nvidia-h100-sxm";
    says(link, Format::Fmti, &["\n512 × NVIDIA H100 SXM.\n"]);
}

/// Computing time is asked for what is trained here. Somebody else trained the base model.
#[test]
fn a_request_is_without_the_base_model() {
    let link = "v=1&stage=Llama&role=base&compute=7.2e23&2.stage=Tuning&2.parameters=8e9&2.tokens=40e9&2.time=5d&2.chips=64&2.hardware=nvidia-h100-sxm&2.format=bf16";
    says(
        link,
        Format::Allocation,
        &[
            "\nCompute that the work needs\n1.92 × 10^21 FLOP",
            "| Total | | | 7,680 | 2.74 × 10^22 | 1.92 × 10^21 |",
        ],
    );
}

#[test]
fn each_stage_has_its_hardware_and_its_energy() {
    let link = "v=1&stage=A&parameters=32e9&tokens=5.9e12&time=50d&chips=1024&hardware=nvidia-h100-sxm&format=bf16&pue=1.2&grid=USA&2.stage=B&2.parameters=32e9&2.tokens=45e9&2.time=36h&2.chips=256&2.hardware=nvidia-h100-sxm&2.format=bf16&3.stage=C&3.parameters=32e9&3.tokens=25e9";
    says(
        link,
        Format::Fmti,
        &[
            "\n1,024 × NVIDIA H100 SXM for A; 256 × NVIDIA H100 SXM for B; C has no hardware with a number of chips.\n",
            "Estimated as 1.23 × 10^6 chip-hours × 700 W per chip × 1.2 PUE for A, and 9,216 chip-hours × 700 W per chip for B. For A, the chips and the data centre’s losses are in the figure;",
            " For B, the chips alone are in the figure:",
            "\n400 tCO2 (in three figures 396) of A; B and C have no emissions. Estimated as energy × intensity of the grid: 1,030 MWh × 384 g CO₂e/kWh (United States, on average in 2025) for A.\n",
        ],
    );
    // A sum is a list with one “and”.
    let sentence = write(Format::Sentence, &of(link));
    assert_eq!(sentence.matches("; and ").count(), 1, "{sentence}");
}
