import { randomUUID } from "node:crypto";
import type { Actor, Member } from "@/lib/authz/actor";
import type { ProjectRole, WorkspaceRole } from "@/lib/authz/permissions";
import { runCommand } from "@/lib/execution/command";
import type { ProjectId, UserId, WorkspaceId } from "@/lib/kernel/ids";
import { prismaClient, type Tx } from "@/lib/platform/db";
import { importBuiltInPlaybooks } from "@/lib/playbooks/store";
import { createProject } from "@/lib/projects/commands/create-project";

export type Person = Member & { actor: Actor; email: string };
export type TestProject = { id: ProjectId; key: string; lead: Person };

/** A workspace of its own per test, so that tests need no clean-up to stay apart. */
export type World = {
  db: Tx;
  workspaceId: WorkspaceId;
  owner: Person;
  /** A member of the workspace without any project. */
  member(role?: WorkspaceRole): Promise<Person>;
  /** A project made by its own command; the lead made it. */
  project(overrides?: Record<string, unknown>): Promise<TestProject>;
  /** A member of the workspace with these roles in the project. */
  person(project: TestProject, ...roles: ProjectRole[]): Promise<Person>;
  auditTypes(projectId: string): Promise<string[]>;
};

export async function aWorld(): Promise<World> {
  const db = prismaClient();
  const slug = `world-${randomUUID().slice(0, 8)}`;
  const workspace = await db.workspace.create({ data: { slug, name: "Northwind Mutual" } });
  const workspaceId = workspace.id as WorkspaceId;
  await importBuiltInPlaybooks(db, { workspaceId, by: null, at: new Date() });
  const owner = await aMember(db, { workspaceId, role: "owner", name: "Olive Owner" });
  return {
    db,
    workspaceId,
    owner,
    member: (role = "member") => aMember(db, { workspaceId, role, name: `Test ${role}` }),
    project: (overrides = {}) => aProject(db, workspaceId, overrides),
    person: (project, ...roles) => aProjectPerson(db, { workspaceId, project, roles }),
    async auditTypes(projectId) {
      const rows = await db.auditEvent.findMany({
        where: { workspaceId, projectId },
        orderBy: { index: "asc" },
        select: { type: true },
      });
      return rows.map((row) => row.type);
    },
  };
}

/** A signed-in person, made directly: sign-in has tests of its own. */
export async function aMember(
  db: Tx,
  facts: { workspaceId: WorkspaceId; role: WorkspaceRole; name: string },
): Promise<Person> {
  const email = `${randomUUID()}@example.com`;
  const user = await db.user.create({ data: { email, name: facts.name } });
  await db.membership.create({
    data: { workspaceId: facts.workspaceId, userId: user.id, role: facts.role },
  });
  const userId = user.id as UserId;
  const actor: Actor = { kind: "user", userId, sessionId: randomUUID() };
  return { userId, name: user.name, workspaceRole: facts.role, roles: [], actor, email };
}

async function aProjectPerson(
  db: Tx,
  facts: { workspaceId: WorkspaceId; project: TestProject; roles: readonly ProjectRole[] },
): Promise<Person> {
  const { workspaceId, project, roles } = facts;
  const name = `Test ${roles.join(" and ")}`;
  const person = await aMember(db, { workspaceId, role: "member", name });
  await db.projectMember.create({
    data: { projectId: project.id, userId: person.userId, roles: [...roles] },
  });
  return { ...person, roles };
}

/** Counted, for of a thousand keys drawn by chance two are the same. */
let made = 0;

async function aProject(
  db: Tx,
  workspaceId: WorkspaceId,
  overrides: Record<string, unknown>,
): Promise<TestProject> {
  const lead = await aMember(db, { workspaceId, role: "member", name: "Lena Lead" });
  const playbook = await db.playbookVersion.findFirstOrThrow({
    where: { playbook: { workspaceId, key: "crisp-dm-mlops" }, status: "published" },
    orderBy: { number: "desc" },
  });
  made += 1;
  const key = `T${made.toString(36).toUpperCase().padStart(5, "0")}`;
  const result = await runCommand(createProject, lead.actor, {
    workspaceId,
    name: "Churn early warning",
    key,
    playbookVersionId: playbook.id,
    strictness: "standard",
    ...overrides,
  });
  if (!result.ok) {
    throw result.error;
  }
  const { projectId: id } = result.value;
  return { id, key: `${overrides.key ?? key}`, lead: { ...lead, roles: ["lead"] } };
}
