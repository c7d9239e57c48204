const daysOfUnit: Readonly<Record<string, number>> = { D: 1, W: 7, M: 30, Y: 365 };

/** About how many days a period like P14D, P2W, P6M or P1Y is; good for comparing and for lead times. */
export function daysOfPeriod(period: string): number {
  const match = /^P(\d{1,4})([DWMY])$/.exec(period);
  return Number(match?.[1] ?? 0) * (daysOfUnit[match?.[2] ?? "D"] ?? 1);
}
