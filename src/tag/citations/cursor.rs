//! Reading forward through a text, one written part at a time.

/// A position in a text. Copying it remembers a place to go back to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'t> {
    pub text: &'t str,
    /// On a character boundary.
    pub at: usize,
}

impl<'t> Cursor<'t> {
    pub fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    pub fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// The text ahead, at most `limit` bytes of it, cut on a character boundary.
    pub fn ahead(&self, limit: usize) -> &'t str {
        let rest = self.rest();
        &rest[..floor_boundary(rest, limit)]
    }

    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub fn eat(&mut self, literal: &str) -> bool {
        let found = self.rest().starts_with(literal);
        if found {
            self.at += literal.len();
        }
        found
    }

    pub fn eat_char(&mut self, wanted: impl Fn(char) -> bool) -> bool {
        match self.peek() {
            Some(c) if wanted(c) => {
                self.at += c.len_utf8();
                true
            }
            _ => false,
        }
    }

    /// One of `words` in any case, where no letter or digit follows. Longer words first.
    pub fn eat_word(&mut self, words: &[&str]) -> bool {
        for word in words {
            let Some(start) = self.rest().get(..word.len()) else { continue };
            let ends = self.rest()[word.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
            if start.eq_ignore_ascii_case(word) && (ends || word.ends_with('.')) {
                self.at += word.len();
                return true;
            }
        }
        false
    }

    pub fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let length = rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    pub fn digits(&mut self) -> &'t str {
        self.take_while(|c| c.is_ascii_digit())
    }

    /// Skips white space of any kind, but never a blank line: a citation stays in its paragraph.
    pub fn spaces(&mut self) {
        let mut next = *self;
        let space = next.take_while(char::is_whitespace);
        if space.matches('\n').count() <= 1 {
            *self = next;
        }
    }

    /// Runs `read` and goes back if it finds nothing.
    pub fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut trial = *self;
        let found = read(&mut trial)?;
        *self = trial;
        Some(found)
    }
}

/// The greatest character boundary of `text` that is no further than `at`.
pub(super) fn floor_boundary(text: &str, at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    (0..=at).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

/// The part of `text` before `at`, at most `limit` bytes of it, cut on a character boundary.
pub(super) fn behind(text: &str, at: usize, limit: usize) -> &str {
    &text[floor_boundary(text, at.saturating_sub(limit))..at]
}
