//! Reads tables of estimates, beside the page: see src/worker.

fn main() {
    petaday::catalog::learn_names();
    petaday::worker::start_tables();
}
