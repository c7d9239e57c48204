import "server-only";
import { whyNotRecord, whyNotReview, whyNotSetGoLive } from "@/lib/business-cases/policy/case-life";
import {
  caseStaleness,
  standingOfAssumptions,
} from "@/lib/business-cases/rules/assumption-standing";
import {
  type CaseLife,
  daysOf,
  type ReadingFacts,
  rowsOf,
} from "@/lib/business-cases/rules/case-life";
import { checkpoints, labelOfCheckpoint } from "@/lib/business-cases/rules/checkpoints";
import { objectivesMet } from "@/lib/business-cases/rules/objectives-met";
import { caseRef } from "@/lib/business-cases/schema/inputs";
import { assumptionsView, scorecardView } from "@/lib/business-cases/schema/life-views";
import { scopeOfCase } from "@/lib/business-cases/store";
import { listNewestMetrics, loadCaseLife } from "@/lib/business-cases/store/case-life";
import { defineQuery } from "@/lib/execution/query";
import { dayOf } from "@/lib/kernel/calendar";

export const getScorecard = defineQuery({
  name: "case.scorecard",
  permission: "case:read",
  input: caseRef,
  output: scorecardView,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/case/scorecard",
    summary: "What became of each success criterion, and whether the objectives were met",
  },
  scope: ({ db, input }) => scopeOfCase(db, input.projectId),

  async fetch({ db, access, now }) {
    const life = await loadCaseLife(db, access.projectId);
    const { member } = access;
    const rows = rowsOf(life, dayOf(now));
    const days = daysOf(life);
    const refused = whyNotRecord(life, member);
    return {
      projectId: access.projectId,
      number: life.signedNumber,
      answer: objectivesMet(rows),
      checkpoints: checkpoints.map((checkpoint) => ({
        checkpoint,
        label: labelOfCheckpoint[checkpoint],
        ...days[checkpoint],
      })),
      rows: rows.map(({ cells, ...row }) => ({
        ...row,
        cells: cells.map(({ reading, corrected, ...cell }) => ({
          ...cell,
          reading: reading === null ? null : readingViewOf(reading),
          corrected: corrected.map(readingViewOf),
        })),
      })),
      goLive: {
        on: days.go_live.on,
        from: originOfGoLive(life, days.go_live.on),
        whyNotSet: whyNotSetGoLive(life, member),
      },
      metrics: refused === null ? await listNewestMetrics(db, access.projectId) : [],
      whyNotRecord: refused,
    };
  },
});

function originOfGoLive({ goLiveOn }: CaseLife, on: string | null): "lead" | "gate" | "nobody" {
  if (goLiveOn !== null) {
    return "lead";
  }
  return on === null ? "nobody" : "gate";
}

function readingViewOf(reading: ReadingFacts) {
  const { id, value, source, note, metricId, recordedById, recordedBy, recordedAt } = reading;
  const { metricName: name, metricSlice: slice, dataSetHash } = reading;
  return {
    id,
    value,
    source,
    note,
    metric: metricId === null ? null : { id: metricId, name, slice, dataSetHash },
    recordedBy: { id: recordedById, name: recordedBy },
    recordedAt,
  };
}

export const getAssumptions = defineQuery({
  name: "case.assumptions",
  permission: "case:read",
  input: caseRef,
  output: assumptionsView,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/case/assumptions",
    summary: "Which assumptions of the business case hold, and whether it is stale",
  },
  scope: ({ db, input }) => scopeOfCase(db, input.projectId),

  async fetch({ db, access, now }) {
    const life = await loadCaseLife(db, access.projectId);
    const { current, reviews } = life;
    const asked = { assumptions: current.assumptions, reviews, today: dayOf(now) };
    const staleness = life.latestNumber === null ? fresh : caseStaleness(asked);
    return {
      projectId: access.projectId,
      isStale: staleness.isStale,
      reasons: staleness.reasons,
      goBackTo: staleness.isStale ? goBackOf(life, staleness) : null,
      rows: standingOfAssumptions(asked).map(({ key, assumption, state, review }) => ({
        key,
        assumption,
        state,
        review:
          review === null
            ? null
            : {
                verdict: review.verdict,
                note: review.note,
                by: { id: review.reviewedById, name: review.reviewedBy },
                at: review.reviewedAt,
              },
        whyNotReview: whyNotReview(life, access.member, assumption),
      })),
    };
  },
});

const fresh = { isStale: false, reasons: [], brokenCount: 0 };

/** The case is written in the first stage, so that is where a case that no longer holds is mended. */
function goBackOf(life: CaseLife, stale: { reasons: readonly string[]; brokenCount: number }) {
  const first = life.stages.find((stage) => !stage.isTailoredOut);
  const lead = stale.brokenCount > 0 ? "Assumption broken" : "Assumption ran out unverified";
  return first === undefined
    ? null
    : { stageId: first.id, name: first.name, reason: `${lead}: ${stale.reasons.join("; ")}` };
}
