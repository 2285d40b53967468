//! Events as NDJSON: one object per line, columns in the order of the schema, absent ones left out.

use crate::{event::Event, instant};

/// What one reading adds to each event.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// Microseconds UTC at which it was read.
    pub received: i64,
    /// The file, with the path in its archive.
    pub file: &'a str,
}

/// Appends one line.
pub fn write(event: &Event<'_>, origin: Origin<'_>, out: &mut Vec<u8>) {
    let mut line = Line { out, empty: true };
    line.out.push(b'{');
    if let Some(micros) = event.time.micros {
        line.instant("time", micros);
    }
    line.plain("time_basis", event.time.basis.code());
    if event.time.micros.is_some() {
        line.key("time_offset");
        line.out.push(b'"');
        instant::write_offset(event.time.offset_minutes, line.out);
        line.out.push(b'"');
    }
    line.instant("received", origin.received);
    line.text("source", &event.source);
    line.plain("format", event.format);
    line.text("provider", &event.provider);
    line.text("host", &event.host);
    line.text("user", &event.user);
    line.text("user_id", &event.user_id);
    line.text("user_domain", &event.user_domain);
    line.text("action", &event.action);
    line.plain("outcome", event.outcome.code());
    line.text("reason", &event.reason);
    line.text("object_type", &event.object_type);
    line.text("object_id", &event.object_id);
    line.text("object_name", &event.object_name);
    line.text("patient_id", &event.patient_id);
    line.text("address", &event.address);
    line.text("destination", &event.destination);
    line.text("event_id", &event.event_id);
    line.text("event_type", &event.event_type);
    if let Some(number) = event.record_id {
        line.number("record_id", number);
    }
    line.plain("severity", event.severity);
    line.text("message", &event.message);
    line.text("raw", &event.raw);
    line.plain("raw_reason", event.raw_reason);
    line.text("file", origin.file);
    line.number("line", event.line);
    line.out.extend_from_slice(b"}\n");
}

struct Line<'o> {
    out: &'o mut Vec<u8>,
    empty: bool,
}

impl Line<'_> {
    fn key(&mut self, key: &str) {
        if !self.empty {
            self.out.push(b',');
        }
        self.empty = false;
        self.out.push(b'"');
        self.out.extend_from_slice(key.as_bytes());
        self.out.extend_from_slice(b"\":");
    }

    /// A text that needs no escape.
    fn plain(&mut self, key: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        self.key(key);
        self.out.push(b'"');
        self.out.extend_from_slice(value.as_bytes());
        self.out.push(b'"');
    }

    fn text(&mut self, key: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        self.key(key);
        self.out.push(b'"');
        escape(value, self.out);
        self.out.push(b'"');
    }

    fn number(&mut self, key: &str, value: u64) {
        self.key(key);
        self.out.extend_from_slice(value.to_string().as_bytes());
    }

    fn instant(&mut self, key: &str, micros: i64) {
        self.key(key);
        self.out.push(b'"');
        instant::write_utc(micros, self.out);
        self.out.push(b'"');
    }
}

/// RFC 8259: quotation mark, backslash and control characters.
pub(crate) fn escape(text: &str, out: &mut Vec<u8>) {
    let mut from = 0;
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let short: &[u8] = match byte {
            b'"' => b"\\\"",
            b'\\' => b"\\\\",
            b'\n' => b"\\n",
            b'\r' => b"\\r",
            b'\t' => b"\\t",
            0..=0x1f => b"",
            _ => continue,
        };
        out.extend_from_slice(bytes.get(from..at).unwrap_or_default());
        if short.is_empty() {
            out.extend_from_slice(format!("\\u{byte:04x}").as_bytes());
        } else {
            out.extend_from_slice(short);
        }
        from = at + 1;
    }
    out.extend_from_slice(bytes.get(from..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::COLUMNS;
    use std::borrow::Cow;

    proptest::proptest! {
        #[test]
        fn any_text_comes_back(message in "\\PC*", raw in proptest::collection::vec(proptest::char::any(), 0..40)) {
            let raw: String = raw.into_iter().collect();
            let event = Event { message: Cow::Borrowed(&message), raw: Cow::Borrowed(&raw), ..Event::default() };
            let mut out = Vec::new();
            write(&event, Origin { received: 0, file: "a" }, &mut out);
            let value: serde_json::Value = serde_json::from_slice(&out).unwrap();
            proptest::prop_assert_eq!(value["message"].as_str().unwrap_or_default(), message);
            proptest::prop_assert_eq!(value["raw"].as_str().unwrap_or_default(), raw);
        }
    }

    #[test]
    fn the_columns_are_written_in_the_order_of_the_schema() {
        let text = || Cow::Borrowed("x");
        let event = Event {
            time: instant::utc(0),
            source: text(),
            format: "x",
            provider: text(),
            host: text(),
            user: text(),
            user_id: text(),
            user_domain: text(),
            action: text(),
            reason: text(),
            object_type: text(),
            object_id: text(),
            object_name: text(),
            patient_id: text(),
            address: text(),
            destination: text(),
            event_id: text(),
            event_type: text(),
            record_id: Some(1),
            severity: "x",
            message: text(),
            raw: text(),
            raw_reason: "x",
            line: 1,
            ..Event::default()
        };
        let mut out = Vec::new();
        write(&event, Origin { received: 0, file: "a" }, &mut out);
        let written = String::from_utf8(out).unwrap();
        let mut at = 0;
        for column in COLUMNS {
            let found = written.find(&format!("\"{}\":", column.name));
            assert!(found >= Some(at), "{}: {written}", column.name);
            at = found.unwrap_or_default();
        }
    }
}
