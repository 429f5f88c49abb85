/* While a replay runs, its page says how far it is. Without this there is "Look again". */

const LOOK = 2000;   // milliseconds from one question to the next
const shown = document.getElementById("progress");
const bar = shown.querySelector("progress"), so_far = shown.querySelector("[data-so-far]");

const look = async () => {
  let told = null;
  try {
    const answer = await fetch(shown.dataset.url);
    if (answer.ok && !answer.redirected) told = await answer.json();
    else if (answer.status < 500) return;   // signed out: the page's own warning says so
  } catch {}                                // no connection: it asks again
  if (told) {
    so_far.textContent = told.words;
    bar.hidden = !told.about;
    [bar.max, bar.value] = [told.about || 1, told.judged];
    if (told.over) return void (shown.querySelector("[role=status]").textContent = told.over);
  }
  setTimeout(look, LOOK);
};

setTimeout(look, LOOK);
