//! Reads model files, beside the page: see src/worker.

fn main() {
    petaday::worker::start();
}
