import type { FormAction } from "@/components/ui/action-form";
import type { MeetingAct } from "@/lib/risk-meetings/rules/keys";
import type { ReviewOptionsView } from "@/lib/risk-meetings/schema/meeting";
import type { RiskView } from "@/lib/risks/schema";

export type TurnRisk = Pick<
  RiskView,
  "id" | "key" | "version" | "current" | "knowledge" | "matrix" | "status" | "closedReason"
> & { whyNotEdit: string | null };

export type MeetingTurnProps = {
  risk: TurnRisk;
  evidence: ReviewOptionsView["evidence"];
  readerId: string;
  keys: "on" | "off";
  /** What is taken next, and what the page has to find its way back. */
  following: { id: string; key: string } | null;
  /** Where the meeting is held: its address without the risk on the table. */
  meeting: { projectId: string | null; search: string };
  action: FormAction;
  /** Acts that are about the meeting and not about this risk; whether it meant something. */
  onAct: (act: MeetingAct) => boolean;
  say: (text: string) => void;
};
