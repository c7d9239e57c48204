import "server-only";
import { pdflibAddPlaceholder } from "@signpdf/placeholder-pdf-lib";
import { P12Signer } from "@signpdf/signer-p12";
import { SignPdf } from "@signpdf/signpdf";
import forge from "node-forge";
import { PDFDocument } from "pdf-lib";
import { env } from "@/lib/platform/env";
import { processWide } from "@/lib/platform/process-wide";
import { type SigningIdentity, signingIdentity } from "@/lib/platform/signing-certificate";

const ROOM_BYTES = 8192;

type SignedPdf = { bytes: Buffer; certificateSha256: string };

/**
 * Signs a finished PDF as this installation, last of all. The room for the
 * signature is measured first, so that no unused byte is left in the file that
 * somebody could change without breaking anything.
 */
export async function signPdf(
  pdf: Uint8Array,
  facts: { reason: string; at: Date },
): Promise<SignedPdf> {
  const identity = await signingIdentity();
  const probe = await signerOf(identity).sign(Buffer.from("probe"), facts.at);
  const placed = await withRoom(pdf, { ...facts, bytes: probe.length });
  const bytes = await new SignPdf().sign(placed, signerOf(identity), facts.at);
  return { bytes, certificateSha256: identity.fingerprint };
}

async function withRoom(
  pdf: Uint8Array,
  facts: { reason: string; at: Date; bytes: number },
): Promise<Buffer> {
  if (facts.bytes > ROOM_BYTES) {
    throw new Error("The signature is longer than expected; the certificate may carry a chain.");
  }
  const pdfDoc = await PDFDocument.load(pdf, { updateMetadata: false });
  pdflibAddPlaceholder({
    pdfDoc,
    reason: facts.reason,
    contactInfo: `${env().WAYMARK_URL}/verify`,
    name: "Waymark",
    location: new URL(env().WAYMARK_URL).host,
    signingTime: facts.at,
    // Counted in hexadecimal digits.
    signatureLength: facts.bytes * 2,
  });
  return Buffer.from(await pdfDoc.save({ useObjectStreams: false }));
}

/** A signer reads its key store once, so each signature gets a signer of its own. */
function signerOf(identity: SigningIdentity): P12Signer {
  const { fingerprint } = identity;
  const store = processWide(`key-store:${fingerprint}`, () => keyStoreOf(identity));
  return new P12Signer(store, { passphrase: fingerprint });
}

function keyStoreOf({ keyPem, certificatePem, fingerprint }: SigningIdentity): Buffer {
  const store = forge.pkcs12.toPkcs12Asn1(
    forge.pki.privateKeyFromPem(keyPem),
    forge.pki.certificateFromPem(certificatePem),
    fingerprint,
    { algorithm: "3des" },
  );
  return Buffer.from(forge.asn1.toDer(store).getBytes(), "binary");
}
