import type { Member } from "@/lib/authz/actor";
import type { ProjectRole } from "@/lib/authz/permissions";
import type { ReviewFacts } from "@/lib/business-cases/rules/assumption-standing";
import { checkpointDays } from "@/lib/business-cases/rules/checkpoints";
import { type Reading, type ScoreRow, scoreRows } from "@/lib/business-cases/rules/scorecard";
import type { CaseContent } from "@/lib/business-cases/schema";
import type { Strictness } from "@/lib/playbooks/schema";

export type ReadingFacts = Reading & {
  measure: string;
  source: "typed" | "metric";
  note: string;
  metricId: string | null;
  metricName: string;
  metricSlice: string;
  dataSetHash: string;
  recordedById: string;
  recordedBy: string;
  recordedAt: string;
};

type ReviewOnRecord = ReviewFacts & { id: string; reviewedById: string };

type StageFacts = {
  id: string;
  key: string;
  number: number;
  name: string;
  planEndOn: string;
  actualEndOn: string | null;
  isTailoredOut: boolean;
  gatePassedOn: string | null;
};

/** What a signed case is asked about while the project lives: what came true of it, and what did not. */
export type CaseLife = {
  caseId: string;
  version: number;
  goLiveOn: string | null;
  signedNumber: number | null;
  signed: CaseContent | null;
  latestNumber: number | null;
  /** The newest submitted text, and before the first submission the draft. */
  current: CaseContent;
  endsNoted: readonly string[];
  project: {
    id: string;
    workspaceId: string;
    key: string;
    name: string;
    strictness: Strictness;
    status: "active" | "paused" | "closed";
  };
  stages: readonly StageFacts[];
  readings: readonly ReadingFacts[];
  reviews: readonly ReviewOnRecord[];
  members: readonly { userId: string; name: string; roles: readonly ProjectRole[] }[];
};

export function daysOf(life: CaseLife) {
  return checkpointDays(life);
}

/** Empty until a version is signed: only a promise somebody signed can be kept. */
export function rowsOf(life: CaseLife, today: string): ScoreRow<ReadingFacts>[] {
  const { signed, readings } = life;
  return signed === null
    ? []
    : scoreRows({ criteria: signed.successCriteria, readings, days: daysOf(life), today });
}

/** People named in the text of a case, by the name they have in the project. */
export function membersNamed(life: Pick<CaseLife, "members">, name: string) {
  const wanted = plain(name);
  return wanted === "" ? [] : life.members.filter((member) => plain(member.name) === wanted);
}

export function leadsOf(life: Pick<CaseLife, "members">) {
  return life.members.filter(({ roles }) => roles.includes("lead"));
}

export function isLead(member: Pick<Member, "roles">): boolean {
  return member.roles.includes("lead");
}

function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim().toLowerCase();
}
