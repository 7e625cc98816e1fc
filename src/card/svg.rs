//! The card as an SVG picture that stands alone, for slides, papers and READMEs, with the link in
//! its metadata. It loads no font, no style sheet and no script.

use super::problems::ASKS;
use super::{Card, Line, join_powers};
use crate::picture::axis::rounded;
use crate::picture::scale::Scale;
use crate::picture::scale::draw::{Frame, caption, in_svg};
use crate::picture::theme::{Colours, Theme};
use crate::picture::typeset::{columns_in, width, wrap};
use crate::quantity::{Flop, isolate, write};
use maud::{Markup, html};

/// All lengths are in pixels.
const WIDTH: f64 = 640.0;
const EDGE: f64 = 28.0;
const INSIDE: f64 = WIDTH - 2.0 * EDGE;
const FONT: &str =
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif";
/// The most lines of a title. A longer title is cut.
const MAX_LINES: usize = 3;

/// Draws a card as a picture. `link` opens its estimate.
pub fn draw(card: &Card, link: &str, theme: Theme) -> String {
    let mut page = Page {
        colours: theme.colours(),
        y: EDGE,
        parts: Vec::new(),
    };
    page.card(card, link);
    let height = (page.y + EDGE - 8.0).ceil();
    let Colours {
        card: paper, line, ..
    } = page.colours;
    let name = match card.title.as_str() {
        "" => "Training compute",
        title => &isolate(title),
    };
    let picture = html! {
        svg xmlns="http://www.w3.org/2000/svg" width=(WIDTH) height=(height) viewBox={ "0 0 " (WIDTH) " " (height) } role="img" font-family=(FONT) {
            title { (name) ": " (card.in_short()) }
            desc { (link) }
            metadata {
                rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" {
                    rdf:Description rdf:about="" {
                        dc:title { (name) }
                        dc:source { (link) }
                        dc:creator { "Petaday " (env!("CARGO_PKG_VERSION")) }
                    }
                }
            }
            rect x="0.5" y="0.5" width=(WIDTH - 1.0) height=(height - 1.0) rx="12" fill=(paper) stroke=(line) {}
            @for part in &page.parts { (part) }
        }
    };
    picture.into_string()
}

/// The picture while it is drawn. Its parts are placed below each other.
struct Page {
    colours: Colours,
    y: f64,
    parts: Vec<Markup>,
}

impl Page {
    fn card(&mut self, card: &Card, link: &str) {
        let Colours {
            text, quiet, error, ..
        } = self.colours;
        if card.title.is_empty() {
            self.lines("Training compute", 20.0, text, "600");
        } else {
            self.lines("Training compute", 13.0, quiet, "400");
            self.lines(&card.title, 20.0, text, "600");
        }
        self.y += 6.0;
        match card.figure {
            Some((flop, basis)) => self.figure(flop, basis),
            None => self.lines("No figure", 30.0, text, "650"),
        }
        if card.is_unfinished {
            self.lines(ASKS, 13.0, quiet, "400");
        }
        for problem in &card.problems {
            self.lines(problem, 13.0, error, "400");
        }
        if !card.lines.is_empty() {
            self.y += 8.0;
        }
        for line in &card.lines {
            self.line(line);
        }
        if let Some(remark) = &card.remark {
            self.y += 4.0;
            self.lines(remark, 13.0, text, "400");
        }
        if let (Some(scale), Some((flop, _))) = (&card.scale, card.figure) {
            self.scale(scale, flop);
        }
        for sentence in &card.inclusions {
            self.lines(sentence, 12.0, quiet, "400");
        }
        self.y += 4.0;
        let address = link.split('#').next().unwrap_or_default();
        let credit = match address.is_empty() {
            true => format!("Petaday, {}", card.edition),
            false => format!("Petaday, {}: {address}", card.edition),
        };
        self.lines(&credit, 12.0, quiet, "400");
    }

    /// Adds a text at the left edge, wrapped.
    fn lines(&mut self, text: &str, size: f64, colour: &str, weight: &str) {
        let lines = wrap(&join_powers(text), columns_in(INSIDE, size, weight));
        let max_lines = if size > 16.0 { MAX_LINES } else { usize::MAX };
        let is_cut = lines.len() > max_lines;
        for (index, line) in lines.iter().take(max_lines).enumerate() {
            let more = if is_cut && index + 1 == max_lines {
                "…"
            } else {
                ""
            };
            self.y += size * 1.15;
            let y = rounded(self.y);
            self.parts.push(html! {
                text x=(EDGE) y=(y) font-size=(size) fill=(colour) font-weight=(weight) { (isolate(line)) (more) }
            });
            self.y += size * 0.3;
        }
    }

    fn figure(&mut self, flop: Flop, basis: &str) {
        let Colours { text, quiet, .. } = self.colours;
        let pfs_days = flop.pfs_days();
        let [median, days] = [flop.median(), pfs_days.median()].map(write::people);
        self.y += 40.0;
        let y = rounded(self.y);
        self.parts.push(html! {
            text x=(EDGE) y=(y) fill=(text) font-size="40" font-weight="650" {
                (median) tspan font-size="20" font-weight="400" { " FLOP" }
            }
        });
        self.y += 8.0;
        self.lines(&format!("{days} pfs-days · {basis}"), 16.0, text, "400");
        if flop.0.is_range() {
            let [flop, days] = [flop.0, pfs_days.0].map(write::people_range);
            self.lines(
                &format!("90% range {flop} FLOP, {days} pfs-days"),
                13.0,
                quiet,
                "400",
            );
        }
    }

