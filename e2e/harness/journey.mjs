// A journey: one person, one browser, one program with an empty data folder.
import { after, test } from "node:test";
import { accessible } from "./accessible.mjs";
import { browser, closeBrowser } from "./browser.mjs";
import { startServer } from "./server.mjs";
import { shot } from "./shots.mjs";
import { watch } from "./watch.mjs";

const SLOW_MS = 10_000;

after(closeBrowser);

/**
 * Runs `walk` as a test; afterwards nothing may have gone wrong in the browser and the program must end cleanly.
 *
 * `walk` gets `page`, `server`, `watching` (with `expect(/pattern/)` for a fault made on purpose), `accessible()`,
 * `shot(name, { manual })` and `context`.
 *
 * @param {string} name
 * @param {{ lang?: "ja" | "en", width?: number, height?: number, script?: boolean, start?: typeof startServer }} options
 * @param {(tools: object) => Promise<void>} walk
 */
export function journey(name, { lang = "ja", width = 1280, height = 900, script = true, start = startServer }, walk) {
  test(name, { timeout: 300_000 }, async () => {
    const server = await start();
    let visit;
    try {
      visit = await visitor(server, { lang, width, height, script });
      try {
        await walk({ ...visit, server, lang });
        visit.watching.check();
      } catch (error) {
        // The page as it stood says more than the stack.
        await shot(visit.page, `failed-${name.replace(/[^\p{L}\p{N}]+/gu, "-")}`, { lang, width }).catch(() => {});
        error.message += `\nat ${visit.page.url()}\n${server.output().slice(-4000)}`;
        throw error;
      }
    } finally {
      await visit?.context.close();
      await server.stop();
    }
  });
}

/** One person before one program, with a browser of their own: no cookies yet, and everything that goes wrong is noted. */
export async function visitor(server, { lang = "ja", width = 1280, height = 900, script = true } = {}) {
  const context = await (await browser()).newContext({
    baseURL: server.url,
    locale: lang === "ja" ? "ja-JP" : "en-GB",
    timezoneId: "Asia/Tokyo",
    viewport: { width, height },
    javaScriptEnabled: script,
    ignoreHTTPSErrors: true,
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(SLOW_MS);
  const watching = await watch(context, server.url);
  const page = await context.newPage();
  return {
    page,
    context,
    watching,
    accessible: () => accessible(page, { script }),
    shot: (what, options) => shot(page, what, { lang, width, script, ...options }),
  };
}
