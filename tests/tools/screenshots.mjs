// Makes the pictures of docs/img from the demo on its day: the front page, a finding and a comparison of cycles, for a desk and
// for a phone. Usage: node screenshots.mjs [TICKMARK]; TICKMARK_TOOLS and TICKMARK_BROWSER as tests/run.sh sets them.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";
import path from "node:path";
import { createRequire } from "node:module";

const require = createRequire(path.join(process.env.TICKMARK_TOOLS, "node", "package.json"));
const { chromium } = require("playwright-core");
const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const tickmark = path.resolve(process.argv[2] ?? path.join(top, "target/debug/tickmark"));
const DAY = "2026-11-01";
const PAGES = { overview: "index.html", finding: "findings/F-2025-001.html", comparison: "comparisons/AP-2025..AP-2026.html" };
const SIZES = { desktop: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } };

const folder = mkdtempSync(path.join(tmpdir(), "tickmark-"));
const run = (...all) => execFileSync(tickmark, all, { stdio: ["ignore", "ignore", "inherit"] });
run("demo", path.join(folder, "demo"));
run("-C", path.join(folder, "demo"), "site", "--as-of", DAY, "--audience", "management", "-o", path.join(folder, "site"));

const browser = await chromium.launch({
  executablePath: process.env.TICKMARK_BROWSER,
  args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb", "--font-render-hinting=none"],
});
for (const [size, viewport] of Object.entries(SIZES)) {
  const context = await browser.newContext({ viewport, colorScheme: "light", reducedMotion: "reduce" });
  const page = await context.newPage();
  for (const [name, file] of Object.entries(PAGES)) {
    await page.goto(pathToFileURL(path.join(folder, "site", file)).href);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: path.join(top, "docs/img", size === "desktop" ? `${name}.png` : `${name}-${size}.png`) });
  }
  await context.close();
}
await browser.close();
rmSync(folder, { recursive: true });
