import type { KnowledgeStrength } from "@/lib/risks/schema";
import type { Matrix } from "@/lib/risks/schema/matrix";

type Scale = Pick<Matrix, "likelihoods" | "impacts">;
type Side = "likelihood" | "impact";

/** What has been answered of one risk, not recorded yet. */
export type Answer = {
  /** Nobody says this in advance for the people in the meeting. */
  isStillTrue: "yes" | "no" | "";
  likelihood: number;
  impact: number;
  knowledge: KnowledgeStrength;
  note: string;
  evidenceId: string;
  /** Which side the next digit sets. */
  awaits: Side;
};

type Rated = { current: { likelihood: number; impact: number }; knowledge: KnowledgeStrength };

/** The level stands as it is until somebody says otherwise. */
export function firstAnswer({ current, knowledge }: Rated): Answer {
  const { likelihood, impact } = current;
  return {
    isStillTrue: "",
    likelihood,
    impact,
    knowledge,
    note: "",
    evidenceId: "",
    awaits: "likelihood",
  };
}

const strengths = ["weak", "moderate", "strong"] as const;
const strengthWords = { weak: "weak", moderate: "moderate", strong: "strong" } as const;

export type Heard = {
  answer: Answer;
  /** For those who listen. */
  said: string;
};

function stepsOf(matrix: Scale, side: Side): Matrix["impacts"] {
  return side === "likelihood" ? matrix.likelihoods : matrix.impacts;
}

/** The first digit is the likelihood, the second the impact, and so on in turn. */
function withDigit(matrix: Scale, answer: Answer, digit: number): Heard {
  const side = answer.awaits;
  const steps = stepsOf(matrix, side);
  const step = steps[digit - 1];
  if (step === undefined) {
    return { answer, said: `The matrix has ${steps.length} steps of ${side}.` };
  }
  const awaits = side === "likelihood" ? "impact" : "likelihood";
  return {
    answer: { ...answer, [side]: digit, awaits },
    said: `${side === "likelihood" ? "Likelihood" : "Impact"} ${digit}, ${step.label}. The next digit is the ${awaits}.`,
  };
}

function withNextStrength(answer: Answer): Heard {
  const at = strengths.indexOf(answer.knowledge);
  const knowledge = strengths[(at + 1) % strengths.length] ?? "moderate";
  return { answer: { ...answer, knowledge }, said: `Knowledge: ${strengthWords[knowledge]}.` };
}

/** What a key answers, or null where it answers nothing. */
export function answerAfter(matrix: Scale, answer: Answer, key: string): Heard | null {
  if (/^[0-9]$/.test(key)) {
    return answer.isStillTrue === "no"
      ? { answer, said: "A risk that is not true any more gets no level." }
      : withDigit(matrix, answer, Number(key));
  }
  switch (key) {
    case "y":
      return { answer: { ...answer, isStillTrue: "yes" }, said: "Still true." };
    case "n":
      return {
        answer: { ...answer, isStillTrue: "no" },
        said: "Not true any more: say why, and the risk is closed with that.",
      };
    case "s":
      return withNextStrength(answer);
    case "Backspace":
      return {
        answer: { ...answer, awaits: "likelihood" },
        said: "The next digit is the likelihood.",
      };
    default:
      return null;
  }
}

/** Whether anything was said that would be lost. */
export function isTouched(answer: Answer, risk: Rated): boolean {
  const { awaits: _, ...said } = answer;
  const { awaits: __, ...first } = firstAnswer(risk);
  return JSON.stringify(said) !== JSON.stringify(first);
}

const within = (step: number, steps: number) => Math.min(Math.max(1, Math.round(step) || 1), steps);

/** An answer from before, in the matrix of today. */
export function fitted(matrix: Scale, answer: Answer): Answer {
  return {
    ...answer,
    likelihood: within(answer.likelihood, matrix.likelihoods.length),
    impact: within(answer.impact, matrix.impacts.length),
  };
}
