// The real program on an empty data folder, started and stopped as its operator would.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const START_SECONDS = 20;
const STOP_SECONDS = 20;
const ADDRESS = /\b(https?:\/\/)\S+:(\d+)/;
const SETUP_CODE = /(?:set-?up code|初回設定コード|設定コード)\s*[::]?\s*([0-9A-Za-z][0-9A-Za-z-]{3,})/i;

/**
 * Starts `sakimori serve` on a free port of the loopback interface, or for other machines, by HTTPS with its own certificate.
 * `data` names a folder to go on with; without it a new one is made and taken away at the end.
 *
 * @param {{ data?: string, listen?: string, args?: string[], env?: Record<string, string> }} [options]
 * @returns {Promise<{ url: string, setupCode: string | undefined, data: string,
 *   output: () => string, stop: () => Promise<void>, kill: () => Promise<void> }>}
 */
export async function startServer({ data, listen = "127.0.0.1:0", args = [], env = {} } = {}) {
  const program = process.env.SAKIMORI_BIN;
  if (!program) throw new Error("SAKIMORI_BIN is not set: run ./test e2e");
  const folder = data ?? (await mkdtemp(path.join(tmpdir(), "sakimori-e2e-")));
  const child = spawn(program, ["serve", "--listen", listen, ...args], {
    env: { ...process.env, SAKIMORI_DATA: folder, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
  const output = () => `${stdout}\n${stderr}`;
  const ended = new Promise((resolve) => {
    child.once("error", (error) => resolve({ error }));
    child.once("close", (code, signal) => resolve({ code, signal }));
  });

  const forget = () => (data ? undefined : rm(folder, { recursive: true, force: true }));

  const until = Date.now() + START_SECONDS * 1000;
  // The address is complete only when its line is.
  const lines = () => stdout.slice(0, stdout.lastIndexOf("\n") + 1);
  while (!ADDRESS.test(lines())) {
    const early = await Promise.race([ended, new Promise((go) => setTimeout(go, 20))]);
    if (!early && Date.now() < until) continue;
    child.kill("SIGKILL");
    await ended;
    await forget();
    const why = early ? `ended with ${JSON.stringify(early)}` : `was silent for ${START_SECONDS} s`;
    throw new Error(`${program} printed no address and ${why}\n${output()}`);
  }

  const end = async (signal) => {
    child.kill(signal);
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_SECONDS * 1000);
    const how = await ended;
    clearTimeout(timer);
    return how;
  };
  // A program for other machines names itself by a name that only they may know: here it is this machine.
  const [, scheme, port] = lines().match(ADDRESS);
  return {
    url: `${scheme}127.0.0.1:${port}`,
    // The code is printed once, on the first start of a data folder.
    get setupCode() {
      return lines().match(SETUP_CODE)?.[1];
    },
    data: folder,
    output,
    /** Ends as on a shutdown; fails if the program did not end by itself, cleanly and without a panic. */
    async stop() {
      const how = await end("SIGTERM");
      await forget();
      if (how.code !== 0 || /panicked at/.test(stderr)) {
        throw new Error(`the program ended badly: ${JSON.stringify(how)}\n${output()}`);
      }
    },
    /** Ends as on a power cut. The data folder stays. */
    async kill() {
      await end("SIGKILL");
    },
  };
}
