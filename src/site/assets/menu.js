// The menu closes by Escape and by a click or the focus elsewhere. Without this script it closes by its own button.
(() => {
  "use strict";
  const menu = document.querySelector("details.more");
  if (!menu) return;
  const away = (event) => menu.contains(event.target) || (menu.open = false);
  document.addEventListener("click", away);
  document.addEventListener("focusin", away);
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
})();
