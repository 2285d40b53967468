//! Requests and reminders by mail, against an SMTP server that the test starts.

use app::{
    AppError, Outside,
    assessment::load,
    vendor::{MailError, MailSettings, Mailer, Occasion, Security, ask_all, board, open_link, remind_all, send},
    words::T,
};
use domain::{
    assessment::RoundNo,
    calendar::Instant,
    id::RequestId,
    journal::Seq,
    vendor::{Vendor, VendorDraft},
};
use messages::Lang;
use std::sync::{Arc, Mutex};
use testkit::{Engine, House};
use time::macros::date;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};

/// An SMTP server (RFC 5321): takes mail, or refuses every recipient.
struct Server {
    port: u16,
    mails: Arc<Mutex<Vec<String>>>,
}

impl Server {
    async fn start(refuses: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let mails = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&mails);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, Arc::clone(&kept), refuses));
            }
        });
        Self { port, mails }
    }

    fn mails(&self) -> Vec<String> {
        self.mails.lock().unwrap().clone()
    }

    fn mailer(&self) -> Mailer {
        Mailer::new(MailSettings {
            server: "127.0.0.1".to_owned(),
            port: Some(self.port),
            security: Security::None,
            from: "試験病院 <it@hospital.example>".to_owned(),
            login: None,
            authority: None,
        })
        .unwrap()
    }
}

async fn converse(stream: TcpStream, mails: Arc<Mutex<Vec<String>>>, refuses: bool) -> std::io::Result<()> {
    let (from, mut to) = stream.into_split();
    let mut lines = BufReader::new(from).lines();
    to.write_all(b"220 test\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        let answer: &[u8] = match line.split(' ').next().unwrap_or_default().to_ascii_uppercase().as_str() {
            "EHLO" => b"250-test\r\n250 8BITMIME\r\n",
            "RCPT" if refuses => b"550 no such user\r\n",
            "DATA" => {
                to.write_all(b"354 go on\r\n").await?;
                let mut mail = String::new();
                while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                    mail.push_str(&line);
                    mail.push('\n');
                }
                mails.lock().unwrap().push(mail);
                b"250 kept\r\n"
            }
            "QUIT" => b"221 bye\r\n",
            _ => b"250 ok\r\n",
        };
        to.write_all(answer).await?;
    }
    Ok(())
}

/// The words of a mail's body, whatever its transfer encoding is.
fn body(mail: &str) -> String {
    let (head, body) = mail.split_once("\n\n").unwrap();
    if head.to_ascii_lowercase().contains("base64") {
        return String::from_utf8(unbase64(body)).unwrap();
    }
    if head.to_ascii_lowercase().contains("quoted-printable") {
        let joined = body.replace("=\n", "");
        let mut bytes = Vec::new();
        let mut rest = joined.as_bytes();
        while let Some((first, after)) = rest.split_first() {
            if *first == b'=' && after.len() >= 2 {
                bytes.push(u8::from_str_radix(std::str::from_utf8(&after[..2]).unwrap(), 16).unwrap());
                rest = &after[2..];
            } else {
                bytes.push(*first);
                rest = after;
            }
        }
        return String::from_utf8(bytes).unwrap();
    }
    body.to_owned()
}

fn unbase64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for byte in text.bytes() {
        let Some(value) = LETTERS.iter().position(|letter| *letter == byte) else { continue };
        bits = (bits << 6) | u32::try_from(value).unwrap();
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 0xff).unwrap());
        }
    }
    bytes
}

async fn asked(house: &House, mail: &str) -> RequestId {
    let stated = VendorDraft::parse("甲社", "山田 太郎", "", mail, true).unwrap();
    let vendor = Vendor { id: house.app.ids.next(), stated, version: Seq::ZERO };
    store::vendor::record(&house.app.db, &house.permit(), house.app.now(), vendor).await.unwrap();
    let own = load(&house.app, &house.view(), house.open_r6().await).await.unwrap();
    let due = date!(2024 - 06 - 30);
    ask_all(&house.app, &house.view(), &house.permit(), &own, RoundNo::First, due).await.unwrap();
    let rows = board(&house.app, &house.view(), &own, RoundNo::First).await.unwrap();
    rows.into_iter().find_map(|row| row.asked).unwrap().0.request.id
}

fn reaching(house: &House, server: &Server) -> app::App {
    let vendor_address = Some("https://vendors.test".to_owned());
    house.app.clone().reaching(Outside { vendor_address, mailer: Some(server.mailer()) })
}

