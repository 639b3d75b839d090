// Finds things in a site from file:// in Chromium with JavaScript, by keyboard, and prints what is wrong, a line each.
// Usage: node find.mjs SITE; TICKMARK_BROWSER names the browser.
import { pathToFileURL } from "node:url";
import path from "node:path";
import { createRequire } from "node:module";

const require = createRequire(path.join(process.env.TICKMARK_TOOLS, "node", "package.json"));
const { chromium } = require("playwright-core");
const [site] = process.argv.slice(2);
const problems = [];
const check = (isRight, text) => isRight || problems.push(text);
const browser = await chromium.launch({
  executablePath: process.env.TICKMARK_BROWSER,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });

/** Opens a page and counts what it loads. */
const open = async (name) => {
  const page = await context.newPage();
  page.loaded = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(`${name}: ${message.text()}`));
  page.on("pageerror", (error) => problems.push(`${name}: ${error}`));
  page.on("requestfailed", (request) => problems.push(`${name}: failed: ${request.url()}`));
  page.on("request", (request) => {
    page.loaded.push(request.url());
    check(request.url().startsWith("file:"), `${name}: asks ${request.url()}`);
  });
  const [file, place] = name.split("#");
  await page.goto(pathToFileURL(path.join(site, file)).href + (place ? `#${place}` : ""));
  return page;
};

// A list of a column's values names each once, however its rows are ordered.
for (const name of ["processes.html", "findings/index.html", "programmes/AP-2026.html"]) {
  const page = await open(name);
  for (const texts of await page.locator(".filters select").evaluateAll((all) => all.map((one) => [...one.options].map((option) => option.text)))) {
    check(new Set(texts).size === texts.length, `${name}: a list names something twice: ${texts}`);
  }
  await page.close();
}

// The search: nothing is loaded before it is asked for; a word of a statement, a typo, an umlaut, an id find their page.
{
  const page = await open("findings/index.html");
  check(!page.loaded.some((url) => url.includes("/search/")), "the index is loaded before anybody searches");
  const results = page.locator(".found li");
  const search = async (text) => {
    await page.keyboard.press("Escape");
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("/");
    await page.keyboard.type(text);
    const status = page.locator("search [role=status]");
    await page.waitForFunction(() => document.querySelector(".found[aria-busy=false]") && document.querySelector("search [role=status]").textContent);
    return { said: await status.textContent(), texts: await results.allInnerTexts() };
  };
  for (const [text, id] of [
    ["segments", "F-2025-001"],
    ["segm", "F-2025-001"],
    ["ledgre cannot restored", "F-2025-001"],
    ["legder segmants", "F-2025-001"],
    ["F-2025-001", "F-2025-001"],
    ["2025-001 major", "F-2025-001"],
    ["A.8.13", "A.8.13"],
    ["Łedger cañnot restored", "F-2025-001"],
  ]) {
    const { said, texts } = await search(text);
    check(texts.slice(0, 5).some((one) => one.startsWith(id)), `${text} finds ${texts.slice(0, 3).join(" / ")}`);
    check(/^Results: [1-9]/.test(said), `${text}: ${said} is announced`);
  }
  // A part of a word is found too, behind the words that are it or begin with it; of a short one that is too often chance.
  const marks = () => results.evaluateAll((all) => all.map((one) => [...one.querySelectorAll("mark")].map((mark) => mark.textContent)));
  for (const [part, whole] of [["paper", "newspaper"], ["count terminals", "headcount"]]) {
    await search(part);
    const at = (await marks()).findIndex((words) => words.some((word) => word.includes(whole)));
    check(at > 0, `${part} finds ${JSON.stringify(await marks())}`);
  }
  await search("ties");
  check(!(await marks()).flat().includes("identities"), `ties finds ${JSON.stringify(await marks())}`);
  const first = (await search("segments")).texts.find((text) => text.startsWith("F-2025-001"));
  check(first.includes("major") && first.includes("finding · closed"), `no grade and state: ${first}`);
  check((await page.locator(".found mark").first().innerText()) === "segments", "the word is not marked");
  check((await search("zyxwvut")).said === "Nothing was found", "nothing is not said");

  await search("ledger");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const focused = () => page.evaluate(() => document.activeElement.textContent.trim());
  const second = await page.locator(".found a").nth(1).innerText();
  check((await focused()) === second, "arrows do not walk the results");
  await page.keyboard.press("Escape");
  check((await page.evaluate(() => document.activeElement.id)) === "search", "Escape does not lead back");
  check(!(await page.locator(".found").isVisible()), "Escape does not close");
  check((await search("the")).texts.length === 10, "more than ten at first");
  await page.locator(".found button").click();
  await page.waitForFunction(() => document.querySelectorAll(".found li").length > 10);
  await search("F-2025-001");
  await Promise.all([page.waitForURL("**/findings/F-2025-001.html"), page.keyboard.press("Enter")]);
  await page.close();
}

// The key that leads to the search can be turned off, and stays off.
{
  const page = await open("laws.html");
  const leads = async (page) => {
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("/");
    return page.evaluate(() => document.activeElement.id === "search");
  };
  check(await leads(page), "/ does not lead to the search");
  await page.getByLabel("The key / leads to the search").uncheck();
  check(!(await leads(page)), "/ still leads to the search");
  const next = await open("laws.html");
  check(!(await leads(next)), "/ leads to the search again on the next page");
  await next.getByLabel("The key / leads to the search").check();
  check(await leads(next), "/ does not come back");
  await page.close();
  await next.close();
}

