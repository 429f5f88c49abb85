/* Single keys on the queue and on a submission. They do nothing while a field has the
   focus, and a button turns them off (WCAG 2.1.4). What each does stands in the page
   (templates/macros/keys.html). No key sends anything. */

const bar = document.getElementById("keys"), all = document.getElementById("keys-all");
const button = bar.querySelector("button"), said = bar.querySelector("[role=status]");
const OFF = "keys-off";      // in this tab, until it is closed
const FIELDS = "input, textarea, select, [contenteditable]";

let on = sessionStorage.getItem(OFF) === null;

const show = () => {
  button.textContent = on ? button.dataset.off : button.dataset.on;
  for (const each of bar.querySelectorAll("[data-while-on]")) each.hidden = !on;
};

const move = (by) => {
  const rows = [...document.querySelectorAll("tbody th a")];
  const here = rows.indexOf(document.activeElement);
  const next = here < 0 ? (by > 0 ? 0 : rows.length - 1) : here + by;
  rows[next]?.focus();
};

const open = (id) => {
  const form = document.getElementById(id);
  form.open = true;
  form.querySelector("input:not([type=hidden]), textarea").focus();
};

const act = ({ moves, opens, leads }) => {
  if (moves) move(Number(moves));
  else if (opens) open(opens);
  else if (leads) location.assign(leads);
  else all.showModal();
};

document.addEventListener("keydown", (event) => {
  const held = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
  if (!on || held || all.open || event.target.closest(FIELDS)) return;
  const key = all.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!key) return;
  event.preventDefault();
  act(key.dataset);
});

button.addEventListener("click", () => {
  on = !on;
  if (on) sessionStorage.removeItem(OFF);
  else sessionStorage.setItem(OFF, "yes");
  show();
  said.textContent = on ? said.dataset.on : said.dataset.off;
});

bar.hidden = false;
show();
