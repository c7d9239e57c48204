import type { Metadata } from "next";
import { CasePaper } from "@/components/business-cases/case-paper";
import { paperDay } from "@/components/business-cases/paper-day";
import { PlainShell } from "@/components/layout/plain-shell";
import { GuestCodeForm } from "@/components/signing/guest-code-form";
import { GuestDeclineForm } from "@/components/signing/guest-decline-form";
import { GuestDone } from "@/components/signing/guest-done";
import { GuestHead } from "@/components/signing/guest-head";
import { GuestShell } from "@/components/signing/guest-shell";
import { GuestSignForm } from "@/components/signing/guest-sign-form";
import { getGuestSigning } from "@/lib/signing/queries/guest-signing";
import { readForGuest } from "@/lib/web/for-public-page";
import { guestAnswer } from "@/lib/web/guest-form";

export const metadata: Metadata = {
  title: "Sign",
  referrer: "no-referrer",
  robots: { index: false, follow: false },
};

type Props = {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ answer?: string | string[] }>;
};

/** Looking at it changes nothing: programs that read mail for safety open every link in it. */
export default async function SignPage({ params, searchParams }: Props) {
  const { token } = await params;
  const view = await readForGuest(getGuestSigning, { token });
  if (view === null) {
    return (
      <PlainShell title="This link cannot be used">
        <p className="text-ink-2">
          It is not complete, it is too old, or a newer one took its place: look for a later mail.
          Otherwise ask whoever sent it for a new one.
        </p>
      </PlainShell>
    );
  }
  const answer = guestAnswer((await searchParams).answer);
  const href = `/sign/${encodeURIComponent(token)}`;
  const isOver = view.signed !== null || view.declined !== null;
  return (
    <GuestShell>
      {isOver ? <GuestDone view={view} href={href} /> : <GuestHead view={view} />}
      <CasePaper
        content={view.content}
        labels={view.labels}
        outlook={view.outlook}
        edition={`Version ${view.number}`}
        dateText={paperDay(view.submittedAt)}
        gateCode=""
      />
      {!isOver && view.whyNot === null && (
        <section className="wm-plain-sheet wm-guest-sheet" aria-labelledby="signing">
          <h2 id="signing">Sign version {view.number}</h2>
          <GuestCodeForm view={view} href={href} state={answer("code")} />
          <GuestSignForm view={view} href={href} state={answer("sign")} />
          <GuestDeclineForm href={href} state={answer("decline")} number={view.number} />
        </section>
      )}
    </GuestShell>
  );
}
