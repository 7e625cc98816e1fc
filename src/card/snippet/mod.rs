//! HTML for other pages: an estimate, a chart or a comparison in an iframe.

mod choice;
mod view;

pub use choice::{Choice, Kind, Theme};
pub use view::TRENDS_HEIGHT;

use crate::report::ascii;
use maud::{Markup, PreEscaped, html};

/// A script that gives an iframe the height of its card. It finds iframes by their address and each
/// one by its window, so it is harmless twice on a page, beside other cards and beside other
/// frames. assets/share.js does the same for the previews.
const LISTENER: &str = "addEventListener(\"message\",e=>{const h=e.data&&e.data.petaday===1&&e.data.height;if(typeof h===\"number\"&&h>=40&&h<=5000)for(const f of document.querySelectorAll('iframe[src^=\"EMBED\"]'))if(f.contentWindow===e.source)f.style.height=h+\"px\"})";

/// The height of a card that nobody has measured: one with both methods, on a phone.
pub const HEIGHT: u32 = 760;

/// An estimate, a chart or a comparison on other pages.
#[derive(Clone, Debug)]
pub struct Snippet {
    /// The address of the page itself.
    page: String,
    /// The address of the page's folder, which also holds the page's other files.
    folder: String,
    fragment: String,
    /// The name for screen readers.
    name: String,
    /// The text of the link that stands where scripts do not run.
    words: String,
}

impl Snippet {
    /// Makes the snippet of a link that opens on the web. Returns `None` for a fragment alone or a
    /// file of one machine.
    pub fn of(link: &str, name: String, words: String) -> Option<Self> {
        let (address, fragment) = link.split_once('#')?;
        // An apostrophe would end the listener's selector. Escaped, it is the same address.
        let page = address.split('?').next().unwrap_or_default();
        let page = page.replace('\'', "%27");
        // Without a slash there is no folder.
        let (folder, _) = page.rsplit_once('/')?;
        Some(Self {
            folder: format!("{folder}/"),
            page,
            fragment: fragment.into(),
            name,
            words,
        })
    }

    /// Returns what a screen reader calls it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the text of the link that stands where scripts do not run.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Returns the address that the iframe shows.
    pub fn address(&self, theme: Theme) -> String {
        let theme = match theme {
            Theme::Light => "?theme=light",
            Theme::Dark => "?theme=dark",
            Theme::Reader | Theme::Host => "",
        };
        format!("{}embed.html{theme}#{}", self.folder, self.fragment)
    }

    /// Returns the HTML to paste.
    pub fn html(&self, kind: Kind, theme: Theme, height: u32) -> String {
        let html = match kind {
            Kind::Plain => self.frame(theme, height),
            Kind::Fitting => {
                let embed = format!("{}embed.html", self.folder);
                let listener = LISTENER.replace("EMBED", &embed);
                html! { (self.frame(theme, height)) "\n" script { (PreEscaped(listener)) } }
            }
            Kind::Element => {
                let script = format!("{}embed.js", self.folder);
                html! { script src=(script) async {} "\n" (self.element(theme)) }
            }
        };
        ascii(&html.into_string())
    }

    fn frame(&self, theme: Theme, height: u32) -> Markup {
        html! {
            iframe src=(self.address(theme)) title=(self.name) width="100%" height=(height)
                loading="lazy" frameborder="0" {}
        }
    }

    fn element(&self, theme: Theme) -> Markup {
        let link = self.link();
        html! {
            training-compute href=(link) theme=[themed(theme)] { a href=(link) { (self.words) } }
        }
    }

    /// Returns the link that the snippet is of.
    pub fn link(&self) -> String {
        format!("{}#{}", self.page, self.fragment)
    }
}

/// Returns the theme that embed.js is told, if it is not that of the reader.
pub fn themed(theme: Theme) -> Option<&'static str> {
    (theme != Theme::Reader).then(|| theme.slug())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::parse;

    const PLACES: [(&str, &str); 6] = [
        ("https://a.example/", "https://a.example/"),
        ("https://a.example/b/c/", "https://a.example/b/c/"),
        ("https://a.example/b/index.html", "https://a.example/b/"),
        ("http://127.0.0.1:8080/x?y=/z/&w", "http://127.0.0.1:8080/"),
        ("https://a.example/b/?utm=1", "https://a.example/b/"),
        ("https://a.example/it's/", "https://a.example/it%27s/"),
    ];

    fn card(page: &str) -> Snippet {
        let link = format!("{page}#v=1&title=x");
        Snippet::of(&link, "x".into(), "x".into()).expect("a card")
    }

    #[test]
    fn files_of_the_page_are_in_its_folder() {
        for (page, folder) in PLACES {
            let card = card(page);
            assert_eq!(
                card.address(Theme::Dark),
                format!("{folder}embed.html?theme=dark#v=1&title=x")
            );
            let element = card.html(Kind::Element, Theme::Reader, 1);
            let script = format!("<script src=\"{folder}embed.js\" async></script>\n");
            assert!(element.starts_with(&script), "{element}");
            let listens = format!("'iframe[src^=\"{folder}embed.html\"]'");
            let fitting = card.html(Kind::Fitting, Theme::Reader, 1);
            assert!(fitting.contains(&listens), "{fitting}");
        }
        assert!(Snippet::of("v=1&title=x", String::new(), String::new()).is_none());
    }

    /// A title is escaped in text and in attributes alike. The browser tests parse the result.
    #[test]
    fn a_title_is_escaped_everywhere() {
        let hostile = "\"><script>alert(1)</script>&quot;'--> </iframe> שלום";
        let escaped = "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;quot;'--&gt; &lt;/iframe&gt; &#1513;&#1500;&#1493;&#1501;";
        let card = Snippet::of("https://a.example/#v=1", hostile.into(), hostile.into());
        let card = card.expect("a card");
        for (kind, scripts) in [(Kind::Plain, 0), (Kind::Fitting, 1), (Kind::Element, 1)] {
            let html = card.html(kind, Theme::Host, 300);
            assert!(html.contains(escaped) && !html.contains(hostile), "{html}");
            let snippet = parse(&html);
            assert_eq!(snippet.tags("script").len(), scripts, "{html}");
            let name = match kind {
                Kind::Element => snippet.tags("training-compute")[0].text(),
                _ => snippet.tags("iframe")[0].attribute("title").into(),
            };
            assert_eq!(name, hostile);
        }
    }

    /// The page's previews accept the same heights as the script of a snippet.
    #[test]
    fn the_page_accepts_the_same_heights_as_a_snippet() {
        let condition = "h>=40&&h<=5000";
        assert!(LISTENER.contains(condition));
        let spaced = condition.replace(">=", " >= ").replace("<=", " <= ");
        let spaced = spaced.replace("&&", " && ").replace('h', "height");
        for script in [
            include_str!("../../../assets/share.js"),
            include_str!("../../../assets/embed.js"),
        ] {
            assert!(script.contains(&spaced), "{spaced}");
        }
    }
}
