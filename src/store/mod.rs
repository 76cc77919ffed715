//! The matter: a SQLite database that holds the truth.
