// Evidence: a file goes in with an item, is shown, replaced, and called for when it expires.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { journey } from "./harness/journey.mjs";
import { download } from "./harness/papers.mjs";
import { open, register } from "./harness/steps.mjs";

const dot = new URL("../fuzz/corpus/file_kind/dot.png", import.meta.url);
const words = (text) => ({ name: "機器台帳.csv", mimeType: "text/csv", buffer: Buffer.from(text) });

async function walk(tools) {
  const { page, lang, accessible, shot } = tools;
  await register(tools);
  const sheet = await open(tools);
  await page.goto(sheet);
  await page.locator("[id='all.asset-ledger'] .item__files a").last().click();
  await page.waitForURL(/evidence\?link=/);
  await accessible();
  const main = page.locator("form[action='/evidence']");
  await main.locator("[name=file]").setInputFiles(words("機器,台数\r\nサーバ,3\r\n"));
  await main.locator("[name=title]").fill(lang === "ja" ? "機器台帳" : "Ledger of devices");
  await main.locator("[name=expires_on]").fill("2024-06-30");
  await shot("evidence-add", { manual: true });
  await main.locator("button").click();
  await page.waitForURL(/done=evidence-added/);
  await accessible();
  assert.ok((await page.locator("main").innerText()).includes("all.asset-ledger") === false, "words, not codes");
  const address = new URL(page.url()).pathname;

  const change = page.locator(`form[action='${address}']`);
  await change.locator("[name=file]").setInputFiles({ name: "台帳.png", mimeType: "image/png", buffer: await readFile(dot) });
  await change.locator("button").click();
  await page.waitForURL(/done=saved/);
  await accessible();
  await shot("evidence", { manual: true });
  const first = await download(page, () => page.locator(".timeline a").last().click());
  assert.equal(await readFile(first, "utf8"), "機器,台数\r\nサーバ,3\r\n", "the first version stays");
  assert.ok(await page.locator("img.preview").evaluate((picture) => picture.complete && picture.naturalWidth === 1));

  await page.goto(sheet);
  assert.equal(await page.locator(`[id='all.asset-ledger'] a[href='${address}']`).count(), 1);
  await page.goto("/");
  await accessible();
  assert.equal(await page.locator(`main a[href='${address}']`).count(), 1, "home calls for the expired file");
  await page.goto("/evidence");
  await accessible();
  await shot("evidence-list", { manual: true });

  await page.goto(address);
  const away = page.locator(`form[action='${address}/withdraw']`);
  await away.locator("[name=why]").fill("別の施設の台帳だった");
  await away.locator("button").click();
  await page.waitForURL(/done=evidence-withdrawn/);
  assert.equal(await page.locator(`table a[href='${address}']`).count(), 0);
}

journey("evidence in, replaced, expired, withdrawn", {}, walk);
journey("evidence, in English", { lang: "en" }, walk);
journey("evidence at 360 px, without script", { width: 360, height: 780, script: false }, walk);
