//! Time and hardware as people have them: dates, nodes, cores, and periods that differ.

use petaday::answer::{Answer, Severity, answer};
use petaday::draft::link::{decode, encode};
use petaday::draft::{Draft, Field, Key};
use petaday::quantity::{self, Dimension, ReadError, Uncertain, is_worded, read_counted, spell};
use proptest::prelude::*;

const DAY: f64 = 86_400.0;

/// As the field reads it: as a number, or in words where there are some.
fn read(text: &str, dimension: Dimension) -> Result<Uncertain, ReadError> {
    if !is_worded(text, dimension) {
        return quantity::read(text, dimension);
    }
    let counted = read_counted(text, dimension)?;
    match counted.part {
        None => Ok(counted.value),
        Some(part) => Err(ReadError::Parts(part)),
    }
}

fn draft(entries: &[(Key, &str)]) -> Draft {
    let mut draft = Draft::default();
    for (key, text) in entries {
        draft.add(Field::new(1, *key), *text);
    }
    draft
}

fn link(rest: &str) -> Answer {
    answer(&decode(&format!("v=1&{}", rest.replace('%', "%25"))).draft)
}

fn chip_hours(answer: &Answer) -> Option<f64> {
    answer.outcome.total.chip_hours.map(|hours| hours.median())
}

#[track_caller]
fn close(what: &str, ours: Option<f64>, expected: f64) {
    let ours = ours.unwrap_or_else(|| panic!("“{what}” gave no figure"));
    assert!(
        (ours / expected - 1.0).abs() < 1e-12,
        "“{what}” gave {ours:e} and not {expected:e}"
    );
}

#[track_caller]
fn is_told(answer: &Answer, key: Key, severity: Severity, words: &str) {
    let said: Vec<_> = answer
        .problems
        .iter()
        .filter(|p| p.field.key == key)
        .collect();
    assert!(
        said.iter()
            .any(|p| p.severity == severity && p.message.contains(words)),
        "someone was told nothing of “{words}” at {key:?}, but {:?}",
        answer.problems
    );
}

#[test]
fn a_peak_from_the_wrong_line_of_a_data_sheet_is_caught() {
    let run = "time=54 d&chips=1024&utilization=0.4";
    for (peak, words) in [
        ("1979 TFLOPS", "sparse 16-bit figure of the NVIDIA H100 SXM"),
        ("624 TFLOP/s", "the dense one is 312 TFLOP/s"),
        (
            "19.5 TFLOP/s",
            "FP32 rate of the vector units of the NVIDIA A100",
        ),
    ] {
        let answer = link(&format!("{run}&peak={peak}"));
        is_told(&answer, Key::Peak, Severity::Warning, words);
        assert!(
            answer.outcome.total.gpu_time.is_some(),
            "no figure is taken away"
        );
    }
    for right in ["312 TFLOP/s", "989.4e12", "300 to 2000 TFLOP/s"] {
        assert_eq!(link(&format!("{run}&peak={right}")).problems, [], "{right}");
    }
}

/// Papers print a speed that was reached in place of a utilization.
#[test]
fn a_speed_that_was_reached_is_told_as_a_share() {
    let run = "time=33 d&chips=992&hardware=nvidia-a100-sxm-80gb&format=bf16";
    let told = |utilization: &str, words: &str| {
        let answer = link(&format!("{run}&utilization={utilization}"));
        is_told(&answer, Key::Utilization, Severity::Error, words);
    };
    told(
        "147 TFLOP/s",
        "is 47.1% of its peak of 312 TFLOP/s: type 47.1%",
    );
    told("500 TFLOP/s", "more than its peak");
    let answer = link("time=33 d&chips=992&utilization=147 TFLOP/s");
    is_told(
        &answer,
        Key::Utilization,
        Severity::Error,
        "fill in the hardware",
    );
}

