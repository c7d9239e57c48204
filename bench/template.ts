import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Actor } from "@/lib/authz/actor";
import { runCommand } from "@/lib/execution/command";
import { reevaluateGates } from "@/lib/gates/commands/reevaluate-gates";
import { insertApiToken } from "@/lib/identity/store/api-tokens";
import { insertSession } from "@/lib/identity/store/sessions";
import type { ProjectId, UserId, WorkspaceId } from "@/lib/kernel/ids";
import { prismaClient, type Tx } from "@/lib/platform/db";
import { hashOfSecret, newSecret } from "@/lib/platform/secrets";
import { importBuiltInPlaybooks } from "@/lib/playbooks/store";
import { createProject } from "@/lib/projects/commands/create-project";
import { createTask } from "@/lib/tasks/commands/create-task";
import { sealedSession } from "@/lib/web/session-cookie";

/**
 * Makes what the bulk statements copy: a workspace with people and one project, by the product's
 * own commands, so that a copy has the shape of a project somebody made. Prints the ids and a
 * fresh sign-in of the reader as JSON. Usage: template.ts <slug of the workspace>
 */
const PEOPLE = 60;
const TASKS = 100;
const DAY_MS = 86_400_000;
const PLAYBOOK = "crisp-dm-mlops";

type Place = { workspaceId: WorkspaceId; reader: Actor & { kind: "user" }; projectId: ProjectId };

function readerOf(userId: string): Place["reader"] {
  return { kind: "user", userId: userId as UserId, sessionId: randomUUID() };
}

async function outcomeOf<T>(result: Promise<{ ok: true; value: T } | { ok: false; error: Error }>) {
  const settled = await result;
  if (!settled.ok) {
    throw settled.error;
  }
  return settled.value;
}

async function findPlace(db: Tx, slug: string): Promise<Place | null> {
  const workspace = await db.workspace.findUnique({ where: { slug } });
  const project = await db.project.findFirst({
    where: { workspace: { slug }, key: "P0" },
    select: { id: true, createdById: true },
  });
  if (workspace === null || project === null) {
    return null;
  }
  return {
    workspaceId: workspace.id as WorkspaceId,
    reader: readerOf(project.createdById),
    projectId: project.id as ProjectId,
  };
}

async function makePeople(db: Tx, at: { workspaceId: WorkspaceId; slug: string }) {
  const users = await db.user.createManyAndReturn({
    data: Array.from({ length: PEOPLE }, (_, index) => ({
      email: `person-${index}@${at.slug}.example.com`,
      name: `Person ${String(index).padStart(2, "0")}`,
    })),
    select: { id: true },
  });
  await db.membership.createMany({
    data: users.map(({ id }, index) => ({
      workspaceId: at.workspaceId,
      userId: id,
      role: index === 0 ? ("owner" as const) : ("member" as const),
    })),
  });
  const [first] = users;
  if (first === undefined) {
    throw new Error("Nobody was made.");
  }
  return readerOf(first.id);
}

async function topUpTasks(db: Tx, { projectId, reader }: Place): Promise<void> {
  const stages = await db.stage.findMany({ where: { projectId }, orderBy: { number: "asc" } });
  const made = await db.task.count({ where: { projectId } });
  for (let number = made; number < TASKS; number += 1) {
    const stage = stages[number % stages.length];
    const input = {
      projectId,
      stageId: stage?.id,
      name: `Additional task ${number + 1} of the team`,
      purpose: "Covers what the playbook does not ask for.",
      role: "data_scientist",
      assigneeId: null,
      dueOn: null,
      estimate: { low: 1, likely: 2, high: 4 },
    };
    await outcomeOf(runCommand(createTask, reader, input));
  }
}

async function makePlace(db: Tx, slug: string): Promise<Place> {
  const { id } = await db.workspace.create({ data: { slug, name: `Bench, ${slug}` } });
  const workspaceId = id as WorkspaceId;
  await importBuiltInPlaybooks(db, { workspaceId, by: null, at: new Date() });
  const reader = await makePeople(db, { workspaceId, slug });
  const { id: playbookVersionId } = await db.playbookVersion.findFirstOrThrow({
    where: { playbook: { workspaceId, key: PLAYBOOK }, status: "published" },
    orderBy: { number: "desc" },
  });
  const { projectId } = await outcomeOf(
    runCommand(createProject, reader, {
      workspaceId,
      name: "Project 0",
      key: "P0",
      playbookVersionId,
      strictness: "standard",
      unit: "Claims",
      summary: "Where every copy comes from.",
    }),
  );
  const place = { workspaceId, reader, projectId };
  await topUpTasks(db, place);
  await outcomeOf(runCommand(reevaluateGates, { kind: "system", job: "bench" }, { projectId }));
  return place;
}

async function signIn(db: Tx, { workspaceId, reader: { userId } }: Place) {
  const createdAt = new Date();
  const expiresAt = new Date(createdAt.getTime() + DAY_MS);
  const session = newSecret();
  await insertSession(db, {
    userId,
    tokenHash: hashOfSecret(session),
    method: "password",
    userAgent: "bench",
    address: "127.0.0.1",
    createdAt,
    expiresAt,
  });
  const token = newSecret("wm_");
  await insertApiToken(db, {
    userId,
    workspaceId,
    name: "bench",
    prefix: token.slice(0, 8),
    tokenHash: hashOfSecret(token),
    scopes: ["read", "manage"],
    createdAt,
    expiresAt,
  });
  const { name, value } = await sealedSession(session);
  return { cookie: `${name}=${value}`, token };
}

const slug = z.string().min(1).parse(process.argv[2]);
const db = prismaClient();
const place = (await findPlace(db, slug)) ?? (await makePlace(db, slug));
const signedIn = await signIn(db, place);
const { workspaceId, projectId, reader } = place;
const printed = { workspaceId, templateId: projectId, readerId: reader.userId, ...signedIn };
process.stdout.write(`${JSON.stringify(printed)}\n`);
await db.$disconnect();
