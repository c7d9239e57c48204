import "server-only";
import * as z from "zod";
import { titleOfProjectRole } from "@/lib/authz/permissions";
import { editionOf, fileNameOf } from "@/lib/documents/rules/edition";
import { capitalised, words } from "@/lib/documents/rules/words";
import type { DocumentSignature, GateDocument } from "@/lib/documents/schema";
import { findIssued } from "@/lib/documents/store/issued";
import { ledgerPlaces, viewsSince, viewTimes } from "@/lib/documents/store/signature-places";
import { roundSubjectSha256 } from "@/lib/gates/rules/subjects";
import { type CriterionResult, criterionResult, type FrozenSubject } from "@/lib/gates/schema";
import { AppError } from "@/lib/kernel/app-error";
import { dayOf } from "@/lib/kernel/calendar";
import { actingName } from "@/lib/kernel/signature-words";
import type { ReadDb } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";

type Asked = { gateId: string; number: number | null; workspaceId: string; now: Date };

const frozenCriteria = z.array(criterionResult);
const frozenSubjects = z.array(z.object({ label: z.string(), sha256: z.string() }));

/** One round of a gate as it is printed: the question, what was frozen, and what was decided. */
export async function loadGateDocument(db: ReadDb, asked: Asked): Promise<GateDocument> {
  const round = await roundOf(db, asked);
  const { gate, number } = round;
  const recordSha256 = recordOf(round);
  const signatures = await printedSignatures(db, { round, asked });
  const editionSha256 = editionOf({ recordSha256, signatures });
  const key = { subject: "gate_round" as const, subjectId: gate.id, number, editionSha256 };
  const { project } = gate;
  return {
    ...key,
    ...stateOf(round),
    projectId: gate.projectId,
    projectKey: project.key,
    projectName: project.name,
    workspaceName: project.workspace.name,
    edition: `Round ${number}`,
    title: `Gate ${gate.code} ${gate.name}`,
    fileName: fileNameOf({ key: project.key, what: gate.code, edition: `round ${number}` }),
    recordSha256,
    signatures,
    viewsSince: await viewsSince(db, asked),
    verifyUrl: `${env().WAYMARK_URL}/verify`,
    printedAt: asked.now.toISOString(),
    issued: await findIssued(db, key),
    gate: {
      code: gate.code,
      name: gate.name,
      question: gate.question,
      stage: `${gate.stage.number} ${gate.stage.name}`,
    },
    ...(await contentOf(db, round)),
  };
}

type Round = Awaited<ReturnType<typeof roundOf>>;

async function roundOf(db: ReadDb, { gateId, number }: Asked) {
  const round = await db.gateRound.findFirst({
    where: { gateId, ...(number === null ? {} : { number }) },
    orderBy: { number: "desc" },
    include: {
      gate: {
        include: {
          stage: { select: { number: true, name: true } },
          project: { select: { key: true, name: true, workspace: { select: { name: true } } } },
        },
      },
      decisions: { include: { signature: true }, orderBy: [{ decidedAt: "asc" }, { id: "asc" }] },
      conditions: { orderBy: { code: "asc" } },
    },
  });
  if (round === null) {
    throw new AppError(
      "not_found",
      number === null
        ? "Nobody has asked for a review of this gate yet."
        : `This gate has no round ${number}.`,
    );
  }
  return round;
}

/** What the decisions bind; before the first one, what it will bind. */
function recordOf({ gate, number, policySha256, subjects, trace, decisions }: Round): string {
  const frozen = { subjects: subjects as FrozenSubject[], trace: trace as CriterionResult[] };
  return (
    decisions[0]?.signature.subjectSha256 ??
    roundSubjectSha256(gate, { number, policySha256, ...frozen })
  );
}

function stateOf({
  outcome,
  closedReason,
  decisions,
}: Round): Pick<GateDocument, "state" | "stateSentence"> {
  if (outcome === null) {
    return { state: "open", stateSentence: "In review. The decision is not complete." };
  }
  const why = closedReason === "" ? "" : ` ${closedReason}`;
  return {
    state: decisions.length > 0 ? "final" : "open",
    stateSentence: `${capitalised(words(outcome))}.${why}`,
  };
}

