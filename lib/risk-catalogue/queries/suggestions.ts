import "server-only";
import { defineQuery } from "@/lib/execution/query";
import { whyNotTake } from "@/lib/risk-catalogue/policy";
import { levelInMatrix } from "@/lib/risk-catalogue/rules/steps";
import { type Suggestion, suggestionsFor } from "@/lib/risk-catalogue/rules/suggest";
import {
  listSuggestionsInput,
  type SuggestionView,
  suggestionsView,
} from "@/lib/risk-catalogue/schema/suggestions";
import { loadGround } from "@/lib/risk-catalogue/store/suggestions";
import { scoreOf } from "@/lib/risks/rules";
import { isBeyondLine, levelOf, shadeAt } from "@/lib/risks/rules/matrix";
import type { Matrix } from "@/lib/risks/schema/matrix";

export const listRiskSuggestions = defineQuery({
  name: "risk-suggestion.list",
  permission: "risk:read",
  input: listSuggestionsInput,
  output: suggestionsView,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/risk-suggestions",
    summary: "Risks of the catalogue that often arise in the stages and tasks of this project",
  },
  scope: ({ input }) => Promise.resolve({ kind: "project", projectId: input.projectId }),

  async fetch({ db, access, input }) {
    const { projectId, member } = access;
    const { entries, matrix, dismissed, ...ground } = await loadGround(db, projectId);
    const living = entries.filter(({ isRetired }) => !isRetired);
    const titles = new Map(living.map(({ key, title }) => [key, title]));
    const project = { ...ground, dismissed: dismissed.map(({ key }) => key) };
    const suggestions = suggestionsFor(entries, project).filter(
      ({ stages }) => input.stageId === undefined || stages.some(({ id }) => id === input.stageId),
    );
    return {
      rows: suggestions.map((suggestion) => viewOf(suggestion, matrix)),
      nowCount: suggestions.filter(({ when }) => when === "now").length,
      dismissed: dismissed.flatMap((row) => {
        const title = titles.get(row.key);
        return title === undefined || ground.taken.includes(row.key) ? [] : [{ ...row, title }];
      }),
      whyNotTake: whyNotTake(member),
    };
  },
});

function viewOf({ entry, stages, stageId, when }: Suggestion, matrix: Matrix): SuggestionView {
  const { key, title, category, cause, event, consequence, advice, source, treatment } = entry;
  const level = levelInMatrix(entry, matrix);
  return {
    key,
    title,
    category,
    cause,
    event,
    consequence,
    advice,
    source,
    treatment,
    ...level,
    score: scoreOf(level),
    shade: shadeAt(matrix, level),
    levelName: levelOf(matrix, level).label,
    isAboveAppetite: isBeyondLine(matrix, level),
    stages: stages.map(({ id, number, name }) => ({ id, number, name })),
    stageId,
    when,
  };
}
