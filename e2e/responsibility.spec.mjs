// 責任分界: a table with gaps → filled and agreed → saved as a workbook; and one system with its contradictions.
import assert from "node:assert/strict";
import { journey } from "./harness/journey.mjs";
import { printed } from "./harness/print.mjs";
import { fill, open, register } from "./harness/steps.mjs";

/** A system of the vendor whose MDS says いいえ where the institution says はい. */
async function oneSystem({ page, lang, accessible, shot, script = true }, sheet) {
  await page.goto("/vendors");
  await page.locator("table a[href^='/vendors/']").first().click();
  const vendor = new URL(page.url()).pathname;
  const systems = page.locator("#systems");
  await systems.locator("summary").last().click();
  await systems.locator("[name=name]").last().fill("みらいカルテ");
  await systems.locator("[name=kind]").last().selectOption("ehr");
  await systems.locator("form button").last().click();
  await page.waitForURL(/done=/);
  await page.goto(`/disclosures/new?vendor=${vendor.split("/").at(-1)}`);
  await page.fill("[name=product]", "みらいカルテ");
  await page.check("[name=state][value=received]");
  await page.selectOption("[name=system]", { label: "みらいカルテ" });
  await page.fill("[name=on]", new Date(Date.now() + 9 * 3600_000).toISOString().slice(0, 10));
  await page.click("form.card button");
  await page.waitForURL(/done=disclosure-added/);
  await page.click("a[href$='/answers']");
  await page.check("[name=answer-p15][value=no]");
  await page.check("[name=answer-p44][value=yes]");
  await page.click("form .button--primary");
  await page.waitForURL(/done=saved/);
  await page.goto(sheet);
  await fill(page, "server.patch", { choice: "yes", on: "2024-06-10" }, script);
  await page.goto("/systems");
  await accessible();
  await page.click("table a[href^='/systems/']");
  await accessible();
  assert.equal(await page.locator("td strong").count(), 1, "the institution says yes, the product no");
  await shot("system", { manual: true });
  await printed({ page, lang, script }, "system");
}

async function walk(tools) {
  const { page, accessible, shot } = tools;
  await register(tools);
  const sheet = await open(tools);
  await page.goto("/vendors");
  await page.fill("[name=name]", "みらい電子株式会社");
  await page.check("[name=contract][value=yes]");
  await page.click("form[action='/vendors'] button");
  await page.waitForURL(/done=vendor-added/);
  await page.goto("/responsibilities");
  await accessible();
  await page.click("form[action='/responsibilities/new'] button");
  await accessible();
  await page.fill("[name=target]", "みらいカルテ");
  for (const duty of ["os_patch", "application_patch", "remote_access", "vulnerability_notice"]) {
    await page.selectOption(`[name=by-${duty}]`, "vendor");
  }
  for (const duty of ["accounts", "network_patch", "disposal"]) await page.selectOption(`[name=by-${duty}]`, "hospital");
  await page.selectOption("[name=by-backup]", "both");
  await page.selectOption("[name=by-log_review]", "nobody");
  await page.click("form.stack .button--primary");
  await page.waitForURL(/done=saved/);
  await accessible();
  const points = page.locator("section.card").first().locator("li");
  assert.equal(await points.count(), 5, "two unknown, one by nobody, one by both without words, not agreed");
  await shot("responsibility", { manual: true });
  await printed(tools, "responsibility");
  await page.selectOption("[name=by-log_review]", "hospital");
  await page.selectOption("[name=by-restore]", "both");
  await page.selectOption("[name=by-incident_contact]", "vendor");
  await page.fill("[name=words-backup]", "毎晩の取得は事業者、別の場所への持ち出しは医療機関");
  await page.fill("[name=words-restore]", "年1回、いっしょに行う");
  await page.fill("[name=agreed_on]", "2026-04-01");
  await page.fill("[name=document]", "保守契約書 別紙2");
  await page.click("form.stack .button--primary");
  await page.waitForURL(/done=saved/);
  assert.equal(await points.count(), 0);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("a[href$='/workbook']")]);
  assert.match(download.suggestedFilename(), /\.xlsx$/);
  await page.goto("/responsibilities");
  await accessible();
  await shot("responsibilities", { manual: true });
  await oneSystem(tools, sheet);
}

journey("responsibilities are split", {}, walk);
journey("responsibilities are split, in English", { lang: "en" }, walk);
journey("responsibilities are split at 360 px, without script", { width: 360, height: 780, script: false }, (tools) =>
  walk({ ...tools, script: false }));
