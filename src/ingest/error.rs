use crate::store::StoreError;
use thiserror::Error;

/// Why taking in files had to stop.
#[derive(Debug, Error)]
pub enum IngestError {
    #[error(transparent)]
    Store(#[from] StoreError),
}
