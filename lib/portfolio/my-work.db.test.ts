import { beforeAll, describe, expect, it } from "vitest";
import { runQuery } from "@/lib/execution/query";
import { listGatesWaitingForMe } from "@/lib/gates/queries";
import { addDays, dateOf, dayOf } from "@/lib/kernel/calendar";
import { listMyNotices } from "@/lib/notifications/queries";
import { notify } from "@/lib/notifications/store";
import { getWorkspaceFrame } from "@/lib/portfolio/queries/get-workspace-frame";
import { listPortfolio } from "@/lib/portfolio/queries/list-portfolio";
import { summarizePortfolio } from "@/lib/portfolio/queries/summarize-portfolio";
import { listMine } from "@/lib/tasks/queries";
import { aWorld, type Person, type TestProject, type World } from "@/lib/testing/world";

let world: World;
let project: TestProject;
let sponsor: Person;
const today = dayOf(new Date());

async function submitCase(): Promise<void> {
  const { id: caseId } = await world.db.businessCase.update({
    where: { projectId: project.id },
    data: { status: "submitted", submittedNumber: 1 },
  });
  await world.db.businessCaseVersion.create({
    data: {
      caseId,
      number: 1,
      content: {},
      sha256: "0".repeat(64),
      submittedById: project.lead.userId,
      submittedAt: new Date(),
    },
  });
}

async function openRound(): Promise<void> {
  const gate = await world.db.gate.findFirstOrThrow({ where: { projectId: project.id } });
  await world.db.gate.update({ where: { id: gate.id }, data: { state: "in_review" } });
  const round = await world.db.gateRound.create({
    data: {
      gateId: gate.id,
      number: 1,
      iteration: 1,
      requestedById: project.lead.userId,
      requestedRole: "lead",
      requestedAt: new Date(),
      policy: {},
      policySha256: "0".repeat(64),
      trace: {},
      subjects: {},
      eligible: { sponsor: [sponsor.userId] },
      dueOn: dateOf(today),
    },
  });
  await world.db.gateCondition.create({
    data: {
      gateId: gate.id,
      roundId: round.id,
      decisionId: round.id,
      code: "C1",
      text: "Weigh the age bands again.",
      ownerId: sponsor.userId,
      setById: project.lead.userId,
      dueOn: dateOf(addDays(today, 3)),
    },
  });
}

/** Of the sponsor: one open, one done but to be looked at again, one switched off, one done. */
async function giveTasks(of: TestProject): Promise<void> {
  const tasks = await world.db.task.findMany({ where: { projectId: of.id }, take: 4 });
  const changes = [
    {},
    { status: "done", toRecheck: true },
    { status: "tailored_out", tailoredOutReason: "Not needed here." },
    { status: "done" },
  ] as const;
  for (const [place, change] of changes.entries()) {
    await world.db.task.update({
      where: { id: tasks[place]?.id ?? "" },
      data: { assigneeId: sponsor.userId, ...change },
    });
  }
}

beforeAll(async () => {
  world = await aWorld();
  project = await world.project({ name: "Waits" });
  sponsor = await world.person(project, "sponsor");
  await submitCase();
  await openRound();
  await giveTasks(project);
});

describe("the number beside My work", () => {
  it("is the number of rows My work lists, in this workspace", async () => {
    const { workspaceId } = world;
    const { actor, userId } = sponsor;
    const other = await aWorld();
    const elsewhere = await other.project();
    await other.db.membership.create({
      data: { workspaceId: other.workspaceId, userId, role: "member" },
    });
    await other.db.projectMember.create({
      data: { projectId: elsewhere.id, userId, roles: ["sponsor"] },
    });
    await giveTasks(elsewhere);
    const frame = await runQuery(getWorkspaceFrame, actor, { workspaceId });
    const waiting = await runQuery(listGatesWaitingForMe, actor, { workspaceId });
    const tasks = await runQuery(listMine, actor, { workspaceId });
    expect(waiting.rows.map((row) => row.kind).sort()).toEqual([
      "condition",
      "decision",
      "signature",
    ]);
    expect(tasks.rows).toHaveLength(2);
    expect(frame.counts.myWork).toBe(5);
    expect((await runQuery(listMine, actor, {})).rows).toHaveLength(4);
  });

  it("agrees with what the portfolio says waits for the reader", async () => {
    const { workspaceId } = world;
    await world.project({ name: "Waits for nobody" });
    for (const { person, names } of [
      { person: sponsor, names: ["Waits"] },
      { person: world.owner, names: [] },
    ]) {
      const input = { workspaceId, waitingOnMe: true };
      const { rows } = await runQuery(listPortfolio, person.actor, input);
      const { projects } = await runQuery(summarizePortfolio, person.actor, { workspaceId });
      expect(rows.map((row) => row.name)).toEqual(names);
      expect(projects.waitingOnMe).toBe(names.length);
    }
  });
});

describe("the number on the bell", () => {
  it("counts unread notices, the same in the shell and on the page, and stops at a hundred", async () => {
    const { workspaceId } = world;
    const tell = (count: number) =>
      Promise.all(
        Array.from({ length: count }, (_, number) =>
          notify(world.db, {
            workspaceId,
            projectId: null,
            kind: "mentioned",
            userIds: [sponsor.userId],
            title: `Notice ${number}`,
            because: "because you were named",
            href: "/portfolio",
          }),
        ),
      );
    const unread = async () => {
      const { counts } = await runQuery(getWorkspaceFrame, sponsor.actor, { workspaceId });
      const page = await runQuery(listMyNotices, sponsor.actor, {});
      expect(page.unread).toBe(counts.unreadNotices);
      return page.unread;
    };
    await tell(3);
    expect(await unread()).toBe(3);
    await tell(110);
    expect(await unread()).toBe(100);
  });
});
