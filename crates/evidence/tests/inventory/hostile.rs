//! What a hostile, damaged or wrong file does: it is refused with its line, or taken in part; it never breaks the reader.

use super::told::{table, told};
use domain::ledger::FieldKey as F;
use evidence::inventory::{MAX_INVENTORY, read_inventory};
use proptest::prelude::*;
use std::io::{Cursor, Write as _};
use zip::{ZipWriter, write::SimpleFileOptions};

const SCAN: &str = "<?xml version=\"1.0\"?>\n<!DOCTYPE nmaprun>\n<nmaprun scanner=\"nmap\" start=\"1718000000\">\n\
    <host><status state=\"up\"/><address addr=\"10.0.0.1\" addrtype=\"ipv4\"/></host>\n\
    <host><status state=\"up\"/>\n<address addr=\"10.0.0.2\" addrtype=\"ipv4\"/>\n<hostnames><hostname name=\"pc2\" type=\"PTR\"/></hostnames></host>\n\
    <runstats><finished time=\"1718000100\"/></runstats></nmaprun>\n";

#[test]
fn a_scan_that_was_cut_off_gives_what_is_whole() {
    assert!(told(SCAN.as_bytes()).starts_with("nmap 2024-06-10: 2 devices, 0 refused"));
    let inside_a_host = SCAN.find("<hostnames>").expect("the second host") + 5;
    insta::assert_snapshot!(told(&SCAN.as_bytes()[..inside_a_host]), @r#"
    nmap 2024-06-10: 1 devices, 1 refused
    line 4
      addresses: 10.0.0.1  <4 host/address>
      seen_on: 2024-06-10  <4 host/endtime>
    ! 7 host: cut "10.0.0.2"
    "#);
    let between = SCAN.find("<runstats>").expect("the end");
    insta::assert_snapshot!(told(&SCAN.as_bytes()[..between]), @r#"
    nmap 2024-06-10: 2 devices, 1 refused
    line 4
      addresses: 10.0.0.1  <4 host/address>
      seen_on: 2024-06-10  <4 host/endtime>
    line 5
      addresses: 10.0.0.2  <6 host/address>
      host_name: pc2  <7 host/hostnames/hostname>
      seen_on: 2024-06-10  <5 host/endtime>
    ! 8 nmaprun: cut "<nmaprun>"
    "#);
    for end in 0..SCAN.len() {
        let _ = told(&SCAN.as_bytes()[..end]);
    }
}

#[test]
fn xml_with_entities_or_a_dtd_is_refused() {
    let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE x [\n<!ENTITY a \"aaaa\">\n<!ENTITY b \"&a;&a;\">\n]>\n<REQUEST><CONTENT><HARDWARE><NAME>&b;</NAME></HARDWARE></CONTENT></REQUEST>";
    insta::assert_snapshot!(told(bomb.as_bytes()), @r#"refused: line 5 entities "x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]""#);
    let outside = "<?xml version=\"1.0\"?>\n<!DOCTYPE nmaprun SYSTEM \"file:///etc/passwd\">\n<nmaprun></nmaprun>";
    insta::assert_snapshot!(told(outside.as_bytes()), @r#"refused: line 2 entities "nmaprun SYSTEM \"file:///etc/passwd\"""#);
    let unknown = "<REQUEST><CONTENT>\n<HARDWARE><NAME>&xxe;</NAME></HARDWARE></CONTENT></REQUEST>";
    insta::assert_snapshot!(told(unknown.as_bytes()), @r#"refused: line 2 entities "xxe""#);
    let known = "<REQUEST><CONTENT><HARDWARE><NAME>A&amp;B&#x31;</NAME></HARDWARE></CONTENT></REQUEST>";
    insta::assert_snapshot!(told(known.as_bytes()), @r"
    fusioninventory -: 1 devices, 0 refused
    line 1
      host_name: A&B1  <1 REQUEST/CONTENT/hardware/name>
    ");
}

#[test]
fn nesting_without_end_is_refused() {
    let json = format!("{{\"deviceid\":\"a\",\n\"content\":{}", "[".repeat(100_000));
    insta::assert_snapshot!(told(json.as_bytes()), @r#"refused: line 2 too-deep """#);
    let xml = format!("<REQUEST><CONTENT><HARDWARE>\n{}", "<A>".repeat(100_000));
    insta::assert_snapshot!(told(xml.as_bytes()), @r#"refused: line 2 too-deep """#);
    let cut = "{\"deviceid\":\"a\",\n\"content\":{\"hardware\":{\"name\":\"PC01\"";
    insta::assert_snapshot!(told(cut.as_bytes()), @r#"refused: line 2 json "\"content\":{\"hardware\":{\"name\":\"PC01\"""#);
}

#[test]
fn what_is_no_inventory_is_refused_with_its_reason() {
    let cases: &[(&str, &[u8])] = &[
        ("nothing", b""),
        ("spaces", b" \r\n \r\n"),
        ("a program", b"MZ\x90\0\x03"),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more"),
        ("words", "拝啓 時下ますますご清栄のこととお慶び申し上げます。\n".as_bytes()),
        ("columns without headings", b"1,2,3\n4,5,6\n"),
        ("a page", b"<html><body>404</body></html>"),
        ("a configuration", b"#config-version=FGT60E-7.4.1\nconfig system global\nset hostname x\nend\n"),
        ("other JSON", b"{\"a\":1}"),
        ("a list of JSON numbers", b"[1,2,3]"),
        ("empty JSON", b"[]"),
    ];
    let all: Vec<String> = cases.iter().map(|(name, bytes)| format!("{name}: {}", told(bytes))).collect();
    insta::assert_snapshot!(all.join("\n"), @r##"
    nothing: refused: line 1 empty ""
    spaces: refused: line 1 empty ""
    a program: refused: line 1 not-text ""
    a picture: refused: line 1 not-text ""
    an old workbook: refused: line 1 old-or-locked ""
    words: refused: line 1 unknown ""
    columns without headings: refused: line 1 no-heading "1"
    a page: refused: line 1 other-data "html"
    a configuration: refused: line 1 configuration "#config-version=FGT60E-7.4.1"
    other JSON: refused: line 1 other-data "{\"a\":1}"
    a list of JSON numbers: refused: line 1 other-data "[1,2,3]"
    empty JSON: refused: line 1 no-device ""
    "##);
}

#[test]
fn a_quotation_mark_that_is_not_closed_is_named() {
    let list = format!("資産番号,ホスト名\nA-1,PC01\nA-2,\"PC02\n{}", "A-3,PC03\n".repeat(200));
    insta::assert_snapshot!(table(list.as_bytes(), &[F::AssetNumber]), @r#"refused: line 3 quote-open "PC02A-3,PC03A-3,PC03A-3,PC03A-3,PC03A-3,PC03A-3,PC03A-3,PC03A-3,PC03A-3,PC03A-3,PC03A-3,PC03A-3,PC03A-3,PC03A-3,PC03A-3,""#);
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_read() {
    let bytes = vec![b'a'; usize::try_from(MAX_INVENTORY).expect("a size") + 1];
    insta::assert_snapshot!(told(&bytes), @r#"refused: line 1 too-large "64 MiB""#);
}

fn zipped(name: &str, size: usize) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["[Content_Types].xml", "xl/workbook.xml", name] {
        writer.start_file(name, SimpleFileOptions::default()).expect("a file");
        let noughts = vec![b' '; 1 << 20];
        for _ in 0..if name.ends_with("bomb.xml") { size >> 20 } else { 1 } {
            writer.write_all(&noughts).expect("bytes");
        }
    }
    writer.finish().expect("an archive").into_inner()
}

#[test]
fn archives_are_refused_and_bombs_do_not_go_off() {
    let bomb = zipped("xl/bomb.xml", 300 << 20);
    assert!(bomb.len() < 2 << 20);
    insta::assert_snapshot!(told(&bomb), @r#"refused: line 1 book-too-large "bytes""#);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("list.csv", SimpleFileOptions::default()).expect("a file");
    let archive = writer.finish().expect("an archive").into_inner();
    insta::assert_snapshot!(told(&archive), @r#"refused: line 1 archive """#);
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = read_inventory(&bytes);
    }

    #[test]
    fn any_rows_below_headings_are_read_or_remarked(rows in proptest::collection::vec("[ -~ぁ-んｱ-ﾝ0-9,\"\n=]{0,60}", 0..12)) {
        let list = format!("資産番号,ホスト名,IPアドレス,購入日,種別\n{}", rows.join("\n"));
        if let Ok(reading) = read_inventory(list.as_bytes()) {
            let lines = u32::try_from(list.lines().count()).unwrap_or(u32::MAX);
            prop_assert!(reading.remarks.iter().all(|remark| remark.line >= 1 && remark.line <= lines));
            prop_assert!(reading.devices.iter().all(|device| device.line >= 2 && device.line <= lines));
        }
    }
}
