import { createHash, randomBytes, randomUUID, scryptSync } from "node:crypto";
import canonicalize from "canonicalize";
import { encode } from "next-auth/jwt";
import { withClient } from "../lib/sql.mjs";

export const PASSWORD = "a crowd that signs by the thousand";
const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const unpadded = (bytes) => bytes.toString("base64").replaceAll("=", "");

/** A cheap hash: a thousand people are to confirm who they are within a minute. */
function passwordHash() {
  const salt = randomBytes(16);
  const hash = scryptSync(PASSWORD, salt, 32, { N: 2 ** 10, r: 8, p: 1 });
  return `$scrypt$ln=10,r=8,p=1$${unpadded(salt)}$${unpadded(hash)}`;
}

/** Accounts with an open session each, members of the workspace and sponsors of the project. */
async function addPeople(client, { workspaceId, projectId, count }) {
  const hash = passwordHash();
  const people = Array.from({ length: count }, () => {
    const id = randomUUID();
    return { id, email: `${id}@crowd.example.com`, secret: randomBytes(32).toString("base64url") };
  });
  const ids = people.map(({ id }) => id);
  await client.query(
    `INSERT INTO users (id, email, name, "passwordHash")
     SELECT id, email, 'One of the crowd', $3 FROM unnest($1::uuid[], $2::text[]) AS new(id, email)`,
    [ids, people.map(({ email }) => email), hash],
  );
  await client.query(
    `INSERT INTO memberships ("workspaceId", "userId", role)
     SELECT $2::uuid, id, 'member' FROM unnest($1::uuid[]) AS new(id)`,
    [ids, workspaceId],
  );
  await client.query(
    `INSERT INTO project_members ("projectId", "userId", roles)
     SELECT $2::uuid, id, '{sponsor}' FROM unnest($1::uuid[]) AS new(id)`,
    [ids, projectId],
  );
  await client.query(
    `INSERT INTO web_sessions (id, "userId", "tokenHash", method, "expiresAt")
     SELECT gen_random_uuid(), id, hash, 'password', now() + interval '1 day'
     FROM unnest($1::uuid[], $2::text[]) AS new(id, hash)`,
    [ids, people.map(({ secret }) => sha256(secret))],
  );
  return people;
}

/** The first gate of a project, asking so many sponsors and nobody else. */
async function askSponsors(client, { projectId, quorum }) {
  const { rows } = await client.query(
    `SELECT id, policy FROM gates WHERE "projectId" = $1 ORDER BY code LIMIT 1`,
    [projectId],
  );
  const [{ id, policy }] = rows;
  const approvals = [{ role: "sponsor", quorum, covers: ["business-case"] }];
  const asked = { ...policy, approvals };
  await client.query(`UPDATE gates SET policy = $2, "policySha256" = $3 WHERE id = $1`, [
    id,
    asked,
    sha256(canonicalize(asked)),
  ]);
  return id;
}

async function tokenOf(client, { userId, workspaceId }) {
  const token = `wm_${randomBytes(32).toString("base64url")}`;
  await client.query(
    `INSERT INTO api_tokens (id, "userId", "workspaceId", name, prefix, "tokenHash", scopes, "expiresAt")
     VALUES (gen_random_uuid(), $1, $2, 'crowd', $3, $4, '{read,work,manage}', now() + interval '1 day')`,
    [userId, workspaceId, token.slice(0, 8), sha256(token)],
  );
  return token;
}

async function post({ port, token, path, body }) {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(`${path} answered ${response.status}: ${JSON.stringify(answer)}`);
  }
  return answer;
}

/** A project whose first gate is in review and waits for so many of a crowd of sponsors. */
export function gateWithCrowd({ ownerUrl, port, count, quorum }) {
  return withClient(ownerUrl, async (client) => {
    const { rows } = await client.query(
      `SELECT m."userId", m."workspaceId", v.id AS "playbookVersionId" FROM memberships m
       JOIN playbooks p ON p."workspaceId" = m."workspaceId" AND p.key = 'crisp-dm-mlops'
       JOIN playbook_versions v ON v."playbookId" = p.id AND v.status = 'published'
       WHERE m.role = 'owner' ORDER BY m."joinedAt", v.number DESC LIMIT 1`,
    );
    const [{ userId, workspaceId, playbookVersionId }] = rows;
    const token = await tokenOf(client, { userId, workspaceId });
    const key = `C${randomBytes(4).toString("hex").slice(0, 5).toUpperCase()}`;
    const { projectId } = await post({
      port,
      token,
      path: `/workspaces/${workspaceId}/projects`,
      body: { name: "What the crowd decides", key, playbookVersionId, strictness: "standard" },
    });
    const people = await addPeople(client, { workspaceId, projectId, count });
    const gateId = await askSponsors(client, { projectId, quorum });
    const earlyReason = "The sponsors meet today and have to see it before they part.";
    await post({ port, token, path: `/gates/${gateId}/rounds`, body: { earlyReason } });
    return { projectId, gateId, workspaceId, people };
  });
}

/** The cookie of a browser in which this person signed in. */
export async function cookieOf(person, authSecret) {
  const value = await encode({ token: { sid: person.secret }, secret: authSecret });
  return `waymark.session=${value}`;
}
