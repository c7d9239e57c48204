import { randomBytes } from "node:crypto";
import { renameSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { say } from "./console.mjs";
import { ledgersSignedWith } from "./key-handover.mjs";
import { ROOT } from "./paths.mjs";
import { ledgerFingerprint, ledgerPublicKey, readSecrets, secretsPath } from "./secrets.mjs";
import { withClient } from "./sql.mjs";
import { Trouble } from "./trouble.mjs";
import { withDatabase } from "./with-database.mjs";

/** A new key, and the old one beside it until every ledger carries the hand-over. */
function withNewLedgerKey(secrets) {
  const ledgerSeed = randomBytes(32).toString("base64");
  return { ...secrets, ledgerSeed, ledgerSeedPrevious: secrets.ledgerSeed };
}

/**
 * Two keys are kept, so a second rotation would lose the first key while a
 * ledger still waits to be handed over by it: that ledger could never be
 * signed again.
 */
async function refuseTooEarly({ dataDir, secrets }) {
  const { ledgerSeedPrevious: ledgerSeed = "" } = secrets;
  if (ledgerSeed === "") {
    return;
  }
  const previous = ledgerPublicKey({ ledgerSeed });
  const waiting = await withDatabase({ dataDir }, ({ database }) =>
    withClient(database.ownerUrl, (client) => ledgersSignedWith(client, previous)),
  );
  if (waiting.length > 0) {
    const others = waiting.length === 1 ? "" : ` and ${waiting.length - 1} more`;
    throw new Trouble(
      `The ledger of ${waiting[0].name}${others} has not taken the key of the last rotation yet, and a new one would lose the key it is signed with. Start Waymark, wait a minute until every ledger has recorded the hand-over, then rotate again.`,
    );
  }
}

export async function rotateLedgerKey(args) {
  const { values } = parseArgs({ args, options: { data: { type: "string" } } });
  const dataDir = resolve(ROOT, values.data || process.env.WAYMARK_DATA || ".data");
  const secrets = readSecrets(dataDir);
  if (secrets === null) {
    throw new Trouble(`${secretsPath(dataDir)} is missing; there is no key to hand over.`);
  }
  await refuseTooEarly({ dataDir, secrets });
  const next = withNewLedgerKey(secrets);
  const path = secretsPath(dataDir);
  writeFileSync(`${path}.part`, `${JSON.stringify(next, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.part`, path);
  say(`Ledger key ${ledgerFingerprint(secrets)} hands over to ${ledgerFingerprint(next)}.`);
  say("Restart Waymark: within a minute each ledger records the hand-over, signed by both keys.");
}
