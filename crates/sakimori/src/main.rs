//! The binary: command line, configuration, wiring.

mod backup;
mod backup_runs;
mod catalog;
mod command;
mod config;
mod demo;
mod emergency;
mod evidence;
mod fault;
mod import;
mod installation;
mod logs;
mod migrate;
mod platform;
mod scratch;
mod screen;
mod serve;
mod verify;
mod verify_pack;

use command::{Cli, Command, Parsed};
use config::Settings;
use fault::{Exit, Fault};
use screen::Screen;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<_> = std::env::args_os().collect();
    let screen = Screen::new(screen::language(&words));
    let outcome = command::parse(words, screen).and_then(|parsed| match parsed {
        Parsed::Cli(cli) => run(*cli, screen),
        Parsed::Printed => Ok(Exit::Done),
    });
    match outcome {
        Ok(exit) => exit.into(),
        Err(fault) => {
            fault.print(screen);
            fault.exit.into()
        }
    }
}

fn run(cli: Cli, screen: Screen) -> Result<Exit, Fault> {
    let command = cli.command.unwrap_or(Command::Serve);
    if matches!(command, Command::Typeset) {
        return typeset();
    }
    log();
    if let Command::VerifyPack { file, fingerprint, json } = &command {
        // A pack is checked on any machine: no settings, no data folder.
        return verify_pack::run(file, fingerprint.as_deref(), *json, screen);
    }
    if let Command::Evidence { command } = &command {
        return evidence::run(command, screen);
    }
    if let Command::Logs { command } = command {
        return logs::run(command, || Settings::read(&cli.flags), screen);
    }
    if let Command::Import(import) = &command
        && import.dry_run
    {
        // Files are looked at on any machine: no settings, no data folder.
        return import::dry(import, screen);
    }
    let settings = Settings::read(&cli.flags)?;
    match command {
        Command::Catalog { command } => catalog::run(command, &settings, screen),
        Command::Serve => wait(serve::run(&settings, screen)),
        Command::Demo { pack } => wait(demo::run(&pack, settings, screen)),
        Command::Backup { file } => wait(backup::back_up(&file, &settings, screen)),
        Command::Restore { file } => wait_for(backup::restore(&file, &settings, screen)),
        Command::EmergencyPack { out, facility } => wait(emergency::run(&out, facility.as_deref(), &settings, screen)),
        Command::Migrate => wait(migrate::run(&settings, screen)),
        Command::Verify { json } => wait_for(verify::run(&settings, json, screen)),
        Command::Import(import) => wait_for(import::write(&import, &settings, screen)),
        Command::VerifyPack { .. } | Command::Logs { .. } | Command::Evidence { .. } | Command::Typeset => {
            Ok(Exit::Done)
        }
    }
}

fn wait(work: impl Future<Output = Result<(), Fault>>) -> Result<Exit, Fault> {
    wait_for(async { work.await.map(|()| Exit::Done) })
}

fn wait_for(work: impl Future<Output = Result<Exit, Fault>>) -> Result<Exit, Fault> {
    // Taking an entry in is one function with a branch for every kind of entry; built without optimisation it needs more than the usual
    // 2 MiB. Only what is used of a stack becomes memory.
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(8 << 20).build();
    runtime.map_err(|error| Fault::unusable("command-failed").below(error))?.block_on(work)
}

/// The child's work. Its answers go to the standard output, so nothing else may.
fn typeset() -> Result<Exit, Fault> {
    typeset::serve(std::io::stdin().lock(), std::io::stdout().lock())
        .map(|()| Exit::Done)
        .map_err(|error| Fault::unusable("command-failed").below(error))
}

/// The log goes to the standard error; `RUST_LOG` says how much of it.
fn log() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn".into());
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second one can't be set; that is only so in tests.
    let _ = log.try_init();
}
