//! 300 vendors with their sheets of three fiscal years: asked in one go, looked at on one page, answered in 300 workbooks; and one MDS
//! of 1,000 rows.

use crate::{
    Outcome,
    client::Client,
    database::{Database, Engine, Folder},
    figures::{Figures, millis},
    server::Server,
};
use report::workbook::{ListCell, ListColumn, ListSheet, write_lists};
use std::{
    path::Path,
    time::{Duration, Instant},
};
use time::{OffsetDateTime, UtcOffset};
use tokio::process::Command;

const VENDORS: usize = 300;
const YEARS: i32 = 3;
const ROWS: usize = 1_000;
const FILL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/peers/fill_answers.py");

pub(crate) async fn measure(program: &Path, engine: Engine, figures: &mut Figures) -> Outcome<()> {
    let database = Database::make(engine, program).await?;
    let server = Server::start(program, database.folder(), database.url()).await?;
    let mut house = House::register(&server).await?;
    let name = engine.name();
    let took = house.take_in_list().await?;
    figures.row(&format!("list of {VENDORS} vendors read, shown and taken in, {name}"), "", &seconds(took));
    house.open_sheets().await?;
    let took = house.ask().await?;
    figures.row(&format!("requests to {VENDORS} vendors made, {name}"), "≤ 2 s", &seconds(took));
    house.answer_in_workbooks(name, figures).await?;
    let mut taken = Vec::new();
    for _ in 0..50 {
        let started = Instant::now();
        house.client.get("/vendors/requests").await?.expect(200)?;
        taken.push(started.elapsed());
    }
    let what = format!("page of {VENDORS} requests with their answers, {name}");
    figures.row(&what, "p50 ≤ 100 ms", &millis(&taken));
    let took = house.disclosure().await?;
    figures.row(&format!("MDS of {ROWS} rows read, shown and taken in, {name}"), "≤ 2 s", &seconds(took));
    server.stop().await?;
    database.drop().await
}

fn seconds(took: Duration) -> String {
    format!("{:.2} s", took.as_secs_f64())
}

/// An institution with vendors, and its browser.
struct House {
    client: Client,
    csrf: String,
    year: i32,
}

/// The fiscal year of today in Japan, by its first calendar year.
fn fiscal_year() -> Outcome<i32> {
    let today = OffsetDateTime::now_utc().to_offset(UtcOffset::from_hms(9, 0, 0)?);
    Ok(if u8::from(today.month()) < 4 { today.year() - 1 } else { today.year() })
}

/// What stands between the first `before` and the next `"`.
fn after<'a>(html: &'a str, before: &str) -> Outcome<&'a str> {
    let (_, rest) = html.split_once(before).ok_or_else(|| format!("{before} is not on the page"))?;
    Ok(rest.split('"').next().unwrap_or_default())
}

impl House {
    async fn register(server: &Server) -> Outcome<Self> {
        let mut client = Client::connect(&server.origin).await?;
        let csrf = client.get("/set-up").await?.hidden("csrf")?;
        let code = server.code.as_deref().ok_or("no set-up code was printed")?;
        let word = "aoi-sora-to-shiroi-kumo";
        let fields = [
            ("csrf", csrf.as_str()),
            ("code", code),
            ("kind", "hospital"),
            ("name", "計測病院"),
            ("beds", "300"),
            ("vendor_contract", "exists"),
            ("administrator", "緑野 一郎"),
            ("same_person", "yes"),
            ("login", "midorino"),
            ("password", word),
            ("again", word),
        ];
        client.post("/set-up", &fields).await?.expect(303)?;
        let csrf = client.get("/vendors").await?.hidden("csrf")?;
        Ok(Self { client, csrf, year: fiscal_year()? })
    }

