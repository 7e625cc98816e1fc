//! Links that were made to break something: each is opened as far as it goes, says what is wrong, and
//! takes no longer than its length.

use petaday::answer::answer;
use petaday::draft::link::{decode, encode};
use petaday::draft::{Field, Key};
use petaday::quantity::is_unseen;

/// Returns the problems of a link, by key and message.
fn said(link: &str) -> Vec<(String, String)> {
    let problems = decode(link).problems.into_iter();
    problems.map(|p| (p.key, p.message)).collect()
}

#[track_caller]
fn says(link: &str, key: &str, words: &str) {
    let said = said(link);
    assert!(
        said.iter().any(|(k, m)| k == key && m.contains(words)),
        "{said:?} says nothing of “{key}” with “{words}”"
    );
}

/// The draft of a link with `parameters=70e9&tokens=2e12` in it has its figure.
#[track_caller]
fn opens(link: &str) {
    let headline = answer(&decode(link).draft).outcome.total.headline;
    assert_eq!(headline.map(|(flop, _)| flop.median()), Some(8.4e23));
}

const SOUND: &str = "v=1&parameters=70e9&tokens=2e12";

#[test]
fn a_megabyte_is_left_out_and_the_rest_opens() {
    for text in ["a", "%E2%80%AE", "%", "%25", "_", "9", "é", "1e"] {
        let long = text.repeat(1_000_000 / text.len());
        let link = format!("{SOUND}&title={long}");
        opens(&link);
        says(&link, "title", "More than 20,000 characters");
        assert!(encode(&decode(&link).draft).len() < 100);
    }
    let link = format!("{SOUND}&{}=5", "x".repeat(1_000_000));
    opens(&link);
    assert!(said(&link).iter().all(|(key, _)| key.len() < 100));
    // As long as may be, and a byte more.
    let [longest, longer] = [20_000, 20_001].map(|n| format!("{SOUND}&note={}", "n".repeat(n)));
    assert_eq!(said(&longest), []);
    assert_eq!(said(&longer).len(), 1);
}

#[test]
fn ten_thousand_keys_are_named_up_to_twenty() {
    let unknown: String = (0..10_000).map(|n| format!("&key{n}=1")).collect();
    let link = SOUND.to_owned() + &unknown;
    opens(&link);
    assert_eq!(said(&link).len(), 20);
    // The first ten thousand fields are read, in whatever order.
    let keys = &Key::ALL[Key::Stage as usize..];
    let fields = |many: usize| -> String {
        let names = (0..many)
            .rev()
            .map(|n| (1 + n % 999, keys[1 + n / 999].name()));
        names
            .map(|(stage, key)| format!("&{stage}.{key}=1"))
            .collect()
    };
    assert_eq!(said(&format!("v=1{}", fields(10_000))), []);
    let link = format!("v=1{}", fields(10_001));
    says(&link, "…", "More than 10,000 fields");
    assert_eq!(decode(&link).draft.entries().count(), 10_000);
    // The same key again and again is given twice, which is said at its field.
    let again = format!("{SOUND}{}", "&runs=2".repeat(10_000));
    let draft = decode(&again).draft;
    assert_eq!(draft.all(Field::new(1, Key::Runs)).count(), 2);
    let problems = answer(&draft).problems;
    assert!(
        problems
            .iter()
            .any(|p| p.message.contains("given twice, as 2 and as 2"))
    );
    // Nothing but separators, or names alone.
    opens(&(SOUND.to_owned() + &"&".repeat(500_000)));
    opens(&(SOUND.to_owned() + &"&a".repeat(300_000)));
}

#[test]
fn of_ten_thousand_stages_the_first_999_open() {
    let stages = |numbers: &mut dyn Iterator<Item = u32>| {
        let fields = numbers.map(|n| format!("&{n}.parameters=1e9&{n}.tokens=1e9"));
        format!("v=1{}", fields.collect::<String>())
    };
    for (link, said) in [
        (stages(&mut (1..=10_000)), 1),
        (stages(&mut (1..=5_000)), 1),
        (stages(&mut (1..=5_000).rev()), 1),
    ] {
        let opened = decode(&link);
        assert_eq!(opened.draft.stages().len(), 999);
        assert_eq!(opened.problems.len(), said);
        assert!(opened.problems[said - 1].message.contains("from 1 to 999"));
        let total = answer(&opened.draft).outcome.total;
        let flop = total.headline.expect("a sum").0.median();
        assert!((flop / (999.0 * 6e18) - 1.0).abs() < 1e-9);
    }
}

#[test]
fn what_cannot_be_seen_is_taken_out_and_named() {
    for (escaped, code) in [
        ("%E2%80%AE", "U+202E"),
        ("%E2%81%A6", "U+2066"),
        ("%E2%80%8F", "U+200F"),
        ("%E2%80%8B", "U+200B"),
        ("%EF%BB%BF", "U+FEFF"),
        ("%00", "U+0000"),
        ("%1B", "U+001B"),
        ("%C2%85", "U+0085"),
        ("%F3%A0%81%81", "U+E0041"),
    ] {
        for key in ["title", "stage", "note", "tokens", "scope", "grid"] {
            let plain = decode(&format!("v=1&{key}=2e3")).draft;
            let link = format!("v=1&{key}=2{escaped}e{escaped}3");
            says(&link, key, code);
            assert_eq!(decode(&link).draft, plain, "{key} {code}");
        }
        // None of it in what is said, nor in what is spelled.
        let link = format!("v=1&tok{escaped}ens=1&title=a{escaped}b");
        let opened = decode(&link);
        for problem in &opened.problems {
            assert!(!problem.key.contains(is_unseen), "{problem:?}");
            assert!(!problem.message.contains(is_unseen), "{problem:?}");
        }
        let shown = format!("tok⟨{code}⟩ens");
        says(&link, &shown, "did the link mean “tokens”?");
        assert_eq!(encode(&opened.draft), "v=1&title=ab");
        // A text of nothing else is none.
        assert!(decode(&format!("v=1&title={escaped}")).draft.is_blank());
    }
    // A text that is typed or pasted into the form does not get into a link either.
    let mut draft = decode("v=1").draft;
    draft.set(Field::new(0, Key::Title), "a\u{202e}b");
    assert_eq!(encode(&draft), "v=1&title=ab");
}

#[test]
fn joiners_of_scripts_and_emoji_stay() {
    let link = "v=1&title=%D9%85%DB%8C%E2%80%8C%D8%AE%D9%88%D8%A7%D9%87%D9%85_%F0%9F%91%A9%E2%80%8D%F0%9F%94%AC";
    assert_eq!(said(link), []);
    assert_eq!(encode(&decode(link).draft), link);
}

#[test]
fn broken_percent_encoding_is_said_and_never_cuts_a_link_short() {
    for broken in ["%", "%2", "%ZZ", "%E2%80", "%FF%FE", "100%"] {
        opens(&format!("v=1&title={broken}&parameters=70e9&tokens=2e12"));
        opens(&format!("{SOUND}&{broken}=1"));
    }
    says("v=1&title=%FF", "title", "damaged in the link");
}
