// How a page prints: A4 upright, nothing cut off, nothing to press, every word of the page on the paper.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { pdfText } from "./papers.mjs";
import { SHOTS } from "./shots.mjs";

const WIDTH = Math.floor(((210 - 2 * 14) / 25.4) * 96);

/** What would be lost or left over on paper. Runs in the page, with the print rules in force. */
function faults() {
  const found = [];
  const name = (element) => `${element.tagName.toLowerCase()}.${element.className}`;
  const seen = (element) => element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }) && !element.closest(".visually-hidden");
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) found.push(`${page.scrollWidth - page.clientWidth} px wider than the paper`);
  for (const element of document.body.querySelectorAll("*")) {
    if (!seen(element) || element.closest("svg")) continue;
    const box = element.getBoundingClientRect();
    if (box.width > 1 && box.height > 1 && box.right > page.clientWidth + 1) found.push(`${name(element)} reaches over the edge`);
    if (element.matches("button, .button, nav, input[type=file], summary.button")) found.push(`${name(element)} is nothing for paper: ${element.innerText}`);
    const style = getComputedStyle(element);
    const clips = [style.overflowX, style.overflowY].some((how) => how !== "visible");
    if (clips && box.width > 2 && (element.scrollWidth > element.clientWidth + 2 || element.scrollHeight > element.clientHeight + 2)) {
      found.push(`${name(element)} is cut`);
    }
  }
  for (const details of document.querySelectorAll("main details:not([open])")) {
    const inner = [...details.children].find((child) => child.tagName !== "SUMMARY");
    if (inner && seen(details) && !inner.checkVisibility({ contentVisibilityAuto: true })) found.push(`closed: ${details.innerText}`);
  }
  return found;
}

/** The words of the page as they are seen: of a choice only what is chosen. */
function seenWords() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".visually-hidden, select { display: none !important }");
  const before = [...document.adoptedStyleSheets];
  const chosen = [...document.querySelectorAll("main select")].filter((one) => one.checkVisibility()).map((one) => one.selectedOptions[0]?.text);
  document.adoptedStyleSheets = [...before, sheet];
  const words = document.querySelector("main").innerText;
  document.adoptedStyleSheets = before;
  return [words, ...chosen].join("\n");
}

/** Letters as they come back from paper: without spaces, width and the signs that fonts join. */
const letters = (text) => text.normalize("NFKC").replace(/[\s\u00ad\u200b-\u200f\ufe00-\ufe0f]/g, "");

/**
 * Looks at a page as it prints, and puts its paper into a file.
 * @returns {Promise<string[]>} what would be lost or left over
 */
export async function prints(page, address, file) {
  const window = page.viewportSize();
  await page.goto(address);
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: WIDTH, height: 1000 });
  const found = await page.evaluate(faults);
  const words = await page.evaluate(seenWords);
  await page.emulateMedia({ media: null });
  await page.setViewportSize(window);
  await writeFile(file, await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  const paper = letters(await pdfText(file, "-raw"));
  for (const line of words.split("\n").flatMap((line) => line.split("\t")).map(letters)) {
    if (line && !paper.includes(line)) found.push(`not on the paper: ${line}`);
  }
  return found;
}

/** The page at hand prints; it is opened once more for it. Looked at where nothing else stands in the way: on a PC with script. */
export async function printed({ page, lang, script = true }, name) {
  if (!script || page.viewportSize().width < 1000) return;
  const folder = path.join(SHOTS, "print");
  await mkdir(folder, { recursive: true });
  const found = await prints(page, page.url(), path.join(folder, `${name}-${lang}.pdf`));
  assert.deepEqual([...new Set(found)], [], `${page.url()} on paper`);
}
