import { runCommand } from "@/lib/execution/command";
import { gatePolicy } from "@/lib/gates/rules/gate-policy";
import type { ProjectId } from "@/lib/kernel/ids";
import { contentSha256 } from "@/lib/ledger/content-hash";
import { setClock } from "@/lib/platform/clock";
import { createProject } from "@/lib/projects/commands/create-project";
import {
  deciding,
  firstRoles,
  type Name,
  type Policy,
  people,
} from "@/lib/testing/gate-model/acts";
import { twoVersions } from "@/lib/testing/inputs/projects";
import { aWorld, type Person, type World } from "@/lib/testing/world";

/** One stage, one gate, and both kinds of criterion that somebody's act can meet or undo. */
const playbook = `id: KEY
version: 1
name: One gate
summary: The least that a gate with judgement, evidence and two roles needs.
strictness:
  lite: { summary: Nobody is asked., entry: free }
  standard: { summary: People decide., entry: warned }
  regulated: { summary: More people decide., entry: refused }
stages:
  - id: frame
    group: Method
    name: Frame
    purpose: Agree what is wanted.
    durationDays: 5
    tasks:
      - id: try-it
        name: Try it
        purpose: Know whether it works.
        role: data_scientist
        guidance: Start simple.
        outputs: [report]
        estimate: { low: 1, likely: 2, high: 4 }
    outputs:
      - { id: report, name: Report, kind: evidence, evidenceKind: test-report }
    gate:
      id: G1
      name: Framed
      question: Do we know what is wanted?
      criteria:
        - { id: judged, kind: attestation, role: domain_expert, statement: It is good enough. }
        - { id: fresh, kind: evidence, evidenceKind: test-report, maxAgeDays: 20 }
      approvals:
        - { role: sponsor, quorum: 1, covers: [report] }
        - { role: risk_reviewer, quorum: 1 }
      separation: [requester-not-approver]
      expires: P30D
loops: []
`;

/** A workspace with the eight people, for any number of scenes one after the other. */
export type Stage = { world: World; versionId: string; cast: Record<Name, Person> };

export type Scene = Stage & {
  projectId: ProjectId;
  gateId: string;
  outputId: string;
  evidenceId: string | null;
  nowMs: number;
  /** Acts so far: it makes each of them different from the others. */
  count: number;
};

const START_MS = Date.parse("2026-06-01T09:00:00Z");

export async function aStage(): Promise<Stage> {
  const world = await aWorld();
  const first = (copy: string) => playbook.replace("KEY", /^id: (.*)$/m.exec(copy)?.[1] ?? "");
  const { firstId } = await twoVersions(world, { first, second: (text) => text });
  const cast = {} as Record<Name, Person>;
  for (const who of people) {
    cast[who] = await world.member();
  }
  return { world, versionId: firstId, cast };
}

/** A project of its own whose gate asks by this policy. */
export async function aScene(stage: Stage, policy: Policy): Promise<Scene> {
  const { world, versionId, cast } = stage;
  const { db, workspaceId } = world;
  setClock(new Date(START_MS));
  const key = `S${Math.random().toString(36).slice(2, 8).toUpperCase()}`;
  const made = await runCommand(createProject, cast.lead.actor, {
    workspaceId,
    name: "One gate",
    key,
    playbookVersionId: versionId,
    strictness: "standard",
  });
  if (!made.ok) {
    throw made.error;
  }
  const { projectId } = made.value;
  const others = people.filter((who) => who !== "lead");
  await db.projectMember.createMany({
    data: others.map((who) => ({
      projectId,
      userId: cast[who].userId,
      roles: firstRoles[who],
    })),
  });
  const gate = await db.gate.findFirstOrThrow({ where: { projectId } });
  const output = await db.output.findFirstOrThrow({ where: { projectId } });
  const asked = storedPolicy(gate.policy, policy);
  const data = { policy: asked, policySha256: contentSha256(asked) };
  await db.gate.update({ where: { id: gate.id }, data });
  const places = { projectId, gateId: gate.id, outputId: output.id };
  return { ...stage, ...places, evidenceId: null, nowMs: START_MS, count: 0 };
}

function storedPolicy(stored: unknown, policy: Policy) {
  const { quorum, veto, refusals, keepsAuthorsAway, passDays } = policy;
  return {
    ...gatePolicy.parse(stored),
    approvals: deciding.map((role) => ({
      role,
      quorum: quorum[role],
      veto: veto[role],
      covers: ["report"],
    })),
    separation: keepsAuthorsAway
      ? (["requester-not-approver", "author-not-approver"] as const)
      : (["requester-not-approver"] as const),
    refusals,
    expires: passDays === null ? null : `P${passDays}D`,
  };
}

type Seen = {
  state: string;
  rounds: { outcome: string | null; votes: number }[];
  openConditions: number;
  expiresAt: Date | null;
  waivedUntil: string | null;
};

/** What the database says of the gate, in the words of the model. */
export async function seenAt({ world, gateId }: Scene) {
  const [row] = await world.db.$queryRaw<Seen[]>`
    SELECT g.state::text AS state, g."expiresAt",
      COALESCE((SELECT json_agg(json_build_object('outcome', r.outcome, 'votes',
          (SELECT count(*) FROM gate_decisions d JOIN signatures s ON s.id = d."signatureId"
            AND s."signerId" = d."approverId" WHERE d."roundId" = r.id)) ORDER BY r.number)
        FROM gate_rounds r WHERE r."gateId" = g.id), '[]') AS rounds,
      (SELECT count(*)::int FROM gate_conditions c WHERE c."gateId" = g.id AND c."metAt" IS NULL)
        AS "openConditions",
      (SELECT w."expiresOn"::text FROM gate_waivers w WHERE w."gateId" = g.id
        AND w."revokedAt" IS NULL AND w."grantedAt" IS NOT NULL) AS "waivedUntil"
    FROM gates g WHERE g.id = ${gateId}::uuid`;
  const { expiresAt = null, waivedUntil = null, ...rest } = row ?? {};
  const lastDay = waivedUntil === null ? null : Date.parse(waivedUntil) / 86_400_000;
  return { ...rest, expiresMs: expiresAt?.getTime() ?? null, waivedUntil: lastDay };
}
