import "server-only";
import { createHash, randomBytes } from "node:crypto";
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { env } from "@/lib/platform/env";

type Bytes = Uint8Array<ArrayBuffer>;
type KnownKey = { credentialId: string; transports: string[] };
type Attestation = {
  id: string;
  rawId: string;
  type: "public-key";
  response: { clientDataJSON: string; attestationObject: string; transports: string[] };
};
type Assertion = {
  id: string;
  rawId: string;
  type: "public-key";
  response: { clientDataJSON: string; authenticatorData: string; signature: string };
};

const NONCE_BYTES = 32;
const TIMEOUT_MS = 300_000;
/** EdDSA, ECDSA on P-256 and RSA: what any auditor's tools can check. */
const ALGORITHMS = [-8, -7, -257];

/** The site a key is made for; the device refuses to use it anywhere else. */
function site() {
  const { hostname, origin } = new URL(env().WAYMARK_URL);
  return { rpId: hostname, origin };
}

export function newNonce(): Bytes {
  return Uint8Array.from(randomBytes(NONCE_BYTES));
}

/**
 * SHA-256("waymark-sign" || the 32 bytes of the subject's hash || nonce). The
 * device signs this, so its answer belongs to one text for good.
 */
export function signingChallenge(subjectSha256: string, nonce: Bytes): Bytes {
  const hash = createHash("sha256")
    .update("waymark-sign", "utf8")
    .update(subjectSha256, "hex")
    .update(nonce);
  return Uint8Array.from(hash.digest());
}

export function base64urlOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}

export function bytesOf(base64url: string): Bytes {
  return Uint8Array.from(Buffer.from(base64url, "base64url"));
}

export async function registrationOptions(facts: {
  person: { id: string; email: string; name: string };
  known: readonly KnownKey[];
  challenge: Bytes;
}) {
  const { person, known, challenge } = facts;
  return generateRegistrationOptions({
    rpName: "Waymark",
    rpID: site().rpId,
    userID: new TextEncoder().encode(person.id),
    userName: person.email,
    userDisplayName: person.name,
    challenge,
    timeout: TIMEOUT_MS,
    attestationType: "none",
    excludeCredentials: known.map(asCredential),
    authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
    supportedAlgorithmIDs: ALGORITHMS,
  });
}

export async function assertionOptions(facts: { known: readonly KnownKey[]; challenge: Bytes }) {
  return generateAuthenticationOptions({
    rpID: site().rpId,
    allowCredentials: facts.known.map(asCredential),
    challenge: facts.challenge,
    timeout: TIMEOUT_MS,
    userVerification: "required",
  });
}

function asCredential({ credentialId, transports }: KnownKey) {
  return { id: credentialId, transports };
}

/** What a device registered, or null when its answer does not hold. */
export async function verifiedRegistration(answer: Attestation, challenge: string) {
  const { rpId, origin } = site();
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...answer, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!verified) {
      return null;
    }
    const { credential, credentialBackedUp } = registrationInfo;
    return {
      credentialId: credential.id,
      publicKey: Uint8Array.from(credential.publicKey),
      signCount: BigInt(credential.counter),
      isBackedUp: credentialBackedUp,
    };
  } catch {
    // The library throws for every way an answer can be wrong; which one helps only an attacker.
    return null;
  }
}

/** The counter a device reported, or null when its answer does not hold. */
export async function verifiedAssertion(
  answer: Assertion,
  asked: { challenge: string; credentialId: string; publicKey: Bytes },
): Promise<{ signCount: bigint } | null> {
  const { rpId, origin } = site();
  const { challenge, credentialId: id, publicKey } = asked;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...answer, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      // The stored counter is compared where the row is written, so that two answers cannot race.
      credential: { id, publicKey, counter: 0 },
    });
    return verified ? { signCount: BigInt(authenticationInfo.newCounter) } : null;
  } catch {
    return null;
  }
}

/** The challenge a device says it answered; what it says is checked afterwards. */
export function challengeIn(clientDataJson: string): string {
  try {
    const data: unknown = JSON.parse(Buffer.from(clientDataJson, "base64url").toString("utf8"));
    const isNamed = typeof data === "object" && data !== null && "challenge" in data;
    return isNamed && typeof data.challenge === "string" ? data.challenge : "";
  } catch {
    return "";
  }
}
