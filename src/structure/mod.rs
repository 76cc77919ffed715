//! From an extraction to a document: pages, lines, paragraphs, footnotes, sentences, caption.
