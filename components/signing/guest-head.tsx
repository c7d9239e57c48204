import { Banner } from "@/components/ui/banner";
import { buttonClass } from "@/components/ui/button-style";
import { HashText } from "@/components/ui/hash-text";
import { dayInWords } from "@/lib/kernel/calendar";
import type { GuestSigningView } from "@/lib/signing/schema/guest-views";

/** Who asks whom to sign what, and where to do it once the text is read. */
export function GuestHead({ view }: { view: GuestSigningView }) {
  const { askedBy, workspace, project, guest, title, number, dueOn, sha256, whyNot } = view;
  return (
    <section className="wm-plain-sheet wm-guest-sheet">
      <h1>{project}: sign the business case</h1>
      <p>
        <b>{askedBy}</b> of {workspace} asks you, <b>{guest.name}</b>
        {guest.organisation !== "" && ` of ${guest.organisation}`}, to read version {number} of the
        business case and to sign it as <b>{title}</b>
        {dueOn !== null && ` by ${dayInWords(dueOn)}`}.
      </p>
      {whyNot === null ? (
        <p>
          <a href="#signing" className={buttonClass({ variant: "primary" })}>
            Go to the signature
          </a>
        </p>
      ) : (
        <Banner tone="warn" lead={whyNot} />
      )}
      <p className="text-ink-2 text-xs">
        The text below is frozen. Its SHA-256 is <HashText hash={sha256} show="full" />
      </p>
    </section>
  );
}
