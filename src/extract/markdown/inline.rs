//! Markup inside a Markdown paragraph, taken off.

/// The text as it would be shown: emphasis marks, link targets, images, code marks, tags and
/// escapes go; link texts and addresses in angle brackets stay.
pub fn plain(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut brackets = 0;
    let mut i = 0;
    while i < chars.len() {
        i = step(&chars, i, &mut out, &mut brackets);
    }
    super::super::draft::fold(&entities(&out))
}

/// Handles what stands at `i` and says where to go on.
fn step(chars: &[char], i: usize, out: &mut String, brackets: &mut usize) -> usize {
    let next = chars.get(i + 1).copied().unwrap_or(' ');
    match chars[i] {
        '\\' if next.is_ascii_punctuation() => {
            out.push(next);
            return i + 2;
        }
        '!' if next == '[' => return image(chars, i).unwrap_or_else(|| keep('!', i, out)),
        '[' if next == '^' => return footnote_mark(chars, i).unwrap_or_else(|| keep('[', i, out)),
        '[' if link_end(chars, i).is_some() => {
            *brackets += 1;
            return i + 1;
        }
        ']' if *brackets > 0 && matches!(next, '(' | '[') => {
            *brackets -= 1;
            return target_end(chars, i + 1).unwrap_or(i + 1);
        }
        '`' => return i + 1,
        '<' => return tag(chars, i, out).unwrap_or_else(|| keep('<', i, out)),
        '*' | '_' | '~' => return emphasis(chars, i, out),
        c => out.push(c),
    }
    i + 1
}

fn keep(c: char, i: usize, out: &mut String) -> usize {
    out.push(c);
    i + 1
}

/// A run of `*`, `_` or `~~` is markup where it touches a word on one side only, or, for `*`, on both.
fn emphasis(chars: &[char], i: usize, out: &mut String) -> usize {
    let mark = chars[i];
    let end = (i..chars.len()).find(|j| chars[*j] != mark).unwrap_or(chars.len());
    let before = i.checked_sub(1).and_then(|j| chars.get(j)).copied().unwrap_or(' ');
    let after = chars.get(end).copied().unwrap_or(' ');
    let loose = before.is_whitespace() && after.is_whitespace();
    let inside_word = before.is_alphanumeric() && after.is_alphanumeric();
    let literal = loose && (i > 0 || end < chars.len())
        || end - i > 3
        || mark == '_' && inside_word
        || mark == '~' && end - i != 2
        || mark == '*' && before.is_ascii_digit() && after.is_ascii_digit();
    if literal {
        out.extend(&chars[i..end]);
    }
    end
}

/// The `]` that closes the bracket at `i`, where a target follows it.
fn link_end(chars: &[char], i: usize) -> Option<usize> {
    let close = matching(chars, i, '[', ']')?;
    match chars.get(close + 1) {
        Some('(') => target_end(chars, close + 1).map(|_| close),
        Some('[') => matching(chars, close + 1, '[', ']').map(|_| close),
        _ => None,
    }
}

fn target_end(chars: &[char], open: usize) -> Option<usize> {
    match chars.get(open)? {
        '(' => matching(chars, open, '(', ')').map(|close| close + 1),
        '[' => matching(chars, open, '[', ']').map(|close| close + 1),
        _ => None,
    }
}

/// How far a bracket may be from its partner; keeps broken markup from taking quadratic time.
const REACH: usize = 4096;

fn matching(chars: &[char], open: usize, opening: char, closing: char) -> Option<usize> {
    let mut depth = 0usize;
    let mut i = open;
    while i < chars.len().min(open + REACH) {
        match chars[i] {
            '\\' => i += 1,
            c if c == opening => depth += 1,
            c if c == closing => {
                depth -= 1;
                if depth == 0 {
                    return Some(i);
                }
            }
            _ => {}
        }
        i += 1;
    }
    None
}

fn image(chars: &[char], i: usize) -> Option<usize> {
    let close = matching(chars, i + 1, '[', ']')?;
    target_end(chars, close + 1)
}

fn footnote_mark(chars: &[char], i: usize) -> Option<usize> {
    let close = matching(chars, i, '[', ']')?;
    let label = &chars[i + 2..close];
    (!label.is_empty() && label.len() <= 20 && label.iter().all(|c| !c.is_whitespace())).then_some(close + 1)
}

/// A tag is dropped (a line break leaves a space), an address in angle brackets is kept.
fn tag(chars: &[char], i: usize, out: &mut String) -> Option<usize> {
    let close = (i + 1..chars.len().min(i + REACH)).find(|j| chars[*j] == '>')?;
    let inner: String = chars[i + 1..close].iter().collect();
    let address = inner.contains("://") || inner.contains('@');
    if address && !inner.contains(char::is_whitespace) {
        out.push_str(inner.trim_start_matches("mailto:"));
        return Some(close + 1);
    }
    let name = inner.trim_start_matches('/');
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!') {
        return None;
    }
    if name.to_ascii_lowercase().starts_with("br") {
        out.push(' ');
    }
    Some(close + 1)
}

fn entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let named =
        [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&rsquo;", "’")];
    let text = named.iter().fold(text.to_owned(), |text, (name, shown)| text.replace(name, shown));
    text.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::plain;
    use proptest::prelude::*;

    #[test]
    fn marks_and_targets_go_and_words_stay() {
        assert_eq!(
            plain("the “**Platform**” and *its* [terms](https://x.example/a_(b)) apply"),
            "the “Platform” and its terms apply"
        );
        assert_eq!(
            plain("see [the notice][1] and <https://x.example>"),
            "see the notice and https://x.example"
        );
        assert_eq!(plain("**_Last updated:_** _5 October 2021_"), "Last updated: 5 October 2021");
        assert_eq!(plain("shown.[^3] ![logo](a.png)Then<br>more"), "shown. Then more");
    }

    #[test]
    fn brackets_and_marks_that_are_no_markup_stay() {
        assert_eq!(
            plain("“block[] annoying” [p]rotect 5 * 3 snake_case \\*x\\* a < b"),
            "“block[] annoying” [p]rotect 5 * 3 snake_case *x* a < b"
        );
        assert_eq!(plain("[EXEMPT] see [2021] A_B"), "[EXEMPT] see [2021] A_B");
    }

    proptest! {
        #[test]
        fn letters_outside_of_targets_and_tags_survive(text in "[a-z *_]{0,80}") {
            let letters = |s: &str| s.chars().filter(char::is_ascii_lowercase).collect::<String>();
            prop_assert_eq!(letters(&plain(&text)), letters(&text));
        }

        #[test]
        fn any_text_is_taken(text in "\\PC{0,120}") {
            plain(&text);
        }
    }
}
