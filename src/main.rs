fn main() -> std::process::ExitCode {
    pincite::commands::run()
}
