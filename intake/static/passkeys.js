/* Asks the browser for a passkey, by the library's webauthn.js, and sends what it says.
   The options stand in the form; its words stand in the page. */

const form = document.querySelector("form[data-options]");
const trouble = form.querySelector("[role=alert]");

const go = async () => {
  trouble.hidden = true;
  const handle = form.dataset.kind === "new" ? handleRegister : handleSignin;
  const { credential } = await handle(form.dataset.options);
  if (!credential) return (trouble.hidden = false);
  form.elements.credential.value = credential;
  form.submit();
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  go();
});
go();
