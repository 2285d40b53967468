//! What clients do to the server: look at the form, save answers, look at it together.

use crate::{
    Outcome,
    client::{Client, hidden},
    peer::Peer,
    server::Server,
};
use std::time::{Duration, Instant};

/// Seconds of one throughput run; ours and the peer's take turns, so that a busy minute meets both.
const TURN: Duration = Duration::from_secs(3);
const TURNS: usize = 3;

/// The sample hospital, opened, with its form.
#[derive(Debug)]
pub(crate) struct Sample {
    client: Client,
    form: String,
}

/// What the form page costs.
#[derive(Debug)]
pub(crate) struct FormPage {
    pub(crate) bytes: usize,
    pub(crate) queries: usize,
}

impl Sample {
    /// Enters by the second door.
    pub(crate) async fn open(server: &Server) -> Outcome<Self> {
        let mut client = Client::connect(&server.origin).await?;
        let csrf = client.get("/").await?.hidden("csrf")?;
        let code = server.code.as_deref().ok_or("no set-up code was printed")?;
        client.post("/set-up/sample", &[("csrf", &csrf), ("code", code)]).await?.expect(303)?;
        // The link of home leads to the institution's own form, not to a vendor's.
        let home = client.get("/").await?.html();
        let (_, after) = home.split_once("href=\"/assessments/0").ok_or("no sheet on home")?;
        let id = after.split(['"', '?', '#', '/']).next().unwrap_or_default();
        Ok(Self { client, form: format!("/assessments/0{id}?round=2") })
    }

    /// The same login on the same data, served by another process.
    pub(crate) async fn at(self, server: &Server) -> Outcome<Self> {
        Ok(Self { client: self.client.at(&server.origin).await?, ..self })
    }

    /// Bytes and statements of a form page; the server writes its statements into a log.
    pub(crate) async fn form_page(&self, logged: &Server) -> Outcome<FormPage> {
        let mut client = self.client.again().await?;
        client.get(&self.form).await?;
        let before = logged.statements()?;
        let page = client.get(&self.form).await?;
        page.expect(200)?;
        Ok(FormPage { bytes: page.body.len(), queries: logged.statements()? - before })
    }
}

/// Looks at the form again and again.
pub(crate) async fn views(sample: &Sample, times: usize) -> Outcome<Vec<Duration>> {
    let mut client = sample.client.again().await?;
    let mut taken = Vec::with_capacity(times);
    for _ in 0..times {
        let started = Instant::now();
        let page = client.get(&sample.form).await?;
        taken.push(started.elapsed());
        page.expect(200)?;
    }
    Ok(taken)
}

/// Saves an answer again and again, each with another note, as a page without script does.
pub(crate) async fn saves(sample: &Sample, times: usize) -> Outcome<Vec<Duration>> {
    let mut client = sample.client.again().await?;
    let page = client.get(&sample.form).await?.html();
    let (before, _) = page.split_once("/answer\"").ok_or("no item is open in round 2")?;
    let action = format!("{}/answer", before.rsplit('"').next().unwrap_or_default());
    let item = action.rsplit('/').nth(1).ok_or("no item")?.to_owned();
    let article = |html: &str| html.split_once(&format!("id=\"{item}\"")).map(|(_, rest)| rest.to_owned());
    let mut html = article(&page).ok_or("no article")?;
    let csrf = hidden(&html, "csrf").ok_or("no token")?;
    let by = html.split_once("name=\"by\"").and_then(|(_, rest)| {
        rest.split("<option value=\"")
            .filter_map(|option| option.split('"').next())
            .find(|id| id.starts_with('0'))
            .map(str::to_owned)
    });
    let by = by.ok_or("no confirmer")?;
    let mut version = hidden(&html, "version").ok_or("no version")?;
    let mut taken = Vec::with_capacity(times);
    for at in 0..times {
        let note = format!("計測 {at}");
        let fields = [
            ("csrf", csrf.as_str()),
            ("round", "2"),
            ("version", &version),
            ("choice", "yes"),
            ("on", "2024-12-18"),
            ("by", &by),
            ("target", ""),
            ("note", &note),
        ];
        let started = Instant::now();
        let saved = client.post(&action, &fields).await?;
        taken.push(started.elapsed());
        saved.expect(303)?;
        html = article(&client.get(&sample.form).await?.html()).ok_or("no article")?;
        version = hidden(&html, "version").ok_or("no version")?;
    }
    Ok(taken)
}

/// Pages per second of ours and of the peer, in turns.
pub(crate) async fn throughput(sample: &Sample, peer: &Peer, clients: usize) -> Outcome<(f64, f64)> {
    let bare = Client::connect(&peer.origin).await?;
    let (mut ours, mut theirs) = (0, 0);
    for _ in 0..TURNS {
        ours += turn(&sample.client, &sample.form, clients).await?;
        theirs += turn(&bare, "/", clients).await?;
    }
    let seconds = TURN.as_secs_f64() * f64::from(u32::try_from(TURNS)?);
    Ok((f64::from(ours) / seconds, f64::from(theirs) / seconds))
}

async fn turn(browser: &Client, path: &str, clients: usize) -> Outcome<u32> {
    let until = Instant::now() + TURN;
    let mut running = Vec::new();
    for _ in 0..clients {
        let mut client = browser.again().await?;
        let path = path.to_owned();
        running.push(tokio::spawn(async move {
            let mut pages = 0;
            while Instant::now() < until {
                client.get(&path).await?.expect(200)?;
                pages += 1;
            }
            Outcome::Ok(pages)
        }));
    }
    let mut pages = 0;
    for client in running {
        pages += client.await??;
    }
    Ok(pages)
}
