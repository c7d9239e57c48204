const NARROW_SPACE = "\u202f";
const MINUS = "\u2212";

/**
 * A figure as people read it: narrow no-break spaces between thousands, a
 * point before decimals, a true minus. `decimals` is the most that are shown.
 */
export function formatNumber(value: number, { decimals = 6 }: { decimals?: number } = {}): string {
  return new Intl.NumberFormat("en", { maximumFractionDigits: decimals, signDisplay: "negative" })
    .format(value)
    .replaceAll(",", NARROW_SPACE)
    .replace("-", MINUS);
}
