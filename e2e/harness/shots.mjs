// Pictures of pages: always for a look into `e2e/shots/`, and for the manual only when asked (SAKIMORI_SHOTS=docs).
import { mkdir } from "node:fs/promises";
import path from "node:path";

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "../..");

/** Where pictures go; not kept in the repository. */
export const SHOTS = path.join(root, "e2e/shots");

/**
 * @param {import("playwright-core").Page} page
 * @param {string} name room first, as in `assessment-form`
 * @param {{ lang: "ja" | "en", width: number, script?: boolean, manual?: boolean, fullPage?: boolean }} options
 *   `manual`: the manual shows this picture, as a PC with script sees it
 */
export async function shot(page, name, { lang, width, script = true, manual = false, fullPage = true }) {
  const folders = [[SHOTS, `${name}-${lang}-${width}.png`]];
  const asUsual = script && width === 1280;
  if (manual && asUsual && process.env.SAKIMORI_SHOTS === "docs") folders.push([path.join(root, "docs", lang, "img"), `${name}.png`]);
  for (const [folder, file] of folders) {
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: path.join(folder, file), fullPage, animations: "disabled" });
  }
}
