//! Writes reports and what is to be shared, beside the page: see src/app/worker.

fn main() {
    petaday::app::worker::reports();
}
