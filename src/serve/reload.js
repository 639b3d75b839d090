// Reloads the page when it has changed, and tells below it why the site could not be built. `tickmark site --serve` puts
// this into the pages that it shows; a site that is written has none of it.
(() => {
  const mine = new URL(document.currentScript.src).searchParams.get("page");
  const style = `
    :host { position: fixed; inset: auto 0 0; z-index: 2147483647; }
    div { display: flex; gap: 1rem; align-items: start; padding: .6rem 1rem; background: #7a1f1f; color: #fff;
      font: 14px/1.4 system-ui, sans-serif; }
    p { flex: 1; margin: 0; max-height: 30vh; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
    button { font: inherit; color: inherit; background: none; border: 1px solid; border-radius: 4px; padding: 0 .6rem; cursor: pointer; }
    @media print { :host { display: none; } }`;
  const GONE = "tickmark does not answer any more: this page may be out of date.";
  let source;
  let bar;
  let told;

  /** Tells what is wrong, as text, until it is put away or over. */
  const tell = (trouble) => {
    if (trouble === told) return;
    told = trouble;
    bar?.remove();
    bar = undefined;
    if (!trouble) return;
    bar = document.createElement("tickmark-trouble");
    bar.setAttribute("role", "status");
    bar.lang = "en";
    const shadow = bar.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    shadow.adoptedStyleSheets = [sheet];
    const [box, text, button] = ["div", "p", "button"].map((name) => document.createElement(name));
    text.textContent = trouble;
    button.textContent = "Close";
    button.addEventListener("click", () => bar?.remove());
    box.append(text, button);
    shadow.append(box);
    document.body.append(bar);
  };

  // A browser keeps few connections to a host, so that only pages that somebody looks at listen.
  const listen = () => {
    source?.close();
    source = document.hidden ? undefined : new EventSource(`/.tickmark/events?${location.pathname}`);
    source?.addEventListener("message", (event) => {
      const { page, trouble } = JSON.parse(event.data);
      if (page === mine) tell(trouble);
      else location.reload();
    });
    // A browser that is refused asks again and again; one that has gone to another page says nothing of it.
    source?.addEventListener("error", () => tell(GONE));
  };
  document.addEventListener("visibilitychange", listen);
  window.addEventListener("pageshow", (event) => event.persisted && listen());
  window.addEventListener("pagehide", () => source?.close());
  listen();
})();
