import type { Economics, MoneyLine } from "@/lib/business-cases/schema";

const outlooks = ["pessimistic", "likely", "optimistic"] as const;
export type Outlook = (typeof outlooks)[number];

export type EconomicOutlook = {
  npv: Record<Outlook, number>;
  /** Years until the likely flows have paid for themselves; null when the horizon does not reach. */
  paybackYears: number | null;
  unit: string;
  /** Lines in another unit than the sums. */
  leftOut: string[];
};

const costEnd = { pessimistic: "high", likely: "likely", optimistic: "low" } as const;
const benefitEnd = { pessimistic: "low", likely: "likely", optimistic: "high" } as const;

/** Null while the rate, the horizon or a counted amount is missing. */
export function economicOutlook(economics: Economics): EconomicOutlook | null {
  const { ratePercent, horizonYears, unit } = economics;
  const counted = [...economics.costs, ...economics.benefits].filter((row) => isIn(row, unit));
  const isWhole = counted.every(
    (row) => row.low !== null && row.likely !== null && row.high !== null,
  );
  if (ratePercent === null || horizonYears === null || counted.length === 0 || !isWhole) {
    return null;
  }
  const rate = ratePercent / 100;
  const npvOf = (outlook: Outlook) =>
    cents(netPresentValue(cashFlows(economics, { outlook, horizonYears }), rate));
  const likely = cashFlows(economics, { outlook: "likely", horizonYears });
  return {
    npv: {
      pessimistic: npvOf("pessimistic"),
      likely: npvOf("likely"),
      optimistic: npvOf("optimistic"),
    },
    paybackYears: paybackYears(likely),
    unit,
    leftOut: [...economics.costs, ...economics.benefits]
      .filter((row) => !isIn(row, unit))
      .map((row) => row.label),
  };
}

/**
 * Flows at the ends of years 0 to the horizon. What is paid once is paid at the
 * start; what is gained once is gained after the first year.
 */
export function cashFlows(
  economics: Economics,
  at: { outlook: Outlook; horizonYears: number },
): number[] {
  const { unit } = economics;
  const sum = (
    rows: readonly MoneyLine[],
    rhythm: MoneyLine["rhythm"],
    end: "low" | "likely" | "high",
  ) =>
    rows
      .filter((row) => row.rhythm === rhythm && isIn(row, unit))
      .reduce((total, row) => total + (row[end] ?? 0), 0);
  const cost = costEnd[at.outlook];
  const benefit = benefitEnd[at.outlook];
  const yearly = sum(economics.benefits, "yearly", benefit) - sum(economics.costs, "yearly", cost);
  const flows = Array.from({ length: at.horizonYears + 1 }, (_, year) => (year === 0 ? 0 : yearly));
  flows[0] = 0 - sum(economics.costs, "once", cost);
  flows[1] = (flows[1] ?? 0) + sum(economics.benefits, "once", benefit);
  return flows;
}

/** Sum of flows discounted to today: flow of year t divided by (1 + rate)^t. */
export function netPresentValue(flows: readonly number[], rate: number): number {
  return flows.reduce((total, flow, year) => total + flow / (1 + rate) ** year, 0);
}

/** Undiscounted, with the last year counted in part. */
export function paybackYears(flows: readonly number[]): number | null {
  let owed = -(flows[0] ?? 0);
  if (owed <= 0) {
    return 0;
  }
  for (const [index, flow] of flows.slice(1).entries()) {
    if (flow >= owed) {
      return Math.round((index + owed / flow) * 100) / 100;
    }
    owed -= flow;
  }
  return null;
}

function isIn(row: MoneyLine, unit: string): boolean {
  return row.unit === "" || row.unit === unit;
}

function cents(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
