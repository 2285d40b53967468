// Remediation: an いいえ stands in the list by itself → plan and comment → loud on home → はい in round 2 closes it → paper.
import assert from "node:assert/strict";
import { journey } from "./harness/journey.mjs";
import { download, pdfPictures, pdfText } from "./harness/papers.mjs";
import { fill, open, register } from "./harness/steps.mjs";

const STEP = "端末6台を、12月の保守日に事業者と入れ替える。";

async function vendor(page) {
  await page.goto("/vendors");
  await page.fill("[name=name]", "みらい電子株式会社");
  await page.check("[name=contract][value=yes]");
  await page.click("form[action='/vendors'] button");
  await page.waitForSelector("a[href^='/vendors/0']");
}

async function walk(tools, script) {
  const { page, lang, accessible, shot } = tools;
  const ja = lang === "ja";
  await register(tools);
  const sheet = await open(tools);
  await page.goto("/remediations");
  await accessible();
  assert.equal(await page.locator(".remedy").count(), 0);
  await vendor(page);
  await page.goto(sheet);
  const no = { choice: "no", on: "2024-06-10", target: "2024-12-20", note: "6台の更新が止まっている。" };
  await fill(page, "terminal.patch", no, script);
  await fill(page, "incident.bcp", { choice: "no", on: "2024-06-10", target: "2025-03-14" }, script);

  await page.goto("/");
  await accessible();
  await page.locator("a[href='/remediations?state=overdue']").click();
  await accessible();
  assert.equal(await page.locator(".remedy--overdue").count(), 2, "both days have passed");
  const address = `/remediations/${sheet.split("/").at(-1)}/terminal.patch`;
  await page.goto(`${sheet}?round=1`);
  await page.locator(`a[href='${address}']`).click();
  await accessible();

  const plan = page.locator(`form[action='${address}']`);
  await plan.locator("[name=owner]").selectOption({ label: "緑野 一郎" });
  await plan.locator("[name=vendor]").selectOption({ label: "みらい電子株式会社" });
  await plan.locator("[name=next_step]").fill(STEP);
  await plan.locator("button").click();
  await page.waitForURL(/done=saved/);
  const comment = page.locator(`form[action='${address}/comments']`);
  await comment.locator("[name=words]").fill("見積りを取った。返事は来週。");
  await comment.locator("button").click();
  await page.waitForURL(/done=comment-added/);
  await accessible();
  await shot("remediation", { manual: true });

  // Somebody else was faster: both words are on the page.
  const other = await page.context().newPage();
  await other.goto(address);
  await plan.locator("[name=next_step]").fill(`${STEP}\n予備機を1台借りる。`);
  await plan.locator("button").click();
  await page.waitForURL(/done=saved/);
  tools.watching.expect(/status of 409 .*\/remediations/);
  const late = other.locator(`form[action='${address}']`);
  await late.locator("[name=next_step]").fill("遅れて書いた言葉");
  await late.locator("button").click();
  await other.waitForSelector("[role=alert]");
  assert.equal(await late.locator("[name=next_step]").inputValue(), "遅れて書いた言葉");
  assert.ok((await other.locator("main").innerText()).includes("予備機を1台借りる。"));
  await other.close();

  await page.goto("/remediations");
  await accessible();
  await shot("remediations", { manual: true });
  await page.selectOption("[name=owner]", "none");
  await page.click("form.filter button");
  await page.waitForURL(/owner=none/);
  assert.equal(await page.locator(".remedy").count(), 1);
  assert.ok((await page.locator(".remedy a").first().getAttribute("href")).endsWith("/incident.bcp"));

  // はい in round 2 closes it by itself.
  await page.goto(`${sheet}?round=2`);
  await fill(page, "terminal.patch", { choice: "yes", on: "2024-12-18" }, script);
  await page.goto(address);
  await accessible();
  const closed = ja ? "2回目で「はい」になりました（令和6年12月18日）" : "became “yes” in round 2 (2024-12-18)";
  assert.ok((await page.locator("main").innerText()).includes(closed), closed);
  await page.goto("/remediations");
  assert.equal(await page.locator(".remedy").count(), 1, "only the open one");
  await page.goto("/remediations?state=closed");
  assert.equal(await page.locator(".remedy--closed").count(), 1);

  await page.goto("/remediations/plan");
  await page.fill("[name=to]", "みどり野保健所長");
  await page.fill("[name=address]", "みどり野市1-2-3");
  await page.fill("[name=dated]", "2025-02-03");
  await page.fill("[name=inspected_on]", "2025-01-20");
  await accessible();
  await shot("remediation-plan", { manual: true });
  const pdf = await download(page, () => page.locator("form[action='/remediations/plan/pdf'] button").click());
  assert.match(pdf, /\.pdf$/);
  const text = (await pdfText(pdf)).replace(/\s+/g, "");
  const printed = ja
    ? ["改善計画書", "みどり野保健所長様", "令和7年2月3日", "令和7年1月20日", "令和6年12月20日", "令和6年12月18日", "指摘事項"]
    : ["Improvementplan", "みどり野保健所長", "2025-02-03", "2025-01-20", "2024-12-20", "2024-12-18", "Finding"];
  for (const words of ["みどり野診療所", "みどり野市1-2-3", "緑野一郎", ...printed]) {
    assert.ok(text.includes(words), `${words} is not in the PDF: ${text}`);
  }
  assert.ok(!text.includes("適合"), "nothing prints that the institution complies");
  await pdfPictures(pdf, `improvement-plan-${lang}`);
  const list = await download(page, () => page.click("main a[href='/remediations/workbook']"));
  assert.match(list, /\.xlsx$/);
  await page.goto("/journal");
  await accessible();
}

journey("a remediation from いいえ to はい and its paper", {}, (tools) => walk(tools, true));
journey("a remediation, in English", { lang: "en" }, (tools) => walk(tools, true));
journey("a remediation at 360 px, without script", { width: 360, height: 780, script: false }, (tools) =>
  walk(tools, false));

journey("the sample hospital's remediations", {}, async ({ page, server, accessible, shot }) => {
  await page.goto("/");
  await page.fill("[name=code]", server.setupCode);
  await page.click("form[action='/set-up/sample'] button");
  await page.waitForSelector(".sample-banner");
  await shot("sample-home", {});
  await page.goto("/remediations?state=all");
  await accessible();
  await shot("sample-remediations", {});
  assert.ok((await page.locator(".remedy").count()) >= 9, "the institution's seven and the vendors' two");
  assert.ok((await page.locator(".remedy .hint", { hasText: "みどりカルテシステム" }).count()) > 0);
  await page.goto("/remediations/plan");
  const pdf = await download(page, () => page.locator("form[action='/remediations/plan/pdf'] button").click());
  await pdfPictures(pdf, "improvement-plan-sample");
  await page.emulateMedia({ media: "print" });
  await page.goto("/remediations");
  await shot("remediations-print", {});
});
