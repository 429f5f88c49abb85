/* The one script: it keeps what is typed, and warns before the session ends; a press on
   the drawing stays there. Every page works without it; its words stand in the page
   (templates/macros/script.html). */

const SECOND = 1000, MINUTE = 60 * SECOND;
const PAUSE = 2 * SECOND;    // after the last key, before what is typed is kept
const LOOK = 10 * SECOND;    // how often it looks at the clock, and tries again
const WARNING = 5 * MINUTE;  // before the end

const $ = (id) => document.getElementById(id);
const form = $("questions"), line = $("kept"), dialog = $("lasting"), ended = $("ended");
const request = dialog.querySelector("form");
const fields = (of) => new URLSearchParams(new FormData(of));
// What the server answers once the session, or its token, is no more.
const GONE = [400, 401];
const post = (to, body, more) => fetch(to, { method: "POST", body, ...more });

/* What is typed */

const typed = () => (form ? fields(form).toString() : "");
let kept = line && "new" in line.dataset ? null : typed();  // as the server has it
let state = "";              // the word in the page's data for what became of it
let parting;                 // the words that were last sent so that they outlive the page
let sending, timer, leaving = false;

const tell = (now) => {
  const words = line.dataset[now] ?? "";
  const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  line.textContent = words.replace("{time}", time);
  if (now !== state) $("kept-said").textContent = line.dataset[now + "Said"] ?? words;
  state = now;
};

const open = () => form && !over && !leaving && typed() !== kept;

const keep = async (last) => {
  if (!open() || (sending && !last)) return;
  if (!line.dataset.at) return tell("waits");
  if (Date.now() > ends) return look();
  const now = typed();
  if (last && now === parting) return;
  parting = last ? now : undefined;
  const body = new URLSearchParams(now);
  body.set("given", line.dataset.given);
  const mine = (sending = new AbortController());
  try {
    const { ok, status } = await post(line.dataset.at, body, { keepalive: !!last, signal: mine.signal });
    if (ok) kept = now;
    else parting = undefined;
    if (!leaving) tell(ok ? "kept" : status === 429 || status >= 500 ? "failed" : "refused");
    if (GONE.includes(status)) await look(true);
  } catch {
    if (!leaving) tell("away");
  }
  if (sending === mine) sending = undefined;
};

const soon = () => {
  leaving = false;
  clearTimeout(timer);
  if (open()) timer = setTimeout(keep, PAUSE);
  else if (form && state !== "kept") tell("");
};

/* How long there is */

let ends = Infinity;         // by this device's clock, when the session ends
let noted = Date.now();      // when the server was last told that somebody is here
let active = Date.now();     // when somebody last was
let over = false;

const ask = async (more) => {
  const at = Date.now();
  try {
    const url = request.action;
    const answer = more ? await post(url, fields(request)) : await fetch(url);
    if (!answer.ok) return more && GONE.includes(answer.status) ? ask() : false;
    ends = at + (await answer.json()).left * SECOND;
    if (more) noted = at;
    return true;
  } catch {
    return false;
  }
};

const look = async (sure) => {
  if (ends === Infinity) await ask();
  if (over || (!sure && ends - Date.now() > WARNING)) return;
  // Another tab may have asked for more; without a line, whoever is typing stays.
  if (!(await ask()) && Date.now() - active < WARNING) return;
  const left = ends - Date.now();
  if (over) return;
  if (left <= 0) end();
  else if (left <= WARNING) warn(Math.ceil(left / MINUTE));
  else dialog.close();
};

const warn = (minutes) => {
  const text = dialog.querySelector("template").content.children[minutes - 1].textContent;
  const shown = $("lasting-left");
  if (shown.textContent !== text) {
    shown.textContent = text;
    dialog.querySelector("[role=status]").textContent = dialog.open && minutes <= 2 ? text : "";
  }
  if (!dialog.open) dialog.showModal();
};

const more = async (event) => {
  event.preventDefault();
  const trouble = dialog.querySelector("[role=alert]");
  trouble.hidden = true;
  active = Date.now();
  trouble.hidden = await ask(true);
  await look(true);
};

const end = () => {
  const lost = form && typed() !== kept;
  // What could be kept nowhere is not taken from somebody who is typing it.
  const hides = !lost || Date.now() - active > WARNING;
  over = true;
  dialog.close();
  const now = lost ? (hides ? "lost" : "stays") : "kept";
  for (const each of ended.querySelectorAll("[data-if]")) each.hidden = each.dataset.if !== now;
  const main = $("main");
  // Advice to get help stays in sight.
  const answers = document.querySelectorAll("header nav, header button, .back, main > :not(.care)");
  for (const each of answers) each.hidden = hides;
  main.prepend(ended);
  // The page's own heading may be hidden with the answers: this one stands for it.
  if (hides) $("ended-title").setAttribute("aria-level", "1");
  ended.hidden = false;
  ended.focus();
};

const here = () => {
  if (over || dialog.open) return;
  if (Date.now() > ends) return look();
  active = Date.now();
  if (active - noted < MINUTE) return;
  noted = active;
  ask(true);
};

/* The drawing of the body: some browsers go to the box of what was pressed, far below */

const tick = (event) => {
  const label = event.target.closest(".drawn label");
  if (!label) return;
  event.preventDefault();
  label.control.click();
};

/* When */

for (const each of ["input", "keydown", "pointerdown"]) addEventListener(each, here, { capture: true, passive: true });
addEventListener("click", tick);
form?.addEventListener("input", soon);
form?.addEventListener("submit", () => {
  leaving = true;
  clearTimeout(timer);
  sending?.abort();
});
dialog.addEventListener("cancel", more);
request.addEventListener("submit", more);
addEventListener("online", () => keep());
addEventListener("pagehide", () => keep(true));
addEventListener("pageshow", (event) => {
  leaving = false;
  if (event.persisted) look(true);
});
addEventListener("visibilitychange", () => (document.hidden ? keep(true) : look()));
addEventListener("beforeunload", (event) => {
  const waits = form && !over && typed() !== kept;
  const offline = state === "away" || !navigator.onLine;
  if (waits && (offline || (!leaving && ["waits", "failed", "refused"].includes(state)))) event.preventDefault();
  keep(true);  // before the next page is asked for: whoever comes back at once finds it
});
setInterval(() => {
  if (state !== "refused") keep();
  look();
}, LOOK);
if (kept === null) keep();
ask();
