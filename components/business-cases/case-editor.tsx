"use client";

import { type ReactNode, useActionState, useRef } from "react";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import { formatClock } from "@/components/ui/format-date";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import type { CaseContent, CaseSection, CaseView } from "@/lib/business-cases/schema";
import { type FormState, idle } from "@/lib/kernel/form-state";
import { CaseField, type CaseFieldShape } from "./case-field";
import { CaseBullets, CaseList } from "./case-list";
import { DraftConflicts } from "./draft-conflicts";
import { type DraftValue, sectionsOfForm } from "./draft-sections";
import { type DraftActions, useAutosave } from "./use-autosave";

type CaseEditorProps = {
  projectId: string;
  /** Whose unsent text is looked for in this browser. */
  readerId: string;
  version: number;
  draft: CaseContent;
  labels: CaseView["labels"];
  classes: CaseView["classes"];
  /** Where the draft is read on paper, and where earlier projects are looked up. */
  hrefs: { done: string; efforts: string };
  actions: DraftActions;
};

const texts = [
  ["title", { kind: "line", label: "Title" }],
  ["businessObjective", { kind: "paragraph", label: "In one or two sentences" }],
  ["mlObjective", { kind: "paragraph", label: "What the model has to predict, for whom, when" }],
  ["background", { kind: "paragraph", label: "What happened before" }],
] as const satisfies readonly (readonly [CaseSection, CaseFieldShape])[];

const bullets = [
  ["scopeIn", "thing in scope"],
  ["scopeOut", "thing out of scope"],
  ["constraints", "constraint"],
  ["resources", "resource"],
  ["dependencies", "dependency"],
] as const;

/** One page with a section per part; every field is named by its path in the document. */
export function CaseEditor(props: CaseEditorProps) {
  const { projectId, readerId, version, labels, classes, hrefs, actions } = props;
  const form = useRef<HTMLFormElement>(null);
  const keeper = { readerId, projectId };
  const saving = useAutosave(form, { keeper, version, draft: props.draft, actions });
  const { progress, touch, shown: draft } = saving;
  const [plainState, plainSubmit] = useActionState(actions.save, idle);
  const state = plainState.status === "idle" ? saving.state : plainState;
  const errors = state.status === "failed" ? state.fields : {};
  const list = { errors, onChange: touch };
  const part = (section: CaseSection, children: ReactNode) => (
    <Part
      key={`${section}-${saving.revisionOf(section)}`}
      title={labels[section]}
      weight={classes[section]}
    >
      {children}
    </Part>
  );
  const plain = (path: string, shape: CaseFieldShape, value: string | number | null) => (
    <CaseField
      name={`sections.${path}`}
      shape={shape}
      value={value}
      error={errors[`sections.${path}`]}
    />
  );

  return (
    <form
      ref={form}
      action={plainSubmit}
      onSubmit={(event) => {
        event.preventDefault();
        saving.saveNow();
      }}
      onInput={touch}
      className="space-y-6 border border-paper-line bg-paper p-5 shadow-paper sm:p-8"
    >
      <input type="hidden" name="projectId" value={projectId} />
      <input type="hidden" name="version" value={version} />
      <EditorBar words={progressText(progress, state)} doneHref={hrefs.done} />
      {state.status === "failed" && <Banner tone="bad" lead={state.message} live="assertive" />}
      <DraftConflicts
        conflicts={saving.conflicts}
        labels={labels}
        mineOf={(section) => (form.current === null ? "" : textIn(form.current, section))}
        onResolve={saving.resolve}
      />
      {texts.map(([section, shape]) => part(section, plain(section, shape, draft[section])))}
      {part(
        "successCriteria",
        <CaseList list="successCriteria" rows={draft.successCriteria} {...list} />,
      )}
      {part(
        "similarEfforts",
        <>
          <p className="text-sm">
            <TextLink href={hrefs.efforts}>Search earlier projects and their lessons</TextLink>
          </p>
          <CaseList list="similarEfforts" rows={draft.similarEfforts} {...list} />
        </>,
      )}
      {bullets.map(([section, noun]) =>
        part(
          section,
          <CaseBullets section={section} noun={noun} rows={draft[section]} {...list} />,
        ),
      )}
      {part("assumptions", <CaseList list="assumptions" rows={draft.assumptions} {...list} />)}
      {part("economics", <EconomicsFields economics={draft.economics} plain={plain} list={list} />)}
      {part("sponsor", plain("sponsor", { kind: "line", label: "Who signs" }, draft.sponsor))}
      {part("stakeholders", <CaseList list="stakeholders" rows={draft.stakeholders} {...list} />)}
      {part("timeline", <TimelineFields timeline={draft.timeline} plain={plain} list={list} />)}
    </form>
  );
}

