import { randomUUID } from "node:crypto";
import { anonymous } from "@/lib/authz/actor";
import { acceptInvitation } from "@/lib/identity/commands/accept-invitation";
import { createInvitation } from "@/lib/identity/commands/create-invitation";
import { createWorkspace } from "@/lib/identity/commands/create-workspace";
import { updateProfile } from "@/lib/identity/commands/update-profile";
import { SEED_JOB } from "@/lib/identity/rules";
import type { UserId, WorkspaceId } from "@/lib/kernel/ids";
import { setClock } from "@/lib/platform/clock";
import { prismaClient } from "@/lib/platform/db";
import type { Playbook } from "@/lib/playbooks/schema";
import { loadPublishedVersion } from "@/lib/playbooks/store";
import { act, type Demo } from "./demo";
import {
  cast,
  emailOf,
  type Person,
  type PersonKey,
  password,
  personKeys,
  WORKSPACE_NAME,
} from "./people";
import { instantAt, workMinuteOf } from "./working-time";

/** Maren makes the workspace, invites everybody, and they come within two days. */
export async function setUpWorkspace(facts: {
  firstDay: Date;
  today: string;
  until: Date;
}): Promise<Demo> {
  const { firstDay, today, until } = facts;
  const start = workMinuteOf(firstDay);
  setClock(instantAt(start));
  const owner = { actor: { kind: "system", job: SEED_JOB } as const, name: "the seed" };
  const { workspaceId, userId } = await act(createWorkspace, owner, {
    name: WORKSPACE_NAME,
    ownerName: cast.maren[0],
    email: emailOf("maren"),
    password,
  });
  const maren = personOf("maren", userId);
  const people: Partial<Record<PersonKey, Person>> = { maren };
  for (const [index, key] of personKeys.filter((each) => each !== "maren").entries()) {
    setClock(instantAt(start + 20 + index * 3));
    const [name, , role] = cast[key];
    const invited = await act(createInvitation, maren, {
      workspaceId,
      email: emailOf(key),
      name,
      role,
    });
    people[key] = await join(key, invited.link, instantAt(start + 22 + index * 3));
  }
  await giveTitles(Object.values(people), start + 80);
  const playbooks = await loadPlaybooks(workspaceId);
  return { workspaceId, today, until, people: people as Record<PersonKey, Person>, playbooks };
}

function personOf(key: PersonKey, userId: UserId): Person {
  const actor = { kind: "user" as const, userId, sessionId: randomUUID() };
  return { key, name: cast[key][0], email: emailOf(key), userId, actor };
}

async function join(key: PersonKey, link: string, at: Date): Promise<Person> {
  setClock(at);
  const token = new URL(link).pathname.split("/").at(-1) ?? "";
  const guest = { actor: anonymous, name: cast[key][0] };
  const { userId } = await act(acceptInvitation, guest, { token, name: cast[key][0], password });
  return personOf(key, userId);
}

async function giveTitles(people: readonly Person[], from: number): Promise<void> {
  for (const [index, person] of people.entries()) {
    setClock(instantAt(from + index * 4));
    const [name, title] = cast[person.key];
    const input = { name, title, timeZone: "Europe/Brussels", singleKeys: true, version: 1 };
    await act(updateProfile, person, input);
  }
}

async function loadPlaybooks(workspaceId: WorkspaceId): Promise<Demo["playbooks"]> {
  const db = prismaClient();
  const rows = await db.playbookVersion.findMany({
    where: { playbook: { workspaceId }, status: "published" },
    select: { id: true, playbook: { select: { key: true } } },
  });
  const found = new Map<string, { versionId: string; playbook: Playbook }>();
  for (const row of rows) {
    const version = await loadPublishedVersion(db, { workspaceId, playbookVersionId: row.id });
    if (version !== null) {
      found.set(row.playbook.key, { versionId: row.id, playbook: version.playbook });
    }
  }
  return found;
}
