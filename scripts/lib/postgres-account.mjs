import { spawnSync } from "node:child_process";
import { Trouble } from "./trouble.mjs";

const NAME = "postgres";

function idsOf(name) {
  const uid = spawnSync("id", ["-u", name], { encoding: "utf8" });
  const gid = spawnSync("id", ["-g", name], { encoding: "utf8" });
  if (uid.status !== 0 || gid.status !== 0) {
    return null;
  }
  return { uid: Number.parseInt(uid.stdout, 10), gid: Number.parseInt(gid.stdout, 10) };
}

function createAccount() {
  spawnSync("groupadd", ["--system", NAME]);
  spawnSync("useradd", ["--system", "--gid", NAME, "--no-create-home", NAME]);
  return idsOf(NAME);
}

/**
 * PostgreSQL refuses to run as root, so root lends it an unprivileged account.
 * Everyone else runs it as themselves, which is what the empty answer means.
 */
export function serverAccount() {
  if (typeof process.getuid !== "function" || process.getuid() !== 0) {
    return {};
  }
  const ids = idsOf(NAME) ?? createAccount();
  if (ids === null) {
    throw new Trouble(
      'PostgreSQL does not run as root, and the account "postgres" could not be made. Start Waymark as an ordinary user, or set DATABASE_URL.',
    );
  }
  return ids;
}

function passes(flag, path, account) {
  return spawnSync("test", [flag, path], { ...account, cwd: "/" }).status === 0;
}

/** A folder below a closed home directory is out of reach for the lent account. */
export function mayEnter(path, account) {
  return account.uid === undefined || passes("-x", path, account);
}
