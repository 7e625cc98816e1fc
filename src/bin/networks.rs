//! Counts networks, beside the page: see src/worker.

fn main() {
    petaday::worker::networks();
}
