//! PDF: two readers, one line builder.
