// What must never happen on any page: a request to another host, an error in the console, a breach of the
// content security policy, an answer of 500. A journey that provokes one on purpose says so with `expect`.

/**
 * @param {import("playwright-core").BrowserContext} context
 * @param {string} origin the only host that pages may talk to
 */
export async function watch(context, origin) {
  const seen = [];
  const expected = [];
  const note = (text) => {
    if (!expected.some((pattern) => pattern.test(text))) seen.push(text);
  };
  context.on("request", (request) => {
    const url = request.url();
    if (!/^(data|blob|about):/.test(url) && new URL(url).origin !== origin) note(`request to another host: ${url}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 500) note(`${response.status()} from ${response.url()}`);
  });
  context.on("requestfailed", (request) => {
    // A page that is left while it loads, and a link that becomes a download, abort on purpose.
    const why = request.failure()?.errorText ?? "";
    if (!/ERR_ABORTED/.test(why)) note(`failed: ${request.url()} ${why}`);
  });
  context.on("console", (message) => {
    // htmx reports the same abort a second time; a request that truly fails is noted above with its reason.
    if (/^htmx: htmx:error: Failed to fetch /.test(message.text())) return;
    if (message.type() === "error" || /Content.Security.Policy/i.test(message.text())) {
      note(`console: ${message.text()} (${message.location().url})`);
    }
  });
  context.on("weberror", (error) => note(`script: ${error.error().stack ?? error.error()}`));
  return {
    /** From now on, what matches is no fault. */
    expect: (pattern) => expected.push(pattern),
    /** Fails with everything that was seen. */
    check() {
      if (seen.length > 0) throw new Error(`the browser saw:\n  ${seen.join("\n  ")}`);
    },
  };
}
