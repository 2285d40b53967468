//! Every kind of fault of a pack, each with file, line and column. The pack is `small.yaml` with one change.

use domain::catalog::{CatalogError, Edition};
use insta::assert_snapshot;

const SMALL: &str = include_str!("small.yaml");

/// Reads the small pack with one change; the one call of the API.
fn changed(from: &str, to: &str) -> String {
    assert_eq!(SMALL.matches(from).count(), 1, "the change must hit one place: {from}");
    faults(SMALL.replacen(from, to, 1).as_bytes())
}

fn faults(bytes: &[u8]) -> String {
    let lines = |faults: Vec<CatalogError>| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    Edition::parse("r6.yaml", bytes).map_or_else(lines, |edition| format!("read: {}", edition.id))
}

#[test]
fn the_unchanged_pack_is_read() {
    assert_eq!(faults(SMALL.as_bytes()), "read: r6");
}

#[test]
fn an_unknown_key_is_named_with_the_known_ones() {
    assert_snapshot!(changed("label: 令和6年度版\n", "label: 令和6年度版\nlabelle: x\n"), @r#"r6.yaml:5:1: unknown key "labelle"; expected one of: format, edition, revision, label, label_en, fiscal_year, published, publisher, guideline, credit, urls, artifacts, items_status, forms, about"#);
}

#[test]
fn a_missing_key_is_named() {
    assert_snapshot!(changed("publisher: 厚生労働省\n", ""), @r#"r6.yaml:1:1: edition pack: key "publisher" is missing"#);
}

#[test]
fn a_repeated_key_is_refused() {
    assert_snapshot!(changed("revision: 1\n", "revision: 1\nrevision: 2\n"), @r#"r6.yaml:4:1: key "revision" stands here twice; first on line 3"#);
}

#[test]
fn a_repeated_item_is_refused() {
    assert_snapshot!(changed("  - id: server.patch\n    number: (7)\n    ref: 2(7)\n    section: '0'", "  - id: gate.system-in-use\n    number: (7)\n    ref: 2(7)\n    section: '0'"), @r#"r6.yaml:38:9: "gate.system-in-use" stands here twice; first on line 31"#);
}

#[test]
fn a_bad_item_id_is_refused() {
    assert_snapshot!(changed("id: server.patch\n    number: (7)\n    ref: 2(7)\n    section: '2'", "id: Server_Patch\n    number: (7)\n    ref: 2(7)\n    section: '2'"), @r#"r6.yaml:64:9: found "Server_Patch", expected two or more kebab-case words joined by dots, like server.access-log, at most 40 characters, not beginning with form."#);
}

#[test]
fn an_id_kept_for_other_words_is_refused() {
    assert_snapshot!(changed("id: server.patch\n    number: (7)\n    ref: 2(7)\n    section: '2'", "id: form.patch\n    number: (7)\n    ref: 2(7)\n    section: '2'"), @r#"r6.yaml:64:9: found "form.patch", expected two or more kebab-case words joined by dots, like server.access-log, at most 40 characters, not beginning with form."#);
}

#[test]
fn a_bad_edition_id_is_refused() {
    assert_snapshot!(changed("edition: r6", "edition: ../r6"), @r#"r6.yaml:2:10: found "../r6", expected lower-case letters, digits and single hyphens, beginning with a letter, like r6"#);
}

#[test]
fn a_due_year_out_of_range_is_refused() {
    assert_snapshot!(changed("    due: 2024\n    skip_without_vendor", "    due: 2031\n    skip_without_vendor"), @"r6.yaml:46:10: found 2031, expected 2024 to 2027");
}

#[test]
fn a_due_year_before_the_edition_is_refused() {
    assert_snapshot!(changed("    due: 2024\n    skip_without_vendor", "    due: 2023\n    skip_without_vendor"), @"r6.yaml:46:10: found 2023, expected 2024 to 2027");
}

#[test]
fn an_item_due_later_has_to_be_advisory() {
    assert_snapshot!(changed("    due: 2024\n    skip_without_vendor", "    due: 2025\n    skip_without_vendor"), @r#"r6.yaml:46:10: due: 2025 needs "advisory""#);
}

#[test]
fn an_item_due_now_is_not_advisory() {
    assert_snapshot!(changed("    skip_without_vendor: true", "    advisory: true"), @r#"r6.yaml:47:15: due: 2024 excludes "advisory""#);
}

#[test]
fn an_unknown_confidence_is_refused() {
    assert_snapshot!(changed("    confidence: exact\n    exact_by: this_edition_official", "    confidence: sure\n    exact_by: this_edition_official"), @r#"r6.yaml:35:17: unknown word "sure"; expected one of: exact, reconstructed"#);
}

#[test]
fn exact_needs_exact_by() {
    assert_snapshot!(changed("    confidence: exact\n    exact_by: this_edition_official", "    confidence: exact"), @r#"r6.yaml:35:17: confidence: exact needs "exact_by""#);
}

#[test]
fn reconstructed_needs_likelihood() {
    assert_snapshot!(changed("    confidence: reconstructed\n    likelihood: high\n    due: 2024\n    skip", "    confidence: reconstructed\n    due: 2024\n    skip"), @r#"r6.yaml:44:17: confidence: reconstructed needs "likelihood""#);
}

#[test]
fn reconstructed_excludes_exact_by() {
    assert_snapshot!(changed("    confidence: exact\n    exact_by: this_edition_official", "    confidence: reconstructed\n    likelihood: low\n    exact_by: this_edition_official"), @r#"r6.yaml:37:15: confidence: reconstructed excludes "exact_by""#);
}

#[test]
fn an_empty_text_is_refused() {
    assert_snapshot!(changed("text: 医療情報システムを導入、運用している。", "text: '　'"), @r#"r6.yaml:34:11: "text" is empty; it needs a value"#);
}

#[test]
fn a_key_without_a_value_is_named() {
    assert_snapshot!(changed("text: 医療情報システムを導入、運用している。", "text:"), @r#"r6.yaml:34:9: "text" is empty; it needs a value"#);
}

#[test]
fn an_unquoted_no_is_refused() {
    assert_snapshot!(changed("number: (7)\n    ref: 2(7)\n    section: '0'", "number: no\n    ref: 2(7)\n    section: '0'"), @"r6.yaml:39:13: unquoted no: other YAML readers take it for true, false or nothing; expected text in quotes");
}

#[test]
fn an_unquoted_yes_is_refused_as_a_flag() {
    assert_snapshot!(changed("skip_without_vendor: true", "skip_without_vendor: yes"), @r#"r6.yaml:47:26: found "yes", expected true or false"#);
}

#[test]
fn a_list_instead_of_text_is_refused() {
    assert_snapshot!(changed("publisher: 厚生労働省", "publisher: [厚生労働省]"), @"r6.yaml:8:12: found a list, expected text");
}

#[test]
fn a_text_instead_of_a_list_is_refused() {
    assert_snapshot!(changed("urls: []", "urls: none"), @r#"r6.yaml:11:7: found "none", expected a list"#);
}

#[test]
fn a_text_instead_of_a_number_is_refused() {
    assert_snapshot!(changed("fiscal_year: 2024", "fiscal_year: 令和6年度"), @r#"r6.yaml:6:14: found "令和6年度", expected a whole number"#);
}

#[test]
fn a_gate_item_that_is_no_item_is_refused() {
    assert_snapshot!(changed("gate_item: gate.system-in-use", "gate_item: gate.system"), @r#"r6.yaml:29:14: "gate.system" is not an item of this form"#);
}

#[test]
fn a_missing_gate_item_is_named() {
    assert_snapshot!(changed("  gate_item: gate.system-in-use\n", ""), @r#"r6.yaml:16:3: form: key "gate_item" is missing"#);
}

#[test]
fn the_vendors_form_has_no_gate() {
    assert_snapshot!(changed("  groups: []\n", "  groups: []\n  gate_item: server.patch\n"), @r#"r6.yaml:63:14: kind: vendor excludes "gate_item""#);
}

#[test]
fn same_as_has_to_name_another_form() {
    assert_snapshot!(changed("same_as: hospital", "same_as: pharmacy"), @r#"r6.yaml:48:3: "pharmacy" is not another form with items of its own"#);
}

#[test]
fn same_as_an_unknown_form_is_refused() {
    assert_snapshot!(changed("same_as: hospital", "same_as: clinic"), @r#"r6.yaml:52:12: unknown word "clinic"; expected one of: hospital, pharmacy, vendor"#);
}

#[test]
fn a_form_on_anothers_sheet_has_no_items_of_its_own() {
    assert_snapshot!(changed("  same_as: hospital", "  same_as: hospital\n  items: []"), @r#"r6.yaml:53:10: same_as excludes "items""#);
}

#[test]
fn every_form_is_needed() {
    assert_snapshot!(changed("- kind: pharmacy\n  title: チェックリスト\n  printed_label: 薬局確認用\n  legal_basis: 薬機法\n  same_as: hospital\n", ""), @r#"r6.yaml:1:1: "pharmacy" is not among the forms; all three are needed"#);
}

#[test]
fn the_same_form_twice_is_refused() {
    assert_snapshot!(changed("kind: pharmacy", "kind: vendor"), @r#"
    r6.yaml:1:1: "pharmacy" is not among the forms; all three are needed
    r6.yaml:53:9: "vendor" stands here twice; first on line 48
    "#);
}

#[test]
fn an_unknown_section_is_refused() {
    assert_snapshot!(changed("section: '2'\n    text", "section: '3'\n    text"), @r#"r6.yaml:67:14: "3" is not a section of this form"#);
}

#[test]
fn an_unknown_group_is_refused() {
    assert_snapshot!(changed("group: server\n", "group: servers\n"), @r#"r6.yaml:42:12: "servers" is not a group of this form"#);
}

#[test]
fn a_bad_hash_is_refused() {
    assert_snapshot!(changed("sha256: ba78", "sha256: xy78"), @r#"r6.yaml:13:76: found "xy7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f200…", expected 64 hex digits"#);
}

#[test]
fn a_bad_date_is_refused() {
    assert_snapshot!(changed("published: 2024-05-13", "published: 2024-05-33"), @r#"r6.yaml:7:12: found "2024-05-33", expected a day 2024-05-13 or a month 2024-05"#);
}

#[test]
fn another_format_is_refused() {
    assert_snapshot!(changed("sakimori-edition-v1", "sakimori-edition-v9"), @r#"r6.yaml:1:9: unknown word "sakimori-edition-v9"; expected one of: sakimori-edition-v1"#);
}

#[test]
fn an_anchor_is_refused() {
    assert_snapshot!(changed("label: 令和6年度版", "label: &a 令和6年度版"), @"r6.yaml:4:11: an anchor or alias must not be used in a pack; write it out");
}

#[test]
fn an_alias_without_its_anchor_is_refused() {
    assert_snapshot!(changed("label: 令和6年度版", "label: *a"), @"r6.yaml:4:8: not YAML: while parsing node, found unknown anchor");
}

#[test]
fn a_tag_is_refused() {
    assert_snapshot!(changed("label: 令和6年度版", "label: !!binary 令和6年度版"), @"r6.yaml:4:17: a tag must not be used in a pack; write it out");
}

#[test]
fn a_second_document_is_refused() {
    assert_snapshot!(changed("format: sakimori-edition-v1\n", "format: sakimori-edition-v1\n---\n"), @"r6.yaml:3:1: a second document must not be used in a pack; write it out");
}

#[test]
fn broken_yaml_is_refused() {
    assert_snapshot!(changed("urls: []", "urls: ["), @r#"r6.yaml:13:1: not YAML: "-" is only valid inside a block"#);
}

#[test]
fn a_tab_for_indentation_is_refused() {
    assert_snapshot!(changed("  title: チェックリスト\n  printed_label: 医療", "\ttitle: チェックリスト\n  printed_label: 医療"), @"r6.yaml:16:9: not YAML: while scanning a plain scalar, found a tab");
}

#[test]
fn items_are_not_guessed_when_they_were_not_obtained() {
    assert_snapshot!(changed("items_status: known", "items_status: not_obtained"), @r#"
    r6.yaml:21:5: items_status: not_obtained excludes "header_fields"
    r6.yaml:23:5: items_status: not_obtained excludes "columns"
    r6.yaml:24:10: items_status: not_obtained excludes "notes"
    r6.yaml:26:5: items_status: not_obtained excludes "sections"
    r6.yaml:28:5: items_status: not_obtained excludes "groups"
    r6.yaml:29:14: items_status: not_obtained excludes "gate_item"
    r6.yaml:31:5: items_status: not_obtained excludes "items"
    r6.yaml:57:18: items_status: not_obtained excludes "header_fields"
    r6.yaml:58:12: items_status: not_obtained excludes "columns"
    r6.yaml:59:10: items_status: not_obtained excludes "notes"
    r6.yaml:61:5: items_status: not_obtained excludes "sections"
    r6.yaml:62:11: items_status: not_obtained excludes "groups"
    r6.yaml:64:5: items_status: not_obtained excludes "items"
    "#);
}

#[test]
fn a_form_without_items_is_refused() {
    assert_snapshot!(changed("  items:\n  - id: server.patch\n    number: (7)\n    ref: 2(7)\n    section: '2'\n    text: パッチを適用している。\n    confidence: reconstructed\n    likelihood: high\n    due: 2024\n", "  items: []\n"), @r#"r6.yaml:63:10: "items" is empty; it needs a value"#);
}

#[test]
fn a_byte_that_is_not_utf8_is_named_by_its_place() {
    let mut bytes = SMALL.as_bytes().to_vec();
    let at = SMALL.find("年度版").unwrap();
    bytes[at] = 0xff;
    assert_eq!(faults(&bytes), "r6.yaml:4:11: this byte is not UTF-8; save the file as UTF-8");
}

#[test]
fn a_file_above_one_mebibyte_is_not_even_read() {
    let big = vec![b'#'; 1024 * 1024 + 1];
    assert_eq!(faults(&big), "r6.yaml:1:1: 1048577 bytes; a pack has at most 1048576");
}

#[test]
fn an_empty_file_is_refused() {
    assert_eq!(faults(b""), "r6.yaml:1:1: found an empty file, expected keys and values");
    assert_eq!(faults(b"# only a remark\n"), "r6.yaml:1:1: found an empty file, expected keys and values");
}

#[test]
fn a_number_printed_twice_is_no_fault() {
    let twice = SMALL.replace("    skip_without_vendor: true\n", "  - {id: terminal.patch, number: (7), ref: 2(7), section: '0', text: パッチ, confidence: reconstructed, likelihood: low, due: 2024}\n");
    assert_eq!(faults(twice.as_bytes()), "read: r6");
}

#[test]
fn all_faults_are_listed_in_the_order_of_the_lines() {
    let three =
        SMALL.replace("revision: 1", "revision: 0").replace("urls: []", "urls: x").replace("group: server", "group: x");
    assert_snapshot!(faults(three.as_bytes()), @r#"
    r6.yaml:3:11: found 0, expected 1 to 4294967295
    r6.yaml:11:7: found "x", expected a list
    r6.yaml:42:12: "x" is not a group of this form
    "#);
}

#[test]
fn a_flood_of_faults_is_cut() {
    let flood = format!("{SMALL}{}", "x: y\n".repeat(5000));
    let found = Edition::parse("r6.yaml", flood.as_bytes()).unwrap_err();
    assert_eq!(found.len(), 101);
    assert!(found[100].to_string().ends_with("9899 more faults are not listed"), "{}", found[100]);
}

#[test]
fn an_alias_bomb_is_refused_at_its_first_anchor() {
    let mut bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (this, before) in ('b'..='z').zip('a'..='y') {
        bomb += &format!("{this}: &{this} [{}]\n", vec![format!("*{before}"); 9].join(", "));
    }
    assert_eq!(faults(bomb.as_bytes()), "r6.yaml:1:7: an anchor or alias must not be used in a pack; write it out");
}

#[test]
fn deep_nesting_is_refused() {
    let deep: String = (0..40).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert_eq!(
        faults(deep.as_bytes()),
        "r6.yaml:17:17: nesting deeper than 16 levels must not be used in a pack; write it out"
    );
    assert_eq!(faults("[".repeat(1_000_000).as_bytes()), "r6.yaml:1:256: not YAML: recursion limit exceeded");
}
