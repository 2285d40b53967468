// A stock-take: it is begun, rooms are walked on paper, by phone and in Excel, what differs is kept, and it is finished. Labels.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { journey } from "./harness/journey.mjs";
import { download } from "./harness/papers.mjs";
import { printed } from "./harness/print.mjs";
import { SHOTS } from "./harness/shots.mjs";
import { PASSWORD, register } from "./harness/steps.mjs";
import { fillList } from "./harness/workbook.mjs";

const run = promisify(execFile);

const LIST = `資産番号,機器名,種別,製造番号,建物,階,部屋,部署,担当者,システム
SV-001,電子カルテサーバ,サーバ,S-2001,本館,1階,サーバ室,情報室,佐藤,電子カルテ
SV-002,画像サーバ,サーバ,S-2002,本館,1階,サーバ室,情報室,佐藤,PACS
PC-001,受付端末1,端末,S-1001,本館,1階,受付,医事課,山田,電子カルテ
PC-002,受付端末2,端末,S-1002,本館,1階,受付,医事課,山田,電子カルテ
PC-003,受付端末3,端末,S-1003,本館,1階,受付,医事課,山田,電子カルテ
PC-004,検査室端末,端末,S-1004,本館,2階,検査室,検査科,鈴木,検査
NW-001,外来スイッチ,ネットワーク機器,S-3001,本館,1階,EPS,情報室,佐藤,
CT-001,CT装置,医療機器,S-4001,本館,1階,CT室,放射線科,高橋,PACS
`;

async function take(page) {
  const folder = await mkdtemp(path.join(os.tmpdir(), "sakimori-stocktake-"));
  const at = path.join(folder, "台帳.csv");
  await writeFile(at, LIST);
  await page.goto("/ledger");
  await page.locator("form[action='/ledger/intake'] [name=file]").setInputFiles(at);
  await page.locator("form[action='/ledger/intake'] button").click();
  await page.waitForURL("**/ledger/intake/**");
  await page.locator("form[action^='/ledger/intake/'] button.button--primary").click();
  await page.waitForURL(/done=taken-in/);
}

const saved = (page) => page.waitForURL(/done=saved/);
const count = (page, at) => page.locator(".counts .count dd").nth(at).innerText();
const room = (page, at) => page.locator("a[href*='/rooms/']", { hasText: at }).first().click();

async function begin({ page, accessible, shot }) {
  await page.goto("/ledger");
  await page.click("a[href='/stocktakes']");
  await accessible();
  await page.click("a[href='/stocktakes/new']");
  await accessible();
  await shot("stocktake-new", { manual: true });
  await page.fill("form[method=post] [name=name]", "2024年度 全館棚卸");
  await page.click("main form[method=post] button.button--primary");
  await page.waitForURL(/done=stocktake-begun/);
  return new URL(page.url()).pathname;
}

