import { describe, expect, it } from "vitest";
import { listAudit } from "@/lib/audit/queries";
import { runQuery } from "@/lib/execution/query";
import { openCheckpoint } from "@/lib/ledger/checkpoint";
import { getCheckpoint, getLedgerState, getReceipt } from "@/lib/ledger/queries";
import { signedCase } from "@/lib/testing/inputs/ledger";
import { aWorld } from "@/lib/testing/world";

describe("the audit page", () => {
  it("offers the receipt of every entry that speaks of a signature, and of no other", async () => {
    const world = await aWorld();
    const { signatureId } = await signedCase(world, await world.project());
    const auditor = await world.member("auditor");
    const { rows } = await runQuery(listAudit, auditor.actor, {
      workspaceId: world.workspaceId,
      limit: 100,
    });
    const offered = rows.filter((row) => row.signatureId !== null);
    expect(offered.map((row) => [row.type, row.signatureId])).toEqual([
      ["case.signed", signatureId],
    ]);
    const receipt = await runQuery(getReceipt, auditor.actor, { signatureId });
    expect(receipt.index).toBe(offered[0]?.index);
  });

  it("shows the root that the last checkpoint signs", async () => {
    const world = await aWorld();
    const { workspaceId, owner } = world;
    await world.project();
    expect(await runQuery(getLedgerState, owner.actor, { workspaceId })).toMatchObject({
      signedSize: 0,
      signedRoot: null,
    });
    const { checkpoint } = await runQuery(getCheckpoint, owner.actor, { workspaceId });
    const state = await runQuery(getLedgerState, owner.actor, { workspaceId });
    const name = (checkpoint ?? "").split("\n")[0] ?? "";
    const publicKey = new Uint8Array(Buffer.from(state.publicKey ?? "", "base64"));
    const signed = openCheckpoint(checkpoint ?? "", [{ name, publicKey }]);
    expect(state.signedRoot).toBe(Buffer.from(signed?.root ?? []).toString("hex"));
    expect(state.signedSize).toBe(state.size);
  });
});
