import { describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { decideGate } from "@/lib/gates/commands/decide-gate";
import { getGate } from "@/lib/gates/queries";
import { confirmByPasskey } from "@/lib/identity/commands/confirm-by-passkey";
import { aDecision, decided, gateIdOf, openGate, rowsOf } from "@/lib/testing/inputs/gates";
import { anAnswer, demandPasskey, withPasskey } from "@/lib/testing/inputs/passkeys";
import { aWorld } from "@/lib/testing/world";

async function demandingGate() {
  const world = await aWorld();
  const project = await world.project();
  const gateId = await gateIdOf(world, project);
  await demandPasskey(world, { gateId, role: "sponsor" });
  return { world, open: await openGate(world, project) };
}

describe("a gate that asks for a passkey", () => {
  it("says so before anybody signs, to the role it asks and to nobody else", async () => {
    const { open } = await demandingGate();
    const { toSign, approvals } = await runQuery(getGate, open.sponsor.actor, {
      gateId: open.gateId,
    });
    expect(toSign?.choices).toMatchObject([{ role: "sponsor", assurance: "passkey" }]);
    const asked = approvals.map(({ role, assurance }) => [role, assurance]);
    expect(asked).toContainEqual(["sponsor", "passkey"]);
    expect(asked.filter(([, assurance]) => assurance === "passkey")).toHaveLength(1);
  });

  it("refuses a password; nothing is signed and the proof is not used up", async () => {
    const { world, open } = await demandingGate();
    const result = await decided(world, open, { by: open.sponsor, role: "sponsor" });
    expect(result).toMatchObject({ error: { code: "rule_refused", reason: "assurance" } });
    expect(result.ok ? "" : result.error.message).toContain("a passkey");
    expect(await rowsOf(world, open.gateId)).toMatchObject({ decisions: 0, signatures: 0 });
    const { userId } = open.sponsor;
    const unused = await world.db.reauthentication.count({ where: { userId, usedAt: null } });
    expect(unused).toBe(1);
  });

  it("takes a passkey, and the signature says so", async () => {
    const { world, open } = await demandingGate();
    const { sponsor: by, gateId } = open;
    const { device } = await withPasskey(world, by);
    const view = await runQuery(getGate, by.actor, { gateId });
    const answer = await anAnswer(by, device, view.toSign?.subjectSha256);
    const proof = await runCommand(confirmByPasskey, by.actor, answer);
    const { token } = proof.ok ? proof.value : { token: "" };
    const input = await aDecision(world, { ...open, by, role: "sponsor" }, { token });
    const result = await runCommand(decideGate, by.actor, input);
    const { signatureId: id } = result.ok ? result.value : { signatureId: "" };
    const signature = await world.db.signature.findUniqueOrThrow({ where: { id } });
    expect(signature.assurance).toBe("passkey");
    expect(signature.statement).toMatchObject({ assurance: "passkey" });
  });
});
