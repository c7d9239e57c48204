import type { EvidenceKind } from "@/lib/evidence/rules/evidence-kinds";
import { noteOf } from "./paper-notes";
import type { ProjectRun } from "./story";
import { shareOf } from "./working-time";

export type Paper = {
  title: string;
  note: string;
  url: string | null;
  data: Record<string, unknown> | null;
  file: { name: string; bytes: Buffer; mediaType: string } | null;
};

type Asked = { key: string; kind: EvidenceKind; name: string; run: ProjectRun; pass: number };

/** A paper of this project: what it is called, what it says in a few lines, and where it lies. */
export function paperOf(asked: Asked): Paper {
  const { key, kind, name, run, pass } = asked;
  const { story } = run;
  const revised = pass > 1 ? `Revised after going back (iteration ${pass}). ` : "";
  const note = `${revised}${noteOf({ key, kind, facts: story.facts })}`;
  const place = `https://papers.northwind.example/${story.key.toLowerCase()}/${key}`;
  const needsFile = kind === "file";
  return {
    title: titleOf(asked),
    note,
    url: needsFile || !isLinked(kind) ? null : `${place}-${pass}`,
    data: dataOf(asked),
    file: needsFile ? tableOf({ key, name, code: story.key }) : null,
  };
}

function titleOf({ kind, name, run, pass }: Asked): string {
  const { facts } = run.story;
  switch (kind) {
    case "model_artifact":
      return `${facts.model}: ${name.toLowerCase()}`;
    case "container_image":
      return `Image of ${facts.model}, by digest`;
    default:
      return pass > 1 ? `${name}, second edition` : name;
  }
}

const linked: ReadonlySet<EvidenceKind> = new Set([
  "document",
  "link",
  "eda_profile",
  "test_report",
  "fairness_report",
  "explainability_report",
  "container_image",
  "model_artifact",
  "load_test",
  "canary_window",
]);

function isLinked(kind: EvidenceKind): boolean {
  return linked.has(kind);
}

/** Figures a form or a measurement carries in itself. */
function dataOf({ key, kind, run }: Asked): Record<string, unknown> | null {
  const { facts, key: code } = run.story;
  const luck = shareOf(`${code}${key}`);
  switch (kind) {
    case "form":
      return {
        split: "by customer and by time",
        testShare: 0.2,
        cutOff: run.startOn,
        seed: 20_261 + Math.floor(luck * 900),
        measure: facts.metric,
        closedUntil: "G4",
      };
    case "histogram":
      return {
        field: "score",
        edges: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 1],
        shares: [0.41, 0.23, 0.14, 0.1, 0.07, 0.05],
      };
    case "schema":
      return { fields: 38 + Math.floor(luck * 40), required: 31, source: facts.sources };
    case "load_test":
      return {
        requestsPerSecond: 60 + Math.floor(luck * 200),
        p50Ms: 41 + Math.floor(luck * 20),
        p95Ms: 118 + Math.floor(luck * 90),
        p99Ms: 240 + Math.floor(luck * 120),
        errors: 0,
      };
    case "canary_window":
      return { share: 0.1, days: 7, stopRule: "error rate above 1 % for ten minutes" };
    case "rollback_drill":
      return { minutes: 4 + Math.floor(luck * 9), rehearsedBy: "platform operations" };
    default:
      return null;
  }
}

/** A small table of runs or records, as a team would keep it beside its notebook. */
function tableOf(asked: { key: string; name: string; code: string }) {
  const { key, name, code } = asked;
  const lines = Array.from({ length: 60 }, (_, index) => {
    const luck = shareOf(`${code}${key}${index}`);
    const day = 1 + (index % 28);
    return `${code}-${1000 + index},2026-0${1 + (index % 9)}-${String(day).padStart(2, "0")},${(luck * 100).toFixed(2)}`;
  });
  const text = `# ${name}\nrecord,on,value\n${lines.join("\n")}\n`;
  return { name: `${key}.csv`, bytes: Buffer.from(text, "utf8"), mediaType: "text/csv" };
}
