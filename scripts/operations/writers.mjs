import { createHash, randomBytes } from "node:crypto";
import { withClient } from "../lib/sql.mjs";

/** A person of the demo who may write, with a token for the REST interface. */
export function writerIn(ownerUrl) {
  const token = `wm_${randomBytes(32).toString("base64url")}`;
  return withClient(ownerUrl, async (client) => {
    const { rows } = await client.query(
      `SELECT member."userId", project."workspaceId", project.id AS "projectId"
       FROM project_members member JOIN projects project ON project.id = member."projectId"
       JOIN memberships seat ON seat."userId" = member."userId"
        AND seat."workspaceId" = project."workspaceId"
       WHERE 'data_scientist' = ANY(member.roles::text[]) AND project.status = 'active'
       ORDER BY project.key LIMIT 1`,
    );
    const [{ userId, workspaceId, projectId }] = rows;
    await client.query(
      `INSERT INTO api_tokens (id, "userId", "workspaceId", name, prefix, "tokenHash", scopes, "expiresAt")
       VALUES (gen_random_uuid(), $1, $2, 'operations', $3, $4, '{read,work}', now() + interval '1 day')`,
      [userId, workspaceId, token.slice(0, 8), createHash("sha256").update(token).digest("hex")],
    );
    return { token, projectId };
  });
}

async function write({ port, token, projectId, text }) {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/projects/${projectId}/log`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ body: text }),
  });
  if (!response.ok) {
    throw new Error(`${response.status} ${await response.text()}`);
  }
}

/** Several people write without pause; what the server has said yes to is kept in `acknowledged`. */
export function startWriting({ port, token, projectId, name, people = 4 }) {
  const writing = { acknowledged: [], refusals: [] };
  let isStopped = false;
  const person = async (who) => {
    for (let number = 0; !isStopped; number += 1) {
      const text = `${name}, person ${who}, entry ${number}`;
      await write({ port, token, projectId, text });
      writing.acknowledged.push(text);
    }
  };
  const all = Array.from({ length: people }, (_, who) =>
    person(who).catch((error) => writing.refusals.push(error.message)),
  );
  writing.stop = () => {
    isStopped = true;
    return Promise.all(all);
  };
  return writing;
}
