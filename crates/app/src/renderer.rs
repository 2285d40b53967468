//! The typesetter as a child process of the same binary: its memory comes back, a panic stays its own, and it stays warm.
//!
//! Frames both ways: a length (u32, little-endian) and that many bytes. An answer's first byte is 0 for a PDF, 1 for an error text.

use std::{path::PathBuf, process::Stdio, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    process::{Child, ChildStdin, ChildStdout, Command},
    sync::Mutex,
    time::timeout,
};

/// Largest answer taken: 256 MiB.
const MAX_ANSWER: u32 = 256 << 20;
/// Longest time for one document: 60 seconds.
const PATIENCE: Duration = Duration::from_secs(60);

/// Why a document was not typeset.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The child could not be started.
    #[error("the typesetter does not start: {0}")]
    NotStarted(String),
    /// The child ended or answered nonsense; the next document starts a new one.
    #[error("the typesetter stopped: {0}")]
    Stopped(String),
    /// It took too long.
    #[error("the typesetter took more than {} seconds", PATIENCE.as_secs())]
    TooSlow,
    /// The document can't be typeset.
    #[error("the document can't be typeset: {0}")]
    Refused(String),
}

/// The typesetter's child process, started at the first document.
#[derive(Debug)]
pub struct Renderer {
    program: PathBuf,
    argument: &'static str,
    child: Mutex<Option<Running>>,
}

#[derive(Debug)]
struct Running {
    // Held so that the child ends when it is dropped.
    _child: Child,
    to: ChildStdin,
    from: ChildStdout,
}

impl Renderer {
    /// A renderer that runs `program argument` as its child.
    #[must_use]
    pub fn new(program: PathBuf, argument: &'static str) -> Self {
        Self { program, argument, child: Mutex::new(None) }
    }

    /// Typesets one document; returns the PDF. One at a time: the child is single-threaded by choice.
    ///
    /// # Errors
    /// See [`RenderError`].
    pub async fn render(&self, document: &[u8]) -> Result<Vec<u8>, RenderError> {
        let mut slot = self.child.lock().await;
        let mut running = match slot.take() {
            Some(running) => running,
            None => self.start()?,
        };
        let answer = match timeout(PATIENCE, exchange(&mut running, document)).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => return Err(RenderError::Stopped(error.to_string())),
            Err(_) => return Err(RenderError::TooSlow),
        };
        *slot = Some(running);
        match answer.split_first() {
            Some((0, pdf)) => Ok(pdf.to_vec()),
            Some((_, text)) => Err(RenderError::Refused(String::from_utf8_lossy(text).into_owned())),
            None => Err(RenderError::Stopped("empty answer".to_owned())),
        }
    }

    /// Ends the child, which gives its memory back. The next document starts a new one.
    pub async fn rest(&self) {
        self.child.lock().await.take();
    }

    fn start(&self) -> Result<Running, RenderError> {
        let mut child = Command::new(&self.program)
            .arg(self.argument)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| RenderError::NotStarted(error.to_string()))?;
        let (Some(to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(RenderError::NotStarted("no pipes".to_owned()));
        };
        Ok(Running { _child: child, to, from })
    }
}

async fn exchange(running: &mut Running, document: &[u8]) -> std::io::Result<Vec<u8>> {
    let length = u32::try_from(document.len()).map_err(std::io::Error::other)?;
    running.to.write_all(&length.to_le_bytes()).await?;
    running.to.write_all(document).await?;
    running.to.flush().await?;
    let mut length = [0; 4];
    running.from.read_exact(&mut length).await?;
    let length = u32::from_le_bytes(length);
    if length > MAX_ANSWER {
        return Err(std::io::Error::other("answer too large"));
    }
    let mut answer = vec![0; length as usize];
    running.from.read_exact(&mut answer).await?;
    Ok(answer)
}
