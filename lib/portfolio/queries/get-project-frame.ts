import "server-only";
import type { Member } from "@/lib/authz/actor";
import { isGranted, type ProjectPermission } from "@/lib/authz/permissions";
import { refusalSentence } from "@/lib/authz/refusal";
import { defineQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { dayOf } from "@/lib/kernel/calendar";
import { standingOf } from "@/lib/portfolio/rules/standing";
import { gateViewOf, trailViewOf } from "@/lib/portfolio/rules/trail-view";
import { type ProjectFrameView, projectFrameView, projectRef } from "@/lib/portfolio/schema";
import { type FrameFacts, findFrameFacts } from "@/lib/portfolio/store/frame-facts";

export const getProjectFrame = defineQuery({
  name: "project.frame",
  permission: "project:read",
  input: projectRef,
  output: projectFrameView,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/frame",
    summary: "Head of a project: trail, health, next gate and counts",
  },
  scope: ({ input }) => Promise.resolve({ kind: "project", projectId: input.projectId }),

  async fetch({ db, access, now }) {
    const { projectId, member } = access;
    const today = dayOf(now);
    const facts = await findFrameFacts(db, { projectId, readerId: member.userId, today });
    if (facts === null) {
      throw new AppError("not_found", "This project does not exist any more.");
    }
    return viewOf(facts, { member, today });
  },
});

function viewOf(
  facts: FrameFacts,
  { member, today }: { member: Member; today: string },
): ProjectFrameView {
  const { id: projectId, stages, loops } = facts;
  const standing = standingOf(facts, today);
  const { next } = standing;
  return {
    id: projectId,
    workspaceId: facts.workspaceId,
    workspaceName: facts.workspaceName,
    key: facts.key,
    name: facts.name,
    summary: facts.summary,
    unit: facts.unit,
    status: facts.status,
    statusReason: facts.statusReason,
    strictness: facts.strictness,
    playbook: { name: facts.playbookName, number: facts.playbookNumber },
    iteration: facts.iteration,
    owner: { id: facts.ownerId, name: facts.ownerName },
    myRoles: [...member.roles],
    isPinned: facts.isPinned,
    people: facts.people,
    health: standing.health,
    trail: trailViewOf({ projectId, stages, loops, standing, today }),
    currentStageId: standing.current?.id ?? null,
    nextGate: next === null ? null : gateViewOf(next, { projectId, today }),
    whyNotRequest: whyNot("gate:request", facts, member),
    whyNotLog: whyNot("journal:write", facts, member),
    counts: {
      gatesWaiting: facts.gatesWaiting,
      openRisks: facts.openRisks,
      risksAboveAppetite: facts.risksAboveAppetite.count,
      evidence: facts.evidence,
      entries: facts.entries,
    },
  };
}

function whyNot(
  permission: ProjectPermission,
  { status }: FrameFacts,
  { workspaceRole, roles }: Member,
): string | null {
  if (!isGranted(permission, { workspaceRole, projectRoles: roles })) {
    return refusalSentence(permission, []);
  }
  return status === "active" ? null : `This project is ${status}.`;
}
