import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type * as z from "zod";
import { signCheckpoints } from "@/jobs/sign-checkpoints";
import { getAuditDays, getAuditEntry, getAuditFilters, listAudit } from "@/lib/audit/queries";
import { getPackContents } from "@/lib/audit-packs/queries";
import { rememberedFacts } from "@/lib/authz/access-facts";
import type { Permission } from "@/lib/authz/permissions";
import { getCase } from "@/lib/business-cases/queries";
import { getAmendments } from "@/lib/business-cases/queries/amendments";
import { getAssumptions, getScorecard } from "@/lib/business-cases/queries/case-life";
import { listEvidence, listMetrics } from "@/lib/evidence/queries";
import { type Query, runQueryWith } from "@/lib/execution/query";
import { getGate, listGates, listGatesWaitingForMe, listMetricCriteria } from "@/lib/gates/queries";
import { getMe } from "@/lib/identity/queries";
import { insertSession, sessionOfHash } from "@/lib/identity/store/sessions";
import { listEntries } from "@/lib/journal/queries";
import { addDays, dateOf, dayOf } from "@/lib/kernel/calendar";
import type { GateId, ImportDraftId, ProjectId, RiskId, StageId } from "@/lib/kernel/ids";
import { getLedgerState } from "@/lib/ledger/queries";
import { listMyNotices } from "@/lib/notifications/queries";
import { getProjectFrame } from "@/lib/portfolio/queries/get-project-frame";
import { getProjectOverview } from "@/lib/portfolio/queries/get-project-overview";
import { getWorkspaceFrame } from "@/lib/portfolio/queries/get-workspace-frame";
import { listPortfolio } from "@/lib/portfolio/queries/list-portfolio";
import { summarizePortfolio } from "@/lib/portfolio/queries/summarize-portfolio";
import { listRiskSuggestions } from "@/lib/risk-catalogue/queries/suggestions";
import { listProjectChecks, listWorkspaceChecks } from "@/lib/risk-checks/queries/list-checks";
import { getImportDraft, listRiskImports } from "@/lib/risk-imports/queries/imports";
import { getMeetingQueue } from "@/lib/risk-meetings/queries/meeting-queue";
import { getMeetingReviews } from "@/lib/risk-meetings/queries/meeting-reviews";
import { getReviewOptions } from "@/lib/risk-meetings/queries/review-options";
import { getProjectMap, getWorkspaceMap } from "@/lib/risk-pictures/queries/map-at";
import { getProjectPictures, getWorkspacePictures } from "@/lib/risk-pictures/queries/pictures";
import { listRiskViews } from "@/lib/risk-register/queries/list-risk-views";
import { getRiskTreatment } from "@/lib/risk-treatment/queries";
import {
  getRisk,
  getRiskFacets,
  getRiskOptions,
  listProjectRisks,
  listWorkspaceRisks,
} from "@/lib/risks/queries";
import { getRiskMatrix } from "@/lib/risks/queries/matrix";
import { getWorstRisks } from "@/lib/risks/queries/worst";
import { getStage, listMine } from "@/lib/tasks/queries";
import { aDraft, csvOf, wholeRow } from "@/lib/testing/inputs/risk-imports";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import { statementsOf } from "@/lib/testing/statements";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

/**
 * What a main page may ask of the database, the shell and the session included, however much there
 * is to show. Each page reads what its component in `app` reads.
 */
const budget = {
  portfolio: 4,
  "my work": 9,
  "project overview": 5,
  "stage workspace": 12,
  gates: 6,
  gate: 8,
  "business case": 15,
  log: 5,
  evidence: 5,
  metrics: 7,
  "risks of a project": 9,
  "risk register": 7,
  "review meeting": 19,
  "review meeting of a project": 20,
  "summary of a review meeting": 4,
  "pictures of a project's risks": 8,
  "pictures of the risks": 7,
  "import of risks": 5,
  "draft of an import": 8,
  "risk matrix": 3,
  audit: 16,
  "entry of the audit": 5,
};
type PageName = keyof typeof budget;

const TOKEN_HASH = randomUUID();
const today = dayOf(new Date());

let world: World;
let project: TestProject;
let stageId: StageId;
let gateId: GateId;
let draftId: ImportDraftId;
let riskId: RiskId;

type Read = <P extends Permission, Input extends z.ZodType, View>(
  query: Query<P, Input, View>,
  input: unknown,
) => Promise<View>;

