//! Runs the program: with a folder of its own, without the settings of whoever runs the tests.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{Shutdown, TcpStream},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

/// A folder of one test, gone with it.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn make() -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let name = format!("sakimori-command-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::SeqCst));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// The program with the folder `data` of a test, started in that test's folder.
pub(crate) fn program(folder: &Folder) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sakimori"));
    command.current_dir(folder.path()).stdin(Stdio::null());
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SAKIMORI_") || name.starts_with("LC_")) {
        command.env_remove(name);
    }
    command.env_remove("LANG").env_remove("RUST_LOG").env("SAKIMORI_DATA", "data");
    command
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Ended {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program speaks UTF-8");
    Ended { code: output.status.code().expect("no signal"), out: text(output.stdout), err: text(output.stderr) }
}

/// Runs the words of a command line in a test's folder.
pub(crate) fn said(folder: &Folder, words: &str) -> Ended {
    run(program(folder).args(words.split_whitespace()))
}

/// A server on a free port, ended with the test.
pub(crate) struct Server {
    child: Child,
    out: BufReader<ChildStdout>,
    /// `http://127.0.0.1:1234/`.
    pub(crate) address: String,
    /// The line after the address, if a code was printed.
    pub(crate) code: Option<String>,
}

impl Server {
    pub(crate) fn start(folder: &Folder) -> Self {
        Self::start_as(program(folder).args(["serve", "--listen", "127.0.0.1:0"]), true)
    }

    /// `expects_code`: whether a line with the set-up code follows the address.
    pub(crate) fn start_as(command: &mut Command, expects_code: bool) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let Some((_, address)) = line.trim_end().split_once(": ") else {
            let mut err = String::new();
            child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
            panic!("no address, but {line:?} and {err}");
        };
        let address = address.to_owned();
        let code = expects_code.then(|| {
            let mut line = String::new();
            out.read_line(&mut line).unwrap();
            line.trim_end().rsplit_once(": ").expect("a code").1.to_owned()
        });
        Self { child, out, address, code }
    }

    /// `127.0.0.1:1234`.
    pub(crate) fn host(&self) -> &str {
        self.address.split_once("://").unwrap().1.trim_end_matches('/')
    }

    /// The status line of `GET path`.
    pub(crate) fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(self.host()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let _ = stream.shutdown(Shutdown::Both);
        String::from_utf8_lossy(&answer).lines().next().unwrap_or_default().to_owned()
    }

    /// Asks it to end, as a service manager does; how it ended, and what it had printed after its first lines.
    pub(crate) fn stop(mut self) -> Ended {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let started = Instant::now();
        let code = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status.code().expect("it ends by itself");
            }
            assert!(started.elapsed() < Duration::from_secs(15), "it does not end");
            std::thread::sleep(Duration::from_millis(10));
        };
        let (mut out, mut err) = (String::new(), String::new());
        self.out.read_to_string(&mut out).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        Ended { code, out, err }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
