//! HTML for the pages of others: an estimate as a card, in an iframe.

use super::choice::{Choice, Kind, Theme};
use crate::report::ascii;
use maud::{Markup, PreEscaped, html};

/// What makes an iframe as high as its card. It knows the iframes by where they are from and each by its
/// window, so that it does no harm twice on a page, beside other cards and beside other frames.
/// assets/share.js does the same for the previews.
const LISTENER: &str = "addEventListener(\"message\",e=>{const h=e.data&&e.data.petaday===1&&e.data.height;if(typeof h===\"number\"&&h>=40&&h<=5000)for(const f of document.querySelectorAll('iframe[src^=\"EMBED\"]'))if(f.contentWindow===e.source)f.style.height=h+\"px\"})";

/// How high a card is that nobody has measured: one with both methods, in a column of text.
pub(super) const HEIGHT: u32 = 480;

/// An estimate on the pages of others.
pub(super) struct Card {
    /// The page itself.
    page: String,
    /// The folder that it is in, and all that belongs to it.
    folder: String,
    fragment: String,
    /// What a screen reader calls it.
    name: String,
    /// What stands in for it.
    words: String,
}

impl Card {
    /// Of a link that opens on the web; a fragment alone, or a file of one machine, is none.
    pub(super) fn of(link: &str, name: String, words: String) -> Option<Self> {
        let (address, fragment) = link.split_once('#')?;
        // An apostrophe would end the listener's selector; escaped it is the same address.
        let page = address.split('?').next().unwrap_or_default();
        let page = page.replace('\'', "%27");
        // What stands before the path has a slash of its own.
        let (folder, _) = page.rsplit_once('/')?;
        Some(Self {
            folder: format!("{folder}/"),
            page,
            fragment: fragment.into(),
            name,
            words,
        })
    }

    /// What its iframe shows.
    pub(super) fn address(&self, theme: Theme) -> String {
        let theme = match theme {
            Theme::Light => "?theme=light",
            Theme::Dark => "?theme=dark",
            Theme::Reader | Theme::Host => "",
        };
        format!("{}embed.html{theme}#{}", self.folder, self.fragment)
    }

    /// What is to be pasted.
    pub(super) fn snippet(&self, kind: Kind, theme: Theme, height: u32) -> String {
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

    /// Its preview: what a page shows that has the snippet. The page's own script (assets/share.js) puts
    /// the address into the iframe, so that each keystroke is no entry of the history.
    pub(super) fn preview(&self, kind: Kind, theme: Theme, height: u32) -> Markup {
        match kind {
            Kind::Plain | Kind::Fitting => html! {
                iframe #share-frame data-src=(self.address(theme)) title=(self.name) width="100%"
                    height=(height) {}
            },
            Kind::Element => self.element(theme),
        }
    }

    fn frame(&self, theme: Theme, height: u32) -> Markup {
        html! {
            iframe src=(self.address(theme)) title=(self.name) width="100%" height=(height)
                loading="lazy" frameborder="0" {}
        }
    }

    fn element(&self, theme: Theme) -> Markup {
        let link = format!("{}#{}", self.page, self.fragment);
        let theme = (theme != Theme::Reader).then(|| theme.slug());
        html! {
            training-compute href=(link) theme=[theme] { a href=(link) { (self.words) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACES: [(&str, &str); 6] = [
        ("https://a.example/", "https://a.example/"),
        ("https://a.example/b/c/", "https://a.example/b/c/"),
        ("https://a.example/b/index.html", "https://a.example/b/"),
        ("http://127.0.0.1:8080/x?y=/z/&w", "http://127.0.0.1:8080/"),
        ("https://a.example/b/?utm=1", "https://a.example/b/"),
        ("https://a.example/it's/", "https://a.example/it%27s/"),
    ];

    fn card(page: &str) -> Card {
        let link = format!("{page}#v=1&title=x");
        Card::of(&link, "x".into(), "x".into()).expect("a card")
    }

    #[test]
    fn what_belongs_to_the_page_is_beside_it() {
        for (page, folder) in PLACES {
            let card = card(page);
            assert_eq!(
                card.address(Theme::Dark),
                format!("{folder}embed.html?theme=dark#v=1&title=x")
            );
            let element = card.snippet(Kind::Element, Theme::Reader, 1);
            let script = format!("<script src=\"{folder}embed.js\" async></script>\n");
            assert!(element.starts_with(&script), "{element}");
            let listens = format!("'iframe[src^=\"{folder}embed.html\"]'");
            let fitting = card.snippet(Kind::Fitting, Theme::Reader, 1);
            assert!(fitting.contains(&listens), "{fitting}");
        }
        assert!(Card::of("v=1&title=x", String::new(), String::new()).is_none());
    }

    /// In text and in attributes alike; the tests in the browser parse what comes of it.
    #[test]
    fn a_title_is_text_wherever_it_stands() {
        let hostile = "\"><script>alert(1)</script>&quot;'--> </iframe> שלום";
        let escaped = "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;quot;'--&gt; &lt;/iframe&gt; &#1513;&#1500;&#1493;&#1501;";
        let card = Card::of("https://a.example/#v=1", hostile.into(), hostile.into());
        let card = card.expect("a card");
        for (kind, scripts) in [(Kind::Plain, 0), (Kind::Fitting, 1), (Kind::Element, 1)] {
            let html = card.snippet(kind, Theme::Host, 300);
            assert!(html.contains(escaped) && !html.contains(hostile), "{html}");
            assert_eq!(html.matches("<script").count(), scripts, "{html}");
        }
    }

    /// The previews are made as high as a snippet makes its iframe.
    #[test]
    fn the_page_takes_the_heights_that_a_snippet_takes() {
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
