//! The command line: what can be asked for, in words of either language.

use crate::{fault::Fault, screen::Screen};
use clap::{
    Arg, ArgAction, Args, Command as Clap, CommandFactory as _, FromArgMatches as _, Parser, Subcommand,
    error::{ContextKind, ContextValue, ErrorKind},
};
use std::{borrow::Cow, ffi::OsString, path::PathBuf};

/// Everything that was asked for.
#[derive(Debug, Parser)]
#[command(
    name = "sakimori",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) flags: Flags,
    /// Without one: `serve`.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// Flags that every command takes.
#[derive(Debug, Default, Args)]
pub(crate) struct Flags {
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    #[arg(long, global = true, value_name = "ADDRESS")]
    pub(crate) listen: Option<String>,
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) database_url: Option<String>,
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) database_owner_url: Option<String>,
    #[arg(long, global = true)]
    pub(crate) insecure_http: bool,
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) backup_folder: Option<PathBuf>,
    /// Already read by `screen::language`.
    #[arg(long, global = true, value_name = "ja|en", value_parser = ["ja", "en"])]
    pub(crate) lang: Option<String>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Serve,
    Demo {
        #[arg(long, value_name = "DIR")]
        pack: PathBuf,
    },
    Catalog {
        #[command(subcommand)]
        command: CatalogCommand,
    },
    Evidence {
        #[command(subcommand)]
        command: EvidenceCommand,
    },
    Verify {
        #[arg(long)]
        json: bool,
    },
    VerifyPack {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long, value_name = "FINGERPRINT")]
        fingerprint: Option<String>,
        #[arg(long)]
        json: bool,
    },
    Backup {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    Restore {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    EmergencyPack {
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        #[arg(id = "of_facility", long = "facility", value_name = "ID")]
        facility: Option<String>,
    },
    Migrate,
    Logs {
        #[command(subcommand)]
        command: LogsCommand,
    },
    Import(ImportArgs),
    /// The typesetter as a child of this program: reads documents, writes PDFs.
    #[command(hide = true)]
    Typeset,
}

/// Inventories for the ledger.
#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    #[arg(value_name = "FILE", required = true)]
    pub(crate) inventories: Vec<PathBuf>,
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[arg(long, conflicts_with = "dry_run")]
    pub(crate) yes: bool,
    #[arg(long)]
    pub(crate) json: bool,
    #[arg(id = "columns", long = "profile", value_name = "NAME|FILE")]
    pub(crate) profile: Option<String>,
    #[arg(long, value_name = "NAME|SHA-256", conflicts_with = "dry_run")]
    pub(crate) replaces: Option<String>,
    #[arg(id = "of_facility", long = "facility", value_name = "ID", conflicts_with = "dry_run")]
    pub(crate) facility: Option<String>,
}

/// What to do with edition packs.
#[derive(Debug, Subcommand)]
pub(crate) enum CatalogCommand {
    Check {
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
        #[arg(long)]
        json: bool,
    },
    List {
        #[arg(long)]
        json: bool,
    },
}

/// What to do with access logs.
#[derive(Debug, Subcommand)]
pub(crate) enum LogsCommand {
    Read {
        #[command(flatten)]
        files: LogFiles,
        #[arg(long)]
        json: bool,
    },
    Import {
        #[command(flatten)]
        files: LogFiles,
        #[command(flatten)]
        archive: ArchiveArgs,
        #[arg(long)]
        json: bool,
    },
    Verify {
        #[command(flatten)]
        archive: ArchiveArgs,
        #[arg(long)]
        json: bool,
    },
    Search {
        #[command(flatten)]
        search: Box<SearchArgs>,
        #[command(flatten)]
        archive: ArchiveArgs,
        #[arg(long)]
        json: bool,
    },
}

/// Log files, and what they do not say themselves.
#[derive(Debug, Args)]
pub(crate) struct LogFiles {
    #[arg(id = "logs", value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    #[arg(
        long,
        value_name = "+09:00",
        default_value = "+09:00",
        allow_hyphen_values = true,
        hide_default_value = true
    )]
    pub(crate) zone: String,
    #[arg(long, value_name = "FILE")]
    pub(crate) profile: Vec<PathBuf>,
}

/// Whose archive.
#[derive(Debug, Args)]
pub(crate) struct ArchiveArgs {
    #[arg(long, value_name = "ID", default_value = "main", hide_default_value = true)]
    pub(crate) facility: String,
}

/// What is looked for.
#[derive(Debug, Args)]
pub(crate) struct SearchArgs {
    #[arg(long, value_name = "2024-02-18T09:00")]
    pub(crate) from: Option<String>,
    #[arg(long, value_name = "2024-02-19")]
    pub(crate) until: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub(crate) source: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub(crate) user: Option<String>,
    #[arg(long, value_name = "ID")]
    pub(crate) patient: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub(crate) host: Option<String>,
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) address: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub(crate) event: Option<String>,
    #[arg(long, value_name = "success|failure|unknown", value_parser = ["success", "failure", "unknown"])]
    pub(crate) outcome: Option<String>,
    #[arg(long, value_name = "WORDS")]
    pub(crate) text: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub(crate) offset: usize,
    #[arg(long, value_name = "N", default_value_t = 100, hide_default_value = true)]
    pub(crate) limit: usize,
    #[arg(long)]
    pub(crate) oldest_first: bool,
}

