//! Counts networks and draws panels, beside the page: see src/app/worker.

fn main() {
    petaday::app::worker::panels();
}
