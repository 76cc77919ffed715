//! A small pool of worker processes, each with a deadline and a memory limit.

use super::frame;
use super::worker::{Answer, Opened, Request, Work};
use crate::document::{Content, Extraction, RawLine, Status};
use crate::extract::ocr;
use rayon::prelude::*;
use std::io::{self, BufWriter, Read};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What one file may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Processor time a file; wall time may be six times as long, since on a busy machine a
    /// file must not be lost for what others do.
    pub deadline: Duration,
    /// Address space of a worker, in bytes.
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { deadline: Duration::from_secs(30), memory: 1_536 << 20 }
    }
}

/// Wall time in which a worker must use up its deadline or answer, in deadlines.
const PATIENCE: u32 = 6;

/// Recognising one page may take this many times as long as reading a file.
const RECOGNITION: u32 = 6;

/// Starts workers as needed, lends each to one file at a time and replaces those that fail.
pub struct Pool {
    program: PathBuf,
    limits: Limits,
    idle: Mutex<Vec<Worker>>,
}

impl Pool {
    /// `program` is this program's own binary.
    pub fn new(program: PathBuf, limits: Limits) -> Self {
        Self { program, limits, idle: Mutex::new(Vec::new()) }
    }

    /// Reads one file in workers. A PDF that breaks a worker is tried once more with one reader
    /// alone; pages without words are recognised, each in a request of its own. Never fails: what
    /// went wrong is in the answer.
    pub fn open(&self, request: &Request, bytes: &[u8]) -> Opened {
        let Opened { answer, attachments } = self.read(request, bytes);
        let Answer::Wordless { mut extraction, pages, attachments: names } = answer else {
            return Opened { answer, attachments };
        };
        self.recognize(request, bytes, &mut extraction, &pages);
        let request = Request { work: Work::Structure(extraction), ..request.clone() };
        let answer = match self.attempt(&request, bytes) {
            Ok(Opened { answer: Answer::Read { document, .. }, .. }) => {
                Answer::Read { document, attachments: names }
            }
            Ok(other) => other.answer,
            Err(reason) => Answer::Failed { media_type: None, reason },
        };
        Opened { answer, attachments }
    }

    fn read(&self, request: &Request, bytes: &[u8]) -> Opened {
        let first = match self.attempt(request, bytes) {
            Ok(opened) => return opened,
            Err(reason) => reason,
        };
        let mut careful = request.clone();
        careful.options.pdf.single_reader = true;
        if request.options.pdf.single_reader || !bytes.starts_with(b"%PDF") {
            return Opened::failed(None, first);
        }
        match self.attempt(&careful, bytes) {
            Ok(mut opened) => {
                warn(&mut opened, format!("read by one reader only, since with both {first}"));
                opened
            }
            Err(_) => Opened::failed(None, first),
        }
    }

    /// Gives pages the lines that the engine sees on them, beside or instead of their own.
    fn recognize(&self, request: &Request, bytes: &[u8], extraction: &mut Extraction, numbers: &[u32]) {
        let Some(engine) = request.engine.as_ref().map(|engine| engine.name()) else { return };
        let Content::Pages(pages) = &mut extraction.content else { return };
        let lines_of = |page: u32| -> Result<Vec<RawLine>, String> {
            let request = Request { work: Work::Recognize(page), ..request.clone() };
            match self.attempt(&request, bytes)?.answer {
                Answer::Recognized(lines) => Ok(lines),
                Answer::Failed { reason, .. } => Err(reason),
                _ => Err("the worker answered something else".to_owned()),
            }
        };
        let wordless = pages.par_iter_mut().filter(|page| numbers.contains(&page.number));
        wordless.for_each(|page| match lines_of(page.number) {
            Ok(lines) => ocr::settle(page, lines, engine.clone()),
            Err(reason) => page.warnings.push(format!("character recognition failed: {reason}")),
        });
        extraction.extractor = format!("{}, {engine}", extraction.extractor);
        if extraction.status == Status::Ok {
            extraction.status = Status::Ocr;
        }
    }

    fn attempt(&self, request: &Request, bytes: &[u8]) -> Result<Opened, String> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut worker = match idle {
            Some(worker) => worker,
            None => Worker::start(&self.program, self.limits.memory)
                .map_err(|e| format!("no worker could start: {e}"))?,
        };
        let deadline = match request.work {
            Work::Recognize(_) => self.limits.deadline * RECOGNITION,
            _ => self.limits.deadline,
        };
        let opened = worker.ask(request, bytes, deadline)?;
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
        Ok(opened)
    }
}

fn warn(opened: &mut Opened, warning: String) {
    match &mut opened.answer {
        Answer::Read { document, .. } => document.warnings.push(warning),
        Answer::Wordless { extraction, .. } => extraction.warnings.push(warning),
        _ => {}
    }
}

struct Worker {
    child: Child,
    input: Option<BufWriter<ChildStdin>>,
    answers: Receiver<io::Result<Opened>>,
    last_words: Arc<Mutex<String>>,
}

impl Worker {
    fn start(program: &PathBuf, memory: u64) -> io::Result<Self> {
        let mut child = Command::new(program)
            .arg("worker")
            .arg(memory.to_string())
            // pages are recognised in parallel already
            .env("RTEN_NUM_THREADS", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(stdin), Some(mut stdout), Some(stderr)) = pipes else {
            return Err(io::Error::other("a pipe is missing"));
        };
        let (sender, answers) = channel();
        std::thread::spawn(move || {
            while let Some(answer) = receive(&mut stdout).transpose() {
                if sender.send(answer).is_err() {
                    return;
                }
            }
        });
        let last_words = Arc::new(Mutex::new(String::new()));
        listen(stderr, Arc::clone(&last_words));
        Ok(Self { child, input: Some(BufWriter::new(stdin)), answers, last_words })
    }