async function contentOf(db: ReadDb, round: Round) {
  const { conditions, decisions } = round;
  const nameOf = await namesOf(db, [
    round.requestedById,
    ...conditions.map(({ ownerId }) => ownerId),
  ]);
  const stages = await db.stage.findMany({
    where: { id: { in: decisions.flatMap(({ returnStageId }) => returnStageId ?? []) } },
    select: { id: true, number: true, name: true },
  });
  const gates = await db.gate.findMany({
    where: { id: { in: conditions.flatMap(({ blocksGateId }) => blocksGateId ?? []) } },
    select: { id: true, code: true },
  });
  return {
    round: {
      iteration: round.iteration,
      requestedBy: nameOf(round.requestedById),
      requestedAs: titleOfProjectRole[round.requestedRole],
      requestedAt: round.requestedAt.toISOString(),
      statement: round.statement,
      earlyReason: round.earlyReason,
      dueOn: dayOf(round.dueOn),
      outcome: round.outcome === null ? null : words(round.outcome),
      closedAt: round.closedAt?.toISOString() ?? null,
      closedReason: round.closedReason,
      policySha256: round.policySha256,
    },
    covers: frozenSubjects.parse(round.subjects),
    criteria: frozenCriteria.parse(round.trace),
    decisions: decisions.map((decision) => {
      const back = stages.find(({ id }) => id === decision.returnStageId);
      return {
        name: signedName(decision.signature),
        role: titleOfProjectRole[decision.role],
        verdict: words(decision.verdict),
        feedback: decision.feedback === null ? null : words(decision.feedback),
        reason: decision.reason,
        goesBackTo: back === undefined ? null : `${back.number} ${back.name}`,
        decidedAt: decision.decidedAt.toISOString(),
      };
    }),
    conditions: conditions.map(({ code, text, ownerId, dueOn, blocksGateId }) => ({
      code,
      text,
      owner: nameOf(ownerId),
      dueOn: dueOn === null ? null : dayOf(dueOn),
      blocksGate: gates.find(({ id }) => id === blocksGateId)?.code ?? null,
    })),
  };
}

async function namesOf(db: ReadDb, ids: readonly string[]) {
  const people = await db.user.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return (id: string) => names.get(id) ?? "Somebody no longer known";
}

async function printedSignatures(
  db: ReadDb,
  { round, asked }: { round: Round; asked: Asked },
): Promise<DocumentSignature[]> {
  const { decisions, number, requestedAt } = round;
  const viewedAt = await viewTimes(db, { subject: "gate_round", subjectId: round.gateId });
  const places = await ledgerPlaces(db, {
    workspaceId: asked.workspaceId,
    signatureIds: decisions.map(({ signatureId }) => signatureId),
  });
  return decisions.map(({ signature, role, verdict, reason }) => {
    const place = places.get(signature.id);
    return {
      id: signature.id,
      name: signedName(signature),
      role: titleOfProjectRole[role],
      outside: null,
      number,
      askedAt: requestedAt.toISOString(),
      viewedAt: viewedAt({ number, viewerId: signature.signerId }),
      signedAt: signature.signedAt.toISOString(),
      assurance: signature.assurance,
      meaning: signature.meaning,
      verdict: capitalised(words(verdict)),
      comment: reason,
      statementSha256: signature.statementSha256,
      ledgerIndex: place?.index ?? null,
      checkpointSize: place?.checkpointSize ?? null,
    };
  });
}

/** As the statement has it: who signed, and for whom. */
function signedName({ signerName, statement }: { signerName: string; statement: unknown }): string {
  const { delegatedFrom } = lentPlace.parse(statement);
  return actingName(signerName, delegatedFrom?.name);
}

const lentPlace = z.object({ delegatedFrom: z.object({ name: z.string() }).nullish() });
