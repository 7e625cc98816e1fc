//! An estimate as a line of text, and as a link with a few words.

use super::Record;
use super::escape::ascii::ascii;
use super::escape::markdown;
use super::phrases;
use crate::quantity::isolate;
use maud::html;

/// Writes `Llama 2 70B: training compute 8.4 × 10²³ FLOP (9,720 pfs-days)`.
pub fn caption(record: &Record) -> String {
    let figure = record.total.in_full();
    let of = phrases::figure_subject(record);
    let but = if phrases::is_of_additions(record) {
        ", its base model not included"
    } else {
        ""
    };
    let mut letters = of.chars();
    match letters.next() {
        _ if record.title.is_empty() && of == record.subject() && but.is_empty() => {
            format!("Training compute: {figure}")
        }
        // Our own words begin the line with a capital letter. A title stays as it was typed.
        Some(first) if record.title.is_empty() || !of.starts_with(&record.title) => {
            let rest = letters.as_str();
            let first = first.to_ascii_uppercase();
            format!("{first}{rest}{but}: training compute {figure}")
        }
        _ => format!("{of}{but}: training compute {figure}"),
    }
}

/// Returns the same without figures, for a link whose figures may change.
pub fn name(title: &str) -> String {
    if title.is_empty() {
        "Training compute".into()
    } else {
        format!("{}: training compute", isolate(title))
    }
}

/// Writes the line with the estimate's link at its end.
pub fn line(record: &Record) -> String {
    format!("{} – {}", caption(record), record.link)
}

/// Makes a link in Markdown from words and an address whose characters were checked.
pub fn markdown_link(words: &str, address: &str) -> String {
    markdown::link(&markdown::text(words), address)
}

/// Returns the same in HTML. The HTML is ASCII, because it may be pasted into a file of unknown encoding.
pub fn html_link(words: &str, address: &str) -> String {
    ascii(&html! { a href=(address) { (words) } }.into_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Evaluation;
    use crate::draft::link::decode;

    fn record(link: &str) -> Record {
        let draft = decode(&format!("v=1&{link}")).draft;
        Record::of(&Evaluation::of(draft), "https://petaday.example/").expect("a figure")
    }

    #[test]
    fn a_line_says_what_the_figure_is_of() {
        for (link, expected) in [
            (
                "title=Llama_2_70B&parameters=70e9&tokens=2e12",
                "Llama 2 70B: training compute 8.4 × 10²³ FLOP (9,720 pfs-days)",
            ),
            (
                "parameters=8e9&tokens=1e12",
                "Training compute: 4.8 × 10²² FLOP (556 pfs-days)",
            ),
            (
                "title=owl&stage=Llama&role=base&compute=8.64e22",
                "The base model of owl (Llama): training compute 8.64 × 10²² FLOP (1,000 pfs-days)",
            ),
            (
                "title=owl&stage=Base&role=base&2.parameters=8e9&2.tokens=1e12",
                "owl, its base model not included: training compute 4.8 × 10²² FLOP (556 pfs-days)",
            ),
            (
                "role=base&2.parameters=8e9&2.tokens=1e12",
                "The model, its base model not included: training compute 4.8 × 10²² FLOP (556 pfs-days)",
            ),
        ] {
            let record = record(link);
            assert_eq!(caption(&record), expected);
            assert_eq!(line(&record), format!("{expected} – {}", record.link));
        }
    }

    #[test]
    fn the_words_of_a_link_are_escaped() {
        let words = "[a](b) \"<b>&amp;</a> שלום";
        assert_eq!(
            markdown_link(words, "https://a.example/#v=1&title=x"),
            "[\\[a\\](b) \"&lt;b&gt;&amp;amp;&lt;/a&gt; שלום](<https://a.example/#v=1&title=x>)"
        );
        assert_eq!(
            html_link(words, "https://a.example/#v=1&title=x"),
            "<a href=\"https://a.example/#v=1&amp;title=x\">[a](b) &quot;&lt;b&gt;&amp;amp;&lt;/a&gt; &#1513;&#1500;&#1493;&#1501;</a>"
        );
        assert_eq!(
            (name("x").as_str(), name("").as_str()),
            ("x: training compute", "Training compute")
        );
    }
}