    fn line(&mut self, line: &Line) {
        let Colours {
            text,
            quiet,
            operations,
            gpu_time,
            ..
        } = self.colours;
        let colour = match line.class.rsplit(' ').next() {
            Some("operations") => operations,
            Some("gpu-time") => gpu_time,
            _ => text,
        };
        let mut figure = line.figure.clone();
        if !line.range.is_empty() {
            figure.push_str(&format!(" ({})", line.range));
        }
        if width(&line.name, 14.0, "600") + width(&figure, 14.0, "400") > INSIDE {
            self.lines(&line.name, 14.0, colour, "600");
            self.lines(&figure, 14.0, text, "400");
        } else {
            self.y += 16.0;
            let y = rounded(self.y);
            self.parts.push(html! {
                text x=(EDGE) y=(y) font-size="14" fill=(text) {
                    tspan fill=(colour) font-weight="600" { (isolate(&line.name)) } " " (figure)
                }
            });
            self.y += 4.0;
        }
        if !line.product.is_empty() {
            self.lines(&line.product, 12.0, quiet, "400");
        }
        self.y += 3.0;
    }

    fn scale(&mut self, scale: &Scale, flop: Flop) {
        let frame = Frame {
            left: EDGE,
            width: INSIDE,
            top: self.y,
        };
        let (picture, bottom) = in_svg(scale, flop, &frame, &self.colours);
        self.parts.push(picture);
        self.y = bottom;
        self.lines(&caption(scale), 11.0, self.colours.quiet, "400");
        self.y += 4.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::{Node, Role, parse};
    use crate::draft::{Field, Key, link};

    const LINK: &str = "https://petaday.example/#v=1&title=Llama_2_70B&parameters=70e9&tokens=2e12";

    #[test]
    fn a_picture_has_its_link_and_loads_nothing() {
        for theme in [Theme::Light, Theme::Dark] {
            let svg = draw(&Card::of_link(LINK), LINK, theme);
            let picture = parse(&svg);
            let sources = picture.tags("dc:source").into_iter().map(Node::text);
            assert_eq!(sources.collect::<Vec<_>>(), [LINK]);
            let name = "Llama 2 70B: 8.4 × 10²³ FLOP (9,720 pfs-days)";
            assert!(picture.has(Role::Image, name), "{svg}");
            for tag in ["style", "script", "image"] {
                assert!(picture.tags(tag).is_empty(), "{tag}: {svg}");
            }
            // Wherever it may stand.
            for address in ["href", "url("] {
                assert!(!svg.contains(address), "{address}: {svg}");
            }
        }
    }

    #[test]
    fn a_name_from_right_to_left_does_not_reverse_a_figure() {
        let link = "stage=אימון&parameters=1e9&tokens=1e9&2.stage=x&2.compute=1e20";
        let svg = draw(&Card::of_link(link), link, Theme::Light);
        parse(&svg).expect("\u{2068}אימון\u{2069} 6 × 10¹⁸ FLOP");
    }

    #[test]
    fn a_name_without_room_has_a_line_of_its_own() {
        let name = "אימון_".repeat(12);
        let link = format!("stage={name}&parameters=1e9&tokens=1e9&2.compute=1e20");
        let svg = draw(&Card::of_link(&link), &link, Theme::Light);
        let picture = parse(&svg);
        let lines: Vec<String> = picture.tags("text").into_iter().map(Node::text).collect();
        let figure = "6\u{a0}×\u{a0}10¹⁸ FLOP".to_owned();
        assert!(lines.contains(&figure), "{lines:?}");
    }

    #[test]
    fn a_name_of_wide_letters_stays_inside() {
        let name = "WWWWWWWWWW_MMMMMMMMMM_WWWWWWWWWW";
        let link = format!("stage={name}&parameters=1e9&tokens=1e9&2.compute=1e20");
        let svg = draw(&Card::of_link(&link), &link, Theme::Light);
        assert!(!svg.contains("MMMMMMMMMM WWWWWWWWWW"), "{svg}");
    }

    #[test]
    fn no_coordinate_is_nan() {
        for link in [
            LINK,
            "compute=1",
            "compute=1e300",
            "parameters=1e9",
            "parameters=1e9..1e12&tokens=1e6..1e15",
        ] {
            let svg = draw(&Card::of_link(link), link, Theme::Light);
            assert!(!svg.contains("NaN") && !svg.contains("inf\""), "{svg}");
        }
    }

    #[test]
    fn every_character_is_valid_xml() {
        for key in [
            "title", "stage", "note", "headline", "data", "hardware", "tokens",
        ] {
            let mut draft = link::decode("v=1&parameters=1e9&tokens=1e9&2.compute=1e9").draft;
            let stage = u16::from(!matches!(key, "title" | "headline" | "data"));
            let key = Key::named(key).expect("a key");
            draft.set(Field::new(stage, key), "a\u{1}b\u{fffe}c\u{ffff}\u{1b}");
            let svg = draw(&Card::of(&draft, &[]), "#x", Theme::Light);
            let is_none = |c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}');
            assert!(!svg.contains(is_none), "{svg}");
        }
    }

    #[test]
    fn a_title_is_text_and_is_cut_where_it_is_too_long() {
        let title = "<b>&amp; ".repeat(200);
        let link = format!(
            "title={}&parameters=1e9&tokens=1e9",
            title.replace('&', "%26").replace(' ', "_")
        );
        let svg = draw(&Card::of_link(&link), "#x", Theme::Light);
        let picture = parse(&svg);
        assert!(picture.tags("b").is_empty(), "{svg}");
        let lines = picture.tags("text").into_iter();
        let large = lines.filter(|line| line.attribute("font-size") == "20");
        assert_eq!(large.count(), MAX_LINES);
    }
}
