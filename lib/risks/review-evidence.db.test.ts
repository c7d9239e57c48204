import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import type { RiskId } from "@/lib/kernel/ids";
import { reviewRisk } from "@/lib/risks/commands/review-risk";
import { getRisk } from "@/lib/risks/queries";
import { someEvidence } from "@/lib/testing/inputs/evidence";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import { aWorld } from "@/lib/testing/world";

describe("the evidence of a review", () => {
  it("is kept with the review, and is living evidence of the same project only", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { riskId, version } = await raisedRisk(project);
    const review = (evidenceId: string | null) =>
      runCommand(reviewRisk, project.lead.actor, {
        riskId,
        version,
        isStillTrue: "yes",
        likelihood: 3,
        impact: 5,
        knowledge: "strong",
        evidenceId,
      });
    const foreign = await someEvidence(world, await world.project());
    const withdrawn = await someEvidence(world, project, { withdrawnAt: new Date() });
    for (const id of [foreign.id, withdrawn.id, randomUUID()]) {
      expect(await review(id)).toMatchObject({
        ok: false,
        error: { code: "invalid_input", issues: [{ path: "evidenceId" }] },
      });
    }
    expect(await world.db.riskReview.count({ where: { riskId } })).toBe(0);
    const { id } = await someEvidence(world, project);
    expect(await review(id)).toMatchObject({ ok: true });
    const kept = await world.db.riskReview.findFirstOrThrow({ where: { riskId } });
    expect(kept.evidenceId).toBe(id);
    const { reviews } = await runQuery(getRisk, project.lead.actor, {
      riskId: riskId as RiskId,
    });
    expect(reviews).toMatchObject([
      { isStillTrue: true, likelihood: 3, impact: 5, evidence: { id }, byName: project.lead.name },
    ]);
  });
});
