"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { LedgerStateView, VerifyLedgerView } from "@/lib/ledger/schema";
import { LastCheckpoint } from "./last-checkpoint";
import { LedgerVerdict, type Verified } from "./ledger-verdict";
import { Witnesses } from "./witnesses";

type LedgerStripProps = {
  state: LedgerStateView;
  timeZone: string;
  /** What a request without JavaScript looked through. */
  verified: Verified | null;
  verifyPart: (from: number) => Promise<VerifyLedgerView | null>;
};

type Walk = { reached: number; size: number } | "stopped" | null;

/** From the first entry to the last, until something does not fit. */
async function walkLedger(
  verifyPart: LedgerStripProps["verifyPart"],
  tell: (walk: Walk) => void,
): Promise<Verified | null> {
  for (let from = 0; ; ) {
    const part = await verifyPart(from);
    if (part === null) {
      return null;
    }
    if (!part.isValid || part.to >= part.size) {
      return { ...part, from: 0, at: new Date().toISOString() };
    }
    from = part.to;
    tell({ reached: part.to, size: part.size });
  }
}

function VerifyForm({ walk, onVerify }: { walk: Walk; onVerify: (event: FormEvent) => void }) {
  const isRunning = walk !== null && walk !== "stopped";
  return (
    <form action="/audit" method="get" onSubmit={onVerify} className="no-print grid gap-1">
      <input type="hidden" name="verify" value="1" />
      <Button type="submit" icon="audit" disabled={isRunning} data-command="verify">
        {isRunning ? "Verifying" : "Verify now"}
      </Button>
      {isRunning && (
        <progress
          className="w-full"
          aria-label="Entries verified"
          value={walk.reached}
          max={Math.max(1, walk.size)}
        />
      )}
    </form>
  );
}

/** On paper, because it is what a reader of the record relies on: how much there is, and that it fits. */
export function LedgerStrip({ state, timeZone, verified, verifyPart }: LedgerStripProps) {
  const [result, setResult] = useState(verified);
  const [walk, setWalk] = useState<Walk>(null);
  const verify = async (event: FormEvent) => {
    event.preventDefault();
    setWalk({ reached: 0, size: state.size });
    const found = await walkLedger(verifyPart, setWalk).catch(() => null);
    setResult(found ?? result);
    setWalk(found === null ? "stopped" : null);
  };
  const isBroken = result !== null && !result.isValid;
  const ground = isBroken ? "border-bad-line bg-bad-soft" : "";
  return (
    <div
      id="verification"
      className={`wm-band flex flex-wrap items-center gap-x-6 gap-y-2 py-3 ${ground}`}
    >
      <span className={isBroken ? "text-bad-ink" : "text-spruce"}>
        <Icon name={isBroken ? "alert" : "audit"} size={28} />
      </span>
      <div className="min-w-64 flex-1" role="status">
        <LedgerVerdict size={state.size} result={result} timeZone={timeZone} />
        {walk === "stopped" && (
          <p className="text-bad-ink">
            The server gave no answer, so nothing new is known. Try again.
          </p>
        )}
      </div>
      <LastCheckpoint state={state} timeZone={timeZone} />
      <Witnesses state={state} timeZone={timeZone} />
      <VerifyForm walk={walk} onVerify={verify} />
    </div>
  );
}
