// Backups of systems: a copy is planned, runs are taken in, a finding shows, a procedure is approved, a restore rehearsal is recorded.
import assert from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { journey } from "./harness/journey.mjs";
import { printed } from "./harness/print.mjs";
import { sample } from "./harness/steps.mjs";

const LIST = `ジョブ名,開始日時,結果,サイズ
検体検査_毎日,2024-06-01 2:00,正常終了,12 GB
検体検査_毎日,令和6年6月2日 午前2時,警告,12 GB
検体検査_毎日,2024/06/03 2:00,失敗,
検体検査_毎日,32日,成功,12 GB
`;

async function file(name, text) {
  const folder = await mkdtemp(path.join(os.tmpdir(), "sakimori-backup-"));
  const at = path.join(folder, name);
  await writeFile(at, text);
  return at;
}

async function walk(tools) {
  const { page, accessible, shot } = tools;
  await sample(tools);
  await page.goto("/backups");
  await accessible();
  await shot("backups", { manual: true });
  await page.locator("tbody th a", { hasText: "電子カルテ" }).first().click();
  await accessible();
  await shot("backup-system", { manual: true });
  const ehr = page.url();
  await page.goto(`${ehr}/procedure`);
  await accessible();
  await shot("backup-procedure", { manual: true });

  // A copy of the billing system is planned.
  await page.goto("/backups");
  await page.locator("tbody th a", { hasText: "医事会計" }).first().click();
  const billing = page.url();
  await page.goto(`${billing}/copies/new`);
  await page.fill("[name=name]", "テープ（毎週）");
  await page.selectOption("[name=frequency]", "weekly");
  await page.selectOption("[name=media]", "tape");
  await page.selectOption("[name=medium]", "write_once");
  await page.selectOption("[name=separation]", "physical");
  await page.selectOption("[name=off_site]", "yes");
  await page.fill("[name=generations]", "4");
  await accessible();
  await shot("backup-copy", { manual: true });
  await page.locator("main form button").first().click();
  await page.waitForURL(/done=saved/);
  assert.ok((await page.locator("main").innerText()).includes("テープ（毎週）"));

  // Runs come in: they are shown before they count, and the job is given to the copy.
  await page.goto("/backups");
  await page.locator("form[action='/backups/intake'] [name=file]").setInputFiles(await file("記録.csv", LIST));
  await page.locator("form[action='/backups/intake'] button").click();
  await page.waitForURL("**/backups/intake/**");
  const choice = page.locator("select[name='copy:0']");
  const value = await choice.locator("option", { hasText: /医事会計.*テープ（毎週）/ }).first().getAttribute("value");
  await choice.selectOption(value);
  await accessible();
  await shot("backup-preview", { manual: true });
  await printed(tools, "backup-preview");
  // It was opened once more for its paper.
  await choice.selectOption(value);
  assert.equal(await page.locator(".counts .count dd").first().innerText(), "3");
  await page.locator("form[method=post][action^='/backups/intake/'] button").click();
  await page.waitForURL(/done=taken-in/);
  await page.goto(billing);
  const words = await page.locator("main").innerText();
  assert.ok(words.includes("検体検査_毎日"), words);

  // A restore was tried, with the tool's log as evidence.
  await page.goto(`${ehr}/rehearsals/new`);
  await page.fill("[name=to]", "予備のサーバ");
  await page.fill("[name=minutes]", "1500");
  await page.selectOption("[name=outcome]", "whole");
  await page.fill("[name=verified]", "10人分のカルテを開いた");
  await page.locator("[name=file]").setInputFiles(await file("restore.log", "restored 412 GB\n"));
  await accessible();
  await shot("backup-rehearsal", { manual: true });
  await page.locator("main form button").click();
  await page.waitForURL(/done=saved/);
  const said = await page.locator("main").innerText();
  assert.ok(said.includes("1500"), said);
  await page.locator("main a[href*='/rehearsals/']:not([href$='/new'])").first().click();
  await page.waitForURL(/rehearsals\/[^/]+$/);
  await accessible();
  await printed(tools, "backup-rehearsal-kept");

  await page.goto("/backups/requirements");
  await accessible();
  await shot("backup-requirements");
  await page.goto("/backups/jobs");
  await accessible();
}

journey("backups of systems", {}, walk);
journey("backups of systems, in English", { lang: "en" }, walk);
journey("backups of systems at 360 px, without script", { width: 360, height: 780, script: false }, walk);
