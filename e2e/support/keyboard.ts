import { expect, type Locator, type Page } from "@playwright/test";

const STEPS_MAX = 150;

type Standing = { name: string; hasRing: boolean; isInSight: boolean };

/** Where the keyboard is, and whether somebody who only sees the page can tell. */
function standing(page: Page): Promise<Standing> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) {
      return { name: "nothing", hasRing: true, isInSight: true };
    }
    const name = `${element.tagName} ${(element.textContent ?? "").trim().slice(0, 40)} ${element.id}`;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    const hasOutline = outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0;
    const { top, bottom, left, right, height } = element.getBoundingClientRect();
    const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
    const y = Math.min(Math.max(top + Math.min(height / 2, 20), 0), innerHeight - 1);
    const above = document.elementFromPoint(x, y);
    const isOpen = above !== null && (element.contains(above) || above.contains(element));
    const isLabelled = above?.closest("label")?.contains(element) === true;
    return {
      name,
      hasRing: hasOutline || boxShadow !== "none",
      isInSight: bottom > 0 && top < innerHeight && (isOpen || isLabelled),
    };
  });
}

/** Tab by Tab to one control; every stop on the way shows where it is and is not covered. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < STEPS_MAX; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press("Tab");
    const { name, hasRing, isInSight } = await standing(page);
    expect(hasRing, `a ring around ${name}`).toBe(true);
    expect(isInSight, `${name} in sight`).toBe(true);
  }
  throw new Error(`${STEPS_MAX} times Tab did not lead to ${target}.`);
}

export async function press(page: Page, target: Locator, key = "Enter"): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

export async function type(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.type(text);
}
