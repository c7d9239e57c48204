import type { Finding } from "@/lib/gates/rules/criteria/criterion-context";
import type { CriterionResult } from "@/lib/gates/schema";

/**
 * What holds for a list of results. An empty list is not met, and neither is
 * one in which nothing applied: silence is never consent.
 */
export function allOf(results: readonly CriterionResult[]): CriterionResult["status"] {
  if (results.length === 0) {
    return "not_met";
  }
  if (results.every((result) => result.status === "not_applicable")) {
    return "not_applicable";
  }
  const open = results.filter(
    (result) => result.status !== "met" && result.status !== "not_applicable",
  );
  const isKnown = open.some((result) => result.status === "not_met");
  if (open.length === 0) {
    return "met";
  }
  return isKnown ? "not_met" : "unknown";
}

export function anyOf(results: readonly CriterionResult[]): CriterionResult["status"] {
  if (results.some((result) => result.status === "met")) {
    return "met";
  }
  const asked = results.filter((result) => result.status !== "not_applicable");
  if (results.length > 0 && asked.length === 0) {
    return "not_applicable";
  }
  return asked.some((result) => result.status === "unknown") ? "unknown" : "not_met";
}

/** An unknown source stays unknown: its opposite is not known either. */
export function notOf(result: CriterionResult): CriterionResult["status"] {
  const opposite = { met: "not_met", not_met: "met" } as const;
  return result.status === "met" || result.status === "not_met"
    ? opposite[result.status]
    : result.status;
}

export function combined(
  status: CriterionResult["status"],
  of: { name: string; parts: readonly CriterionResult[] },
): Finding {
  const { name, parts } = of;
  const open = parts.filter((part) => part.status === "not_met" || part.status === "unknown");
  const speaking = status === "met" ? parts.filter((part) => part.status === "met") : open;
  const first = open[0];
  return {
    status,
    name,
    sentence: (speaking.length > 0 ? speaking : parts).map((part) => part.sentence).join("; "),
    value: `${parts.filter((part) => part.status === "met").length} of ${parts.length}`,
    threshold: null,
    evidence: parts.flatMap((part) => part.evidence),
    href: first?.href ?? null,
    nextStep: status === "met" ? null : (first?.nextStep ?? null),
    who: first?.who ?? [],
    parts: parts.map((part) => ({
      id: part.id,
      name: part.name,
      status: part.status,
      sentence: part.sentence,
    })),
  };
}