/** One rendering: the session is found once, and what is known of the reader is shared. */
async function rendering(): Promise<Read> {
  const session = await sessionOfHash(TOKEN_HASH, new Date());
  if (session === null) {
    throw new Error("The reader of the test is not signed in.");
  }
  const { sessionId, userId, ...person } = session;
  const facts = rememberedFacts();
  facts.learnSelf(userId, person);
  const actor = { kind: "user" as const, sessionId, userId };
  return (query, rawInput) => runQueryWith(query, { actor, rawInput, facts });
}

type Page = (read: Read) => Promise<unknown>;

async function meeting(read: Read, narrowed: { projectId?: ProjectId }) {
  const chosen = { workspaceId: world.workspaceId, ...narrowed, since: new Date().toISOString() };
  await read(getMeetingQueue, { ...chosen, extent: "all" });
  await read(getMeetingReviews, chosen);
  await read(getRisk, { riskId });
  await read(getReviewOptions, { riskId });
  await read(getRiskTreatment, { riskId });
}

/** With what stands around every page of a project. */
function inProject(page: Page): Page {
  return async (read) => {
    await read(getProjectFrame, { projectId: project.id });
    await page(read);
  };
}

function pagesOfRisks() {
  const { workspaceId } = world;
  const ofProject = { projectId: project.id };
  return {
    "risks of a project": inProject(async (read) => {
      await read(listProjectRisks, ofProject);
      await read(getRiskOptions, ofProject);
      await read(listRiskSuggestions, ofProject);
      await read(listProjectChecks, ofProject);
    }),
    async "risk register"(read: Read) {
      await read(listWorkspaceRisks, { workspaceId });
      await read(getRiskFacets, { workspaceId });
      await read(listRiskViews, { workspaceId });
      await read(listWorkspaceChecks, { workspaceId });
    },
    "review meeting": (read: Read) => meeting(read, {}),
    "review meeting of a project": inProject((read) => meeting(read, ofProject)),
    async "summary of a review meeting"(read: Read) {
      await read(getMeetingReviews, { workspaceId, since: "2026-01-05T09:00:00.000Z" });
    },
    "pictures of a project's risks": inProject(async (read) => {
      await read(getProjectPictures, ofProject);
      await read(getProjectMap, ofProject);
    }),
    async "pictures of the risks"(read: Read) {
      await read(getWorkspacePictures, { workspaceId });
      await read(getWorkspaceMap, { workspaceId });
      await read(getRiskFacets, { workspaceId });
    },
    async "import of risks"(read: Read) {
      await read(listRiskImports, { workspaceId });
    },
    async "draft of an import"(read: Read) {
      await read(getImportDraft, { draftId });
    },
    async "risk matrix"(read: Read) {
      await read(getRiskMatrix, { workspaceId });
    },
  } satisfies Partial<Record<PageName, Page>>;
}

function pages(): Record<PageName, Page> {
  const { workspaceId } = world;
  const ofProject = { projectId: project.id };
  return {
    ...pagesOfRisks(),
    async portfolio(read) {
      await read(summarizePortfolio, { workspaceId });
      await read(listPortfolio, { workspaceId });
    },
    async "my work"(read) {
      await read(listGatesWaitingForMe, { workspaceId });
      await read(listMine, { workspaceId });
      await read(listMyNotices, { limit: 10 });
      await read(getGate, { gateId });
    },
    "project overview": inProject((read) => read(getProjectOverview, { ...ofProject, stageId })),
    "stage workspace": inProject(async (read) => {
      await read(getStage, { stageId });
      await read(listRiskSuggestions, { ...ofProject, stageId });
      await read(listEntries, { ...ofProject, stageId, limit: 8 });
      await read(listEvidence, { ...ofProject, stageId, standing: "living", limit: 8 });
      await read(getGate, { gateId });
    }),
    gates: inProject((read) => read(listGates, ofProject)),
    gate: inProject(async (read) => {
      await read(getGate, { gateId });
      await read(getMe, {});
    }),
    "business case": inProject(async (read) => {
      await read(getCase, ofProject);
      await read(getScorecard, ofProject);
      await read(getAssumptions, ofProject);
      await read(getAmendments, ofProject);
      await read(getWorstRisks, ofProject);
      await read(getMe, {});
    }),
    log: inProject((read) => read(listEntries, ofProject)),
    evidence: inProject((read) => read(listEvidence, ofProject)),
    metrics: inProject(async (read) => {
      await read(listMetrics, ofProject);
      await read(listMetricCriteria, ofProject);
    }),
    async audit(read) {
      await read(listAudit, { workspaceId });
      await read(getAuditFilters, { workspaceId });
      await read(getAuditDays, { workspaceId });
      await read(getLedgerState, { workspaceId });
      await read(getPackContents, { workspaceId });
    },
    async "entry of the audit"(read) {
      await read(getAuditEntry, { workspaceId, index: 0 });
    },
  };
}

