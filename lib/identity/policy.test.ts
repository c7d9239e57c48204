import { describe, expect, it } from "vitest";
import { workspaceRoles } from "@/lib/authz/permissions";
import { whyNotChangeRole, whyNotInvite, whyNotRemove } from "@/lib/identity/policy";

describe("who may change whom", () => {
  it("never lets the last owner step down or leave", () => {
    for (const by of workspaceRoles) {
      for (const to of workspaceRoles.filter((role) => role !== "owner")) {
        expect(whyNotChangeRole({ by, of: "owner", to, owners: 1 })).not.toBeNull();
      }
      expect(whyNotRemove({ by, of: "owner", owners: 1 })).not.toBeNull();
    }
  });

  it("leaves owners to owners", () => {
    expect(whyNotChangeRole({ by: "admin", of: "owner", to: "member", owners: 3 })).not.toBeNull();
    expect(whyNotChangeRole({ by: "admin", of: "member", to: "owner", owners: 3 })).not.toBeNull();
    expect(whyNotRemove({ by: "admin", of: "owner", owners: 3 })).not.toBeNull();
    expect(whyNotInvite({ by: "admin", as: "owner" })).not.toBeNull();
    expect(whyNotChangeRole({ by: "owner", of: "owner", to: "member", owners: 2 })).toBeNull();
    expect(whyNotRemove({ by: "owner", of: "owner", owners: 2 })).toBeNull();
    expect(whyNotInvite({ by: "owner", as: "owner" })).toBeNull();
  });

  it("lets admins manage everybody else, and nobody below them", () => {
    expect(whyNotChangeRole({ by: "admin", of: "member", to: "auditor", owners: 1 })).toBeNull();
    expect(whyNotRemove({ by: "admin", of: "auditor", owners: 1 })).toBeNull();
    for (const by of ["member", "auditor"] as const) {
      expect(whyNotChangeRole({ by, of: "member", to: "admin", owners: 2 })).not.toBeNull();
      expect(whyNotRemove({ by, of: "member", owners: 2 })).not.toBeNull();
    }
  });
});
