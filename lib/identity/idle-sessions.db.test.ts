import { beforeAll, expect, it, vi } from "vitest";
import type { Actor } from "@/lib/authz/actor";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { openSession } from "@/lib/identity/commands/open-session";
import { listMySessions } from "@/lib/identity/queries";
import { sessionOfHash } from "@/lib/identity/store/sessions";
import { setClock } from "@/lib/platform/clock";
import { hashOfSecret } from "@/lib/platform/secrets";
import { withPassword } from "@/lib/testing/inputs/identity";
import { aWorld, type World } from "@/lib/testing/world";

// The environment is read once per process, so what depends on it has a file of its own.
vi.stubEnv("SESSION_IDLE_MINUTES", "15");
vi.stubEnv("SESSION_MAX_DAYS", "1");

const MINUTE = 60_000;
let world: World;
beforeAll(async () => {
  world = await aWorld();
});

async function signedIn() {
  const person = await world.member();
  const password = await withPassword(world, person);
  const actor: Actor = { kind: "anonymous", address: person.email };
  const opened = await runCommand(openSession, actor, { email: person.email, password });
  if (!opened.ok) {
    throw opened.error;
  }
  const { sessionId, sessionToken } = opened.value;
  const since = await world.db.webSession.findUniqueOrThrow({ where: { id: sessionId } });
  const at = (minutes: number) => new Date(since.createdAt.getTime() + minutes * MINUTE);
  const look = (minutes: number) => sessionOfHash(hashOfSecret(sessionToken), at(minutes));
  return { person, sessionId, at, look };
}

it("a session nobody used for the set time is over, and no later look brings it back", async () => {
  const { look } = await signedIn();
  expect(await look(14)).not.toBeNull();
  expect(await look(28)).not.toBeNull();
  expect(await look(43)).toBeNull();
  expect(await look(44)).toBeNull();
});

it("a session ends after the set days, however busy it is", async () => {
  const { look } = await signedIn();
  for (let minutes = 14; minutes < 24 * 60; minutes += 14) {
    expect(await look(minutes)).not.toBeNull();
  }
  expect(await look(24 * 60 + 1)).toBeNull();
});

it("what is over is no longer listed as a place where one is signed in", async () => {
  const { person, sessionId, at } = await signedIn();
  const actor: Actor = { kind: "user", userId: person.userId, sessionId };
  const listed = async () => (await runQuery(listMySessions, actor, {})).rows.length;
  expect(await listed()).toBe(1);
  setClock(at(16));
  try {
    expect(await listed()).toBe(0);
  } finally {
    setClock(null);
  }
});
