//! Links: of estimates, of views, and all that is made of an estimate.

use super::{links, run, seeds};
use petaday::answer::{Evaluation, answer};
use petaday::draft::link;
use petaday::report::{Format, Record, write};

#[test]
fn a_link_opens_as_far_as_it_can_and_is_spelled_the_same_again() {
    let links = links();
    run("links", &seeds(links.iter().map(String::as_str)), |input| {
        let text = String::from_utf8_lossy(input);
        let draft = link::decode(&text).draft;
        let spelled = link::encode(&draft);
        let opened = link::decode(&spelled);
        let again = link::encode(&opened.draft);
        if again != spelled {
            return Some(format!(
                "{text:?} is spelled {spelled:?}, and then {again:?}"
            ));
        }
        let [one, other] = [&draft, &opened.draft].map(|draft| {
            let total = answer(draft).outcome.total;
            total
                .headline
                .map(|(flop, _)| [flop.low(), flop.median(), flop.high()])
        });
        if one != other {
            return Some(format!(
                "{text:?} is {one:?}, and {other:?} when {spelled:?} is opened"
            ));
        }
        let [low, median, high] = one?;
        let holds = low <= median && median <= high && low > 0.0 && high.is_finite();
        (!holds).then(|| format!("{text:?} is {low}, {median}, {high}"))
    });
}

#[test]
fn every_report_is_written_of_whatever_opens() {
    let links = links();
    run(
        "reports",
        &seeds(links.iter().map(String::as_str)),
        |input| {
            let text = String::from_utf8_lossy(input);
            let evaluation = Evaluation::of(link::decode(&text).draft);
            let record = Record::of(&evaluation, "https://petaday.example/#v=1").ok()?;
            // One of them for each link: all would take most of the time.
            let formats: Vec<Format> = Format::ALL.into_iter().collect();
            let format = formats[input.len() % formats.len()];
            let report = write(format, &record);
            report
                .trim()
                .is_empty()
                .then(|| format!("{} of {text:?} is empty", format.slug()))
        },
    );
}

#[test]
fn a_view_opens_as_far_as_it_can_and_is_spelled_the_same_again() {
    let views = [
        "view=trends&from=2012&to=2026&domain=language&fit=bootstrap&level=95&month=30&top=10",
        "view=trends&preset=sevilla&window=2010,2020,1e15,1e26",
        "view=compare&a=v%3D1%26parameters%3D7e9%26tokens%3D2e12&b=v%3D1%26compute%3D1e24",
        "view=claims&verdict=agrees&find=llama",
        "view=study&study=optimal&budget=5.76e23",
    ];
    run("views", &seeds(views), |input| {
        let text = String::from_utf8_lossy(input);
        let trends = petaday::trend::encode(&petaday::trend::decode(&text).view);
        let again = petaday::trend::encode(&petaday::trend::decode(&trends).view);
        let compare = petaday::compare::encode(&petaday::compare::decode(&text).compare);
        let compare_again = petaday::compare::encode(&petaday::compare::decode(&compare).compare);
        let claims = petaday::claim::encode(&petaday::claim::decode(&text).settings);
        let claims_again = petaday::claim::encode(&petaday::claim::decode(&claims).settings);
        [
            (trends, again),
            (compare, compare_again),
            (claims, claims_again),
        ]
        .into_iter()
        .find(|(one, other)| one != other)
        .map(|(one, other)| format!("{text:?} is spelled {one:?}, and then {other:?}"))
    });
}