#[test]
fn two_dates_are_the_time_between_them() {
    let cases = [
        ("2022-03-11 to 2022-07-06", 117.0, "2022-03-11..2022-07-06"),
        ("2022-03-11–2022-07-06", 117.0, "2022-03-11..2022-07-06"),
        ("2022-03-11 - 2022-07-06", 117.0, "2022-03-11..2022-07-06"),
        (
            "between 2022-03-11 and 2022-07-06",
            117.0,
            "2022-03-11..2022-07-06",
        ),
        (
            "Between 2 and 5 January 2023",
            3.0,
            "2023-01-02..2023-01-05",
        ),
        ("2022-3-1 until 2022-3-2", 1.0, "2022-03-01..2022-03-02"),
        (
            "2022-03-11T11:42 to 2022-07-05 14:00",
            116.0 + 138.0 / 1440.0,
            "2022-03-11T11:42..2022-07-05T14:00",
        ),
        (
            "2022-03-11t11:42Z to 2022-03-11T11:42:30Z",
            30.0 / DAY,
            "2022-03-11T11:42..2022-03-11T11:42:30",
        ),
        (
            "2022-03-11 to 2022-03-12T06:00",
            1.25,
            "2022-03-11..2022-03-12T06:00",
        ),
        (
            "11 March 2022 to 6 July 2022",
            117.0,
            "2022-03-11..2022-07-06",
        ),
        (
            "March 11, 2022 – July 6, 2022",
            117.0,
            "2022-03-11..2022-07-06",
        ),
        ("Mar 11 – Jul 6, 2022", 117.0, "2022-03-11..2022-07-06"),
        ("MARCH 11th to 20th, 2022", 9.0, "2022-03-11..2022-03-20"),
        ("11–20 March 2022", 9.0, "2022-03-11..2022-03-20"),
        (
            "Sept. 30, 2022 to 1 Oct. 2022",
            1.0,
            "2022-09-30..2022-10-01",
        ),
        ("Dec 31, 2022 to Jan 1, 2023", 1.0, "2022-12-31..2023-01-01"),
        ("20220311 to 20220706", 117.0, "2022-03-11..2022-07-06"),
        ("20220311-20220706", 117.0, "20220311..20220706"),
        ("2024-02-28 to 2024-03-01", 2.0, "2024-02-28..2024-03-01"),
        ("2023-02-28 to 2023-03-01", 1.0, "2023-02-28..2023-03-01"),
        ("2000-02-28 to 2000-03-01", 2.0, "2000-02-28..2000-03-01"),
        ("1999-12-31 to 2100-01-01", f64::NAN, ""),
        (
            "1950-01-01 to 2050-01-01",
            36_525.0,
            "1950-01-01..2050-01-01",
        ),
    ];
    for (text, days, spelled) in cases {
        let value = read(text, Dimension::Time);
        if days.is_nan() {
            assert!(value.is_err(), "“{text}” was read");
            continue;
        }
        let value = value.unwrap_or_else(|error| panic!("“{text}”: {error}"));
        assert!(!value.is_range(), "“{text}” is no guess");
        assert_eq!(value.median(), (days * DAY).round(), "“{text}”");
        assert_eq!(read(spelled, Dimension::Time), Ok(value), "“{spelled}”");
        assert_eq!(spell(text, Dimension::Time), text, "as typed");
    }
}

#[test]
fn dates_that_are_no_duration_say_what_to_type() {
    for (text, words) in [
        ("2022-03-11", "both dates"),
        ("11 March 2022", "both dates"),
        ("2022-03-11 to", "both dates"),
        (
            "03/04/2022 to 05/06/2022",
            "“03/04/2022” can be read as more than one day",
        ),
        ("2022/03/04 to 2022/05/06", "year first"),
        ("11.03.2022 to 06.07.2022", "year first"),
        (
            "2022-02-31 to 2022-03-01",
            "no day 31 in that February: type one from 1 to 28",
        ),
        ("2024-02-30 to 2024-03-01", "from 1 to 29"),
        ("2022-04-00 to 2022-05-01", "from 1 to 30"),
        ("2022-13-01 to 2023-01-01", "no month 13"),
        ("2022-07-06 to 2022-03-11", "type the start first"),
        ("2022-03-11 to 2022-03-11", "no time passes"),
        ("2022-03 to 2022-07", "The day is missing"),
        ("March to July 2022", "The day is missing"),
        ("11 March to 6 July", "in four digits"),
        ("11 March 22 to 6 July 22", "in four digits"),
        ("1022-03-11 to 2022-03-11", "year 1022"),
        ("2022-03-11 to 2202-03-11", "from 1940 to 2099"),
        ("2022-03-11T24:00 to 2022-03-13", "time of day"),
        (
            "2022-03-11T11:42+02:00 to 2022-03-13",
            "without a time zone",
        ),
        ("20220311 to 20221306", "no month 13"),
        ("20220231 to 20220706", "no day 31"),
        ("20220311", "is a day"),
        ("2022-03-11 to 117 d", "is not a date"),
        ("2022-03-11 to 99999999999999999999", "is not a date"),
    ] {
        let said = read(text, Dimension::Time).map_err(|error| error.to_string());
        assert!(
            said.as_ref().is_err_and(|said| said.contains(words)),
            "“{text}” gave {said:?}, and nothing of “{words}”"
        );
        let spelled = spell(text, Dimension::Time);
        assert!(
            read(&spelled, Dimension::Time).is_err(),
            "“{text}” became {spelled}"
        );
    }
    // A range of days that looks like dates stays a range.
    assert!(read("1000-1100", Dimension::Time).is_ok_and(|days| days.is_range()));
    assert!(read("5-6 d", Dimension::Time).is_ok_and(|days| days.is_range()));
}

