//! What is heavy, beside the page: see src/app/worker.

fn main() {
    petaday::app::worker::start();
}
