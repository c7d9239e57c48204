"use client";

import { useEffect, useRef, useState } from "react";
import { Panel } from "@/components/ui/panel";
import { actOf } from "@/lib/risk-meetings/rules/keys";
import { keptAnswer } from "./kept-answer";
import type { MeetingTurnProps } from "./turn";
import { useMeetingKeys } from "./use-meeting-keys";

type NoTurnProps = Pick<MeetingTurnProps, "risk" | "readerId" | "keys" | "onAct">;

/** A risk this reader does not review: why, and what they had written before it came to that. */
export function NoTurn({ risk, readerId, keys, onAct }: NoTurnProps) {
  const [kept, setKept] = useState("");
  const keeper = useRef({ readerId, riskId: risk.id }).current;
  useMeetingKeys(
    keys,
    (key) => {
      const act = actOf(key);
      return act !== null && onAct(act);
    },
    () => false,
  );

  useEffect(() => setKept(keptAnswer(keeper)?.note ?? ""), [keeper]);

  return (
    <Panel title="Your review" meta={risk.key}>
      <div className="grid gap-2">
        {risk.status === "closed" ? (
          <p>
            This risk is closed. Open it in the register and reopen it before reviewing it again.
            {risk.closedReason !== "" && ` Closed because: ${risk.closedReason}`}
          </p>
        ) : (
          <p>{risk.whyNotEdit}</p>
        )}
        {kept !== "" && (
          <p className="whitespace-pre-line border-line border-t pt-2 text-ink-2">
            <b className="font-semibold text-ink">What you had written, not recorded:</b> {kept}
          </p>
        )}
      </div>
    </Panel>
  );
}
