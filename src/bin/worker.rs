//! What is heavy, beside the page: see src/worker.

fn main() {
    petaday::worker::start();
}
