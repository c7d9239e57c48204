"use client";

import { ActionForm, type FormAction, type FormHelp } from "@/components/ui/action-form";
import { FieldError } from "@/components/ui/field-error";
import { SubmitButton } from "@/components/ui/submit-button";
import { type RiskPart, riskParts } from "@/lib/risk-parts/rules/risk-parts";
import type { PartsTable } from "@/lib/risk-parts/schema";
import { partMeanings, partWords } from "./part-words";

type PartsFormProps = {
  projectId: string;
  subject: { riskId: string } | { stageId: string };
  people: readonly { id: string; name: string }[];
  /** What is said now. */
  parts: PartsTable;
  seen: string;
  action: FormAction;
  /** Keeps the form behind this title until it is wanted. */
  disclosure?: string;
  hint: string;
};

const boxClass = "size-4 align-middle accent-(--wm-spruce)";

function idsOf(parts: PartsTable, part: RiskPart): string {
  if (part === "accountable") {
    return parts.accountable?.id ?? "";
  }
  return parts[part].map(({ id }) => id).join("\n");
}

type MatrixProps = Pick<PartsFormProps, "people" | "parts"> & { field: FormHelp["field"] };

/** People down, parts across: of each part any number, and one at most who answers for it. */
function PartsMatrix({ people, parts, field }: MatrixProps) {
  const columns = riskParts.map((part) => {
    const { id, defaultValue, error } = field(part, idsOf(parts, part));
    return { part, id, chosen: new Set(defaultValue.split("\n")), error };
  });
  return (
    <>
      <table className="w-full border-collapse text-sm">
        <thead>
          <tr className="border-b border-line text-ink-3 text-xs">
            <th scope="col" className="py-1 text-left font-normal">
              Person
            </th>
            {riskParts.map((part) => (
              <th key={part} scope="col" className="w-9 py-1 text-center font-normal">
                <abbr title={partWords[part]} className="no-underline">
                  {partWords[part].charAt(0)}
                </abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id} className="border-b border-line">
              <th scope="row" className="py-1.5 pr-2 text-left font-normal">
                {person.name}
              </th>
              {columns.map(({ part, chosen }) => (
                <td key={part} className="text-center">
                  <input
                    type={part === "accountable" ? "radio" : "checkbox"}
                    className={boxClass}
                    name={part}
                    value={person.id}
                    defaultChecked={chosen.has(person.id)}
                    aria-label={`${person.name}: ${partWords[part].toLowerCase()}`}
                  />
                </td>
              ))}
            </tr>
          ))}
          <NobodyRow
            isChosen={field("accountable", idsOf(parts, "accountable")).defaultValue === ""}
          />
        </tbody>
      </table>
      {columns.map(
        ({ part, id, error }) =>
          error !== undefined && (
            <FieldError key={part} id={id}>
              {error}
            </FieldError>
          ),
      )}
    </>
  );
}

/** A radio cannot be taken back; this one stands for having nobody. */
function NobodyRow({ isChosen }: { isChosen: boolean }) {
  return (
    <tr>
      <th scope="row" className="py-1.5 pr-2 text-left font-normal text-ink-3">
        Nobody answers for it
      </th>
      <td />
      <td className="text-center">
        <input
          type="radio"
          className={boxClass}
          name="accountable"
          value=""
          defaultChecked={isChosen}
          aria-label="Nobody: accountable"
        />
      </td>
      <td colSpan={2} />
    </tr>
  );
}

function goneIn({ responsible, accountable, consulted, informed }: PartsTable): string[] {
  const all = [...responsible, ...(accountable === null ? [] : [accountable])];
  return [...all, ...consulted, ...informed].filter(({ isGone }) => isGone).map(({ name }) => name);
}

/** The whole table at once. */
export function PartsForm(props: PartsFormProps) {
  const { projectId, subject, people, parts, seen, action, disclosure, hint } = props;
  const gone = goneIn(parts);
  const id = "riskId" in subject ? subject.riskId : subject.stageId;
  return (
    <ActionForm
      id={`parts-${id}`}
      action={action}
      label="Who does what"
      {...(disclosure === undefined ? {} : { disclosure })}
    >
      {({ field }) => (
        <>
          <input type="hidden" name="projectId" value={projectId} />
          <input type="hidden" name={"riskId" in subject ? "riskId" : "stageId"} value={id} />
          <input type="hidden" name="seen" value={seen} />
          <PartsMatrix people={people} parts={parts} field={field} />
          <p className="wm-hint">
            {partMeanings} {hint}
          </p>
          {gone.length > 0 && (
            <p className="text-bad-ink">
              {gone.join(", ")} left the project and will be taken off the table.
            </p>
          )}
          <div>
            <SubmitButton variant="default">Save who does what</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
