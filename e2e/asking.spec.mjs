// Asking a vendor: list in → requests → link → answered at phone width → sent back → handed in again → accepted; a link that is
// guessed or revoked.
import assert from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { accessible } from "./harness/accessible.mjs";
import { journey } from "./harness/journey.mjs";
import { pdfPictures, pdfText } from "./harness/papers.mjs";
import { printed } from "./harness/print.mjs";
import { startServer } from "./harness/server.mjs";
import { shot } from "./harness/shots.mjs";
import { register } from "./harness/steps.mjs";

/** The program with the vendors' entrance on a free port of its own. */
const withDoor = () => startServer({ env: { SAKIMORI_VENDOR_LISTEN: "127.0.0.1:0" } });

const LIST = [
  "会社名,担当,TEL,システム名,契約名,開始日,終了日,セキュリティ更新",
  "みらい電子株式会社,青木 次郎,03-0000-0000,みらいカルテ,電子カルテ保守,2024-04-01,2025-03-31,ベンダー",
  "ひかり画像,,06-0000-0000,ひかりPACS,保守,2024-04-01,,両方",
  "日付のちがう会社,,,,保守,いつか,,",
].join("\r\n");

async function takeIn({ page, lang, accessible: look, shot: keep }) {
  const folder = await mkdtemp(path.join(tmpdir(), "sakimori-list-"));
  const file = path.join(folder, "vendors.csv");
  await writeFile(file, `\ufeff${LIST}`);
  await page.goto("/vendors/import");
  await look();
  await page.locator("form[action='/vendors/import'] [name=file]").setInputFiles(file);
  await page.locator("form[action='/vendors/import'] button").click();
  await page.waitForURL("**/vendors/import/**");
  await look();
  await keep("vendor-import", { manual: true });
  await printed({ page, lang }, "vendor-import");
  assert.equal(await page.locator("form[method=post] tbody tr").count(), 2, "the row that can't be read is named, the rest can be taken");
  await page.fill("[name=keep]", "業者台帳");
  await page.locator("form[method=post] button.button--primary").click();
  await page.waitForURL(/done=vendors-imported/);
  await page.locator("tbody a[href^='/vendors/0']").first().click();
  await look();
  await keep("vendor-register", { manual: true });
}

/** The fiscal year of today in Japan. */
function fiscalYear() {
  const day = new Date(Date.now() + 9 * 3_600_000);
  return day.getUTCMonth() < 3 ? day.getUTCFullYear() - 1 : day.getUTCFullYear();
}