type Drawn = {
  plain: (path: string, shape: CaseFieldShape, value: string | number | null) => ReactNode;
  list: { errors: Readonly<Record<string, string>>; onChange: () => void };
};

function EconomicsFields({
  economics,
  plain,
  list,
}: Drawn & { economics: CaseContent["economics"] }) {
  const { unit, ratePercent, horizonYears, costs, benefits } = economics;
  return (
    <div className="space-y-4">
      <div className="grid gap-2 sm:grid-cols-3">
        {plain("economics.unit", { kind: "line", label: "Unit of the sums" }, unit)}
        {plain(
          "economics.ratePercent",
          { kind: "number", label: "Discount rate, percent a year" },
          ratePercent,
        )}
        {plain("economics.horizonYears", { kind: "number", label: "Horizon, years" }, horizonYears)}
      </div>
      <h4 className="font-semibold text-sm">Costs</h4>
      <CaseList list="costs" rows={costs} {...list} />
      <h4 className="font-semibold text-sm">Benefits</h4>
      <CaseList list="benefits" rows={benefits} {...list} />
    </div>
  );
}

function TimelineFields({ timeline, plain, list }: Drawn & { timeline: CaseContent["timeline"] }) {
  return (
    <div className="space-y-4">
      <div className="grid gap-2 sm:grid-cols-2">
        {plain("timeline.startOn", { kind: "day", label: "Start" }, timeline.startOn)}
        {plain("timeline.endOn", { kind: "day", label: "End" }, timeline.endOn)}
      </div>
      <CaseList list="milestones" rows={timeline.milestones} {...list} />
    </div>
  );
}

function EditorBar({ words, doneHref }: { words: string; doneHref: string }) {
  return (
    <div className="sticky top-12 z-10 flex flex-wrap items-center justify-between gap-2 bg-paper py-2">
      <p role="status" className="text-ink-2 text-sm">
        {words}
      </p>
      <div className="flex gap-2">
        <SubmitButton variant="default" size="sm">
          Save now
        </SubmitButton>
        <ButtonLink href={doneHref} size="sm" variant="primary">
          Read it on paper
        </ButtonLink>
      </div>
    </div>
  );
}

function textIn(form: HTMLFormElement, section: CaseSection): DraftValue {
  return sectionsOfForm(new FormData(form))[section] ?? "";
}

type PartProps = { title: string; weight: string; children: ReactNode };

const weights: Readonly<Record<string, string>> = {
  material: "A change after signing asks the signers again.",
  minor: "A change after signing is listed.",
  cosmetic: "",
};

function Part({ title, weight, children }: PartProps) {
  return (
    <section className="space-y-2">
      <h3 className="font-semibold text-lg text-spruce">{title}</h3>
      <p className="text-ink-3 text-xs">{weights[weight]}</p>
      {children}
    </section>
  );
}

function progressText(progress: string, state: FormState): string {
  if (progress === "saving") {
    return "Saving…";
  }
  if (progress === "typed") {
    return "Not saved yet; kept in this browser";
  }
  return state.status === "saved" ? `Saved ${formatClock(state.savedAt)}` : "Saves by itself";
}
