//! What a person should look at in a way in. Ours, not the ministry's: the causes that the reports on 半田 (2021),
//! 大阪 (2022) and 岡山 (2024) name for the way in.

use super::{Means, Opening, Origin, RemoteAccessDraft, TwoFactor};

/// One point to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Concern {
    /// From any address (岡山: no 接続元制限 on the maintenance VPN).
    FromAnywhere,
    /// Always connected (大阪: an always-on connection of a contractor).
    AlwaysOn,
    /// Signing in takes one factor only (半田, 岡山: leaked or guessable passwords).
    OneFactor,
    /// A screen or a shell of a machine without a VPN or closed line around it.
    BareScreen,
    /// A support tool or a line of the vendor's own passes by the house's gateway.
    PassesByTheGateway,
    /// Nobody has said by what.
    MeansUnknown,
    /// Nobody has said from where.
    OriginUnknown,
    /// Nobody has said through which device.
    GatewayUnknown,
    /// Nobody has said when it is allowed.
    AllowedUnknown,
    /// Nobody has said whether two factors are asked.
    TwoFactorUnknown,
    /// Nobody has said whether it is always on.
    OpeningUnknown,
}

impl Concern {
    /// Every point, the heavier first.
    pub const ALL: [Self; 11] = [
        Self::FromAnywhere,
        Self::AlwaysOn,
        Self::OneFactor,
        Self::BareScreen,
        Self::PassesByTheGateway,
        Self::MeansUnknown,
        Self::OriginUnknown,
        Self::GatewayUnknown,
        Self::AllowedUnknown,
        Self::TwoFactorUnknown,
        Self::OpeningUnknown,
    ];

    /// Stable code, the end of its message key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::FromAnywhere => "from-anywhere",
            Self::AlwaysOn => "always-on",
            Self::OneFactor => "one-factor",
            Self::BareScreen => "bare-screen",
            Self::PassesByTheGateway => "passes-by-the-gateway",
            Self::MeansUnknown => "means-unknown",
            Self::OriginUnknown => "origin-unknown",
            Self::GatewayUnknown => "gateway-unknown",
            Self::AllowedUnknown => "allowed-unknown",
            Self::TwoFactorUnknown => "two-factor-unknown",
            Self::OpeningUnknown => "opening-unknown",
        }
    }

    /// Whether it is a question to the vendor rather than a known danger.
    #[must_use]
    pub const fn is_a_question(self) -> bool {
        matches!(
            self,
            Self::MeansUnknown
                | Self::OriginUnknown
                | Self::GatewayUnknown
                | Self::AllowedUnknown
                | Self::TwoFactorUnknown
                | Self::OpeningUnknown
        )
    }

    fn stands_in(self, draft: &RemoteAccessDraft) -> bool {
        let any = |test: fn(Means) -> bool| draft.means.iter().any(|means| test(*means));
        match self {
            Self::FromAnywhere => draft.origin == Origin::Anywhere,
            Self::AlwaysOn => draft.opening == Opening::AlwaysOn,
            Self::OneFactor => draft.two_factor == TwoFactor::No,
            Self::BareScreen => any(Means::reaches_the_machine) && !any(Means::is_a_line),
            Self::PassesByTheGateway => {
                draft.gateway.is_none() && any(|means| matches!(means, Means::SupportTool | Means::OwnLine))
            }
            Self::MeansUnknown => draft.means.is_empty(),
            Self::OriginUnknown => draft.origin == Origin::Unknown,
            Self::GatewayUnknown => draft.gateway.is_none() && !Self::PassesByTheGateway.stands_in(draft),
            Self::AllowedUnknown => draft.allowed.is_none(),
            Self::TwoFactorUnknown => draft.two_factor == TwoFactor::Unknown,
            Self::OpeningUnknown => draft.opening == Opening::Unknown,
        }
    }
}

impl RemoteAccessDraft {
    /// What to look at, the heavier first.
    #[must_use]
    pub fn concerns(&self) -> Vec<Concern> {
        Concern::ALL.into_iter().filter(|concern| concern.stands_in(self)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vendor::remote_access::RemoteAccessText;
    use insta::assert_snapshot;
    use uuid::Uuid;

    fn concerns(means: &[&'static str], origin: &str, gateway: &str, rest: [&str; 3]) -> String {
        let [allowed, two_factor, opening] = rest;
        let addresses = if origin == "addresses" { "203.0.113.7" } else { "" };
        let text = RemoteAccessText {
            target: "サーバ",
            means: means.to_vec(),
            means_words: "",
            origin,
            addresses,
            gateway,
            allowed,
            two_factor,
            opening,
            note: "",
        };
        let draft = RemoteAccessDraft::parse(Uuid::nil().into(), &text);
        draft.map_or_else(|e| e.to_string(), |d| d.concerns().iter().map(|c| c.code()).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn known_dangers_and_open_questions_are_told_apart() {
        let closed = ["平日9-17時", "yes", "on_request"];
        assert_snapshot!(concerns(&["vpn", "rdp"], "addresses", "VPN装置", closed), @"");
        assert_snapshot!(concerns(&["vpn"], "anywhere", "VPN装置", ["常時", "no", "always_on"]), @"from-anywhere always-on one-factor");
        assert_snapshot!(concerns(&["rdp"], "addresses", "ルータ", closed), @"bare-screen");
        assert_snapshot!(concerns(&["support_tool"], "addresses", "", closed), @"passes-by-the-gateway");
        assert_snapshot!(
            concerns(&[], "unknown", "", ["", "unknown", "unknown"]),
            @"means-unknown origin-unknown gateway-unknown allowed-unknown two-factor-unknown opening-unknown"
        );
        assert!(Concern::ALL.iter().filter(|concern| concern.is_a_question()).all(|c| c.code().ends_with("unknown")));
    }
}
