import { beforeAll, describe, expect, it } from "vitest";
import { type Actor, anonymous } from "@/lib/authz/actor";
import {
  isGranted,
  type Permission,
  personalPermissions,
  projectPermissions,
  projectRoles,
  workspaceRoles,
} from "@/lib/authz/permissions";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { type AnyCommand, type AnyQuery, commands, queries } from "@/lib/registry";
import { allValidInputs } from "@/lib/testing/all-inputs";
import { inputFor } from "@/lib/testing/valid-input";
import { aWorld, type Person, type TestProject, type World } from "@/lib/testing/world";

const hidden = ["not_found", "unauthenticated"];

type Setting = { world: World; project: TestProject; input: unknown };

async function refusalOf(door: AnyCommand | AnyQuery, actor: Actor, input: unknown) {
  if ("execute" in door) {
    const result = await runCommand(door, actor, input);
    return result.ok ? null : result.error.code;
  }
  try {
    await runQuery(door, actor, input);
    return null;
  } catch (error) {
    if (error instanceof AppError) {
      return error.code;
    }
    throw error;
  }
}

function isProjectPermission(permission: Permission): boolean {
  return (projectPermissions as readonly Permission[]).includes(permission);
}

function isPersonal(permission: Permission): boolean {
  return (personalPermissions as readonly Permission[]).includes(permission);
}

/** People who have left: their rows stay on record, their rights end at once. */
async function removed({ world, project }: Setting): Promise<Person> {
  const person = await world.person(project, "lead", "sponsor", "risk_reviewer");
  const removedAt = new Date();
  const { userId } = person;
  await world.db.projectMember.updateMany({ where: { userId }, data: { removedAt } });
  await world.db.membership.updateMany({ where: { userId }, data: { removedAt } });
  return person;
}

async function disabled({ world, project }: Setting): Promise<Person> {
  const person = await world.person(project, "lead");
  await world.db.user.updateMany({
    where: { id: person.userId },
    data: { disabledAt: new Date() },
  });
  return person;
}

async function everyRole({ world, project }: Setting, permission: Permission) {
  const people: Person[] = [];
  if (isPersonal(permission)) {
    return people;
  }
  for (const role of workspaceRoles) {
    people.push(await world.member(role));
  }
  for (const role of isProjectPermission(permission) ? projectRoles : []) {
    people.push(await world.person(project, role));
  }
  return people;
}

async function traces(world: World): Promise<number> {
  return world.db.auditEvent.count({ where: { workspaceId: world.workspaceId } });
}

let elsewhere: World;
beforeAll(async () => {
  elsewhere = await aWorld();
});

describe.each([...commands, ...queries])("$name", (door) => {
  const { permission } = door;
  let setting: Setting;

  beforeAll(async () => {
    const world = await aWorld();
    const project = await world.project();
    const input = await inputFor(allValidInputs, door.name)(world, project);
    setting = { world, project, input };
  });

  it("asks somebody whose session has ended to sign in", async () => {
    const code = await refusalOf(door, anonymous, setting.input);
    // What nobody signs in for, and what a mailed link in the input opens.
    if (permission !== "public" && permission !== "guest") {
      expect(code).toBe("unauthenticated");
    }
    expect(code).not.toBe("forbidden");
  });

  it("shows a stranger, a removed member and a disabled account nothing, and keeps no trace", async () => {
    if (isPersonal(permission)) {
      return;
    }
    const gone = [await removed(setting), await disabled(setting)];
    const strangers = [await elsewhere.member("owner"), ...gone];
    if (isProjectPermission(permission)) {
      strangers.push(await setting.world.member());
    }
    const before = await traces(setting.world);
    for (const { actor } of strangers) {
      expect(hidden).toContain(await refusalOf(door, actor, setting.input));
    }
    expect(await traces(setting.world)).toBe(before);
  });

  it("opens by a guest's link to nobody who is signed in, and by another link to nobody", async () => {
    if (permission !== "guest") {
      return;
    }
    const before = await traces(setting.world);
    const token = "a-link-nobody-was-sent";
    for (const { actor } of [setting.project.lead, setting.world.owner]) {
      expect(await refusalOf(door, actor, setting.input)).toBe("not_found");
    }
    const elsewhereInput = { ...(setting.input as object), token };
    expect(await refusalOf(door, anonymous, elsewhereInput)).toBe("not_found");
    expect(await traces(setting.world)).toBe(before);
  });

  it("refuses every role that the printed tables leave out, and says no more than it may", async () => {
    const refused = (await everyRole(setting, permission)).filter((person) => !mayUse(person));
    const before = await traces(setting.world);
    for (const person of refused) {
      const code = await refusalOf(door, person.actor, setting.input);
      expect(code, describePerson(person)).toBe(mayRead(person) ? "forbidden" : "not_found");
    }
    expect(await traces(setting.world)).toBe(before);
  });

  it("opens to every role that the printed tables name", async () => {
    for (const person of (await everyRole(setting, permission)).filter(mayUse)) {
      const code = await refusalOf(door, person.actor, setting.input);
      expect(["forbidden", "unauthenticated"], describePerson(person)).not.toContain(code);
    }
  });

  function held(person: Person) {
    return { workspaceRole: person.workspaceRole, projectRoles: person.roles };
  }
  function mayUse(person: Person): boolean {
    return isGranted(permission, held(person));
  }
  function mayRead(person: Person): boolean {
    return !isProjectPermission(permission) || isGranted("project:read", held(person));
  }
});

function describePerson(person: Person): string {
  return `${person.workspaceRole} ${person.roles.join(" ")}`;
}

describe("the registry", () => {
  it("names each door once, and gives each a valid input for this test", () => {
    const names = [...commands, ...queries].map((door) => door.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !Object.hasOwn(allValidInputs, name))).toEqual([]);
    expect(Object.keys(allValidInputs).filter((name) => !names.includes(name))).toEqual([]);
  });
});
