// The harness itself: each thing that it promises to catch is caught. A small server of our own stands in for the program.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, test } from "node:test";
import { accessible } from "./harness/accessible.mjs";
import { browser, closeBrowser } from "./harness/browser.mjs";
import { journey } from "./harness/journey.mjs";
import { watch } from "./harness/watch.mjs";

const POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'";
const html = (body, lang = "ja") =>
  `<!doctype html><html lang="${lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>見本</title><link rel="icon" href="data:,"><main>${body}</main></html>`;
const PAGES = {
  "/good": html("<h1>点検</h1><p>日本語の文字。</p>"),
  "/no-alt": html('<h1>点検</h1><img src="/pixel.svg">'),
  "/too-wide": html('<h1>点検</h1><svg width="2000" height="10" role="img" aria-label="図"></svg>'),
  "/inline-script": html("<h1>点検</h1><script>document.title = 'x'</script>"),
  "/other-host": html('<h1>点検</h1><img alt="図" src="http://127.0.0.2:9/x.png">'),
  "/broken": undefined,
};

async function standIn() {
  const server = createServer((request, response) => {
    if (request.url === "/pixel.svg") {
      response.writeHead(200, { "content-type": "image/svg+xml" });
      return response.end('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');
    }
    const page = PAGES[request.url];
    // No policy for the page that calls another host: the policy would stop the call before the watch sees it.
    const policy = request.url === "/other-host" ? {} : { "content-security-policy": `${POLICY} data:` };
    response.writeHead(page ? 200 : 500, { "content-type": "text/html; charset=utf-8", ...policy });
    response.end(page ?? html("<h1>500</h1>"));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    output: () => "",
    stop: () => new Promise((closed) => server.close(closed)),
  };
}

for (const width of [360, 1280]) {
  journey(`a good page passes at ${width} px`, { width, start: standIn }, async ({ page, accessible, shot }) => {
    await page.goto("/good");
    await accessible();
    await shot("harness-good", { fullPage: false });
  });
}

journey("a page without script can be walked and checked", { script: false, start: standIn }, async ({ page, accessible }) => {
  await page.goto("/good");
  assert.equal(await page.getByRole("heading").innerText(), "点検");
  await accessible();
  await page.goto("/no-alt");
  await assert.rejects(accessible(), /image-alt/);
});

async function fault(path, look) {
  const server = await standIn();
  const context = await (await browser()).newContext({ baseURL: server.url, viewport: { width: 360, height: 800 } });
  try {
    const watching = await watch(context, server.url);
    const page = await context.newPage();
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    await look(page, watching);
  } finally {
    await context.close();
    await server.stop();
  }
}
after(closeBrowser);

test("a picture without a text is not accessible", () =>
  fault("/no-alt", (page) => assert.rejects(accessible(page), /image-alt/)));
test("a page wider than the window is not accessible", () =>
  fault("/too-wide", (page) => assert.rejects(accessible(page), /px wider than the window/)));
test("inline script breaks the policy", () =>
  fault("/inline-script", (_, watching) => assert.throws(() => watching.check(), /Content Security Policy/)));
test("a request to another host is seen", () =>
  fault("/other-host", (_, watching) => assert.throws(() => watching.check(), /another host: http:\/\/127\.0\.0\.2:9/)));
test("an answer of 500 is seen", () =>
  fault("/broken", (_, watching) => assert.throws(() => watching.check(), /500 from/)));
test("a fault made on purpose is let pass", () =>
  fault("/good", async (page, watching) => {
    watching.expect(/500|status of/);
    await page.goto("/broken");
    watching.check();
  }));
