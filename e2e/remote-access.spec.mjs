// Remote maintenance: ways in recorded → the vendor confirms → a change asks again → the proposal on the item names who is missing.
import assert from "node:assert/strict";
import { journey } from "./harness/journey.mjs";
import { open, register } from "./harness/steps.mjs";

const WORDS = {
  ja: { missing: "まだ確認していない事業者が 1 社", changed: "のあとに変わった", met: "2 社のうち 1 社" },
  en: { missing: "One vendor has not been asked", changed: "Changed since", met: "1 of 2" },
};

async function vendor({ page }, name) {
  await page.goto("/vendors");
  await page.fill("[name=name]", name);
  await page.check("[name=contract][value=yes]");
  await page.click("form[action='/vendors'] button");
  await page.waitForURL(/done=vendor-added/);
}

async function way({ page, watching, accessible, shot }) {
  await page.goto("/remote-access");
  await accessible();
  const block = page.locator("section.card", { hasText: "みらい電子" });
  await block.locator("a[href^='/remote-access/new']").click();
  await accessible();
  await page.fill("[name=target]", "電子カルテサーバ");
  await page.check("[name=means][value=vpn]");
  await page.check("[name=means][value=rdp]");
  await page.check("[name=origin][value=addresses]");
  await shot("remote-access-new", { manual: true });
  await page.fill("[name=addresses]", "本社");
  watching.expect(/422/);
  await page.click("form.card button");
  await accessible();
  assert.equal(await page.locator("#addresses-error").count(), 1);
  assert.ok(await page.isChecked("[name=means][value=rdp]"), "what was chosen stays");
  await page.fill("[name=addresses]", "203.0.113.8-203.0.113.11");
  await page.check("[name=two_factor][value=no]");
  await page.check("[name=opening][value=on_request]");
  await page.click("form.card button");
  await page.waitForURL(/done=remote-added/);
}

async function confirm({ page, accessible, shot }) {
  await page.locator("section.card", { hasText: "みらい電子" }).locator("a[href$='/remote-access']").click();
  await accessible();
  await page.check("[name=seen]");
  await page.check("[name=complete]");
  await page.fill("[name=on]", new Date(Date.now() + 9 * 3600_000).toISOString().slice(0, 10));
  await page.fill("[name=by]", "青木 次郎");
  await page.check("[name=how][value=telephone]");
  await shot("remote-access-confirm", { manual: true });
  await page.click("form .button--primary");
  await page.waitForURL(/done=remote-confirmed/);
}

async function walk(tools) {
  const { page, lang, accessible, shot } = tools;
  const words = WORDS[lang];
  await register(tools);
  const sheet = await open(tools);
  await vendor(tools, "みらい電子株式会社");
  await vendor(tools, "まごころ給食株式会社");
  await way(tools);
  await confirm(tools);
  const text = () => page.locator("main").innerText();
  assert.ok((await text()).includes(words.met), words.met);
  await accessible();
  await shot("remote-access", { manual: true });
  await page.goto(sheet);
  const help = page.locator("[id='all.remote-maintenance'] .help--proposal");
  await help.locator("summary").click();
  const proposal = await help.innerText();
  assert.ok(proposal.includes(words.missing) && proposal.includes("まごころ給食"), proposal);
  await page.goto("/remote-access");
  await page.locator("table a[href^='/remote-access/']").first().click();
  await accessible();
  await page.fill("[name=gateway]", "VPN装置");
  await page.click("form[action^='/remote-access/']:not([action$='/end']) button");
  await page.waitForURL(/done=saved/);
  assert.ok((await text()).includes(words.changed), words.changed);
  await accessible();
  await shot("remote-access-one", { manual: true });
}

journey("remote maintenance is recorded and confirmed", {}, walk);
journey("remote maintenance is recorded and confirmed, in English", { lang: "en" }, walk);
journey("remote maintenance at 360 px, without script", { width: 360, height: 780, script: false }, async (tools) => {
  await register(tools);
  await open(tools);
  await vendor(tools, "みらい電子株式会社");
  await way(tools);
  await confirm(tools);
  await tools.accessible();
  await tools.shot("remote-access");
});
