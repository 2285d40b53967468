// An incident: the button → first steps → time line with a photo → containment → the nine points and drafts → package → closed with a
// lesson and its report. And the emergency pack: saved, opened from the disk without a server.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { journey } from "./harness/journey.mjs";
import { download, pdfPictures, pdfText } from "./harness/papers.mjs";
import { printed } from "./harness/print.mjs";
import { open, register } from "./harness/steps.mjs";

const WORDS = {
  ja: { first: "LANケーブルを抜く", late: "あとから書いた", draft: "下書き", unknown: "不明", closed: "インシデント報告書" },
  en: { first: "Pull the LAN cable", late: "Written later", draft: "draft", unknown: "Unknown", closed: "Incident report" },
};
const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNg+M/wHwAEAQH/7yMK/gAAAABJRU5ErkJggg==";
const jst = (before) => new Date(Date.now() + 9 * 3600_000 - before * 60_000).toISOString().slice(0, 16);

async function alarm({ page, lang, accessible, shot }) {
  await page.goto("/");
  await accessible();
  await page.click("form.alarm button");
  await page.waitForURL(/\/incidents\/0/);
  assert.ok((await page.locator("main").innerText()).includes(WORDS[lang].first));
  await accessible();
  await shot("incident", { manual: true });
  return new URL(page.url()).pathname;
}

async function note({ page, lang, accessible, shot }, folder) {
  const photo = path.join(folder, "screen.png");
  await writeFile(photo, Buffer.from(PIXEL, "base64"));
  await page.fill("[name=words]", "受付の画面が赤くなり、ファイルが開かない。");
  await page.fill("[name=happened_at]", jst(45));
  await page.locator("[name=file]").setInputFiles(photo);
  await page.click("form[action$='/notes'] button");
  await page.waitForURL(/done=entry-written/);
  const words = await page.locator(".timeline").innerText();
  assert.ok(words.includes(WORDS[lang].late) && words.includes("SHA-256"), words);
  await page.fill("[name=words]", "受付ではなく、会計の画面だった。");
  await page.fill("[name=happened_at]", jst(45));
  await page.selectOption("[name=corrects]", { index: 1 });
  await page.click("form[action$='/notes'] button");
  await page.waitForURL(/done=entry-written/);
  await accessible();
  await page.locator("form[action$='/steps'] button").first().click();
  await page.waitForURL(/done=step-ticked/);
  await accessible();
  await shot("incident-timeline", { manual: true });
}

async function reports({ page, lang, accessible, shot }, incident) {
  await page.goto(`${incident}/fields`);
  await page.fill("[name=title]", "会計のパソコンのファイルが暗号化された");
  await page.fill("[name=learned_at]", jst(40));
  await page.check("[name=leak][value=possible]");
  await page.check("[name=wrongful]");
  await page.fill("[name=effect]", "会計を手書きにした。");
  await page.fill("[name=outline]", "会計のパソコン1台のファイルが開けない。");
  await accessible();
  await shot("incident-fields", { manual: true });
  await page.click("main form button.button--primary");
  await page.waitForURL(/done=saved/);
  await page.goto(`${incident}/notices/ministry`);
  const draft = await page.locator("main").innerText();
  assert.ok(draft.includes(WORDS[lang].draft) && draft.includes(WORDS[lang].unknown) && draft.includes("会計を手書きにした"), draft);
  await accessible();
  await shot("incident-draft");
  const pdf = await download(page, () => page.click("a[href$='/ministry/pdf']"));
  assert.ok((await pdfText(pdf)).includes("会計を手書きにした"));
  await pdfPictures(pdf, `incident-draft-${lang}`);
  await page.goto(incident);
  await page.selectOption("[name=report]", "ppc_preliminary");
  await page.fill("[name=sent_at]", jst(5));
  await page.fill("[name=how]", "フォームで。受付番号 12345");
  await page.click("form[action$='/sent'] button.button:not(.button--small)");
  await page.waitForURL(/done=saved/);
}

async function close({ page, lang, accessible, shot }, incident) {
  await page.goto(incident);
  const zip = await download(page, () => page.click("form[action$='/package'] button"));
  assert.equal((await readFile(zip)).subarray(0, 2).toString(), "PK");
  await page.goto(incident);
  await page.fill("[name=task_words]", "会計のパソコンの共有フォルダーをやめる。");
  await page.fill("[name=due_on]", "2027-03-31");
  await page.click("form[action$='/tasks'] button");
  await page.waitForURL(/done=task-left/);
  await page.fill("[name=closed_at]", jst(0));
  await page.fill("[name=outcome]", "バックアップから戻した。広がりはなかった。");
  await page.click("form[action$='/close'] button");
  await page.waitForURL(/done=matter-closed/);
  await accessible();
  await shot("incident-closed");
  for (const paper of ["ja", "en"]) {
    const pdf = await download(page, () => page.click(`a[href$='/pdf?lang=${paper}']`));
    assert.ok((await pdfText(pdf)).includes(WORDS[paper].closed));
    await pdfPictures(pdf, `incident-report-${paper}`);
  }
  await page.goto("/incidents");
  await accessible();
  await shot("incidents");
}

async function emergency({ page, lang, accessible, shot, context, watching }, folder) {
  // The pack is opened from the disk; a folder that is not there is refused.
  watching.expect(/request to another host: file:/);
  watching.expect(/status of 422/);
  await page.goto("/emergency-pack");
  await accessible();
  await page.fill("[name=folder]", path.join(folder, "nowhere"));
  await page.click("form[action='/emergency-pack'] button");
  await page.waitForSelector("#folder-error");
  await accessible();
  await page.fill("[name=folder]", folder);
  await page.fill("[name=keep]", "3");
  await page.click("form[action='/emergency-pack'] button");
  await page.waitForURL(/done=saved/);
  await page.click("form[action='/emergency-pack/now'] button");
  await page.waitForURL(/done=pack-written/);
  await shot("emergency-pack", { manual: true });
  const saved = await download(page, () => page.click("a[href='/emergency-pack/file']"));
  const text = await readFile(saved, "utf8");
  assert.ok(text.includes(WORDS[lang].first) && !/<script|https?:\/\//.test(text));
  const alone = await context.newPage();
  await alone.goto(pathToFileURL(saved).href);
  assert.ok((await alone.locator("main").innerText()).includes(WORDS[lang].first));
  await alone.close();
}

async function walk(tools) {
  const folder = await mkdtemp(path.join(tmpdir(), "incident-e2e-"));
  try {
    await register(tools);
    await open(tools);
    const incident = await alarm(tools);
    await note(tools, folder);
    await reports(tools, incident);
    await close(tools, incident);
    await emergency(tools, folder);
    await tools.page.goto(incident);
    await printed(tools, "incident");
  } finally {
    await rm(folder, { recursive: true });
  }
}

journey("an incident from the button to its report", {}, walk);
journey("an incident from the button to its report, in English", { lang: "en" }, walk);
journey("an incident at 360 px, without script", { width: 360, height: 780, script: false }, walk);
journey("two incidents at once", {}, async (tools) => {
  const { page, accessible, shot } = tools;
  await register(tools);
  const first = await alarm(tools);
  await page.click("form.alarm button");
  await page.waitForSelector("[name=another]", { state: "attached" });
  await accessible();
  await shot("incident-which");
  await page.click("form[action='/incidents/start'] button.button--danger");
  await page.waitForURL((url) => /\/incidents\/0/.test(url.pathname) && url.pathname !== first);
  await accessible();
  assert.equal(await page.locator(`a[href='${first}']`).count(), 1);
  await page.goto("/");
  await shot("home-incidents");
});
