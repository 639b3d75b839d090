// Search in the page. The index is a set of script files, because a page opened from file:// may load no others: words by
// the alphabet (search/words-N.js), the long ones among them in a list (search/long.js), what results show by number
// (search/pages-N.js). MiniSearch finds and ranks in the files that have been loaded. Texts of records are set as text, never as markup.
(() => {
  "use strict";
  const box = document.querySelector("search");
  if (!box) return;
  const [input, status, panel, list, more] = ["input", "[role=status]", ".found", ".found ol", ".found button"].map((one) => box.querySelector(one));
  const root = new URL(".", document.currentScript.src);
  const STEP = 10;

  // What the index files call.
  let start;
  let long = [];
  const words = new Map();
  const pages = new Map();
  window.tickmarkSearch = {
    start: (data) => (start = data),
    long: (text) => (long = text.split(" ")),
    words: (number, lines) => words.set(number, lines),
    pages: (number, lines) => pages.set(number, lines),
  };

  const loading = new Map();
  const load = (name) => {
    if (!loading.has(name)) {
      loading.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL(name, root).href;
        script.onload = resolve;
        script.onerror = () => {
          loading.delete(name);
          reject(new Error(name));
        };
        document.head.append(script);
      }));
    }
    return loading.get(name);
  };
  const ready = () => Promise.all(["minisearch.js", "search/start.js"].map(load));

  // Words as src/site/search/words.rs takes them; change both.
  const SPELT = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };
  const folded = (text) =>
    text.normalize("NFC").toLowerCase().replace(/[äöüß]/g, (letter) => SPELT[letter]).normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  const apart = (text, withParts) =>
    folded(text).split(/[^\p{Alphabetic}\p{N}\-./:_]+/u).flatMap((run) => {
      run = run.replace(/^[-./:_]+|[-./:_]+$/g, "");
      const parts = run.split(/[-./:_]/).filter(Boolean);
      if (!/\p{N}/u.test(run)) return parts.filter((part) => part.length > 1 || part > "\x7f");
      return withParts && parts.length > 1 ? [run, ...parts.filter((part) => [...part].length > 2)] : [run];
    });

  // The files whose first word is `first` or before, up to those that begin with `prefix`.
  const filesFor = (prefix, first, most) => {
    const at = start.words.findLastIndex((word) => word <= first);
    const numbers = [];
    for (let number = Math.max(at, 0); number < start.words.length && numbers.length < most; number++) {
      if (number > at && !start.words[number].startsWith(prefix)) break;
      numbers.push(number);
    }
    return numbers;
  };

  let engine;
  let size = 0;
  const index = () => {
    if (engine && size === words.size) return engine;
    const place = (text) => {
      let number = 0;
      const places = {};
      for (const one of text.split(",")) {
        const [distance, count] = one.split("*");
        number += Number(distance);
        places[number] = Number(count ?? 1);
      }
      return places;
    };
    const entries = [...words.values()].flat().map(([word, ...fields]) =>
      [word, Object.fromEntries(fields.map((text, field) => [field, text]).filter(([, text]) => text).map(([field, text]) => [field, place(text)]))]);
    const all = (value) => Object.fromEntries(Array.from({ length: start.count }, (_, number) => [number, value ?? number]));
    const even = [1, 1, 1, 1];
    size = words.size;
    engine = MiniSearch.loadJS({
      serializationVersion: 2,
      documentCount: start.count,
      nextId: start.count,
      fieldIds: { id: 0, title: 1, text: 2, facets: 3 },
      averageFieldLength: even,
      fieldLength: all(even),
      documentIds: all(),
      storedFields: {},
      index: entries,
    }, { fields: ["id", "title", "text", "facets"], tokenize: (text) => text.split(" "), processTerm: (word) => word });
    return engine;
  };

  const typos = (word) => (/\p{N}/u.test(word) || word.length < 4 ? 0 : word.length < 8 ? 1 : 2);
  const RANKING = {
    prefix: (word) => word.length > 1,
    fuzzy: typos,
    // Findings, which stand first, are what most look for.
    boostDocument: (number) => (number < start.findings ? 1.5 : 1),
    boost: { id: 8, title: 3, facets: 1.5 },
    bm25: { k: 1.2, b: 0, d: 0.5 },
  };
  const loadWords = (numbers) => Promise.all([...new Set(numbers)].map((number) => load(`search/words-${number}.js`)));
  const telling = (text, withParts) => {
    const typed = apart(text, withParts).filter((word) => !withParts || !/[-./:_]/.test(word));
    const some = typed.filter((word) => !start.common.includes(word));
    return some.length ? some : typed;
  };
  const lookUp = async (text, withParts, most, combineWith) => {
    const typed = telling(text, withParts);
    if (!typed.length) return [];
    // With one letter or file more than is typed at hand, a typo behind the first letters is found too.
    const near = (word) => filesFor(most > 3 ? word[0] : word, most > 3 ? word[0] : word, most);
    await loadWords(typed.flatMap((word) => [...filesFor(word, word, 3), ...near(word)]));
    return index().search(typed.join(" "), { ...RANKING, combineWith });
  };
  // The words that have one of five letters and more in them, the shortest first, which it is most of; four are enough at
  // the end of a word in languages that write compounds as one.
  const least = /^(da|de|fi|is|nb|nl|nn|no|sv)\b/.test(document.documentElement.lang) ? 4 : 5;
  const compounds = (word) => {
    if (word.length < least || /\p{N}/u.test(word)) return [];
    const has = (one) => (word.length > 4 ? one.indexOf(word, 3) > 0 : one.length > word.length + 2 && one.endsWith(word));
    return long.filter(has).sort((a, b) => a.length - b.length).slice(0, 24);
  };
  const lookInside = async (text) => {
    await load("search/long.js");
    const typed = telling(text, false).map((word) => [word, compounds(word)]);
    const inside = typed.flatMap(([, all]) => all);
    if (!inside.length) return [];
    await loadWords([...new Set(inside.map((word) => filesFor(word, word, 1)[0]))].slice(0, 6));
    const exactly = (word) => ({ queries: [word], prefix: false, fuzzy: false });
    const queries = typed.map(([word, all]) => ({ combineWith: "OR", queries: [word, ...all.map(exactly)] }));
    return index().search({ combineWith: "AND", queries }, RANKING);
  };
  // As typed, and behind that inside of words; then with typos in the first letters and with ids in parts; then what has any
  // of the words.
  const find = async (text) => {
    const whole = await lookUp(text, false, 3, "AND");
    const known = new Set(whole.map(({ id }) => id));
    const inside = (await lookInside(text)).filter(({ id }) => !known.has(id));
    if (known.size || inside.length) return [...whole, ...inside];
    for (const attempt of [[text, true, 5, "AND"], [text, true, 5, "OR"]]) {
      const results = await lookUp(...attempt);
      if (results.length) return results;
    }
    return [];
  };

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };
  // A part of the text around the first word that was found, with all of them marked.
  const snippet = (text, found) => {
    const made = element("p");
    // Words from right to left are read so, whatever the page is.
    made.dir = "auto";
    const places = [];
    for (const run of text.matchAll(/[\p{Alphabetic}\p{N}\p{M}\-./:_]+/gu)) {
      if (apart(run[0], true).some((word) => found.has(word))) places.push([run.index, run.index + run[0].length]);
    }
    const first = places.length ? places[0][0] : 0;
    let from = first < 80 ? 0 : text.indexOf(" ", first - 60) + 1;
    const to = text.length < from + 190 ? text.length : text.lastIndexOf(" ", from + 180);
    if (from) made.append("… ");
    for (const [at, end] of places.filter(([, end]) => end <= to)) {
      made.append(text.slice(from, at), element("mark", "", text.slice(at, end)));
      from = end;
    }
    made.append(text.slice(from, to), to < text.length ? " …" : "");
    return made;
  };
  const item = async ({ id: number, terms }) => {
    const file = start.pages.findLastIndex((first) => first <= number);
    await load(`search/pages-${file}.js`);
    const [href, id, title, kind, grade, state, text] = pages.get(file)[number - start.pages[file]];
    const made = element("li");
    const link = element("a");
    link.href = new URL(href, root).href;
    if (id) link.append(element("b", "id", id), " ");
    const name = element("bdi", "", title === id ? "" : title);
    link.append(name);
    const facts = element("small", "", start.say[kind]);
    if (state) facts.append(` · ${start.say[state]}`);
    made.append(link);
    if (grade) {
      const mark = element("span", `g ${grade}`);
      const letter = element("i", "", start.letters[grade]);
      letter.setAttribute("aria-hidden", "true");
      mark.append(letter, ` ${start.say[grade]}`);
      made.append(" ", mark);
    }
    made.append(" ", facts, snippet(text, new Set(terms)));
    return made;
  };

  let results = [];
  let turn = 0;
  const show = async (mine) => {
    const items = await Promise.all(results.slice(list.children.length, list.children.length + STEP).map(item));
    if (mine !== turn) return;
    list.append(...items);
    more.hidden = list.children.length >= results.length;
    panel.hidden = false;
  };
  let timer;
  /** Whether what is shown is not yet what is asked for. */
  const busy = (isBusy) => panel.setAttribute("aria-busy", isBusy);
  const search = async () => {
    const mine = ++turn;
    const text = input.value.trim();
    try {
      await ready();
      const found = text ? await find(text) : [];
      if (mine !== turn) return;
      results = found;
      if (list.contains(document.activeElement)) input.focus();
      list.replaceChildren();
      panel.hidden = true;
      const count = results.length ? box.dataset.count.replace("#", results.length) : box.dataset.none;
      if (results.length) await show(mine);
      if (mine !== turn) return;
      status.textContent = text ? count : "";
      status.className = text && !results.length ? "found" : "hear";
    } catch {
      if (mine !== turn) return;
      status.textContent = box.dataset.failed;
      status.className = "found";
    }
    busy(false);
  };
  const close = () => {
    clearTimeout(timer);
    turn++;
    busy(false);
    panel.hidden = true;
    status.textContent = "";
    status.className = "hear";
  };

  const later = () => {
    clearTimeout(timer);
    busy(true);
    timer = setTimeout(search, 120);
  };
  input.addEventListener("input", later);
  input.addEventListener("focus", () => {
    ready().catch(() => {});
    if (input.value.trim() && panel.hidden) later();
  });
  more.addEventListener("click", async () => {
    const next = list.children.length;
    await show(turn);
    list.children[next]?.querySelector("a").focus();
  });
  box.addEventListener("focusout", (event) => box.contains(event.relatedTarget) || event.relatedTarget === null || close());
  document.addEventListener("pointerdown", (event) => box.contains(event.target) || close());
  box.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const go = (to) => (event.preventDefault(), (to < 0 ? input : links[Math.min(to, links.length - 1)])?.focus());
    if (event.key === "Escape" && !panel.hidden) {
      event.preventDefault();
      input.focus();
      close();
    } else if (panel.hidden) return;
    else if (event.key === "ArrowDown") go(at + 1);
    else if (event.key === "ArrowUp") go(at - 1);
    else if (event.key === "Home" && at >= 0) go(0);
    else if (event.key === "End" && at >= 0) go(links.length - 1);
    else if (event.key === "Enter" && document.activeElement === input) links[0]?.click();
  });
  // A key without a modifier gets in the way of some: it can be turned off, and stays off where the browser remembers it.
  const KEY = "tickmark-search-key";
  const toggle = document.querySelector("#search-key");
  const plain = input.placeholder;
  const keep = (isOn) => {
    if (toggle) toggle.checked = isOn;
    input.placeholder = isOn ? input.dataset.key : plain;
  };
  let isOn = true;
  try {
    isOn = localStorage.getItem(KEY) !== "off";
  } catch {
    // Without a memory it is on again on the next page.
  }
  keep(isOn);
  if (toggle) {
    toggle.closest("p").hidden = false;
    toggle.addEventListener("change", () => {
      keep((isOn = toggle.checked));
      try {
        isOn ? localStorage.removeItem(KEY) : localStorage.setItem(KEY, "off");
      } catch {
        // As above.
      }
    });
  }
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, select, textarea, [contenteditable]");
    if (!isOn || event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  box.hidden = false;
})();
