// Opens pages in the installed Chromium and prints, as JSON, what tests ask: node look.mjs CHROMIUM FILE
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [executablePath, file] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf-8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

async function opened(options, media = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("dialog", (dialog) => (said.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on("request", (request) => request.url().startsWith("file:") || said.push(`request: ${request.url()}`));
  await page.emulateMedia(media);
  await page.goto(`file://${file}`);
  return { page, said, close: () => context.close() };
}

async function violations(media, width, open) {
  const { page, said, close } = await opened({ viewport: { width, height: 900 } }, media);
  if (open) await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
  await page.evaluate(axe);
  const found = await page.evaluate((values) => axe.run({ runOnly: { type: "tag", values } }), rules);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const covering = await page.evaluate(() =>
    [...document.querySelectorAll("td .pill")]
      .filter((pill) => pill.getBoundingClientRect().right > pill.closest("td").getBoundingClientRect().right)
      .map((pill) => pill.textContent),
  );
  await close();
  const told = found.violations.map((v) => `${v.id} x${v.nodes.length}: ${v.nodes[0].html.slice(0, 200)} ${v.nodes[0].failureSummary}`);
  return { violations: told, rules: found.passes.length, wide, covering, said };
}

async function withoutScript() {
  const { page, said, close } = await opened({ javaScriptEnabled: false });
  const rows = () => page.locator("tbody.s-verified:visible").count();
  const before = await rows();
  const only = page.locator("#only-new");
  let fresh = null;
  if (await only.count()) {
    const all = () => page.locator(".main > tbody:visible").count();
    fresh = { before: await all() };
    await only.check();
    fresh.after = await all();
    await only.uncheck();
  }
  const text = await page.locator("body").innerText();
  await page.locator("#show-verified").focus();
  await page.keyboard.press("Space");
  const after = await rows();
  const target = await page.locator("tbody.s-verified").first().getAttribute("id");
  await page.goto(`file://${file}#${target}`);
  await page.locator("#show-verified").uncheck();
  const linked = await page.locator(`tbody[id="${target}"]`).isVisible();
  await close();
  return { before, after, linked, text, said, new: fresh };
}

async function printed() {
  const { page, close } = await opened({}, { media: "print" });
  const open = await page.locator("details > :not(summary)").evaluateAll((all) => all.every((e) => e.getBoundingClientRect().height > 0 || !e.textContent.trim()));
  const filters = await page.locator(".filter").isVisible();
  const size = (await page.pdf()).length;
  await close();
  return { open, filters, size };
}

async function keyboard() {
  const { page, close } = await opened({});
  const seen = [];
  for (let at = 0; at < 12; at++) {
    await page.keyboard.press("Tab");
    seen.push(await page.evaluate(() => {
      const e = document.activeElement;
      return { tag: e.tagName, text: (e.textContent || e.id).trim().slice(0, 40), ring: getComputedStyle(e).outlineStyle, href: e.getAttribute("href") };
    }));
  }
  await close();
  return seen;
}

async function timing() {
  const { page, close } = await opened({});
  const seconds = await page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const [load] = performance.getEntriesByType("navigation");
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    return { load: load.loadEventEnd / 1000, paint: paint.startTime / 1000, drawn: performance.now() / 1000 };
  });
  const started = performance.now();
  await page.locator("#show-quiet").uncheck();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await close();
  return { ...seconds, filter: (performance.now() - started) / 1000 };
}

const out = { axe: {} };
if (process.argv[4] === "timing") out.timing = await timing();
else {
  for (const [name, media, width] of [
    ["light", { colorScheme: "light" }, 1280],
    ["dark", { colorScheme: "dark" }, 1280],
    ["print", { media: "print" }, 800],
    ["narrow", { colorScheme: "light" }, 360],
  ]) out.axe[name] = await violations(media, width, true);
  out.axe["as it opens"] = await violations({ colorScheme: "light" }, 1280, false);
  if (await (async () => readFileSync(file, "utf-8").includes('id="show-verified"'))()) out.withoutScript = await withoutScript();
  out.printed = await printed();
  out.keyboard = await keyboard();
}
await browser.close();
console.log(JSON.stringify(out));
