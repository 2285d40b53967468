// MDS/SDS: asked → the vendor's workbook is shown and taken in → what needs cover is decided → a newer version is compared.
import assert from "node:assert/strict";
import path from "node:path";
import { journey } from "./harness/journey.mjs";
import { printed } from "./harness/print.mjs";
import { open, register } from "./harness/steps.mjs";
import { vendorBook } from "./harness/vendor-book.mjs";

const today = () => new Date(Date.now() + 9 * 3600_000).toISOString().slice(0, 10);

const HEAD = [
  ["製造業者名", "みらい電子株式会社", "", "作成日", "2026年4月1日"],
  ["製品名称", "みらいカルテ", "", "バージョン", "3.2"],
  [],
  ["番号", "質問項目", "回答（はい・いいえ・対象外）", "備考番号", "備考"],
];
const ROWS = [
  ["7.1", "セキュリティパッチを適用できるか", "いいえ", "", ""],
  ["7.2", "不要なサービスを停止しているか", "はい", "1", "次の版から停止する"],
  ["7.3", "離席時に画面をロックできるか", "はい", "", ""],
  ["7.4", "無線LANの対策があるか", "対象外", "", ""],
  ["7.5", "アクセスログを残すか", "たぶん", "", ""],
];

async function vendor({ page }) {
  await page.goto("/vendors");
  await page.fill("[name=name]", "みらい電子株式会社");
  await page.check("[name=contract][value=yes]");
  await page.click("form[action='/vendors'] button");
  await page.waitForURL(/done=vendor-added/);
}

async function ask({ page, accessible, shot }, version) {
  await page.goto("/disclosures");
  await accessible();
  await page.click("a[href^='/disclosures/new']");
  await accessible();
  await page.fill("[name=product]", "みらいカルテ");
  await page.fill("[name=product_version]", version);
  await page.fill("[name=edition]", "5.0");
  await page.check("[name=state][value=received]");
  await page.fill("[name=on]", today());
  await shot("disclosure-new", { manual: true });
  await page.click("form.card button");
  await page.waitForURL(/done=disclosure-added/);
  await accessible();
}

async function takeIn({ page, lang, server, accessible, shot }, name, rows) {
  const file = await vendorBook(path.join(server.data, name), "MDS", [...HEAD, ...rows]);
  await page.setInputFiles("[name=file]", file);
  await page.click("form[action$='/file'] button");
  await page.waitForURL("**/file/**");
  await accessible();
  await shot("disclosure-preview", { manual: true });
  await printed({ page, lang }, "disclosure-preview");
  await page.click("form .button--primary");
  await page.waitForURL(/done=workbook-taken/);
  await accessible();
}

async function walk(tools) {
  const { page, accessible, shot } = tools;
  await register(tools);
  const sheet = await open(tools);
  await vendor(tools);
  await ask(tools, "3.1");
  await takeIn(tools, "MDS_3.1.xlsx", ROWS);
  await shot("disclosure", { manual: true });
  assert.equal(await page.locator("a[href*='/items/']").count(), 2, "one いいえ and one conditional はい");
  await page.click("a[href$='/items/7.1']");
  await accessible();
  await page.check("[name=decision][value=cover]");
  await page.selectOption("[name=owner]", { label: "緑野 一郎" });
  await page.fill("[name=rule]", "運用管理規程 第5条");
  await page.fill("[name=why]", "保守の日に事業者が適用し、記録を確かめる。");
  await shot("disclosure-item", { manual: true });
  await page.click("form.card button");
  await page.waitForURL(/done=disclosure-decided/);
  await ask(tools, "3.2");
  await takeIn(tools, "MDS_3.2.xlsx", [["7.1", "セキュリティパッチを適用できるか", "はい", "", ""], ...ROWS.slice(1)]);
  await page.click("a[href*='/compare']");
  await accessible();
  await shot("disclosure-compare", { manual: true });
  await printed(tools, "disclosure-compare");
  assert.equal(await page.locator("table tbody tr").count(), 1, "one answer changed");
  await page.goto("/disclosures");
  await accessible();
  await shot("disclosures", { manual: true });
  await page.goto(sheet);
  const help = page.locator("[id='all.mds-sds'] .help--proposal");
  await help.locator("summary").click();
  assert.ok((await help.innerText()).includes("MDS/SDS"), "the proposal speaks of it");
}

journey("a disclosure is taken in, decided and compared", {}, walk);
journey("a disclosure is taken in, decided and compared, in English", { lang: "en" }, walk);
journey("a disclosure is typed from paper at 360 px, without script", { width: 360, height: 780, script: false }, async (tools) => {
  const { page, accessible, shot } = tools;
  await register(tools);
  await open(tools);
  await vendor(tools);
  await ask(tools, "3.2");
  await page.click("a[href$='/answers']");
  await page.waitForURL("**/answers");
  await accessible();
  await page.check("[name=answer-p15][value=no]");
  await page.fill("[name=number-p15]", "7.1");
  await shot("disclosure-type");
  await page.click("form .button--primary");
  await page.waitForURL(/done=saved/);
  await accessible();
  assert.equal(await page.locator("a[href*='/items/p15']").count(), 1);
});
