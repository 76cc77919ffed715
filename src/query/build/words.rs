//! Words with wildcards, split as documents are split.

use super::Builder;
use crate::query::Dialect;
use crate::query::atom::{Atom, Pattern, shown};
use crate::query::error::{Fault, QueryError};
use crate::query::parser::Raw;
use crate::query::tokenize::{MANY, ONE, ROOT};
use crate::query::tokens::TokenText;
use crate::query::tree::{AtomId, Node};

/// Words joined by punctuation up to which every way to leave some of it out is tried.
const ALL_WAYS: usize = 4;

impl Builder<'_> {
    pub(super) fn words(&mut self, text: &str, quoted: bool, raw: &Raw) -> Result<Node, QueryError> {
        let text = self.with_stand_ins(text, quoted, raw)?;
        let tokens = TokenText::plain(text);
        self.check_wildcards(&tokens, raw)?;
        let mut nodes = Vec::new();
        let mut start = 0;
        while start < tokens.len() {
            let end = group_end(&tokens, start);
            nodes.push(self.word(&tokens, start, end));
            start = end;
        }
        match nodes.len() {
            0 => self.fail(Fault::NoWord(shown(tokens.text())), raw),
            1 => Ok(nodes.remove(0)),
            _ => Ok(Node::Phrase(nodes)),
        }
    }

    /// Replaces the dialect's wildcards by the tokenizer's stand-ins.
    fn with_stand_ins(&mut self, text: &str, quoted: bool, raw: &Raw) -> Result<String, QueryError> {
        let dialect = self.query.dialect;
        let wild = text.contains(['*', '?', '!']);
        if !wild {
            return Ok(text.to_owned());
        }
        if quoted && !dialect.wildcards_in_quotes() {
            // a `?` or `!` that ends a quoted sentence is punctuation, but who meant a wildcard must know
            if text.contains(['*', '!', '?']) {
                self.note(
                    "inside quotes `*`, `?` and `!` are no wildcards; write `track* pixel` without quotes",
                );
            }
            return Ok(text.to_owned());
        }
        if !quoted && text.contains('?') && !dialect.has_question_mark() {
            return self.lacks("?", "write `*` for exactly one character", raw);
        }
        if !quoted && text.contains('!') && !dialect.has_root_expander() {
            return self.lacks("!", "write `*` for any ending: `intercept*`", raw);
        }
        if dialect == Dialect::Westlaw && text.ends_with('*') {
            self.note(
                "Westlaw lets a `*` at the end of a word also stand for nothing; here it is one character: add the word without it by OR",
            );
        }
        let star = if dialect.star_is_one() { ONE } else { MANY };
        let stand_in = |c: char| match c {
            '*' => star,
            '?' if dialect.has_question_mark() => ONE,
            '!' if dialect.has_root_expander() => ROOT,
            other => other,
        };
        Ok(text.chars().map(stand_in).collect())
    }

    fn lacks<T>(&self, operator: &str, instead: &str, raw: &Raw) -> Result<T, QueryError> {
        let (operator, instead) = (operator.to_owned(), instead.to_owned());
        self.fail(Fault::Lacks { operator, dialect: self.query.dialect, instead }, raw)
    }

    fn check_wildcards(&self, tokens: &TokenText, raw: &Raw) -> Result<(), QueryError> {
        for (form, term) in tokens.forms().filter(|(form, _)| form.length == 1) {
            if term.starts_with([MANY, ONE, ROOT]) {
                let word = tokens.slice(form.position, form.position + 1);
                return self.fail(Fault::LeadingWildcard(shown(word)), raw);
            }
            let inside = term.strip_suffix(ROOT).unwrap_or(term).contains(ROOT);
            if inside {
                return self.fail(Fault::MisplacedWildcard(shown(term)), raw);
            }
        }
        Ok(())
    }

    /// The words `start..end`, joined by punctuation alone, as one word with its ways of writing.
    fn word(&mut self, tokens: &TokenText, start: usize, end: usize) -> Node {
        let written = balanced(shown(&tokens.slice(start as u32, end as u32).to_lowercase()));
        let mut forms = Vec::new();
        for cuts in divisions(end - start) {
            let mut at = start;
            let mut form: Vec<AtomId> = Vec::new();
            for length in cuts {
                let Some(term) = term_of(tokens, at, length) else { break };
                form.push(self.atom(atom_of(term)));
                at += length;
            }
            if at == end {
                forms.push(form);
            }
        }
        let word = if forms.len() == 1 && forms[0].len() == 1 {
            self.query.atoms[forms[0][0].0 as usize].to_string()
        } else {
            written
        };
        Node::Word { written: word, forms }
    }
}

/// The last word of `631(a)` ends before its bracket.
fn balanced(mut written: String) -> String {
    for (open, close) in [('(', ')'), ('[', ']')] {
        let missing = written.matches(open).count().saturating_sub(written.matches(close).count());
        written.extend(std::iter::repeat_n(close, missing));
    }
    written
}

/// The end of the words that punctuation joins to the one at `start`.
fn group_end(tokens: &TokenText, start: usize) -> usize {
    let joined = |at: usize| tokens.forms().any(|(f, _)| f.length == 2 && f.position as usize + 1 == at);
    let mut end = start + 1;
    while end < tokens.len() && joined(end) {
        end += 1;
    }
    end
}

/// Own form of one word, or the compound of several.
fn term_of(tokens: &TokenText, at: usize, length: usize) -> Option<&str> {
    tokens
        .forms()
        .find(|(f, _)| f.position as usize == at && f.length as usize == length)
        .map(|(_, term)| term)
}

fn atom_of(term: &str) -> Atom {
    if term.contains([MANY, ONE, ROOT]) {
        Atom::Pattern(Pattern::new(term))
    } else {
        Atom::Term(term.to_owned())
    }
}

/// Ways to cut `count` words into runs written without punctuation, all apart first.
fn divisions(count: usize) -> Vec<Vec<usize>> {
    if count > ALL_WAYS {
        return vec![vec![1; count]];
    }
    let mut ways: Vec<Vec<usize>> = (0..1usize << (count - 1)).map(|joins| division(count, joins)).collect();
    ways.sort_by_key(|way| std::cmp::Reverse(way.len()));
    ways
}

/// Bit i of `joins` says that words i and i + 1 are written as one.
fn division(count: usize, joins: usize) -> Vec<usize> {
    let mut runs = vec![1];
    for i in 0..count - 1 {
        match runs.last_mut() {
            Some(last) if joins & (1 << i) != 0 => *last += 1,
            _ => runs.push(1),
        }
    }
    runs
}
