import "server-only";
import type { ProjectRole, WorkspaceRole } from "@/lib/authz/permissions";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import { dateOf } from "@/lib/kernel/calendar";
import type { ProjectId, UserId, WorkspaceId } from "@/lib/kernel/ids";
import type { ReadDb, Tx } from "@/lib/platform/db";
import type { Playbook, Strictness } from "@/lib/playbooks/schema";
import { defaultPlan } from "@/lib/projects/rules/default-plan";
import type { NamedPerson } from "@/lib/projects/rules/first-people";
import { Prisma } from "@/prisma/generated/client";

export type ProjectMemberRow = {
  userId: UserId;
  name: string;
  title: string;
  email: string;
  workspaceRole: WorkspaceRole;
  roles: readonly ProjectRole[];
  addedAt: Date;
  version: number;
};

export async function loadProject(db: ReadDb, projectId: string) {
  const project = await db.project.findUnique({ where: { id: projectId } });
  if (project === null) {
    throw new AppError("not_found", "This project does not exist any more.");
  }
  return { ...project, workspaceId: project.workspaceId as WorkspaceId };
}

export async function projectIdOfStage(db: ReadDb, stageId: string): Promise<ProjectId | null> {
  const stage = await db.stage.findUnique({ where: { id: stageId }, select: { projectId: true } });
  return stage === null ? null : (stage.projectId as ProjectId);
}

/** Living members of a project who are also living members of its workspace, longest first. */
export async function listMembers(db: ReadDb, projectId: string): Promise<ProjectMemberRow[]> {
  return db.$queryRaw<ProjectMemberRow[]>`
    SELECT pm."userId", u.name, u.title, u.email, m.role::text AS "workspaceRole",
           pm.roles::text[] AS roles, pm."addedAt", pm.version
    FROM project_members pm
    JOIN projects p ON p.id = pm."projectId"
    JOIN users u ON u.id = pm."userId" AND u."disabledAt" IS NULL
    JOIN memberships m ON m."workspaceId" = p."workspaceId" AND m."userId" = pm."userId"
      AND m."removedAt" IS NULL
    WHERE pm."projectId" = ${projectId}::uuid AND pm."removedAt" IS NULL
    ORDER BY pm."addedAt", u.name, pm."userId"`;
}

/** People of the workspace among these ids, with what they are there. */
export async function listWorkspacePeople(
  db: ReadDb,
  at: { workspaceId: string; userIds?: readonly string[] },
): Promise<{ userId: string; name: string; role: WorkspaceRole }[]> {
  const rows = await db.membership.findMany({
    where: {
      workspaceId: at.workspaceId,
      removedAt: null,
      user: { disabledAt: null },
      ...(at.userIds === undefined ? {} : { userId: { in: [...at.userIds] } }),
    },
    select: { userId: true, role: true, user: { select: { name: true } } },
    orderBy: [{ user: { name: "asc" } }, { userId: "asc" }],
    take: 500,
  });
  return rows.map(({ userId, role, user }) => ({ userId, name: user.name, role }));
}

type NewProject = {
  workspaceId: WorkspaceId;
  key: string;
  name: string;
  summary: string;
  unit: string;
  strictness: Strictness;
  playbookVersionId: string;
  startOn: string;
  ownerId: string;
  createdById: string;
  createdAt: Date;
};

/** A key is unique in the workspace for ever, also after the project is closed. */
export async function insertProject(tx: Tx, facts: NewProject): Promise<{ id: ProjectId }> {
  const taken = () =>
    fieldError("key", `The key ${facts.key} belongs to another project. Choose another one.`);
  const { workspaceId, key } = facts;
  if ((await tx.project.count({ where: { workspaceId, key } })) > 0) {
    throw taken();
  }
  try {
    const { startOn, ...rest } = facts;
    const project = await tx.project.create({
      data: { ...rest, startOn: dateOf(startOn) },
      select: { id: true },
    });
    return { id: project.id as ProjectId };
  } catch (error) {
    if (isUniqueViolation(error)) {
      throw taken();
    }
    throw error;
  }
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}

/** Stages with the playbook's default plan, which is also kept as the first plan. */
export async function insertStages(
  tx: Tx,
  facts: { projectId: ProjectId; playbook: Playbook; startOn: string },
): Promise<ReadonlyMap<string, string>> {
  const plan = defaultPlan(facts.startOn, facts.playbook.stages);
  const rows = await tx.stage.createManyAndReturn({
    data: facts.playbook.stages.map((stage, index) => {
      const planned = plan[index] ?? { startOn: facts.startOn, endOn: facts.startOn };
      const startOn = dateOf(planned.startOn);
      const endOn = dateOf(planned.endOn);
      return {
        projectId: facts.projectId,
        key: stage.id,
        number: index + 1,
        name: stage.name,
        group: stage.group,
        purpose: stage.purpose,
        planStartOn: startOn,
        planEndOn: endOn,
        firstPlanStartOn: startOn,
        firstPlanEndOn: endOn,
      };
    }),
    select: { id: true, key: true },
  });
  return new Map(rows.map((row) => [row.key, row.id]));
}

export async function insertMembers(
  tx: Tx,
  facts: { projectId: ProjectId; people: readonly NamedPerson[]; at: Date },
): Promise<void> {
  await tx.projectMember.createMany({
    data: facts.people.map(({ userId, roles }) => ({
      projectId: facts.projectId,
      userId,
      roles: [...roles],
      addedAt: facts.at,
    })),
  });
}