    /// A list as CSV: uploaded, shown, taken in.
    async fn take_in_list(&mut self) -> Outcome<Duration> {
        let mut list = "事業者名,担当者,電話,システム名,契約名,開始日,セキュリティ更新\r\n".to_owned();
        for at in 0..VENDORS {
            list.push_str(&format!(
                "第{at:03}電子株式会社,担当 {at},03-0000-{at:04},部門システム{at},保守,2024-04-01,ベンダー\r\n"
            ));
        }
        let started = Instant::now();
        let sent =
            self.client.post_file("/vendors/import", &[("csrf", &self.csrf)], ("vendors.csv", list.as_bytes())).await?;
        sent.expect(303)?;
        let shown = self.client.get(&sent.location).await?;
        shown.expect(200)?;
        let html = shown.html();
        let form = html.split_once("method=\"post\" action=\"/vendors/import/").ok_or("nothing can be taken in")?.1;
        let mut fields: Vec<(String, String)> = Vec::new();
        for part in form.split("<input type=\"hidden\" name=\"").skip(1) {
            let (name, rest) = part.split_once('"').ok_or("a field without a name")?;
            fields.push((name.to_owned(), after(rest, "value=\"")?.to_owned()));
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let path = sent.location.split('?').next().unwrap_or_default().to_owned();
        self.client.post(&path, &fields).await?.expect(303)?;
        Ok(started.elapsed())
    }

    /// The institution's own sheet of each year, and every vendor's beside it; those of the newest year come with the requests.
    async fn open_sheets(&mut self) -> Outcome<()> {
        let list = self.client.get("/vendors").await?.html();
        let ids: Vec<String> = list
            .split("href=\"/vendors/0")
            .skip(1)
            .filter_map(|part| part.split('"').next().map(|id| format!("0{id}")))
            .filter(|id| !id.contains('/'))
            .collect();
        if ids.len() < VENDORS {
            return Err(format!("{} vendors on the page", ids.len()).into());
        }
        for year in (self.year - YEARS + 1)..=self.year {
            let said = year.to_string();
            let fields = [("csrf", self.csrf.as_str()), ("edition", "r6"), ("year", said.as_str())];
            self.client.post("/assessments", &fields).await?.expect(303)?;
            for id in ids.iter().take(if year == self.year { 0 } else { VENDORS }) {
                let opened =
                    self.client.post(&format!("/vendors/{id}/sheets"), &[("csrf", self.csrf.as_str())]).await?;
                opened.expect(303)?;
            }
        }
        Ok(())
    }

    async fn ask(&mut self) -> Outcome<Duration> {
        let due = format!("{}-03-31", self.year + 1);
        let fields = [("csrf", self.csrf.as_str()), ("round", "1"), ("due_on", due.as_str())];
        let started = Instant::now();
        self.client.post("/vendors/requests", &fields).await?.expect(303)?;
        Ok(started.elapsed())
    }

    /// Every vendor's workbook is saved, filled in by openpyxl, looked at and received.
    async fn answer_in_workbooks(&mut self, engine: &str, figures: &mut Figures) -> Outcome<()> {
        let list = self.client.get("/vendors/requests").await?.html();
        let requests: std::collections::BTreeSet<String> = list
            .split("href=\"/vendors/requests/0")
            .skip(1)
            .filter_map(|part| part.split('"').next().map(|id| format!("/vendors/requests/0{id}")))
            .collect();
        if requests.len() < VENDORS {
            return Err(format!("{} requests on the page", requests.len()).into());
        }
        let folder = Folder::make("answers")?;
        let mut written = Vec::new();
        for (at, request) in requests.iter().enumerate() {
            let started = Instant::now();
            let book = self.client.get(&format!("{request}/workbook")).await?;
            written.push(started.elapsed());
            book.expect(200)?;
            std::fs::write(folder.path().join(format!("{at:03}.xlsx")), &book.body)?;
        }
        figures.row(&format!("workbook of a request made, {engine}"), "", &millis(&written));
        let ran = Command::new("/usr/bin/python3").arg(FILL).arg(folder.path()).output().await?;
        if !ran.status.success() {
            return Err(String::from_utf8_lossy(&ran.stderr).into_owned().into());
        }
        let (mut taken, all) = (Vec::new(), Instant::now());
        for (at, request) in requests.iter().enumerate() {
            let bytes = std::fs::read(folder.path().join(format!("{at:03}.xlsx")))?;
            let started = Instant::now();
            self.receive(request, &bytes).await?;
            taken.push(started.elapsed());
        }
        let what = format!("{VENDORS} answer workbooks read, shown and received one by one, {engine}");
        figures.row(&what, "≤ 60 s", &format!("{}; each {}", seconds(all.elapsed()), millis(&taken)));
        Ok(())
    }

    async fn receive(&mut self, request: &str, bytes: &[u8]) -> Outcome<()> {
        let sent =
            self.client.post_file(&format!("{request}/file"), &[("csrf", &self.csrf)], ("answer.xlsx", bytes)).await?;
        sent.expect(303)?;
        let shown = self.client.get(&sent.location).await?;
        shown.expect(200)?;
        let seal = shown.hidden("seal")?;
        let path = sent.location.split('?').next().unwrap_or_default().to_owned();
        let fields = [
            ("csrf", self.csrf.as_str()),
            ("name", "answer.xlsx"),
            ("seal", seal.as_str()),
            ("signature", ""),
            ("answered_by", "山田 太郎"),
            ("post", ""),
        ];
        self.client.post(&path, &fields).await?.expect(303)
    }

    /// One MDS: recorded, its workbook uploaded, shown and taken in.
    async fn disclosure(&mut self) -> Outcome<Duration> {
        let list = self.client.get("/vendors").await?.html();
        let vendor = format!("0{}", after(&list, "href=\"/vendors/0")?);
        let asked = format!("{}-04-01", self.year);
        let fields = [
            ("csrf", self.csrf.as_str()),
            ("kind", "mds"),
            ("product", "部門システム"),
            ("state", "received"),
            ("on", asked.as_str()),
        ];
        let added = self.client.post(&format!("/disclosures/new?vendor={vendor}"), &fields).await?;
        added.expect(303)?;
        let at = added.location.split('?').next().unwrap_or_default().to_owned();
        let book = mds()?;
        let started = Instant::now();
        let sent = self.client.post_file(&format!("{at}/file"), &[("csrf", &self.csrf)], ("mds.xlsx", &book)).await?;
        sent.expect(303)?;
        let shown = self.client.get(&sent.location).await?;
        shown.expect(200)?;
        let (seal, profile) = (shown.hidden("seal")?, shown.hidden("profile")?);
        let path = sent.location.split('?').next().unwrap_or_default().to_owned();
        let fields = [
            ("csrf", self.csrf.as_str()),
            ("name", "mds.xlsx"),
            ("profile", profile.as_str()),
            ("seal", seal.as_str()),
        ];
        self.client.post(&path, &fields).await?.expect(303)?;
        Ok(started.elapsed())
    }
}

/// A vendor's workbook of so many questions.
fn mds() -> Outcome<Vec<u8>> {
    let text = |text: String| ListCell::Text(text);
    let column = |heading: &str| ListColumn { heading: heading.to_owned(), width: 20.0 };
    let row = |at: usize| {
        let answer = ["はい", "いいえ", "対象外"].get(at % 3).copied().unwrap_or_default();
        let question = format!("安全管理の機能その{at}は、この製品で利用できますか。");
        vec![
            text(format!("{}.{}", at / 20 + 1, at % 20 + 1)),
            text(question),
            text(answer.to_owned()),
            text(format!("備考{at}")),
        ]
    };
    let sheet = ListSheet {
        name: "MDS".to_owned(),
        title: "MDS".to_owned(),
        columns: ["番号", "質問項目", "回答", "備考"].map(column).to_vec(),
        rows: (0..ROWS).map(row).collect(),
    };
    Ok(write_lists(&[sheet])?)
}
