// Prints a page of figures in a real Chromium and says what is wrong with it, a line each: more sheets than there may be, and
// tables that are broader than where they stand. Usage: node printed.mjs SITE PAGE SHEETS; TICKMARK_BROWSER names the browser.
import { pathToFileURL } from "node:url";
import path from "node:path";
import { createRequire } from "node:module";

const require = createRequire(path.join(process.env.TICKMARK_TOOLS, "node", "package.json"));
const { chromium } = require("playwright-core");
const [site, name, most] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.TICKMARK_BROWSER, args: ["--no-sandbox", "--disable-gpu"] });
// As broad as what is printed of A4.
const page = await browser.newPage({ viewport: { width: 718, height: 1000 } });
await page.emulateMedia({ media: "print" });
await page.goto(pathToFileURL(path.join(site, name)).href);
// A table that goes on in the next column is as broad as both; none of its rows is.
const problems = await page.evaluate(() =>
  [...document.querySelectorAll(".pic table")].flatMap((table) => {
    const picture = table.closest(".pic");
    const all = picture.parentElement;
    const gap = parseFloat(getComputedStyle(all).columnGap);
    const place = picture.matches(".broad") ? all.clientWidth : (all.clientWidth - gap) / 2;
    const broadest = Math.max(...[...table.rows].map((row) => row.getBoundingClientRect().width));
    return broadest > place + 1 ? [`${picture.id}: its numbers are ${Math.round(broadest - place)} px broader than their place`] : [];
  }),
);
const margin = { top: "10mm", bottom: "10mm", left: "10mm", right: "10mm" };
const printed = (await page.pdf({ format: "A4", margin })).toString("latin1");
const sheets = printed.match(/\/Type\s*\/Page\b/g).length;
if (sheets > Number(most)) problems.push(`${sheets} sheets, and there are to be ${most}`);
await browser.close();
if (problems.length > 0) {
  console.log(problems.join("\n"));
  process.exit(1);
}
