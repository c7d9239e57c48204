import type { MatrixDrawing } from "@/lib/risks/schema/matrix";

type Steps = MatrixDrawing["impacts"];

const likelihoods = [
  { label: "Rare", meaning: "Hardly thinkable while the project lasts." },
  { label: "Unlikely", meaning: "Has happened elsewhere; nothing here points to it." },
  { label: "Possible", meaning: "May well happen once while the project lasts." },
  { label: "Likely", meaning: "Expected to happen unless something is done." },
  { label: "Almost certain", meaning: "Happens already, or will at the next occasion." },
  { label: "Happening", meaning: "It is going on now." },
] satisfies Steps;

const impacts = [
  { label: "Negligible", meaning: "Noticed by the team alone; mended in passing." },
  { label: "Minor", meaning: "Costs days; no goal and no customer is touched." },
  { label: "Moderate", meaning: "A goal slips or a group is served worse for a while." },
  { label: "Major", meaning: "A goal is missed, or people or money come to harm." },
  { label: "Severe", meaning: "The project fails, the law is broken, or the harm lasts." },
  { label: "Beyond repair", meaning: "Harm to people that nothing makes good." },
] satisfies Steps;

const levels = [
  {
    label: "Minimal",
    meaning: "Watched in passing.",
    reviewEveryDays: 180,
    acceptedBy: ["lead", "risk_reviewer", "sponsor"],
    acceptedForDays: 365,
  },
  {
    label: "Low",
    meaning: "Looked at with the register.",
    reviewEveryDays: 120,
    acceptedBy: ["lead", "risk_reviewer", "sponsor"],
    acceptedForDays: 365,
  },
  {
    label: "Moderate",
    meaning: "Has an owner who acts.",
    reviewEveryDays: 90,
    acceptedBy: ["lead", "risk_reviewer", "sponsor"],
    acceptedForDays: 180,
  },
  {
    label: "High",
    meaning: "Treated with a date, and seen by the risk reviewer.",
    reviewEveryDays: 30,
    acceptedBy: ["risk_reviewer", "sponsor"],
    acceptedForDays: 180,
  },
  {
    label: "Critical",
    meaning: "Holds the project until it is treated.",
    reviewEveryDays: 14,
    acceptedBy: ["risk_reviewer", "sponsor"],
    acceptedForDays: 90,
  },
] satisfies MatrixDrawing["levels"];

/** Likelihood times impact as a share of the largest: where one level ends and the next begins. */
const bands = [3 / 25, 6 / 25, 9 / 25, 14 / 25] as const;
const appetite = 14 / 25;

const cellTolerance = 1e-9;

/**
 * A matrix of any size to begin from: levels by likelihood times impact, the
 * appetite between High and Critical. Five by five is what a workspace starts with.
 */
export function plainMatrix({ rows, columns }: { rows: number; columns: number }): MatrixDrawing {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  const shareOf = (likelihood: number, impact: number) => (likelihood * impact) / (rows * columns);
  return {
    likelihoods: likelihoods.slice(0, rows),
    impacts: impacts.slice(0, columns),
    levels,
    grid: numbers(rows).flatMap((likelihood) =>
      numbers(columns).map((impact) => levelOfShare(shareOf(likelihood, impact))),
    ),
    within: numbers(rows).map(
      (likelihood) =>
        numbers(columns).filter((impact) => shareOf(likelihood, impact) <= appetite + cellTolerance)
          .length,
    ),
  };
}

function levelOfShare(share: number): number {
  return 1 + bands.filter((end) => share > end + cellTolerance).length;
}
