import { randomBytes } from "node:crypto";
import { renameSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { say } from "./console.mjs";
import { ROOT } from "./paths.mjs";
import { ledgerFingerprint, readSecrets, secretsPath } from "./secrets.mjs";
import { Trouble } from "./trouble.mjs";

/** A new key, and the old one beside it until every ledger carries the hand-over. */
function withNewLedgerKey(secrets) {
  const ledgerSeed = randomBytes(32).toString("base64");
  return { ...secrets, ledgerSeed, ledgerSeedPrevious: secrets.ledgerSeed };
}

export function rotateLedgerKey(args) {
  const { values } = parseArgs({ args, options: { data: { type: "string" } } });
  const dataDir = resolve(ROOT, values.data || process.env.WAYMARK_DATA || ".data");
  const secrets = readSecrets(dataDir);
  if (secrets === null) {
    throw new Trouble(`${secretsPath(dataDir)} is missing; there is no key to hand over.`);
  }
  const next = withNewLedgerKey(secrets);
  const path = secretsPath(dataDir);
  writeFileSync(`${path}.part`, `${JSON.stringify(next, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.part`, path);
  say(`Ledger key ${ledgerFingerprint(secrets)} hands over to ${ledgerFingerprint(next)}.`);
  say("Restart Waymark: within a minute each ledger records the hand-over, signed by both keys.");
}
