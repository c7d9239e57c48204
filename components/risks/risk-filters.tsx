"use client";

import { Chip } from "@/components/ui/chip";
import { ChipBar } from "@/components/ui/chip-bar";
import { FacetMenu } from "@/components/ui/facet-menu";
import { TextLink } from "@/components/ui/text-link";
import type { RiskRegisterView } from "@/lib/risks/schema";
import { isNarrowed, listHref, type Register } from "./register-address";
import type { RegisterSearch } from "./register-search";
import { categoryWords, sortWords, sourceWords, treatmentWords } from "./risk-words";

export type RegisterPeople = {
  readerId: string;
  people: readonly { id: string; name: string }[];
  stages: readonly { id: string; number: number; name: string }[];
  /** Of one project. */
  gates?: readonly { id: string; code: string; name: string }[];
  /** Across projects: the projects, and the stages by number. */
  projects?: readonly { id: string; name: string }[];
  stageNumbers?: readonly number[];
};

type RiskFiltersProps = {
  register: Register;
  counts: RiskRegisterView["counts"];
  matrix: RiskRegisterView["matrix"];
  options: RegisterPeople;
};

type Counts = RiskRegisterView["counts"];

/** The views of a register; choosing one leaves the facets as they are. */
function viewsOf({ search }: Register, counts: Counts) {
  const { status, above, overdue, review } = search;
  const isPlain = !above && !overdue && !review;
  return [
    { label: "Open", count: counts.open, to: { status: "open" }, on: isPlain && status === "open" },
    { label: "Above appetite", count: counts.aboveAppetite, to: { above: true }, on: above },
    {
      label: "Review overdue",
      count: counts.reviewOverdue,
      to: { review: true, status: "all" },
      on: review,
    },
    { label: "Overdue", count: counts.overdue, to: { overdue: true }, on: overdue },
    {
      label: "Accepted",
      count: counts.accepted,
      to: { status: "accepted" },
      on: isPlain && status === "accepted",
    },
    {
      label: "Closed",
      count: counts.closed,
      to: { status: "closed" },
      on: isPlain && status === "closed",
    },
    { label: "All", to: { status: "all" }, on: isPlain && status === "all" },
  ] as const;
}

const plainView = {
  status: "open",
  above: false,
  overdue: false,
  review: false,
} satisfies Partial<RegisterSearch>;

function CellChip({ register, matrix }: Pick<RiskFiltersProps, "register" | "matrix">) {
  const { likelihood, impact } = register.search;
  if (likelihood === undefined && impact === undefined) {
    return null;
  }
  const words = [
    likelihood === undefined ? null : matrix.likelihoods[likelihood - 1]?.label,
    impact === undefined ? null : matrix.impacts[impact - 1]?.label,
  ];
  return (
    <Chip
      href={listHref(register, { likelihood: undefined, impact: undefined })}
      label="Cell"
      value={words.filter((word) => word != null).join(", ")}
      current
    />
  );
}

type FacetProps = {
  label: string;
  clearHref: string;
  options: readonly { label: string; href: string; isChosen: boolean }[];
};

function Facet({ label, clearHref, options }: FacetProps) {
  const chosen = options.find((option) => option.isChosen);
  if (options.length === 0) {
    return null;
  }
  return (
    <FacetMenu
      label={label}
      options={options}
      chosen={chosen === undefined ? undefined : { label: chosen.label, clearHref }}
    />
  );
}

function StageFacets({ register, options }: Pick<RiskFiltersProps, "register" | "options">) {
  const { search } = register;
  const { stages, stageNumbers = [] } = options;
  return (
    <>
      <Facet
        label="Stage"
        clearHref={listHref(register, { stage: undefined })}
        options={stages.map((stage) => ({
          label: `${stage.number} ${stage.name}`,
          href: listHref(register, { stage: stage.id }),
          isChosen: search.stage === stage.id,
        }))}
      />
      <Facet
        label="Stage"
        clearHref={listHref(register, { stageNumber: undefined })}
        options={stageNumbers.map((number) => ({
          label: String(number),
          href: listHref(register, { stageNumber: number }),
          isChosen: search.stageNumber === number,
        }))}
      />
    </>
  );
}

