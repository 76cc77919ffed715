//! Who published a document.

use crate::document::Document;
use foldhash::{HashMap, HashMapExt, HashSet};
use std::sync::LazyLock;

/// Who published it: publisher, else the host of its address, else the name that its text is full of,
/// else its title.
pub fn owner(document: &Document) -> String {
    let meta = &document.metadata;
    let host = meta.url.as_deref().and_then(|u| u.split("//").nth(1)).and_then(|u| u.split('/').next());
    let owner = meta.publisher.as_deref().or(meta.author.as_deref()).or(host).map(str::to_owned);
    owner.or_else(|| dominant_name(&document.text)).or_else(|| meta.title.clone()).unwrap_or_default()
}

/// Times that a name must stand within sentences to be taken for the publisher's.
const OFTEN: usize = 5;

/// Words with capitals in a policy that are nobody's name.
static OTHERS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let words = "Privacy Policy Services Service Terms Platform Site Website App Apps Products Information Data \
                 Personal Notice Section Act California European Union United States Internet Cookies Content \
                 Center Settings Account Help User Users English Children Third";
    words.split_whitespace().collect()
});

/// The capitalised word that stands most often after a small one: a policy speaks of its own company.
fn dominant_name(text: &str) -> Option<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    // an article or a common noun of another language stands in small letters as well
    let is_common = |name: &str| {
        let small = format!(" {} ", name.to_lowercase());
        text.matches(&small).take(OFTEN).count() >= OFTEN
    };
    let mut after_small = false;
    for word in text.split_ascii_whitespace() {
        let small = word.starts_with(char::is_lowercase) && word.ends_with(char::is_lowercase);
        let told = std::mem::replace(&mut after_small, small);
        if !told || small {
            continue;
        }
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare);
        let named =
            bare.len() > 2 && bare.starts_with(char::is_uppercase) && bare.chars().all(char::is_alphanumeric);
        if named && !OTHERS.contains(bare) {
            *counts.entry(bare).or_default() += 1;
        }
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().filter(|(_, count)| *count >= OFTEN).collect();
    counts.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    counts.into_iter().find(|(name, _)| !is_common(name)).map(|(name, _)| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_within_sentences_is_the_publishers_and_words_that_begin_them_are_not() {
        let told = "When you use Lumora, we keep what Lumora’s shops send. We share it where Lumora asks.\n";
        assert_eq!(dominant_name(&told.repeat(2)), Some("Lumora".into()));
        let none = "We keep it. The Shop sends it. When our Services change we tell you.\n";
        assert_eq!(dominant_name(&none.repeat(6)), None);
        // an article of another language is written small as well
        let french = "Chez nous Les données et les boutiques ; avec Les boutiques et les autres.\n";
        assert_eq!(dominant_name(&french.repeat(6)), None);
    }
}
