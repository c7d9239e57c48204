import { Text, View } from "@react-pdf/renderer";
import { certificateOf } from "@/lib/documents/rules/certificate";
import type { DocumentFrame } from "@/lib/documents/schema";
import { Head, Section, Sheet } from "./pdf-parts";
import { style } from "./pdf-style";

/** Who signed what, when and how, in the same file as the record itself. */
export function CertificatePage({ document }: { document: DocumentFrame }) {
  if (document.signatures.length === 0) {
    return null;
  }
  const { facts, signers } = certificateOf(document);
  return (
    <Sheet document={document}>
      <Head
        kind="Certificate of signatures"
        title={document.title}
        facts={[
          { name: "Edition", value: document.edition },
          { name: "Signatures", value: String(signers.length) },
        ]}
      />
      <Section title="What was signed">
        {facts.map((row) => (
          <Pair key={row.name} {...row} />
        ))}
      </Section>
      {signers.map((signer) => (
        <View key={signer.id} style={style.signer} wrap={false}>
          <Text style={style.signerName}>{signer.heading}</Text>
          {signer.rows.map((row) => (
            <Pair key={row.name} {...row} />
          ))}
        </View>
      ))}
      <Checking document={document} />
    </Sheet>
  );
}

function Pair({ name, value }: { name: string; value: string }) {
  const isHash = name.startsWith("SHA-256");
  return (
    <View style={style.pair}>
      <Text style={style.pairName}>{name}</Text>
      <Text style={isHash ? [style.pairValue, style.mono] : style.pairValue}>{value}</Text>
    </View>
  );
}

function Checking({ document }: { document: DocumentFrame }) {
  const { verifyUrl, state } = document;
  return (
    <View wrap={false} style={style.note}>
      <Text style={style.sectionTitle}>How to check this file, and what that proves</Text>
      {state === "final" ? (
        <>
          <Text>
            This file carries a digital signature over all of its bytes, made by the Waymark
            installation that issued it. Its certificate is self-signed: the installation vouches
            for itself, no outside authority does. A PDF reader will therefore call the signer
            unknown or not trusted, and is right to: the signature shows that the file is as it was
            issued, not who runs the installation.
          </Text>
          <Text style={{ marginTop: 3 }}>
            To check it without an account, open {verifyUrl} and hand in this file, or paste its
            SHA-256. With the poppler tools, “pdfsig file.pdf” answers “Signature is Valid” while no
            byte has changed. The people above signed in Waymark, each after confirming their
            identity; what they signed is bound to the hashes on this page and entered in the
            ledger.
          </Text>
        </>
      ) : (
        <Text>
          This copy carries no digital signature of its own, because not every signature has been
          given or the record no longer stands. Download it again when the last one is there. The
          hashes on this page can be checked at {verifyUrl}.
        </Text>
      )}
    </View>
  );
}
