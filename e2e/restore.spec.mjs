// A backup and back from it: made while the program runs, put into a new folder, and everything is as it was then.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { journey, visitor } from "./harness/journey.mjs";
import { download } from "./harness/papers.mjs";
import { startServer } from "./harness/server.mjs";
import { fill, logIn, open, register } from "./harness/steps.mjs";

const run = promisify(execFile);
const HOLDS = { ja: "すべて合っています", en: "everything holds" };

/** Runs a command of the program on a data folder; what it printed. */
async function command(data, lang, ...words) {
  const env = { ...process.env, SAKIMORI_DATA: data };
  return (await run(process.env.SAKIMORI_BIN, [...words, "--lang", lang], { env })).stdout;
}

async function addFile({ page }, sheet, item, name, text) {
  await page.goto(sheet);
  await page.locator(`[id='${item}'] .item__files a`).last().click();
  await page.waitForURL(/evidence\?link=/);
  const form = page.locator("form[action='/evidence']");
  await form.locator("[name=file]").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await form.locator("button").click();
  await page.waitForURL(/done=evidence-added/);
  return new URL(page.url()).pathname;
}

/** What a person sees of the records: the form with what is typed into its fields, the list of evidence, the journal. */
async function seen(page, sheet) {
  await page.goto(sheet);
  const items = await page.locator("article.item").evaluateAll((all) =>
    all.map((item) => [
      item.id,
      item.innerText,
      ...[...item.querySelectorAll("input:not([type=hidden]), select, textarea")].map((field) =>
        field.type === "radio" || field.type === "checkbox" ? `${field.value} ${field.checked}` : field.value,
      ),
    ]),
  );
  await page.goto("/evidence");
  const evidence = await page.locator("main table").innerText();
  await page.goto("/journal");
  return { items, evidence, journal: await page.locator("main").innerText() };
}

async function walk(tools, script) {
  const { page, server, lang } = tools;
  await register(tools);
  const sheet = await open(tools);
  const note = "台帳は医事課の棚にある";
  await page.goto(sheet);
  await fill(page, "org.safety-officer", { choice: "yes", on: "2024-06-10" }, script);
  await fill(page, "terminal.access-rights", { choice: "no", on: "2024-06-10", target: "2024-12-20", note }, script);
  const ledger = "機器,台数\r\nサーバ,3\r\n";
  const evidence = await addFile(tools, sheet, "all.asset-ledger", "機器台帳.csv", ledger);
  const then = await seen(page, sheet);

  const place = await mkdtemp(path.join(tmpdir(), "sakimori-backup-"));
  try {
    const file = path.join(place, "backup.zip");
    assert.ok((await command(server.data, lang, "backup", file)).includes(file));

    await page.goto(sheet);
    await fill(page, "terminal.access-rights", { choice: "yes", on: "2024-06-11", note: "あとで変えた" }, script);
    const later = await addFile(tools, sheet, "server.patch", "あとの資料.csv", "あと,1\r\n");
    const now = await seen(page, sheet);
    for (const part of ["items", "evidence", "journal"]) assert.notDeepEqual(now[part], then[part], part);

    const fresh = path.join(place, "data");
    assert.ok((await command(fresh, lang, "restore", file)).includes(HOLDS[lang]));
    await again(tools, fresh, script, async (visit) => {
      assert.deepEqual(await seen(visit.page, sheet), then);
      visit.watching.expect(/404 .*\/evidence\//);
      assert.equal((await visit.page.goto(later)).status(), 404, "what came later is not there");
      await visit.page.goto(evidence);
      await visit.accessible();
      const saved = await download(visit.page, () => visit.page.locator("main a[href*='/versions/']").first().click());
      assert.equal(await readFile(saved, "utf8"), ledger);
      await visit.page.goto(sheet);
      await fill(visit.page, "server.patch", { choice: "yes", on: "2024-06-12" }, script);
    });
    assert.ok((await command(fresh, lang, "verify")).includes(HOLDS[lang]));
    assert.deepEqual(await seen(page, sheet), now, "the first one went on by itself");
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** The program on another folder, and a browser that was never there before. */
async function again({ lang, page }, data, script, look) {
  const server = await startServer({ data });
  try {
    assert.equal(server.setupCode, undefined, "nobody has to set it up again");
    const { width, height } = page.viewportSize();
    const visit = await visitor(server, { lang, width, height, script });
    try {
      await logIn(visit);
      await look(visit);
      visit.watching.check();
    } finally {
      await visit.context.close();
    }
  } finally {
    await server.stop();
  }
}

journey("restore of a backup", {}, (tools) => walk(tools, true));
journey("restore of a backup, in English", { lang: "en" }, (tools) => walk(tools, true));
journey("restore of a backup at 360 px, without script", { width: 360, height: 780, script: false }, (tools) =>
  walk(tools, false));

/** A place for the nightly backups that can't be one: a file. */
async function withoutPlace() {
  const folder = await mkdtemp(path.join(tmpdir(), "sakimori-nightly-"));
  const place = path.join(folder, "backup");
  await writeFile(place, "");
  const server = await startServer({ args: ["--backup-folder", place] });
  const stop = () => server.stop().finally(() => rm(folder, { recursive: true, force: true }));
  return { ...server, setupCode: server.setupCode, stop };
}

async function alarmed(tools) {
  const { page, accessible, shot, lang } = tools;
  await register(tools);
  await page.goto("/");
  await accessible();
  const alarm = page.locator(".notice--error").first();
  assert.match(await alarm.innerText(), lang === "ja" ? /毎晩のバックアップ[^]*フォルダーではなくファイル/ : /nightly backup fails[^]*where the folder should be/);
  await shot("backup-alarm", { manual: true, fullPage: false });
}

journey("a nightly backup fails", { start: withoutPlace }, alarmed);
journey("a nightly backup fails, in English", { lang: "en", start: withoutPlace }, alarmed);
