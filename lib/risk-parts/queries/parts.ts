import "server-only";
import { defineQuery } from "@/lib/execution/query";
import { listMembers } from "@/lib/projects/store";
import { whyNotAssignStage } from "@/lib/risk-parts/policy";
import { partsThatCount, seenOf } from "@/lib/risk-parts/rules/parts";
import { tableOf } from "@/lib/risk-parts/rules/parts-table";
import {
  partsOfProjectInput,
  partsOfProjectView,
  partsOfRiskInput,
  partsOfRiskView,
} from "@/lib/risk-parts/schema";
import {
  findStage,
  listAssignments,
  listStagesWithRisks,
} from "@/lib/risk-parts/store/assignments";
import { whyNotWorkOn } from "@/lib/risks/rules/may-work-on";
import { loadRisk, projectScopeOfRisk } from "@/lib/risks/store/risk-rows";

export const getPartsOfRisk = defineQuery({
  name: "risk.parts",
  permission: "risk:read",
  input: partsOfRiskInput,
  output: partsOfRiskView,
  operation: {
    method: "GET",
    path: "/risks/{riskId}/parts",
    summary: "Who is responsible, accountable, consulted and informed, by the risk or by its stage",
  },
  scope: ({ db, input }) => projectScopeOfRisk(db, input.riskId),

  async fetch({ db, access, input: { riskId } }) {
    const { projectId, member } = access;
    const risk = await loadRisk(db, { id: riskId, projectId });
    const { stageId } = risk;
    const [held, members, stage] = await Promise.all([
      listAssignments(db, { projectId, riskId, stageId }),
      listMembers(db, projectId),
      stageId === null ? null : findStage(db, { id: stageId, projectId }),
    ]);
    const own = held.filter((each) => each.riskId !== null);
    const counts = partsThatCount(
      own,
      held.filter((each) => each.riskId === null),
    );
    return {
      riskId,
      projectId,
      stage,
      wordOf: counts.wordOf,
      parts: tableOf(counts.parts),
      own: tableOf(own),
      people: members.map(({ userId: id, name }) => ({ id, name })),
      seen: seenOf(own),
      whyNotAssign: whyNotWorkOn(risk, member),
    };
  },
});

export const getPartsOfProject = defineQuery({
  name: "risk-parts.of-project",
  permission: "risk:read",
  input: partsOfProjectInput,
  output: partsOfProjectView,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/risk-parts",
    summary: "Who does what about the risks of each stage",
  },
  scope: ({ input }) => Promise.resolve({ kind: "project", projectId: input.projectId }),

  async fetch({ db, access }) {
    const { projectId, member } = access;
    const [stages, held, members] = await Promise.all([
      listStagesWithRisks(db, projectId),
      listAssignments(db, { projectId }),
      listMembers(db, projectId),
    ]);
    return {
      stages: stages.map((stage) => {
        const own = held.filter(({ stageId }) => stageId === stage.id);
        return { ...stage, parts: tableOf(own), seen: seenOf(own) };
      }),
      people: members.map(({ userId: id, name }) => ({ id, name })),
      whyNotAssign: whyNotAssignStage(member),
    };
  },
});
