//! Properties of which past failures are kept.

use proptest::test_runner::{Config, FileFailurePersistence};

/// So many cases, after those that failed before, which stand in a file of the project.
pub fn cases(cases: u32, regressions: &'static str) -> Config {
    let failure_persistence = Some(Box::new(FileFailurePersistence::Direct(regressions)) as _);
    Config { cases, failure_persistence, ..Config::default() }
}
