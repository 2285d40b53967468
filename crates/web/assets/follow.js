// Follows work that takes long: looks again every second and puts what comes in place of what stands there.
// Without this file the page loads itself again.
(() => {
  "use strict";
  const EVERY = 1000;

  async function look(address) {
    const answer = await fetch(address, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // Somewhere else means that the work is done: the address says so itself.
    if (answer.redirected) return location.assign(answer.url);
    const main = page.querySelector("main");
    if (!main) return location.reload();
    document.title = page.title;
    document.querySelector("main").replaceWith(main);
    if (!main.querySelector("[data-follow]")) main.querySelector("h1")?.scrollIntoView();
    follow();
  }

  function follow() {
    const work = document.querySelector("[data-follow]");
    if (work) setTimeout(() => look(work.dataset.follow).catch(follow), EVERY);
  }

  follow();
})();
