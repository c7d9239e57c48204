import type { ImportSettings } from "@/lib/risk-imports/schema/import-draft";
import {
  categoryWords,
  fieldTitles,
  type ImportField,
  knowledgeWords,
  plain,
  sourceWords,
  treatmentWords,
  valueOfWord,
  type WordList,
  wordListOf,
} from "./import-fields";
import type { ImportPerson, ImportProject, ImportReferences, RowProblem } from "./import-row";
import { type DayOrder, readDay } from "./read-day";

/** One row while it is read: texts in, problems and remarks out. */
export type RowReader = {
  texts: Partial<Record<ImportField, string>>;
  settings: ImportSettings;
  references: ImportReferences;
  order: DayOrder | null;
  problems: RowProblem[];
  remarks: string[];
};

export function textAt({ texts }: RowReader, field: ImportField): string {
  return texts[field] ?? "";
}

/** Notes the problem and stands in for the value that is not there. */
export function refuse(
  reader: RowReader,
  field: ImportField,
  message: string,
  list?: WordList,
): null {
  const word = list === undefined ? {} : { word: { list, text: textAt(reader, field) } };
  reader.problems.push({ field, message, ...word });
  return null;
}

export function readText(reader: RowReader, field: ImportField, max: number): string {
  const text = textAt(reader, field);
  if (text.length > max) {
    refuse(
      reader,
      field,
      `${fieldTitles[field]} has ${text.length} characters and may have at most ${max}. Shorten it.`,
    );
  }
  return text.slice(0, max);
}

/** What a person said this word stands for, if they did. */
function chosenFor(reader: RowReader, field: ImportField): string | null {
  const list = wordListOf(field);
  const words = list === null ? undefined : reader.settings.words[list];
  const name = plain(textAt(reader, field));
  return words !== undefined && Object.hasOwn(words, name) ? (words[name] ?? null) : null;
}

type Listed = "category" | "treatment" | "knowledge" | "source";
const lists = {
  category: categoryWords,
  treatment: treatmentWords,
  knowledge: knowledgeWords,
  source: sourceWords,
};

/** A value of one of the fixed lists; `otherwise` stands where the cell is empty. */
export function readListed<Field extends Listed>(
  reader: RowReader,
  field: Field,
  otherwise: keyof (typeof lists)[Field] | null,
): keyof (typeof lists)[Field] | null {
  type Value = keyof (typeof lists)[Field] & string;
  const words = lists[field] as unknown as Record<Value, readonly string[]>;
  const text = textAt(reader, field);
  const chosen = chosenFor(reader, field);
  if (text === "" && otherwise !== null && chosen === null) {
    return otherwise;
  }
  const value = valueOfWord(words, chosen ?? text);
  if (value !== null) {
    return value;
  }
  const known = (Object.keys(words) as Value[]).map((name) => words[name][0]).join(", ");
  const title = fieldTitles[field];
  const message =
    text === ""
      ? `${title} is empty. Enter one of: ${known}.`
      : `${title} “${text}” is not known. Enter one of: ${known}.`;
  return refuse(reader, field, message, field);
}

/** Step of the matrix by number, by label, or by both as in "4 Likely". */
export function readStep(
  reader: RowReader,
  field: ImportField,
  labels: readonly string[],
): number | null {
  const text = chosenFor(reader, field) ?? textAt(reader, field);
  const list = wordListOf(field) ?? undefined;
  const byLabel = labels.findIndex((label) => plain(label) === plain(text)) + 1;
  if (byLabel > 0) {
    return byLabel;
  }
  const number = /^(\d+)(?:[.,]0+)?(?:\D.*)?$/s.exec(text)?.[1];
  const step = number === undefined ? Number.NaN : Number(number);
  if (step >= 1 && step <= labels.length && !/^\d+[.,]\d*[1-9]/.test(text)) {
    return step;
  }
  const enter = `Enter a step from 1 to ${labels.length}, or one of: ${labels.join(", ")}.`;
  if (textAt(reader, field) === "") {
    return refuse(reader, field, `${fieldTitles[field]} is empty. ${enter}`, list);
  }
  const why = Number.isNaN(step) ? "is not known" : "lies outside the matrix of this workspace";
  return refuse(reader, field, `${fieldTitles[field]} “${text}” ${why}. ${enter}`, list);
}

