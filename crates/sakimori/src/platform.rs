//! What differs between operating systems: signals, files for the owner only. Nothing else asks which system it is.

use std::{fs, io, path::Path};

/// Listens for whoever asks the program to end: Ctrl-C, or the service manager. Listening begins when it is made.
#[cfg(unix)]
pub(crate) struct StopRequest {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl StopRequest {
    pub(crate) fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// Returns when somebody asked, also if that was before the call.
    pub(crate) async fn come(mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

/// Listens for whoever asks the program to end.
#[cfg(windows)]
pub(crate) struct StopRequest {
    interrupt: tokio::signal::windows::CtrlC,
    shutdown: tokio::signal::windows::CtrlShutdown,
}

#[cfg(windows)]
impl StopRequest {
    pub(crate) fn listen() -> io::Result<Self> {
        use tokio::signal::windows::{ctrl_c, ctrl_shutdown};
        Ok(Self { interrupt: ctrl_c()?, shutdown: ctrl_shutdown()? })
    }

    /// Returns when somebody asked, also if that was before the call.
    pub(crate) async fn come(mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.shutdown.recv() => {}
        }
    }
}

/// A new folder that only its owner can look into.
pub(crate) fn make_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Writes a file whole, synced; only its owner can read it.
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    use io::Write as _;
    let part = path.with_extension("part");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&part, path)
}
