import { labelOfSection } from "@/lib/business-cases/rules/field-classes";
import type { CaseContent, CaseSection, MoneyLine } from "@/lib/business-cases/schema";

export type MissingPart = { section: CaseSection; path: string; label: string; message: string };
type Gap = { path: string; message: string };
type GapsOf = { [Section in CaseSection]: (content: CaseContent) => Gap[] };

/** What a case needs before it may be submitted; an empty list means it is complete. */
export function missingParts(content: CaseContent): MissingPart[] {
  return (Object.keys(gapsOf) as CaseSection[]).flatMap((section) =>
    gapsOf[section](content).map((gap) => ({
      section,
      label: labelOfSection[section],
      ...gap,
    })),
  );
}

/** For the meter: a section counts when nothing of it is missing. */
export function completenessOf(content: CaseContent) {
  const missing = missingParts(content);
  const open = new Set(missing.map((part) => part.section));
  const of = Object.keys(gapsOf).length;
  return { filled: of - open.size, of, missing };
}

const gapsOf: GapsOf = {
  title: (content) => needed(content.title, "title", "Give the case a title."),
  background: (content) =>
    needed(content.background, "background", "Say what led to the idea and how it is done today."),
  businessObjective: (content) =>
    needed(content.businessObjective, "businessObjective", "Say what the business wants to reach."),
  mlObjective: (content) =>
    needed(content.mlObjective, "mlObjective", "Say what a model has to do for it."),
  successCriteria: ({ successCriteria }) => [
    ...someOf(
      successCriteria.filter((row) => row.level === "business"),
      "successCriteria",
      "Name at least one success criterion of the business.",
    ),
    ...someOf(
      successCriteria.filter((row) => row.level === "model"),
      "successCriteria",
      "Name at least one success criterion of the model.",
    ),
    ...successCriteria.flatMap((row, index) =>
      rowGaps(`successCriteria.${index}`, [
        [row.measure, "measure", "Name the measure."],
        [row.target, "target", "Give the target as a number."],
        [row.minimum, "minimum", "Give the least that still counts as success."],
        [row.unit, "unit", "Give the unit."],
        [row.howMeasured, "howMeasured", "Say how it is measured."],
        [row.measuredOn, "measuredOn", "Say when it is measured."],
        [row.reader, "reader", "Say who reads it."],
      ]),
    ),
  ],
  similarEfforts: ({ similarEfforts }) => [
    ...someOf(
      similarEfforts,
      "similarEfforts",
      "Name an earlier effort, or say where you looked and found none.",
    ),
    ...similarEfforts.flatMap((row, index) =>
      rowGaps(`similarEfforts.${index}`, [
        [row.name, "name", "Name the effort."],
        [row.use === "undecided" ? null : row.use, "use", "Say whether it is used here or not."],
        [row.use === "not_relevant" ? row.why : "decided", "why", "Say why it is not relevant."],
      ]),
    ),
  ],
  scopeIn: ({ scopeIn }) => bullets(scopeIn, "scopeIn", "Say what is in scope."),
  scopeOut: ({ scopeOut }) => bullets(scopeOut, "scopeOut", "Say what is out of scope."),
  assumptions: ({ assumptions }) => [
    ...someOf(assumptions, "assumptions", "Name what must hold for the case to hold."),
    ...assumptions.flatMap((row, index) =>
      rowGaps(`assumptions.${index}`, [
        [row.text, "text", "Write the assumption."],
        [row.owner, "owner", "Name who will check it."],
        [row.verifyBy, "verifyBy", "Say by when it is checked."],
      ]),
    ),
  ],
  constraints: ({ constraints }) =>
    bullets(constraints, "constraints", "Name a constraint, or write that none is known."),
  resources: ({ resources }) => blankBullets(resources, "resources"),
  economics: ({ economics }) => economicGaps(economics),
  sponsor: (content) => needed(content.sponsor, "sponsor", "Name who pays and answers for it."),
  stakeholders: ({ stakeholders }) => [
    ...someOf(stakeholders, "stakeholders", "Name at least one stakeholder."),
    ...stakeholders.flatMap((row, index) =>
      rowGaps(`stakeholders.${index}`, [[row.name, "name", "Name the person or group."]]),
    ),
  ],
  timeline: ({ timeline }) => timelineGaps(timeline),
  dependencies: ({ dependencies }) => blankBullets(dependencies, "dependencies"),
};

function economicGaps(economics: CaseContent["economics"]): Gap[] {
  const head = rowGaps("economics", [
    [economics.unit, "unit", "Give the unit of the sums, such as EUR."],
    [economics.ratePercent, "ratePercent", "State the rate the future is discounted by."],
    [economics.horizonYears, "horizonYears", "State over how many years you count."],
  ]);
  return [
    ...head,
    ...someOf(economics.costs, "economics.costs", "Name at least one cost."),
    ...someOf(economics.benefits, "economics.benefits", "Name at least one benefit."),
    ...economics.costs.flatMap((row, index) => moneyGaps(row, `economics.costs.${index}`)),
    ...economics.benefits.flatMap((row, index) => moneyGaps(row, `economics.benefits.${index}`)),
  ];
}

function moneyGaps(row: MoneyLine, path: string): Gap[] {
  const gaps = rowGaps(path, [
    [row.label, "label", "Say what it is."],
    [row.low, "low", "Give the low estimate."],
    [row.likely, "likely", "Give the likely estimate."],
    [row.high, "high", "Give the high estimate."],
  ]);
  const { low, likely, high } = row;
  const isOrdered =
    low === null || likely === null || high === null || (low <= likely && likely <= high);
  return isOrdered
    ? gaps
    : [
        ...gaps,
        { path: `${path}.likely`, message: "Low, likely and high must rise in this order." },
      ];
}

function timelineGaps({ startOn, endOn, milestones }: CaseContent["timeline"]): Gap[] {
  const gaps = rowGaps("timeline", [
    [startOn, "startOn", "Say when the project starts."],
    [endOn, "endOn", "Say when it ends."],
  ]);
  const isBackwards = startOn !== null && endOn !== null && endOn < startOn;
  return [
    ...gaps,
    ...(isBackwards
      ? [{ path: "timeline.endOn", message: "The end cannot be before the start." }]
      : []),
    ...milestones.flatMap((row, index) =>
      rowGaps(`timeline.milestones.${index}`, [
        [row.name, "name", "Name the milestone."],
        [row.on, "on", "Give its day."],
      ]),
    ),
  ];
}

type Asked = readonly [value: string | number | null, member: string, message: string];

function rowGaps(path: string, asked: readonly Asked[]): Gap[] {
  return asked.flatMap(([value, member, message]) =>
    value === null || value === "" ? [{ path: `${path}.${member}`, message }] : [],
  );
}

function needed(value: string, path: string, message: string): Gap[] {
  return value === "" ? [{ path, message }] : [];
}

function someOf(rows: readonly unknown[], path: string, message: string): Gap[] {
  return rows.length === 0 ? [{ path, message }] : [];
}

function bullets(rows: readonly string[], path: string, message: string): Gap[] {
  return [...someOf(rows, path, message), ...blankBullets(rows, path)];
}

function blankBullets(rows: readonly string[], path: string): Gap[] {
  return rows.flatMap((row, index) =>
    row === "" ? [{ path: `${path}.${index}`, message: "Write the line or remove it." }] : [],
  );
}
