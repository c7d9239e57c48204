import type { CriterionOf } from "@/lib/gates/rules/criteria/criterion-context";
import { pages } from "@/lib/gates/rules/criteria/criterion-context";
import type { GateAt, ProjectFacts } from "@/lib/gates/rules/gate-facts";

type Measured = ProjectFacts["metrics"][number];

/** The data set a criterion demands: its hashes, or why nobody knows them yet. */
type WantedDataSet = { words: string; hashes: readonly string[]; why: string; href: string };

type MeasuredFor = {
  found: Measured | undefined;
  wanted: WantedDataSet | null;
  /** Values of the same metric and slice on other data sets. */
  others: readonly Measured[];
};

/** The newest value a metric criterion may look at. One on another data set says nothing. */
export function measuredFor(criterion: CriterionOf<"metric">, at: GateAt): MeasuredFor {
  const { metric: name, slice = "" } = criterion;
  const wanted = wantedDataSet(criterion, at);
  const known = at.project.metrics
    .filter((each) => each.name === name && each.slice === slice)
    .toSorted((a, b) => b.measuredAt.localeCompare(a.measuredAt));
  const fits = ({ dataSetHash }: Measured) =>
    wanted === null || wanted.hashes.includes(plainHash(dataSetHash));
  return { found: known.find(fits), wanted, others: known.filter((each) => !fits(each)) };
}

function wantedDataSet(criterion: CriterionOf<"metric">, at: GateAt): WantedDataSet | null {
  const { dataSet } = criterion;
  if (dataSet === undefined) {
    return null;
  }
  if ("hash" in dataSet) {
    const words = `data set ${hashText(dataSet.hash)}`;
    return { words, hashes: [dataSet.hash], why: "", href: pages.evidence(at) };
  }
  return ofOutput(dataSet.output, at);
}

/** Whatever living file is attached to the output; a link or a note has no bytes to hash. */
function ofOutput(key: string, { project }: GateAt): WantedDataSet {
  const output = project.outputs.find((each) => each.key === key);
  const attached = project.evidence.filter(
    (each) => output !== undefined && each.outputId === output.id,
  );
  const words = output?.name ?? key;
  const hashes = attached.flatMap(({ sha256 }) => (sha256 === null ? [] : [plainHash(sha256)]));
  const why =
    attached.length === 0 ? `${words} is not attached` : `${words} is no file with a hash`;
  const href =
    output === undefined
      ? `/projects/${project.id}/evidence`
      : `/projects/${project.id}/stages/${output.stageId}?attach=${output.id}`;
  return { words, hashes, why, href };
}

/** Pipelines write hashes in capitals or with the name of the algorithm before them. */
function plainHash(hash: string): string {
  return hash
    .trim()
    .toLowerCase()
    .replace(/^sha-?256:/, "");
}

export function hashText(hash: string): string {
  return hash === "" ? "without a hash" : plainHash(hash).slice(0, 8);
}
