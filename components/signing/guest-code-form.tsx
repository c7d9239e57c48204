import { buttonClass } from "@/components/ui/button-style";
import { FormOutcome } from "@/components/ui/form-outcome";
import { Timestamp } from "@/components/ui/timestamp";
import type { FormState } from "@/lib/kernel/form-state";
import type { GuestSigningView } from "@/lib/signing/schema/guest-views";

type GuestCodeFormProps = { view: GuestSigningView; href: string; state: FormState };

/** The code goes to the address on record, which the page shows in part. */
export function GuestCodeForm({ view, href, state }: GuestCodeFormProps) {
  const { mailedTo, codeUntil } = view;
  const isWaiting = codeUntil !== null;
  return (
    <form id="code" method="post" action={`${href}/code`} className="wm-guest-step">
      <h3>1. Have a code sent to you</h3>
      <FormOutcome state={state} idPrefix="code" />
      <p className="text-ink-2 text-sm">
        {isWaiting ? (
          <>
            A code was mailed to {mailedTo}. It works until{" "}
            <Timestamp at={codeUntil} show="exact" />.
          </>
        ) : (
          `We mail six digits to ${mailedTo}. They show that it is you who signs.`
        )}
      </p>
      <button
        type="submit"
        className={buttonClass({ variant: isWaiting ? "default" : "primary", width: "full" })}
      >
        {isWaiting ? "Send me another code" : "Send me the code"}
      </button>
    </form>
  );
}
