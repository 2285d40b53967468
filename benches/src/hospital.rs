//! A hospital as its clerk fills it, page by page: forms of a fiscal year, vendors with their sheets, files.

use crate::{
    Outcome,
    client::{Client, hidden},
    server::Server,
};

const PASSWORD: &str = "aoi-sora-to-shiroi-kumo";

/// A registered hospital, logged in.
#[derive(Debug)]
pub(crate) struct Hospital {
    pub(crate) client: Client,
    csrf: String,
    vendors: Vec<String>,
}

impl Hospital {
    /// Registers it by the first door.
    pub(crate) async fn register(server: &Server) -> Outcome<Self> {
        let mut client = Client::connect(&server.origin).await?;
        let csrf = client.get("/set-up").await?.hidden("csrf")?;
        let code = server.code.as_deref().ok_or("no set-up code was printed")?;
        let fields = [
            ("csrf", csrf.as_str()),
            ("code", code),
            ("kind", "hospital"),
            ("name", "緑野総合病院"),
            ("beds", "240"),
            ("vendor_contract", "exists"),
            ("administrator", "緑野 一郎"),
            ("same_person", "yes"),
            ("login", "midorino"),
            ("password", PASSWORD),
            ("again", PASSWORD),
        ];
        client.post("/set-up", &fields).await?.expect(303)?;
        let csrf = client.get("/vendors").await?.hidden("csrf")?;
        Ok(Self { client, csrf, vendors: Vec::new() })
    }

    /// Opens the institution's form of a fiscal year; its path.
    pub(crate) async fn open(&mut self, edition: &str, year: &str) -> Outcome<String> {
        let fields = [("csrf", self.csrf.as_str()), ("edition", edition), ("year", year)];
        let opened = self.client.post("/assessments", &fields).await?;
        opened.expect(303)?;
        Ok(path_of(&opened.location))
    }

    /// Records vendors, each with a contract.
    pub(crate) async fn add_vendors(&mut self, count: usize) -> Outcome<()> {
        for number in 1..=count {
            let (name, phone) = (format!("みらい電子第{number}株式会社"), format!("03-0000-{number:04}"));
            let (csrf, mail) = (self.csrf.clone(), format!("support{number}@example.jp"));
            let fields = [("csrf", csrf.as_str()), ("name", &name), ("contact", "青木 次郎"), ("phone", &phone)];
            let fields = [&fields[..], &[("mail", mail.as_str()), ("contract", "yes")]].concat();
            self.client.post("/vendors", &fields).await?.expect(303)?;
        }
        let list = self.client.get("/vendors").await?.html();
        let mut found: Vec<String> =
            between(&list, "href=\"/vendors/", "\"").filter(|id| id.starts_with('0')).collect();
        found.sort();
        found.dedup();
        if found.len() != count {
            return Err(format!("{} vendors instead of {count}", found.len()).into());
        }
        self.vendors = found;
        Ok(())
    }

    /// Opens a sheet of the newest form for every vendor; their paths.
    pub(crate) async fn open_vendor_sheets(&mut self) -> Outcome<Vec<String>> {
        let mut sheets = Vec::new();
        for vendor in &self.vendors {
            let opened = self.client.post(&format!("/vendors/{vendor}/sheets"), &[("csrf", &self.csrf)]).await?;
            opened.expect(303)?;
            sheets.push(path_of(&opened.location));
        }
        Ok(sheets)
    }

    /// Answers every item that a sheet asks in its first round, each with a note of its own; how many.
    pub(crate) async fn answer(&mut self, sheet: &str, year: &str, number: usize) -> Outcome<usize> {
        let page = self.client.get(sheet).await?;
        page.expect(200)?;
        let html = page.html();
        let mut count = 0;
        for item in html.split("<article class=\"item").skip(1).filter(|item| item.contains("/answer\"")) {
            let (id, version) = (between(item, "id=\"", "\"").next(), hidden(item, "version"));
            let by = item.split_once("name=\"by\"").map(|(_, rest)| rest.to_owned()).unwrap_or_default();
            let by = between(&by, "<option value=\"", "\"").find(|id| id.starts_with('0'));
            let (Some(id), Some(version), Some(by)) = (id, version, by) else {
                return Err(format!("an item without a form: {item:.300}").into());
            };
            // The first item asks whether there is such a system at all: with いいえ nothing else would be asked.
            let is_no = count > 0 && (count + number).is_multiple_of(5);
            let note =
                format!("{number}回目の確かめ {count}：手順書の{}頁のとおり、担当者が機器ごとに見た。", count + 7);
            let (on, target) = (format!("{year}-06-10"), if is_no { format!("{year}-12-20") } else { String::new() });
            let fields = [
                ("csrf", self.csrf.as_str()),
                ("round", "1"),
                ("version", &version),
                ("choice", if is_no { "no" } else { "yes" }),
                ("on", &on),
                ("by", &by),
                ("target", &target),
                ("note", &note),
            ];
            self.client.post(&format!("{sheet}/items/{id}/answer"), &fields).await?.expect(303)?;
            count += 1;
        }
        Ok(count)
    }

    /// Adds a file to the first item of a sheet.
    pub(crate) async fn add_file(&mut self, sheet: &str, item: &str, number: usize, bytes: &[u8]) -> Outcome<()> {
        let (title, name) = (format!("機器台帳の写し {number}"), format!("台帳-{number:04}.png"));
        let link = format!("{}:{item}", sheet.rsplit('/').next().unwrap_or_default());
        let fields = [("csrf", self.csrf.as_str()), ("title", &title), ("received_on", "2023-06-10"), ("link", &link)];
        self.client.post_file("/evidence", &fields, (&name, bytes)).await?.expect(303)
    }
}

fn path_of(location: &str) -> String {
    location.split('?').next().unwrap_or_default().to_owned()
}

/// What stands between two words, each time.
fn between<'a>(html: &'a str, from: &'a str, to: &'a str) -> impl Iterator<Item = String> + 'a {
    html.split(from).skip(1).filter_map(move |rest| rest.split(to).next().map(str::to_owned))
}
