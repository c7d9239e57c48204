import * as z from "zod";
import { roleWord } from "@/components/tasks/task-words";
import { DownloadLink } from "@/components/ui/download-link";
import { Facts } from "@/components/ui/facts";
import { HashText } from "@/components/ui/hash-text";
import { Timestamp } from "@/components/ui/timestamp";
import { projectRoles } from "@/lib/authz/permissions";
import { assuranceWords } from "@/lib/signing/rules/round-words";

/** A statement of an older release may lack what a newer one says. */
const spoken = z.object({
  signer: z.object({ name: z.string() }),
  delegatedFrom: z.object({ name: z.string() }).nullish(),
  role: z.enum(projectRoles),
  meaning: z.string(),
  assurance: z.string(),
  signedAt: z.iso.datetime(),
  subject: z.object({ name: z.string().optional(), version: z.number(), sha256: z.string() }),
  covers: z.array(z.unknown()).default([]),
});

type EntryStatementProps = {
  statement: Readonly<Record<string, unknown>>;
  signatureId: string;
  timeZone: string;
};

function factsOf(said: z.infer<typeof spoken>, timeZone: string) {
  const { signer, delegatedFrom, role, meaning, assurance, signedAt, subject, covers } = said;
  return [
    {
      name: "Signed by",
      value: delegatedFrom == null ? signer.name : `${signer.name} for ${delegatedFrom.name}`,
    },
    { name: "As", value: roleWord(role) },
    { name: "Meaning", value: meaning },
    { name: "Confirmed by", value: assuranceWords(assurance) },
    { name: "At", value: <Timestamp at={signedAt} show="exact" timeZone={timeZone} /> },
    {
      name: "Saw",
      value: (
        <>
          {subject.name ?? "Subject"}, version {subject.version}
          {covers.length > 0 && `, with ${covers.length} covered`}
          <br />
          <HashText hash={subject.sha256} copy="yes" />
        </>
      ),
    },
  ];
}

/** What the signature said, in the words of its statement. */
export function EntryStatement({ statement, signatureId, timeZone }: EntryStatementProps) {
  const said = spoken.safeParse(statement);
  return (
    <div className="grid gap-2">
      <h3 className="font-semibold">Statement of the signature</h3>
      {said.success && <Facts facts={factsOf(said.data, timeZone)} />}
      <p className="no-print">
        <DownloadLink href={`/files/receipts/${signatureId}`}>Receipt</DownloadLink>
      </p>
    </div>
  );
}