const JA: T = T::new(Lang::Ja);

#[tokio::test]
async fn a_request_goes_out_with_a_link_that_opens() {
    let house = House::build(Engine::Sqlite).await;
    let server = Server::start(false).await;
    let app = reaching(&house, &server);
    let request = asked(&house, "yamada@vendor.example").await;
    send(&app, &house.view(), &house.permit(), request, Occasion::Request, JA).await.unwrap();
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    assert!(mails[0].contains("yamada@vendor.example") && mails[0].contains("it@hospital.example"), "{}", mails[0]);
    let body = body(&mails[0]);
    for words in ["甲社 御中", "山田 太郎 様", "令和6年6月30日", "試験病院", "医療法施行規則第14条第2項", "院長 花子"]
    {
        assert!(body.contains(words), "{words}: {body}");
    }
    let token = body.split("https://vendors.test/v/").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    let link = open_link(&app, &token, "").await.unwrap();
    assert_eq!(link.form.asked.request.id, request);
    let asked = store::vendor::asked(&house.app.db, &house.view()).await.unwrap().remove(0);
    assert_eq!(asked.sent.len(), 1);
    assert_eq!(asked.sent[0].to.as_ref().unwrap().as_str(), "yamada@vendor.example");
}

#[tokio::test]
async fn reminders_go_out_when_they_are_due_and_once() {
    let house = House::build(Engine::Sqlite).await;
    let server = Server::start(false).await;
    let app = reaching(&house, &server);
    asked(&house, "yamada@vendor.example").await;
    let remind = async || remind_all(&app, &house.view(), &house.permit(), JA).await.unwrap();
    assert_eq!(remind().await, 0, "not due yet");
    house.app.clock.set(Instant::start_of_day_jst(date!(2024 - 06 - 23)));
    assert_eq!(remind().await, 1);
    assert_eq!(remind().await, 0, "once");
    house.app.clock.set(Instant::start_of_day_jst(date!(2024 - 07 - 01)));
    assert_eq!(remind().await, 1, "after the due day");
    assert!(body(&server.mails()[1]).contains("まだ受け取っておりません"), "{}", body(&server.mails()[1]));
    house.replay_and_compare().await;
}

#[tokio::test]
async fn what_the_server_refuses_is_not_recorded_as_sent() {
    let house = House::build(Engine::Sqlite).await;
    let server = Server::start(true).await;
    let app = reaching(&house, &server);
    let request = asked(&house, "nobody@vendor.example").await;
    let send = async |app: &app::App| send(app, &house.view(), &house.permit(), request, Occasion::Request, JA).await;
    let refused = send(&app).await;
    assert!(matches!(refused, Err(AppError::Mail(MailError::Refused(_)))), "{refused:?}");
    let off = send(&house.app).await;
    assert!(matches!(off, Err(AppError::Mail(MailError::Off))), "{off:?}");
    let asked = store::vendor::asked(&house.app.db, &house.view()).await.unwrap().remove(0);
    assert!(asked.sent.is_empty() && server.mails().is_empty());
    assert_eq!(remind_all(&house.app, &house.view(), &house.permit(), JA).await.unwrap(), 0);
}

#[tokio::test]
async fn an_address_that_is_none_is_said() {
    let house = House::build(Engine::Sqlite).await;
    let server = Server::start(false).await;
    let app = reaching(&house, &server);
    for (mail, name) in [("", "none"), ("電話してください", "no address")] {
        let request = match store::vendor::asked(&house.app.db, &house.view()).await.unwrap().pop() {
            None => asked(&house, mail).await,
            Some(asked) => asked.request.id,
        };
        let found = send(&app, &house.view(), &house.permit(), request, Occasion::Request, JA).await;
        assert!(matches!(found, Err(AppError::Mail(MailError::Address(_)))), "{name}: {found:?}");
    }
    let wrong = MailSettings {
        server: "127.0.0.1".to_owned(),
        port: None,
        security: Security::StartTls,
        from: "nobody".to_owned(),
        login: None,
        authority: None,
    };
    assert!(matches!(Mailer::new(wrong.clone()), Err(MailError::Address(_))));
    let authority = MailSettings { from: "a@b.example".to_owned(), authority: Some(b"no PEM".to_vec()), ..wrong };
    assert!(matches!(Mailer::new(authority), Err(MailError::Authority)));
}
