// Excel: a form goes out, another program fills it in, it comes back, is shown, and becomes one entry of the history.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { journey } from "./harness/journey.mjs";
import { download } from "./harness/papers.mjs";
import { fill, open, register } from "./harness/steps.mjs";
import { edit } from "./harness/workbook.mjs";

const BY = "緑野 一郎";
const answer = (choice, more = {}) => ({
  "round-1.answer": choice, "round-1.on": "date:2024-06-10", "round-1.by": BY, ...more,
});

async function choose(page, file) {
  await page.goto("/workbooks");
  await page.locator("form[action='/intake'] [name=file]").setInputFiles(file);
  await page.locator("form[action='/intake'] button").click();
}

async function walk(tools, script = true) {
  const { page, lang, accessible, shot } = tools;
  const [yes, no] = lang === "ja" ? ["はい", "いいえ"] : ["Yes", "No"];
  await register(tools);
  const sheet = await open(tools);
  await page.goto("/workbooks");
  await accessible();
  await shot("workbooks", { manual: true });
  const saved = await download(page, () => page.click(`table a[href='${sheet}/workbook']`));
  assert.match(saved, /\.xlsx$/);

  // In the meantime somebody answers one of the same items on the page.
  await page.goto(sheet);
  await fill(page, "server.patch", { choice: "no", on: "2024-06-11", target: "2024-09-30" }, script);
  const filled = saved.replace(/\.xlsx$/, "-filled.xlsx");
  await edit(saved, filled, {
    "all.asset-ledger": answer(yes, { note: "台帳は、情報システム室の棚にあります" }),
    "all.remote-maintenance": answer(no, { target: "date:2024-12-20" }),
    "server.patch": answer(yes),
    "server.access-log": answer("たぶん"),
  });
  await choose(page, filled);
  await page.waitForURL("**/intake/**");
  await accessible();
  await shot("intake", { manual: true });
  assert.equal(await page.locator("form[action^='/intake/'] tbody tr").count(), 3);
  assert.equal(await page.locator("[name=over]").count(), 1, "what somebody else changed is asked for");
  await page.locator("form[action^='/intake/'] button").click();
  await page.waitForURL(/done=workbook-taken/);
  const checked = (item, choice) => page.locator(`[id='${item}'] [name=choice][value=${choice}]`).isChecked();
  assert.ok(await checked("all.asset-ledger", "yes"));
  assert.ok(await checked("all.remote-maintenance", "no"));
  assert.ok(await checked("server.patch", "no"), "not ticked, not taken");
  await page.goto("/journal");
  await accessible();
  assert.equal(await page.locator("main").innerText().then((text) => text.split("-filled.xlsx").length - 1), 1, "one entry");

  // Now with the tick.
  await choose(page, filled);
  await page.waitForURL("**/intake/**");
  await page.check("[name=over]");
  await page.locator("form[action^='/intake/'] button").click();
  await page.waitForURL(/done=workbook-taken/);
  assert.ok(await checked("server.patch", "yes"));

  tools.watching.expect(/status of 422 .*\/intake/);
  // Another wording is refused with its cell, and nothing changes.
  const wrong = saved.replace(/\.xlsx$/, "-wrong.xlsx");
  await edit(saved, wrong, { "all.asset-ledger": { words: "台帳はいりません。" } });
  await choose(page, wrong);
  await page.waitForSelector("[role=alert]");
  await accessible();
  await shot("workbook-refused", { manual: true });
  assert.match(await page.locator("[role=alert]").innerText(), /!C\d+/);
  const cut = { name: "様式.xlsx", mimeType: "application/octet-stream", buffer: (await readFile(saved)).subarray(0, 3000) };
  await choose(page, cut);
  await page.waitForSelector("[role=alert]");
  const lists = await download(page, () => page.click("a[href='/workbooks/lists']"));
  assert.match(lists, /\.xlsx$/);
}

journey("a workbook out, filled in by another program, and in", {}, walk);
journey("a workbook, in English", { lang: "en" }, walk);
journey("a workbook at 360 px, without script", { width: 360, height: 780, script: false }, (tools) => walk(tools, false));
