import { beforeEach, describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { giveFeedback } from "@/lib/gates/commands/give-feedback";
import { getGate } from "@/lib/gates/queries";
import { decided, type OpenGate, openGate } from "@/lib/testing/inputs/gates";
import { aWorld, type Person, type TestProject, type World } from "@/lib/testing/world";

let world: World;
let project: TestProject;
let open: OpenGate;
let expert: Person;

beforeEach(async () => {
  world = await aWorld();
  project = await world.project();
  expert = await world.person(project, "domain_expert");
  open = await openGate(world, project);
});

const major = () => ({
  gateId: open.gateId,
  round: open.round,
  level: "major",
  text: "Brokers write the date of the call, not of the loss.",
});

describe("gate.give-feedback", () => {
  it("is kept with the round and shown to approvers, from somebody who does not decide", async () => {
    const given = await runCommand(giveFeedback, expert.actor, major());
    expect(await runCommand(giveFeedback, expert.actor, major())).toEqual(given);
    const view = await runQuery(getGate, open.sponsor.actor, { gateId: open.gateId });
    expect(view.rounds[0]?.feedback).toMatchObject([
      { level: "major", text: major().text, person: { id: expert.userId } },
    ]);
    const types = await world.auditTypes(project.id);
    expect(types.filter((type) => type === "gate.feedback-given")).toHaveLength(1);
    const told = await world.db.notification.findMany({
      where: { projectId: project.id, title: { contains: "gave feedback" } },
    });
    expect(told.map(({ userId }) => userId)).toEqual([project.lead.userId]);
  });

  it("is never counted: a major issue rejects nothing, and no issue approves nothing", async () => {
    const reviewer = open.reviewer;
    await runCommand(giveFeedback, expert.actor, major());
    await runCommand(giveFeedback, reviewer.actor, { ...major(), level: "no_issue" });
    const before = await runQuery(getGate, reviewer.actor, { gateId: open.gateId });
    expect(before).toMatchObject({ state: "in_review", whyNotDecide: null });
    expect(before.approvals.map(({ given }) => given)).toEqual([0, 0]);
    const at = { gateId: open.gateId, round: open.round };
    await decided(world, at, { by: open.sponsor, role: "sponsor" });
    const last = await decided(world, at, { by: reviewer, role: "risk_reviewer" });
    expect(last).toMatchObject({ value: { outcome: "passed" } });
  });

  it("refuses a viewer, an empty text and a round that is closed", async () => {
    const viewer = await world.person(project, "viewer");
    expect((await runCommand(giveFeedback, viewer.actor, major())).ok).toBe(false);
    const silent = await runCommand(giveFeedback, expert.actor, { ...major(), text: " " });
    expect(silent).toMatchObject({ ok: false, error: { issues: [{ path: "text" }] } });
    const late = await runCommand(giveFeedback, expert.actor, { ...major(), round: 7 });
    expect(late).toMatchObject({ ok: false, error: { reason: "round_closed" } });
    expect(await world.db.gateFeedback.count({ where: { round: { gateId: open.gateId } } })).toBe(
      0,
    );
  });
});
