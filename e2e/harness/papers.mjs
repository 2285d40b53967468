// What a person carries away from a page: downloads, the text of a PDF, its pages as pictures.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { SHOTS } from "./shots.mjs";

const run = promisify(execFile);

/**
 * Does `click` and keeps the file that the page then hands over, under the name that the person would see.
 * @param {import("playwright-core").Page} page
 * @param {() => Promise<void>} click
 * @returns {Promise<string>} path of the file
 */
export async function download(page, click) {
  const [given] = await Promise.all([page.waitForEvent("download"), click()]);
  const file = path.join(await mkdtemp(path.join(tmpdir(), "sakimori-download-")), given.suggestedFilename());
  await given.saveAs(file);
  return file;
}

/** The text of a PDF, laid out as on the page, or (`-raw`) in the order in which it was written. */
export async function pdfText(file, how = "-layout") {
  return (await run("pdftotext", [how, file, "-"], { maxBuffer: 1 << 26 })).stdout;
}

/** The pages of a PDF as pictures `NAME-1.png`, `NAME-2.png` … among the other pictures. */
export async function pdfPictures(file, name) {
  await mkdir(SHOTS, { recursive: true });
  await run("pdftoppm", ["-r", "80", "-png", file, path.join(SHOTS, name)]);
}
