// Answers in a file: the workbook saved → filled in elsewhere → looked at → received → sent back → received again → accepted; the
// same file at the vendor's own link, on a phone; a link that is over.
import assert from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { accessible } from "./harness/accessible.mjs";
import { fillIn, letLinksEnd } from "./harness/answers.mjs";
import { journey } from "./harness/journey.mjs";
import { printed } from "./harness/print.mjs";
import { startServer } from "./harness/server.mjs";
import { shot } from "./harness/shots.mjs";
import { register } from "./harness/steps.mjs";

const withDoor = () => startServer({ env: { SAKIMORI_VENDOR_LISTEN: "127.0.0.1:0" } });

/** Today in Japan. */
const now = () => new Date(Date.now() + 9 * 3_600_000);
const today = () => now().toISOString().slice(0, 10);
const fiscalYear = () => (now().getUTCMonth() < 3 ? now().getUTCFullYear() - 1 : now().getUTCFullYear());

async function vendors({ page }, names) {
  for (const name of names) {
    await page.goto("/vendors");
    await page.fill("[name=name]", name);
    await page.check("[name=contract][value=yes]");
    await page.click("form[action='/vendors'] button");
    await page.waitForURL(/done=vendor-added/);
  }
  await page.goto("/remote-access");
  const block = page.locator("section.card", { hasText: names[0] });
  await block.locator("a[href^='/remote-access/new']").click();
  await page.fill("[name=target]", "電子カルテサーバ");
  await page.check("[name=means][value=vpn]");
  await page.check("[name=origin][value=unknown]");
  await page.check("[name=two_factor][value=unknown]");
  await page.check("[name=opening][value=on_request]");
  await page.click("form.card button");
  await page.waitForURL(/done=remote-added/);
}

async function ask({ page }, year) {
  await page.goto("/vendors/requests");
  await page.fill("[name=due_on]", `${year + 1}-03-31`);
  await page.locator("form[action='/vendors/requests'] button.button--primary").click();
  await page.waitForURL(/done=vendors-asked/);
}

async function openRequest({ page }, name) {
  await page.goto("/vendors/requests");
  await page.locator("tbody a[href^='/vendors/requests/0']", { hasText: name }).click();
  await page.waitForURL("**/vendors/requests/0*");
  return new URL(page.url()).pathname;
}

async function save(page, address, file) {
  const answer = await page.request.get(address);
  assert.equal(answer.status(), 200, address);
  await writeFile(file, await answer.body());
}

async function choose({ page }, request, file) {
  await page.goto(request);
  await page.locator("#files [name=file]").setInputFiles(file);
  await page.locator("#files form button").click();
  await page.waitForURL("**/file/**");
}

async function walk(tools) {
  const { page, lang, server, watching, accessible: look, shot: keep } = tools;
  const year = fiscalYear();
  await register(tools);
  const form = page.locator("form", { has: page.locator("input[name=edition][value=r6]") });
  await form.locator("select[name=year]").selectOption(String(year));
  await form.locator("button").click();
  await page.waitForURL("**/assessments/0*");
  await vendors(tools, ["みらい電子株式会社", "ひかり画像"]);
  await ask(tools, year);
  const request = await openRequest(tools, "みらい電子");
  const folder = await mkdtemp(path.join(tmpdir(), "sakimori-answers-"));
  const at = (name) => path.join(folder, name);
  await save(page, `${request}/workbook`, at("form.xlsx"));

  // An answer is missing: it is named, and nothing can be received.
  const first = { name: "青木 次郎", on: today() };
  await fillIn(at("form.xlsx"), at("half.xlsx"), { ...first, leave: ["server.patch"] });
  await choose(tools, request, at("half.xlsx"));
  await look();
  assert.equal(await page.locator("form[action*='/file/'] button").count(), 0, "it can't be received");
  assert.equal(await page.locator(".error-text").count(), 1);

  // Another vendor's workbook is refused with the cell.
  const other = await openRequest(tools, "ひかり画像");
  await save(page, `${other}/workbook`, at("other.xlsx"));
  watching.expect(/422/);
  await choose(tools, request, at("other.xlsx"));
  await look();
  assert.ok((await page.locator("[role=alert]").innerText()).includes("sakimori!B"), "the cell is named");

  await fillIn(at("form.xlsx"), at("full.xlsx"), first);
  await choose(tools, request, at("full.xlsx"));
  await printed(tools, "vendor-file");
  await look();
  await keep("vendor-reply", { manual: true });
  await page.locator("form[action*='/file/'] button.button--primary").click();
  await page.waitForURL(/done=submission-received/);
  await look();
  await page.fill("[name=remark]", "日付を見直してください。");
  await page.locator("form[action$='/return'] button").click();
  await page.waitForURL(/done=submission-returned/);

  await choose(tools, request, at("full.xlsx"));
  await page.locator("form[action*='/file/'] button.button--primary").click();
  await page.waitForURL(/done=submission-received/);
  await page.locator("form[action$='/accept'] button").click();
  await page.waitForURL(/done=submission-accepted/);
  await look();
  await page.goto("/remote-access");
  await look();
  assert.equal(await page.locator(".badge--yes").count() > 0, true, "the way in is confirmed");

  await atTheDoor(tools, other, folder);
  await letLinksEnd(server.data);
  const over = await page.request.get(tools.address);
  assert.equal(over.status(), 404, "the link is over");
  const words = await over.text();
  const guessed = await page.request.get(tools.address.replace(/[0-9a-f]{64}$/, "0".repeat(64)));
  assert.equal(guessed.status(), 404);
  assert.equal(words.includes("ひかり画像"), false);
}

/** The other vendor chooses its file on the page of its link, and hands in there. */
async function atTheDoor(tools, request, folder) {
  const { page, lang } = tools;
  await page.goto(request);
  await page.locator("form[action$='/links'] button").click();
  const address = await page.locator("#made-link").innerText();
  tools.address = address;
  const context = await page.context().browser().newContext({
    viewport: { width: 360, height: 780 },
    locale: lang === "ja" ? "ja-JP" : "en-GB",
    timezoneId: "Asia/Tokyo",
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(10_000);
  try {
    const guest = await context.newPage();
    await guest.goto(address);
    await guest.locator("details.help summary").click();
    await accessible(guest);
    const template = await guest.request.get(`${address}/answer-file`);
    assert.equal(template.status(), 200);
    const file = JSON.parse(await template.text());
    file.answered_by = "光 花子";
    for (const item of file.forms[0].items) Object.assign(item, { answer: "yes", on: today() });
    file.no_other_remote_access = true;
    await writeFile(path.join(folder, "answer.json"), JSON.stringify(file));
    await guest.locator("[name=file]").setInputFiles(path.join(folder, "answer.json"));
    await guest.locator("form[action*='/file'] button").click();
    await guest.waitForURL(/done=read/);
    await accessible(guest);
    await shot(guest, "vendor-door-read", { lang, width: 360 });
    await guest.locator("button[value=hand-in]").click();
    await guest.waitForURL(/done=handed-in/);
    await accessible(guest);
  } finally {
    await context.close();
  }
  await page.goto(request);
  assert.ok((await page.locator("main").innerText()).includes("光 花子"));
}

journey("a vendor answers in files", { start: withDoor }, walk);
journey("a vendor answers in files, in English", { lang: "en", start: withDoor }, walk);
