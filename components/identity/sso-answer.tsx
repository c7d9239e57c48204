"use client";

import { usePathname } from "next/navigation";
import { type MouseEvent, useEffect, useRef } from "react";
import { buttonClass } from "@/components/ui/button-style";
import { FieldError } from "@/components/ui/field-error";
import { keepForm, restoreForm } from "@/components/ui/kept-form";
import type { SignOn } from "./identity-ways";

type SsoAnswerProps = {
  signOn: SignOn;
  subjectSha256: string;
  /** Names the form this stands in. */
  fieldId: string;
  error: string | undefined;
};

/** Leads to the provider and back; what was filled in waits in this tab meanwhile. */
export function SsoAnswer({ signOn, subjectSha256, fieldId, error }: SsoAnswerProps) {
  const box = useRef<HTMLDivElement>(null);
  const path = usePathname();
  const { provider } = signOn;
  const ended = signOn.ended?.subjectSha256 === subjectSha256 ? signOn.ended : null;
  const isConfirmed = ended !== null && ended.until !== null;
  const noteId = `${fieldId}-note`;

  useEffect(() => {
    const form = box.current?.closest("form");
    return form ? restoreForm(fieldId, form) : undefined;
  }, [fieldId]);

  const leave = (event: MouseEvent<HTMLAnchorElement>) => {
    const form = event.currentTarget.closest("form");
    if (form !== null) {
      keepForm(fieldId, form);
    }
    const here = `${location.pathname}${location.search}#${fieldId}-sso`;
    event.currentTarget.href = addressOf(subjectSha256, here);
  };

  const trouble = error ?? (isConfirmed ? undefined : ended?.message);
  return (
    <div ref={box} id={`${fieldId}-sso`} className="grid gap-2">
      {isConfirmed ? (
        <p className="text-ink-2 text-sm" role="status">
          {provider} confirmed you. Sign within five minutes; the confirmation counts for this text
          and one signature.
        </p>
      ) : (
        <p className="text-ink-2 text-sm">
          You sign in at {provider} once more and come back here. What you filled in stays.
        </p>
      )}
      {trouble !== undefined && trouble !== "" && <FieldError id={noteId}>{trouble}</FieldError>}
      {/* A link, because a form may not lead to another origin. It is followed, never fetched ahead. */}
      <a
        href={addressOf(subjectSha256, `${path}#${fieldId}-sso`)}
        onClick={leave}
        className={buttonClass({ width: "full", variant: isConfirmed ? "quiet" : "default" })}
      >
        Confirm {isConfirmed && "again "}with {provider}
      </a>
    </div>
  );
}

function addressOf(subjectSha256: string, returnTo: string): string {
  return `/api/auth/sso?${new URLSearchParams({ confirm: subjectSha256, next: returnTo })}`;
}
