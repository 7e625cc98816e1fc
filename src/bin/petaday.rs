//! The command `petaday`.

fn main() -> std::process::ExitCode {
    petaday::command::run()
}
