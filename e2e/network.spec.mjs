// The network: names of systems are decided, segments named, lines get their way of being cut, 切断手順 are written and checked; all of it
// is in the pack.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { journey } from "./harness/journey.mjs";
import { download, pdfPictures, pdfText } from "./harness/papers.mjs";
import { prints } from "./harness/print.mjs";
import { SHOTS } from "./harness/shots.mjs";
import { sample } from "./harness/steps.mjs";

const WORDS = {
  ja: { checked: "が現場で確かめました", proposal: "まだ人が確かめていません", pack: ["外部接続機器リスト", "病院全体 の切断手順", "ネットワークの図", "台帳にある機器は"] },
  en: { checked: "Checked on the spot", proposal: "not checked by a person", pack: ["connected to the outside", "How to disconnect The whole house", "Network picture", "The ledger has"] },
};

async function walk(tools) {
  const { page, lang, accessible, shot, watching, width } = tools;
  await sample(tools);

  await page.goto("/ledger/systems");
  await accessible();
  await shot("network-names", { manual: true });
  const row = page.locator("tr", { has: page.locator("th", { hasText: "給食" }) });
  await row.locator("form", { has: page.locator("select[name=kind]") }).locator("button").click();
  await page.waitForURL(/done=saved/);
  await page.locator("a[href^='/systems/']", { hasText: "給食" }).click();
  await accessible();
  await shot("network-system", { fullPage: false });
  assert.ok((await page.locator("main").innerText()).includes("給食"));

  await page.goto("/network/outside");
  await accessible();
  await shot("network-outside", { manual: true });
  const open = page.locator("details", { has: page.locator("input[name=how][value='']") }).first();
  await open.locator("summary").click();
  await open.locator("input[name=how]").fill("サーバ室ラック2のスイッチの24番を抜く");
  await open.locator("button").click();
  await page.waitForURL(/done=saved/);
  assert.ok((await page.locator("main").innerText()).includes("スイッチの24番"));

  await page.goto("/network/segments");
  await accessible();
  await shot("network-segments", { manual: true });
  const line = page.locator("tbody tr", { has: page.locator("input[name=net][value='10.20.0.0/24']") });
  await line.locator("[name=name]").fill("基幹ネットワーク");
  await line.locator("[name=vlan]").fill("5000");
  watching.expect(/422/);
  await page.locator("main form button").click();
  await accessible();
  assert.equal(await page.locator("[aria-invalid=true]").count(), 1);
  await page.locator("tbody tr", { has: page.locator("input[aria-invalid=true]") }).locator("[name=vlan]").fill("2");
  await page.locator("main form button").click();
  await page.waitForURL(/network\?done=saved/);
  await accessible();
  await shot("network", { manual: true });
  assert.ok((await page.locator(".pic-network").first().innerHTML()).includes("基幹ネットワーク (VLAN 2)"));

  await page.goto("/network/disconnect");
  await accessible();
  await shot("network-disconnect-list", {});
  assert.ok((await page.locator("main").innerText()).includes(WORDS[lang].proposal), "systems without a written one");
  await page.locator("main a[href='/network/disconnect/house']").click();
  await accessible();
  await shot("network-disconnect", { manual: true });
  assert.ok((await page.locator("main").innerText()).includes(WORDS[lang].checked));
  await page.locator("a[href$='/edit']").click();
  await accessible();
  await shot("network-disconnect-edit", { manual: true, fullPage: false });
  await page.locator("textarea[name=tell]").fill("院内：安全管理責任者\n警察：#9110");
  await page.check("[name=checked]");
  await page.locator("main form button").click();
  await page.waitForURL(/done=saved/);
  assert.ok((await page.locator("main").innerText()).includes("#9110"));
  await mkdir(path.join(SHOTS, "print"), { recursive: true });
  assert.deepEqual(await prints(page, "/network/disconnect/house", path.join(SHOTS, "print", `wall-${lang}.pdf`)), []);

  await page.goto("/search?q=" + encodeURIComponent("基幹ネットワーク"));
  await page.locator("main a[href='/network']").first().click();

  if (width < 500) return;
  await page.goto("/packs");
  await page.locator("form[action$='/packs'] button").first().click();
  await page.waitForURL(/done=pack-made/);
  const pdf = await download(page, () => page.locator("a[href$='/pdf']").first().click());
  await pdfPictures(pdf, `pack-network-${lang}`);
  const text = (await pdfText(pdf)).replace(/\s+/g, " ");
  for (const words of WORDS[lang].pack) assert.ok(text.replaceAll(" ", "").includes(words.replaceAll(" ", "")), words);
}

journey("the network of the sample hospital", {}, (tools) => walk({ ...tools, width: 1280 }));
journey("the network of the sample hospital, in English", { lang: "en" }, (tools) => walk({ ...tools, width: 1280 }));
journey("the network at 360 px, without script", { width: 360, height: 780, script: false }, (tools) => walk({ ...tools, width: 360 }));
