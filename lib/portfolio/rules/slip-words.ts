const MINUS = "\u2212";

/** "+9 d", "−2 d", "0 d". */
export function slipWords(days: number): string {
  if (days === 0) {
    return "0 d";
  }
  return days > 0 ? `+${days} d` : `${MINUS}${-days} d`;
}

/** A long weekend is no slip: from here on a project counts as off its plan. */
export const OFF_PLAN_DAYS = 4;

const BADLY_OFF_PLAN_DAYS = 21;

/** How loudly a slip is printed: off plan is a warning, three weeks of it a failure. */
export function slipTone(days: number): "idle" | "warn" | "bad" {
  if (days < OFF_PLAN_DAYS) {
    return "idle";
  }
  return days < BADLY_OFF_PLAN_DAYS ? "warn" : "bad";
}

/** "9 days late", "2 days early", "on plan": for people who hear the page. */
export function slipSentence(days: number): string {
  if (days === 0) {
    return "on plan";
  }
  const size = Math.abs(days);
  return `${size} ${size === 1 ? "day" : "days"} ${days > 0 ? "late" : "early"}`;
}
