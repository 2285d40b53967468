// The next fiscal year: last year's answers are offered, shown item by item, and a person answers.
import assert from "node:assert/strict";
import { journey } from "./harness/journey.mjs";
import { fill, open, register } from "./harness/steps.mjs";

async function walk(tools, script) {
  const { page, accessible, shot } = tools;
  await register(tools);
  await open(tools);
  const yes = { choice: "yes", on: "2024-06-10" };
  for (const item of ["gate.system-in-use", "server.access-rights", "org.safety-officer"]) await fill(page, item, yes, script);
  await fill(page, "terminal.access-rights", { choice: "no", on: "2024-06-10", target: "2024-12-20" }, script);

  await page.goto("/assessments/new");
  await accessible();
  await page.locator("#carry-to").selectOption("r7:2025");
  await page.click("form[action='/assessments/carry'] button");
  await page.waitForURL(/carry\?/);
  await accessible();
  await shot("carry-over", { manual: true });
  const merged = page.locator("tr", { hasText: "2(4)" }).first();
  assert.ok((await merged.innerText()).length > 0);
  await page.click("form[method=post][action='/assessments/carry'] button");
  await page.waitForURL(/done=opened/);
  await accessible();
  const offer = page.locator("[id='all.access-rights'] .item__offer");
  assert.equal(await offer.locator(".badge--no").count(), 1, "one いいえ makes the offer いいえ");
  assert.equal(await page.locator("[id='org.safety-officer'] .item__offer .badge--yes").count(), 1);
  await page.locator("[id='all.access-rights']").scrollIntoViewIfNeeded();
  await shot("carried-item", { manual: true, fullPage: false });
  assert.equal(await page.locator(".slot--yes").count(), 0, "nothing is answered by itself");
}

journey("next fiscal year by carry-over", {}, (tools) => walk(tools, true));
journey("carry-over, in English", { lang: "en" }, (tools) => walk(tools, true));
journey("carry-over at 360 px, without script", { width: 360, height: 780, script: false }, (tools) => walk(tools, false));
