// Drives a Chromium for Python (tabs.py): a JSON line in ({id, tab, act, given}), one out ({id, value} or {id, error}).

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const [modules, settings] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const { executable, profile, flags } = JSON.parse(settings);
const browser = await puppeteer.launch({ executablePath: executable, userDataDir: profile, args: flags });
const tabs = new Map();
// What did not get through is what some tests are about; over plain HTTP from elsewhere one header means nothing.
const EXPECTED = /Failed to load resource|net::ERR|Cross-Origin-Opener-Policy header has been ignored/;

/** Everything that a person does, and what is asked of a page. `tab`: {page, cdp, faults}. */
const acts = {
  async version() {
    return browser.version();
  },

  /** A browser of its own: cookies and storage are no other tab's. */
  async open(_, { name, url, ...window }) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    const tab = { page, cdp: await page.createCDPSession(), faults: [] };
    tabs.set(name, tab);
    page.on("pageerror", (error) => tab.faults.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" && !EXPECTED.test(message.text())) tab.faults.push(message.text());
    });
    await page.emulateFocusedPage(true);
    await acts.look(tab, window);
    await page.goto(url);
  },

  async look({ page }, { width, height, theme, scale }) {
    if (width) await page.setViewport({ width, height, deviceScaleFactor: scale });
    if (theme) await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }, { name: "prefers-reduced-motion", value: "reduce" }]);
  },

  async go({ page }, { url }) {
    await page.goto(url);
  },

  async reload({ page }) {
    await page.reload();
  },

  async close({ page }, { name }) {
    tabs.delete(name);
    await page.browserContext().close();
  },

  /** `keys`: "Enter", "Shift+Tab". */
  async press({ page }, { keys }) {
    for (const chord of keys) {
      const held = chord.split("+");
      const key = held.pop();
      for (const modifier of held) await page.keyboard.down(modifier);
      await page.keyboard.press(key);
      for (const modifier of held.reverse()) await page.keyboard.up(modifier);
    }
  },

  async type({ page }, { text }) {
    await page.keyboard.type(text);
  },

  /** As an input method does: readings replaced as one types, then Enter, which accepts `text` and is the page's to ignore. */
  async compose({ page, cdp }, { readings, text }) {
    for (const reading of readings) await cdp.send("Input.imeSetComposition", { text: reading, selectionStart: reading.length, selectionEnd: reading.length });
    const enter = { key: "Enter", code: "Enter" };
    await cdp.send("Input.dispatchKeyEvent", { type: "rawKeyDown", windowsVirtualKeyCode: 229, ...enter });
    await cdp.send("Input.insertText", { text });
    await cdp.send("Input.dispatchKeyEvent", { type: "keyUp", windowsVirtualKeyCode: 13, ...enter });
    // Nobody's next key comes within the same turn of the page.
    await page.evaluate(() => new Promise((done) => setTimeout(done)));
  },

  async click({ page }, { selector }) {
    await page.click(selector);
  },

  async value({ page }, { script }) {
    return page.evaluate(script);
  },

  /** Asks again and again rather than once in the page: that may be on its way to another. */
  async wait({ page }, { script, seconds }) {
    const end = Date.now() + seconds * 1000;
    for (let last = "false"; ; await rest(50)) {
      const met = await page.evaluate(script).catch((error) => {
        last = error.message;
      });
      if (met) return;
      if (Date.now() > end) throw new Error(`${last} for ${seconds} seconds`);
    }
  },

  async offline({ page }, { off }) {
    await page.setOfflineMode(off);
  },

  async shot({ page }, { path }) {
    await page.screenshot({ path });
  },

  /** What axe finds, as {id, impact, help, where}. */
  async axe({ page }) {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
    return violations.map(({ id, impact, help, nodes }) => ({ id, impact, help, where: nodes.map((node) => [node.target.join(" "), node.failureSummary]) }));
  },

  async faults({ faults }) {
    return faults;
  },
};

function rest(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}

async function answer({ id, tab, act, given }) {
  try {
    return { id, value: (await acts[act](tabs.get(tab), given)) ?? null };
  } catch (error) {
    return { id, error: `${act}: ${error.message}` };
  }
}

for await (const line of createInterface({ input: process.stdin })) answer(JSON.parse(line)).then((done) => console.log(JSON.stringify(done)));
await browser.close();
