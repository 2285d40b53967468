// WCAG 2.2 A and AA as far as a program can tell, on the page as it stands.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/**
 * Fails on any violation, and on a page that must be scrolled sideways (WCAG 1.4.10).
 * @param {import("playwright-core").Page} page
 * @param {{ script?: boolean }} options `script`: whether the page may run any; the checker itself needs it
 */
export async function accessible(page, { script = true } = {}) {
  const at = new URL(page.url()).pathname;
  const lines = script ? await faults(page, at) : await onTwin(page, (twin) => faults(twin, at));
  if (lines.length > 0) throw new Error(`${at} is not accessible:\n  ${lines.join("\n  ")}`);
}

async function faults(page, at) {
  // Evaluated by the debugger, not by a script element: the page's own policy stays as strict as it is.
  await page.evaluate(await source);
  const { violations, passes } = await page.evaluate(
    (values) => axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] }),
    TAGS,
  );
  if (passes.length === 0) throw new Error(`axe found nothing to check on ${at}`);
  const lines = violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id} (${rule.impact}): ${rule.help}\n    ${node.html}\n    ${node.failureSummary}`),
  );
  const tooWide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (tooWide > 0) lines.push(`the page is ${tooWide} px wider than the window`);
  return lines;
}

/** Where a journey has no script, the checker looks at a twin: the same bytes in a window that may run some, but not the page's. */
async function onTwin(page, look) {
  const body = await page.content();
  const context = await page.context().browser().newContext({ viewport: page.viewportSize(), ignoreHTTPSErrors: true });
  try {
    const twin = await context.newPage();
    await twin.route("**/*", (route) => {
      const request = route.request();
      if (request.isNavigationRequest()) return route.fulfill({ body, contentType: "text/html; charset=utf-8" });
      return request.resourceType() === "script" ? route.abort() : route.continue();
    });
    await twin.goto(page.url());
    return await look(twin);
  } finally {
    await context.close();
  }
}
