import { expect, it } from "vitest";
import type { Member } from "@/lib/authz/actor";
import type { ProjectRole } from "@/lib/authz/permissions";
import { refusalSentence, whyNotByRole } from "@/lib/authz/refusal";
import type { UserId } from "@/lib/kernel/ids";

function member(...roles: ProjectRole[]): Member {
  return { userId: "u" as UserId, name: "Uma", workspaceRole: "member", roles };
}

it("names who could, and refuses nothing the role includes", () => {
  expect(whyNotByRole(member("viewer"), "stage:plan")).toContain("lead");
  expect(whyNotByRole(member("lead"), "stage:plan")).toBeNull();
  expect(whyNotByRole({ ...member(), workspaceRole: "owner" }, "project:write")).toBeNull();
  expect(whyNotByRole(member("viewer"), "project:write")).toContain("workspace owner");
});

it("says whom to ask when somebody in the project could", () => {
  const holders = [
    { name: "Lea", roles: ["lead"] as const },
    { name: "Vik", roles: ["viewer"] as const },
  ];
  expect(refusalSentence("stage:plan", holders)).toMatch(/Ask Lea\.$/);
  expect(refusalSentence("stage:plan", [])).not.toContain("Ask");
});
