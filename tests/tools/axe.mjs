// Looks for barriers with axe-core in the pages of a site, light and dark, wide and narrow, as found and with what scripts
// open on them, and prints what is wrong, a line each. Usage: node axe.mjs SITE PAGE...; TICKMARK_BROWSER names the browser.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import path from "node:path";
import { createRequire } from "node:module";

const require = createRequire(path.join(process.env.TICKMARK_TOOLS, "node", "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [site, ...pages] = process.argv.slice(2);
const problems = new Set();
const browser = await chromium.launch({
  executablePath: process.env.TICKMARK_BROWSER,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
// Colours do not depend on the width, nor anything else on the colours: each is looked at where it can differ.
const NORMS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const LOOKS = [
  ["light", 1280, { runOnly: NORMS }],
  ["dark", 1280, { runOnly: { type: "rule", values: ["color-contrast"] } }],
  ["light", 390, { runOnly: NORMS, rules: { "color-contrast": { enabled: false } } }],
];
for (const [colorScheme, width, rules] of LOOKS) {
  // The test brings a script of its own into the page, which the page's policy forbids everybody else.
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
  const page = await context.newPage();
  for (const name of pages) {
    await page.goto(pathToFileURL(path.join(site, name)).href);
    // A report has nothing to search in.
    if (name === pages[0] && await page.$("#search")) {
      await page.keyboard.press("/");
      await page.keyboard.type("audit");
      await page.waitForSelector(".found li");
    }
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number));
    if ((Math.max(...paper) < 128) !== (colorScheme === "dark")) problems.add(`${name}, ${colorScheme}: the page is rgb(${paper})`);
    await page.evaluate(axe);
    const { violations } = await page.evaluate((rules) => axe.run(rules), rules);
    for (const { id, help, nodes } of violations) {
      for (const node of nodes.slice(0, 3)) problems.add(`${name}, ${colorScheme}, ${width}: ${id}: ${help}: ${node.target} ${node.html.slice(0, 160)}`);
    }
  }
  await context.close();
}
await browser.close();
problems.forEach((problem) => console.log(problem));
process.exit(problems.size === 0 ? 0 : 1);