/// A person who types a number needs nothing that is not on the page.
#[test]
fn a_sign_within_a_number_is_no_product() {
    for text in ["1.5×10^3", "2 × 10^3", "400 */ 1.5", "1,024 GPUs", "5 to 6"] {
        assert!(!is_worded(text, Dimension::Chips), "“{text}”");
    }
    for text in ["16 x 8", "16 nodes × 8 GPUs", "128 cores"] {
        assert!(is_worded(text, Dimension::Chips), "“{text}”");
    }
}

#[test]
fn nodes_and_what_is_in_each_make_chips() {
    for (text, chips, spelled) in [
        ("16 nodes × 8 GPUs", 128.0, "16 nodes x 8 GPUs"),
        ("16 nodes of 8", 128.0, "16 nodes x 8"),
        (
            "16 servers with 8 GPUs each",
            128.0,
            "16 servers x 8 GPUs each",
        ),
        (
            "8 GPUs per node × 16 nodes",
            128.0,
            "8 GPUs per node x 16 nodes",
        ),
        ("16x8", 128.0, "16 x 8"),
        (
            "2 pods × 16 hosts × 4 chips",
            128.0,
            "2 pods x 16 hosts x 4 chips",
        ),
        ("1.5×10^3", 1500.0, "1.5×10^3"),
        ("2 × 10^3 nodes × 8", 16_000.0, "2 × 10^3 nodes x 8"),
        ("1,024 GPUs", 1024.0, "1,024 GPUs"),
    ] {
        let value =
            read(text, Dimension::Chips).unwrap_or_else(|error| panic!("“{text}”: {error}"));
        assert_eq!(value.median(), chips, "“{text}”");
        assert_eq!(read(spelled, Dimension::Chips), Ok(value), "“{spelled}”");
    }
    let range = read("14 to 16 nodes × 8", Dimension::Chips).expect("a range");
    assert_eq!((range.low(), range.high()), (112.0, 128.0));
    for (text, words) in [
        ("16 nodes", "How many chips are in each?"),
        ("2 racks × 16 nodes", "How many chips are in each?"),
        ("16 Cloud TPUs", "How many chips are in each?"),
        ("1.5×1024", "raised exponent"),
        ("8 GPUs × 4 GPUs", ""),
        ("16 × 0", "Zero"),
    ] {
        let said = read(text, Dimension::Chips).map_err(|error| error.to_string());
        assert!(
            said.as_ref().is_err_and(|said| said.contains(words)),
            "“{text}” gave {said:?}"
        );
    }
}

#[test]
fn cores_are_turned_into_the_chips_that_have_them() {
    for (rest, hours) in [
        ("time=1h&chips=128 cores&hardware=google-tpu-v3", 64.0),
        ("time=1h&chips=8 nodes × 16 TPU cores&hardware=TPU v3", 64.0),
        ("time=1h&chips=128 GCDs&hardware=amd-mi250x", 64.0),
        ("time=1h&chips=128 dies&hardware=nvidia-k80", 64.0),
        (
            "time=1h&chips=32 NeuronCores&hardware=amazon-trainium1",
            16.0,
        ),
        (
            "chip-hours=2,500 core-days&hardware=google-tpu-v3",
            30_000.0,
        ),
        (
            "chip-hours=1.2M TPU-core-hours&hardware=google-tpu-v4",
            600_000.0,
        ),
        // As ever: devices are what is counted.
        ("time=1h&chips=128 devices&hardware=amd-mi250x", 128.0),
    ] {
        close(rest, chip_hours(&link(rest)), hours);
    }
    let bare = "time=1h&chips=128 cores";
    is_told(
        &link(bare),
        Key::Chips,
        Severity::Missing,
        "Which chip has these cores?",
    );
    is_told(
        &link(&format!("{bare}&peak=1T")),
        Key::Chips,
        Severity::Error,
        "128 cores of TPU v3 are 64 chips",
    );
    is_told(
        &link(&format!("{bare}&hardware=nvidia-h100-sxm")),
        Key::Chips,
        Severity::Error,
        "counts H100 SXM in “one GPU”, not in cores",
    );
    is_told(
        &link("time=1h&chips=128 dies&hardware=google-tpu-v3"),
        Key::Chips,
        Severity::Error,
        "not in dies",
    );
    let twice = draft(&[
        (Key::Chips, "8 cores"),
        (Key::Chips, "9 cores"),
        (Key::Hardware, "google-tpu-v3"),
    ]);
    is_told(&answer(&twice), Key::Chips, Severity::Error, "given twice");
}

