// The views of the experiment strip, the history and the tabs beside it.
const kinds = (page) => page.locator(".kinds button");

/** A family of five amplitudes. */
async function family(page) {
  await page.locator(".form .several").first().click();
}

export const stripViews = {
  "strip-family": family,
  "strip-drawn": async (page) => {
    await kinds(page).filter({ hasText: "✎" }).click();
    const board = page.locator(".board");
    await board.waitFor();
    await board.scrollIntoViewIfNeeded();
    const box = await board.boundingBox();
    await page.mouse.move(box.x + 0.1 * box.width, box.y + 0.8 * box.height);
    await page.mouse.down();
    for (let k = 0; k <= 20; k++)
      await page.mouse.move(box.x + (0.1 + 0.04 * k) * box.width, box.y + (0.5 - 0.35 * Math.sin(k / 3)) * box.height);
    await page.mouse.up();
  },
  "strip-zap": async (page) => {
    await kinds(page).nth(6).click();
    await page.locator("details.more > summary").click();
  },
  "strip-history": async (page) => {
    await kinds(page).nth(4).click();
    await page.waitForTimeout(300);
    await kinds(page).nth(3).click();
    await page.waitForTimeout(300);
    await page.locator(".pinned button").first().click();
    await page.locator(".card select").nth(1).selectOption("lesson");
    await page.locator(".history").scrollIntoViewIfNeeded();
  },
  "strip-frequency": async (page) => {
    await page.locator(".card select").first().selectOption("adex");
    await page.getByRole("tab").nth(2).click();
    await page.getByRole("tabpanel").locator("figure").waitFor({ timeout: 60_000 });
  },
  "strip-plane": async (page) => {
    await page.locator(".card select").first().selectOption("adex");
    await page.getByRole("textbox", { name: "start" }).fill("50 ms");
    await page.getByRole("tab").nth(1).click();
    await page.locator("button.start").waitFor();
    await page.locator(".cursor").press("Home");
  },
  "strip-brian2": async (page) => {
    await page.getByRole("tab").nth(5).click();
    await page.locator(".formats button").nth(3).click();
    await page.getByRole("tabpanel").locator("pre").waitFor();
  },
};
