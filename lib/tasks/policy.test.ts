import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Member } from "@/lib/authz/actor";
import { type ProjectRole, projectRoles } from "@/lib/authz/permissions";
import type { UserId } from "@/lib/kernel/ids";
import { strictnessLevels } from "@/lib/playbooks/schema";
import {
  roleThatTailors,
  whyNotAssign,
  whyNotInProject,
  whyNotTailor,
  whyNotWork,
} from "@/lib/tasks/policy";

const id = (name: string) => name as UserId;
const member = (...roles: ProjectRole[]): Member => ({
  userId: id("me"),
  name: "Me",
  workspaceRole: "member",
  roles,
});
const mine = { assigneeId: "me", assigneeName: "Me" };
const others = { assigneeId: "you", assigneeName: "Yara" };
const nobodys = { assigneeId: null, assigneeName: null };

describe("who works on a task", () => {
  it.each(["lead", "data_scientist", "ml_engineer"] as const)("%s works on every task", (role) => {
    expect(whyNotWork(member(role), others)).toBeNull();
  });

  it.each(["domain_expert", "risk_reviewer", "operations"] as const)(
    "%s works on their own",
    (role) => {
      expect(whyNotWork(member(role), mine)).toBeNull();
      expect(whyNotWork(member(role), others)).toContain("Yara");
      expect(whyNotWork(member(role), nobodys)).toContain("nobody");
    },
  );

  it.each(["sponsor", "viewer"] as const)("%s works on none", (role) => {
    expect(whyNotWork(member(role), mine)).toContain("It can be done by");
  });
});

describe("who switches a task off", () => {
  it("is the lead only where the project is run lightly", () => {
    expect(whyNotTailor(member("lead"), "lite")).toBeNull();
    expect(whyNotTailor(member("lead"), "standard")).toContain("risk reviewer");
    expect(whyNotTailor(member("risk_reviewer"), "regulated")).toBeNull();
  });

  it("never disagrees with the role that is written down", () => {
    const roles = fc.subarray([...projectRoles]);
    fc.assert(
      fc.property(roles, fc.constantFrom(...strictnessLevels), (held, strictness) => {
        const role = roleThatTailors(member(...held), strictness);
        expect(role === null).toBe(whyNotTailor(member(...held), strictness) !== null);
        expect(role === null || held.includes(role)).toBe(true);
      }),
    );
  });
});

describe("who a task is given to", () => {
  const people = [
    { userId: "a", name: "Ada", roles: ["data_scientist"] as const },
    { userId: "b", name: "Ben", roles: ["viewer"] as const },
  ];

  it("is nobody, or somebody of the project whose role works on tasks", () => {
    expect(whyNotAssign(null, people)).toBeNull();
    expect(whyNotAssign("a", people)).toBeNull();
    expect(whyNotAssign("b", people)).toContain("Ben");
    expect(whyNotAssign("c", people)).toContain("of this project");
  });
});

describe("a closed project", () => {
  it("lets nothing move", () => {
    expect(whyNotInProject({ status: "closed" })).toContain("closed");
    expect(whyNotInProject({ status: "active" })).toBeNull();
  });
});