#[test]
fn periods_add_up_with_what_is_their_own_and_what_is_the_stages() {
    let flop = |rest: &str| {
        link(rest)
            .outcome
            .total
            .gpu_time
            .map(|figures| figures.flop.median())
    };
    for (rest, expected) in [
        (
            "fleet=54 d × 1,024 A100 80GB bf16 at 40%",
            54.0 * DAY * 1024.0 * 312e12 * 0.4,
        ),
        (
            "fleet=1200 h on 6144 plus 336 h on 3072&hardware=google-tpu-v4&format=bf16&utilization=0.462",
            8_404_992.0 * 3600.0 * 275e12 * 0.462,
        ),
        (
            "fleet=1h*1@100e12FLOP/s@0.5;2h*3 H100 SXM&format=fp8&utilization=0.25&runs=2",
            2.0 * 3600.0 * (50e12 + 6.0 * 1978.9e12 * 0.25),
        ),
        (
            "fleet=1h*128 cores;1h*64;1h*1 fp8@0.1&hardware=TPU v6e&format=bf16&utilization=0.5",
            f64::NAN,
        ),
        (
            "fleet=1h*128 cores;1h*64&hardware=google-tpu-v3&format=bf16&utilization=0.5",
            3600.0 * 128.0 * 123e12 * 0.5,
        ),
        (
            "fleet=2.664M H800 GPU-hours;1,000 H200-hours&format=fp8&utilization=0.5",
            2_665_000.0 * 3600.0 * 1979e12 * 0.5,
        ),
        (
            "fleet=1h*128 TPU v3 cores bf16&utilization=0.5",
            3600.0 * 64.0 * 123e12 * 0.5,
        ),
        (
            "fleet=2022-03-11 to 2022-07-06 x 384 A100 80GB; 1.3M GPU-hours&hardware=nvidia-a100-sxm-80gb&format=bf16&utilization=0.5",
            (117.0 * 24.0 * 384.0 + 1.3e6) * 3600.0 * 312e12 * 0.5,
        ),
    ] {
        if expected.is_nan() {
            assert_eq!(flop(rest), None, "{rest}");
        } else {
            close(rest, flop(rest), expected);
        }
    }
}

#[test]
fn one_period_is_what_its_time_and_chips_are() {
    let fields = "&hardware=nvidia-gtx-580&format=fp32&utilization=0.3..0.4&runs=3";
    let fleet = link(&format!("fleet=5 to 6 d × 2{fields}")).outcome.total;
    let apart = link(&format!("time=5..6d&chips=2{fields}")).outcome.total;
    assert_eq!(fleet.chip_hours, apart.chip_hours);
    for (a, b) in [
        (fleet.at_peak, apart.at_peak),
        (
            fleet.gpu_time.map(|g| g.flop),
            apart.gpu_time.map(|g| g.flop),
        ),
    ] {
        let (a, b) = (a.expect("known"), b.expect("known"));
        for (a, b) in [
            (a.low(), b.low()),
            (a.median(), b.median()),
            (a.high(), b.high()),
        ] {
            close("5 to 6 d × 2", Some(a), b);
        }
    }
}

