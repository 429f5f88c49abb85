/* For those who work here: it warns before the session ends, and hides the page when it
   has ended. Every page works without it; its words stand in the page
   (templates/macros/working.html). */

const SECOND = 1000, MINUTE = 60 * SECOND;
const LOOK = 10 * SECOND;        // how often it looks at the clock
const MOST = 5 * MINUTE;         // the longest that the warning stands

const $ = (id) => document.getElementById(id);
const dialog = $("lasting"), ended = $("ended"), request = dialog.querySelector("form");
let ends = Infinity;             // by this device's clock, when the session ends
let warning = MOST;              // how long before that it warns
let noted = Date.now();          // when the server was last told that somebody is here
let told = false;                // that no more time can be had
let over = false;

const ask = async (more) => {
  const at = Date.now();
  try {
    const answer = await fetch(request.action, more ? { method: "POST", body: new URLSearchParams(new FormData(request)) } : {});
    // Its token went with the session: the question without one says so.
    if (!answer.ok) return more && answer.status < 500 ? ask() : false;
    const left = (await answer.json()).left * SECOND;
    if (ends === Infinity) warning = Math.min(MOST, left / 3);
    ends = at + left;
    if (more) noted = at;
    return true;
  } catch {
    return false;
  }
};

const look = async (sure) => {
  if (over || (!sure && ends - Date.now() > warning)) return;
  await ask();  // another tab may have asked for more
  const left = ends - Date.now();
  if (over) return;
  if (left <= 0) end();
  else if (left > warning) dialog.close();
  else if (!told) warn(Math.ceil(left / MINUTE));
};

const say = (which, minutes) => {
  const shown = $("lasting-left");
  const words = dialog.querySelector("template").content.querySelector(`[data-if=${which}] :nth-child(${minutes})`).textContent;
  if (shown.textContent === words) return;
  shown.textContent = words;
  dialog.querySelector("[role=status]").textContent = dialog.open ? words : "";
};

const warn = (minutes) => {
  say("idle", minutes);
  if (!dialog.open) dialog.showModal();
};

const more = async (event) => {
  event.preventDefault();
  const trouble = dialog.querySelector("[role=alert]");
  if (told) return dialog.close();
  trouble.hidden = true;
  trouble.hidden = await ask(true);
  if (!trouble.hidden) return;
  const left = ends - Date.now();
  if (left <= 0) return end();
  if (left > warning) return dialog.close();
  told = true;                   // the day's limit: it is said once, and work goes on
  say("last", Math.ceil(left / MINUTE));
  request.querySelector("button").textContent = request.dataset.told;
};

const typed = () => [...document.querySelectorAll("main textarea, main input")].some(
  (each) => each.type !== "hidden" && each.value !== each.defaultValue);

const end = () => {
  const stays = typed();         // what was typed is not taken from whoever typed it
  over = true;
  dialog.close();
  for (const each of ended.querySelectorAll("[data-if]")) each.hidden = (each.dataset.if === "stays") !== stays;
  for (const each of document.querySelectorAll("header nav, .back, main > *")) each.hidden = !stays;
  $("main").prepend(ended);
  if (!stays) $("ended-title").setAttribute("aria-level", "1");
  ended.hidden = false;
  ended.focus();
};

const here = () => {
  if (over || dialog.open) return;
  if (Date.now() > ends) return look();
  if (Date.now() - noted < MINUTE) return;
  noted = Date.now();
  ask(true);
};

for (const each of ["input", "keydown", "pointerdown"]) addEventListener(each, here, { capture: true, passive: true });
dialog.addEventListener("cancel", more);
request.addEventListener("submit", more);
addEventListener("pageshow", (event) => event.persisted && look(true));
addEventListener("visibilitychange", () => document.hidden || look());
setInterval(look, LOOK);
ask();
