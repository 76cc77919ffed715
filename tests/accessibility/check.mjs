// Opens briefs in Chromium and lets axe look for violations of WCAG 2.2 AA and of good practice:
// `node check.mjs brief.html …`. Exit code 1 where there is one. Also checked: that the page asks for
// nothing outside itself, and that it does not scroll sideways at 200 % zoom.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const widths = { desktop: 1280, "200 % zoom": 640, phone: 390 };

function browser() {
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    try {
      return execFileSync("which", [name], { encoding: "utf8" }).trim();
    } catch {
      // the next name
    }
  }
  throw new Error("no Chromium found");
}

async function violations(page) {
  await page.evaluate(axe);
  return page.evaluate((tags) => axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), tags);
}

const chromium = await puppeteer.launch({ executablePath: browser(), args: ["--no-sandbox", "--disable-gpu"] });
let failures = 0;
for (const file of process.argv.slice(2)) {
  const page = await chromium.newPage();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.setBypassCSP(true);
  for (const [name, width] of Object.entries(widths)) {
    await page.setViewport({ width, height: 900 });
    await page.goto(pathToFileURL(file).href);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    const result = await violations(page);
    for (const violation of result.violations) {
      failures += violation.nodes.length;
      console.log(`${file} (${name}): ${violation.id}: ${violation.help}, ${violation.nodes.length} places`);
      violation.nodes.slice(0, 3).forEach((node) => console.log(`    ${node.html.slice(0, 160)}`));
    }
    if (wide > 1) {
      failures += 1;
      console.log(`${file} (${name}): scrolls sideways by ${wide} px`);
    }
    console.log(`${file} (${name}): ${result.violations.length} violations`);
  }
  const foreign = requests.filter((url) => !url.startsWith("file:") && !url.startsWith("data:"));
  foreign.forEach((url) => console.log(`${file}: asks for ${url}`));
  failures += foreign.length;
  await page.close();
}
await chromium.close();
process.exit(failures === 0 ? 0 : 1);
