//! The figures of a report are those of the page, and follow from what the report itself says.

use crate::latex;
use crate::links::{record, records};
use petaday::estimate::Figures;
use petaday::quantity::{Flop, write as spell};
use petaday::report::record::Calculation;
use petaday::report::{Format, Record, write};

/// As the page shows them.
fn shown(figures: &Figures) -> Vec<String> {
    let headline = figures.headline.map(|(flop, _)| flop);
    let operations = figures.operations.map(|known| known.flop);
    let gpu_time = figures.gpu_time.map(|known| known.flop);
    let flops = [headline, operations, gpu_time].into_iter().flatten();
    flops
        .map(|flop: Flop| spell::people(flop.median()))
        .collect()
}

#[test]
fn every_text_has_the_figures_of_the_page() {
    for (id, record) in records() {
        let total = record.total.0;
        for format in [
            Format::Sentence,
            Format::Paragraph,
            Format::Markdown,
            Format::Eu,
        ] {
            let text = write(format, &record);
            let mut wanted = vec![
                spell::people(total.median()),
                spell::people(total.pfs_days().median()),
            ];
            if total.0.is_range() && format != Format::Eu {
                wanted.push(format!("90% range {}", spell::people_range(total.0)));
            }
            if format != Format::Sentence {
                wanted.extend(record.stages.iter().flat_map(|stage| shown(&stage.figures)));
            }
            for figure in wanted {
                assert!(text.contains(&figure), "{id}: {figure} is not in {text}");
            }
        }
        for format in [Format::Footnote, Format::Latex, Format::Neurips] {
            let words = latex::read(&write(format, &record)).expect("LaTeX").words;
            let (digits, exponent) = power(&spell::people(total.median()));
            let figure = format!("{digits}10{exponent}");
            assert!(words.contains(&figure), "{id}: {figure} is not in {words}");
        }
    }
}

/// `4.86` and `17` of `4.86 × 10¹⁷`; formulas are read without their signs.
fn power(text: &str) -> (String, String) {
    let (digits, raised) = text.split_once(" × 10").expect("a power of ten");
    let plain = raised
        .chars()
        .filter_map(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|s| s == c));
    (
        digits.into(),
        plain.map(|digit| digit.to_string()).collect(),
    )
}

#[test]
fn scripts_get_the_same_doubles() {
    for (id, record) in records() {
        let json: serde_json::Value =
            serde_json::from_str(&write(Format::Json, &record)).expect("JSON");
        // The reader of these tests may miss the last bit of a decimal; the text has every digit.
        let same = |value: &serde_json::Value, flop: f64| {
            let read = value.as_f64().expect("a number");
            (read / flop - 1.0).abs() < 1e-15
        };
        let is = |value: &serde_json::Value, flop: Option<Flop>| match flop {
            Some(flop) => {
                same(&value["low"], flop.low())
                    && same(&value["median"], flop.median())
                    && same(&value["high"], flop.high())
            }
            None => value.is_null(),
        };
        let all = |value: &serde_json::Value, figures: &Figures| {
            is(&value["flop"], figures.headline.map(|(flop, _)| flop))
                && is(&value["combined"], figures.combined)
                && is(
                    &value["operations"]["flop"],
                    figures.operations.map(|known| known.flop),
                )
                && is(
                    &value["gpu_time"]["flop"],
                    figures.gpu_time.map(|known| known.flop),
                )
        };
        assert!(all(&json, &record.outcome().total), "{id}");
        for (value, stage) in json["stages"]
            .as_array()
            .expect("a list")
            .iter()
            .zip(&record.stages)
        {
            assert!(all(value, &stage.figures), "{id}");
        }
        let text = write(Format::Csv, &record);
        let mut table = csv::Reader::from_reader(text.as_bytes());
        let rows: Vec<csv::StringRecord> = table.records().map(|row| row.expect("a row")).collect();
        let total = rows.iter().find(|row| &row[0] == "total").expect("a total");
        assert_eq!(total[7].parse(), Ok(record.total.0.median()), "{id}");
        assert_eq!(
            total[9].parse(),
            Ok(record.total.0.pfs_days().median()),
            "{id}"
        );
    }
}

/// A number as people write it: `7.5 × 10⁸`, `1,200`, `33%`, `(1 + 2)`.
fn number(text: &str) -> Option<f64> {
    if let Some(sum) = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'))
    {
        return sum.split(" + ").map(number).sum();
    }
    let text = text.replace(',', "");
    match text.strip_suffix('%') {
        Some(percent) => Some(percent.parse::<f64>().ok()? / 100.0),
        None => text.parse().ok(),
    }
}

