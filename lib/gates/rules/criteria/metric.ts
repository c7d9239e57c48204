import { type Evaluator, pages, teamRoles } from "@/lib/gates/rules/criteria/criterion-context";
import { hashText, measuredFor } from "@/lib/gates/rules/criteria/measured-for";
import { meetsLimit } from "@/lib/gates/rules/limit";

/** The latest value of one metric on one slice, and on the data set asked for, meets its threshold. */
export const metric: Evaluator<"metric"> = (criterion, at) => {
  const { metric: name, slice = "", operator, threshold } = criterion;
  const limit = `${operator.replace("-", " ")} ${threshold}`;
  const title = slice === "" ? name : `${name} (${slice})`;
  const { found, wanted, others } = measuredFor(criterion, at);
  const on = wanted === null ? "" : ` on ${wanted.words}`;
  const attach = pages.attachMetric(at, criterion);
  const seen = { name: `${title}${on} is ${limit}`, threshold: limit, href: attach };
  if (wanted !== null && wanted.hashes.length === 0) {
    const sentence = `nobody can say yet on which data set ${title} was to be measured: ${wanted.why}`;
    const nextStep = `attach the file of ${wanted.words}`;
    return { ...seen, status: "unknown", sentence, nextStep, href: wanted.href, who: teamRoles };
  }
  if (found === undefined) {
    const elsewhere = others[0];
    const sentence =
      elsewhere === undefined
        ? `no value of ${title}${on} has been recorded`
        : `${title} was measured on another data set (${hashText(elsewhere.dataSetHash)}), not on ${wanted?.words}`;
    return {
      ...seen,
      status: "unknown",
      sentence,
      nextStep: `record ${title}${on}`,
      who: teamRoles,
    };
  }
  const isMet = meetsLimit(found.value, { operator, threshold });
  const value = found.unit === "" ? String(found.value) : `${found.value} ${found.unit}`;
  return {
    ...seen,
    status: isMet ? "met" : "not_met",
    value,
    measured: { value: found.value, threshold, operator },
    sentence: `${title}${on} is ${value} (limit: ${limit})`,
    evidence: [
      {
        kind: "metric",
        id: found.id,
        label: `${title} = ${value}, ${found.measuredAt.slice(0, 10)}`,
        href: pages.metrics(at, criterion),
      },
    ],
    ...(isMet ? {} : { nextStep: `bring ${title} to ${limit}`, who: teamRoles }),
  };
};
