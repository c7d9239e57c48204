import "server-only";
import * as z from "zod";
import type { Member } from "@/lib/authz/actor";
import { titleOfProjectRole } from "@/lib/authz/permissions";
import { defineQuery } from "@/lib/execution/query";
import {
  lentRoles,
  mayDecide,
  needsEarlyReason,
  unfillableAt,
  whyNotAttest,
  whyNotConfirm,
  whyNotRequest,
  whyNotWithdraw,
  whyNotWithdrawAttestation,
} from "@/lib/gates/policy";
import { whyNotSetCheck } from "@/lib/gates/policy/checks";
import { whyNotFeedback } from "@/lib/gates/policy/feedback";
import { mayGrantWaiver, mayWaive, WAIVER_DAYS_MAX } from "@/lib/gates/policy/waivers";
import { attestationCriteria } from "@/lib/gates/rules/attestation-criteria";
import { checkCriteria } from "@/lib/gates/rules/check-criteria";
import { attestationsOf } from "@/lib/gates/rules/criteria/attestation";
import { lastWordOn } from "@/lib/gates/rules/criteria/check";
import { evaluateGate } from "@/lib/gates/rules/evaluate-gate";
import { type GateAt, gateAt } from "@/lib/gates/rules/gate-facts";
import { gateRowOf } from "@/lib/gates/rules/gate-row";
import { type GateReader, gateViewOf } from "@/lib/gates/rules/gate-view";
import { metricCriteria } from "@/lib/gates/rules/metric-criteria";
import { gateList, gateView } from "@/lib/gates/schema";
import { gateRef, projectRef } from "@/lib/gates/schema/inputs";
import { metricCriterionList } from "@/lib/gates/schema/metric-criteria";
import { waitingInput, waitingRow } from "@/lib/gates/schema/waiting";
import { loadGateAt, scopeOfGate, scopeOfProject } from "@/lib/gates/store/find-gate";
import { loadGateHistory } from "@/lib/gates/store/gate-history";
import { listWaiting } from "@/lib/gates/store/list-waiting";
import { loadProjectFacts } from "@/lib/gates/store/load-facts";
import { dayOf } from "@/lib/kernel/calendar";
import { cutPage, decodeCursor, pageOf } from "@/lib/kernel/page-cursor";

export const listGates = defineQuery({
  name: "gate.list",
  permission: "gate:read",
  input: projectRef,
  output: gateList,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/gates",
    summary: "Gates of a project with state and readiness",
  },
  scope: ({ db, input }) => scopeOfProject(db, input.projectId),

  async fetch({ db, access, now }) {
    const project = await loadProjectFacts(db, { projectId: access.projectId, now });
    const rows = project.gates.map((gate) => {
      const at = gateAt(project, gate);
      return gateRowOf(at, unfillableAt(at, null));
    });
    return { rows };
  },
});

export const listMetricCriteria = defineQuery({
  name: "gate.metric-criteria",
  permission: "gate:read",
  input: projectRef,
  output: metricCriterionList,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/metric-criteria",
    summary: "What the gates of a project ask of metrics, and how each stands",
  },
  scope: ({ db, input }) => scopeOfProject(db, input.projectId),

  async fetch({ db, access, now }) {
    const project = await loadProjectFacts(db, { projectId: access.projectId, now });
    return { rows: metricCriteria(project) };
  },
});

export const getGate = defineQuery({
  name: "gate.get",
  permission: "gate:read",
  input: gateRef,
  output: gateView,
  operation: {
    method: "GET",
    path: "/gates/{gateId}",
    summary: "One gate: criteria, approvals, rounds and the smallest next step",
  },
  scope: ({ db, input }) => scopeOfGate(db, input.gateId),

  async fetch({ db, access, input, now }) {
    const { gateId } = input;
    const at = await loadGateAt(db, { gateId, projectId: access.projectId, now });
    const history = await loadGateHistory(db, gateId);
    return gateViewOf(at, history, answersFor(at, access.member));
  },
});

function answersFor(at: GateAt, member: Member): GateReader {
  const evaluation = evaluateGate(at);
  const decide = mayDecide(at, member);
  const lent = lentRoles(at, member);
  const waive = mayWaive(at, member);
  const grant = mayGrantWaiver(at, member);
  return {
    whyNotRequest: whyNotRequest(at, member, evaluation),
    needsEarlyReason: needsEarlyReason(evaluation),
    whyNotWithdraw: whyNotWithdraw(at, member),
    whyNotDecide: decide.allowed || lent.length > 0 ? null : decide.sentence,
    whyNotFeedback: whyNotFeedback(at, member),
    whyNotWaive: waive.allowed ? null : waive.sentence,
    whyNotGrantWaiver: grant.allowed ? null : grant.sentence,
    decidesAs: decide.allowed ? decide.roles : [],
    decidesFor: lent,
    waivesAs: waive.allowed ? waive.roles : [],
    grantsWaiverAs: grant.allowed ? grant.roles : [],
    waiverDaysMax: WAIVER_DAYS_MAX,
    unfillable: unfillableAt(at, null),
    attestations: attestationsFor(at, member),
    checks: checksFor(at, member),
    whyNotConfirm: ({ setById, role, metAt }) =>
      whyNotConfirm(at, member, { setById, role, isMet: metAt !== null }),
  };
}

function attestationsFor(at: GateAt, member: Member): GateReader["attestations"] {
  return attestationCriteria(at.gate.policy).map((criterion) => {
    const { id: criterionId, statement, role } = criterion;
    const given = attestationsOf(at, criterionId).find((each) => each.role === role);
    const isGiven = given !== undefined;
    return {
      criterionId,
      statement,
      role,
      title: titleOfProjectRole[role],
      given: isGiven
        ? {
            id: given.id,
            by: { id: given.attestedById, name: given.name },
            note: given.note,
            at: given.attestedAt,
          }
        : null,
      whyNotAttest: isGiven ? "This is attested." : whyNotAttest(at, member, criterion),
      whyNotWithdraw: isGiven
        ? whyNotWithdrawAttestation(given, member)
        : "This has not been attested yet.",
    };
  });
}

function checksFor(at: GateAt, member: Member): GateReader["checks"] {
  return checkCriteria(at.gate.policy).map((criterion) => {
    const { id: criterionId, check, guidance = null, role } = criterion;
    const last = lastWordOn(at, criterion);
    return {
      criterionId,
      check,
      guidance,
      role,
      title: titleOfProjectRole[role],
      last:
        last === undefined
          ? null
          : {
              isTicked: last.isTicked,
              by: { id: last.setById, name: last.name },
              note: last.note,
              at: last.setAt,
            },
      whyNotSet: whyNotSetCheck(at, member, criterion),
    };
  });
}

const waitingCursor = z.tuple([z.string(), z.uuid()]);

export const listGatesWaitingForMe = defineQuery({
  name: "gate.waiting-for-me",
  permission: "workspace:read",
  input: waitingInput,
  output: pageOf(waitingRow),
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/waiting",
    summary: "Decisions, signatures and conditions that wait for the reader",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  async fetch({ db, access, input, now }) {
    const key = decodeCursor(waitingCursor, input.cursor);
    const found = await listWaiting(db, {
      workspaceId: access.workspaceId,
      userId: access.member.userId,
      today: dayOf(now),
      after: key === null ? null : { sortOn: key[0], id: key[1] },
      limit: input.limit,
    });
    const { rows, nextCursor } = cutPage(found, input.limit, (row) => [row.sortOn, row.id]);
    return { rows: rows.map(({ sortOn: _sortOn, ...row }) => row), nextCursor };
  },
});
