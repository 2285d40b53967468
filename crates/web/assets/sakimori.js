// Saves an answer while one answers. Without this file every form still works by its button.
//
// What is typed is never lost in silence: a field that changed after a request was sent keeps its words when the answer
// comes (htmx skips [data-typed]); each request carries the version that stands on the page when it leaves; and leaving
// the page sends what is complete and asks about the rest.
(() => {
  "use strict";
  const FORM = "form.answer";
  const FAILED = `${FORM}[data-unsaved=failed]`;
  /** Milliseconds until a change is sent: arrow keys walk through choices, a typed date changes several times. */
  const DELAY = { radio: 400, "select-one": 400, date: 1500 };
  const timers = new WeakMap();

  const isTyped = (form) => form.querySelector("[data-typed]") !== null;
  const is = (form) => form?.matches?.(FORM) ?? false;

  /** An answer needs its day and its confirmer; until then it waits, and a line on the page says so. */
  function isComplete({ elements: { choice, on, by } }) {
    // A day or a name without an answer would not be kept; an answer that is taken back needs neither.
    const takenBack = [...choice].some((option) => "typed" in option.dataset);
    if (choice.value === "") return takenBack || !("typed" in on.dataset || "typed" in by.dataset);
    return on.value !== "" && by.value !== "";
  }

  function save(form) {
    clearTimeout(timers.get(form));
    // After a conflict only the button writes over somebody else's words.
    if (form.isConnected && isTyped(form) && isComplete(form) && !("conflict" in form.dataset)) htmx.trigger(form, "save");
  }

  function saveSoon(form, delay) {
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(save, delay, form));
  }

  document.addEventListener("input", ({ target }) => {
    if (is(target.form)) target.dataset.typed = "";
  });
  document.addEventListener("change", ({ target }) => {
    if (!is(target.form)) return;
    target.dataset.typed = "";
    target.form.toggleAttribute("data-waiting", !isComplete(target.form));
    saveSoon(target.form, DELAY[target.type] ?? 0);
  });
  document.addEventListener("focusout", ({ target }) => {
    if (is(target.form) && target.type === "date") saveSoon(target.form, 0);
  });

  document.addEventListener("htmx:before:request", (event) => {
    const { ctx } = event.detail;
    const form = ctx.sourceElement;
    if (!is(form)) return;
    if ("conflict" in form.dataset && ctx.sourceEvent?.type !== "submit") return event.preventDefault();
    // It may have waited for another request: what is sent is what stands on the page now.
    for (const [name, value] of new FormData(form)) ctx.request.body.set(name, value);
    // Browsers keep at most 64 KiB alive after the page.
    ctx.request.keepalive = String(ctx.request.body).length < 60_000;
    for (const field of form.querySelectorAll("[data-typed]")) delete field.dataset.typed;
    form.dataset.unsaved = "sent";
  });

  function fail({ detail: { ctx } }) {
    const form = ctx?.sourceElement;
    // 409 and 422 put their own words on the page.
    if (!is(form) || [409, 422].includes(ctx.response?.status)) return;
    form.dataset.unsaved = "failed";
    form.querySelector(".answer__failed").hidden = false;
  }
  document.addEventListener("htmx:error", fail);
  document.addEventListener("htmx:response:error", fail);

  // Whoever logged in again in another tab comes back with another token.
  addEventListener("focus", async () => {
    if (!document.querySelector(FAILED)) return;
    const page = await fetch(location.href).then((answer) => answer.text(), () => "");
    const fresh = new DOMParser().parseFromString(page, "text/html").querySelector(`${FORM} [name=csrf]`);
    if (fresh) for (const token of document.querySelectorAll("[name=csrf]")) token.value = fresh.value;
  });

  // Whoever takes somebody else's words leaves the own ones on purpose.
  document.addEventListener("click", ({ target }) => {
    const form = target.closest?.("[data-discard]")?.closest("article").querySelector(FORM);
    if (!form) return;
    for (const field of form.querySelectorAll("[data-typed]")) delete field.dataset.typed;
    delete form.dataset.unsaved;
  });

  // いいえ to the first question ends the form, はい opens it: every other item changes.
  const gate = document.querySelector("form[data-gate]");
  const opened = gate?.elements.choice.value;
  document.addEventListener("sakimori-saved", ({ target }) => {
    const now = gate?.elements.choice.value;
    if (target === gate && (now === "no") !== (opened === "no")) location.reload();
  });

  addEventListener("beforeunload", (event) => {
    const forms = [...document.querySelectorAll(FORM)];
    forms.forEach(save);
    // A request that was sent goes on without the page; what could not be sent would be lost.
    if (forms.some((form) => isTyped(form) || ["failed", "refused"].includes(form.dataset.unsaved))) event.preventDefault();
  });

  // Paper shows what is folded away; browsers that open it by the style sheet lose nothing by this.
  const FOLDED = "main details:not([open], .help)";
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll(FOLDED)) details.open = details.dataset.printed = true;
  });
  addEventListener("afterprint", () => {
    for (const details of document.querySelectorAll("details[data-printed]")) {
      details.open = false;
      delete details.dataset.printed;
    }
  });
})();
