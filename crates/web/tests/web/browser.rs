//! A browser without a window: keeps cookies, finds the token of the last page, sends forms.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use testkit::{House, PASSWORD, Person};
use tower::ServiceExt as _;
use web::Site;

/// Kind of a form with a file, with the boundary that these tests use.
pub const MULTIPART: &str = "multipart/form-data; boundary=boundary";
/// Kind of a form without.
pub const FORM: &str = "application/x-www-form-urlencoded";

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub html: String,
    pub headers: HeaderMap,
}

impl Answer {
    /// Visible text: tags removed, spaces folded.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut tag = false;
        for c in self.html.chars() {
            match c {
                '<' => tag = true,
                '>' => {
                    tag = false;
                    text.push(' ');
                }
                c if !tag => text.push(c),
                _ => {}
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The value of the first hidden field with this name.
    pub fn hidden(&self, name: &str) -> Option<String> {
        let at = self.html.find(&format!("name=\"{name}\" value=\""))?;
        let rest = &self.html[at..];
        rest.split("value=\"").nth(1)?.split('"').next().map(str::to_owned)
    }
}

/// One browser.
pub struct Browser {
    router: Router,
    cookies: Vec<(String, String)>,
    pub token: String,
    pub htmx: bool,
    pub origin: Option<String>,
}

pub fn site(house: &House) -> Site {
    Site { app: house.app.clone(), https: false, authority: None }
}

impl Browser {
    pub fn new(house: &House) -> Self {
        Self {
            router: web::router(site(house)),
            cookies: vec![("sakimori_lang".into(), "ja".into())],
            token: String::new(),
            htmx: false,
            origin: Some("http://sakimori.test".into()),
        }
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, Vec::new()).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut pairs: Vec<(&str, &str)> = fields.to_vec();
        let token = self.token.clone();
        pairs.push(("csrf", &token));
        let body = serde_urlencoded::to_string(&pairs).unwrap();
        self.send(Method::POST, path, body.into_bytes()).await
    }

    /// Sends a form with a file as a browser does, the fields in their order.
    pub async fn post_file(&mut self, path: &str, fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            let part = format!("--boundary\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let (name, bytes) = file.unwrap_or_default();
        let head = format!(
            "--boundary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--boundary--\r\n");
        self.send_as(MULTIPART, Method::POST, path, Some(body.len() as u64), Body::from(body)).await
    }

    /// Sends a body that is made while it is sent; `length` is what it says of itself.
    pub async fn post_stream(&mut self, path: &str, kind: &str, length: Option<u64>, body: Body) -> Answer {
        self.send_as(kind, Method::POST, path, length, body).await
    }

    pub async fn send(&mut self, method: Method, path: &str, body: Vec<u8>) -> Answer {
        self.send_as(FORM, method, path, Some(body.len() as u64), Body::from(body)).await
    }

    async fn send_as(&mut self, kind: &str, method: Method, path: &str, length: Option<u64>, body: Body) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = Request::builder()
            .method(method.clone())
            .uri(path)
            .header(header::HOST, "sakimori.test")
            .header(header::COOKIE, cookies.join("; "));
        if method == Method::POST {
            request = request.header(header::CONTENT_TYPE, kind);
            if let Some(length) = length {
                request = request.header(header::CONTENT_LENGTH, length);
            }
            if let Some(origin) = &self.origin {
                request = request.header(header::ORIGIN, origin);
            }
        }
        if self.htmx {
            request = request.header("hx-request", "true");
        }
        let response = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        for value in response.headers().get_all(header::SET_COOKIE) {
            self.keep(value.to_str().unwrap());
        }
        let (status, headers) = (response.status(), response.headers().clone());
        let location = response.headers().get(header::LOCATION).map(|v| v.to_str().unwrap().to_owned());
        let bytes = to_bytes(response.into_body(), 64 << 20).await.unwrap();
        let answer = Answer {
            status,
            location: location.unwrap_or_default(),
            html: String::from_utf8_lossy(&bytes).into_owned(),
            headers,
        };
        if let Some(token) = answer.hidden("csrf") {
            self.token = token;
        }
        answer
    }

    fn keep(&mut self, line: &str) {
        let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
        self.cookies.retain(|(kept, _)| kept != name);
        if !value.is_empty() {
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
    }

    pub async fn log_in(house: &House, person: &Person) -> Self {
        let mut browser = Self::new(house);
        browser.get("/login").await;
        let answer = browser.post("/login", &[("login", person.login), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        browser.get("/").await;
        browser
    }
}
