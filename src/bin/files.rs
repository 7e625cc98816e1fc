//! Reads model files, beside the page: see src/worker.

fn main() {
    petaday::catalog::learn_names();
    petaday::worker::start();
}
