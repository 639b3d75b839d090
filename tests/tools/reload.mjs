// Opens a page of `tickmark site --serve` in Chromium, changes its record, a template and the record once more, and prints
// what is wrong, a line each. Usage: node reload.mjs ADDRESS ROOT; TICKMARK_BROWSER names the browser.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

const require = createRequire(path.join(process.env.TICKMARK_TOOLS, "node", "package.json"));
const { chromium } = require("playwright-core");
const [address, root] = process.argv.slice(2);
const problems = [];
const check = (isRight, text) => isRight || problems.push(text);
const browser = await chromium.launch({
  executablePath: process.env.TICKMARK_BROWSER,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage({ viewport: { width: 800, height: 300 } });
page.setDefaultTimeout(30_000);
page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(message.text()));
page.on("pageerror", (error) => problems.push(String(error)));
page.on("request", (request) => check(request.url().startsWith(address), `asks ${request.url()}`));
let loads = 0;
page.on("load", () => loads++);

/** Writes a file in one step: no build sees half of it. */
const put = (file, text) => {
  mkdirSync(path.dirname(file), { recursive: true });
  const beside = path.join(path.dirname(file), `.${path.basename(file)}`);
  writeFileSync(beside, text);
  renameSync(beside, file);
};
const record = path.join(root, "findings/2026/F-2026-001.yaml");
const write = (title) => put(record, readFileSync(record, "utf8").replace(/^title: .*$/m, `title: ${title}`));
const heading = (text) => page.locator("h1", { hasText: text }).waitFor();
const bar = page.locator("tickmark-trouble");

await page.goto(`${address}/findings/F-2026-001.html`);
await page.evaluate(() => scrollTo(0, 120));
write("The lamp is out");
await heading("The lamp is out");
// The browser scrolls once the page is laid out again.
await page.waitForFunction(() => scrollY === 120).catch(async () => problems.push(`scrolled to ${await page.evaluate("scrollY")}`));
check(loads === 2, `loaded ${loads} times`);
check((await bar.count()) === 0, "a bar without trouble");

const template = path.join(root, "site/templates/finding.html");
put(template, "{{ '<img src=x onerror=alert(1)>' | nonsense }}");
await bar.waitFor();
check(/last site that could be built.*finding\.html/s.test(await bar.locator("p").innerText()), await bar.innerText());
check((await bar.getAttribute("role")) === "status", "the bar is not announced");
check((await bar.locator("img").count()) === 0, "the trouble is read as HTML");
check((await page.locator("h1").innerText()).includes("The lamp is out"), "the last site is gone");
check(loads === 2, "the page reloaded for a site that was not built");
const box = await bar.boundingBox();
check(box && box.y + box.height === 300 && box.height < 200, `the bar is at ${JSON.stringify(box)}`);
await bar.getByRole("button", { name: "Close" }).click();
check((await bar.count()) === 0, "the bar does not close");

rmSync(template);
write("The lamp is lit");
await heading("The lamp is lit");
check(loads === 3, `loaded ${loads} times`);

// The search and the lists still work.
await page.goto(`${address}/findings/`);
await page.keyboard.press("/");
await page.keyboard.type("lit");
await page.locator(".found li").first().waitFor();

// Where nobody answers any more, the page says that it may be old.
page.removeAllListeners("console");
await page.route(/\/\.tickmark\/events/, (route) => route.abort());
await page.goto(`${address}/findings/F-2026-001.html`);
await bar.waitFor();
check(/may be out of date/.test(await bar.locator("p").innerText()), await bar.innerText());

await browser.close();
problems.forEach((problem) => console.log(problem));
process.exit(problems.length === 0 ? 0 : 1);
