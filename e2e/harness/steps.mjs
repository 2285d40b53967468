// What several journeys do: register a clinic, open its form, type an item.
import assert from "node:assert/strict";

/** Of the login that `register` makes. */
export const PASSWORD = "aoi-sora-to-shiroi-kumo";

/** Registers a clinic whose administrator is the safety officer, too. */
export async function register({ page, server, accessible, shot }) {
  await page.goto("/");
  await accessible();
  await shot("doors", { manual: true });
  await page.goto("/set-up");
  await page.fill("[name=code]", server.setupCode);
  await page.selectOption("[name=kind]", "clinic");
  await page.fill("[name=name]", "みどり野診療所");
  await page.fill("[name=beds]", "0");
  await page.selectOption("[name=vendor_contract]", "exists");
  await page.fill("[name=administrator]", "緑野 一郎");
  await page.check("[name=same_person]");
  await page.fill("[name=login]", "midorino");
  await page.fill("[name=password]", PASSWORD);
  await page.fill("[name=again]", PASSWORD);
  await accessible();
  await shot("set-up", { manual: true });
  await page.click("form[action='/set-up'] button.button--primary");
  await page.waitForURL("**/assessments/new**");
  await accessible();
}

/** Logs in as the one that `register` made. */
export async function logIn({ page, accessible }) {
  await page.goto("/login");
  await page.fill("[name=login]", "midorino");
  await page.fill("[name=password]", PASSWORD);
  await accessible();
  await page.click("form[action='/login'] button");
  await page.waitForURL((url) => url.pathname === "/");
}

/** Opens the FY2024 form. */
export async function open({ page }) {
  const form = page.locator("form", { has: page.locator("input[name=edition][value=r6]") });
  await form.locator("select[name=year]").selectOption("2024");
  await form.locator("button").click();
  await page.waitForURL("**/assessments/0*");
  return new URL(page.url()).pathname;
}

/** Types one item as a clerk does, in the order of the fields; with script it saves itself, without by its button. */
export async function fill(page, item, { choice, on, target, note }, script) {
  const article = page.locator(`[id="${item}"]`);
  const field = (name) => article.locator(`form.answer [name=${name}]`);
  await article.locator(`[name=choice][value=${choice}]`).check();
  await field("on").fill(on);
  await field("by").selectOption({ label: "緑野 一郎" });
  if (target) await field("target").fill(target);
  if (note) await field("note").fill(note);
  if (!script) {
    await Promise.all([page.waitForEvent("load"), article.locator("form.answer button").click()]);
    assert.match(page.url(), /done=saved/);
    return;
  }
  await field("note").blur();
  await page.waitForFunction((id) => {
    const form = document.getElementById(id).querySelector("form.answer");
    return !form.querySelector("[data-typed]") && !form.dataset.unsaved && form.querySelector(".saved");
  }, item);
}

export const items = (page) => page.locator("article.item").evaluateAll((all) => all.map((one) => one.id));

/** Opens the sample hospital. */
export async function sample({ page, server }) {
  await page.goto("/");
  await page.fill("[name=code]", server.setupCode);
  await page.click("form[action='/set-up/sample'] button", { timeout: 60_000 });
  // A year of a hospital is written: on a busy PC that is longer than a page may take.
  await page.waitForSelector(".sample-banner", { timeout: 60_000 });
}
