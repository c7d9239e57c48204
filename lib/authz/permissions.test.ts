import { describe, expect, it } from "vitest";
import {
  isGranted,
  type ProjectRole,
  permissionsOfProjectRole,
  projectPermissions,
  projectPermissionsOfWorkspaceRole,
  projectRoles,
  type WorkspaceRole,
  workspaceRoles,
} from "@/lib/authz/permissions";
import { refusalSentence } from "@/lib/authz/refusal";

const deciding = ["case:sign", "gate:decide", "gate:attest", "gate:waive", "risk:accept"] as const;

describe("the role tables", () => {
  it("never let a workspace role sign or decide", () => {
    for (const workspaceRole of workspaceRoles) {
      for (const permission of deciding) {
        expect(isGranted(permission, { workspaceRole, projectRoles: [] })).toBe(false);
      }
    }
  });

  it("let the auditor read everything in every project and write nothing", () => {
    const auditor = projectPermissionsOfWorkspaceRole.auditor;
    expect(auditor.every((permission) => permission.endsWith(":read"))).toBe(true);
    const readable = projectPermissions.filter((permission) => permission.endsWith(":read"));
    expect(new Set(auditor)).toEqual(new Set(readable));
  });

  it("let every project role read the project", () => {
    for (const role of projectRoles) {
      expect(permissionsOfProjectRole[role]).toContain("project:read");
    }
  });

  it("grant nothing to a role that does not exist", () => {
    const forged = { workspaceRole: "root" as WorkspaceRole, projectRoles: ["god" as ProjectRole] };
    expect(projectPermissions.some((permission) => isGranted(permission, forged))).toBe(false);
  });

  it("leave no permission of a project without a role or a job that holds it", () => {
    const held = new Set<string>(projectRoles.flatMap((role) => permissionsOfProjectRole[role]));
    expect(projectPermissions.filter((permission) => !held.has(permission))).toEqual([
      "gate:evaluate",
    ]);
  });
});

describe("refusalSentence", () => {
  it("names the roles that could and the people who hold them", () => {
    const sentence = refusalSentence("stage:plan", [
      { name: "Priya Raman", roles: ["lead"] },
      { name: "Tomás Rivera", roles: ["data_scientist"] },
    ]);
    expect(sentence).toContain("lead");
    expect(sentence).toContain("Ask Priya Raman.");
    expect(sentence).not.toContain("Rivera");
  });
});
