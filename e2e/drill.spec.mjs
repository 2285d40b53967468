// Drills: planned with a card → played by the clock, step by step → held, with people and findings → the calendar and its feed.
import assert from "node:assert/strict";
import { journey } from "./harness/journey.mjs";
import { printed } from "./harness/print.mjs";
import { open, register } from "./harness/steps.mjs";

const WORDS = { ja: { total: "全部で", task: "VPN装置の管理者" }, en: { total: "in all", task: "VPN装置の管理者" } };

async function plan({ page, accessible, shot }) {
  await page.goto("/drills");
  await accessible();
  await page.goto("/drills/cards");
  await accessible();
  await shot("drill-cards", { manual: true });
  await page.locator("a[href$='card=vpn-broken-into']").click();
  await page.fill("[name=planned_on]", new Date(Date.now() + 9 * 3600_000).toISOString().slice(0, 10));
  await page.fill("[name=audience]", "事務とシステム担当");
  await accessible();
  await page.click("form.card button.button--primary");
  await page.waitForURL(/done=plan-made/);
}

async function play(tools) {
  const { page, accessible, shot } = tools;
  await page.click("main form[action$='/start'] button");
  await page.waitForURL(/\/run/);
  await accessible();
  await printed(tools, "drill-run");
  await page.fill("[name=said]", "当直が受け、5分でシステム担当につながった。");
  await shot("drill-run", { manual: true });
  for (;;) {
    await page.click("form[action$='/step'] button");
    await page.waitForURL(/done=steps?-over/);
    if (page.url().includes("steps-over")) break;
  }
}

async function hold({ page, lang, accessible, shot }) {
  assert.ok((await page.locator("main").innerText()).includes(WORDS[lang].total));
  await page.locator("[name=people]").first().check();
  await page.fill("[name=observed]", "VPN装置を止められる人が、だれか分からなかった。");
  await accessible();
  await page.click("form[action$='/held'] button.button--primary");
  await page.waitForURL(/done=held-recorded/);
  await page.fill("form[action$='/tasks'] [name=words]", `${WORDS[lang].task}と、止め方を書く。`);
  await page.fill("form[action$='/tasks'] [name=due_on]", "2027-01-29");
  await page.click("form[action$='/tasks'] button");
  await page.waitForURL(/done=task-left/);
  await accessible();
  await shot("drill", { manual: true });
  await page.locator("a[href$='/attendance']").click();
  await accessible();
}

async function calendar({ page, lang, accessible, shot, server }) {
  await page.goto("/calendar?month=2027-01");
  assert.ok((await page.locator("main").innerText()).includes(WORDS[lang].task));
  await accessible();
  await shot("calendar", { manual: true });
  await page.click("form[action='/calendar/feed'] button");
  const address = await page.locator("p.mono").innerText();
  const feed = await fetch(new URL(new URL(address).pathname, server.url));
  assert.equal(feed.status, 200);
  const text = (await feed.text()).replaceAll("\r\n ", "");
  assert.ok(text.startsWith("BEGIN:VCALENDAR\r\n") && text.includes(WORDS[lang].task), text);
  await page.goto("/calendar");
  await page.click("form[action='/calendar/feed'] button");
  assert.equal((await fetch(new URL(new URL(address).pathname, server.url))).status, 404, "the old address opens nothing");
}

async function walk(tools) {
  await register(tools);
  await open(tools);
  await plan(tools);
  await play(tools);
  await hold(tools);
  await calendar(tools);
  await tools.page.goto("/drills");
  await printed(tools, "drills");
}

journey("a drill is planned, played by the clock and kept", {}, walk);
journey("a drill is planned, played by the clock and kept, in English", { lang: "en" }, walk);
journey("a drill with the clock at 360 px, without script", { width: 360, height: 780, script: false }, async (tools) => {
  await register(tools);
  await plan(tools);
  await play(tools);
  await hold(tools);
  await tools.page.goto("/calendar");
  await tools.accessible();
  await tools.shot("calendar");
});
