// Tables that sort and filter: every <table data-list>. Without this script they are plain tables.
// A column whose header has data-pick="name" gets a list of its values; the state is kept in the address behind #.
(() => {
  "use strict";
  const FEW = 6;
  const GRADES = ["major", "minor", "observation", "opportunity", "strength"];
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };
  // The text of a cell without the marks that go with a grade or a state.
  const textOf = (cell, marks = "[aria-hidden]") => {
    if (!cell) return "";
    let read = cell;
    if (cell.querySelector(`${marks}, br`)) {
      read = cell.cloneNode(true);
      read.querySelectorAll(marks).forEach((mark) => mark.remove());
      read.querySelectorAll("br").forEach((end) => end.replaceWith(" "));
    }
    return read.textContent.trim().replace(/\s+/g, " ").replace(/^[○◐✓!×▲–] /, "");
  };

  // What a cell is picked by: how late something is, and what is said beside it, makes no state of its own.
  const pickOf = (cell) => textOf(cell, "[aria-hidden], .late, .soft") || textOf(cell);

  // On a narrow page a row is a block whose cells say themselves what they are; without this script the heads stand above.
  const tell = (table) => {
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
    if (!heads.length || heads.some((head) => head.colSpan > 1) || table.matches(".heat, .tally, .ageing")) return;
    [...table.tBodies, ...(table.tFoot ? [table.tFoot] : [])].flatMap((body) => [...body.rows]).forEach((row) => {
      [...row.cells].slice(table.matches(".numbered") ? 2 : 1).forEach((cell) => {
        const label = row.cells.length === heads.length ? textOf(heads[cell.cellIndex]) : "";
        if (label && textOf(cell)) cell.dataset.label = label;
      });
    });
    table.classList.add("told");
  };

  // How many things of each grade a cell names, so that the gravest come first: `2 minor` says how many itself.
  const graveness = (marks) => {
    const counts = GRADES.map(() => 0);
    marks.forEach((mark) => {
      const grade = GRADES.findIndex((one) => mark.classList.contains(one));
      counts[grade] += Number(/^\d+\b/.exec(textOf(mark))?.[0] ?? 1);
    });
    return counts.map((count) => 9999 - count).join("x");
  };
  // What a cell sorts by: what it says itself, a day that it begins with by its date, grades by their weight, else its text.
  const valueOf = (cell) => {
    if (cell?.dataset.value !== undefined) return cell.dataset.value;
    const day = cell?.querySelector("time[datetime]");
    if (day && cell.textContent.trim().startsWith(day.textContent.trim())) return day.getAttribute("datetime");
    const marks = [...(cell?.querySelectorAll(".g") ?? [])];
    return marks.length ? graveness(marks) : textOf(cell);
  };
  // Numbers and days by their size; cells without anything stand last both ways.
  const compare = (a, b, direction) => {
    if (!a || !b) return !a - !b;
    return collator.compare(a, b) * direction;
  };

  const enhance = (table, position) => {
    const heads = [...table.tHead.rows[0].cells];
    const lines = [...table.tBodies].flatMap((body) => [...body.rows]);
    const body = table.tBodies[0];
    const isGroup = (row) => row.cells.length === 1 && row.cells[0].matches(".group");
    const rows = lines.filter((row) => !isGroup(row));
    // What is seen at a glance needs no filter.
    if (rows.length < FEW) return;
    const say = table.dataset;
    const state = { sort: null, text: "", picks: new Map() };
    const prefix = position ? `${position}.` : "";

    const nameOf = (head) => head.dataset.pick || head.dataset.name || String(head.cellIndex);
    const label = (head) => head.dataset.label;
    heads.forEach((head) => (head.dataset.label = textOf(head)));
    const sortable = heads.filter((head) => label(head));

    // Above the table: a text, the lists, how to sort (for narrow pages, where the headers are not shown), how many are left.
    const bar = element("div", "filters");
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", say.filter);
    const field = (text, control) => {
      const made = element("span");
      const label = element("label", "", text);
      control.id = label.htmlFor = `filter-${position}-${bar.childElementCount}`;
      made.append(label, " ", control);
      bar.append(made);
      return control;
    };
    const option = (select, value, text) => {
      const made = element("option", "", text);
      made.value = value;
      select.append(made);
    };
    const box = element("input");
    box.type = "search";
    field(say.filter, box).addEventListener("input", () => ((state.text = box.value), apply()));
    const picks = heads.filter((head) => head.dataset.pick).map((head) => {
      const cells = rows.map((row) => row.cells[head.cellIndex]).filter((cell) => valueOf(cell));
      const values = new Map(cells.reverse().map((cell) => [pickOf(cell), valueOf(cell)]));
      const select = element("select");
      option(select, "", say.all);
      [...values].sort(([, a], [, b]) => compare(a, b, 1)).forEach(([text]) => option(select, text, text));
      if (values.size > 1) field(label(head), select).addEventListener("change", () => (state.picks.set(head, select.value), apply()));
      return [head, select];
    });
    const order = element("select");
    option(order, "", say.order);
    sortable.forEach((head) => {
      option(order, nameOf(head), `${label(head)} ↑`);
      option(order, `-${nameOf(head)}`, `${label(head)} ↓`);
    });
    const orderLabel = field(say.sort, order).parentElement;
    orderLabel.className = "narrow";
    order.addEventListener("change", () => ((state.sort = order.value || null), apply()));
    const count = element("output");
    bar.append(count);
    (table.closest(".scroll") ?? table).before(bar);

    sortable.forEach((head) => {
      const button = element("button", "sort", label(head));
      button.type = "button";
      button.addEventListener("click", () => {
        const name = nameOf(head);
        state.sort = state.sort === name ? `-${name}` : state.sort === `-${name}` ? null : name;
        apply();
      });
      head.replaceChildren(button);
    });

    const texts = new Map(rows.map((row) => [row, [...row.cells].map((cell) => textOf(cell)).join(" ").toLowerCase()]));
    const matches = (row) => {
      return (
        state.text.toLowerCase().split(/\s+/).every((word) => texts.get(row).includes(word)) &&
        [...state.picks].every(([head, value]) => !value || pickOf(row.cells[head.cellIndex]) === value)
      );
    };
    let arranged = null;
    const arrange = () => {
      if (state.sort === arranged) return;
      arranged = state.sort;
      const direction = state.sort?.startsWith("-") ? -1 : 1;
      const head = heads.find((head) => nameOf(head) === state.sort?.replace(/^-/, ""));
      heads.forEach((one) => one.removeAttribute("aria-sort"));
      if (!head) return body.append(...lines);
      head.setAttribute("aria-sort", direction < 0 ? "descending" : "ascending");
      const cells = new Map(rows.map((row) => [row, row.cells[head.cellIndex]]));
      // Where others have findings, a nought is none.
      const isGraded = [...cells.values()].some((cell) => cell?.querySelector(".g"));
      const key = (cell) => (isGraded && !cell?.querySelector(".g") ? "" : valueOf(cell));
      const keys = new Map(rows.map((row) => [row, key(cells.get(row))]));
      body.append(...lines.filter(isGroup), ...[...rows].sort((a, b) => compare(keys.get(a), keys.get(b), direction)));
    };
    const apply = (keep = true) => {
      arrange();
      const shown = new Set(rows.filter(matches));
      rows.forEach((row) => (row.hidden = !shown.has(row)));
      let group = null;
      lines.forEach((row) => {
        if (isGroup(row)) (group = row).hidden = true;
        else if (group && shown.has(row) && !state.sort) group.hidden = false;
      });
      count.textContent = say.shown.replace("%1", shown.size).replace("%2", rows.length);
      order.value = state.sort ?? "";
      if (keep) remember();
    };

    const remember = () => {
      const kept = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
      const put = (name, value) => (value ? kept.set(prefix + name, value) : kept.delete(prefix + name));
      put("sort", state.sort);
      put("text", state.text);
      picks.forEach(([head]) => put(head.dataset.pick, state.picks.get(head)));
      history.replaceState(null, "", `#${kept}`);
    };
    // Where a count leads to the first of what it counts, those alone are shown.
    const pickAlike = () => {
      const first = lines.findIndex((row) => row.dataset.alike && row.id === location.hash.slice(1));
      const row = lines.slice(Math.max(first, 0)).find((line) => !isGroup(line));
      picks.forEach(([head, select]) => {
        const isAlike = first >= 0 && lines[first].dataset.alike.split(" ").includes(head.dataset.pick);
        select.value = isAlike ? pickOf(row.cells[head.cellIndex]) : "";
        state.picks.set(head, select.value);
      });
    };
    const recall = () => {
      if (!location.hash.includes("=")) {
        if (lines.some((row) => row.dataset.alike)) pickAlike();
        return apply(false);
      }
      const kept = new URLSearchParams(location.hash.slice(1));
      state.sort = kept.get(`${prefix}sort`);
      state.text = box.value = kept.get(`${prefix}text`) ?? "";
      picks.forEach(([head, select]) => {
        select.value = kept.get(prefix + head.dataset.pick) ?? "";
        state.picks.set(head, select.value);
      });
      apply(false);
    };
    window.addEventListener("hashchange", recall);
    recall();
  };
  document.querySelectorAll("main table").forEach(tell);
  document.querySelectorAll("table[data-list]").forEach(enhance);
})();
