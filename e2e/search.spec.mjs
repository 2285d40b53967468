// Search: from the field on every page to the place where the word stands.
import assert from "node:assert/strict";
import { journey } from "./harness/journey.mjs";
import { sample } from "./harness/steps.mjs";

async function look({ page, accessible }, typed) {
  await page.locator("#site-search").fill(typed);
  await page.locator(".site-search button").click();
  await page.waitForURL(/\/search\?q=/);
  await accessible();
  return page.locator("main").innerText();
}

async function walk(tools) {
  const { page, lang, shot, accessible } = tools;
  await sample(tools);
  await accessible();
  const words = await look(tools, "ｻｰﾊﾞｰ 台帳");
  assert.ok(words.includes(lang === "ja" ? "サーバ" : "Ledger of devices"), words);
  assert.ok((await page.locator("mark").allInnerTexts()).includes("サーバ"));
  await shot("search", { manual: true });
  // A note leads to its item: the browser stands there.
  await look(tools, "アクセスポイント");
  await page.locator("#kind-note + .hits a").first().click();
  await page.waitForURL(/\/assessments\/[^#]+#all\.asset-ledger/);
  assert.equal(await page.locator(":target").getAttribute("id"), "all.asset-ledger");
  await look(tools, "みどりかるて");
  await page.locator("#kind-vendor + .hits a").first().click();
  await page.waitForURL(/\/vendors\//);
  await look(tools, "れんらくたいせい図");
  assert.equal(await page.locator(".hit").count(), 0);
  await look(tools, "の");
  await page.locator("a[href*='kind=item']").click();
  await page.waitForURL(/kind=item/);
  await accessible();
  assert.ok((await page.locator(".hit").count()) > 8);
}

journey("search", {}, walk);
journey("search, in English", { lang: "en" }, walk);
journey("search at 360 px, without script", { width: 360, height: 780, script: false }, walk);
