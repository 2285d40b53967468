// Debian's Chromium, started once per test file. Nothing of Chromium's own may reach for the network.
import { chromium } from "playwright-core";

let started;

/** The one browser of this process. Each journey has its own context: own cookies, own cache. */
export function browser() {
  started ??= chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    headless: true,
    args: [
      "--no-first-run",
      "--disable-gpu",
      "--disable-quic",
      "--disable-sync",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-default-apps",
      // Chromium's own sandbox refuses to start for root.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
  });
  return started;
}

export async function closeBrowser() {
  const open = started;
  started = undefined;
  await (await open)?.close();
}
