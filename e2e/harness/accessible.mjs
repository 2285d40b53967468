// WCAG 2.2 A and AA as far as a program can tell, on the page as it stands.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/**
 * Fails on any violation, and on a page that must be scrolled sideways (WCAG 1.4.10).
 * @param {import("playwright-core").Page} page
 */
export async function accessible(page) {
  const at = new URL(page.url()).pathname;
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
  if (lines.length > 0) throw new Error(`${at} is not accessible:\n  ${lines.join("\n  ")}`);
}
