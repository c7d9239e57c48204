import { formatNumber } from "@/lib/kernel/format-number";

type Effect = { likelihood: number; impact: number };

/** "likelihood by 1 and impact by 2"; empty where nothing is lowered. */
export function effectWords({ likelihood, impact }: Effect): string {
  const parts = [
    { name: "likelihood", steps: likelihood },
    { name: "impact", steps: impact },
  ].filter(({ steps }) => steps > 0);
  return parts.map(({ name, steps }) => `${name} by ${steps}`).join(" and ");
}

export function costWords(cost: number, currency: string): string {
  const figure = formatNumber(cost, { decimals: 2 });
  return currency === "" ? figure : `${figure} ${currency}`;
}

/** "today", "1 day ago", "12 days ago" */
export function ageWords(days: number): string {
  if (days === 0) {
    return "today";
  }
  return days === 1 ? "1 day ago" : `${days} days ago`;
}

/** Steps a form offers: as many as the side of the matrix has room for. */
export function stepsOf(count: number): { value: string; label: string }[] {
  return Array.from({ length: count }, (_, step) => ({
    value: String(step),
    label: step === 1 ? "1 step" : `${step === 0 ? "no" : step} ${step === 0 ? "step" : "steps"}`,
  }));
}
