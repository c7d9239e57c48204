import { describe, expect, it } from "vitest";
import { type Actor, anonymous } from "@/lib/authz/actor";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { createInvitation } from "@/lib/identity/commands/create-invitation";
import { createToken } from "@/lib/identity/commands/create-token";
import { createWorkspace } from "@/lib/identity/commands/create-workspace";
import { revokeToken } from "@/lib/identity/commands/revoke-token";
import { updateProfile } from "@/lib/identity/commands/update-profile";
import { updateWorkspaceSettings } from "@/lib/identity/commands/update-workspace-settings";
import { getMe, listMySessions, listTokens } from "@/lib/identity/queries";
import { getEntry, getWorkspaceSettings } from "@/lib/identity/queries/installation";
import { SEED_JOB } from "@/lib/identity/rules";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import { prismaClient } from "@/lib/platform/db";
import { truncateAll } from "@/lib/testing/database";
import { aSession, TEST_PASSWORD } from "@/lib/testing/inputs/identity";
import { aWorld } from "@/lib/testing/world";
import { tokenActor } from "@/lib/web/token-actor";

const asking = (token: string) =>
  new Request("http://waymark.test/api/v1/me", { headers: { authorization: `Bearer ${token}` } });
const tomorrow = () => addDays(dayOf(new Date()), 1);

describe("workspace.create", () => {
  const firstRun = {
    name: "Northwind Mutual",
    ownerName: "Olive Owner",
    email: "olive@example.com",
    password: TEST_PASSWORD,
  };

  it("sets up an empty Waymark once, also when two people press at the same moment", async () => {
    await truncateAll();
    expect(await runQuery(getEntry, anonymous, {})).toMatchObject({ isFirstRun: true, demo: null });
    const other = { ...firstRun, email: "second@example.com" };
    const results = await Promise.all([
      runCommand(createWorkspace, anonymous, firstRun),
      runCommand(createWorkspace, anonymous, other),
    ]);
    const done = results.find((result) => result.ok);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.find((result) => !result.ok)).toMatchObject({ error: { code: "rule_refused" } });
    const db = prismaClient();
    const workspaceId = done?.ok ? done.value.workspaceId : "";
    const workspace = await db.workspace.findFirstOrThrow({ where: { id: workspaceId } });
    expect(workspace).toMatchObject({ slug: "northwind-mutual", isDemo: false });
    const types = (await db.auditEvent.findMany({ orderBy: { index: "asc" } })).map((e) => e.type);
    expect(types.slice(0, 3)).toEqual(["workspace.created", "member.added", "playbook.imported"]);
    const playbooks = await db.playbook.count({ where: { workspaceId } });
    expect(types.filter((type) => type === "playbook.imported")).toHaveLength(playbooks);
    expect(await runQuery(getEntry, anonymous, {})).toMatchObject({
      isFirstRun: false,
      demo: null,
    });
  });

  it("marks what the seed made as a demo, and names its people on this machine", async () => {
    await truncateAll();
    const seed: Actor = { kind: "system", job: SEED_JOB };
    expect((await runCommand(createWorkspace, seed, firstRun)).ok).toBe(true);
    const { demo } = await runQuery(getEntry, anonymous, {});
    expect(demo?.people).toEqual([{ name: "Olive Owner", title: "", email: firstRun.email }]);
  });

  it("leaves nothing behind when a field is wrong", async () => {
    await truncateAll();
    const weak = { ...firstRun, password: "olive olive olive" };
    const refused = await runCommand(createWorkspace, anonymous, weak);
    expect(refused).toMatchObject({ ok: false, error: { issues: [{ path: "password" }] } });
    const sneaky = { ...firstRun, isDemo: true };
    expect((await runCommand(createWorkspace, anonymous, sneaky)).ok).toBe(false);
    expect(await prismaClient().workspace.count()).toBe(0);
    expect(await prismaClient().user.count()).toBe(0);
  });
});

describe("workspace.update-settings", () => {
  it("saves fresh changes, names them, and shows why others cannot", async () => {
    const world = await aWorld();
    const { workspaceId, owner } = world;
    const input = { workspaceId, name: "Northwind", version: 1 };
    const before = await world.db.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const saved = await runCommand(updateWorkspaceSettings, owner.actor, input);
    expect(saved).toMatchObject({ ok: true, value: { version: 2 } });
    const twice = await runCommand(updateWorkspaceSettings, owner.actor, input);
    expect(twice).toMatchObject({ ok: true, value: { version: 2 } });
    const stale = { ...input, name: "Southwind" };
    const conflict = await runCommand(updateWorkspaceSettings, owner.actor, stale);
    expect(conflict).toMatchObject({ ok: false, error: { code: "conflict" } });
    const member = await world.member();
    const seen = await runQuery(getWorkspaceSettings, member.actor, { workspaceId });
    expect(seen).toMatchObject({ name: "Northwind", sso: null });
    expect(seen.mail.mode).toBe("outbox");
    expect(seen.whyNotChange).toContain("owner");
    const traces = await world.db.auditEvent.findMany({ where: { workspaceId } });
    expect(traces.map((row) => row.data)).toEqual([
      { changed: ["name"], changes: [{ field: "name", from: before.name, to: "Northwind" }] },
    ]);
  });
});

