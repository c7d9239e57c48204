import { expect, test } from "vitest";
import type { Member } from "@/lib/authz/actor";
import type { ProjectRole } from "@/lib/authz/permissions";
import type { UserId } from "@/lib/kernel/ids";
import {
  type TailoredStage,
  whyNotAPerson,
  whyNotChangeStatus,
  whyNotInProject,
  whyNotTailorStage,
  whyNotWithRoles,
} from "@/lib/projects/policy";

function member(...roles: ProjectRole[]): Member {
  return { userId: "u" as UserId, name: "Uma", workspaceRole: "member", roles };
}

const stage: TailoredStage = {
  strictness: "standard",
  status: "active",
  gate: { code: "G4", state: "locked" },
  sponsors: ["s"],
  livingStages: 9,
};

test("the lead decides tailoring in lite only, the risk reviewer everywhere", () => {
  expect(whyNotTailorStage(member("lead"), { ...stage, strictness: "lite" })).toBeNull();
  expect(whyNotTailorStage(member("lead"), stage)).toContain("risk reviewer");
  expect(whyNotTailorStage(member("data_scientist"), { ...stage, strictness: "lite" })).toContain(
    "lead",
  );
  for (const strictness of ["lite", "standard", "regulated"] as const) {
    expect(whyNotTailorStage(member("risk_reviewer"), { ...stage, strictness })).toBeNull();
  }
});

test("outside lite a sponsor has to be there to be told", () => {
  const alone = { ...stage, sponsors: [] };
  expect(whyNotTailorStage(member("risk_reviewer"), alone)).toContain("Name a sponsor");
  expect(whyNotTailorStage(member("lead"), { ...alone, strictness: "lite" })).toBeNull();
});

test("a stage whose gate holds or is in review stays, and so does the last one", () => {
  const at = (state: "passed" | "passed_with_conditions" | "waived" | "in_review" | "lapsed") =>
    whyNotTailorStage(member("risk_reviewer"), { ...stage, gate: { code: "G4", state } });
  expect(at("passed")).toContain("part of the record");
  expect(at("passed_with_conditions")).toContain("part of the record");
  expect(at("waived")).toContain("part of the record");
  expect(at("in_review")).toContain("Withdraw");
  expect(at("lapsed")).toBeNull();
  expect(whyNotTailorStage(member("risk_reviewer"), { ...stage, livingStages: 1 })).toContain(
    "last stage",
  );
  expect(whyNotTailorStage(member("risk_reviewer"), { ...stage, status: "closed" })).toContain(
    "closed",
  );
});

test("somebody always leads", () => {
  const one = [{ userId: "a", roles: ["lead"] as const }];
  const two = [...one, { userId: "b", roles: ["lead", "sponsor"] as const }];
  expect(whyNotWithRoles(one, { userId: "a", roles: ["viewer"] })).toContain("only lead");
  expect(whyNotWithRoles(one, { userId: "a", roles: ["lead", "viewer"] })).toBeNull();
  expect(whyNotWithRoles(two, { userId: "a", roles: [] })).toBeNull();
  expect(whyNotWithRoles(one, { userId: "c", roles: [] })).toBeNull();
});

test("an auditor of the workspace looks on and nobody comes from outside", () => {
  expect(whyNotAPerson({ role: "auditor" }, ["viewer"])).toBeNull();
  expect(whyNotAPerson({ role: "auditor" }, ["viewer", "lead"])).toContain("auditor");
  expect(whyNotAPerson({ role: "member" }, ["lead"])).toBeNull();
  expect(whyNotAPerson(null, ["viewer"])).toContain("Invite");
});

test("a closed project is reopened before anything else", () => {
  expect(whyNotInProject({ status: "closed" })).toContain("Reopen");
  expect(whyNotInProject({ status: "paused" })).toBeNull();
  expect(whyNotChangeStatus("closed", "paused")).not.toBeNull();
  expect(whyNotChangeStatus("closed", "active")).toBeNull();
  expect(whyNotChangeStatus("paused", "active")).toBeNull();
  expect(whyNotChangeStatus("active", "closed")).toBeNull();
});
