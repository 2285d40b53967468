// Every page prints: A4 upright, nothing cut off, nothing to press, every word of the page on the paper.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { journey } from "./harness/journey.mjs";
import { download } from "./harness/papers.mjs";
import { prints } from "./harness/print.mjs";
import { startServer } from "./harness/server.mjs";
import { SHOTS } from "./harness/shots.mjs";
import { sample } from "./harness/steps.mjs";
import { edit } from "./harness/workbook.mjs";

// The routes as they are registered: a page that no other page leads to is named below, or this test fails.
const routes = [...(await readFile(new URL("../crates/web/src/route.rs", import.meta.url), "utf8")).matchAll(/\.get\("([^"]+)"/g)].map((found) => found[1]);
// No pages: files to save, parts of pages. And pages that are seen without a login.
const FILES = ["/certificate/sakimori-ca.pem", "/packs/{id}/pdf", "/packs/{id}/zip", "/evidence/{id}/preview", "/evidence/{id}/versions/{version}", "/workbooks/lists", "/remediations/workbook", "/remediations/plan/pdf", "/assessments/{id}/workbook", "/ledger/csv", "/ledger/workbook", "/assets/{*path}", "/vendors/requests/letters", "/vendors/requests/{request}/letter", "/vendors/requests/{request}/workbook", "/vendors/requests/{request}/answer-file", "/disclosures/{disclosure}/papers/{file}", "/responsibilities/{split}/workbook", "/backups/workbook", "/contact-chart/pdf", "/drills/pdf", "/bcp/pdf", "/bcp/word", "/calendar/feed/{token}", "/stocktakes/{stocktake}/workbook", "/d/{device}", "/s/{stocktake}/{room}", "/network/outside/workbook", "/incidents/{incident}/files/{seq}", "/incidents/{incident}/notices/{report}/pdf", "/incidents/{incident}/pdf", "/emergency-pack/file"];
// Sheets of labels have margins of their own: e2e/stocktake.spec.mjs measures them.
const LABELS = "/ledger/labels";
const WITHOUT_LOGIN = ["/login", "/set-up", "/certificate"];
// Pages that a file leads to.
const BY_FILE = ["/intake/{file}", "/ledger/intake/{file}", "/backups/intake/{file}"];

// Pages of what the sample hospital has not got: the journey that makes it looks at their paper.
const ELSEWHERE = {
  "/vendors/import/{file}": "asking", "/vendors/requests/{request}": "asking", "/vendors/requests/{request}/file/{file}": "vendor-reply",
  "/disclosures/{disclosure}/file/{file}": "disclosure", "/disclosures/{disclosure}/compare": "disclosure",
  "/bcp/versions/{approval}": "bcp",
  "/stocktakes/{stocktake}/intake/{file}": "stocktake",
  "/backups/{system}/rehearsals/{rehearsal}": "system-backup", "/drills/{drill}/run": "drill",
  "/responsibilities/{split}": "responsibility", "/systems/{system}": "responsibility",
};

const pattern = (route) => new RegExp(`^${route.replace(/\{[^}]+\}/g, "[^/]+")}$`);
const routeOf = (address) => {
  const { pathname } = new URL(address, "http://x");
  return routes.find((route) => route === pathname) ?? routes.find((route) => pattern(route).test(pathname));
};

/** Hands in a form's workbook with a changed note, and names the page that shows what would change. */
async function intake(page) {
  await page.goto("/workbooks");
  const saved = await download(page, () => page.locator("main table a[href$='/workbook']").first().click());
  const changed = saved.replace(/\.xlsx$/, "-changed.xlsx");
  await edit(saved, changed, { "all.asset-ledger": { note: "台帳は、情報システム室の棚にあります" } });
  await page.goto("/workbooks");
  await page.locator("form[action='/intake'] [name=file]").setInputFiles(changed);
  await page.locator("form[action='/intake'] button").click();
  await page.waitForURL("**/intake/**");
  return page.url();
}

/** Hands in a list of devices, and names the page that shows what would change. */
async function inventory(page) {
  const folder = path.join(SHOTS, "print");
  const list = path.join(folder, "devices.csv");
  await writeFile(list, "資産番号,機器名,製造番号,購入日\nPC-901,新しい端末,S-901,32月\nPC-001,受付端末,PC214001,\n,,,\n");
  await page.goto("/ledger");
  await page.locator("form[action='/ledger/intake'] [name=file]").setInputFiles(list);
  await page.locator("form[action='/ledger/intake'] button").click();
  await page.waitForURL("**/ledger/intake/**");
  return page.url();
}

async function walk(tools) {
  const { page, lang } = tools;
  const folder = path.join(SHOTS, "print");
  await mkdir(folder, { recursive: true });
  await sample(tools);
  const addresses = new Map();
  const open = ["/", "/search?q=%E5%8F%B0%E5%B8%B3", "/password"];
  const faulty = [];
  while (open.length > 0) {
    const address = open.shift();
    const route = routeOf(address);
    if (!route || route === LABELS || FILES.includes(route) || WITHOUT_LOGIN.includes(route) || addresses.has(route)) continue;
    addresses.set(route, address);
    const file = path.join(folder, `${route.replace(/[^a-z]+/g, "-").replace(/^-|-$/g, "") || "home"}-${lang}.pdf`);
    for (const fault of new Set(await prints(page, address, file))) faulty.push(`${address}: ${fault}`);
    const links = await page.locator("a[href^='/']").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    open.push(...links.map((link) => link.split("#")[0]));
    // A form that is sent by its address leads to a page, too.
    open.push(...(await page.locator("main form[method=get]").evaluateAll((all) => all.map((form) => `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`))));
  }
  for (const address of WITHOUT_LOGIN) {
    const file = path.join(folder, `${address.slice(1)}-${lang}.pdf`);
    for (const fault of new Set(await prints(page, address, file))) faulty.push(`${address}: ${fault}`);
  }
  for (const [name, leads] of [["intake", intake], ["inventory", inventory]]) {
    const preview = await leads(page);
    for (const fault of new Set(await prints(page, preview, path.join(folder, `${name}-${lang}.pdf`)))) faulty.push(`${preview}: ${fault}`);
  }
  assert.deepEqual(faulty, []);
  const known = new Set([...addresses.keys(), ...FILES, ...WITHOUT_LOGIN, LABELS, ...BY_FILE, ...Object.keys(ELSEWHERE)]);
  assert.deepEqual(routes.filter((route) => !known.has(route)), [], "pages to which no link leads");
}

journey("every page prints", {}, walk);
journey("every page prints, in English", { lang: "en" }, walk);

// For other machines the page of the installation's own certificate says more.
const otherMachines = () => startServer({ listen: "0.0.0.0:0" });
async function certificate({ page, lang, accessible, shot }) {
  await page.goto("/certificate");
  await accessible();
  await shot("certificate", { manual: true });
  assert.equal(await page.locator("a[href='/certificate/sakimori-ca.pem']").count(), 1);
  await mkdir(path.join(SHOTS, "print"), { recursive: true });
  assert.deepEqual(await prints(page, "/certificate", path.join(SHOTS, "print", `certificate-${lang}.pdf`)), []);
}
journey("the certificate's page prints", { start: otherMachines }, certificate);
journey("the certificate's page prints, in English", { start: otherMachines, lang: "en" }, certificate);
