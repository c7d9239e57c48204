import { spawnSync } from "node:child_process";
import { createElement, type ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, it } from "vitest";
import { SignersPanel } from "@/components/business-cases/signers-panel";
import { renderCasePdf, renderGatePdf } from "@/components/documents/render-pdf";
import { RoundsPanel } from "@/components/gates/rounds-panel";
import { auditCsvHead, auditCsvRow } from "@/lib/audit/audit-csv";
import { listAudit } from "@/lib/audit/queries";
import { getCase } from "@/lib/business-cases/queries";
import { loadCaseDocument } from "@/lib/documents/store/case-document";
import { loadGateDocument } from "@/lib/documents/store/gate-document";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { getGate } from "@/lib/gates/queries";
import { updateWorkspaceSettings } from "@/lib/identity/commands/update-workspace-settings";
import type { SignatureWords } from "@/lib/kernel/signature-words";
import { submittedCase } from "@/lib/testing/inputs/business-cases";
import { decided, openGate } from "@/lib/testing/inputs/gates";
import { anApiToken } from "@/lib/testing/inputs/identity";
import { signedBy } from "@/lib/testing/inputs/signing";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";
import { csvAnswer } from "@/lib/web/csv-answer";
import { restApplication } from "@/lib/web/rest";

const NAME = "Zoë O'Brien-Łukasz";

let world: World;
let project: TestProject;
let gateId: string;

beforeAll(async () => {
  world = await aWorld();
  project = await world.project();
  const open = await openGate(world, project);
  const { userId } = open.sponsor;
  await world.db.user.update({ where: { id: userId }, data: { name: NAME } });
  const sponsor = { ...open.sponsor, name: NAME };
  gateId = open.gateId;
  await decided(world, open, { by: sponsor, role: "sponsor" });
  await submittedCase(project);
  await signedBy(world, project, { person: sponsor, role: "sponsor" });
  await world.db.user.update({
    where: { id: world.owner.userId },
    data: { name: "=HYPERLINK(1)" },
  });
  const { workspaceId } = world;
  const settings = { workspaceId, name: "Northwind", version: 1 };
  expect(await runCommand(updateWorkspaceSettings, world.owner.actor, settings)).toMatchObject({
    ok: true,
  });
});

/** What the stored row says, put into words by nobody but this test. */
async function storedWords(subject: "business_case" | "gate_decision"): Promise<SignatureWords> {
  const row = await world.db.signature.findFirstOrThrow({
    where: { projectId: project.id, subject },
  });
  const [, day, month, year, clock] =
    /^\w+, (\d+) (\w+) (\d+) ([\d:]+) GMT$/.exec(row.signedAt.toUTCString()) ?? [];
  return {
    signer: row.signerName,
    role: row.role,
    meaning: row.meaning,
    signedAt: `${Number(day)} ${month} ${year}, ${clock} UTC`,
    method: row.assurance,
  };
}

function textOf(element: ReactElement): string {
  return renderToStaticMarkup(element)
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&#x27;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

function pdfText(pdf: Buffer): string {
  const { stdout } = spawnSync("pdftotext", ["-layout", "-", "-"], {
    input: pdf,
    encoding: "utf8",
  });
  return stdout.replaceAll(/\s+/g, " ");
}

async function rest(path: string): Promise<string> {
  const { token } = await anApiToken(world, world.owner, ["read", "manage"]);
  const headers = { authorization: `Bearer ${token}` };
  const answer = await restApplication().request(`/api/v1${path}`, { headers });
  expect(answer.status).toBe(200);
  return JSON.stringify(await answer.json());
}

async function csv(): Promise<string> {
  const { workspaceId } = world;
  const page = await runQuery(listAudit, world.owner.actor, { workspaceId, limit: 200 });
  async function* rows() {
    yield* await Promise.all(page.rows.map(auditCsvRow));
  }
  return csvAnswer({ fileName: "audit.csv", head: auditCsvHead, rows: rows() }).text();
}

function expectAll(text: string, words: SignatureWords): void {
  for (const each of Object.values(words)) {
    expect(text).toContain(each);
  }
}

describe("a signature is the same, letter for letter, on page, PDF, REST and CSV", () => {
  const asked = () => ({ workspaceId: world.workspaceId, number: 1, now: new Date() });

  it("of a business case: name, time with zone, role, meaning and method", async () => {
    const words = await storedWords("business_case");
    expect(words).toMatchObject({ signer: NAME, role: "sponsor", method: "password" });
    const view = await runQuery(getCase, project.lead.actor, { projectId: project.id });
    expect(view.signatures[0]?.inWords).toEqual(words);
    const acts = { resend: noAct, replace: noAct };
    expectAll(textOf(createElement(SignersPanel, { view, acts })), words);
    const document = await loadCaseDocument(world.db, { ...asked(), projectId: project.id });
    expectAll(pdfText(await renderCasePdf(document)), words);
    expect(await rest(`/projects/${project.id}/case`)).toContain(JSON.stringify(words));
  });

  it("of a decision at a gate", async () => {
    const words = await storedWords("gate_decision");
    const view = await runQuery(getGate, project.lead.actor, { gateId });
    const inWords = view.rounds.flatMap(({ decisions }) => decisions.map((each) => each.inWords));
    expect(inWords).toEqual([words]);
    const { rounds } = view;
    expectAll(textOf(createElement(RoundsPanel, { rounds, pdfHref: "/pdf" })), words);
    const document = await loadGateDocument(world.db, { ...asked(), gateId });
    expectAll(pdfText(await renderGatePdf(document)), words);
    expect(await rest(`/gates/${gateId}`)).toContain(JSON.stringify(words));
  });

  it("in the trail, by REST and as CSV, where nothing is run as a formula", async () => {
    const sheet = await csv();
    const trail = await rest(`/workspaces/${world.workspaceId}/audit?limit=200`);
    for (const subject of ["business_case", "gate_decision"] as const) {
      const words = await storedWords(subject);
      expect(trail).toContain(JSON.stringify(words));
      const line = sheet.split("\r\n").find((each) => each.includes(words.meaning));
      expectAll(line ?? "", words);
    }
    expect(sheet).toContain("'=HYPERLINK(1)");
    expect(sheet).not.toMatch(/(^|,)"?[=+@]/m);
  });
});

const noAct = () => Promise.resolve({ status: "idle" as const });
