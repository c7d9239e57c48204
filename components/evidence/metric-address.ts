import * as z from "zod";

const word = z.string().max(500).optional().catch(undefined);

const metricSearch = z.object({
  name: word,
  slice: word,
  cursor: word,
  attach: z.literal("1").optional().catch(undefined),
});
export type MetricSearch = z.infer<typeof metricSearch>;

type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

export function readMetricSearch(params: SearchParams): MetricSearch {
  const first = Object.entries(params).map(([key, value]) => [
    key,
    Array.isArray(value) ? value[0] : value,
  ]);
  return metricSearch.parse(Object.fromEntries(first));
}

/** The list, one metric of it, or the form that adds a value to it. */
export function metricsHref(projectId: string, search: MetricSearch): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    if (value !== undefined && value !== "") {
      params.set(key, value);
    }
  }
  const text = params.toString();
  const base = `/projects/${projectId}/evidence/metrics`;
  return text === "" ? base : `${base}?${text}`;
}