async function walk(tools) {
  const { page, accessible, shot } = tools;
  await register(tools);
  await take(page);
  const at = await begin(tools);
  await accessible();
  assert.equal(await count(page, 0), "8");

  // The server room in one action.
  await room(page, "サーバ室");
  await accessible();
  await page.check("[name=all]");
  await page.click("button[name=do][value=confirmed]");
  await saved(page);
  await accessible();

  // The reception: one by its button, one elsewhere, one missing.
  await page.goto(at);
  await room(page, "受付");
  await shot("stocktake-room", { manual: true });
  await page.locator("button[name=one]").first().click();
  await saved(page);
  await page.locator(".count-line__name").nth(1).click();
  await accessible();
  await shot("stocktake-device", { manual: true });
  await page.selectOption("[name=found_in]", { label: "本館 2階 検査室" });
  await page.click("button[value=elsewhere]");
  await saved(page);
  await page.locator(".count-line__name").nth(2).click();
  await page.click("button.button--tap[value=missing]");
  await saved(page);
  await accessible();

  // A scanner types a number and Enter.
  await page.goto(at);
  await page.fill("[name=code]", "ｃｔ－００１");
  await page.press("[name=code]", "Enter");
  await page.waitForURL(/\/devices\//);
  assert.equal(await page.locator("h1").innerText(), "CT装置");
  const device = new URL(page.url()).pathname.split("/").pop();
  await page.goto(`/d/${device.replaceAll("-", "")}`);
  assert.match(page.url(), /\/stocktakes\/.*\/devices\//, "a label leads to the running stock-take");
  tools.watching.expect(/404/);
  await page.goto(`${at}?code=XX-999`);
  await accessible();
  await page.locator("main a[href*='/add?code=']").click();
  await accessible();
  await page.fill("[name=name]", "持ち込みの端末");
  await page.fill("[name=room]", "受付");
  await page.click("main form[method=post] button.button--primary");
  await page.waitForURL(/done=device-added/);

  // The rest comes back in Excel, changed by another program.
  const book = await download(page, () => page.click("a[href$='/workbook']"));
  const filled = book.replace(/\.xlsx$/, "-filled.xlsx");
  await fillList(book, filled, "資産番号", { "PC-004": { "結果": "あった" }, "NW-001": { "結果": "違う場所にあった", "見つけた部屋": "天井裏" }, "CT-001": { "結果": "たぶん" } });
  await page.goto(at);
  await page.locator("form[action$='/intake'] [name=file]").setInputFiles(filled);
  await page.locator("form[action$='/intake'] button").click();
  await page.waitForURL("**/intake/**");
  await accessible();
  await shot("stocktake-preview", { manual: true });
  await printed(tools, "stocktake-preview");
  assert.match(await page.locator("main").innerText(), /たぶん/, "a result that nobody knows is refused with its row");
  await page.locator("form[action*='/intake/'] button.button--primary").click();
  await page.waitForURL(/done=taken-in/);
  await shot("stocktake", { manual: true });

  // What was not found is decided on; then nothing changes any more.
  await page.click("a[href$='/finish']");
  await accessible();
  await shot("stocktake-finish", { manual: true });
  await page.locator("select[name^='is-']").first().selectOption("lost");
  await page.click("main form[method=post] button.button--primary");
  await page.waitForURL(/done=stocktake-finished/);
  await accessible();
  await page.click("main a[href$='/report'] >> nth=0");
  await accessible();
  await shot("stocktake-report", { manual: true });
  await page.goto("/stocktakes");
  await accessible();
  await shot("stocktakes", { manual: true });
  await page.goto("/ledger?status=lost");
  assert.equal(await page.locator("tbody tr").count(), 1, "what is lost stays in the ledger");
}

/** Exact places of labels on paper, in millimetres. */
async function labels(tools) {
  const { page, accessible, shot } = tools;
  await register(tools);
  await take(page);
  const folder = path.join(SHOTS, "print");
  await mkdir(folder, { recursive: true });
  const mm = (px) => (px * 25.4) / 96;
  const near = (found, wanted, what) => assert.ok(Math.abs(found - wanted) < 0.06, `${what}: ${found} mm instead of ${wanted}`);
  const sizes = { 24: [70, 37, 0, 0.5, 70], 21: [70, 42.3, 0, 0.45, 70], 65: [38.1, 21.2, 4.75, 10.7, 40.6] };
  for (const [sheet, [width, height, left, top, pitch]] of Object.entries(sizes)) {
    await page.goto(`/ledger/labels?sheet=${sheet}&start=3&base=${encodeURIComponent("https://sakimori.example:8443")}`);
    await accessible();
    if (sheet === "24") await shot("ledger-labels", { manual: true });
    await page.emulateMedia({ media: "print" });
    const boxes = await page.locator(".label").evaluateAll((all) => all.map((one) => { const box = one.getBoundingClientRect(); const home = one.parentElement.getBoundingClientRect(); return { x: box.x - home.x, y: box.y - home.y, w: box.width, h: box.height, cut: one.scrollWidth > one.clientWidth + 1 }; }));
    near(mm(boxes[0].x), left, `${sheet}: left of the first`);
    near(mm(boxes[0].y), top, `${sheet}: top of the first`);
    near(mm(boxes[0].w), width, `${sheet}: width`);
    near(mm(boxes[0].h), height, `${sheet}: height`);
    near(mm(boxes[1].x - boxes[0].x), pitch, `${sheet}: from column to column`);
    const below = boxes.find((box) => box.y > boxes[0].y);
    near(mm(below.y - boxes[0].y), height, `${sheet}: from row to row`);
    assert.equal(boxes.length, 10, "two places are used already");
    assert.ok(boxes.every((box) => !box.cut), `${sheet}: words run out of a label`);
    await page.emulateMedia({ media: null });
    const file = path.join(folder, `labels-${sheet}-${tools.lang}.pdf`);
    await writeFile(file, await page.pdf({ preferCSSPageSize: true }));
    const { stdout } = await run("pdfinfo", [file]);
    assert.match(stdout, /Pages: +1\n/, `${sheet}: one sheet of paper`);
    const [, across, down] = stdout.match(/Page size: +([\d.]+) x ([\d.]+) pts/);
    assert.ok(Math.abs(Number(across) - 595.28) < 1.5 && Math.abs(Number(down) - 841.89) < 1.5, "A4");
    const words = (await run("pdftotext", [file, "-"])).stdout;
    assert.ok(words.includes("PC-001"), "the words are on the paper");
  }
}

/** Views of the list, and an edit of many with what it changes shown first. */
async function many(tools) {
  const { page, accessible, shot } = tools;
  await register(tools);
  await take(page);
  await page.goto("/ledger?department=" + encodeURIComponent("医事課"));
  await page.fill("#view-name", "医事課の端末");
  await page.check("[name=shared]");
  await page.click("form[action='/ledger/views'] button");
  await saved(page);
  await accessible();
  await page.goto("/ledger");
  await page.click(".views a >> nth=0");
  assert.equal(await page.locator("tbody tr").count(), 3);
  await shot("ledger-views", { manual: true });
  await page.check("[name=all]");
  await page.selectOption("#field0", "department");
  await page.fill("#value0", "患者サポート課");
  await page.selectOption("#field1", "floor");
  await page.fill("#value1", "2階");
  await page.click("button[value=edit]");
  await page.waitForURL("**/ledger/bulk");
  await accessible();
  await shot("ledger-bulk", { manual: true });
  assert.deepEqual([await count(page, 0), await count(page, 1), await count(page, 2)], ["3", "0", "0"]);
  await page.click("form[action='/ledger/bulk/apply'] button");
  await saved(page);
  await page.goto("/ledger");
  await page.locator(".views button").click();
  await saved(page);
  assert.equal(await page.locator(".views").count(), 0);
}

/** With a label and no login: to the login page, and from there to the device. */
async function scanned(tools) {
  const { page } = tools;
  await register(tools);
  await take(page);
  await page.goto("/ledger?q=PC-001");
  const device = (await page.locator("tbody th a").getAttribute("href")).split("/").pop();
  await page.context().clearCookies();
  await page.goto(`/d/${device.replaceAll("-", "")}`);
  assert.equal(new URL(page.url()).pathname, "/login");
  await page.fill("[name=login]", "midorino");
  await page.fill("[name=password]", PASSWORD);
  await page.click("form[action='/login'] button");
  await page.waitForURL(`**/ledger/devices/${device}`);
}

journey("a stock-take from its list to its report", {}, walk);
journey("views and an edit of many, in English", { lang: "en" }, many);
journey("a stock-take on a phone, without script", { width: 360, height: 780, script: false }, walk);
journey("labels in millimetres", {}, labels);
journey("views and an edit of many", {}, many);
journey("a label without a login", {}, scanned);
