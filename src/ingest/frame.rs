//! Length-prefixed messages between the program and its workers.

use std::io::{self, Read, Write};

/// No message is longer: 2 GiB.
const LIMIT: u64 = 1 << 31;

/// Writes a message: its length as 8 little-endian bytes, then itself.
pub fn write(out: &mut impl Write, message: &[u8]) -> io::Result<()> {
    out.write_all(&(message.len() as u64).to_le_bytes())?;
    out.write_all(message)
}

/// Reads one message; `None` at the clean end of the stream.
///
/// # Errors
/// If the stream ends within a message or a length is absurd.
pub fn read(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    match from.read(&mut length)? {
        0 => return Ok(None),
        n => from.read_exact(&mut length[n..])?,
    }
    let length = u64::from_le_bytes(length);
    if length > LIMIT {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "message longer than 2 GiB"));
    }
    let mut message = Vec::new();
    from.take(length).read_to_end(&mut message)?;
    if (message.len() as u64) < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn messages_come_back_whole_and_in_order(messages: Vec<Vec<u8>>) {
            let mut stream = Vec::new();
            for message in &messages {
                write(&mut stream, message).unwrap();
            }
            let mut from = stream.as_slice();
            let back: Vec<_> = std::iter::from_fn(|| read(&mut from).unwrap()).collect();
            prop_assert_eq!(back, messages);
        }

        #[test]
        fn a_cut_stream_is_an_error_not_a_shorter_message(message in prop::collection::vec(any::<u8>(), 1..50), cut in 1usize..50) {
            let mut stream = Vec::new();
            write(&mut stream, &message).unwrap();
            let cut = cut.min(stream.len() - 1);
            prop_assert!(read(&mut &stream[..stream.len() - cut]).is_err());
        }
    }
}
