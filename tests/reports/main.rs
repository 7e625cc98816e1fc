//! Reports: what each of them is read by can read it, its figures are the page’s, and the same link
//! gives the same text. Of the worked examples, of links of every kind, and of hostile ones.

mod bills;
mod eu;
mod hostile;
mod latex;
mod links;
mod numbers;
mod parsed;
mod parts;
mod plans;

use links::{PAGE, records};
use petaday::answer::Evaluation;
use petaday::draft::link;
use petaday::report::{Format, Record, write};

/// The link stands in angle brackets, and opens as the same report.
#[test]
fn the_link_of_a_report_makes_the_same_report() {
    let records = records();
    assert!(records.len() > 35, "{}", records.len());
    for (id, record) in records {
        let text = write(Format::Eu, &record);
        let from = text.rfind(&format!("<{PAGE}#")).expect("a link") + 1;
        let to = text[from..].find(">.\n").expect("its end") + from;
        let address = &text[from..to];
        assert_eq!(address, record.link, "{id}");
        let opened = link::decode(address);
        assert_eq!(opened.problems, [], "{id}");
        let again = Record::of(&Evaluation::of(opened.draft), address).expect("a figure");
        for format in Format::ALL {
            assert_eq!(write(format, &again), write(format, &record), "{id}");
            assert_eq!(write(format, &record), write(format, &record), "{id}");
        }
    }
}

#[test]
fn only_an_address_of_a_page_stands_in_front_of_the_link() {
    let draft = link::decode("v=1&parameters=70e9&tokens=2e12").draft;
    let evaluation = Evaluation::of(draft);
    let link = |address: &str| Record::of(&evaluation, address).expect("a figure").link;
    let fragment = "v=1&parameters=70e9&tokens=2e12";
    assert_eq!(
        link("https://a.example/b?c=d#v=1&title=x"),
        format!("https://a.example/b?c=d#{fragment}")
    );
    for address in [
        "",
        "v=1&title=x",
        "javascript:alert(1)#v=1",
        "https://a.example/\"><script>",
        "https://a b/",
        "#x",
    ] {
        assert_eq!(link(address), fragment, "{address}");
    }
}

#[test]
fn files_have_names_of_their_own() {
    for (id, record) in records() {
        let mut names: Vec<String> = Format::ALL.iter().map(|f| f.file_name(&record)).collect();
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
        assert!(
            names.iter().all(|name| name.chars().all(is_plain)),
            "{id}: {names:?}"
        );
        names.sort();
        names.dedup();
        assert_eq!(names.len(), Format::ALL.len(), "{id}");
    }
    for format in Format::ALL {
        assert_eq!(Format::named(format.slug()), Some(format));
    }
}

#[test]
fn without_a_figure_what_is_missing_is_said() {
    let draft = link::decode("v=1&parameters=70e9&2.time=5d").draft;
    let missing = Record::of(&Evaluation::of(draft), PAGE).expect_err("no figure");
    let said = missing.to_string();
    assert!(
        said.starts_with("There is no figure to report yet. "),
        "{said}"
    );
    assert!(
        said.contains("the training examples, the tokens") && said.contains("Stage 2: "),
        "{said}"
    );
}

/// Law is quoted, and nothing is said to be what only a law can say.
#[test]
fn no_report_says_what_a_model_is_in_law() {
    for (id, record) in records() {
        for format in Format::ALL {
            let text = write(format, &record).to_lowercase();
            for wrong in [
                "is a gpai",
                "is a general-purpose ai model.",
                "has systemic risk",
                "complies",
                "compliant",
            ] {
                assert!(!text.contains(wrong), "{id}: {wrong}");
            }
        }
        let note = write(Format::Eu, &record);
        assert_eq!(note.matches("not legal advice").count(), 1, "{id}");
        for word in ["estimated", "indicative criterion", "presumed"] {
            assert!(note.contains(word), "{id}: {word}");
        }
    }
}
