import type { AuditEvent } from "@/lib/audit/events";
import { type ProjectRole, titleOfProjectRole } from "@/lib/authz/permissions";

/** What the trail alone tells of a project; nothing here was read from its tables. */
export type ProjectThen = {
  strictness: string | null;
  playbook: string | null;
  status: string;
  iteration: number;
  switchedOff: ReadonlyMap<string, string>;
  /** Gates that had moved; one that is not here was locked, as every gate begins. */
  gates: ReadonlyMap<string, { code: string; state: string; since: string }>;
  businessCase: { number: number; state: "submitted" | "returned"; since: string } | null;
  signatures: readonly SignatureThen[];
  /** Those that were not closed, with the words of their last rating. */
  risks: ReadonlyMap<string, RiskThen>;
  members: ReadonlyMap<string, { name: string; roles: readonly ProjectRole[] | null }>;
  evidence: ReadonlyMap<string, { title: string; kind: string; revision: number }>;
};

type SignatureThen = { what: string; name: string; role: string; meaning: string; at: string };
type RiskThen = { key: string; title: string; isOpen: boolean; levels: Record<string, string> };

export type TrailEvent = { event: AuditEvent; by: { id: string | null; name: string }; at: string };

export const beforeAnything: ProjectThen = {
  strictness: null,
  playbook: null,
  status: "active",
  iteration: 1,
  switchedOff: new Map(),
  gates: new Map(),
  businessCase: null,
  signatures: [],
  risks: new Map(),
  members: new Map(),
  evidence: new Map(),
};

/** The project after one more event. Events that say nothing of the above leave it as it was. */
export function afterEvent(then: ProjectThen, entry: TrailEvent): ProjectThen {
  const change =
    projectChange(then, entry) ??
    memberChange(then, entry) ??
    caseChange(then, entry) ??
    riskChange(then, entry.event) ??
    evidenceChange(then, entry.event);
  return change === null ? then : { ...then, ...change };
}

type Change = Partial<ProjectThen> | null;

function projectChange(then: ProjectThen, { event, at }: TrailEvent): Change {
  switch (event.type) {
    case "project.status-changed":
      return { status: event.to };
    case "project.playbook-moved":
      return { playbook: event.playbook };
    case "loop-back.confirmed":
      return { iteration: event.iteration };
    case "stage.tailored-out":
      return { switchedOff: withEntry(then.switchedOff, event.stageId, event.name) };
    case "stage.restored":
      return { switchedOff: withoutEntry(then.switchedOff, event.stageId) };
    case "gate.state-changed": {
      const { gateId, code, to: state } = event;
      return { gates: withEntry(then.gates, gateId, { code, state, since: at }) };
    }
    default:
      return null;
  }
}

function memberChange(then: ProjectThen, { event, by }: TrailEvent): Change {
  switch (event.type) {
    case "project.created": {
      const { strictness, playbook } = event;
      // Who makes a project is in it; in which roles, its entry does not say.
      const members =
        by.id === null
          ? then.members
          : withEntry(then.members, by.id, { name: by.name, roles: null });
      return { strictness, playbook, members };
    }
    case "project.member-added":
      return {
        members: withEntry(then.members, event.userId, { name: event.name, roles: event.roles }),
      };
    case "project.member-roles-changed":
      return {
        members: withEntry(then.members, event.userId, { name: event.name, roles: event.to }),
      };
    case "project.member-removed":
    case "member.removed":
      return { members: withoutEntry(then.members, event.userId) };
    default:
      return null;
  }
}

function caseChange(then: ProjectThen, { event, by, at }: TrailEvent): Change {
  switch (event.type) {
    case "case.submitted":
      return { businessCase: { number: event.number, state: "submitted", since: at } };
    case "case.returned":
      return { businessCase: { number: event.number, state: "returned", since: at } };
    case "case.signed":
    case "amendment.signed": {
      const kind = event.type === "case.signed" ? "version" : "amendment";
      const role = titleOfProjectRole[event.role];
      const what = `Business case, ${kind} ${event.number}`;
      const given = { what, name: by.name, role, meaning: event.meaning, at };
      return { signatures: [...then.signatures, given] };
    }
    default:
      return null;
  }
}

function riskChange({ risks }: ProjectThen, event: AuditEvent): Change {
  switch (event.type) {
    case "risk.raised": {
      const { riskId, key, title, score } = event;
      const risk = { key, title, isOpen: true, levels: { current: String(score) } };
      return { risks: withEntry(risks, riskId, risk) };
    }
    case "risk.rated": {
      const known = risks.get(event.riskId);
      return known === undefined
        ? null
        : {
            risks: withEntry(risks, event.riskId, {
              ...known,
              levels: { ...known.levels, [event.kind]: event.to },
            }),
          };
    }
    case "risk.closed":
    case "risk.reopened": {
      const known = risks.get(event.riskId);
      const isOpen = event.type === "risk.reopened";
      return known === undefined
        ? null
        : { risks: withEntry(risks, event.riskId, { ...known, isOpen }) };
    }
    case "risk.imported":
      return { risks: withScores(risks, [...event.added, ...event.updated]) };
    case "risk.import-undone": {
      const gone = event.removed.reduce((kept, { riskId }) => withoutEntry(kept, riskId), risks);
      return { risks: withScores(gone, event.restored) };
    }
    default:
      return null;
  }
}

type ScoredRisk = { riskId: string; key: string; title: string; score: number };

function withScores(risks: ProjectThen["risks"], scored: readonly ScoredRisk[]) {
  const after = new Map(risks);
  for (const { riskId, key, title, score } of scored) {
    const levels = { ...risks.get(riskId)?.levels, current: String(score) };
    after.set(riskId, { key, title, isOpen: true, levels });
  }
  return after;
}

function evidenceChange({ evidence }: ProjectThen, event: AuditEvent): Change {
  switch (event.type) {
    case "evidence.attached": {
      const { evidenceId, title, kind, revision } = event;
      return { evidence: withEntry(evidence, evidenceId, { title, kind, revision }) };
    }
    case "evidence.superseded":
    case "evidence.withdrawn":
    case "evidence.expired":
      return { evidence: withoutEntry(evidence, event.evidenceId) };
    default:
      return null;
  }
}

function withEntry<Value>(map: ReadonlyMap<string, Value>, key: string, value: Value) {
  return new Map(map).set(key, value);
}

function withoutEntry<Value>(map: ReadonlyMap<string, Value>, key: string) {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}
