//! Disclosures in words.

use super::T;
use domain::vendor::disclosure::Disclosure;

/// `MDS みどりカルテ 3.2`: which form, of which product, in which version.
#[must_use]
pub fn disclosure_title(t: T, disclosure: &Disclosure) -> String {
    let stated = &disclosure.stated;
    let kind = t.code("disclosure-kind", stated.kind.code());
    match &stated.product_version {
        Some(version) => format!("{kind} {} {version}", stated.product),
        None => format!("{kind} {}", stated.product),
    }
}
