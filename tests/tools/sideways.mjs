// Opens the lists and registers of a site in Chromium, and the pages that are named, with all that is folded open, and prints
// what scrolls sideways, a line each: no page may, and no table where there is room for a row, which is from 640 pixels on. And what
// explains a sign is in one piece everywhere.
// Usage: node sideways.mjs SITE PAGE...; TICKMARK_BROWSER names the browser.
import { readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import path from "node:path";
import { createRequire } from "node:module";

const require = createRequire(path.join(process.env.TICKMARK_TOOLS, "node", "package.json"));
const { chromium } = require("playwright-core");
const [site, ...named] = process.argv.slice(2);
const isList = (name) => name.endsWith(".html") && (!name.includes(path.sep) || path.basename(name) === "index.html");
const pages = [...new Set([...readdirSync(site, { recursive: true }).filter(isList), ...named])].sort();
const browser = await chromium.launch({
  executablePath: process.env.TICKMARK_BROWSER,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage();
let wrong = 0;
for (const name of pages) {
  await page.goto(pathToFileURL(path.join(site, name)).href);
  await page.evaluate(() => document.querySelectorAll("main details").forEach((one) => (one.open = true)));
  for (const width of [1280, 1024, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const [whole, torn, tables] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      [...document.querySelectorAll(".key")].filter((one) => one.getClientRects().length > 1).map((one) => one.textContent.trim()),
      [...document.querySelectorAll("main .scroll")].map((one) => one.scrollWidth - one.clientWidth).filter((over) => over > 1),
    ]);
    const found = width < 640 ? [] : tables.map((over) => `${over} pixels of a table are cut off`);
    if (whole > width) found.push(`it is ${whole} wide`);
    found.push(...torn.map((text) => `"${text}" is torn over two lines`));
    found.forEach((text) => console.log(`${name} at ${width}: ${text}`));
    wrong += found.length;
  }
}
await browser.close();
process.exit(wrong === 0 && pages.length > 20 ? 0 : 1);
