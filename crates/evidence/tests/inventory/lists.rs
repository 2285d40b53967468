//! Lists in the writings and layouts of hospitals, and what machines print of their neighbours.

use super::told::{table, told};
use domain::{intake::Meanings, ledger::FieldKey as F};
use encoding_rs::{EUC_JP, SHIFT_JIS};
use evidence::inventory::{Guide, read_inventory_as};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

const LIST: &str = "令和６年度 情報機器台帳,,,,,,\r\n\
    ,,,,,,\r\n\
    No.,資産番号,機器名,ＩＰアドレス,ＭＡＣアドレス,購入年月日,サポート期限\r\n\
    1,ＰＣ－００１,受付端末,１９２．１６８．１．１０,00-1B-D4-00-0A-01,令和２年４月１日,2025/10/14\r\n\
    2,PC-002,\"診察室\n端末\",192.168.1.11,00:1b:d4:00:0a:02,H31.4.1,未定\r\n\
    3,SV-001,電子カルテサーバ,192.168.1.2,,2021-03-31,不明\r\n\
    合計,3台,,,,,\r\n\
    ※令和6年4月1日現在,,,,,,\r\n";

const FIELDS: [F; 6] = [F::AssetNumber, F::Name, F::Addresses, F::Macs, F::PurchasedOn, F::SupportEnd];

