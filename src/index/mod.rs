//! The search index: schema, tokenizer, writer. Derived from the store, can be rebuilt.
