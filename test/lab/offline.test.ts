import { afterAll, expect } from "vitest";
import { simulate } from "../../src/index.ts";
import { address, changedFrom, documentOf, fingerprintOf, mistakes, openLab, test } from "./page.ts";

afterAll(() => expect(mistakes).toEqual([]));

test("after the first visit the lab opens, runs and opens its parts without a network", async () => {
  const page = await openLab("", { serviceWorkers: "allow" });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.context().setOffline(true);
  await page.reload();
  const first = await fingerprintOf(page);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await page.getByLabel("Neuron model").selectOption("adex");
  await changedFrom(page, first);
  await page.getByRole("tab", { name: "Phase plane" }).click();
  await page.getByRole("tabpanel").locator("figure").waitFor();
  const { fingerprint } = simulate((await documentOf(page)) as never);
  await expect.poll(() => fingerprintOf(page)).toBe(fingerprint);
  expect(await page.locator(".katex").count()).toBeGreaterThan(0);
});

test("the build before is thrown away when a newer one takes over", async () => {
  const page = await openLab("", { serviceWorkers: "allow" });
  await page.evaluate(async () => {
    await caches.open("rheobase-lab-0000000000000000");
    await caches.open("of-somebody-else");
  });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect
    .poll(() =>
      page.evaluate(() =>
        caches
          .keys()
          .then((names) =>
            names.map((name) => name.replace(/[0-9a-f]{16}/, (hash) => (/^0+$/.test(hash) ? "old" : "new"))).sort(),
          ),
      ),
    )
    .toEqual(["of-somebody-else", "rheobase-lab-new"]);
});

test("the page can be installed: a manifest with icons that are there", async () => {
  const page = await openLab("", { serviceWorkers: "allow" });
  const found = await page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="manifest"]')!;
    const manifest = (await (await fetch(link.href)).json()) as {
      name: string;
      icons: { src: string; sizes: string }[];
    };
    const sizes = manifest.icons.map(async ({ src, sizes }) => {
      const image = new Image();
      image.src = new URL(src, link.href).href;
      await image.decode();
      return sizes === "any" || sizes === `${image.naturalWidth}x${image.naturalHeight}`;
    });
    return { name: manifest.name, sizes: await Promise.all(sizes) };
  });
  expect(found).toEqual({ name: "rheobase lab", sizes: [true, true, true, true] });
  expect(new URL(address).hostname).toBe("localhost");
});
