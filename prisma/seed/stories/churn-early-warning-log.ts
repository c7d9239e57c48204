import type { LogLine } from "../engine/story";

export const churnLog: readonly LogLine[] = [
  {
    stage: 1,
    by: "priya",
    kind: "decision",
    text: "Agreed with Helena: leaving means *no study year on file after year two*. Members who die or move abroad are taken out, 41 last year.",
  },
  {
    stage: 1,
    by: "priya",
    text: "Sat with the desk for a morning. They call 46 people a day and know nothing about a member but the premium and the last claim. Three reasons per name are worth more to them than a sharper ranking.",
  },
  {
    stage: 1,
    by: "tomas",
    text: "Measured the baseline: the premium rule finds **37 of 303** leavers at the same number of calls.",
  },
  {
    stage: 2,
    by: "yuki",
    task: "collect-initial-data",
    text: "Enrolment, visits and admissions joined for study year 1: **5,638 members, 14 columns**, two exact duplicates. The pull is one script; its hash is in the collection report.",
  },
  {
    stage: 2,
    by: "tomas",
    task: "explore-data",
    text: "Profile attached. `left_early` is 1 for **303 members, 5.4 %**. `totadm` is mostly zero and `mdvis` is zero for 30.7 %, which is people who never saw a doctor, not missing data.",
  },
  {
    stage: 2,
    by: "tomas",
    task: "verify-data-quality",
    kind: "hypothesis",
    text: "`ghindx` is missing for **1,217 members, 21.6 %**, and every missing cell of the table is in this one column. It is **not missing at random**: members without an index skipped the enrolment examination more often and left more often. Hypothesis: *missing* is itself a signal and must stay visible as a flag.",
  },
  {
    stage: 2,
    by: "adaeze",
    task: "verify-data-quality",
    text: "Confirmed from the enrolment side: the index comes from a questionnaire that was posted, not asked. Whoever did not send it back has none. @tomas please keep those people apart.",
  },
  {
    stage: 2,
    by: "priya",
    kind: "decision",
    text: "Quality statement: **good enough, with one repair.** No imputation of the health index before it has been shown by site and age band.",
  },
  {
    stage: 3,
    by: "yuki",
    task: "clean-data",
    text: "Dropped the 2 duplicate rows, so the training table has 5,636 members. Everything else keeps its count.",
  },
  {
    stage: 3,
    by: "tomas",
    task: "construct-data",
    text: "Index missing by site and age band: from 14 % (site 2, over 45) to 33 % (site 5, under 25). Flag `ghindx_missing` added, value left empty.",
  },
  {
    stage: 4,
    by: "tomas",
    task: "build-model",
    text: "Run 131: AUC **0.913**. Too good. The three strongest inputs all come from call notes.",
  },
  {
    stage: 4,
    by: "priya",
    task: "build-model",
    kind: "decision",
    text: "Run 131 is withdrawn. 8.1 % of the notes were written after the member had cancelled. We go back to preparation and cut every record at the anniversary.",
  },
  {
    stage: 3,
    pass: 2,
    by: "yuki",
    task: "integrate-data",
    text: "Call-centre notes are now cut at the observation date in the feature store. Old extract archived, not deleted.",
  },
  {
    stage: 3,
    pass: 2,
    by: "tomas",
    task: "construct-data",
    text: "Rebuilt all 26 attributes on the cut table. Eleven changed; four of them were the ones that leaked.",
  },
  {
    stage: 4,
    pass: 2,
    by: "priya",
    task: "generate-test-design",
    text: "Added a broker-only slice to the hold-out report after the conversation with Retention.",
  },
  {
    stage: 4,
    pass: 2,
    by: "tomas",
    task: "build-model",
    text: "Run 148 is the best so far: AUC **0.842**, PR 0.391, depth 6, 420 trees. Broker recall still trails direct by 0.061.",
  },
];
