//! A mode as a word and a shape that survives black-and-white printing.

use crate::document::Mode;

/// `●` settled by a court or admitted, `◐` plausible or found, `○` said by one side, `✕` denied,
/// `▢` the company's own word, `?` unverified.
pub fn shape(mode: Mode) -> &'static str {
    match mode {
        Mode::Held | Mode::Admitted | Mode::Confirmed => "●",
        Mode::Plausible | Mode::Found => "◐",
        Mode::Alleged | Mode::Reported => "○",
        Mode::Denied | Mode::Contested => "✕",
        Mode::Promised | Mode::Represented | Mode::Permitted => "▢",
        Mode::Claimed => "?",
        Mode::Settled | Mode::Law | Mode::Risk => "·",
    }
}

/// The word for readers.
pub fn word(mode: Mode) -> &'static str {
    match mode {
        Mode::Claimed => "unverified claim",
        Mode::Plausible => "taken as true",
        Mode::Permitted => "reserved",
        Mode::Law => "rule of law",
        other => other.name(),
    }
}
