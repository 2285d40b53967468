// The contact chart: begun from what the house knows → people and arrows → a circle is refused → confirmed, approved, on paper → call test.
import assert from "node:assert/strict";
import { journey } from "./harness/journey.mjs";
import { download, pdfPictures, pdfText } from "./harness/papers.mjs";
import { printed } from "./harness/print.mjs";
import { open, register } from "./harness/steps.mjs";

const WORDS = {
  ja: { circle: "輪になります", unconfirmed: "未確認", approved: "承認した図のとおり", reached: "つながった", left: "つながらない" },
  en: { circle: "run in a circle", unconfirmed: "Unconfirmed", approved: "As approved", reached: "Answered", left: "Not reached" },
};

async function begin({ page, accessible, shot }) {
  await page.goto("/contact-chart");
  await accessible();
  await page.click("form[action='/contact-chart/begin'] button");
  await page.waitForURL(/done=chart-begun/);
  await accessible();
  await shot("contact-chart-begun", { manual: true });
}

/** The link of an entry in the list. */
const entry = (page, name) => page.locator(".chart-list th a", { hasText: name }).first();

async function write(tools, name, number) {
  const { page, accessible } = tools;
  await page.goto("/contact-chart");
  await entry(page, name).click();
  await page.fill("[name=phone-1]", number);
  await page.check("[name=night-1]");
  await page.check("[name=on_card]");
  await accessible();
  await page.click("form:not([action$='/remove']):not([action$='/verify']).card button.button--primary");
  await page.waitForURL(/done=saved/);
}

/** Names a new post by the keyboard alone: into the first field, then from field to field. */
async function byKeyboard({ page, shot }) {
  await page.goto("/contact-chart/new?party=post");
  await page.locator("#role").focus();
  // The last role: その他. A Japanese word can't be typed into a list without an input method.
  await page.keyboard.press("End");
  await page.keyboard.press("Tab");
  await page.keyboard.type("防災センター");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("03-0000-0009");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await shot("contact-chart-new", { manual: true });
  await page.keyboard.press("Enter");
  await page.waitForURL(/done=saved/);
  assert.equal(await entry(page, "防災センター").count(), 1);
}

async function circle(tools) {
  const { page, lang, watching, shot } = tools;
  const desk = lang === "ja" ? "システム担当" : "System desk";
  const notices = lang === "ja" ? "気づいた職員（全員）" : "Anybody who notices";
  await page.goto("/contact-chart");
  await entry(page, desk).click();
  const places = page.locator("select[name=calls]");
  await places.nth((await places.count()) - 1).selectOption({ label: `1 ${notices}` });
  watching.expect(/422/);
  await page.click("form:not([action$='/remove']):not([action$='/verify']).card button.button--primary");
  const words = await page.locator("main").innerText();
  assert.ok(words.includes(WORDS[lang].circle) && words.includes(notices), words);
  await shot("contact-chart-circle", { manual: true });
}

async function approve(tools) {
  const { page, lang, accessible, shot } = tools;
  await page.goto("/contact-chart");
  for (const tick of await page.locator("input[name=seen][type=checkbox]").all()) await tick.check();
  await page.click("form[action='/contact-chart/verify'] button.button--primary");
  await page.waitForURL(/done=contacts-verified/);
  await page.click("form[action='/contact-chart/approve'] button");
  await page.waitForURL(/done=chart-approved/);
  assert.ok((await page.locator("main").innerText()).includes(WORDS[lang].approved));
  await accessible();
  await shot("contact-chart", { manual: true });
}

async function papers({ page, lang }) {
  for (const size of ["a4", "a3", "card"]) {
    const file = await download(page, () => page.locator(`a[href='/contact-chart/pdf?size=${size}']`).first().click());
    const text = (await pdfText(file)).replaceAll(" ", "");
    assert.ok(text.includes("070-0000-0001"), `${size}: ${text}`);
    await pdfPictures(file, `contact-chart-${size}-${lang}`);
  }
}

async function call({ page, accessible, shot, lang }) {
  await page.goto("/contact-chart/test");
  const [first, second] = await page.locator("ol.plain-list > li").all();
  await first.locator("summary").click();
  await first.locator("[name=outcome][value=answered]").check();
  await first.locator("[name=minutes]").fill("2");
  await first.locator("[name=at]").fill("13:05");
  await accessible();
  await shot("contact-chart-test", { manual: true });
  await first.locator("button.button--primary").click();
  await page.waitForURL(/done=call-tested/);
  await page.locator("ol.plain-list > li").nth(1).locator("summary").click();
  assert.ok(second);
  await page.locator("ol.plain-list > li").nth(1).locator("[name=outcome][value=not_reached]").check();
  await page.locator("ol.plain-list > li").nth(1).locator("button.button--primary").click();
  await page.waitForURL(/done=call-left-task/);
  const words = await page.locator("main").innerText();
  assert.ok(words.includes(WORDS[lang].reached) && words.includes(WORDS[lang].left), words);
  await page.goto("/readiness-tasks");
  await accessible();
  await shot("readiness-tasks", { manual: true });
}

async function walk(tools) {
  const { page, lang, shot, accessible } = tools;
  await register(tools);
  const sheet = await open(tools);
  await begin(tools);
  assert.ok((await page.locator("main").innerText()).includes(WORDS[lang].unconfirmed));
  await write(tools, lang === "ja" ? "システム担当" : "System desk", "070-0000-0001");
  await write(tools, "緑野 一郎", "070-0000-0002");
  await byKeyboard(tools);
  await circle(tools);
  await approve(tools);
  await papers(tools);
  await page.goto("/contact-chart/card");
  await accessible();
  await shot("contact-chart-card", { manual: true });
  await call(tools);
  await page.goto("/contact-chart");
  await printed(tools, "contact-chart");
  await page.goto(sheet);
  const help = page.locator("[id='incident.contact-chart'] .help--proposal");
  await help.locator("summary").click();
  assert.ok((await help.innerText()).length > 20);
}

journey("a contact chart is made, approved and tested", {}, walk);
journey("a contact chart is made, approved and tested, in English", { lang: "en" }, walk);
journey("a contact chart at 360 px, without script", { width: 360, height: 780, script: false }, async (tools) => {
  await register(tools);
  await begin(tools);
  await write(tools, "システム担当", "070-0000-0001");
  await circle(tools);
  await call(tools);
  await tools.page.goto("/contact-chart");
  await tools.accessible();
  await tools.shot("contact-chart");
});
