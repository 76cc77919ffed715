//! Progress on stderr, for what takes longer than a second.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::cell::OnceCell;
use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// A bar that appears once a second has passed; silent when stderr is no terminal.
pub(super) struct Progress {
    what: &'static str,
    start: Instant,
    bar: Mutex<OnceCell<ProgressBar>>,
    shown: bool,
}

impl Progress {
    pub(super) fn new(what: &'static str) -> Self {
        let shown = std::io::stderr().is_terminal() && std::env::var_os("NO_PROGRESS").is_none();
        Self { what, start: Instant::now(), bar: Mutex::default(), shown }
    }

    /// Tells that `done` of `total` are done.
    pub(super) fn tell(&self, done: usize, total: usize) {
        if !self.shown || self.start.elapsed() < Duration::from_secs(1) {
            return;
        }
        let Ok(bar) = self.bar.lock() else { return };
        let bar = bar.get_or_init(|| {
            let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}, {eta} left");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.set_message(self.what);
            bar
        });
        bar.set_position(done as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Ok(bar) = self.bar.lock()
            && let Some(bar) = bar.get()
        {
            bar.finish_and_clear();
        }
    }
}