/// The product of a line such as `2 × 7.5 × 10⁸ multiply-adds × (1 + 2)`.
fn product(text: &str) -> f64 {
    let factors = text.split(" × ").map(|factor| {
        let value = match factor.strip_prefix('(') {
            Some(_) => factor,
            None => factor.split(' ').next().expect("a number"),
        };
        let raised: String = value
            .chars()
            .filter_map(|c| Some("⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|s| s == c)?.to_string()))
            .collect();
        if let (false, Ok(exponent)) = (raised.is_empty(), raised.parse::<i32>()) {
            let sign = if value.contains('⁻') { -1 } else { 1 };
            return format!("1e{}", sign * exponent)
                .parse()
                .expect("a power of ten");
        }
        number(value).unwrap_or_else(|| panic!("“{factor}” is no factor"))
    });
    factors.product()
}

/// A reader of the paragraph alone gets the figure.
#[test]
fn a_paragraph_can_be_recomputed_from_itself() {
    for link in [
        "multiply-adds=0.75e9&examples=1.2M&epochs=90",
        "parameters=70e9&tokens=2e12&runs=3",
        "parameters=123456789&tokens=1000000007",
        "parameters=8e9&tokens=40e9..90e9&trainable=1%25",
        "multiply-adds=4.09e9&steps=450k&batch=256&frozen=0.75",
        "model=tokens(1024);embed(50257,768);positions;decoder(12,12,3072,bias);ln;head(tied)&tokens=10e9",
        "time=5.5d&chips=2&hardware=nvidia-gtx-580&format=fp32&utilization=0.33",
        "time=5_d_12_h&chips=16_nodes_x_8&peak=312e12&utilization=40%25_HFU",
        "time=1000s&chips=3&peak=1_TFLOP/s&utilization=33.3%25",
        "time=2022-03-11..2022-07-06T13:17&chips=384&peak=312e12&utilization=0.33",
        "chip-hours=1720320&peak=312e12&utilization=0.3..0.5",
        "compute=7.2e23&runs=2",
    ] {
        let record = record(&format!("v=1&{link}")).expect("a figure");
        let text = write(Format::Paragraph, &record);
        let figure = format!(" = {}", spell::people(record.total.0.median()));
        let (before, _) = text
            .split_once(&figure)
            .unwrap_or_else(|| panic!("{figure}: {text}"));
        let (_, line) = before.rsplit_once(": ").expect("what it is");
        let ours = product(line);
        assert_eq!(
            spell::people(ours),
            spell::people(record.total.0.median()),
            "{line}"
        );
    }
}

/// Every product that any report writes out comes to the figure of the engine, to the digits that it
/// is written in.
#[test]
fn every_calculation_comes_to_its_figure() {
    let mut checked = 0;
    for (id, record) in records() {
        for (_, calculation) in record.stages.iter().flat_map(|stage| stage.calculations()) {
            check(&id, calculation);
            checked += 1;
        }
        let all = record
            .stages
            .iter()
            .filter(|stage| stage.figures.headline.is_some());
        for stage in all {
            assert!(!stage.calculations().is_empty(), "{id}: {}", stage.title());
        }
    }
    assert!(checked > 40, "{checked}");
}

fn check(id: &str, calculation: &Calculation) {
    let mut sum = 0.0;
    for term in &calculation.terms {
        let ours = product(&term.product());
        sum += ours;
        let ratio = ours / term.flop.median();
        assert!(
            (ratio - 1.0).abs() < 2e-5,
            "{id}: {} is {ratio}",
            term.product()
        );
    }
    let is_plain = !calculation.flop.0.is_range() || calculation.terms.len() == 1;
    let ratio = sum / calculation.flop.median();
    assert!(
        !is_plain || (ratio - 1.0).abs() < 2e-5,
        "{id}: the sum is {ratio}"
    );
}

/// The published figure is that of one run, and not the sum.
#[test]
fn runs_of_a_published_figure_are_multiplied_out() {
    let record = record("v=1&compute=1e22..4e22&runs=3").expect("a figure");
    let sentence = write(Format::Sentence, &record);
    assert!(
        sentence.contains(", 3 runs × 2 × 10²² FLOP as published ("),
        "{sentence}"
    );
    for format in [Format::Paragraph, Format::Eu, Format::Markdown] {
        let text = write(format, &record);
        let product = "3 runs × 2 × 10²² FLOP = 6 × 10²² FLOP";
        assert!(
            text.contains("As published for one run") && text.contains(product),
            "{text}"
        );
    }
}

/// Nothing was counted: no way of counting was used.
#[test]
fn a_published_figure_has_no_conventions_of_counting() {
    let text = |link: &str, format| write(format, &record(link).expect("a figure"));
    for format in [
        Format::Sentence,
        Format::Paragraph,
        Format::Latex,
        Format::Eu,
    ] {
        let published = text("v=1&title=T&stage=Llama&role=base&compute=7e23", format);
        for convention in ["ultiply-add", "ecomputation not counted", "recomputed"] {
            assert!(!published.contains(convention), "{published}");
        }
        if format != Format::Eu {
            let base = "Training the base model of T (Llama) took an estimated ";
            assert!(published.contains(base), "{published}");
        }
        let counted = text("v=1&parameters=7e9&tokens=1e12", format);
        assert!(counted.contains("ultiply-add"), "{counted}");
    }
    let sum = text("v=1&stage=A&compute=1e23&2.compute=2e23", Format::Paragraph);
    assert!(sum.contains(", the sum of published figures."), "{sum}");
    let one = text("v=1&role=base&2.compute=2e23", Format::Sentence);
    assert!(!one.contains("the sum of"), "{one}");
}

#[test]
fn a_range_of_one_input_comes_from_it() {
    let record = record("v=1&parameters=70e9&tokens=1e12..2e12").expect("a figure");
    let text = write(Format::Paragraph, &record);
    assert!(
        text.contains("The range comes from training tokens."),
        "{text}"
    );
}

/// A fragment opens nowhere by itself.
#[test]
fn a_link_without_a_page_is_called_that() {
    let draft = petaday::draft::link::decode("v=1&parameters=70e9&tokens=2e12").draft;
    let evaluation = petaday::answer::Evaluation::of(draft);
    let record = Record::of(&evaluation, "").expect("a figure");
    for format in Format::ALL {
        let text = write(format, &record);
        assert!(
            !text.contains("open at <v=1") && !text.contains("opens at the"),
            "{text}"
        );
        if format != Format::Bibtex && !format.has_provenance() {
            assert!(text.contains("the inputs, as a link of Petaday:"), "{text}");
        }
    }
}

/// Tables of two estimates stand in one document, and letters do not vanish unnoticed.
#[test]
fn labels_are_of_one_estimate_and_lost_letters_are_told() {
    let of = |link: &str| {
        let record = crate::links::record(&format!("v=1&parameters=7e9&{link}")).expect("a figure");
        write(Format::Latex, &record)
    };
    let label = |text: &str| {
        let (_, rest) = text.split_once("\\label{tab:compute-").expect("a label");
        rest.split('}').next().unwrap_or_default().to_owned()
    };
    let (a, b) = (of("title=A&tokens=1e12"), of("title=A&tokens=2e12"));
    assert_ne!(label(&a), label(&b));
    assert_eq!(label(&a), label(&of("title=A&tokens=1e12")));
    let told = "stand as question marks";
    assert!(!a.contains(told), "{a}");
    assert!(!of("title=Why%3F&tokens=1e12").contains(told));
    assert!(of("title=%E6%A8%A1&tokens=1e12").contains(told));
}

#[test]
fn a_ledger_that_the_figure_speaks_against_says_so() {
    let link = "v=1&parameters=7e9&tokens=1e12&scope=recomputation:in;coffee:in&date=tomorrow";
    let record = record(link).expect("a figure");
    for format in [
        Format::Sentence,
        Format::Paragraph,
        Format::Eu,
        Format::Markdown,
    ] {
        let text = write(format, &record);
        assert!(
            text.contains("the figure’s method does not count it"),
            "{text}"
        );
    }
    let json: serde_json::Value =
        serde_json::from_str(&write(Format::Json, &record)).expect("JSON");
    let keys: Vec<&str> = json["problems"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|problem| problem["key"].as_str())
        .collect();
    assert_eq!(keys, ["date", "scope", "scope"]);
}

#[test]
fn a_date_that_is_none_is_left_out() {
    let of = |date: &str| {
        record(&format!("v=1&parameters=7e9&tokens=1e12&date={date}")).expect("a figure")
    };
    let text = |record: &Record| write(Format::Paragraph, record);
    assert!(text(&of("2026-11-22")).contains("Estimated on 2026-11-22 with Petaday "));
    let none = of("2026-02-30");
    assert_eq!(none.date, None);
    assert!(text(&none).contains("Estimated with Petaday "));
}
