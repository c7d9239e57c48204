import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import type { Member } from "@/lib/authz/actor";
import { titleOfProjectRole } from "@/lib/authz/permissions";
import { defineCommand } from "@/lib/execution/command";
import { lentRoles, mayDecide } from "@/lib/gates/policy";
import { decisionIssues, whyNotPass } from "@/lib/gates/rules/check-decision";
import { countedDecisions } from "@/lib/gates/rules/counted-decisions";
import { sentenceOfGate } from "@/lib/gates/rules/explain-gate";
import { type GateAt, openRoundOf, type RoundFacts } from "@/lib/gates/rules/gate-facts";
import { type Outcome, outcomeOf } from "@/lib/gates/rules/outcome";
import { proofWords } from "@/lib/gates/rules/proof-words";
import { approvalFor, seated } from "@/lib/gates/rules/seats";
import { coveredHashes, roundSubjectSha256 } from "@/lib/gates/rules/subjects";
import { type DecideGateInput, decideGateInput } from "@/lib/gates/schema/inputs";
import type { Verdict } from "@/lib/gates/schema/rounds";
import { loadGateAt, scopeOfGate } from "@/lib/gates/store/find-gate";
import { findOwnDecision, hasEndedWithout } from "@/lib/gates/store/find-own-decision";
import { holdGates } from "@/lib/gates/store/hold-gates";
import { insertSignature } from "@/lib/gates/store/insert-signature";
import { closeRound, insertConditions, insertDecision, startPass } from "@/lib/gates/store/rounds";
import { settleGates } from "@/lib/gates/store/settle-gates";
import { tellOfDecision } from "@/lib/gates/store/tell-of-decision";
import { consumeReauthentication } from "@/lib/identity/store";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import type { Tx } from "@/lib/platform/db";
import { isStrongEnough } from "@/lib/playbooks/rules/assurance";
import type { Assurance } from "@/prisma/generated/enums";

export const decideGate = defineCommand({
  name: "gate.decide",
  permission: "gate:decide",
  input: decideGateInput,
  operation: {
    method: "POST",
    path: "/gates/{gateId}/decisions",
    summary: "Decide the open round of a gate",
  },
  scope: ({ tx, input }) => scopeOfGate(tx, input.gateId),

  async execute({ tx, access, input, now }) {
    const { projectId, member } = access;
    const { gateId } = input;
    const place = { gateId, round: input.round, userId: member.userId };
    if (await hasEndedWithout(tx, place)) {
      throw roundClosed();
    }
    await holdGates(tx, projectId);
    const at = await loadGateAt(tx, { gateId, projectId, now });
    const own = await findOwnDecision(tx, place);
    if (isSame(own, input)) {
      const { id: decisionId, outcome, signatureId } = own;
      const { state } = at.gate;
      const value = { gateId, projectId, round: input.round, decisionId, signatureId };
      return { value: { ...value, outcome, state }, unchanged: true };
    }
    const { round, onBehalfOf } = demandDecidable(at, { member, input });
    const signed = await sign(tx, { at, round, member, input, onBehalfOf, now });
    const { id: decisionId } = await insertDecision(tx, {
      roundId: round.id,
      approverId: member.userId,
      delegatedFromId: onBehalfOf?.id ?? null,
      role: input.role,
      verdict: input.verdict,
      feedback: input.feedback,
      reason: input.reason,
      returnStageId: input.returnStageId,
      signatureId: signed.signatureId,
      decidedAt: now,
    });
    await insertConditions(tx, {
      gateId,
      roundId: round.id,
      decisionId,
      setById: member.userId,
      conditions: input.conditions,
    });
    const outcome = outcomeWith(at, { round, member, input });
    const closing = await close(tx, { at, round, outcome, now });
    const settled = await settleGates(tx, { projectId, now, gateIds: [gateId] });
    const sentence = sentenceOfGate(await loadGateAt(tx, { gateId, projectId, now }));
    const told = await tellOfDecision(tx, { at, round, member, input, outcome, sentence });
    const { signatureId } = signed;
    const state = settled.states.get(gateId) ?? at.gate.state;
    const value = { gateId, projectId, round: round.number, decisionId, signatureId };
    return {
      value: { ...value, outcome: outcome === "open" ? null : outcome, state },
      audit: [
        {
          type: "gate.decided",
          gateId,
          code: at.gate.code,
          round: round.number,
          verdict: input.verdict,
          role: input.role,
          onBehalfOf: onBehalfOf?.name ?? "",
          reason: input.reason,
          ...signed,
        },
        ...closing,
        ...settled.events,
      ],
      jobs: [...told, ...settled.jobs],
    };
  },
});

type Deciding = { member: Member; input: DecideGateInput };

/** The second click of a double click. */
function isSame(
  own: Awaited<ReturnType<typeof findOwnDecision>>,
  input: DecideGateInput,
): own is NonNullable<typeof own> {
  return (
    own?.verdict === input.verdict &&
    own.role === input.role &&
    own.delegatedFromId === input.onBehalfOf
  );
}

