import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { QuestionPaper } from "@/components/gates/question-paper";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { reevaluateGates } from "@/lib/gates/commands/reevaluate-gates";
import { getGate, listGates } from "@/lib/gates/queries";
import type { GateView } from "@/lib/gates/schema";
import { writeMail } from "@/lib/identity/mail";
import { addDays, dateOf, dayOf } from "@/lib/kernel/calendar";
import { hashOfSecret, newSecret } from "@/lib/platform/secrets";
import { aCondition, decided, openGate } from "@/lib/testing/inputs/gates";
import { aWorld, type Person, type TestProject, type World } from "@/lib/testing/world";
import { restApplication } from "@/lib/web/rest";

const app = restApplication();

async function overRest(world: World, reader: Person, gateId: string) {
  const secret = newSecret("wm_");
  await world.db.apiToken.create({
    data: {
      userId: reader.userId,
      workspaceId: world.workspaceId,
      name: "test",
      prefix: secret.slice(0, 12),
      tokenHash: hashOfSecret(secret),
      scopes: ["read"],
      expiresAt: new Date(Date.now() + 3_600_000),
    },
  });
  const headers = { authorization: `Bearer ${secret}` };
  const response = await app.request(`/api/v1/gates/${gateId}`, { headers });
  return (await response.json()) as { explanation: { sentence: string; unmet: unknown[] } };
}

/** The newest mail that waits for somebody, as they will read it. */
async function mailTo(world: World, to: string): Promise<string> {
  const rows = await world.db.$queryRaw<{ payload: { data: unknown } }[]>`
    SELECT payload FROM graphile_worker._private_jobs
    WHERE payload->>'to' = ${to} ORDER BY id DESC LIMIT 1`;
  const site = "https://waymark.example.com";
  return writeMail({ template: "notice", data: rows[0]?.payload.data, site }).text;
}

function onPage(gate: GateView): string {
  return renderToStaticMarkup(createElement(QuestionPaper, { gate }));
}

/** In the markup of a page a few marks are written otherwise. */
const plain = (html: string) =>
  html.replaceAll("&#x27;", "'").replaceAll("&quot;", '"').replaceAll("&amp;", "&");

async function expectOneSentence(
  world: World,
  project: TestProject,
  at: { gateId: string; mailed: Person },
) {
  const { gateId, mailed } = at;
  const view = await runQuery(getGate, project.lead.actor, { gateId });
  const { sentence } = view.explanation;
  const { rows } = await runQuery(listGates, project.lead.actor, { projectId: project.id });
  const rest = await overRest(world, project.lead, gateId);
  expect(rest.explanation).toEqual(view.explanation);
  expect(rows.find(({ id }) => id === gateId)?.sentence).toBe(sentence);
  expect(plain(onPage(view))).toContain(sentence);
  expect(await mailTo(world, mailed.email)).toContain(sentence);
  return view;
}

describe("the sentence about a gate", () => {
  it("is the very same on the page, in the list, over REST and in the mail to an approver", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { gateId, sponsor } = await openGate(world, project);
    const view = await expectOneSentence(world, project, { gateId, mailed: sponsor });
    expect(view.explanation.sentence).toContain("waits for sponsor");
  });

  it("says of a lapse since when and why, with each unmet criterion for machines", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { gateId, round, reviewer, conditionId } = await aCondition(world, project);
    await decided(world, { gateId, round }, { by: reviewer, role: "risk_reviewer" });
    await world.db.gateCondition.updateMany({
      where: { id: conditionId },
      data: { dueOn: dateOf(addDays(dayOf(new Date()), -1)) },
    });
    const system = { kind: "system", job: "reevaluate-gates" } as const;
    await runCommand(reevaluateGates, system, { projectId: project.id });
    const view = await expectOneSentence(world, project, { gateId, mailed: project.lead });
    expect(view.explanation.sentence).toContain("has lapsed since");
    expect(view.explanation.sentence).toContain("condition C1 was due");
    expect(view.explanation.unmet.length).toBeGreaterThan(0);
    for (const unmet of view.explanation.unmet) {
      expect(unmet).toMatchObject({
        code: expect.stringMatching(/./),
        sentence: expect.stringMatching(/./),
        nextStep: expect.stringMatching(/./),
        href: expect.stringMatching(/^\/projects\//),
      });
      expect(unmet.who.length).toBeGreaterThan(0);
    }
  });
});
