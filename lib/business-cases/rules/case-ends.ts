import { standingOfAssumptions } from "@/lib/business-cases/rules/assumption-standing";
import { type CaseLife, leadsOf, membersNamed, rowsOf } from "@/lib/business-cases/rules/case-life";
import { labelOfCheckpoint } from "@/lib/business-cases/rules/checkpoints";
import { dayInWords } from "@/lib/kernel/calendar";

/** Something whose day passed without the act it was set for, and who is to act now. */
export type CaseEnd = { key: string; sentence: string; because: string; userIds: string[] };

/** Nothing is promised before a first version. Follows from the stored rows and the day alone; `endsNoted` keeps what people were told already. */
export function newEndsOf(life: CaseLife, today: string): CaseEnd[] {
  if (life.latestNumber === null) {
    return [];
  }
  const noted = new Set(life.endsNoted);
  return [...assumptionEnds(life, today), ...readingEnds(life, today)].filter(
    ({ key }) => !noted.has(key),
  );
}

function assumptionEnds(life: CaseLife, today: string): CaseEnd[] {
  const { current, reviews } = life;
  return standingOfAssumptions({ assumptions: current.assumptions, reviews, today })
    .filter(({ state }) => state === "overdue")
    .map(({ key, assumption }) => ({
      key: `assumption:${key}`,
      sentence: `the assumption "${assumption.text}" was to be verified by ${dayInWords(assumption.verifyBy ?? "")}`,
      because: "because you own this assumption or lead the project",
      userIds: whoActs(life, assumption.owner),
    }));
}

function readingEnds(life: CaseLife, today: string): CaseEnd[] {
  return rowsOf(life, today).flatMap(({ key, criterion, cells }) =>
    cells
      .filter(({ state }) => state === "overdue")
      .map(({ checkpoint, dueOn }) => ({
        key: `reading:${checkpoint}:${key}`,
        sentence: `${criterion.measure} was to be read at ${labelOfCheckpoint[checkpoint]}, by ${dayInWords(dueOn ?? "")}`,
        because: "because you read this measure or lead the project",
        userIds: whoActs(life, criterion.reader),
      })),
  );
}

/** Names in a case are words; where nobody of the project bears one, the leads are told. */
function whoActs(life: CaseLife, name: string): string[] {
  const named = membersNamed(life, name);
  return [...named, ...leadsOf(life)].map(({ userId }) => userId);
}