#[test]
fn a_list_reads_the_same_in_every_encoding() {
    let expected = table(LIST.as_bytes(), &FIELDS);
    insta::assert_snapshot!(expected, @r"
    4 PC-001 · 受付端末 · 192.168.1.10 · 00:1b:d4:00:0a:01 · 2020-04-01 · 2025-10-14
    5 PC-002 · 診察室 端末 · 192.168.1.11 · 00:1b:d4:00:0a:02 · 2019-04-01 · not_announced
    7 SV-001 · 電子カルテサーバ · 192.168.1.2 · - · 2021-03-31 · unknown
    ");
    let wide = |units: Vec<[u8; 2]>, mark: [u8; 2]| [mark.to_vec(), units.concat()].concat();
    let little = wide(LIST.encode_utf16().map(u16::to_le_bytes).collect(), [0xff, 0xfe]);
    let big = wide(LIST.encode_utf16().map(u16::to_be_bytes).collect(), [0xfe, 0xff]);
    let writings: [(&str, Vec<u8>); 6] = [
        ("UTF-8 with its mark", [b"\xef\xbb\xbf", LIST.as_bytes()].concat()),
        ("CP932", SHIFT_JIS.encode(LIST).0.into_owned()),
        ("EUC-JP", EUC_JP.encode(LIST).0.into_owned()),
        ("UTF-16 LE", little),
        ("UTF-16 BE", big),
        ("tabs", LIST.replace(',', "\t").into_bytes()),
    ];
    for (writing, bytes) in writings {
        assert_eq!(table(&bytes, &FIELDS), expected, "{writing}");
    }
}

#[test]
fn what_is_wrong_in_a_list_is_told_with_its_line() {
    let list = "資産番号,ホスト名,種別,IPアドレス,購入日,インターネット,備考,備考\n\
        A-1,PC01,端末,10.0.0.1,R6.4.1,なし,,\n\
        A-2,PC02,トースター,10.0.0.999,4/1/24,時々,,\n\
        A-3,PC03,端末,10.0.0.3,2024-04-01,なし,,,余り\n\
        A-4,PC04\n\
        ,,端末,,,,,\n\
        =1+1,PC06,端末,,,,\"=HYPERLINK(\"\"http://x\"\")\",\n\
        =\"0007\",PC07,端末,,,,,\n\
        例,PC08,端末,,,,,\n\
        資産番号,ホスト名,種別,IPアドレス,購入日,インターネット,備考,備考\n\
        A-9,\u{e000}田端末,端末,,,,,\n";
    insta::assert_snapshot!(table(list.as_bytes(), &[F::AssetNumber, F::HostName, F::Kind, F::Addresses, F::PurchasedOn, F::Internet]), @r#"
    2 A-1 · PC01 · terminal · 10.0.0.1 · 2024-04-01 · no
    3 A-2 · PC02 · - · - · - · -
    5 A-4 · PC04 · - · - · - · -
    7 - · PC06 · terminal · - · - · -
    8 0007 · PC07 · terminal · - · - · -
    11 A-9 · 田端末 · terminal · - · - · -
    ! 1 備考: column-twice "備考"
    ! 3 種別: kind "トースター"
    ! 3 IPアドレス: address "10.0.0.999"
    ! 3 購入日: day "4/1/24"
    ! 3 インターネット: yes-no "時々"
    ! 4 : ragged "余り"
    ! 5 : short "A-4"
    ! 6 : no-identity "terminal"
    ! 7 資産番号: formula "=1+1"
    ! 7 備考: formula "=HYPERLINK(\"http://x\")"
    ! 9 : example "例"
    ! 11 ホスト名: private-letter "\u{e000}田端末"
    "#);
}

#[test]
fn two_rows_of_headings_and_cards_are_understood() {
    let two = "資産番号,設置場所,,,備考\n,棟,階,部屋,\nA-1,本館,1F,受付,\nA-2,新館,2F,,\n";
    insta::assert_snapshot!(table(two.as_bytes(), &[F::AssetNumber, F::Building, F::Floor, F::Room]), @r"
    3 A-1 · 本館 · 1F · 受付
    4 A-2 · 新館 · 2F · -
    ");
    let card = "機器台帳カード,\n資産番号,A-1\nホスト名,PC01\n製造番号,S-1000\n設置場所,受付\n";
    insta::assert_snapshot!(table(card.as_bytes(), &[F::AssetNumber, F::HostName, F::Serial, F::Room]), @"1 A-1 · PC01 · S-1000 · 受付");
    let semicolons = "\"Nom\";\"Statut\";\"Fabricant\";\"Numéro de série\";\"Lieu\"\n\"pc-01\";\"En service\";\"Dell\";\"ABC1234\";\"Accueil\"\n";
    insta::assert_snapshot!(table(semicolons.as_bytes(), &[F::Name, F::Maker, F::Serial, F::Room]), @r#"
    2 pc-01 · Dell · ABC1234 · Accueil
    ! 2 Statut: status "En service"
    "#);
}

#[test]
fn computers_of_a_directory_read() {
    let csv = "#TYPE Microsoft.ActiveDirectory.Management.ADComputer\r\n\
        \"DistinguishedName\",\"DNSHostName\",\"Enabled\",\"IPv4Address\",\"LastLogonDate\",\"Name\",\"ObjectClass\",\"OperatingSystem\",\"OperatingSystemVersion\",\"SamAccountName\"\r\n\
        \"CN=PC01,OU=Ward,DC=h,DC=local\",\"pc01.h.local\",\"True\",\"10.0.0.5\",\"2024/06/10 9:00:00\",\"PC01\",\"computer\",\"Windows 10 Pro\",\"10.0 (19045)\",\"PC01$\"\r\n\
        \"CN=Taro,DC=h,DC=local\",,\"True\",,,\"Taro\",\"user\",,,\"taro\"\r\n";
    insta::assert_snapshot!(told(csv.as_bytes()), @r"
    directory -: 1 devices, 0 refused
    line 3
      host_name: pc01.h.local  <3 DNSHostName>
      addresses: 10.0.0.5  <3 IPv4Address>
      seen_on: 2024-06-10  <3 LastLogonDate>
      os: Windows 10 Pro  <3 OperatingSystem>
      os_version: 10.0 (19045)  <3 OperatingSystemVersion>
    ");
    let ldif = "version: 1\n\ndn: CN=SV01,OU=Servers,DC=h,DC=local\nobjectClass: top\nobjectClass: computer\ncn: SV01\nsAMAccountName: SV01$\ndNSHostName: sv01.h.local\n\
        operatingSystem: Windows Server 2016 Stan\n dard\ndescription:: 6Zu75a2Q44Kr44Or44OG\nlastLogonTimestamp: 133624512000000000\n\ndn: CN=Taro,DC=h,DC=local\nobjectClass: user\ncn: Taro\n";
    insta::assert_snapshot!(told(ldif.as_bytes()), @r"
    ldif -: 1 devices, 0 refused
    line 3
      host_name: sv01.h.local  <8 dnshostname>
      os: Windows Server 2016 Standard  <9 operatingsystem>
      note: 電子カルテ  <11 description>
      seen_on: 2024-06-10  <12 lastlogontimestamp>
      kind: server  <9 operatingsystem>
    ");
    let json = "[{\"Name\":\"PC01\",\"DNSHostName\":\"pc01.h.local\",\"SamAccountName\":\"PC01$\",\"OperatingSystem\":\"Windows 11 Pro\",\"LastLogonDate\":\"\\/Date(1717977600000)\\/\"},\n\
        {\"Name\":\"SV01\",\"DNSHostName\":null,\"SamAccountName\":\"SV01$\",\"OperatingSystem\":\"Windows Server 2019 Standard\"}]";
    insta::assert_snapshot!(told(json.as_bytes()), @r"
    directory -: 2 devices, 0 refused
    line 1
      host_name: pc01.h.local  <1 dnshostname>
      os: Windows 11 Pro  <1 operatingsystem>
      seen_on: 2024-06-10  <1 lastlogondate>
    line 2
      os: Windows Server 2019 Standard  <2 operatingsystem>
      host_name: SV01  <2 Name>
      kind: server  <2 OperatingSystem>
    ");
}

#[test]
fn answers_of_osquery_read() {
    let info = "[{\"hostname\":\"pc01\",\"uuid\":\"4c4c4544-0034-3010-8048-b6c04f503732\",\"cpu_brand\":\"x\",\"hardware_vendor\":\"Dell Inc.\",\"hardware_model\":\"OptiPlex 3080\",\"hardware_serial\":\"8H9K2L3\",\"computer_name\":\"PC01\"},\n\
        {\"name\":\"Microsoft Windows 10 Pro\",\"version\":\"10.0.19045\",\"build\":\"19045\",\"platform\":\"windows\"},\n\
        {\"interface\":\"5\",\"mac\":\"00:1b:d4:00:0a:01\"},{\"interface\":\"5\",\"address\":\"10.0.0.5\",\"mask\":\"255.255.255.0\"},\n\
        {\"name\":\"7-Zip\",\"version\":\"23.01\",\"install_location\":\"C:\\\\\"}]";
    insta::assert_snapshot!(told(info.as_bytes()), @r"
    osquery -: 1 devices, 0 refused
    line 1
      host_name: PC01  <1 computer_name>
      serial: 8H9K2L3  <1 hardware_serial>
      maker: Dell Inc.  <1 hardware_vendor>
      model: OptiPlex 3080  <1 hardware_model>
      hardware_id: 4c4c4544-0034-3010-8048-b6c04f503732  <1 uuid>
      os: Microsoft Windows 10 Pro  <2 os_version.name>
      os_version: 10.0.19045  <2 os_version.version>
      macs: 00:1b:d4:00:0a:01  <3 mac>
      addresses: 10.0.0.5  <3 address>
      software: 7-Zip 23.01  <4 programs>
    ");
    let log = "{\"name\":\"pack_info\",\"hostIdentifier\":\"pc01\",\"action\":\"added\",\"columns\":{\"hardware_serial\":\"8H9K2L3\",\"hardware_model\":\"OptiPlex 3080\"}}\n\
        {\"name\":\"pack_info\",\"hostIdentifier\":\"pc02\",\"action\":\"added\",\"columns\":{\"hardware_serial\":\"8H9K2L4\"}}\n\
        {\"name\":\"os\",\"hostIdentifier\":\"pc01\",\"action\":\"snapshot\",\"snapshot\":[{\"name\":\"Ubuntu\",\"version\":\"22.04\",\"platform\":\"ubuntu\"}]}\nnot json\n";
    insta::assert_snapshot!(told(log.as_bytes()), @r#"
    osquery -: 2 devices, 1 refused
    line 1
      serial: 8H9K2L3  <1 hardware_serial>
      model: OptiPlex 3080  <1 hardware_model>
      host_name: pc01  <1 hostIdentifier>
      os: Ubuntu  <3 os_version.name>
      os_version: 22.04  <3 os_version.version>
    line 2
      serial: 8H9K2L4  <2 hardware_serial>
      host_name: pc02  <2 hostIdentifier>
    ! 4 : damaged "not json"
    "#);
}

#[test]
fn neighbours_read() {
    let cisco = "Protocol  Address          Age (min)  Hardware Addr   Type   Interface\n\
        Internet  10.0.0.1                -   0011.2233.4455  ARPA   Vlan10\n\
        Internet  10.0.0.5               12   001b.d400.0a01  ARPA   Vlan10\n\
        Internet  10.0.0.6                0   Incomplete      ARPA\n";
    insta::assert_snapshot!(table(cisco.as_bytes(), &[F::Addresses, F::Macs, F::HostName]), @r"
    2 10.0.0.1 · 00:11:22:33:44:55 · -
    3 10.0.0.5 · 00:1b:d4:00:0a:01 · -
    ");
    let windows = "\r\nインターフェイス: 10.0.0.9 --- 0x5\r\n  インターネット アドレス 物理アドレス           種類\r\n  10.0.0.1              00-11-22-33-44-55     動的        \r\n  10.0.0.255            ff-ff-ff-ff-ff-ff     静的        \r\n";
    insta::assert_snapshot!(table(&SHIFT_JIS.encode(windows).0, &[F::Addresses, F::Macs, F::HostName]), @"4 10.0.0.1 · 00:11:22:33:44:55 · -");
    let unix = "gw.h.local (10.0.0.1) at 00:11:22:33:44:55 [ether] on eth0\n? (10.0.0.7) at 0:1b:d4:0:a:7 on en0 ifscope [ethernet]\n10.0.0.8 dev eth0 lladdr 00:1b:d4:00:0a:08 STALE\n";
    insta::assert_snapshot!(table(unix.as_bytes(), &[F::Addresses, F::Macs, F::HostName]), @r"
    1 10.0.0.1 · 00:11:22:33:44:55 · gw.h.local
    2 10.0.0.7 · 00:1b:d4:00:0a:07 · -
    3 10.0.0.8 · 00:1b:d4:00:0a:08 · -
    ");
    let switch = "          Mac Address Table\n-------------------------------------------\n\nVlan    Mac Address       Type        Ports\n----    -----------       --------    -----\n  10    001b.d400.0a01    DYNAMIC     Gi1/0/5\n  10    001b.d400.0a02    DYNAMIC     Gi1/0/6\nTotal Mac Addresses for this criterion: 2\n";
    insta::assert_snapshot!(table(switch.as_bytes(), &[F::Addresses, F::Macs, F::HostName]), @r"
    6 - · 00:1b:d4:00:0a:01 · -
    7 - · 00:1b:d4:00:0a:02 · -
    ");
}

#[test]
fn leases_read() {
    let isc = "lease 10.0.0.20 {\n  starts 4 2024/06/06 00:00:00;\n  hardware ethernet 00:1b:d4:00:0a:20;\n  client-hostname \"PC20\";\n}\nlease 10.0.0.21 {\n  hardware ethernet 00:1b:d4:00:0a:21;\n";
    insta::assert_snapshot!(table(isc.as_bytes(), &[F::Addresses, F::Macs, F::HostName]), @r#"
    1 10.0.0.20 · 00:1b:d4:00:0a:20 · PC20
    ! 6 lease: cut "10.0.0.21"
    "#);
    let dnsmasq = "1718000000 00:1b:d4:00:0a:22 10.0.0.22 PC22 01:00:1b:d4:00:0a:22\n1718000001 00:1b:d4:00:0a:23 10.0.0.23 * *\n";
    insta::assert_snapshot!(table(dnsmasq.as_bytes(), &[F::Addresses, F::Macs, F::HostName]), @r"
    1 10.0.0.22 · 00:1b:d4:00:0a:22 · PC22
    2 10.0.0.23 · 00:1b:d4:00:0a:23 · -
    ");
    let windows = "\"IPAddress\",\"ScopeId\",\"AddressState\",\"ClientId\",\"HostName\",\"LeaseExpiryTime\"\n\"10.0.0.24\",\"10.0.0.0\",\"Active\",\"00-1b-d4-00-0a-24\",\"PC24.h.local\",\"2024/06/10 9:00:00\"\n";
    insta::assert_snapshot!(told(windows.as_bytes()), @r"
    leases -: 1 devices, 0 refused
    line 2
      addresses: 10.0.0.24  <2 IPAddress>
      macs: 00:1b:d4:00:0a:24  <2 ClientId>
      host_name: PC24.h.local  <2 HostName>
    ");
}

#[test]
fn a_yamaha_router_reads() {
    let text = "RTX1210 BootROM Ver. 1.04\nRTX1210 Rev.14.01.38 (Fri Jul 24 11:27:28 2020)\n  main:  RTX1210 ver=00 serial=S4H000001 MAC-Address=00:a0:de:00:00:01 MAC-Address=00:a0:de:00:00:02\nCPU:   1%(5sec)\n";
    insta::assert_snapshot!(told(text.as_bytes()), @r"
    show-version -: 1 devices, 0 refused
    line 1
      model: RTX1210  <2 RTX1210 Rev.14.01.38 (Fri Jul 24 11>
      firmware: Rev.14.01.38  <2 RTX1210 Rev.14.01.38 (Fri Jul 24 11>
      serial: S4H000001  <3 main>
      macs: 00:a0:de:00:00:01 00:a0:de:00:00:02  <3 main>
      maker: YAMAHA  <1 >
      kind: network_device  <1 >
    ");
}

/// A workbook with a title, headings in the third row, days as days, numbers as numbers, a calculation with and without its result.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("サーバ").expect("a name");
    sheet.write(0, 0, "サーバ台帳").expect("a title");
    for (at, heading) in ["資産番号", "ホスト名", "購入日", "ポート数", "IPアドレス", "保守期限"].iter().enumerate()
    {
        sheet.write(2, u16::try_from(at).expect("a column"), *heading).expect("a heading");
    }
    let day = Format::new().set_num_format("yyyy/m/d");
    let bought = ExcelDateTime::from_ymd(2020, 4, 1).expect("a day");
    sheet.write(3, 0, 1001).expect("a number");
    sheet.write(3, 1, "SV01").expect("a host");
    sheet.write_with_format(3, 2, &bought, &day).expect("a day");
    sheet.write(3, 4, "10.0.0.2").expect("an address");
    sheet.write(3, 5, 45_944).expect("a day as a number");
    sheet.write(4, 0, "S-2").expect("a number");
    sheet.write_formula(4, 1, Formula::new("=A5&\"x\"").set_result("SV02")).expect("a calculation");
    sheet.write_formula(5, 1, Formula::new("=NOSUCH()").set_result("#NAME?")).expect("a calculation");
    sheet.write(5, 0, "S-3").expect("a number");
    let other = book.add_worksheet();
    other.set_name("凡例").expect("a name");
    other.write(0, 0, "この表は毎年4月に更新する").expect("a remark");
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn a_workbook_reads() {
    insta::assert_snapshot!(told(&workbook()), @r##"
    excel -: 3 devices, 0 refused
    line 4
      asset_number: 1001  <4 サーバ!A 資産番号>
      host_name: SV01  <4 サーバ!B ホスト名>
      purchased_on: 2020-04-01  <4 サーバ!C 購入日>
      addresses: 10.0.0.2  <4 サーバ!E IPアドレス>
      support_end: 2025-10-14  <4 サーバ!F 保守期限>
      kind: server  <4 サーバ>
    line 5
      asset_number: S-2  <5 サーバ!A 資産番号>
      host_name: SV02  <5 サーバ!B ホスト名>
      kind: server  <5 サーバ>
    line 6
      asset_number: S-3  <6 サーバ!A 資産番号>
      kind: server  <6 サーバ>
    ! 6 サーバ!B ホスト名: cell-fault "#NAME?"
    ! 1 凡例: no-heading ""
    "##);
}

#[test]
fn what_a_person_said_of_the_columns_counts() {
    let list =
        "機器表,,,\nばんごう,なまえ,IP1,IP2,資産番号\nA-1,端末1,10.0.0.1,10.1.0.1,X-1\nA-2,端末2,10.0.0.2,,X-2\n";
    let said = Meanings::default()
        .with("ばんごう", Some("asset_number"))
        .with("なまえ", Some("name"))
        .with("ＩＰ１", Some("addresses"))
        .with("IP2", Some("addresses"))
        .with("資産番号", None);
    let told = |guide: &Guide<'_>| match read_inventory_as(list.as_bytes(), guide) {
        Ok(reading) => {
            let fields = |one: &evidence::inventory::Found| {
                one.fields.iter().map(|(_, text)| text.to_owned()).collect::<Vec<_>>().join(" · ")
            };
            format!("{:?} {}", reading.profile, reading.devices.iter().map(fields).collect::<Vec<_>>().join(" | "))
        }
        Err(fault) => fault.to_string(),
    };
    let expected = "A-1 · 端末1 · 10.0.0.1 10.1.0.1 | A-2 · 端末2 · 10.0.0.2";
    assert_eq!(told(&Guide { said: Some(&said), ..Guide::default() }), format!("None {expected}"));
    let other = Meanings::default().with("別の列", Some("name")).with("なまえ", None);
    assert_eq!(told(&Guide { kept: &[other, said], ..Guide::default() }), format!("Some(1) {expected}"));
    let unknown = "ばんごう,なまえ\nA-1,端末1\n";
    assert!(read_inventory_as(unknown.as_bytes(), &Guide::default()).is_err());
    let shown =
        read_inventory_as(unknown.as_bytes(), &Guide { any_heading: true, ..Guide::default() }).expect("columns");
    assert_eq!(shown.columns.iter().map(|one| one.heading.as_str()).collect::<Vec<_>>(), ["ばんごう", "なまえ"]);
}

#[test]
fn reading_goes_on_only_while_somebody_waits() {
    let rows: String = (0..2_000).map(|n| format!("A-{n},PC{n}\n")).collect();
    let list = format!("資産番号,ホスト名\n{rows}");
    let stop = |rows: usize| rows < 1_000;
    let stopped = read_inventory_as(list.as_bytes(), &Guide { go_on: &stop, ..Guide::default() });
    assert_eq!(stopped.expect_err("nobody waits").why.code(), "stopped");
    assert_eq!(read_inventory_as(list.as_bytes(), &Guide::default()).expect("a list").devices.len(), 2_000);
}
