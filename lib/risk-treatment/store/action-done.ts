import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import type { Member } from "@/lib/authz/actor";
import type { ProjectId, RiskId, WorkspaceId } from "@/lib/kernel/ids";
import { notify } from "@/lib/notifications/store";
import type { Tx } from "@/lib/platform/db";
import type { Job } from "@/lib/platform/jobs";
import { listMembers } from "@/lib/projects/store";
import { proposedResidual, stateOfAction } from "@/lib/risk-treatment/rules/proposal";
import { findActionOfTask, listActions } from "@/lib/risk-treatment/store/actions";
import { levelWords } from "@/lib/risks/rules/matrix";
import { loadMatrix } from "@/lib/risks/store/matrix";
import { loadRisk, type Risk } from "@/lib/risks/store/risk-rows";
import type { TaskStatus } from "@/lib/tasks/schema";

type Moved = {
  workspaceId: WorkspaceId;
  projectId: ProjectId;
  member: Member;
  taskId: string;
  from: TaskStatus;
  to: TaskStatus;
  at: Date;
};

type Followed = { events: AuditEvent[]; jobs: Job[] };
const NOTHING: Followed = { events: [], jobs: [] };

/**
 * What the move of a task means for the risk it treats. Done, it proposes a residual level and
 * the owner of the risk is told; reopened before somebody answered, the proposal is withdrawn.
 */
export async function followTask(tx: Tx, moved: Moved): Promise<Followed> {
  const { from, to, taskId, projectId } = moved;
  const action = from === "done" || to === "done" ? await findActionOfTask(tx, taskId) : null;
  if (action === null) {
    return NOTHING;
  }
  const risk = await loadRisk(tx, { id: action.riskId, projectId });
  if (risk.status === "closed") {
    return NOTHING;
  }
  const { id: actionId, riskId, task: named } = action;
  const task = `${named.key} ${named.name}`;
  const { key } = risk;
  if (to === "done") {
    return tellOwner(tx, { ...moved, risk, actionId, task });
  }
  // The row says the task is open by now; what it was before it moved is asked here.
  const wasWaiting = action.answeredAt === null && hasEffect(action);
  return wasWaiting
    ? { events: [{ type: "risk.proposal-withdrawn", riskId, key, actionId, task }], jobs: [] }
    : NOTHING;
}

function hasEffect(action: { likelihoodEffect: number; impactEffect: number }): boolean {
  return action.likelihoodEffect + action.impactEffect > 0;
}

type Done = Moved & { risk: Risk; actionId: string; task: string };

/** Once for each time the task is finished: a move to done that is repeated moves nothing. */
async function tellOwner(tx: Tx, done: Done): Promise<Followed> {
  const { workspaceId, projectId, member, risk, actionId, task, at } = done;
  await tx.riskAction.update({ where: { id: actionId }, data: { toldAt: at } });
  const actions = await listActions(tx, risk.id);
  const own = actions.find(({ id }) => id === actionId);
  const proposes = own !== undefined && stateOfAction(own) === "proposes";
  const level = proposedResidual(risk, actions);
  const { key } = risk;
  const riskId = risk.id as RiskId;
  const to = `${level.likelihood} x ${level.impact} = ${level.likelihood * level.impact}`;
  const detail = proposes
    ? `For ${key} ${risk.title} that proposes the residual level ${to} (${levelWords(await loadMatrix(tx, workspaceId), level)}). Take it or reject it in the register.`
    : `For ${key} ${risk.title} no effect on the level was expected of it.`;
  const owner = await ownerOf(tx, { risk, projectId });
  const jobs = await notify(tx, {
    workspaceId,
    projectId,
    kind: "risk_moved",
    userIds: owner.userIds,
    except: member.userId,
    title: proposes ? `${key}: ${task} is done and proposes a level` : `${key}: ${task} is done`,
    detail,
    because: owner.because,
    href: `/projects/${projectId}/risks?risk=${riskId}`,
  });
  const proposed = proposes ? to : null;
  return {
    events: [{ type: "risk.action-done", riskId, key, actionId, task, proposes: proposed }],
    jobs,
  };
}

/** A risk nobody owns is the lead's to look after. */
async function ownerOf(tx: Tx, { risk, projectId }: { risk: Risk; projectId: ProjectId }) {
  const members = await listMembers(tx, projectId);
  const owner = members.find(({ userId }) => userId === risk.ownerId);
  if (owner !== undefined) {
    return { userIds: [owner.userId], because: `because you own ${risk.key}` };
  }
  const leads = members.filter(({ roles }) => roles.includes("lead"));
  return {
    userIds: leads.map(({ userId }) => userId),
    because: `because you lead the project and nobody owns ${risk.key}`,
  };
}
