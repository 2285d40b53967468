// From nothing to a pack in hand: set-up → answers → いいえ with target date → sign → round 2 → pack, opened.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { journey } from "./harness/journey.mjs";
import { download, pdfPictures, pdfText } from "./harness/papers.mjs";
import { fill, items, open, register } from "./harness/steps.mjs";

const run = promisify(execFile);
async function walk(tools, script) {
  const { page, lang, accessible, shot, watching } = tools;
  await register(tools);
  const sheet = await open(tools);
  await accessible();
  const all = await items(page);
  assert.equal(all.length, 19);
  for (const item of all) {
    const no = item === "incident.bcp";
    const answer = no
      ? { choice: "no", on: "2024-06-10", target: "2024-12-20", note: "災害の計画に、サイバー攻撃の章を足す。" }
      : { choice: "yes", on: "2024-06-10" };
    await fill(page, item, answer, script);
  }
  await page.goto(sheet);
  await accessible();
  await shot("assessment", { manual: true, fullPage: false });

  await page.goto(`${sheet}/rounds/1/sign-off`);
  await accessible();
  await shot("sign-off", { manual: true });
  await page.click("form[action$='/rounds/1/sign-off'] button");
  await page.waitForURL(/done=signed/);
  await accessible();

  await page.goto("/");
  await accessible();
  await shot("home", { manual: true });

  await page.goto(`${sheet}?round=2`);
  await fill(page, "incident.bcp", { choice: "yes", on: "2024-12-18" }, script);
  await page.goto(`${sheet}/rounds/2/sign-off`);
  await page.click("form[action$='/rounds/2/sign-off'] button");
  await page.waitForURL(/done=signed/);

  await page.goto("/packs");
  await page.click("form[action$='/packs'] button");
  await page.waitForURL(/done=pack-made/);
  await accessible();
  await shot("packs", { manual: true });
  const pdf = await download(page, () => page.locator("a[href$='/pdf']").first().click());
  const text = await pdfText(pdf);
  const printed = lang === "ja" ? ["令和6年12月20日", "改善計画", "出典"] : ["2024-12-20", "Improvement plan", "出典"];
  for (const words of ["みどり野診療所", "19 / 19", ...printed]) {
    assert.ok(text.includes(words), `${words} is not in the PDF`);
  }
  assert.ok(!text.includes("適合"), "nothing prints that the institution complies");
  await pdfPictures(pdf, "pack");
  const zip = await download(page, () => page.locator("a[href$='/zip']").first().click());
  const fingerprint = (await page.locator(".site-foot .mono").innerText()).trim();
  const { stdout } = await run(process.env.SAKIMORI_BIN, ["verify-pack", zip, "--fingerprint", fingerprint]);
  assert.ok(stdout.length > 0);

  for (const path of ["/administrator", "/facility", "/people", "/journal", `${sheet}/wordings`, "/password", "/nowhere"]) {
    if (path === "/nowhere") watching.expect(/404/);
    await page.goto(path);
    await accessible();
    await shot(path.split("/").at(-1), { manual: true });
  }
  const person = await page.goto("/people").then(() => page.locator("table a").first().getAttribute("href"));
  await page.goto(person);
  await accessible();
  await page.goto(`${sheet}/items/incident.bcp`);
  await accessible();
  await shot("history", { manual: true });
}

journey("the first year of a clinic", {}, (tools) => walk(tools, true));
journey("the first year of a clinic, in English", { lang: "en" }, (tools) => walk(tools, true));
journey("the first year at 360 px", { width: 360, height: 780 }, (tools) => walk(tools, true));
journey("the first year without script", { script: false }, (tools) => walk(tools, false));

journey("the sample hospital, in English", { lang: "en" }, async ({ page, server, accessible, shot }) => {
  await page.goto("/");
  await accessible();
  await page.fill("[name=code]", server.setupCode);
  await page.click("form[action='/set-up/sample'] button");
  await page.waitForSelector(".sample-banner");
  await accessible();
  await shot("sample-home", { manual: true });
  await page.click(".sample-banner button[value=administrator]");
  await page.goto("/administrator");
  await accessible();
  await page.goto("/assessments");
  await page.locator("table a").first().click();
  await accessible();
  await page.click("form[action='/sample/remove'] button");
  await page.waitForURL(/done=sample-removed/);
  assert.equal(await page.locator(".sample-banner").count(), 0);
});

journey("two people on one item lose no words", {}, async (tools) => {
  const { page, context, accessible, shot, watching } = tools;
  await register(tools);
  const sheet = await open(tools);
  const other = await context.newPage();
  await other.goto(sheet);
  await fill(page, "all.asset-ledger", { choice: "yes", on: "2024-06-10", note: "先に書いた言葉" }, true);
  watching.expect(/409/);
  const late = other.locator("[id='all.asset-ledger']");
  await late.locator("[name=note]").fill("後から書いた言葉");
  await late.locator("[name=on]").fill("2024-06-11");
  await late.locator("[name=by]").selectOption({ label: "緑野 一郎" });
  await late.locator("[name=choice][value=no]").check();
  await other.waitForSelector("[id='all.asset-ledger'] .notice--warn");
  const words = await other.locator("[id='all.asset-ledger']").innerHTML();
  assert.ok(words.includes("先に書いた言葉") && words.includes("後から書いた言葉"));
  await shot("conflict", {});
  await accessible();
});
