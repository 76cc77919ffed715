//! The query language: lexer, dialects, parser, tree, span algebra.
