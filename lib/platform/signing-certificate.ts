import "server-only";
import { createHash, generateKeyPair, randomBytes, X509Certificate } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import forge from "node-forge";
import { env } from "@/lib/platform/env";
import { processWide } from "@/lib/platform/process-wide";

const KEY_BITS = 3072;
const YEARS_VALID = 20;
const SERIAL_BYTES = 16;

export type SigningIdentity = {
  keyPem: string;
  certificatePem: string;
  /** SHA-256 of the certificate, lower-case hexadecimal. */
  fingerprint: string;
};

/**
 * The key this installation signs documents with, and its certificate. Made at
 * first use beside the other secrets; `DOCUMENT_SIGNING_PEM` replaces it where
 * several machines must share one, or where an authority issued a certificate.
 */
export function signingIdentity(): Promise<SigningIdentity> {
  const given = env().DOCUMENT_SIGNING_PEM;
  return given === undefined
    ? processWide(`signing-identity:${pathOfKey()}`, () => kept(pathOfKey()))
    : Promise.resolve(identityOf(given.replaceAll("\\n", "\n")));
}

export function pathOfKey(): string {
  return join(resolve(process.env.WAYMARK_DATA ?? ".data"), "document-signing.pem");
}

async function kept(path: string): Promise<SigningIdentity> {
  const found = await readIfThere(path);
  if (found !== null) {
    return identityOf(found);
  }
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, await newIdentity(), { mode: 0o600, flag: "wx" });
  try {
    // Fails where another process was quicker: then its key is the one.
    await link(draft, path);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) {
      throw error;
    }
  } finally {
    await rm(draft, { force: true });
  }
  return identityOf(await readFile(path, "utf8"));
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) {
      return null;
    }
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

function identityOf(pem: string): SigningIdentity {
  const keyPem = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+?PRIVATE KEY-----/.exec(pem)?.[0];
  const certificatePem = /-----BEGIN CERTIFICATE-----[\s\S]+?END CERTIFICATE-----/.exec(pem)?.[0];
  if (keyPem === undefined || certificatePem === undefined) {
    throw new Error(
      "The document-signing file needs a private key and a certificate, both in PEM.",
    );
  }
  const { raw } = new X509Certificate(certificatePem);
  return { keyPem, certificatePem, fingerprint: fingerprintOf(raw) };
}

export function fingerprintOf(der: Uint8Array): string {
  return createHash("sha256").update(der).digest("hex");
}

async function newIdentity(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)("rsa", {
    modulusLength: KEY_BITS,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  return `${privateKey}${selfSigned(privateKey, new Date())}`;
}

/** A certificate that vouches for itself: it identifies the installation, not a person. */
function selfSigned(keyPem: string, at: Date): string {
  const key = forge.pki.privateKeyFromPem(keyPem);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.setRsaPublicKey(key.n, key.e);
  certificate.serialNumber = newSerial();
  certificate.validity.notBefore = at;
  certificate.validity.notAfter = new Date(at);
  certificate.validity.notAfter.setUTCFullYear(at.getUTCFullYear() + YEARS_VALID);
  const name = [
    { name: "commonName", value: `Waymark documents of ${new URL(env().WAYMARK_URL).host}` },
    { name: "organizationName", value: "Waymark installation, self-signed" },
  ];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([
    { name: "basicConstraints", cA: false },
    { name: "keyUsage", critical: true, digitalSignature: true, nonRepudiation: true },
    { name: "subjectKeyIdentifier" },
  ]);
  certificate.sign(key, forge.md.sha256.create());
  return forge.pki.certificateToPem(certificate);
}

/** Positive and without a leading zero byte, as DER demands of an integer. */
function newSerial(): string {
  const bytes = randomBytes(SERIAL_BYTES);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString("hex");
}
