import type { Level } from "@/lib/risks/rules";
import type { RiskStatus } from "@/lib/risks/schema";

/** What the checks know of one living risk. Days are YYYY-MM-DD, instants ISO 8601. */
export type CheckedRisk = {
  status: Exclude<RiskStatus, "closed">;
  inherent: Level;
  current: Level;
  residual: Level | null;
  ownerName: string | null;
  /** Whether the owner can sign in and still belongs to workspace and project; false without one. */
  isOwnerThere: boolean;
  dueOn: string | null;
  reviewDueOn: string | null;
  /** When a person last rated or confirmed the current level, and last reviewed the risk. */
  ratedAt: string;
  reviewedAt: string | null;
  /** Null where it belongs to the whole project. */
  stageNumber: number | null;
  /** Not revoked; what is noted as ended stays among them. */
  acceptances: readonly (Level & { expiresOn: string; isEndNoted: boolean })[];
  isAcceptanceAsked: boolean;
  /** Not retired. */
  controls: readonly { state: "planned" | "existing" }[];
  /** Not removed. */
  actions: readonly {
    name: string;
    isDone: boolean;
    /** Done or switched off: nobody waits for it. */
    isOver: boolean;
    dueOn: string | null;
    href: string;
  }[];
  loopBacks: readonly { toNumber: number; toName: string; decidedAt: string }[];
};
