//! Reads model files, beside the page: see src/app/worker.

fn main() {
    petaday::app::worker::files();
}
