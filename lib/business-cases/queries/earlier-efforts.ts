import "server-only";
import { whyNotEdit } from "@/lib/business-cases/policy";
import { lessonOf, resultOf } from "@/lib/business-cases/rules/earlier-effort";
import { earlierEffortsView } from "@/lib/business-cases/schema/earlier-efforts";
import { searchEffortsInput } from "@/lib/business-cases/schema/inputs";
import { loadCase, scopeOfCase } from "@/lib/business-cases/store";
import { loadCaseLives } from "@/lib/business-cases/store/case-life";
import { findEfforts } from "@/lib/business-cases/store/earlier-efforts";
import { defineQuery } from "@/lib/execution/query";
import { dayOf } from "@/lib/kernel/calendar";

/** How much of the case is looked for when nobody gave words. */
const OWN_WORDS_MAX = 400;

export const searchEarlierEfforts = defineQuery({
  name: "case.earlier-efforts",
  permission: "case:read",
  input: searchEffortsInput,
  output: earlierEffortsView,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/case/earlier-efforts",
    summary: "Earlier projects like this one that the reader may see, with what they taught",
  },
  scope: ({ db, input }) => scopeOfCase(db, input.projectId),

  async fetch({ db, access, input, now }) {
    const { projectId, workspaceId, member } = access;
    const facts = await loadCase(db, projectId);
    const { draft, project } = facts;
    const own = `${project.name} ${draft.businessObjective} ${draft.mlObjective}`;
    const words = input.words === "" ? own.slice(0, OWN_WORDS_MAX) : input.words;
    const { userId } = member;
    const found = await findEfforts(db, { workspaceId, projectId, userId, words });
    const lives = await loadCaseLives(
      db,
      found.map((effort) => effort.projectId),
    );
    const added = new Set(draft.similarEfforts.map((row) => row.projectId));
    return {
      projectId,
      words: input.words,
      rows: found.map((effort) => {
        const { projectId: id, key, name, summary, startOn, status } = effort;
        const life = lives.find((each) => each.project.id === id);
        const result = resultOf(effort, { life, today: dayOf(now) });
        const lesson = lessonOf(effort);
        const isInCase = added.has(id);
        return { projectId: id, key, name, summary, startOn, status, result, lesson, isInCase };
      }),
      whyNotAdd: whyNotEdit(facts, member),
    };
  },
});
