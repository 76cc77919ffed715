//! Page content that is small in the file and huge when inflated.

use flate2::read::ZlibDecoder;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Stream};
use hayro_interpret::hayro_syntax::page::Page;
use std::io::{self, Read};

/// No page of a document needs more drawing instructions than this, in bytes.
const MAX_CONTENT: u64 = 64 << 20;
/// Deflate packs at most 1032 to 1: shorter streams stay under [`MAX_CONTENT`].
const SHORT: usize = 60_000;

/// Does the content of a page inflate to more than [`MAX_CONTENT`] bytes?
pub(super) fn inflates_too_far(page: &Page<'_>) -> bool {
    let dict = page.raw();
    let streams: Vec<Stream<'_>> = match dict.get::<Stream<'_>>(b"Contents") {
        Some(stream) => vec![stream],
        None => dict
            .get::<Array<'_>>(b"Contents")
            .map(|list| list.iter().take(10_000).collect())
            .unwrap_or_default(),
    };
    let mut total = 0;
    streams.iter().any(|stream| {
        total += inflated_length(stream, MAX_CONTENT + 1 - total);
        total > MAX_CONTENT
    })
}

/// The inflated length, counted up to a limit.
fn inflated_length(stream: &Stream<'_>, limit: u64) -> u64 {
    let packed = stream.raw_data();
    if packed.len() < SHORT || !is_deflated(stream.dict()) {
        return u64::try_from(packed.len()).unwrap_or(limit).min(limit);
    }
    let mut counted = CountingSink(0);
    // A damaged stream counts as far as it goes.
    let _ = io::copy(&mut ZlibDecoder::new(&packed[..]).take(limit), &mut counted);
    counted.0
}

fn is_deflated(dict: &Dict<'_>) -> bool {
    let first = dict
        .get::<Name<'_>>(b"Filter")
        .or_else(|| dict.get::<Array<'_>>(b"Filter").and_then(|filters| filters.iter::<Name<'_>>().next()));
    first.is_some_and(|name| matches!(name.as_str(), "FlateDecode" | "Fl"))
}

struct CountingSink(u64);

impl io::Write for CountingSink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
