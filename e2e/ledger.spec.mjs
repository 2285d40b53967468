// The ledger: a list comes in, is shown before it counts, is found, changed and decided, leaves, and comes back unchanged.
import assert from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { journey } from "./harness/journey.mjs";
import { download } from "./harness/papers.mjs";
import { register } from "./harness/steps.mjs";

const LIST = `資産番号,機器名,種別,製造番号,MACアドレス,部署,部屋,OS,サポート期限,担当者,システム
SV-001,電子カルテサーバ,サーバ,S-2001,00:1b:d4:00:00:01,情報室,サーバ室,Windows Server 2019,2029/1/9,佐藤,電子カルテ
PC-001,受付端末1,端末,S-1001,00:1b:d4:00:00:02,医事課,受付,Windows 10,令和7年10月14日,山田,電子カルテ
PC-002,受付端末2,端末,S-1002,00:1b:d4:00:00:03,医事課,受付,Windows 7,令和2年1月14日,,電子カルテ
PC-003,検査室端末,端末,S-1002,,検査科,検査室,Windows 10,2025-10-14,鈴木,検査
NW-001,外来スイッチ,ネットワーク機器,S-3001,00:1b:d4:00:00:05,情報室,EPS,,不明,佐藤,
CT-001,CT装置,医療機器,S-4001,,放射線科,CT室,,未定,高橋,PACS
`;
const ARP = `Protocol  Address          Age (min)  Hardware Addr   Type   Interface
Internet  192.168.1.11           5   001b.d400.0002  ARPA   Vlan10
Internet  192.168.1.99           5   001b.d4aa.0afe  ARPA   Vlan10
`;

async function file(name, text) {
  const folder = await mkdtemp(path.join(os.tmpdir(), "sakimori-ledger-"));
  const at = path.join(folder, name);
  await writeFile(at, text);
  return at;
}

async function look(page, at) {
  await page.goto("/ledger");
  await page.locator("form[action='/ledger/intake'] [name=file]").setInputFiles(at);
  await page.locator("form[action='/ledger/intake'] button").click();
  await page.waitForURL("**/ledger/intake/**");
}

/** The form that takes it in. */
const yes = (page) => page.locator("form[method=post][action^='/ledger/intake/'] button");

async function take(page, at) {
  await look(page, at);
  await yes(page).click();
  await page.waitForURL(/done=taken-in/);
}

const count = (page, at) => page.locator(".counts .count dd").nth(at).innerText();

async function walk({ page, lang, accessible, shot, ...tools }) {
  await register({ page, lang, accessible, shot, ...tools });
  await page.goto("/ledger");
  await accessible();
  await look(page, await file("台帳.csv", LIST));
  await accessible();
  await shot("ledger-preview", { manual: true });
  assert.deepEqual([await count(page, 0), await count(page, 3)], ["4", "2"], "four new, two for a person");
  await yes(page).click();
  await page.waitForURL(/inbox/);
  await accessible();
  await shot("ledger-inbox", { manual: true });
  await page.locator("form[action='/ledger/inbox/apart'] button").click();
  await page.waitForURL(/done=saved/);
  await take(page, await file("arp.txt", ARP));
  await page.goto("/ledger");
  await accessible();
  await shot("ledger", { manual: true });
  assert.equal(await page.locator("tbody tr").count(), 6);
  await page.goto("/ledger?only=unlisted");
  assert.equal(await page.locator("tbody tr").count(), 1, "seen on the network, in no list");

  await page.goto("/ledger?q=" + encodeURIComponent("ｐｃ－００１"));
  await page.locator("tbody th a").click();
  await accessible();
  await shot("ledger-device", { manual: true });
  assert.ok((await page.locator("main").innerText()).includes("192.168.1.11"), "the network knows its address");
  await page.locator("a[href$='/edit']").click();
  await accessible();
  await shot("ledger-edit", { manual: true, fullPage: false });
  await page.fill("[name=room]", "受付カウンタ");
  await page.locator("main form button").click();
  await page.waitForURL(/done=saved/);
  assert.ok((await page.locator("main").innerText()).includes("受付カウンタ"));

  await page.goto("/ledger?only=no_owner");
  await page.locator("[name=device]").first().check();
  await page.selectOption("#field0", "owner");
  await page.fill("#value0", "山田");
  await page.click("button[value=edit]");
  await page.waitForURL("**/ledger/bulk");
  await accessible();
  await page.click("form[action='/ledger/bulk/apply'] button");
  await page.waitForURL(/done=saved/);

  // 棚卸: everything of a department was seen, in one action.
  await page.goto("/ledger?department=" + encodeURIComponent("医事課"));
  await page.check("[name=all]");
  await page.click("button[value=confirm]");
  await page.waitForURL(/done=saved/);

  await page.goto("/ledger");
  const saved = await download(page, () => page.click("a[href^='/ledger/csv']"));
  await look(page, saved);
  assert.deepEqual([await count(page, 0), await count(page, 1), await count(page, 2)], ["0", "0", "6"], "unchanged");
  await page.goto("/ledger/print");
  await accessible();
  await shot("ledger-print", { manual: true, fullPage: false });
}

