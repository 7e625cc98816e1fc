//! The card of embed.html.

fn main() {
    petaday::app::embed::start();
}