/// What to do with exports and configurations.
#[derive(Debug, Subcommand)]
pub(crate) enum EvidenceCommand {
    Read {
        #[arg(value_name = "FILE", required = true)]
        exports: Vec<PathBuf>,
        #[arg(long)]
        json: bool,
        #[arg(long, value_name = "DAY")]
        as_of: Option<String>,
    },
}

/// What came of the words.
pub(crate) enum Parsed {
    /// Something to do.
    Cli(Box<Cli>),
    /// Help or version, already printed.
    Printed,
}

/// Reads the words. Help and version are printed here.
pub(crate) fn parse(words: Vec<OsString>, screen: Screen) -> Result<Parsed, Fault> {
    let matches = match localised(screen).try_get_matches_from(words) {
        Ok(matches) => matches,
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            screen.line(error.to_string().trim_end());
            return Ok(Parsed::Printed);
        }
        Err(error) => return Err(refused(&error)),
    };
    let cli = Cli::from_arg_matches(&matches).map_err(|error| refused(&error))?;
    Ok(Parsed::Cli(Box::new(cli)))
}

/// The command with its help in the person's language: the text of `--listen` is `command-help-listen`, that of
/// `catalog check` is `command-help-catalog-check`.
fn localised(screen: Screen) -> Clap {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).global(true);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let exits = screen.text("command-help-exits", &[]);
    let root = Cli::command().arg(help).arg(version).about(screen.text("command-help-about", &[])).after_help(exits);
    in_words(root, "command-help", screen)
}

fn in_words(command: Clap, key: &str, screen: Screen) -> Clap {
    let text = |key: &str| screen.text(key, &[]);
    let usage = text("command-help-usage");
    let template = format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}");
    command
        .help_template(template)
        .next_help_heading(heading("command-help-options", screen))
        .subcommand_help_heading(heading("command-help-commands", screen))
        .mut_args(|arg| {
            let above = if arg.is_positional() { "command-help-arguments" } else { "command-help-options" };
            let words = text(&format!("command-help-arg-{}", arg.get_id().as_str().replace('_', "-")));
            arg.help(words).help_heading(heading(above, screen)).hide_possible_values(true)
        })
        .mut_subcommands(|sub| {
            let key = format!("{key}-{}", sub.get_name());
            let about = if sub.is_hide_set() { String::new() } else { text(&key) };
            in_words(sub.about(about), &key, screen)
        })
}

/// Headings have to live as long as the program; texts without arguments do.
fn heading(key: &'static str, screen: Screen) -> &'static str {
    match messages::text(screen.lang(), key) {
        Cow::Borrowed(text) => text,
        Cow::Owned(_) => key,
    }
}

/// The parser's own words are English: its findings are said again in ours.
fn refused(error: &clap::Error) -> Fault {
    let of = |kind| error.get(kind).map(written).unwrap_or_default();
    let fault = match error.kind() {
        ErrorKind::UnknownArgument => {
            Fault::refused("command-argument-unknown").with("found", of(ContextKind::InvalidArg))
        }
        ErrorKind::InvalidSubcommand => {
            Fault::refused("command-unknown").with("found", of(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => {
            Fault::refused("command-argument-missing").with("missing", of(ContextKind::InvalidArg))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Fault::refused("command-subcommand-missing")
        }
        ErrorKind::InvalidValue if of(ContextKind::InvalidValue).is_empty() => {
            Fault::refused("command-argument-empty").with("argument", of(ContextKind::InvalidArg))
        }
        ErrorKind::InvalidValue => Fault::refused("command-argument-value")
            .with("argument", of(ContextKind::InvalidArg))
            .with("found", of(ContextKind::InvalidValue)),
        ErrorKind::ArgumentConflict => {
            Fault::refused("command-argument-twice").with("found", of(ContextKind::InvalidArg))
        }
        _ => Fault::refused("command-arguments-wrong"),
    };
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::ValidValue];
    suggested.into_iter().map(of).filter(|words| !words.is_empty()).fold(fault, Fault::near)
}

fn written(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(all) => all.join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use messages::Lang;

    /// The help of every command, in one text.
    fn help(lang: Lang) -> String {
        fn walk(command: &mut Clap, all: &mut String) {
            all.push_str(&command.render_help().to_string());
            for sub in command.get_subcommands_mut() {
                walk(sub, all);
            }
        }
        let mut command = localised(Screen::new(lang));
        command.build();
        let mut all = String::new();
        walk(&mut command, &mut all);
        all
    }

    #[test]
    fn every_word_of_the_help_is_there_in_both_languages() {
        for lang in Lang::ALL {
            let help = help(lang);
            assert!(!help.contains('⟦'), "{help}");
        }
        assert!(!help(Lang::Ja).contains("Options:") && !help(Lang::Ja).contains("Usage:"));
    }
}
