//! Searches that are kept by name, as the search stage writes them.

use super::{Matter, StoreError};
use rusqlite::OptionalExtension;

impl Matter {
    /// Every saved search as it was put, by name.
    pub fn saved_searches(&self) -> Result<Vec<String>, StoreError> {
        if !self.has_table("saved_search")? {
            return Ok(Vec::new());
        }
        let failed = self.database_error();
        let mut query = self.db.prepare("SELECT search FROM saved_search ORDER BY name").map_err(&failed)?;
        let rows = query.query_map([], |row| row.get(0)).map_err(&failed)?;
        rows.collect::<rusqlite::Result<_>>().map_err(&failed)
    }

    /// One saved search as it was put.
    pub fn saved_search(&self, name: &str) -> Result<Option<String>, StoreError> {
        if !self.has_table("saved_search")? {
            return Ok(None);
        }
        self.db
            .query_row("SELECT search FROM saved_search WHERE name = ?1", [name], |row| row.get(0))
            .optional()
            .map_err(self.database_error())
    }

    /// Keeps a search, in place of one of the same name.
    pub fn put_saved_search(&self, name: &str, search: &str) -> Result<(), StoreError> {
        self.db
            .execute("INSERT OR REPLACE INTO saved_search (name, search) VALUES (?1, ?2)", [name, search])
            .map(|_| ())
            .map_err(self.database_error())
    }
}
