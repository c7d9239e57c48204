import { daysOfPeriod } from "@/lib/playbooks/rules/periods";

const DAY_MS = 86_400_000;

/** End of the last day on which a pass holds, from a period such as P180D, P26W, P6M or P1Y. */
export function endOfPass(passedAt: Date, period: string | null): Date | null {
  const match = /^P(\d{1,4})([DWMY])$/.exec(period ?? "");
  if (match === null) {
    return null;
  }
  const count = Number(match[1]);
  const end = new Date(passedAt);
  switch (match[2]) {
    case "D":
      end.setUTCDate(end.getUTCDate() + count);
      break;
    case "W":
      end.setUTCDate(end.getUTCDate() + 7 * count);
      break;
    case "M":
      end.setUTCMonth(end.getUTCMonth() + count);
      break;
    default:
      end.setUTCFullYear(end.getUTCFullYear() + count);
  }
  return end;
}

/** When the round that renews a pass opens by itself; null for a pass that is not renewed. */
export function startOfRenewal(expiresAt: Date | null, renewal: string | undefined): Date | null {
  const lead = renewal === undefined ? 0 : daysOfPeriod(renewal) * DAY_MS;
  return expiresAt === null || lead === 0 ? null : new Date(expiresAt.getTime() - lead);
}

/** The end of a pass and the start of its renewal, as they are kept with the gate. */
export function passFrom(
  passedAt: Date,
  policy: { expires: string | null; renewal?: string | undefined },
): { passedAt: Date; expiresAt: Date | null; renewsAt: Date | null } {
  const expiresAt = endOfPass(passedAt, policy.expires);
  return { passedAt, expiresAt, renewsAt: startOfRenewal(expiresAt, policy.renewal) };
}
