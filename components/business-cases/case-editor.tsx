"use client";

import { type ReactNode, useRef } from "react";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import { formatClock } from "@/components/ui/format-date";
import { SubmitButton } from "@/components/ui/submit-button";
import type { CaseContent, CaseSection, CaseView } from "@/lib/business-cases/schema";
import type { FormState } from "@/lib/kernel/form-state";
import { CaseField, type CaseFieldShape } from "./case-field";
import { CaseBullets, CaseList } from "./case-list";
import { useAutosave } from "./use-autosave";

type CaseEditorProps = {
  projectId: string;
  version: number;
  draft: CaseContent;
  labels: CaseView["labels"];
  classes: CaseView["classes"];
  doneHref: string;
  action: (previous: FormState, form: FormData) => Promise<FormState>;
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
  const { projectId, version, draft, labels, classes, doneHref, action } = props;
  const form = useRef<HTMLFormElement>(null);
  const { state, progress, touch } = useAutosave(form, { version, action });
  const errors = state.status === "failed" ? state.fields : {};
  const list = { errors, onChange: touch };
  const part = (section: CaseSection, children: ReactNode) => (
    <Part key={section} title={labels[section]} weight={classes[section]}>
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
      action={(data) => void action({ status: "idle" }, data)}
      onInput={touch}
      className="space-y-6 border border-paper-line bg-paper p-5 shadow-paper sm:p-8"
    >
      <input type="hidden" name="projectId" value={projectId} />
      <input type="hidden" name="version" value={version} />
      <div className="sticky top-12 z-10 flex flex-wrap items-center justify-between gap-2 bg-paper py-2">
        <p role="status" className="text-ink-2 text-sm">
          {progressText(progress, state)}
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
      {state.status === "failed" && <Banner tone="bad" lead={state.message} live="assertive" />}
      {texts.map(([section, shape]) => part(section, plain(section, shape, draft[section])))}
      {part(
        "successCriteria",
        <CaseList list="successCriteria" rows={draft.successCriteria} {...list} />,
      )}
      {part(
        "similarEfforts",
        <CaseList list="similarEfforts" rows={draft.similarEfforts} {...list} />,
      )}
      {bullets.map(([section, noun]) =>
        part(
          section,
          <CaseBullets section={section} noun={noun} rows={draft[section]} {...list} />,
        ),
      )}
      {part("assumptions", <CaseList list="assumptions" rows={draft.assumptions} {...list} />)}
      {part(
        "economics",
        <div className="space-y-4">
          <div className="grid gap-2 sm:grid-cols-3">
            {plain(
              "economics.unit",
              { kind: "line", label: "Unit of the sums" },
              draft.economics.unit,
            )}
            {plain(
              "economics.ratePercent",
              { kind: "number", label: "Discount rate, percent a year" },
              draft.economics.ratePercent,
            )}
            {plain(
              "economics.horizonYears",
              { kind: "number", label: "Horizon, years" },
              draft.economics.horizonYears,
            )}
          </div>
          <h4 className="font-semibold text-sm">Costs</h4>
          <CaseList list="costs" rows={draft.economics.costs} {...list} />
          <h4 className="font-semibold text-sm">Benefits</h4>
          <CaseList list="benefits" rows={draft.economics.benefits} {...list} />
        </div>,
      )}
      {part("sponsor", plain("sponsor", { kind: "line", label: "Who signs" }, draft.sponsor))}
      {part("stakeholders", <CaseList list="stakeholders" rows={draft.stakeholders} {...list} />)}
      {part(
        "timeline",
        <div className="space-y-4">
          <div className="grid gap-2 sm:grid-cols-2">
            {plain("timeline.startOn", { kind: "day", label: "Start" }, draft.timeline.startOn)}
            {plain("timeline.endOn", { kind: "day", label: "End" }, draft.timeline.endOn)}
          </div>
          <CaseList list="milestones" rows={draft.timeline.milestones} {...list} />
        </div>,
      )}
    </form>
  );
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
    return "Not saved yet";
  }
  return state.status === "saved" ? `Saved ${formatClock(state.savedAt)}` : "Saves by itself";
}
