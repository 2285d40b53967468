//! Bytes that a browser saves or shows, under a name.

use crate::error::{PageError, PageResult};
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};

/// An answer of bytes: `how` is `inline` or `attachment`.
pub(crate) fn hand_out(bytes: Vec<u8>, kind: &'static str, how: &str, name: &str) -> PageResult<Response> {
    let mut response = ([(header::CONTENT_TYPE, kind)], bytes).into_response();
    let value =
        HeaderValue::from_str(&disposition(how, name)).map_err(|error| PageError::Internal(error.to_string()))?;
    response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    Ok(response)
}

/// The name in ASCII for old browsers, and in UTF-8 (RFC 6266, RFC 8187).
fn disposition(how: &str, name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '_' }).collect();
    let mut coded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            coded.push(char::from(byte));
        } else {
            coded.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{coded}")
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_japanese_name_is_coded() {
        assert_eq!(
            disposition("attachment", "台帳 1.csv"),
            "attachment; filename=\"___1.csv\"; filename*=UTF-8''%E5%8F%B0%E5%B8%B3%201.csv"
        );
    }
}