#[test]
fn every_chip_can_be_named_in_a_period() {
    for chip in petaday::catalog::chips() {
        let Some(format) = chip.formats().next() else {
            continue;
        };
        for name in [chip.slug, chip.name, chip.short_name()]
            .into_iter()
            .chain(chip.aliases())
        {
            // Slugs in every form, other names in one: it is many.
            let forms = [
                format!("54 d x 8 {name} {format} at 40%"),
                format!("1 k {name} GPUs ({format}) for 54 d @40%"),
                format!("8k chip-hours × {name} @ {}@0.4", format.key()),
            ];
            let forms = match name == chip.slug {
                true => &forms[..],
                false => &forms[name.len() % 3..][..1],
            };
            for typed in forms {
                let lines =
                    petaday::answer::fleet::lines(typed, petaday::catalog::Edition::PRESENT);
                // After a number, three digits may be its thousands: `8 910B`.
                let digits = name.bytes().take_while(u8::is_ascii_digit).count();
                let said = lines[0].period.as_ref().err();
                if digits == 3
                    && said.is_some_and(|said| said.message.contains("could be one number"))
                {
                    continue;
                }
                let period = lines[0]
                    .period
                    .as_ref()
                    .unwrap_or_else(|error| panic!("“{typed}”: {error:?}"));
                let read = period
                    .hardware
                    .as_ref()
                    .and_then(|name| name.named.only_chip(None))
                    .map(|chip| chip.slug);
                assert_eq!(
                    (read, period.format),
                    (Some(chip.slug), Some(format)),
                    "{typed}"
                );
            }
        }
    }
}

/// Scripts read the hours of all periods, and the mean of their peaks.
#[test]
fn the_json_of_a_fleet_has_all_its_hours_and_the_mean_peak() {
    let opened = decode("v=1&fleet=300chip-hours@100TFLOP/s@0.5;100chip-hours@500TFLOP/s@0.25");
    let text = petaday::report::json::document(&opened, &answer(&opened.draft)).expect("JSON");
    let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let median = |name: &str| json["gpu_time"][name]["median"].as_f64();
    close("chip_hours", median("chip_hours"), 400.0);
    close("peak_flop_per_s", median("peak_flop_per_s"), 200e12);
    close(
        "flop",
        median("flop"),
        3600.0 * (300.0 * 50e12 + 100.0 * 125e12),
    );
}

#[test]
fn what_a_period_lacks_is_named_with_its_line() {
    let full = "&hardware=nvidia-a100-sxm-80gb&format=bf16&utilization=0.4";
    for (rest, key, severity, words) in [
        (
            "fleet=1d*1;54 d × 1,024 H100".into(),
            Key::Fleet,
            Severity::Missing,
            "Line 2: Which H100?",
        ),
        (
            "fleet=1d*8 980".into(),
            Key::Fleet,
            Severity::Error,
            "could be one number, or a number of GeForce GTX 980",
        ),
        (
            "fleet=1d*A100 80GB".into(),
            Key::Fleet,
            Severity::Error,
            "How many chips ran",
        ),
        (
            "fleet=1d*1 H1000".into(),
            Key::Fleet,
            Severity::Error,
            "Line 1: No chip is called “H1000”",
        ),
        (
            "fleet=54 d".into(),
            Key::Fleet,
            Severity::Error,
            "How many chips ran",
        ),
        (
            "fleet=54 d × 16 nodes".into(),
            Key::Fleet,
            Severity::Error,
            "How many chips are in each?",
        ),
        (
            "fleet=54 d × 1,5".into(),
            Key::Fleet,
            Severity::Error,
            "decimal comma",
        ),
        (
            "fleet=54 days 1,024 A100".into(),
            Key::Fleet,
            Severity::Error,
            "Type × between",
        ),
        (
            "fleet=8 × 54 d".into(),
            Key::Fleet,
            Severity::Error,
            "time first",
        ),
        (
            "fleet=1d*1@140%".into(),
            Key::Fleet,
            Severity::Error,
            "at most 100%",
        ),
        (
            "fleet=1d*1@40%@50%".into(),
            Key::Fleet,
            Severity::Error,
            "Two utilizations",
        ),
        (
            "fleet=1d*1@bf16@fp8".into(),
            Key::Fleet,
            Severity::Error,
            "Two number formats",
        ),
        (
            "fleet=1d*1*nvidia-k80@1TFLOP/s".into(),
            Key::Fleet,
            Severity::Error,
            "not both",
        ),
        (
            "fleet=1d*1@foo".into(),
            Key::Fleet,
            Severity::Error,
            "neither a number format nor a utilization",
        ),
        (
            "fleet=1M GPU-hours on 8 H100 SXM".into(),
            Key::Fleet,
            Severity::Error,
            "leave that number out",
        ),
        (
            "fleet=2022-03-11 × 8".into(),
            Key::Fleet,
            Severity::Error,
            "both dates",
        ),
        (
            "fleet=1d*1*nvidia-k80".into(),
            Key::Fleet,
            Severity::Missing,
            "Which number format",
        ),
        (
            "fleet=1d*1@bf16".into(),
            Key::Fleet,
            Severity::Missing,
            "Which hardware",
        ),
        (
            "fleet=1d*1*nvidia-k80@bf16".into(),
            Key::Fleet,
            Severity::Error,
            "no BF16 figure for Tesla K80: type fp64 or fp32",
        ),
        (
            "fleet=1d*1".into(),
            Key::Hardware,
            Severity::Missing,
            "also needs the hardware",
        ),
        (
            "fleet=1d*1".into(),
            Key::Utilization,
            Severity::Missing,
            "also needs a utilization",
        ),
        (
            "fleet=1d*1&format=bf17&hardware=nvidia-k80".into(),
            Key::Format,
            Severity::Error,
            "not a number format",
        ),
        (
            "fleet=1d*1*nvidia-k80&format=bf17".into(),
            Key::Format,
            Severity::Error,
            "not a number format",
        ),
        (
            "fleet=;".into(),
            Key::Fleet,
            Severity::Error,
            "Type a period",
        ),
        (
            format!("fleet={}", "1d*1;".repeat(201)),
            Key::Fleet,
            Severity::Error,
            "More than 200 periods",
        ),
        (
            format!("time=5d&fleet=1d*1{full}"),
            Key::Time,
            Severity::Error,
            "“time” and “fleet” exclude each other",
        ),
        (
            format!("chip-hours=5&fleet=1d*1{full}"),
            Key::ChipHours,
            Severity::Error,
            "“chip-hours” and “fleet”",
        ),
        (
            format!("fleet=1d*1&fleet=1d*2{full}"),
            Key::Fleet,
            Severity::Error,
            "given twice",
        ),
    ] {
        let answer = link(&rest);
        is_told(&answer, key, severity, words);
        assert_eq!(answer.outcome.total.gpu_time, None, "{rest}");
    }
}