export function readDayAt(reader: RowReader, field: ImportField): string | null {
  const text = textAt(reader, field);
  if (text === "") {
    return null;
  }
  const read = readDay(text, reader.order);
  const title = fieldTitles[field];
  if (!read.ok) {
    const why =
      read.why === "either_order"
        ? "can be read with the day or with the month first. Say above how the file writes days, or enter it as 2026-11-30."
        : "is not a day. Enter it as 2026-11-30.";
    return refuse(reader, field, `${title} “${text}” ${why}`);
  }
  if (read.day < "1990-01-01" || read.day > "2100-01-01") {
    return refuse(reader, field, `${title} would be ${read.day}. Enter the day as 2026-11-30.`);
  }
  if (read.isSerial) {
    reader.remarks.push(`${title} ${text} was read as the day ${read.day}.`);
  }
  return read.day;
}

/** Only projects the reader sees are known here: one of somebody else is told from none by nobody. */
export function readProject(reader: RowReader): ImportProject | null {
  const { projects } = reader.references;
  const text = textAt(reader, "project");
  const wanted = chosenFor(reader, "project") ?? text;
  const named = projects.filter(
    ({ key, name }) => plain(key) === plain(wanted) || plain(name) === plain(wanted),
  );
  const byKey = named.filter(({ key }) => plain(key) === plain(wanted));
  const [project, other] = byKey.length === 1 ? byKey : named;
  if (wanted === "") {
    const message = "Project is empty. Enter the key of the project the risk belongs to.";
    return refuse(reader, "project", message, "project");
  }
  if (project === undefined) {
    const message = `There is no project “${wanted}” that you can see. Enter the key of one of your projects.`;
    return refuse(reader, "project", message, "project");
  }
  if (other !== undefined) {
    const message = `More than one project is called “${wanted}”. Enter its key.`;
    return refuse(reader, "project", message, "project");
  }
  return project.whyNotRaise === null
    ? project
    : refuse(reader, "project", `${project.key}: ${project.whyNotRaise}`);
}

export function readOwner(reader: RowReader, project: ImportProject | null): string | null {
  if (project === null) {
    return null;
  }
  const text = textAt(reader, "owner");
  const wanted = chosenFor(reader, "owner") ?? text;
  if (wanted === "") {
    const message =
      "Owner is empty. Enter the e-mail address or the name of somebody in the project.";
    return refuse(reader, "owner", message, "owner");
  }
  const found = peopleCalled(project.people, wanted);
  const [person] = found;
  if (person === undefined) {
    const message = `Nobody in ${project.key} is called “${wanted}”. Enter the e-mail address of somebody who takes part in it.`;
    return refuse(reader, "owner", message, "owner");
  }
  if (found.length > 1) {
    const message = `${found.length} people in ${project.key} are called “${wanted}”. Enter the e-mail address of the one you mean.`;
    return refuse(reader, "owner", message, "owner");
  }
  return person.id;
}

/** By address, else by the whole name, also as "Marsh, Anna" and "Anna Marsh <anna@example.com>". */
function peopleCalled(people: readonly ImportPerson[], wanted: string): readonly ImportPerson[] {
  const address = /[^\s<>,;]+@[^\s<>,;]+/.exec(wanted)?.[0]?.toLowerCase();
  if (address !== undefined) {
    return people.filter(({ email }) => email === address);
  }
  const turned = wanted.split(",").toReversed().join(" ");
  return people.filter(({ name }) => [plain(wanted), plain(turned)].includes(plain(name)));
}

export function readStage(reader: RowReader, project: ImportProject | null): string | null {
  const text = textAt(reader, "stage");
  if (text === "" || project === null) {
    return null;
  }
  const number = /^(?:stage\s*)?(\d{1,2})(?!\d)/i.exec(text)?.[1];
  const stage =
    project.stages.find(({ name }) => plain(name) === plain(text)) ??
    project.stages.find((one) => number !== undefined && one.number === Number(number));
  if (stage !== undefined) {
    return stage.id;
  }
  const known = project.stages.map(({ number: at, name }) => `${at} ${name}`).join(", ");
  return refuse(
    reader,
    "stage",
    `${project.key} has no stage “${text}”. Leave it empty, or enter one of: ${known}.`,
  );
}
