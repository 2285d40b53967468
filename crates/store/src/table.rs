//! Every table, declared: to which room it belongs, what becomes of it when the journal is replayed, its key and columns.
//! A table that is not declared here fails a test.

use crate::engine::ColumnKind::{self, Bytes, Int, Text};

/// What becomes of a table when the journal is replayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The journal itself.
    Journal,
    /// Written only by `apply`: replaying the journal makes it again.
    Projected,
    /// Credentials, sessions, throttles, directories: never replayed.
    Operational,
}

/// One table.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Name; begins with its room.
    pub name: &'static str,
    /// What becomes of it.
    pub kind: Kind,
    /// Columns by which its rows are ordered and told apart.
    pub key: &'static [&'static str],
    /// All columns, in order.
    pub columns: &'static [(&'static str, ColumnKind)],
}

/// Every table of the schema, parents before children.
pub const TABLES: &[Table] = &[
    Table {
        name: "schema_step",
        kind: Kind::Operational,
        key: &["version"],
        columns: &[("version", Int), ("name", Text), ("digest", Text)],
    },
    Table {
        name: "journal_facility",
        kind: Kind::Operational,
        key: &["facility_id"],
        columns: &[("facility_id", Text), ("sample", Int), ("registered_at", Int)],
    },
    Table {
        name: "journal_head",
        kind: Kind::Journal,
        key: &["facility_id"],
        columns: &[("facility_id", Text), ("seq", Int), ("hash", Text)],
    },
    Table {
        name: "journal_entry",
        kind: Kind::Journal,
        key: &["facility_id", "seq"],
        columns: &[("facility_id", Text), ("seq", Int), ("prev", Text), ("hash", Text), ("body", Bytes)],
    },
    Table {
        name: "journal_seal",
        kind: Kind::Journal,
        key: &["facility_id", "seq"],
        columns: &[
            ("facility_id", Text),
            ("seq", Int),
            ("hash", Text),
            ("sealed_at", Int),
            ("key_fingerprint", Text),
            ("signature", Text),
        ],
    },
    Table {
        name: "facility_record",
        kind: Kind::Projected,
        key: &["facility_id"],
        columns: &[
            ("facility_id", Text),
            ("kind", Text),
            ("name", Text),
            ("code", Text),
            ("beds", Int),
            ("vendor_contract", Text),
            ("sample", Int),
            ("version", Int),
        ],
    },
    Table {
        name: "staff_member",
        kind: Kind::Projected,
        key: &["facility_id", "id"],
        columns: &[
            ("facility_id", Text),
            ("id", Text),
            ("name", Text),
            ("kana", Text),
            ("department", Text),
            ("left_on", Text),
            ("version", Int),
        ],
    },
    Table {
        name: "staff_role",
        kind: Kind::Projected,
        key: &["facility_id", "id"],
        columns: &[
            ("facility_id", Text),
            ("id", Text),
            ("staff_id", Text),
            ("role", Text),
            ("deputy", Int),
            ("from_on", Text),
            ("until_on", Text),
            ("version", Int),
        ],
    },
    Table {
        name: "access_user",
        kind: Kind::Projected,
        key: &["facility_id", "id"],
        columns: &[
            ("facility_id", Text),
            ("id", Text),
            ("staff_id", Text),
            ("login", Text),
            ("closed", Int),
            ("version", Int),
        ],
    },
    Table {
        name: "access_credential",
        kind: Kind::Operational,
        key: &["login"],
        columns: &[
            ("login", Text),
            ("facility_id", Text),
            ("user_id", Text),
            ("password_hash", Text),
            ("changed_at", Int),
        ],
    },
    Table {
        name: "access_session",
        kind: Kind::Operational,
        key: &["token_hash"],
        columns: &[
            ("token_hash", Text),
            ("facility_id", Text),
            ("user_id", Text),
            ("record", Text),
            ("seen_at", Int),
            ("expires_at", Int),
        ],
    },
    Table {
        name: "access_throttle",
        kind: Kind::Operational,
        key: &["subject"],
        columns: &[("subject", Text), ("failures", Int), ("blocked_until", Int), ("last_at", Int)],
    },
    Table {
        name: "access_set_up_code",
        kind: Kind::Operational,
        key: &["id"],
        columns: &[("id", Int), ("code_hash", Text), ("made_at", Int)],
    },
    Table {
        name: "vendor_record",
        kind: Kind::Projected,
        key: &["facility_id", "id"],
        columns: &[
            ("facility_id", Text),
            ("id", Text),
            ("name", Text),
            ("contact", Text),
            ("phone", Text),
            ("mail", Text),
            ("contract", Int),
            ("version", Int),
        ],
    },
    Table {
        name: "vendor_contact",
        kind: Kind::Projected,
        key: &["facility_id", "vendor_id", "place"],
        columns: &[
            ("facility_id", Text),
            ("vendor_id", Text),
            ("place", Int),
            ("name", Text),
            ("duty", Text),
            ("phone", Text),
            ("mail", Text),
            ("out_of_hours", Int),
            ("version", Int),
        ],
    },
    Table {
        name: "ledger_system",
        kind: Kind::Projected,
        key: &["facility_id", "id"],
        columns: &[
            ("facility_id", Text),
            ("id", Text),
            ("name", Text),
            ("kind", Text),
            ("vendor_id", Text),
            ("version", Int),
        ],
    },
    Table {
        name: "vendor_contract",
        kind: Kind::Projected,
        key: &["facility_id", "id"],
        columns: &[
            ("facility_id", Text),
            ("id", Text),
            ("vendor_id", Text),
            ("title", Text),
            ("systems", Text),
            ("from_on", Text),
            ("until_on", Text),
            ("updates", Text),
            ("vulnerability_notice", Int),
            ("subcontractors", Text),
            ("note", Text),
            ("version", Int),
        ],
    },
    Table {
        name: "assessment_sheet",
        kind: Kind::Projected,
        key: &["facility_id", "id"],
        columns: &[
            ("facility_id", Text),
            ("id", Text),
            ("edition", Text),
            ("pack", Text),
            ("form", Text),
            ("fiscal_year", Int),
            ("opened_at", Int),
            ("version", Int),
            ("vendor_id", Text),
            ("carried", Text),
        ],
    },
    Table {
        name: "vendor_remote_access",
        kind: Kind::Projected,
        key: &["facility_id", "id", "from_seq"],
        columns: &[
            ("facility_id", Text),
            ("id", Text),
            ("from_seq", Int),
            ("to_seq", Int),
            ("vendor_id", Text),
            ("stated", Text),
            ("ended_on", Text),
            ("ended_why", Text),
            ("changed_at", Int),
            ("changed_by", Text),
        ],
    },
    Table {
        name: "vendor_remote_confirmation",
        kind: Kind::Projected,
        key: &["facility_id", "id"],
        columns: &[
            ("facility_id", Text),
            ("id", Text),
            ("vendor_id", Text),
            ("confirmed_on", Text),
            ("stated", Text),
            ("recorded_at", Int),
            ("recorded_by", Text),
            ("seq", Int),
        ],
    },
    Table {
        name: "vendor_disclosure",
        kind: Kind::Projected,
        key: &["facility_id", "id", "from_seq"],
        columns: &[
            ("facility_id", Text),
            ("id", Text),
            ("from_seq", Int),
            ("to_seq", Int),
            ("vendor_id", Text),
            ("stated", Text),
            ("file", Text),
            ("changed_at", Int),
            ("changed_by", Text),
        ],
    },
    Table {
        name: "vendor_disclosure_answers",
        kind: Kind::Projected,
        key: &["facility_id", "disclosure_id", "from_seq"],
        columns: &[
            ("facility_id", Text),
            ("disclosure_id", Text),
            ("from_seq", Int),
            ("to_seq", Int),
            ("answers", Text),
            ("changed_at", Int),
            ("changed_by", Text),
        ],
    },
    Table {
        name: "vendor_disclosure_decision",
        kind: Kind::Projected,
        key: &["facility_id", "disclosure_id", "item", "from_seq"],
        columns: &[
            ("facility_id", Text),
            ("disclosure_id", Text),
            ("item", Text),
            ("from_seq", Int),
            ("to_seq", Int),
            ("decision", Text),
            ("changed_at", Int),
            ("changed_by", Text),
        ],
    },
    Table {
        name: "vendor_split",
        kind: Kind::Projected,
        key: &["facility_id", "id", "from_seq"],
        columns: &[
            ("facility_id", Text),
            ("id", Text),
            ("from_seq", Int),
            ("to_seq", Int),
            ("vendor_id", Text),
            ("stated", Text),
            ("withdrawn", Text),
            ("changed_at", Int),
            ("changed_by", Text),
        ],
    },
    Table {
        name: "assessment_item",
        kind: Kind::Projected,
        key: &["facility_id", "sheet_id", "item", "from_seq"],
        columns: &[
            ("facility_id", Text),
            ("sheet_id", Text),
            ("item", Text),
            ("from_seq", Int),
            ("to_seq", Int),
            ("changed_at", Int),
            ("changed_by", Text),
            ("round", Int),
            ("r1_answer", Text),
            ("r1_on", Text),
            ("r1_by", Text),
            ("r2_answer", Text),
            ("r2_on", Text),
            ("r2_by", Text),
            ("r3_answer", Text),
            ("r3_on", Text),
            ("r3_by", Text),
            ("target_on", Text),
            ("note", Text),
            ("shown", Text),
        ],
    },
    Table {
        name: "assessment_sign_off",
        kind: Kind::Projected,
        key: &["facility_id", "id"],
        columns: &[
            ("facility_id", Text),
            ("id", Text),
            ("sheet_id", Text),
            ("round", Int),
            ("method", Text),
            ("signer", Text),
            ("signed_at", Int),
            ("frozen", Text),
            ("signature", Text),
            ("key_fingerprint", Text),
            ("seq", Int),
        ],
    },
    Table {
        name: "vendor_request",
        kind: Kind::Projected,
        key: &["facility_id", "id"],
        columns: &[
            ("facility_id", Text),
            ("id", Text),
            ("vendor_id", Text),
            ("sheet_id", Text),
            ("round", Int),
            ("asked_on", Text),
            ("due_on", Text),
            ("closed", Text),
            ("reminded_on", Text),
            ("version", Int),
        ],
    },
    Table {
        name: "vendor_request_sent",
        kind: Kind::Projected,
        key: &["facility_id", "seq"],
        columns: &[
            ("facility_id", Text),
            ("seq", Int),
            ("request_id", Text),
            ("sent_on", Text),
            ("reminder", Int),
            ("sent_to", Text),
        ],
    },
    Table {
        name: "vendor_link",
        kind: Kind::Projected,
        key: &["facility_id", "id"],
        columns: &[
            ("facility_id", Text),
            ("id", Text),
            ("request_id", Text),
            ("expires_on", Text),
            ("made_at", Int),
            ("revoked_at", Int),
            ("version", Int),
        ],
    },
    Table {
        name: "vendor_link_token",
        kind: Kind::Operational,
        key: &["token_hash"],
        columns: &[("token_hash", Text), ("facility_id", Text), ("link_id", Text)],
    },
    Table {
        name: "vendor_link_draft",
        kind: Kind::Operational,
        key: &["facility_id", "request_id"],
        columns: &[("facility_id", Text), ("request_id", Text), ("draft", Text), ("saved", Int), ("saved_at", Int)],
    },
    Table {
        name: "vendor_submission",
        kind: Kind::Projected,
        key: &["facility_id", "id"],
        columns: &[
            ("facility_id", Text),
            ("id", Text),
            ("request_id", Text),
            ("via", Text),
            ("answered_by", Text),
            ("post", Text),
            ("frozen", Text),
            ("received_at", Int),
            ("state", Text),
            ("version", Int),
        ],
    },
    Table {
        name: "intake_profile",
        kind: Kind::Projected,
        key: &["facility_id", "id"],
        columns: &[
            ("facility_id", Text),
            ("id", Text),
            ("kind", Text),
            ("name", Text),
            ("mapping", Text),
            ("version", Int),
        ],
    },
    Table {
        name: "evidence_record",
        kind: Kind::Projected,
        key: &["facility_id", "id", "from_seq"],
        columns: &[
            ("facility_id", Text),
            ("id", Text),
            ("from_seq", Int),
            ("to_seq", Int),
            ("title", Text),
            ("effective_on", Text),
            ("received_on", Text),
            ("expires_on", Text),
            ("exported_by", Text),
            ("origin", Text),
            ("name", Text),
            ("kind", Text),
            ("size", Int),
            ("digest", Text),
            ("withdrawn", Text),
            ("changed_at", Int),
            ("changed_by", Text),
        ],
    },
    Table {
        name: "evidence_link",
        kind: Kind::Projected,
        key: &["facility_id", "evidence_id", "from_seq", "sheet_id", "item"],
        columns: &[("facility_id", Text), ("evidence_id", Text), ("from_seq", Int), ("sheet_id", Text), ("item", Text)],
    },
    Table {
        name: "remediation_record",
        kind: Kind::Projected,
        key: &["facility_id", "sheet_id", "item", "from_seq"],
        columns: &[
            ("facility_id", Text),
            ("sheet_id", Text),
            ("item", Text),
            ("from_seq", Int),
            ("to_seq", Int),
            ("owner_id", Text),
            ("vendor_id", Text),
            ("next_step", Text),
            ("changed_at", Int),
            ("changed_by", Text),
        ],
    },
    Table {
        name: "remediation_comment",
        kind: Kind::Projected,
        key: &["facility_id", "seq"],
        columns: &[
            ("facility_id", Text),
            ("seq", Int),
            ("sheet_id", Text),
            ("item", Text),
            ("words", Text),
            ("commented_at", Int),
            ("commented_by", Text),
        ],
    },
    Table {
        name: "ledger_change",
        kind: Kind::Projected,
        key: &["facility_id", "seq"],
        columns: &[
            ("facility_id", Text),
            ("seq", Int),
            ("what", Text),
            ("file", Text),
            ("name", Text),
            ("number", Int),
            ("inventory", Text),
            ("source", Text),
            ("said_on", Text),
            ("counts", Text),
            ("changed_at", Int),
            ("changed_by", Text),
            ("headings", Text),
            ("replaces", Int),
        ],
    },
    Table {
        name: "ledger_statement",
        kind: Kind::Projected,
        key: &["facility_id", "digest", "from_seq"],
        columns: &[
            ("facility_id", Text),
            ("digest", Text),
            ("from_seq", Int),
            ("to_seq", Int),
            ("device_id", Text),
            ("source", Text),
            ("said_on", Text),
            ("files", Text),
            ("line", Int),
            ("pin", Text),
            ("fields", Text),
        ],
    },
    Table {
        name: "ledger_device",
        kind: Kind::Projected,
        key: &["facility_id", "id"],
        columns: &[
            ("facility_id", Text),
            ("id", Text),
            ("listed", Int),
            ("kind", Text),
            ("status", Text),
            ("department", Text),
            ("system", Text),
            ("owner", Text),
            ("os", Text),
            ("support", Text),
            ("support_on", Text),
            ("outside", Int),
            ("seen_on", Text),
            ("disputes", Int),
            ("search_key", Text),
            ("sort_key", Text),
            ("shown", Text),
            ("version", Int),
        ],
    },
    Table {
        name: "ledger_conflict",
        kind: Kind::Projected,
        key: &["facility_id", "seq", "place"],
        columns: &[
            ("facility_id", Text),
            ("seq", Int),
            ("place", Int),
            ("key_kind", Text),
            ("key_value", Text),
            ("apart_by", Text),
            ("devices", Text),
            ("settled_seq", Int),
        ],
    },
    Table {
        name: "catalog_verification",
        kind: Kind::Projected,
        key: &["facility_id", "edition", "form", "item"],
        columns: &[
            ("facility_id", Text),
            ("edition", Text),
            ("form", Text),
            ("item", Text),
            ("wording", Text),
            ("official_file", Text),
            ("verified_by", Text),
            ("verified_at", Int),
            ("seq", Int),
        ],
    },
    Table {
        name: "inspection_pack",
        kind: Kind::Projected,
        key: &["facility_id", "id"],
        columns: &[
            ("facility_id", Text),
            ("id", Text),
            ("sheet_id", Text),
            ("archive", Text),
            ("pdf", Text),
            ("bytes", Int),
            ("made_by", Text),
            ("made_at", Int),
            ("seq", Int),
        ],
    },
];