#[test]
fn a_point_that_may_separate_thousands_of_chips_is_asked_about_in_a_period_too() {
    let asked = "Line 2: 1.024 is read as it stands. Or is it 1,024?";
    let lines = "3 d × 8 H100 SXM bf16 at 40%\n1.5 d × 1.024 H100 SXM bf16 at 40%";
    let mut draft = draft(&[(Key::Fleet, lines)]);
    let told = answer(&draft);
    is_told(&told, Key::Fleet, Severity::Warning, asked);
    let problems = told.problems.iter();
    let choice = problems.flat_map(|problem| &problem.choices).next();
    choice.expect("a button").apply(&mut draft);
    assert_eq!(
        draft.get(Field::new(1, Key::Fleet)),
        Some("3 d × 8 H100 SXM bf16 at 40%\n1.5 d × 1,024 H100 SXM bf16 at 40%")
    );
    let mended = answer(&draft);
    close("1,024", chip_hours(&mended), 72.0 * 8.0 + 36.0 * 1024.0);
    assert!(mended.problems.is_empty(), "{:?}", mended.problems);
    // A time has decimals.
    let time = link("fleet=1.125 d × 8 H100 SXM bf16 at 40%");
    assert!(time.problems.is_empty(), "{:?}", time.problems);
}

#[test]
fn what_no_period_needs_is_warned_of() {
    let own = "fleet=1d*1*nvidia-h100-sxm@bf16@0.4;1d*1@312TFLOP/s@0.3";
    for (field, key) in [
        ("hardware=nvidia-k80", Key::Hardware),
        ("format=fp8", Key::Format),
        ("peak=5T", Key::Peak),
        ("utilization=0.3", Key::Utilization),
    ] {
        let answer = link(&format!("{own}&{field}"));
        is_told(&answer, key, Severity::Warning, "not used");
        let alone = link(own).outcome.total;
        assert_eq!(answer.outcome.total, alone, "{field} changes nothing");
    }
    let answer = link(own);
    assert_eq!(answer.problems, [], "nothing of the stage is missing");
    // A slip is asked about in a line as it is in a field.
    let slips = link("fleet=1d*1@312FLOP/s@0.4%");
    is_told(
        &slips,
        Key::Fleet,
        Severity::Warning,
        "Line 1: 0.4% is far below",
    );
    is_told(
        &slips,
        Key::Fleet,
        Severity::Warning,
        "Line 1: No chip has a peak",
    );
}