async function countAll(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [name, page] of Object.entries(pages())) {
    counts[name] = await statementsOf(async () => {
      const read = await rendering();
      await read(getWorkspaceFrame, { workspaceId: world.workspaceId });
      await page(read);
    });
  }
  return counts;
}

const forty = Array.from({ length: 40 }, (_, index) => index + 1);

/** Forty of everything that a page lists. */
async function fill(): Promise<void> {
  await addWork();
  await addRecords();
  draftId = await draftOf(forty.length);
  for (const _ of forty.slice(0, 12)) {
    await world.person(await world.project(), "sponsor");
    await world.person(project, "data_scientist");
  }
}

async function draftOf(rows: number): Promise<ImportDraftId> {
  const risks = forty.slice(0, rows).map((index) => ({ title: `Imported ${index}` }));
  const file = csvOf(risks.map((risk) => wholeRow(project, risk)));
  return (await aDraft(world, project.lead, file)).draftId as ImportDraftId;
}

async function addWork(): Promise<void> {
  const { db, workspaceId } = world;
  const { userId } = project.lead;
  await db.task.createMany({
    data: forty.map((index) => ({
      projectId: project.id,
      stageId,
      number: 1000 + index,
      position: 100 + index,
      name: `Task ${index}`,
      purpose: "",
      guidance: "",
      role: "lead" as const,
      assigneeId: userId,
      estimateLowDays: 1,
      estimateLikelyDays: 2,
      estimateHighDays: 3,
    })),
  });
  await db.risk.createMany({
    data: forty.map((index) => ({
      workspaceId,
      projectId: project.id,
      number: 100 + index,
      title: `Risk ${index}`,
      category: "data" as const,
      ownerId: userId,
      identifiedOn: dateOf(today),
      inherentLikelihood: 5,
      inherentImpact: 5,
      likelihood: 1 + (index % 5),
      impact: 4,
      score: (1 + (index % 5)) * 4,
      treatment: "mitigate" as const,
      dueOn: dateOf(addDays(today, -index)),
      raisedById: userId,
    })),
  });
}

async function addRecords(): Promise<void> {
  const { db, workspaceId } = world;
  const { userId } = project.lead;
  await db.journalEntry.createMany({
    data: forty.map((index) => ({
      projectId: project.id,
      stageId,
      authorId: userId,
      body: `Entry ${index}`,
      iteration: 1,
      entryOn: dateOf(today),
    })),
  });
  await db.evidence.createMany({
    data: forty.map((index) => ({
      projectId: project.id,
      stageId,
      kind: "link" as const,
      title: `Evidence ${index}`,
      url: "https://files.example.com/report",
      effectiveOn: dateOf(today),
      addedById: userId,
    })),
  });
  await db.notification.createMany({
    data: forty.map((index) => ({
      userId,
      workspaceId,
      kind: "mentioned" as const,
      title: `Notice ${index}`,
      because: "because you were named",
      href: "/portfolio",
    })),
  });
}

beforeAll(async () => {
  world = await aWorld();
  project = await world.project();
  const { lead } = project;
  await world.db.membership.updateMany({
    where: { userId: lead.userId },
    data: { role: "owner" },
  });
  const stage = await world.db.stage.findFirstOrThrow({
    where: { projectId: project.id, number: 1 },
    select: { id: true, gates: { select: { id: true } } },
  });
  stageId = stage.id as StageId;
  gateId = (stage.gates[0]?.id ?? "") as GateId;
  draftId = await draftOf(1);
  riskId = (await raisedRisk(project)).riskId;
  await signCheckpoints({ workspaceId: world.workspaceId });
  await insertSession(world.db, {
    userId: lead.userId,
    tokenHash: TOKEN_HASH,
    method: "password",
    userAgent: "test",
    address: "127.0.0.1",
    createdAt: new Date(),
    expiresAt: dateOf(addDays(today, 2)),
  });
});

describe("the statements of the main pages", () => {
  it("stay within their budget, and their number does not follow what there is", async () => {
    const few = await countAll();
    expect(few).toEqual(budget);
    await fill();
    expect(await countAll()).toEqual(few);
  });
});
