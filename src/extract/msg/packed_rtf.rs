//! RTF as Outlook packs it into messages ([MS-OXRTFCP]).

/// What the window holds before the first byte.
const PRELOAD: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
const WINDOW: usize = 4096;

/// Unpacks; `None` where the head is not one of packed RTF.
pub fn unpack(packed: &[u8], limit: usize) -> Option<Vec<u8>> {
    let kind = packed.get(8..12)?;
    let body = packed.get(16..)?;
    match kind {
        b"MELA" => Some(body[..body.len().min(limit)].to_vec()),
        b"LZFu" => Some(inflate(body, limit)),
        _ => None,
    }
}

fn inflate(body: &[u8], limit: usize) -> Vec<u8> {
    let mut window = [b' '; WINDOW];
    window[..PRELOAD.len()].copy_from_slice(PRELOAD);
    let mut at = PRELOAD.len();
    let mut out = Vec::new();
    let mut input = body.iter().copied();
    while let Some(flags) = input.next() {
        for bit in 0..8 {
            if flags >> bit & 1 == 0 {
                let Some(byte) = input.next() else { return out };
                put(byte, &mut window, &mut at, &mut out);
                continue;
            }
            let (Some(high), Some(low)) = (input.next(), input.next()) else { return out };
            let reference = usize::from(high) << 8 | usize::from(low);
            let (offset, length) = (reference >> 4, (reference & 15) + 2);
            if offset == at || out.len() > limit {
                return out;
            }
            for step in 0..length {
                put(window[(offset + step) % WINDOW], &mut window, &mut at, &mut out);
            }
        }
    }
    out
}

fn put(byte: u8, window: &mut [u8; WINDOW], at: &mut usize, out: &mut Vec<u8>) {
    window[*at] = byte;
    *at = (*at + 1) % WINDOW;
    out.push(byte);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn references_into_the_preload_are_followed() {
        // Example 3.1.1 of the specification: `{\rtf1\ansi\ansicpg1252\pard hello world}`.
        let packed = [
            0x2d, 0, 0, 0, 0x2b, 0, 0, 0, 0x4c, 0x5a, 0x46, 0x75, 0xf1, 0xc5, 0xc7, 0xa7, 0x03, 0x00, 0x0a,
            0x00, 0x72, 0x63, 0x70, 0x67, 0x31, 0x32, 0x35, 0x42, 0x32, 0x0a, 0xf3, 0x20, 0x68, 0x65, 0x6c,
            0x09, 0x00, 0x20, 0x62, 0x77, 0x05, 0xb0, 0x6c, 0x64, 0x7d, 0x0a, 0x80, 0x0f, 0xa0,
        ];
        let text = unpack(&packed, 1 << 20).expect("packed");
        assert_eq!(String::from_utf8_lossy(&text), "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
    }

    proptest! {
        #[test]
        fn any_bytes_come_to_an_end(body in proptest::collection::vec(any::<u8>(), 0..300)) {
            prop_assert!(inflate(&body, 1 << 20).len() <= 17 * body.len());
        }
    }
}
