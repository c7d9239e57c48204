import { addressFor } from "./options.mjs";
import { ROOT } from "./paths.mjs";

/** What the processes of Waymark are told; what a person has set themselves is kept. */
export function serverEnvironment({ options, database, secrets }) {
  const address = process.env.WAYMARK_URL || addressFor(options);
  const authSecret = process.env.AUTH_SECRET || secrets.authSecret;
  return {
    NODE_ENV: options.isDev ? "development" : "production",
    PORT: String(options.port),
    HOST: options.host,
    WAYMARK_ROOT: ROOT,
    WAYMARK_DATA: options.dataDir,
    WAYMARK_URL: address,
    NEXTAUTH_URL: address,
    AUTH_SECRET: authSecret,
    NEXTAUTH_SECRET: authSecret,
    DATABASE_URL: database.runtimeUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    WAYMARK_DATABASE: database.kind,
    LEDGER_SEED: process.env.LEDGER_SEED || secrets.ledgerSeed,
    LEDGER_SEED_PREVIOUS: process.env.LEDGER_SEED_PREVIOUS || secrets.ledgerSeedPrevious || "",
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: secrets.serverActionsKey,
    NEXT_MANUAL_SIG_HANDLE: "true",
    NEXT_TELEMETRY_DISABLED: "1",
  };
}
