// Opens the pages of a site from file:// in Chromium, as a reader without JavaScript would, and prints what is wrong, a
// line each. Usage: node browse.mjs SITE PAGE...; TICKMARK_BROWSER names the browser.
import { pathToFileURL } from "node:url";
import path from "node:path";
import { createRequire } from "node:module";

const require = createRequire(path.join(process.env.TICKMARK_TOOLS, "node", "package.json"));
const { chromium } = require("playwright-core");
const [site, ...pages] = process.argv.slice(2);
const problems = [];
const browser = await chromium.launch({
  executablePath: process.env.TICKMARK_BROWSER,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 390, height: 800 };
for (const [colorScheme, viewport] of [["light", WIDE], ["dark", NARROW]]) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport, colorScheme });
  for (const name of pages) {
    const page = await context.newPage();
    const say = (text) => problems.push(`${name} at ${viewport.width}, ${colorScheme}: ${text}`);
    page.on("console", (message) => message.type() === "error" && say(message.text()));
    page.on("pageerror", (error) => say(String(error)));
    page.on("requestfailed", (request) => say(`failed: ${request.url()}`));
    page.on("request", (request) => request.url().startsWith("file:") || say(`asks ${request.url()}`));
    await page.goto(pathToFileURL(path.join(site, name)).href);
    // The protocol may look at the page although the page itself runs no script.
    const session = await context.newCDPSession(page);
    const { cssContentSize } = await session.send("Page.getLayoutMetrics");
    if (cssContentSize.width > viewport.width) say(`is ${cssContentSize.width} wide, and scrolls sideways`);
    if ((await page.locator("h1").count()) !== 1) say("has not exactly one h1");
    if ((await page.locator("main").count()) !== 1) say("has no main part");
    if (!(await page.title())) say("has no title");
    await page.close();
  }
  await context.close();
}

// Following links: overview → a finding → its action → back to the overview.
const context = await browser.newContext({ javaScriptEnabled: false });
const page = await context.newPage();
await page.goto(pathToFileURL(path.join(site, "index.html")).href);
for (const link of ['main a[href^="actions/"]', 'main a[href*="findings/"]', 'main a[href*="audits/"]', 'header a[href$="index.html"]']) {
  const first = page.locator(link).first();
  if ((await first.count()) === 0) {
    problems.push(`${page.url()}: no link ${link}`);
    break;
  }
  await first.click();
}
await browser.close();
problems.forEach((problem) => console.log(problem));
process.exit(problems.length === 0 ? 0 : 1);
