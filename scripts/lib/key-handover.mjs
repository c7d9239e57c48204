import { createHash } from "node:crypto";

const LAST_WORDS = `
  SELECT h."workspaceId" AS id, w.name,
    (SELECT e.data->>'toKey' FROM audit_events e
      WHERE e."workspaceId" = h."workspaceId" AND e.type = 'ledger.key-rotated'
      ORDER BY e.index DESC LIMIT 1) AS "toKey",
    (SELECT c.note FROM ledger_checkpoints c WHERE c."workspaceId" = h."workspaceId"
      ORDER BY c.size DESC LIMIT 1) AS note
  FROM ledger_heads h JOIN workspaces w ON w.id = h."workspaceId"
  WHERE h.size > 0 ORDER BY w.name`;

/** The first four bytes of a signature line say whose it is (C2SP signed-note). */
function isSignedBy(note, publicKey) {
  const name = note.slice(0, note.indexOf("\n"));
  const id = createHash("sha256").update(`${name}\n\u0001`).update(publicKey).digest();
  const lines = note.split("\n").filter((line) => line.startsWith(`\u2014 ${name} `));
  return lines.some((line) => {
    const signature = Buffer.from(line.split(" ").at(-1), "base64");
    return signature.subarray(0, 4).equals(id.subarray(0, 4));
  });
}

/** The ledgers whose last word on their key is this one: its hand-over, or who signed the newest head. */
export async function ledgersSignedWith(client, publicKey) {
  const { rows: found } = await client.query("SELECT to_regclass('ledger_heads') AS heads");
  if (found[0].heads === null) {
    return [];
  }
  const { rows } = await client.query(LAST_WORDS);
  const key = publicKey.toString("base64");
  return rows.filter(({ toKey, note }) =>
    toKey === null ? note !== null && isSignedBy(note, publicKey) : toKey === key,
  );
}
