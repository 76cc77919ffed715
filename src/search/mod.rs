//! Candidates, spans, hits and hit reports.
