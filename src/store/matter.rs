//! Opening and locking.

use super::{StoreError, schema};
use rusqlite::{Connection, OpenFlags};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// An open matter. A writer holds the folder's lock until it is dropped; readers need none.
pub struct Matter {
    pub(super) dir: PathBuf,
    pub(super) db_path: PathBuf,
    pub(super) db: Connection,
    _lock: Option<File>,
}

impl Matter {
    /// Opens a matter for writing and makes it if the folder is missing or empty.
    ///
    /// # Errors
    /// If another run writes to it, if it was made by a newer program, or if the folder holds
    /// something else.
    pub fn create_or_open(dir: &Path) -> Result<Self, StoreError> {
        std::fs::create_dir_all(dir).map_err(StoreError::io(dir))?;
        let db_path = dir.join("matter.db");
        if !db_path.exists() && holds_foreign_files(dir)? {
            return Err(StoreError::Foreign(dir.to_owned()));
        }
        let lock = lock(dir)?;
        let mut db = Connection::open(&db_path).map_err(StoreError::database(&db_path))?;
        check(&db, dir, &db_path)?;
        prepare(&mut db).map_err(StoreError::database(&db_path))?;
        Ok(Self { dir: dir.to_owned(), db_path, db, _lock: Some(lock) })
    }

    /// Opens an existing matter for reading.
    ///
    /// # Errors
    /// If there is none, or if it was made by a newer program.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        let db_path = dir.join("matter.db");
        if !db_path.is_file() {
            return Err(StoreError::Missing(dir.to_owned()));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(&db_path, flags).map_err(StoreError::database(&db_path))?;
        db.busy_timeout(Duration::from_secs(10)).map_err(StoreError::database(&db_path))?;
        check(&db, dir, &db_path)?;
        Ok(Self { dir: dir.to_owned(), db_path, db, _lock: None })
    }

    /// The matter's folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Where the derived search index lives.
    pub fn index_dir(&self) -> PathBuf {
        self.dir.join("index")
    }

    pub(super) fn database_error(&self) -> impl Fn(rusqlite::Error) -> StoreError {
        StoreError::database(&self.db_path)
    }
}

fn holds_foreign_files(dir: &Path) -> Result<bool, StoreError> {
    let mut entries = std::fs::read_dir(dir).map_err(StoreError::io(dir))?;
    Ok(entries
        .any(|entry| entry.is_ok_and(|entry| entry.file_name() != "lock" && entry.file_name() != "index")))
}

fn lock(dir: &Path) -> Result<File, StoreError> {
    let path = dir.join("lock");
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(StoreError::io(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse(dir.to_owned())),
        Err(TryLockError::Error(source)) => Err(StoreError::Io { path, source }),
    }
}

/// Refuses a database that is not ours or that a newer program made. An empty one is fine.
fn check(db: &Connection, dir: &Path, db_path: &Path) -> Result<(), StoreError> {
    let number = |pragma| -> rusqlite::Result<i64> { db.pragma_query_value(None, pragma, |row| row.get(0)) };
    let not_a_database = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => StoreError::Foreign(dir.to_owned()),
        _ => StoreError::Database { path: db_path.to_owned(), source: error },
    };
    let found = number("user_version").map_err(not_a_database)?;
    if found > schema::VERSION {
        return Err(StoreError::Newer { dir: dir.to_owned(), found, known: schema::VERSION });
    }
    let application = number("application_id").map_err(not_a_database)?;
    let tables: i64 =
        db.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0)).map_err(not_a_database)?;
    if tables > 0 && application != schema::APPLICATION_ID {
        return Err(StoreError::Foreign(dir.to_owned()));
    }
    Ok(())
}

fn prepare(db: &mut Connection) -> rusqlite::Result<()> {
    db.busy_timeout(Duration::from_secs(10))?;
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "NORMAL")?;
    schema::migrate(db)
}
