import "server-only";
import type { Member } from "@/lib/authz/actor";
import { projectPermissionsOfWorkspaceRole } from "@/lib/authz/permissions";
import { dayOf } from "@/lib/kernel/calendar";
import type { ReadDb } from "@/lib/platform/db";
import { whyNotEdit } from "@/lib/risk-register/policy";
import { changesOf, type Wanted } from "@/lib/risk-register/rules/plan-edit";
import type { RiskChange } from "@/lib/risk-register/schema/bulk";
import {
  type ChosenRisk,
  listChosenRisks,
  peopleNamed,
} from "@/lib/risk-register/store/chosen-risks";
import { levelOf } from "@/lib/risks/rules/matrix";
import { nextReviewOn } from "@/lib/risks/rules/reviews";
import { loadMatrix } from "@/lib/risks/store/matrix";

type Plan = {
  rows: readonly { risk: ChosenRisk; changes: RiskChange[]; whyNot: string | null }[];
  /** Chosen, and not there for the reader. */
  missing: number;
  people: readonly { id: string; name: string }[];
};

/** What would change and what is refused: the same for the preview and for the act itself. */
export async function planEdit(
  db: ReadDb,
  edit: {
    workspaceId: string;
    member: Member;
    riskIds: readonly string[];
    wanted: Wanted;
    now: Date;
  },
): Promise<Plan> {
  const { workspaceId, member, wanted, now } = edit;
  const riskIds = [...new Set(edit.riskIds)];
  const { userId, workspaceRole } = member;
  const seesAll = projectPermissionsOfWorkspaceRole[workspaceRole].length > 0;
  const chosen = await listChosenRisks(db, { riskIds, reader: { workspaceId, userId, seesAll } });
  const matrix = await loadMatrix(db, workspaceId);
  const people = await peopleNamed(db, [...new Set(chosen.flatMap((risk) => risk.people))]);
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? "nobody";
  const today = dayOf(now);
  const rows = chosen.map((risk) => {
    const latestReviewOn = nextReviewOn(matrix, risk, today);
    const levelName = levelOf(matrix, risk).label;
    const facts = { ...risk, latestReviewOn, levelName };
    return {
      risk,
      changes: changesOf(risk, wanted, nameOf),
      whyNot: whyNotEdit(facts, { wanted, member, today }),
    };
  });
  return { rows, missing: riskIds.length - rows.length, people };
}