/** The vendor at a phone, with a browser of its own. */
async function phone(page, lang) {
  const context = await page.context().browser().newContext({
    viewport: { width: 360, height: 780 },
    locale: lang === "ja" ? "ja-JP" : "en-GB",
    timezoneId: "Asia/Tokyo",
    javaScriptEnabled: true,
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(10_000);
  return context;
}

async function answer(guest, choice) {
  for (const radio of await guest.locator(`article.item input[type=radio][value=${choice}]`).all()) await radio.check();
}

const handIn = (guest) => guest.locator("button[value=hand-in]").click();

async function walk(tools) {
  const { page, accessible: look, shot: keep, lang } = tools;
  const year = fiscalYear();
  await register(tools);
  const form = page.locator("form", { has: page.locator("input[name=edition][value=r6]") });
  await form.locator("select[name=year]").selectOption(String(year));
  await form.locator("button").click();
  await page.waitForURL("**/assessments/0*");
  await takeIn(tools);

  await page.goto("/vendors/requests");
  await look();
  await page.fill("[name=due_on]", `${year + 1}-03-31`);
  await page.locator("form[action='/vendors/requests'] button.button--primary").click();
  await page.waitForURL(/done=vendors-asked/);
  await look();
  assert.equal(await page.locator("tbody tr").count(), 2);

  // The letter names items and the day.
  await page.locator("tbody a[href^='/vendors/requests/0']", { hasText: "みらい電子" }).click();
  await look();
  const request = new URL(page.url()).pathname;
  const letter = await page.request.get(`${request}/letter`);
  assert.equal(letter.headers()["content-type"], "application/pdf");
  const folder = await mkdtemp(path.join(tmpdir(), "sakimori-letter-"));
  await writeFile(path.join(folder, "letter.pdf"), await letter.body());
  const words = lang === "ja" && (await pdfText(path.join(folder, "letter.pdf"))).replace(/\s/g, "");
  for (const part of words === false ? [] : ["みらい電子株式会社御中", "青木次郎様", "アクセスログを管理している", `${year + 1}-03-31`, "みらいカルテ", "医療法施行規則第14条第2項"]) {
    assert.ok(words.includes(part), `${part}: ${words.slice(0, 600)}`);
  }
  await pdfPictures(path.join(folder, "letter.pdf"), `vendor-letter-${lang}`);

  await page.locator("form[action$='/links'] button").click();
  const address = await page.locator("#made-link").innerText();
  await look();
  await keep("vendor-request", { manual: true });

  const context = await phone(page, lang);
  try {
    const guest = await context.newPage();
    await guest.goto(address);
    await accessible(guest);
    await shot(guest, "vendor-door", { lang, width: 1280, manual: true, fullPage: false });
    await answer(guest, "yes");
    await guest.locator("button[value=save]").click();
    await guest.waitForURL(/done=saved/);
    await guest.fill("[name=name]", "青木 次郎");
    await guest.locator("article.item input[type=radio][value=no]").last().check();
    await handIn(guest);
    await guest.waitForSelector("[aria-invalid=true]");
    await accessible(guest);
    await guest.locator("article.item input[type=radio][value=yes]").last().check();
    await handIn(guest);
    await guest.waitForURL(/done=handed-in/);
    await accessible(guest);

    await page.goto(request);
    await look();
    await keep("vendor-received", { manual: true, fullPage: false });
    await printed(tools, "vendor-request");
    await page.fill("[name=remark]", "最後の項目を、もう一度確かめてください。");
    await page.locator("form[action$='/return'] button").click();
    await page.waitForURL(/done=submission-returned/);

    await guest.goto(address);
    assert.match(await guest.locator("main").innerText(), /もう一度確かめてください/);
    await accessible(guest);
    const last = guest.locator("article.item").last();
    await last.locator("input[type=radio][value=no]").check();
    await last.locator("input[type=date][name^=target]").fill(`${year + 1}-03-31`);
    await handIn(guest);
    await guest.waitForURL(/done=handed-in/);

    await page.goto(request);
    await page.locator("form[action$='/accept'] button").click();
    await page.waitForURL(/done=submission-accepted/);
    await look();
    await page.goto("/vendors/requests");
    await keep("vendor-requests", { manual: true });
    assert.equal(await page.locator("tbody .badge--yes").count(), 1);
    await guest.goto(address);
    assert.equal(await guest.locator("form").count(), 0, "nothing more can be handed in");
    await accessible(guest);

    // Guessed, and another vendor's link revoked: both say the same.
    const guessed = await guest.goto(address.replace(/[0-9a-f]{64}$/, "0".repeat(64)));
    assert.equal(guessed.status(), 404);
    const refused = await guest.locator("main").innerText();
    await accessible(guest);
    await page.locator("tbody a[href^='/vendors/requests/0']", { hasText: "ひかり画像" }).click();
    await page.locator("form[action$='/links'] button").click();
    const other = await page.locator("#made-link").innerText();
    assert.equal((await guest.goto(other)).status(), 200);
    await page.locator("form[action$='/revoke'] button").click();
    await page.waitForURL(/done=link-revoked/);
    assert.equal((await guest.goto(other)).status(), 404);
    assert.equal(await guest.locator("main").innerText(), refused);
  } finally {
    await context.close();
  }
  await page.goto("/journal");
  await look();
  assert.match(await page.locator("main").innerText(), lang === "ja" ? /差し戻した/ : /sent back/i);
}

journey("a vendor answers by its link", { start: withDoor }, walk);
journey("a vendor answers by its link, in English", { lang: "en", start: withDoor }, walk);