#[test]
fn every_example_of_the_page_on_gpu_time_reads() {
    let page = std::fs::read_to_string("docs/gpu-time.md").expect("the page");
    let mut read_lines = 0;
    for block in page.split("```").skip(1).step_by(2) {
        let (kind, lines) = block.split_once('\n').expect("a box of lines");
        let (field, hardware) = kind
            .split_once(" of ")
            .unwrap_or((kind, "nvidia-a100-sxm-80gb"));
        for line in lines.lines() {
            let typed = line.split(" → ").next().unwrap_or_default();
            let key = Key::named(field).unwrap_or(Key::Fleet);
            let mut draft = draft(&[
                (key, typed),
                (Key::Hardware, hardware),
                (Key::Format, "bf16"),
                (Key::Utilization, "0.4"),
            ]);
            match key {
                Key::Time => draft.add(Field::new(1, Key::Chips), "8"),
                Key::Chips => draft.add(Field::new(1, Key::Time), "8 h"),
                _ => {}
            }
            // Cores are of a chip that has them.
            if typed.ends_with("128 cores") {
                draft.set(Field::new(1, Key::Hardware), "google-tpu-v3");
            }
            let answer = answer(&draft);
            let wrong: Vec<_> = answer
                .problems
                .iter()
                .filter(|p| p.severity.is_in_the_way())
                .collect();
            assert!(wrong.is_empty(), "“{line}” in the box {kind}: {wrong:?}");
            assert!(
                answer.outcome.total.gpu_time.is_some(),
                "“{line}” gave no figure"
            );
            if let Some((typed, spelled)) = line.split_once(" → ") {
                let draft = self::draft(&[(Key::Fleet, typed)]);
                assert_eq!(encode(&draft), format!("v=1&fleet={spelled}"), "{typed}");
            }
            read_lines += 1;
        }
    }
    assert_eq!(read_lines, 59, "all boxes were found");
}

