import { dayInWords } from "@/lib/kernel/calendar";
import { riskKey } from "@/lib/risks/rules";

export const runOutKinds = [
  "approval",
  "renewal",
  "age",
  "round",
  "condition",
  "waiver",
  "evidence",
  "acceptance",
] as const;
export type RunOutKind = (typeof runOutKinds)[number];

/** Something whose time is over and of which nothing says so yet. */
export type RunOut = {
  kind: RunOutKind;
  id: string;
  projectId: string;
  gateId: string | null;
  /** Of an acceptance; null for everything else. */
  riskId: string | null;
  dueAt: Date;
  /** Its last day, YYYY-MM-DD. */
  endedOn: string;
  /** Code of the gate or condition, empty for what has none. */
  code: string;
  title: string;
  /** Of the round or the risk. */
  number: number;
  /** Whom it belongs to, besides whoever leads the project. */
  people: readonly string[];
};

export type RunOutNotice = { title: string; because: string; href: string };

/**
 * The notice of its own that it is worth, or null where only the lapse of a
 * gate is. Approvals, waivers and age matter to nobody while their gate holds.
 */
export function noticeOfRunOut(
  ended: RunOut,
  project: { id: string; key: string },
): RunOutNotice | null {
  const { code, title, number, endedOn } = ended;
  const page = `/projects/${project.id}`;
  const day = dayInWords(endedOn);
  switch (ended.kind) {
    case "condition":
      return {
        title: `${project.key}: condition ${code}, ${title}, was due on ${day}`,
        because: "because the condition is yours or was set by you",
        href: `${page}/gates/${ended.gateId}`,
      };
    case "round":
      return {
        title: `${project.key} ${code}: round ${number} was to be decided by ${day}`,
        because: "because you asked for this review, are to decide it or lead the project",
        href: `${page}/gates/${ended.gateId}`,
      };
    case "evidence":
      return {
        title: `${project.key}: ${title} was valid until ${day}`,
        because: "because you attached it or lead the project",
        href: `${page}/evidence?evidence=${ended.id}`,
      };
    case "acceptance":
      return {
        title: `${project.key}: the acceptance of ${riskKey(number)} ${title} ended on ${day}`,
        because:
          "because the risk is yours, you accepted it, are informed about it or lead the project",
        href: `${page}/risks?risk=${ended.riskId}`,
      };
    default:
      return null;
  }
}

/** Section by section of who is told: the lead hears of everything but a condition that holds no gate. */
export function isForLeads(kind: RunOutKind): boolean {
  return kind !== "condition";
}
