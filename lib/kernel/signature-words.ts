import { dayInWords } from "@/lib/kernel/calendar";

/** What a person reads of a signature, the same letters wherever it is shown. */
export type SignatureWords = {
  /** Who signed, and for whom where it was not for themselves. */
  signer: string;
  role: string;
  meaning: string;
  /** To the second, with its zone. */
  signedAt: string;
  /** How it was confirmed that it was them. */
  method: string;
};

const METHODS: Readonly<Record<string, string>> = {
  link_code: "mailed link and code",
  password: "password",
  sso: "single sign-on",
  passkey: "passkey",
};

/** The one place that puts a signature into words: page, PDF, REST and CSV all ask here. */
export function signatureWords(signature: {
  signerName: string;
  signedFor: string | null;
  roleTitle: string;
  meaning: string;
  signedAt: string;
  assurance: string;
}): SignatureWords {
  const { signerName, signedFor, roleTitle, meaning, signedAt, assurance } = signature;
  return {
    signer: actingName(signerName, signedFor),
    role: roleTitle,
    meaning,
    signedAt: exactTime(signedAt),
    method: methodWords(assurance),
  };
}

/** Who acted, and in whose place where it was not their own: one way of saying it for every record. */
export function actingName(name: string, insteadOf: string | null | undefined): string {
  return insteadOf === null || insteadOf === undefined || insteadOf === ""
    ? name
    : `${name} for ${insteadOf}`;
}

/** `20 Nov 2026, 09:41:12 UTC`. */
export function exactTime(instant: string): string {
  const iso = new Date(instant).toISOString();
  return `${dayInWords(iso.slice(0, 10))}, ${iso.slice(11, 19)} UTC`;
}

export function methodWords(assurance: string): string {
  return Object.hasOwn(METHODS, assurance) ? (METHODS[assurance] ?? assurance) : assurance;
}
