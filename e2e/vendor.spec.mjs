// A vendor's sheet: recorded vendor → 事業者確認用 → answers from its paper → signature on paper → counted on home.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { journey } from "./harness/journey.mjs";
import { download, pdfText } from "./harness/papers.mjs";
import { fill, items, open, register } from "./harness/steps.mjs";

const run = promisify(execFile);

async function record({ page, accessible }) {
  await page.goto("/vendors");
  await accessible();
  await page.fill("[name=name]", "みらい電子株式会社");
  await page.fill("[name=contact]", "青木 次郎");
  await page.fill("[name=phone]", "03-0000-0000");
  await page.check("[name=contract][value=yes]");
  await page.click("form[action='/vendors'] button");
  await page.waitForSelector("a[href^='/vendors/0']");
}

async function walk(tools, script) {
  const { page, lang, accessible, shot } = tools;
  await register(tools);
  await open(tools);
  await record(tools);
  await page.click("form[action$='/sheets'] button");
  await page.waitForURL("**/assessments/0*");
  await accessible();
  const sheet = new URL(page.url()).pathname;
  for (const item of await items(page)) {
    await fill(page, item, { choice: "yes", on: "2024-06-10" }, script);
  }
  await page.goto(sheet);
  await shot("vendor-sheet", { manual: true, fullPage: false });
  await page.goto(`${sheet}/rounds/1/sign-off`);
  assert.equal(await page.locator("form[action$='/rounds/1/sign-off']").count(), 0, "no login signs for a vendor");
  await page.fill("[name=signed_by]", "青木 次郎");
  await page.fill("[name=signed_on]", "2024-06-12");
  await accessible();
  await page.click("form[action$='/rounds/1/paper'] button");
  await page.waitForURL(/done=/);
  await page.goto("/vendors");
  await accessible();
  await shot("vendors", { manual: true });
  assert.equal(await page.locator("table .badge--yes").count(), 1);
  await page.locator("table a[href^='/vendors/']").first().click();
  await accessible();
  await shot("vendor", { manual: true });
  await page.goto("/");
  const counted = lang === "ja" ? "1 社のうち 1 社" : "1 of 1";
  assert.ok((await page.locator("main").innerText()).includes(counted), counted);
  await inThePack(tools, sheet);
}

/** The institution's pack shows the vendor's sheet, its workbook and the evidence on it. */
async function inThePack({ page, accessible }, sheet) {
  await page.goto(sheet);
  await page.locator("[id='server.patch'] .item__files a").last().click();
  await page.waitForURL(/evidence\?link=/);
  await page.setInputFiles("[name=file]", { name: "更新の記録.csv", mimeType: "text/csv", buffer: Buffer.from("日,サーバ\n2024-06-01,A\n") });
  await page.fill("[name=title]", "サーバの更新の記録");
  await page.click("form[action='/evidence'] button");
  await page.waitForURL(/done=/);
  await page.goto("/packs");
  await accessible();
  await page.locator("[name=files]").first().check();
  await page.locator("form[action$='/packs'] button").first().click();
  await page.waitForURL(/done=pack-made/);
  const text = await pdfText(await download(page, () => page.locator("a[href$='/pdf']").first().click()));
  for (const words of ["みらい電子株式会社", "サーバの更新の記録", "evidence/001-"]) assert.ok(text.includes(words), words);
  const zip = await download(page, () => page.locator("a[href$='/zip']").first().click());
  const { stdout } = await run("/usr/bin/python3", ["-m", "zipfile", "-l", zip]);
  for (const file of ["workbooks/vendor-01.xlsx", "evidence/001-"]) assert.ok(stdout.includes(file), file);
  await run(process.env.SAKIMORI_BIN, ["verify-pack", zip]);
}

journey("a vendor's sheet from paper", {}, (tools) => walk(tools, true));
journey("a vendor's sheet from paper, in English", { lang: "en" }, (tools) => walk(tools, true));
journey("a vendor's sheet at 360 px, without script", { width: 360, height: 780, script: false }, (tools) =>
  walk(tools, false));
