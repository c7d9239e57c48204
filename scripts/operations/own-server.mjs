import { startEmbedded, superuserUrl } from "../lib/embedded-server.mjs";
import { ensureRolesAndDatabase, OWNER_ROLE, RUNTIME_ROLE, roleUrl } from "../lib/roles.mjs";

const PASSWORDS = {
  dbAdminPassword: "superuser-of-this-test",
  dbOwnerPassword: "owner-of-this-test",
  dbRuntimePassword: "runtime-of-this-test",
};

/** A PostgreSQL that is not Waymark's: somebody's own, with a database and two roles in it. */
export async function startOwnServer(dataDir) {
  const password = PASSWORDS.dbAdminPassword;
  const server = await startEmbedded({ dataDir, password, initFlags: ["--no-sync"] });
  const adminUrl = superuserUrl({ port: server.port, password });
  const database = "governance";
  await ensureRolesAndDatabase({ adminUrl, secrets: PASSWORDS, database });
  const urlOf = (role, own) => roleUrl({ port: server.port, role, password: own, database });
  return {
    DATABASE_URL: urlOf(OWNER_ROLE, PASSWORDS.dbOwnerPassword),
    DATABASE_RUNTIME_URL: urlOf(RUNTIME_ROLE, PASSWORDS.dbRuntimePassword),
    stop: server.stop,
  };
}
