import type {
  GateAt,
  GateFacts,
  PersonFacts,
  ProjectFacts,
  RoundFacts,
  StageFacts,
  WaiverFacts,
} from "@/lib/gates/rules/gate-facts";
import { gateAt } from "@/lib/gates/rules/gate-facts";
import type { GatePolicy } from "@/lib/gates/rules/gate-policy";

export const aPolicy = (overrides: Partial<GatePolicy> = {}): GatePolicy => ({
  playbook: { id: "sample", version: 1 },
  strictness: "standard",
  stageKey: "first",
  criteria: [{ id: "tasks", kind: "tasks-done", except: [] }],
  approvals: [{ role: "sponsor", quorum: 1, veto: true }],
  separation: ["requester-not-approver", "one-person-one-role"],
  refusals: "one-ends-round",
  expires: null,
  waivedBy: ["sponsor", "risk_reviewer"],
  ...overrides,
});

export const aStage = (overrides: Partial<StageFacts> = {}): StageFacts => ({
  id: "stage-1",
  key: "first",
  number: 1,
  name: "First stage",
  planEndOn: "2027-03-01",
  isTailoredOut: false,
  ...overrides,
});

export const aGate = (overrides: Partial<GateFacts> = {}): GateFacts => ({
  id: "gate-1",
  stageId: "stage-1",
  code: "G1",
  name: "Business case",
  question: "Is this worth doing?",
  state: "locked",
  stateSince: "2027-01-01T00:00:00.000Z",
  stateReason: "",
  policy: aPolicy(),
  policySha256: "p",
  passedAt: null,
  expiresAt: null,
  agesAt: null,
  renewsAt: null,
  roundNumber: 0,
  lastTrace: null,
  ...overrides,
});

export const aRound = (overrides: Partial<RoundFacts> = {}): RoundFacts => ({
  id: "round-1",
  gateId: "gate-1",
  number: 1,
  iteration: 1,
  requestedById: "lead",
  requestedBy: "Lena Lead",
  requestedRole: "lead",
  requestedAt: "2027-01-10T00:00:00.000Z",
  statement: "",
  earlyReason: "",
  policy: aPolicy(),
  policySha256: "p",
  trace: [],
  subjects: [],
  eligible: { sponsor: ["sponsor"] },
  dueOn: "2027-01-20",
  changes: [],
  isRenewal: false,
  outcome: null,
  closedAt: null,
  decisions: [],
  ...overrides,
});

/** In force unless told otherwise. */
export const aWaiver = (overrides: Partial<WaiverFacts> = {}): WaiverFacts => ({
  id: "waiver-1",
  gateId: "gate-1",
  reason: "The report is late.",
  requestedById: "lead",
  needs: ["sponsor"],
  subjectSha256: "w",
  proposedAt: "2027-01-13T00:00:00.000Z",
  grantedAt: "2027-01-13T00:00:00.000Z",
  expiresOn: "2027-02-01",
  grants: [{ role: "sponsor", grantedById: "sponsor", signatureId: "s" }],
  ...overrides,
});

export const aPerson = (userId: string, ...roles: PersonFacts["roles"]): PersonFacts => ({
  userId,
  name: userId,
  roles,
});

export const aTask = (
  id: string,
  overrides: Partial<ProjectFacts["tasks"][number]> = {},
): ProjectFacts["tasks"][number] => ({
  id,
  stageId: "stage-1",
  key: id,
  number: 1,
  name: `Task ${id}`,
  status: "done",
  role: "data_scientist",
  toRecheck: false,
  ...overrides,
});

const aProject = (overrides: Partial<ProjectFacts> = {}): ProjectFacts => ({
  id: "project",
  workspaceId: "workspace",
  workspaceName: "Northwind Mutual",
  key: "CEW",
  name: "Churn early warning",
  strictness: "standard",
  status: "active",
  iteration: 1,
  now: "2027-01-15T12:00:00.000Z",
  today: "2027-01-15",
  stages: [aStage(), aStage({ id: "stage-2", key: "second", number: 2, name: "Second stage" })],
  people: [aPerson("lead", "lead"), aPerson("sponsor", "sponsor")],
  gates: [aGate()],
  rounds: [],
  tasks: [aTask("one")],
  outputs: [],
  evidence: [],
  businessCase: null,
  risks: [],
  metrics: [],
  attestations: [],
  checks: [],
  conditions: [],
  waivers: [],
  loops: [],
  ...overrides,
});

/** The first gate of a project made of these facts. */
export function aPlace(project: Partial<ProjectFacts> = {}, gate: Partial<GateFacts> = {}): GateAt {
  const only = aGate(gate);
  return gateAt(aProject({ gates: [only], ...project }), only);
}
