import {
  classOfAssumptionField,
  classOfCriterionField,
  classOfSection,
  labelOfSection,
} from "@/lib/business-cases/rules/field-classes";
import {
  type CaseContent,
  type CaseSection,
  caseSections,
  type FieldClass,
} from "@/lib/business-cases/schema";
import { daysBetween } from "@/lib/kernel/calendar";
import { canonicalize } from "@/lib/ledger/canonical-json";

export type ChangedSection = { section: CaseSection; label: string; class: FieldClass };
export type SignatureStanding = { standing: "valid" | "stale"; changed: ChangedSection[] };

/** A signature holds while every material field still reads as it did when it was signed. */
export function signatureStanding(signed: CaseContent, current: CaseContent): SignatureStanding {
  const changed = changedSections(signed, current);
  const isStale = changed.some((change) => change.class === "material");
  return { standing: isStale ? "stale" : "valid", changed };
}

/** Sections that read differently. White space and the order of rows alone change nothing. */
export function changedSections(before: CaseContent, after: CaseContent): ChangedSection[] {
  return caseSections.flatMap((section) => {
    if (sameText(before[section], after[section])) {
      return [];
    }
    const kind = classOfChange(section, before, after);
    return [{ section, label: labelOfSection[section], class: kind }];
  });
}

function classOfChange(section: CaseSection, before: CaseContent, after: CaseContent): FieldClass {
  switch (section) {
    case "successCriteria":
      return sameRows(before[section], after[section], classOfCriterionField)
        ? "minor"
        : "material";
    case "assumptions":
      return sameRows(before[section], after[section], classOfAssumptionField)
        ? "minor"
        : "material";
    case "timeline":
      return isTimelineMoved(before.timeline, after.timeline) ? "material" : "minor";
    default:
      return classOfSection[section];
  }
}

function sameRows<Row extends Record<string, unknown>>(
  before: readonly Row[],
  after: readonly Row[],
  classes: Record<keyof Row & string, FieldClass>,
): boolean {
  const material = (row: Row) =>
    Object.fromEntries(
      Object.entries(row).filter(([name]) => classes[name as keyof Row & string] === "material"),
    );
  return sameText(before.map(material), after.map(material));
}

const TIMELINE_TOLERANCE = 0.1;

function isTimelineMoved(before: CaseContent["timeline"], after: CaseContent["timeline"]): boolean {
  if (before.startOn === after.startOn && before.endOn === after.endOn) {
    return false;
  }
  if (!(before.startOn && before.endOn && after.startOn && after.endOn)) {
    return true;
  }
  const allowed = Math.abs(daysBetween(before.startOn, before.endOn)) * TIMELINE_TOLERANCE;
  const shift = Math.max(
    Math.abs(daysBetween(before.startOn, after.startOn)),
    Math.abs(daysBetween(before.endOn, after.endOn)),
  );
  return shift > allowed;
}

function sameText(before: unknown, after: unknown): boolean {
  return canonicalize(plain(before)) === canonicalize(plain(after));
}

/** Collapses white space and sorts rows: what is left is what a signer reads. */
function plain(value: unknown): unknown {
  if (typeof value === "string") {
    return value.replace(/\s+/g, " ").trim();
  }
  if (Array.isArray(value)) {
    return value.map(plain).map(canonicalize).sort();
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
  }
  return value;
}