// The lists: sorted by a header, filtered by state and by text, and all of it kept in the address.
{
  const page = await open("findings/index.html");
  const rows = page.locator("table[data-list] tbody tr:not([hidden]):has(td)");
  const firsts = async () => (await rows.allInnerTexts()).map((text) => text.match(/F-[0-9-]+/)[0]);
  const all = await firsts();
  check(all.length > 30, `${all.length} findings`);
  const head = page.locator("table[data-list] th[data-pick=grade]");
  const button = head.locator("button");
  await button.focus();
  await page.keyboard.press("Enter");
  check((await head.getAttribute("aria-sort")) === "ascending", "aria-sort is not set");
  check(/major/.test(await rows.first().innerText()), "majors do not stand first");
  await page.keyboard.press("Enter");
  check((await head.getAttribute("aria-sort")) === "descending", "a second time does not turn the order");
  check(!/major/.test(await rows.first().innerText()), "majors still stand first");
  const name = page.locator("table[data-list] thead button").first();
  await name.click();
  const sorted = await firsts();
  check(sorted.join() === [...all].sort().join(), "ids are not in their order");
  const late = page.locator("table[data-list] th[data-name=late] button");
  await late.click();
  await late.click();
  const days = (await rows.allInnerTexts()).map((text) => Number(text.match(/(\d+) days?\s*$/)?.[1] ?? 0));
  check(days[0] > 0 && days.every((one, at) => at === 0 || days[at - 1] >= one), `late: ${days.slice(0, 5)}`);

  await page.getByLabel("State", { exact: true }).selectOption("closed");
  const closed = await rows.allInnerTexts();
  check(closed.length > 5 && closed.length < all.length && closed.every((text) => text.includes("closed")), `${closed.length} closed`);
  await page.getByRole("searchbox", { name: "Filter" }).fill("LEDGER");
  const both = await firsts();
  check(both.length > 0 && both.length < closed.length, `${both.length} closed with ledger`);
  check((await page.locator(".filters output").innerText()) === `${both.length} of ${all.length}`, "the count is not said");
  const again = await open(`findings/index.html${new URL(page.url()).hash}`);
  const kept = (await again.locator("table[data-list] tbody tr:not([hidden]):has(td)").allInnerTexts()).map((text) => text.match(/F-[0-9-]+/)[0]);
  check(kept.join() === both.join(), `the address ${page.url()} keeps ${kept}, not ${both}`);
  await page.close();
  await again.close();

  const actions = await open("actions/index.html");
  const owner = actions.getByLabel("Owner", { exact: true });
  const choice = await owner.locator("option").nth(1).getAttribute("value");
  await owner.selectOption(choice);
  const theirs = await actions.locator("table[data-list] tbody tr:not([hidden]):has(td)").allInnerTexts();
  check(theirs.length > 0 && theirs.every((text) => text.includes(choice)), `actions of ${choice}: ${theirs}`);
  await actions.close();
}

// A count on the front page leads to what it counts and to nothing else.
{
  const front = await open("index.html");
  const counts = front.locator('table.tally a[href^="findings/index.html#"]');
  const links = await counts.evaluateAll((all) => all.map((one) => [one.getAttribute("href"), Number(one.textContent)]));
  check(links.some(([href]) => href.includes("-")) && links.some(([href]) => !href.includes("-")), `counts: ${links}`);
  for (const [href, count] of links) {
    const list = await open(href);
    const shown = await list.locator("table[data-list] tbody tr:not([hidden]):has(td)").count();
    check(shown === count, `${href} shows ${shown} of ${count}`);
    await list.close();
  }
  await front.close();
}

// The menu closes by Escape and by a click elsewhere.
{
  const page = await open("index.html");
  const [menu, entry] = [page.locator("details.more summary"), page.locator("details.more li a").first()];
  await menu.click();
  check(await entry.isVisible(), "the menu does not open");
  await page.keyboard.press("Escape");
  check(!(await entry.isVisible()), "Escape does not close the menu");
  await menu.click();
  await page.locator("h1").click({ force: true });
  check(!(await entry.isVisible()), "a click elsewhere does not close the menu");
  await page.close();
}

// What has no day stands behind what has one.
{
  const page = await open("processes.html");
  const heads = await page.locator("table[data-list] thead th").allInnerTexts();
  const at = heads.findIndex((head) => head.includes("Next audit"));
  await page.locator("table[data-list] thead button").nth(at).click();
  const days = await page.locator("table[data-list] tbody tr").evaluateAll((rows, at) => rows.map((row) => row.cells[at].dataset.value), at);
  const known = days.filter((day) => day);
  check(days.every((day) => day !== undefined) && known.length > 1, `next audits: ${days}`);
  check(days.slice(0, known.length).join() === [...known].sort().join(), `next audits are sorted: ${days}`);
  await page.close();
}

await browser.close();
problems.forEach((problem) => console.log(problem));
process.exit(problems.length === 0 ? 0 : 1);
