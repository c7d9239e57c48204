import { describe, expect, it } from "vitest";
import { anonymous } from "@/lib/authz/actor";
import { issueGuestDocument } from "@/lib/documents/commands/issue-guest-document";
import { getCaseDocument, getGuestDocument } from "@/lib/documents/queries";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { aRendering, aSignedLink } from "@/lib/testing/inputs/documents";
import { aGuestLink } from "@/lib/testing/inputs/signing";
import { aWorld } from "@/lib/testing/world";

describe("the document of a guest", () => {
  it("is theirs once they have signed, and not before", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { token } = await aGuestLink(world, project);
    await expect(runQuery(getGuestDocument, anonymous, { token })).rejects.toMatchObject({
      code: "rule_refused",
    });
  });

  it("is the file everybody else gets, issued in the guest's name where they are the first to ask", async () => {
    const world = await aWorld();
    const project = await world.project();
    const token = await aSignedLink(world, project);
    const document = await runQuery(getGuestDocument, anonymous, { token });
    expect(document).toMatchObject({ state: "final", number: 1, issued: null });
    const [signature] = document.signatures;
    expect(signature).toMatchObject({ name: "Maria Keller", outside: "Guest of Fabrikam" });
    expect(signature?.viewedAt).not.toBeNull();
    const sha256 = await aRendering(document);
    const issued = await runCommand(issueGuestDocument, anonymous, { token, sha256 });
    expect(issued).toMatchObject({ ok: true });
    const { lead, id: projectId } = project;
    const seen = await runQuery(getCaseDocument, lead.actor, { projectId });
    expect(seen.issued?.sha256).toBe(sha256);
    const entry = await world.db.auditEvent.findFirstOrThrow({
      where: { projectId, type: "document.issued" },
    });
    expect(entry).toMatchObject({ actorKind: "guest", actorName: "Maria Keller" });
  });
});
