//! ZIP archives: every member becomes an attachment, read on its own by the caller.

use super::draft::Draft;
use super::package::Package;
use super::{ExtractError, Limits};
use crate::document::Attachment;

pub const NAME: &str = "zip";
pub const VERSION: &str = "1";

/// Lists and inflates the members. What cannot be had is named in a warning. Names are labels and
/// never become paths.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Draft, ExtractError> {
    let mut package = Package::open(bytes, "ZIP", limits)?;
    let mut draft = Draft::new(NAME, VERSION, limits);
    if package.len() > limits.members {
        draft.partial(format!("{} members; only the first {} were read", package.len(), limits.members));
    }
    for member in package.members() {
        if member.folder || is_clutter(&member.name) {
            continue;
        }
        match package.inflate(member.index) {
            Ok(bytes) => draft.attachments.push(Attachment { name: member.name, bytes }),
            Err(refusal) => {
                draft.partial(format!("member `{}` was not read: {}", member.name, refusal.reason()));
            }
        }
    }
    Ok(draft)
}

/// Files that systems add to archives by themselves.
fn is_clutter(name: &str) -> bool {
    name.starts_with("__MACOSX/")
        || matches!(name.rsplit(['/', '\\']).next(), Some(".DS_Store" | "Thumbs.db" | "desktop.ini"))
}

#[cfg(test)]
mod tests {
    use super::super::package::tests::pack;
    use super::super::{ReadOptions, Reading};
    use super::*;
    use crate::document::Status;

    fn reading(bytes: &[u8]) -> Reading {
        super::super::read(bytes, "a.zip", &ReadOptions::default()).expect("reading")
    }

    #[test]
    fn members_come_out_in_order_with_their_names_untouched() {
        let bytes = pack(&[("b/../../etc/x.txt", b"one"), ("a.txt", b"two"), ("__MACOSX/._a", b"-")]);
        let names: Vec<_> = reading(&bytes).attachments.into_iter().map(|a| a.name).collect();
        assert_eq!(names, ["b/../../etc/x.txt", "a.txt"]);
    }

    #[test]
    fn an_encrypted_member_is_named_in_a_warning() {
        let mut bytes = pack(&[("secret.txt", b"one"), ("open.txt", b"two")]);
        // The general purpose flag of the first member, in its local header and in the directory.
        bytes[6] |= 1;
        let directory = bytes.windows(4).position(|w| w == b"PK\x01\x02").expect("directory");
        bytes[directory + 8] |= 1;
        let reading = reading(&bytes);
        assert_eq!(reading.extraction.status, Status::Partial);
        assert!(reading.extraction.warnings[0].contains("`secret.txt`"));
        assert!(reading.extraction.warnings[0].contains("encrypted"));
        assert_eq!(reading.attachments.len(), 1);
    }

    #[test]
    fn archives_inside_archives_end_at_the_limit() {
        let bytes = pack(&[("a.txt", b"one")]);
        let options = ReadOptions { depth: 8, ..ReadOptions::default() };
        let error = super::super::read(&bytes, "a.zip", &options).expect_err("too deep");
        assert!(matches!(error, ExtractError::TooDeep { limit: 8 }));
    }

    #[test]
    fn more_members_than_the_limit_are_counted_in_a_warning() {
        let names: Vec<String> = (0..12).map(|i| format!("{i}.txt")).collect();
        let members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
        let limits = Limits { members: 10, ..Limits::default() };
        let draft = read(&pack(&members), &limits).expect("draft");
        assert_eq!(draft.attachments.len(), 10);
    }
}