const OWN = `番号,よび名,メモ,アドレス1,アドレス2
K-001,薬局端末1,窓側,192.168.5.1,192.168.6.1
K-002,薬局端末2,,192.168.5.2,
K-003,薬局端末3,,192.168.5.3,
`;

/** Columns that are settled and kept, a mended list, and a long one that is stopped. */
async function mend({ page, lang, accessible, shot, script, ...tools }) {
  await register({ page, lang, accessible, shot, script, ...tools });
  await look(page, await file("薬局.csv", OWN));
  await accessible();
  await page.selectOption("[name='column:番号']", "asset_number");
  await page.selectOption("[name='column:よび名']", "name");
  await page.selectOption("[name='column:アドレス1']", "addresses");
  await page.selectOption("[name='column:アドレス2']", "addresses");
  await page.locator("form[method=get][action^='/ledger/intake/'] button").last().click();
  await page.waitForURL(/columns=chosen/);
  await accessible();
  await shot("ledger-columns", { manual: true });
  await page.fill("[name=keep]", "薬局の形");
  await yes(page).click();
  await page.waitForURL(/done=taken-in/);

  // The clerk mends the list and sends it again: it is proposed to replace the first one.
  await look(page, await file("薬局_直し.csv", OWN.replace("薬局端末2", "薬局の端末2").replace(/K-003.*\n/, "")));
  assert.ok((await page.locator("main").innerText()).includes("薬局の形"), "the kept columns count");
  await page.locator("button[name=replaces]").click();
  await page.waitForURL(/replaces=/);
  await accessible();
  await shot("ledger-replaces", { manual: true });
  assert.deepEqual([await count(page, 1), await count(page, 3), await count(page, 5)], ["1", "0", "1"]);
  await yes(page).click();
  await page.waitForURL(/done=taken-in/);
  await page.goto("/ledger/inbox");
  assert.equal(await page.locator("main form").count(), 0, "nothing is left to decide");

  // A long list shows how far it is, and is stopped.
  const rows = Array.from({ length: 190_000 }, (_, n) => `L-${n},端末${n},S-80${n},10.${9 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}\n`).join("");
  await look(page, await file("長い.csv", "資産番号,機器名,製造番号,IPアドレス\n" + rows));
  const stop = page.locator("form[action$='/stop'] button");
  if (await stop.count()) {
    await accessible();
    await shot("ledger-progress");
    await stop.click();
    await page.waitForURL(/done=/);
    await page.goto("/ledger");
    assert.equal(await page.locator("tbody tr").count(), 2, "nothing was written");
  }
}

journey("the ledger from a list", {}, (tools) => walk(tools));
journey("the ledger from a list, in English", { lang: "en" }, (tools) => walk(tools));
journey("the ledger at 360 px, without script", { width: 360, height: 780, script: false }, (tools) => walk(tools));
journey("columns, a mended list and a long one", {}, (tools) => mend(tools));
journey("columns, a mended list and a long one, in English", { lang: "en" }, (tools) => mend(tools));
journey("columns, a mended list and a long one at 360 px, without script", { width: 360, height: 780, script: false }, (tools) => mend(tools));