describe("profile.update", () => {
  it("saves fresh changes of one's own and of nothing else", async () => {
    const world = await aWorld();
    const { actor } = await world.member();
    const input = {
      name: "Nora",
      title: "Actuary",
      timeZone: "Europe/Berlin",
      singleKeys: false,
      version: 1,
    };
    expect((await runCommand(updateProfile, actor, input)).ok).toBe(true);
    const me = await runQuery(getMe, actor, {});
    expect(me).toMatchObject({
      name: "Nora",
      timeZone: "Europe/Berlin",
      hasPassword: false,
      version: 2,
    });
    expect(me.workspaces).toMatchObject([{ id: world.workspaceId, role: "member" }]);
    const stale = await runCommand(updateProfile, actor, { ...input, name: "Other" });
    expect(stale).toMatchObject({ ok: false, error: { code: "conflict" } });
    const zone = await runCommand(updateProfile, actor, { ...input, timeZone: "Mars/Base" });
    expect(zone).toMatchObject({ ok: false, error: { issues: [{ path: "timeZone" }] } });
    const email = await runCommand(updateProfile, actor, { ...input, email: "x@example.com" });
    expect(email).toMatchObject({ ok: false, error: { code: "invalid_input" } });
  });
});

it("API tokens are shown once, kept as a hash, and end at once", async () => {
  const world = await aWorld();
  const { workspaceId } = world;
  const person = await world.member();
  const input = { workspaceId, name: "Notebook", scopes: ["read"], expiresOn: tomorrow() };
  const created = await runCommand(createToken, person.actor, input);
  const { token, tokenId } = created.ok ? created.value : { token: "", tokenId: "" };
  expect(token).toMatch(/^wm_[\w-]{43}$/);
  const row = await world.db.apiToken.findUniqueOrThrow({ where: { id: tokenId } });
  expect(JSON.stringify(row)).not.toContain(token);
  const actor = await tokenActor(asking(token));
  expect(actor).toMatchObject({
    kind: "token",
    userId: person.userId,
    scopes: ["read"],
    workspaceId,
  });
  const { rows } = await runQuery(listTokens, person.actor, {});
  expect(rows).toMatchObject([{ name: "Notebook", state: "active", prefix: token.slice(0, 8) }]);
  expect(rows[0]?.lastUsedAt).not.toBeNull();
  const other = await world.member();
  const foreign = await runCommand(revokeToken, other.actor, { tokenId });
  expect(foreign).toMatchObject({ ok: false, error: { code: "not_found" } });
  expect((await runCommand(revokeToken, person.actor, { tokenId })).ok).toBe(true);
  expect((await runCommand(revokeToken, person.actor, { tokenId })).ok).toBe(true);
  expect(await tokenActor(asking(token))).toBeNull();
  const types = await world.db.auditEvent.findMany({ where: { workspaceId } });
  expect(types.map((event) => event.type).sort()).toEqual(["token.created", "token.revoked"]);
});

it("API tokens do less than their owner, and make no others", async () => {
  const world = await aWorld();
  const { workspaceId, owner } = world;
  const expiresOn = tomorrow();
  const make = async (scopes: string[]) => {
    const input = { workspaceId, name: "Bot", scopes, expiresOn };
    const result = await runCommand(createToken, owner.actor, input);
    return (await tokenActor(asking(result.ok ? result.value.token : ""))) ?? anonymous;
  };
  const invitation = { workspaceId, email: "bot@example.com", role: "member" };
  const reader = await make(["read"]);
  expect(await runCommand(createInvitation, reader, invitation)).toMatchObject({
    error: { code: "forbidden" },
  });
  const manager = await make(["manage"]);
  expect((await runCommand(createInvitation, manager, invitation)).ok).toBe(true);
  const child = { workspaceId, name: "Child", scopes: ["manage"], expiresOn };
  expect(await runCommand(createToken, manager, child)).toMatchObject({
    error: { code: "forbidden" },
  });
});

it.each([
  ["a day gone by", { expiresOn: "2020-01-01" }, "expiresOn"],
  ["more than a year", { expiresOn: addDays(dayOf(new Date()), 366) }, "expiresOn"],
  ["no scope", { scopes: [] }, "scopes"],
  ["an unknown scope", { scopes: ["admin"] }, "scopes.0"],
])("API tokens refuse %s", async (_name, part, path) => {
  const world = await aWorld();
  const { workspaceId, owner } = world;
  const input = { workspaceId, name: "Bot", scopes: ["read"], expiresOn: tomorrow(), ...part };
  const result = await runCommand(createToken, owner.actor, input);
  expect(result).toMatchObject({ ok: false, error: { issues: [{ path }] } });
});

it.each(["", "wm_short", `wm_${"a".repeat(43)}`, `Bearer wm_${"a".repeat(43)}`, "wm_' OR 1=1"])(
  "API tokens are nobody for %j",
  async (token) => {
    expect(await tokenActor(asking(token))).toBeNull();
  },
);
describe("sessions.list", () => {
  it("shows one's own living sessions and which one this is", async () => {
    const world = await aWorld();
    const person = await world.member();
    const here = await aSession(world, person);
    await aSession(world, person);
    await aSession(world, await world.member());
    const actor: Actor = { kind: "user", userId: person.userId, sessionId: here.id };
    const { rows } = await runQuery(listMySessions, actor, {});
    expect(rows).toHaveLength(2);
    expect(rows.filter((row) => row.isCurrent).map((row) => row.id)).toEqual([here.id]);
  });
});
