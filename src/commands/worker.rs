//! `pincite worker`: the hidden mode in which parsers of foreign formats run.

use super::End;
use crate::ingest::worker;
use anyhow::Result;
use std::io;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Address space in bytes
    memory: u64,
}

pub(super) fn run(args: &Args) -> Result<End> {
    // a caught panic is reported in the answer, with its cause
    std::panic::set_hook(Box::new(|_| {}));
    limit_memory(args.memory)?;
    worker::serve(io::BufReader::new(io::stdin()), io::BufWriter::new(io::stdout()))?;
    Ok(End::Done)
}

#[cfg(unix)]
fn limit_memory(bytes: u64) -> io::Result<()> {
    let limit = libc::rlimit { rlim_cur: bytes, rlim_max: bytes };
    // SAFETY: `limit` is a valid, initialised rlimit that outlives the call.
    match unsafe { libc::setrlimit(libc::RLIMIT_AS, &limit) } {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}

#[cfg(not(unix))]
fn limit_memory(_: u64) -> io::Result<()> {
    Ok(())
}
