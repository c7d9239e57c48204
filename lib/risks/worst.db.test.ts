import { describe, expect, it } from "vitest";
import { runQuery } from "@/lib/execution/query";
import { getWorstRisks } from "@/lib/risks/queries/worst";
import { signedByReviewer } from "@/lib/testing/inputs/risk-acceptances";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import { aWorld } from "@/lib/testing/world";

describe("the risks beside a business case", () => {
  it("are the worst living ones of the project, with what is above the line and what is accepted", async () => {
    const world = await aWorld();
    const project = await world.project();
    const other = await world.project();
    await raisedRisk(other, { likelihood: 5, impact: 5, title: "Of another project" });
    for (const [likelihood, impact] of [
      [1, 1],
      [5, 5],
      [2, 3],
    ]) {
      await raisedRisk(project, { likelihood, impact, title: `${likelihood} by ${impact}` });
    }
    const accepted = await signedByReviewer(world, project);
    const closed = await raisedRisk(project, { likelihood: 5, impact: 4, title: "Closed" });
    await world.db.risk.update({
      where: { id: closed.riskId },
      data: { status: "closed", closedReason: "It is over.", closedAt: new Date() },
    });

    const view = await runQuery(getWorstRisks, project.lead.actor, {
      projectId: project.id,
      limit: 3,
    });
    expect(view).toMatchObject({ open: 3, aboveAppetite: 1, accepted: 1 });
    expect(view.risks).toHaveLength(3);
    expect(view.risks[0]).toMatchObject({
      title: "5 by 5",
      score: 25,
      isAboveAppetite: true,
      isAccepted: false,
    });
    expect(view.risks.find(({ isAccepted }) => isAccepted)).toMatchObject({ id: accepted.riskId });
    expect(view.risks.map(({ score }) => score)).toEqual(
      view.risks.map(({ score }) => score).sort((left, right) => right - left),
    );
  });
});
