import "server-only";
import type { Member } from "@/lib/authz/actor";
import type { GateAt, RoundFacts } from "@/lib/gates/rules/gate-facts";
import type { Outcome } from "@/lib/gates/rules/outcome";
import type { DecideGateInput } from "@/lib/gates/schema/inputs";
import type { ProjectId, WorkspaceId } from "@/lib/kernel/ids";
import { notify } from "@/lib/notifications/store";
import type { Tx } from "@/lib/platform/db";
import type { Job } from "@/lib/platform/jobs";

type Told = {
  at: GateAt;
  round: RoundFacts;
  member: Member;
  input: DecideGateInput;
  outcome: Outcome;
  /** How the gate stands once it is decided. */
  sentence: string;
};

/** Who asked and who leads hear how a round ended; owners hear of their conditions. */
export async function tellOfDecision(tx: Tx, told: Told): Promise<Job[]> {
  const { at, round, member, input, outcome, sentence: detail } = told;
  const { project, gate } = at;
  const notice = {
    workspaceId: project.workspaceId as WorkspaceId,
    projectId: project.id as ProjectId,
    except: member.userId,
    detail,
    href: `/projects/${project.id}/gates/${gate.id}`,
  };
  const leads = project.people.filter((person) => person.roles.includes("lead"));
  const ended =
    outcome === "open"
      ? []
      : await notify(tx, {
          ...notice,
          kind: "decision_made",
          userIds: [round.requestedById, ...leads.map((person) => person.userId)],
          title: `${project.key} ${gate.code} ${gate.name}: ${outcome.replaceAll("_", " ")}`,
          because: "because you asked for review or lead the project",
        });
  const owners = await notify(tx, {
    ...notice,
    kind: "condition_set",
    userIds: input.conditions.map((condition) => condition.ownerId),
    title: `${project.key} ${gate.code}: a condition was set for you to meet`,
    because: "because you own the condition",
  });
  return [...ended, ...owners];
}
