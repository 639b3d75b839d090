// Opens the pages of a site in Chromium at the width of a desk, and prints each table beside another column of which a part is
// cut off, a line each. Usage: node fits.mjs SITE FOLDER; TICKMARK_BROWSER names the browser.
import { readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import path from "node:path";
import { createRequire } from "node:module";

const require = createRequire(path.join(process.env.TICKMARK_TOOLS, "node", "package.json"));
const { chromium } = require("playwright-core");
const [site, folder] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.TICKMARK_BROWSER,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
let cut = 0;
const names = readdirSync(path.join(site, folder)).filter((name) => name.endsWith(".html") && name !== "index.html");
for (const name of names) {
  await page.goto(pathToFileURL(path.join(site, folder, name)).href);
  const wide = await page.locator(".two .scroll").evaluateAll((all) => all.map((one) => one.scrollWidth - one.clientWidth).filter((over) => over > 1));
  wide.forEach((over) => console.log(`${name}: ${over} pixels are cut off`));
  cut += wide.length;
}
await browser.close();
process.exit(cut === 0 && names.length > 20 ? 0 : 1);