    /// Sends one file and waits; on any failure the worker is gone.
    fn ask(&mut self, request: &Request, bytes: &[u8], deadline: Duration) -> Result<Opened, String> {
        if let Err(error) = self.send(request, bytes) {
            return Err(self.bury(&format!("the worker did not take the file ({error})")));
        }
        match self.answer_within(deadline) {
            Ok(Ok(opened)) => Ok(opened),
            Ok(Err(error)) => Err(self.bury(&format!("the worker's answer broke off ({error})"))),
            Err(RecvTimeoutError::Timeout) => {
                self.bury("");
                Err(format!("reading took longer than {} s", deadline.as_secs_f64()))
            }
            Err(RecvTimeoutError::Disconnected) => Err(self.bury("the reader crashed")),
        }
    }

    /// Waits until the worker answers, has used the deadline's processor time, or is out of patience.
    fn answer_within(&self, deadline: Duration) -> Result<io::Result<Opened>, RecvTimeoutError> {
        let (start, used) = (Instant::now(), processor_time(self.child.id()).unwrap_or_default());
        let mut wait = deadline;
        loop {
            let answer = self.answers.recv_timeout(wait);
            if !matches!(answer, Err(RecvTimeoutError::Timeout)) || start.elapsed() >= deadline * PATIENCE {
                return answer;
            }
            let Some(now) = processor_time(self.child.id()) else { return answer };
            let left = deadline.saturating_sub(now.saturating_sub(used));
            if left.is_zero() {
                return answer;
            }
            wait = left.max(Duration::from_millis(50));
        }
    }

    fn send(&mut self, request: &Request, bytes: &[u8]) -> io::Result<()> {
        let input = self.input.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        frame::write(input, &serde_json::to_vec(request)?)?;
        frame::write(input, bytes)?;
        io::Write::flush(input)
    }

    /// Ends the process and says what it died of.
    fn bury(&mut self, what: &str) -> String {
        // a short wait lets a crashing process finish, so that its signal is known
        let status = self.wait_briefly();
        let _ = self.child.kill();
        let _ = self.child.wait();
        let words = self.last_words.lock().map(|w| w.clone()).unwrap_or_default();
        let cause = cause_of_death(&words, status);
        if cause.is_empty() { what.to_owned() } else { format!("{what}: {cause}") }
    }

    fn wait_briefly(&mut self) -> Option<ExitStatus> {
        for _ in 0..20 {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Some(status);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        None
    }
}

/// Processor time that a process has used, where the system tells it (Linux: `proc(5)`, fields 14
/// and 15 of `stat`, in hundredths of a second).
fn processor_time(process: u32) -> Option<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, fields) = stat.rsplit_once(") ")?;
    let ticks = fields.split(' ').skip(11).take(2).map(str::parse::<u64>);
    let ticks = ticks.sum::<Result<u64, _>>().ok()?;
    Some(Duration::from_millis(ticks * 10))
}

impl Drop for Worker {
    fn drop(&mut self) {
        drop(self.input.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn receive(stdout: &mut impl Read) -> io::Result<Option<Opened>> {
    let Some(head) = frame::read(stdout)? else { return Ok(None) };
    let answer: Answer = serde_json::from_slice(&head)?;
    let count = match &answer {
        Answer::Read { attachments, .. } | Answer::Wordless { attachments, .. } => attachments.len(),
        _ => 0,
    };
    let attachments = (0..count)
        .map(|_| frame::read(stdout)?.ok_or_else(|| io::ErrorKind::UnexpectedEof.into()))
        .collect::<io::Result<_>>()?;
    Ok(Some(Opened { answer, attachments }))
}

/// Keeps the last 2,000 bytes that the worker writes to its standard error.
fn listen(mut stderr: impl Read + Send + 'static, last_words: Arc<Mutex<String>>) {
    std::thread::spawn(move || {
        let mut chunk = [0; 1024];
        while let Ok(n @ 1..) = stderr.read(&mut chunk) {
            let Ok(mut words) = last_words.lock() else { return };
            words.push_str(&String::from_utf8_lossy(&chunk[..n]));
            let excess = words.len().saturating_sub(2000);
            let cut = (excess..=words.len()).find(|&i| words.is_char_boundary(i)).unwrap_or(0);
            words.drain(..cut);
        }
    });
}

fn cause_of_death(words: &str, status: Option<ExitStatus>) -> String {
    if words.contains("memory allocation") || words.contains("capacity overflow") {
        return "it asked for more memory than a file may have".to_owned();
    }
    if words.contains("stack overflow") {
        return "its data is nested too deep".to_owned();
    }
    status.filter(|s| !s.success()).map(|s| s.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn working_uses_processor_time_and_waiting_does_not() {
        let own = std::process::id();
        let before = processor_time(own).unwrap();
        let mut sum = 0_u64;
        let start = Instant::now();
        while processor_time(own).unwrap() < before + Duration::from_millis(60) {
            assert!(start.elapsed() < Duration::from_secs(60), "no time was counted");
            (0..100_000_u64).for_each(|n| sum = std::hint::black_box(sum.wrapping_mul(31) + n));
        }
        assert!(processor_time(u32::MAX).is_none(), "a process that is not there");
    }
}
