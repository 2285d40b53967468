// BCP: what is missing is named → written part by part → the 確認表 → approved → handed out → PDF and Word.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { journey } from "./harness/journey.mjs";
import { download } from "./harness/papers.mjs";
import { printed } from "./harness/print.mjs";
import { open, register, sample } from "./harness/steps.mjs";

const WORDS = {
  ja: { empty: "まだ何も書かれていません", grounds: "「はい」の根拠をメモに", version: "第 1 版", changed: "承認のあとに変更あり" },
  en: { empty: "Nothing is written yet", grounds: "Sakimori has no grounds", version: "Version 1", changed: "Changed since the approval" },
};
const save = (page, path) => Promise.all([page.waitForURL(/done=/), page.click(`form[action='${path}'] button.button--primary`)]);
const main = (page) => page.locator("main").innerText();

async function write({ page, lang, accessible, shot }) {
  await page.goto("/bcp");
  assert.ok((await main(page)).includes(WORDS[lang].empty));
  await accessible();
  await shot("bcp-empty");
  await page.locator("#missing a[href='/bcp/general']").first().click();
  await page.fill("[name=purpose]", "サイバー攻撃を受けても、外来を続ける。");
  await page.fill("[name=scope]", "電子カルテとレセコン。");
  await page.fill("[name=kept_at]", "受付の棚");
  await accessible();
  await save(page, "/bcp/general");
  await page.goto("/bcp/decisions");
  await accessible();
  await page.goto("/bcp/decisions/new");
  await page.fill("[name=what]", "外との回線を切る");
  await page.fill("[name=sign]", "脅迫文が画面に出た");
  await page.selectOption("[name=decider]", { label: "緑野 一郎" });
  await page.fill("[name=out_of_hours]", "当直の人が切ってよい");
  await accessible();
  await shot("bcp-decision");
  await save(page, "/bcp/decisions/new");
  await page.goto("/bcp/paper/new");
  await page.fill("[name=department]", "外来");
  await page.fill("[name=work]", "処方");
  await page.fill("[name=form]", "手書きの処方箋");
  await page.fill("[name=place]", "受付の引き出し");
  await page.fill("[name=after]", "復旧の翌日に入力する");
  await accessible();
  await save(page, "/bcp/paper/new");
  await accessible();
  await page.goto("/bcp/cutting");
  await page.locator("button[value='up:outside']").click();
  await page.waitForURL(/done=saved/);
  await page.fill("[name=why]", "外から入られているので、先に止める");
  await save(page, "/bcp/cutting");
  await accessible();
  await shot("bcp-cutting");
}

async function check({ page, lang, accessible, shot, watching }) {
  watching.expect(/422/);
  await page.goto("/bcp/checks");
  await accessible();
  await page.goto("/bcp/checks/kakunin-1-1-d");
  await page.check("[name=answer][value=yes]");
  await page.click("form[action='/bcp/checks/kakunin-1-1-d'] button.button--primary");
  assert.ok((await main(page)).includes(WORDS[lang].grounds), "a yes that rests on nothing");
  assert.ok(await page.isChecked("[name=answer][value=yes]"));
  await accessible();
  await shot("bcp-check");
  await page.check("[name=answer][value=no]");
  await page.fill("[name=note]", "レセコンの更新が事業者待ち");
  await page.fill("[name=target_on]", "2027-03-31");
  await save(page, "/bcp/checks/kakunin-1-1-d");
}

async function approve({ page, lang, accessible, shot }) {
  await page.goto("/bcp");
  await page.fill("[name=by]", "管理者 緑野 一郎");
  await accessible();
  await save(page, "/bcp/approve");
  assert.ok((await main(page)).includes(WORDS[lang].version));
  await page.locator("a[href^='/bcp/versions/']").first().click();
  await page.fill("[name=to]", "外来");
  await page.fill("[name=how]", "紙、受付の棚");
  await Promise.all([page.waitForURL(/done=bcp-handed-out/), page.click("form[action$='/handouts'] button")]);
  await accessible();
  await shot("bcp-version");
  const pdf = await readFile(await download(page, () => page.click("a[href^='/bcp/pdf']")));
  assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  const word = await readFile(await download(page, () => page.click("a[href^='/bcp/word']")));
  assert.equal(word.subarray(0, 2).toString(), "PK");
}

async function change({ page, lang }) {
  await page.goto("/bcp/paper");
  await page.locator("main table a[href^='/bcp/paper/']").first().click();
  await page.click("form[action$='/remove'] button");
  await page.waitForURL(/done=bcp-removed/);
  await page.goto("/bcp");
  assert.ok((await main(page)).includes(WORDS[lang].changed), "a draft again");
}

async function walk(tools) {
  await register(tools);
  await open(tools);
  await write(tools);
  await check(tools);
  await approve(tools);
  await change(tools);
  await tools.page.goto("/bcp");
  await printed(tools, "bcp");
  await tools.page.locator("a[href^='/bcp/versions/']").first().click();
  await printed(tools, "bcp-version");
}

journey("a BCP is written, checked, approved and handed out", {}, walk);
journey("a BCP is written, checked, approved and handed out, in English", { lang: "en" }, walk);
journey("a BCP at 360 px, without script", { width: 360, height: 780, script: false }, async (tools) => {
  await register(tools);
  await write(tools);
  await check(tools);
  await approve(tools);
  await tools.shot("bcp-narrow");
});
journey("the sample hospital's BCP", {}, async (tools) => {
  const { page, accessible, shot } = tools;
  page.setDefaultTimeout(120_000);
  await sample(tools);
  await page.goto("/bcp");
  await accessible();
  await shot("bcp", { manual: true });
  await page.goto("/bcp/systems");
  await accessible();
  await shot("bcp-systems", { manual: true });
  await page.goto("/bcp/checks");
  await accessible();
  await shot("bcp-checks", { manual: true });
  await page.goto("/bcp/decisions");
  await accessible();
  await shot("bcp-decisions", { manual: true });
  await page.goto("/bcp/paper");
  await accessible();
  await shot("bcp-paper");
  await page.goto("/bcp/cutting");
  await accessible();
  await shot("bcp-order");
  await page.goto("/bcp");
  const pdf = await download(page, () => page.click("a[href='/bcp/pdf']"));
  const word = await download(page, () => page.click("a[href='/bcp/word']"));
  assert.ok(pdf && word);
});