function roundClosed(): AppError {
  return new AppError("rule_refused", "This round is closed.", { reason: "round_closed" });
}

type Person = { id: string; name: string };

/** For oneself, or for whoever lent the place that is named. */
function demandRole(at: GateAt, { member, input }: Deciding): Person | null {
  if (input.onBehalfOf !== null) {
    const lent = lentRoles(at, member).find(
      ({ role, onBehalfOf }) => role === input.role && onBehalfOf.id === input.onBehalfOf,
    );
    if (lent === undefined) {
      throw fieldError("role", "Nobody lent you this place at this gate, or it has been decided.");
    }
    return lent.onBehalfOf;
  }
  const permit = mayDecide(at, member);
  if (!permit.allowed) {
    throw new AppError("rule_refused", permit.sentence);
  }
  if (!permit.roles.includes(input.role)) {
    const titles = permit.roles.map((role) => titleOfProjectRole[role]).join(" or ");
    throw fieldError("role", `You can decide this gate as: ${titles}.`);
  }
  return null;
}

function demandDecidable(
  at: GateAt,
  { member, input }: Deciding,
): { round: RoundFacts; onBehalfOf: Person | null } {
  const round = openRoundOf(at);
  if (round === null || round.number !== input.round) {
    throw roundClosed();
  }
  const onBehalfOf = demandRole(at, { member, input });
  const issues = decisionIssues(input, at);
  if (issues.length > 0) {
    throw new AppError("invalid_input", "The decision needs another look. Nothing was signed.", {
      issues,
    });
  }
  const blocked = whyNotPass(input.verdict, at);
  if (blocked !== null) {
    throw new AppError("rule_refused", blocked);
  }
  return { round, onBehalfOf };
}

type Signing = Deciding & {
  at: GateAt;
  round: RoundFacts;
  onBehalfOf: Person | null;
  now: Date;
};

async function sign(tx: Tx, { at, round, member, input, onBehalfOf, now }: Signing) {
  const { project, gate } = at;
  const sha256 = roundSubjectSha256(gate, round);
  const { userId } = member;
  const { token } = input;
  const proof = await consumeReauthentication(tx, { userId, token, subjectSha256: sha256, now });
  demandAssurance(round, { role: input.role, assurance: proof.assurance });
  const signature = await insertSignature(tx, {
    workspace: { id: project.workspaceId, name: project.workspaceName },
    project: { id: project.id, key: project.key, name: project.name },
    subject: {
      kind: "gate_decision",
      id: gate.id,
      name: `${gate.code} ${gate.name}`,
      version: round.number,
      sha256,
    },
    covers: coveredHashes(round.subjects),
    policySha256: round.policySha256,
    round: round.number,
    signer: { id: userId, name: member.name },
    delegatedFrom: onBehalfOf,
    role: input.role,
    meaning: meaningOf(input.verdict, at),
    assurance: proof.assurance,
    at: now,
    buildsOn: round.decisions.map((decision) => decision.signatureId),
  });
  return { ...signature, assurance: proof.assurance };
}

function demandAssurance(
  round: RoundFacts,
  given: { role: DecideGateInput["role"]; assurance: Assurance },
): void {
  const asked = approvalFor(round.policy.approvals, given.role);
  if (!isStrongEnough(given.assurance, asked?.assurance)) {
    throw new AppError(
      "rule_refused",
      `This gate asks for a stronger proof of who you are: ${proofWords[asked?.assurance ?? "reauthenticated"]}.`,
      { reason: "assurance" },
    );
  }
}

function meaningOf(verdict: Verdict, { gate }: GateAt): string {
  const acts = {
    approve: "I approve",
    approve_with_conditions: "I approve, with the conditions named,",
    request_changes: "I ask for changes before I decide",
    reject: "I reject",
  } as const satisfies Record<Verdict, string>;
  return `${acts[verdict]} ${gate.code} ${gate.name}: ${gate.question}`;
}

function outcomeWith(at: GateAt, facts: Deciding & { round: RoundFacts }): Outcome {
  const { round, member, input } = facts;
  const before = countedDecisions(round.decisions, at.project.people);
  const { role, verdict } = input;
  const approvals = seated(round.policy.approvals, round.eligible);
  return outcomeOf({ ...round.policy, approvals }, [
    ...before,
    { approverId: member.userId, role, verdict },
  ]);
}

async function close(
  tx: Tx,
  facts: { at: GateAt; round: RoundFacts; outcome: Outcome; now: Date },
): Promise<AuditEvent[]> {
  const { at, round, outcome, now } = facts;
  if (outcome === "open") {
    return [];
  }
  await closeRound(tx, { roundId: round.id, outcome, at: now, reason: "" });
  const { id: gateId, code } = at.gate;
  if (outcome === "passed" || outcome === "passed_with_conditions") {
    await startPass(tx, { gateId, at: now, policy: round.policy });
  }
  return [{ type: "gate.round-closed", gateId, code, round: round.number, outcome }];
}
