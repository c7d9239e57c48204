import { Banner } from "@/components/ui/banner";
import { DownloadLink } from "@/components/ui/download-link";
import { Facts } from "@/components/ui/facts";
import { HashText } from "@/components/ui/hash-text";
import { TextLink } from "@/components/ui/text-link";
import { Timestamp } from "@/components/ui/timestamp";
import { methodWords } from "@/lib/kernel/signature-words";
import type { GuestSigningView } from "@/lib/signing/schema/guest-views";

type GuestDoneProps = { view: GuestSigningView; href: string };

/** What came of the link: shown after the act, and whenever it is opened again. */
export function GuestDone({ view, href }: GuestDoneProps) {
  const { signed, declined, project, number } = view;
  return (
    <section className="wm-plain-sheet wm-guest-sheet">
      <h1>{project}: business case</h1>
      {signed !== null && <Signed {...{ view, href, signed }} />}
      {signed === null && declined !== null && (
        <>
          <Banner tone="warn" lead={`You declined to sign version ${number}.`} live="polite">
            <Timestamp at={declined.at} show="exact" />. Whoever asked you was told your reason.
          </Banner>
          <p className="text-ink-2">{declined.reason}</p>
        </>
      )}
    </section>
  );
}

type Signature = NonNullable<GuestSigningView["signed"]>;

function Signed({ view, href, signed }: GuestDoneProps & { signed: Signature }) {
  const { guest, title, number, sha256, askedBy } = view;
  const name = guest.organisation === "" ? guest.name : `${guest.name}, ${guest.organisation}`;
  return (
    <>
      <Banner tone="ok" lead={`You signed version ${number}. Thank you.`} live="polite">
        {askedBy} was told. Nothing else is needed from you.
      </Banner>
      <Facts
        facts={[
          { name: "Signed by", value: `${name}, as ${title}` },
          { name: "Signed", value: <Timestamp at={signed.signedAt} show="exact" /> },
          { name: "Meaning", value: signed.meaning },
          { name: "Confirmed by", value: capital(methodWords(signed.assurance)) },
          { name: "Text, SHA-256", value: <HashText hash={sha256} show="full" /> },
        ]}
      />
      <div className="flex flex-wrap gap-2">
        <DownloadLink href={`${href}/receipt`}>Receipt</DownloadLink>
        <DownloadLink href={`${href}/pdf`}>PDF</DownloadLink>
      </div>
      <p className="text-ink-2 text-xs">
        Keep the receipt: with it anybody can{" "}
        <TextLink href="/verify">verify your signature</TextLink>, without an account and without
        trusting this site.
      </p>
    </>
  );
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
