// Long lists of a page are folded on a phone alone, and no line of the navigation has one word on it; without JavaScript, in
// Chromium. Prints what is wrong, a line each. Usage: node folded.mjs SITE PAGE; TICKMARK_BROWSER names the browser.
import { pathToFileURL } from "node:url";
import path from "node:path";
import { createRequire } from "node:module";

const require = createRequire(path.join(process.env.TICKMARK_TOOLS, "node", "package.json"));
const { chromium } = require("playwright-core");
const [site, name] = process.argv.slice(2);
const problems = [];
const browser = await chromium.launch({ executablePath: process.env.TICKMARK_BROWSER, args: ["--no-sandbox", "--disable-gpu"] });
const context = await browser.newContext({ javaScriptEnabled: false });
const page = await context.newPage();
await page.goto(pathToFileURL(path.join(site, name)).href);

/** How many of the rows in folded lists are seen. */
const seen = async () => {
  const rows = await page.locator(".fold tbody tr").all();
  const are = await Promise.all(rows.map((row) => row.isVisible()));
  return [are.filter(Boolean).length, rows.length];
};
const expect = async (what, wanted) => {
  const [count, all] = await seen();
  if (all === 0 || count !== wanted(all)) problems.push(`${what}: ${count} of ${all} rows are seen`);
};
const NARROW = { width: 390, height: 800 };
const WIDE = { width: 1280, height: 900 };
const none = () => 0;
const every = (all) => all;

await page.setViewportSize(WIDE);
await expect("on a desk", every);
if (await page.locator(".fold > summary").first().isVisible()) problems.push("on a desk there is something to open");
await page.setViewportSize(NARROW);
await expect("on a phone", none);
await page.emulateMedia({ media: "print" });
await expect("printed", every);
await page.emulateMedia({ media: "screen" });
const first = page.locator(".fold").first();
await first.locator("summary").click();
const opened = await first.locator("tbody tr").count();
await expect("opened on a phone", () => opened);

for (let width = 320; width <= 1100; width += 20) {
  await page.setViewportSize({ width, height: 800 });
  const lines = new Map();
  for (const entry of await page.locator("nav .tabs a, nav summary").all()) {
    const top = Math.round((await entry.boundingBox()).y / 8);
    lines.set(top, (lines.get(top) ?? 0) + 1);
  }
  if (lines.size > 1 && [...lines.values()].at(-1) === 1) problems.push(`at ${width} the last line of the navigation has one word`);
}
await browser.close();
problems.forEach((problem) => console.log(problem));
process.exit(problems.length === 0 ? 0 : 1);
