import type { EvidenceKind } from "@/lib/evidence/rules/evidence-kinds";
import type { Facts } from "./story";

/** What a paper says in a line or two, by the output it is written for. */
export function noteOf(asked: { key: string; kind: EvidenceKind; facts: Facts }): string {
  const { key, kind, facts } = asked;
  return (notesByOutput[key] ?? notesByKind[kind] ?? fallback)(facts);
}

type Note = (facts: Facts) => string;

const fallback: Note = ({ model, users }) => `Written for ${model}, read with ${users}.`;

const notesByOutput: Record<string, Note> = {
  "project-plan": ({ users }) =>
    `Backlog ordered by what would end the project earliest; one return to preparation is planned. Demos to ${users} every second Thursday.`,
  "inventory-of-resources": ({ sources }) => `Access granted: ${sources}. Two people at 60 %.`,
  "risks-and-contingencies": () => "The two risks that could end the project have a fallback each.",
  terminology: ({ target }) => `Twelve words agreed, first of them: what counts as "${target}".`,
  "initial-assessment-of-tools-and-techniques": ({ technique }) =>
    `An hour each with three tools; ${technique} chosen for the first round.`,
  "initial-data-collection-report": ({ data, rows, sources }) =>
    `${data}: ${rows}. Pulled from ${sources} by one script; hash and window are on the first page.`,
  "initial-data-report": ({ data, rows, sources }) => `${data}: ${rows}, from ${sources}.`,
  "data-description-report": ({ rows, sources }) =>
    `${rows}. Keys are unique in every table; meaning of each field confirmed by the people who enter it in ${sources}.`,
  "data-quality-report": ({ data, target }) =>
    `Good enough with two repairs. Missing values are shown per month; the label "${target}" was relabelled on 50 cases with 94 % agreement. Source: ${data}.`,
  "data-exploration-report": ({ rows, target }) =>
    `Profile of the training part only (${rows}). Three fields that predicted "${target}" too well turned out to be filled in afterwards.`,
  "eda-profile": ({ rows }) => `Profile of the training part only: ${rows}.`,
  "rationale-for-inclusion-exclusion": ({ sources }) =>
    `Kept: fields known at the moment of scoring. Left out: everything filled in later, and free text. ${sources}.`,
  "data-cleaning-report": ({ data }) =>
    `Each repair with its count before and after; nothing was filled in silently. ${data}.`,
  "derived-attributes": () =>
    "Twenty-six attributes, each with the sentence that explains it to a colleague.",
  "dataset-description": ({ rows, target }) => `Training table: ${rows}, label "${target}".`,
  dataset: ({ rows }) => `Frozen training table, ${rows}, addressed by hash.`,
  "merged-data": ({ sources }) => `Joined from ${sources}; rows lost per join are listed.`,
  "reformatted-data": () => "Columnar copy of the joined table, partitioned by month.",
  "reference-histograms": ({ model }) => `Inputs and score of ${model} as trained.`,
  "modeling-technique": ({ technique, metric }) =>
    `${technique}, against the rule in use today and a plain logistic regression. Chosen on ${metric}.`,
  "modeling-assumptions": () =>
    "Rows are independent per customer; history is complete for 24 months.",
  "parameter-settings": ({ technique, model }) =>
    `${technique}: grid and final values of ${model}.`,
  models: ({ model, metric, result }) => `${model}. ${metric}: ${result} on the hold-out.`,
  "model-descriptions": ({ model, slice }) =>
    `How ${model} reads its inputs, and where it is weak: ${slice}.`,
  "model-assessment": ({ metric, result, slice }) =>
    `${metric}: ${result} on the hold-out, opened once. Weakest group: ${slice}.`,
  "assessment-of-results": ({ result, metric, users }) =>
    `${metric} ${result}; read with ${users} against each success criterion of the business case.`,
  "approved-models": ({ model }) => `${model} and nothing else.`,
  "review-of-process": () =>
    "What was skipped, what was done twice, and what the next project should copy.",
  "list-of-possible-actions": () => "Deploy, go back to modeling, or stop: cost and gain of each.",
  decision: ({ model, users }) => `Go on to deployment with ${model} for ${users}.`,
  "deployment-plan": ({ service, users }) =>
    `${service}, first for one team of ${users}, then for all.`,
  "monitoring-and-maintenance-plan": ({ metric }) =>
    `${metric} each month on cases whose truth has arrived; drift per input each week.`,
  "final-report": ({ model, result }) =>
    `Ten pages on ${model}: what it does (${result}), for whom, and what it must not be used for.`,
  "final-presentation": ({ users }) => `Shown to ${users}; questions and answers are appended.`,
  "experience-documentation": () => "Three things to repeat and three to avoid.",
  "runtime-report": ({ model }) =>
    `${model} gives the same scores in training and production runtime, largest difference 1e-7.`,
  "format-conversion-record": ({ model }) => `${model} converted and compared on 10,000 rows.`,
  "connection-test": ({ sources }) =>
    `Every connection tried from the production network: ${sources}.`,
  "model-risk-assessment": ({ model, slice }) =>
    `Tier 2. Limits of use of ${model} and the groups to watch: ${slice}.`,
  "test-suite-report": () => "Unit, contract and data tests; all pass, slowest 41 seconds.",
  "load-test-result": ({ service }) => `${service} at twice the expected peak.`,
  "container-image": ({ model }) => `Image of ${model}, scanned, named by digest.`,
  "pipeline-run": () => "Green run of the pipeline from commit to test environment.",
  "stored-model-artifact": ({ model }) =>
    `${model} in long-term storage, hash compared after upload.`,
  "build-check-report": () => "Style, licences, secrets and known weaknesses: nothing open.",
  "fairness-report": ({ slice }) =>
    `Differences by age band, sex and region; closest to the limit: ${slice}.`,
  "explainability-report": ({ users }) =>
    `Five strongest inputs overall and for ten cases chosen by ${users}.`,
  "test-environment-report": ({ service }) =>
    `${service} in the test environment: quality, response time, memory.`,
  "manual-validation": ({ model }) =>
    `Twenty cases of ${model} recalculated by hand by somebody who did not push it.`,
  "canary-result": ({ service }) =>
    `Ten percent of ${service} for a week; the stop rule was not touched.`,
  "release-decision": ({ model }) => `Release ${model} to everybody.`,
  "alert-set-up": () =>
    "Six alerts, each with an owner and a first step; a test alarm reached the person on duty.",
  "drift-reference": ({ model }) => `Reference distributions of ${model} from its training table.`,
  "drift-limits": () => "PSI 0.1 look, 0.25 act; who mends the source is named per input.",
  "performance-tolerance": ({ metric }) =>
    `${metric} may fall by 0.02 for two months before somebody acts.`,
  "retraining-rule": () => "Retrain when the second line is crossed, or after twelve months.",
  "online-evaluation-result": ({ users }) => `Eight weeks with a tenth of ${users} left as before.`,
};

const notesByKind: Partial<Record<EvidenceKind, Note>> = {
  document: ({ users, data }) => `Read and agreed with ${users}. Rests on: ${data}.`,
  eda_profile: ({ rows, data }) => `Profile of the training part only: ${data}, ${rows}.`,
  model_artifact: ({ model, metric, result }) => `${model}. ${metric}: ${result} on the hold-out.`,
  fairness_report: ({ slice }) => `Differences by group; closest to the limit: ${slice}.`,
  decision: ({ model }) => `Go on with ${model}.`,
  file: ({ data }) => `Working table for ${data}.`,
  test_report: () => "All checks pass; the run is linked.",
  attestation: ({ users }) => `Seen and confirmed together with ${users}.`,
  form: () => "Split, seed and measure as fixed before the first fit.",
};
