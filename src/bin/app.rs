//! The calculator page.

fn main() {
    petaday::app::start();
}
