import { deflateSync, strToU8 } from "fflate";
import { afterAll, expect } from "vitest";
import { address, blankLab, fingerprintOf, mistakes, openLab, test } from "./page.ts";

afterAll(() => expect(mistakes).toEqual([]));

/** A link that holds this text. */
function linkWith(text: string): string {
  return `#v1.${Buffer.from(deflateSync(strToU8(text), { level: 9 })).toString("base64url")}`;
}

const lif = { model: "lif", duration: "1 ms" };
const markup = "<img src=x onerror=alert(1)>";
const parameters = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, k) => [`p${k}`, "1 mV"]));
const states = (count: number) => Array.from({ length: count }, (_, k) => `dx${k}/dt = -x${k}/(1*ms) : 1`).join("\n");
const own = (model: object) => ({ model, duration: "1 ms" });

const hostile: readonly (readonly [string, string, string])[] = [
  ["letters that are no link", "#v1.%3Cscript%3E", "no experiment"],
  ["bytes that are not deflated", "#v1.AAAA", "no experiment"],
  ["a text that is no JSON", linkWith(markup), "no experiment"],
  ["a link of a quarter of a megabyte", `#v1.${"A".repeat(250_000)}`, "too long"],
  ["a text that unfolds to a hundred times as much", linkWith(`{"model": "${"A".repeat(3_000_000)}"}`), "too long"],
  ["a model with markup in its name", linkWith(JSON.stringify({ ...lif, model: markup })), "refused"],
  ["markup for a key", linkWith(JSON.stringify({ ...lif, [markup]: 1 })), "refused"],
  ["markup in equations", linkWith(JSON.stringify(own({ equations: `d${markup}/dt = 1/ms : 1` }))), "refused"],
  [
    "a key that is a prototype",
    linkWith('{"model": "lif", "duration": "1 ms", "parameters": {"__proto__": 1}}'),
    "refused",
  ],
  ["a document whose prototype is given", linkWith('{"__proto__": {"model": "lif"}, "duration": "1 ms"}'), "refused"],
  ["an unknown key", linkWith(JSON.stringify({ ...lif, script: "alert(1)" })), "refused"],
  ["a list in the place of a document", linkWith("[]"), "refused"],
  [
    "equations that do not agree in units",
    linkWith(JSON.stringify(own({ equations: "dv/dt = -v : volt" }))),
    "refused",
  ],
  ["400,000 lists inside each other", linkWith("[".repeat(400_000) + "]".repeat(400_000)), "nested"],
  [
    "an equation with 100,000 brackets",
    linkWith(JSON.stringify(own({ equations: `dv/dt = ${"(".repeat(1e5)}v${")".repeat(1e5)}/ms : 1` }))),
    "too many parts",
  ],
  [
    "10^12 neurons on one axis",
    linkWith(JSON.stringify({ ...lif, parameters: { R: { from: "1 MOhm", to: "2 MOhm", count: 1e12 } } })),
    "at most 10^7",
  ],
  [
    "10^12 neurons on two axes",
    linkWith(
      JSON.stringify({
        ...lif,
        parameters: {
          R: { from: "1 MOhm", to: "2 MOhm", count: 1e6 },
          tau_m: { from: "1 ms", to: "2 ms", count: 1e6 },
        },
      }),
    ),
    "1000000000000 members",
  ],
  [
    "20,000 parameters",
    linkWith(JSON.stringify(own({ equations: "dv/dt = -v/(8*ms) : volt", parameters: parameters(20_000) }))),
    "refused",
  ],
  ["500 variables", linkWith(JSON.stringify(own({ equations: states(500) }))), "at most 60"],
  ["10^16 steps", linkWith(JSON.stringify({ ...lif, duration: "1e9 s", dt: "0.0001 ms" })), "1.00e+16 steps"],
];

test.each(hostile)("%s: a message, the first example, and nothing else", async (_, link, message) => {
  const page = await blankLab();
  await page.goto(`${address}${link}`);
  const refusal = page.locator(".refusal");
  await refusal.waitFor();
  expect(await refusal.innerText()).toContain(message);
  expect(await fingerprintOf(page)).not.toBe("");
  expect(await page.locator("main img, main script").count()).toBe(0);
  expect(await page.getByLabel("Neuron model").inputValue()).toBe("lif");
  await page.context().close();
});

test("a link of 10 MB that comes into an open lab changes nothing", async () => {
  const page = await openLab();
  const before = await fingerprintOf(page);
  await page.evaluate(() => {
    location.hash = `v1.${"A".repeat(1_500_000)}`;
  });
  await expect.poll(() => page.locator(".refusal").innerText()).toContain("too long");
  // Chromium itself takes no address of more than 2 MB, and says so in its console.
  await page.evaluate(() => {
    try {
      location.hash = `v1.${"A".repeat(10_000_000)}`;
    } catch {
      return;
    }
  });
  expect(await fingerprintOf(page)).toBe(before);
});

test("a document in a file is held to the same: nested, or too many controls", async () => {
  const page = await openLab();
  const before = await fingerprintOf(page);
  const chooser = page.locator('input[type="file"]').first();
  const give = (text: string) =>
    chooser.setInputFiles({ name: "hostile.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await give("[".repeat(1_000_000) + "]".repeat(1_000_000));
  await expect.poll(() => page.locator(".refusal").innerText()).toContain("nested");
  const input = Array.from({ length: 1000 }, () => ({ stimulus: "constant", amplitude: "1 nA" }));
  await give(JSON.stringify({ ...lif, input }));
  await expect.poll(() => page.locator(".refusal").innerText()).toContain("1000 stimuli");
  expect(await fingerprintOf(page)).toBe(before);
});