impl Table {
    /// Adds so many rows, all columns in order.
    pub(crate) fn insert(&self, rows: usize) -> String {
        let columns: Vec<&str> = self.columns.iter().map(|(name, _)| *name).collect();
        let row = |row: usize| {
            let first = row * columns.len() + 1;
            let places: Vec<String> = (first..first + columns.len()).map(|at| format!("${at}")).collect();
            format!("({})", places.join(", "))
        };
        let rows: Vec<String> = (0..rows).map(row).collect();
        format!("INSERT INTO {} ({}) VALUES {}", self.name, columns.join(", "), rows.join(", "))
    }

    /// The facility's rows in order of the key, all columns.
    pub(crate) fn select(&self) -> String {
        let columns: Vec<&str> = self.columns.iter().map(|(name, _)| *name).collect();
        format!(
            "SELECT {} FROM {} WHERE facility_id = $1 ORDER BY {}",
            columns.join(", "),
            self.name,
            self.key.join(", ")
        )
    }
}

/// What the program's role may do on PostgreSQL: never change an entry of the journal, never touch the schema.
pub(crate) fn postgres_grants(role: &str) -> String {
    let mut sql = String::new();
    for table in TABLES {
        let rights = match table.name {
            "schema_step" => "SELECT",
            "journal_entry" | "journal_seal" => "SELECT, INSERT, DELETE",
            _ => "SELECT, INSERT, UPDATE, DELETE",
        };
        sql.push_str(&format!("GRANT {rights} ON {} TO {role};\n", table.name));
    }
    sql
}