function KindFacets({ register, matrix }: Pick<RiskFiltersProps, "register" | "matrix">) {
  const { search } = register;
  return (
    <>
      <Facet
        label="Level"
        clearHref={listHref(register, { band: undefined })}
        options={matrix.levels.map(({ label }, index) => ({
          label,
          href: listHref(register, { band: index + 1 }),
          isChosen: search.band === index + 1,
        }))}
      />
      <Facet
        label="Source"
        clearHref={listHref(register, { source: undefined })}
        options={Object.entries(sourceWords).map(([value, label]) => ({
          label,
          href: listHref(register, { source: value as keyof typeof sourceWords }),
          isChosen: search.source === value,
        }))}
      />
    </>
  );
}

function SortMenu({ register }: Pick<RiskFiltersProps, "register">) {
  return (
    <FacetMenu
      label={`Order: ${sortWords[register.search.sort]}`}
      options={Object.entries(sortWords).map(([value, label]) => ({
        label,
        href: listHref(register, { sort: value as keyof typeof sortWords }),
      }))}
    />
  );
}

function Facets({ register, options }: Pick<RiskFiltersProps, "register" | "options">) {
  const { search } = register;
  const { people, gates = [], readerId, projects = [] } = options;
  const isMine = search.owner === readerId;
  return (
    <>
      <Chip
        href={listHref(register, { owner: isMine ? undefined : readerId })}
        label="Mine"
        current={isMine}
      />
      <Facet
        label="Project"
        clearHref={listHref(register, { project: undefined })}
        options={projects.map(({ id, name }) => ({
          label: name,
          href: listHref(register, { project: id }),
          isChosen: search.project === id,
        }))}
      />
      <Facet
        label="Category"
        clearHref={listHref(register, { category: undefined })}
        options={Object.entries(categoryWords).map(([value, label]) => ({
          label,
          href: listHref(register, { category: value as keyof typeof categoryWords }),
          isChosen: search.category === value,
        }))}
      />
      <Facet
        label="Treatment"
        clearHref={listHref(register, { treatment: undefined })}
        options={Object.entries(treatmentWords).map(([value, label]) => ({
          label,
          href: listHref(register, { treatment: value as keyof typeof treatmentWords }),
          isChosen: search.treatment === value,
        }))}
      />
      <Facet
        label="Gate"
        clearHref={listHref(register, { gate: undefined })}
        options={gates.map((gate) => ({
          label: `${gate.code} ${gate.name}`,
          href: listHref(register, { gate: gate.id }),
          isChosen: search.gate === gate.id,
        }))}
      />
      <StageFacets register={register} options={options} />
      <Facet
        label="Owner"
        clearHref={listHref(register, { owner: undefined })}
        options={people
          .filter((person) => person.id !== readerId)
          .map((person) => ({
            label: person.name,
            href: listHref(register, { owner: person.id }),
            isChosen: search.owner === person.id,
          }))}
      />
    </>
  );
}

export function RiskFilters({ register, counts, matrix, options }: RiskFiltersProps) {
  return (
    <ChipBar label="Filters of the register">
      {viewsOf(register, counts).map(({ label, to, on, ...rest }) => (
        <Chip
          key={label}
          href={listHref(register, { ...plainView, ...to })}
          label={label}
          current={on}
          {...rest}
        />
      ))}
      <span aria-hidden="true" className="mx-1 h-5 w-px bg-line-2" />
      <Facets register={register} options={options} />
      <KindFacets register={register} matrix={matrix} />
      <CellChip register={register} matrix={matrix} />
      <SortMenu register={register} />
      {isNarrowed(register.search) && <TextLink href={register.base}>Clear filters</TextLink>}
    </ChipBar>
  );
}