fn any_period() -> impl Strategy<Value = String> {
    let amount = prop::sample::select(vec![
        "54 d × 1,024",
        "5 to 6 days on 2",
        "36h*16 nodes*8",
        "2022-03-11 to 2022-07-06 x 384",
        "Mar 11 – Jul 6, 2022 on 64 GPUs",
        "1.3M GPU-hours",
        "5k A100 80GB-hours",
        "200k chip-hours",
        "2,500 core-days",
        "8 TPU v3 cores for 3 d",
        "2 k days × 10^3",
        "1 d × 2 */ 2",
        "5 d 12 h on 14 to 16 servers of 8",
        "3 w × 1 200",
        "100 to 200 GPU-days",
        "1.5×10^3 h × 2×10^2",
        "54 d",
        "8",
        "",
    ]);
    let hardware = prop::sample::select(vec![
        "",
        "A100 80GB",
        " A100 80GB GPUs",
        " × H100 SXM",
        "*nvidia-k80",
        " TPU v3",
        " A100",
        " foo",
        " × 312 TFLOP/s",
        " NVIDIA H100 SXM chips",
    ]);
    let at = prop::sample::select(vec![
        "",
        " bf16",
        "@fp16",
        " (fp8)",
        " at 312 TFLOP/s",
        " at x",
    ]);
    let share = prop::sample::select(vec![
        "",
        " at 40%",
        "@0.33",
        " at 30 to 40%",
        " × 12.5%",
        " at 140%",
        " at 40% MFU",
    ]);
    (amount, hardware, at, share).prop_map(|(a, h, f, u)| format!("{a}{h}{f}{u}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    /// However a fleet is typed, its link opens with the same figures, and is spelled the same again.
    #[test]
    fn a_fleet_survives_its_link(
        periods in prop::collection::vec(any_period(), 1..4),
        between in prop::sample::select(vec!["; ", "\n", ";", " plus "]),
        beside in prop::sample::select(vec!["", "&hardware=google-tpu-v3&format=bf16&utilization=0.3..0.4", "&peak=1..2TFLOP/s&utilization=0.3"]),
    ) {
        let mut typed = decode(&format!("v=1{beside}")).draft;
        typed.set(Field::new(1, Key::Fleet), periods.join(between));
        let spelled = encode(&typed);
        let opened = decode(&spelled);
        prop_assert_eq!(&opened.problems, &vec![]);
        prop_assert_eq!(&encode(&opened.draft), &spelled);
        let (before, after) = (answer(&typed), answer(&opened.draft));
        prop_assert_eq!(&before.problems.len(), &after.problems.len(), "{}", spelled);
        let figures = |answer: &Answer| {
            let total = answer.outcome.total;
            [total.chip_hours.map(|h| h.0), total.at_peak.map(|f| f.0), total.gpu_time.map(|g| g.flop.0)]
        };
        for (a, b) in figures(&before).into_iter().zip(figures(&after)) {
            match (a, b) {
                (Some(a), Some(b)) => prop_assert!((a.median() / b.median() - 1.0).abs() < 1e-12 && (a.high() / b.high() - 1.0).abs() < 1e-12),
                (a, b) => prop_assert_eq!(a, b),
            }
        }
    }

    #[test]
    fn any_text_is_a_fleet_or_a_message(text in "\\PC{0,80}") {
        let typed = draft(&[(Key::Fleet, &text), (Key::Peak, "1T"), (Key::Utilization, "0.3")]);
        let before = answer(&typed);
        prop_assert!(text.trim().is_empty() || before.outcome.total.gpu_time.is_some() || !before.problems.is_empty());
        let spelled = encode(&typed);
        prop_assert!(!spelled.contains([' ', '+']) && !spelled.contains("%20"));
        prop_assert_eq!(&encode(&decode(&spelled).draft), &spelled);
    }

    #[test]
    fn any_text_of_a_period_is_read_or_refused(text in "[0-9dhx*@;:., %a-cGPUTFLOP/–×-]{0,40}") {
        let spelled = encode(&draft(&[(Key::Fleet, &text), (Key::Time, &text), (Key::Chips, &text), (Key::ChipHours, &text)]));
        prop_assert_eq!(&encode(&decode(&spelled).draft), &spelled);
    }

    /// Each day comes after the one before it, over every leap year there is.
    #[test]
    fn days_follow_each_other(day in 0..58_000u32) {
        let (mut year, mut month, mut left) = (1940, 1, day);
        let length = |year: u32, month: u32| match month {
            2 if (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        while left >= length(year, month) {
            left -= length(year, month);
            (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        }
        let text = format!("1940-01-01 to {year}-{month:02}-{:02}", left + 1);
        let days = read(&text, Dimension::Time).map(|time| time.median() / DAY);
        prop_assert_eq!(days.unwrap_or(0.0), f64::from(day), "{}", text);
    }
}

/// The certain part stays certain: 100 days on 100 chips beside 10 to 100 days on 1,000 are at least that.
#[test]
fn periods_that_share_nothing_uncertain_are_drawn() {
    let link = "v=1&fleet=10..100d*1000;100d*100&peak=1e15&utilization=0.4";
    let flop = answer(&decode(link).draft).outcome.total.headline;
    let flop = flop.expect("a figure").0;
    let of = |chip_days: f64| chip_days * 86_400.0 * 1e15 * 0.4;
    for (is, exact) in [(flop.low(), of(2e4)), (flop.high(), of(1.1e5))] {
        assert!((is / exact - 1.0).abs() < 1e-9, "{flop:?}");
    }
}

#[test]
fn hardware_in_full_width_letters_is_the_same_hardware() {
    for (wide, narrow) in [
        ("Ａ１００　ＳＸＭ　８０ＧＢ", "A100 SXM 80GB"),
        ("Ｈ１００　ＳＸＭ", "H100 SXM"),
    ] {
        let [wide, narrow] = [wide, narrow].map(|name| {
            let draft = format!("v=1&time=2_d&chips=8&hardware={name}&format=bf16&utilization=40%");
            petaday::answer::answer(&petaday::draft::link::decode(&draft).draft)
                .outcome
                .total
                .headline
        });
        assert!(narrow.is_some());
        assert_eq!(wide, narrow);
    }
    let periods = |text| petaday::answer::fleet::lines(text, petaday::catalog::Edition::PRESENT);
    let [wide, narrow] = [
        "５４　ｄ　×　１，０２４　Ａ１００　８０ＧＢ　ｂｆ１６　ａｔ　４０％",
        "54 d × 1,024 A100 80GB bf16 at 40%",
    ]
    .map(|text| {
        periods(text)
            .into_iter()
            .map(|line| line.period)
            .collect::<Vec<_>>()
    });
    assert!(narrow.iter().all(Result::is_ok));
    assert_eq!(wide, narrow);
}
