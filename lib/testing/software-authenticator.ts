import {
  createHash,
  createPublicKey,
  createSign,
  createVerify,
  generateKeyPairSync,
  randomBytes,
} from "node:crypto";

/** A device in code: one P-256 key, no attestation, and every way to misbehave. */
export type SoftwareAuthenticator = {
  credentialId: string;
  register(challenge: string, behaviour?: Behaviour): Registration;
  sign(challenge: string, behaviour?: Behaviour): Signed;
};
type Behaviour = { origin?: string; signCount?: number; flags?: number; type?: string };
type Credential = { id: string; rawId: string; type: "public-key" };
type Registration = Credential & {
  response: { clientDataJSON: string; attestationObject: string; transports: string[] };
};
type Signed = Credential & {
  response: { clientDataJSON: string; authenticatorData: string; signature: string };
};

const PRESENT_AND_VERIFIED = 0x05;
const WITH_KEY = 0x40;
const DER_OF_P256 = Buffer.from("3059301306072a8648ce3d020106082a8648ce3d03010703420004", "hex");

const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest();
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");

export function aDevice(): SoftwareAuthenticator {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const point = publicKey.export({ type: "spki", format: "der" }).subarray(DER_OF_P256.length);
  const id = randomBytes(32);
  const credential = { id: text(id), rawId: text(id), type: "public-key" } as const;
  let count = 0;
  return {
    credentialId: credential.id,
    register(challenge, behaviour = {}) {
      const { flags = PRESENT_AND_VERIFIED, signCount = 0 } = behaviour;
      const attested = Buffer.concat([
        Buffer.alloc(16),
        Buffer.from([0, id.length]),
        id,
        coseOf(point),
      ]);
      const head = headOf({ flags: flags | WITH_KEY, signCount });
      const authData = Buffer.concat([head, attested]);
      const data = clientData({ type: "webauthn.create", challenge, ...behaviour });
      const response = {
        clientDataJSON: text(data),
        attestationObject: text(withoutAttestation(authData)),
        transports: ["internal"],
      };
      return { ...credential, response };
    },
    sign(challenge, behaviour = {}) {
      count += 1;
      const { flags = PRESENT_AND_VERIFIED, signCount = count } = behaviour;
      const authenticatorData = headOf({ flags, signCount });
      const data = clientData({ type: "webauthn.get", challenge, ...behaviour });
      const signature = createSign("sha256")
        .update(Buffer.concat([authenticatorData, sha256(data)]))
        .sign(privateKey);
      const response = {
        clientDataJSON: text(data),
        authenticatorData: text(authenticatorData),
        signature: text(signature),
      };
      return { ...credential, response };
    },
  };
}

function siteUrl(): URL {
  return new URL(process.env.WAYMARK_URL ?? "http://localhost");
}

function headOf({ flags, signCount }: { flags: number; signCount: number }): Buffer {
  const counter = Buffer.alloc(4);
  counter.writeUInt32BE(signCount);
  return Buffer.concat([sha256(siteUrl().hostname), Buffer.from([flags]), counter]);
}

function clientData(facts: { type: string; challenge: string; origin?: string }): Buffer {
  const { type, challenge, origin = siteUrl().origin } = facts;
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

/** CBOR by hand: `{1: 2, 3: -7, -1: 1, -2: x, -3: y}`. */
function coseOf(point: Uint8Array): Buffer {
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]),
    point.subarray(0, 32),
    Buffer.from([0x22, 0x58, 0x20]),
    point.subarray(32, 64),
  ]);
}

/** CBOR by hand: `{"fmt": "none", "attStmt": {}, "authData": …}`. */
function withoutAttestation(authData: Buffer): Buffer {
  const word = (name: string) =>
    Buffer.concat([Buffer.from([0x60 + name.length]), Buffer.from(name)]);
  return Buffer.concat([
    Buffer.from([0xa3]),
    word("fmt"),
    word("none"),
    word("attStmt"),
    Buffer.from([0xa0]),
    word("authData"),
    Buffer.from([0x58, authData.length]),
    authData,
  ]);
}

/** Checks stored bytes as an auditor would: with nothing but the documented format. */
export function isSignedFor(
  subjectSha256: string,
  proof: {
    publicKey: Uint8Array;
    nonce: Uint8Array;
    authenticatorData: Uint8Array;
    clientDataJson: Uint8Array;
    signature: Uint8Array;
  },
): boolean {
  const { publicKey, nonce, authenticatorData, clientDataJson, signature } = proof;
  const bound = createHash("sha256")
    .update("waymark-sign")
    .update(Buffer.from(subjectSha256, "hex"))
    .update(nonce);
  const { challenge } = JSON.parse(Buffer.from(clientDataJson).toString("utf8"));
  const key = Buffer.from(publicKey);
  const [x, y] = [key.subarray(10, 42), key.subarray(45, 77)];
  const signer = createPublicKey({
    key: Buffer.concat([DER_OF_P256, x, y]),
    format: "der",
    type: "spki",
  });
  const signed = Buffer.concat([authenticatorData, sha256(clientDataJson)]);
  return (
    challenge === bound.digest("base64url") &&
    createVerify("sha256").update(signed).verify(signer, signature)
  );
}
