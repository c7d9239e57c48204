import { quoteName } from "./sql.mjs";

const BATCH = 500;

async function* batches(rows) {
  let batch = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) {
    yield batch;
  }
}

/** PostgreSQL reads each member by the type of its column: instants, lists, and JSON as they are. */
async function insert(client, table, rows) {
  const name = quoteName(table);
  for await (const batch of batches(rows)) {
    const columns = Object.keys(batch[0])
      .map((column) => quoteName(column))
      .join(", ");
    await client.query(
      `INSERT INTO ${name} (${columns})
       SELECT ${columns} FROM jsonb_populate_recordset(NULL::${name}, $1::jsonb)`,
      [JSON.stringify(batch)],
    );
  }
}

async function* mapped(rows, change) {
  for await (const row of rows) {
    yield change(row);
  }
}

/** Nobody signs in as one of them: the address is nobody's, and the account is disabled. */
async function insertPeople(client, { pack, workspaceId, now }) {
  await insert(
    client,
    "users",
    mapped(pack.rows("data/people.jsonl"), ({ id, name, title }) => ({
      id,
      name,
      title,
      email: `${id}@archive.invalid`,
      timeZone: "UTC",
      singleKeys: true,
      disabledAt: now,
      createdAt: now,
      version: 1,
    })),
  );
  await insert(
    client,
    "memberships",
    mapped(pack.rows("data/people.jsonl"), ({ id, role, joinedAt, removedAt }) => ({
      workspaceId,
      userId: id,
      role,
      joinedAt,
      removedAt,
      version: 1,
    })),
  );
}

async function insertPlaybooks(client, { pack, workspaceId }) {
  for await (const { playbook, ...version } of pack.rows("data/playbooks.jsonl")) {
    await client.query(
      `INSERT INTO playbooks (id, "workspaceId", key, name, summary, origin)
       VALUES ($1, $2, $3, $4, $5, $6::"PlaybookOrigin") ON CONFLICT (id) DO NOTHING`,
      [playbook.id, workspaceId, playbook.key, playbook.name, playbook.summary, playbook.origin],
    );
    const row = { ...version, playbookId: playbook.id, status: "published", version: 1 };
    await insert(client, "playbook_versions", [row]);
  }
}

async function insertProjects(client, { pack, workspaceId }) {
  const shell = ({ members: _, startOn, ...project }) => ({
    ...project,
    workspaceId,
    startOn: startOn.slice(0, 10),
    statusReason: "",
    lastTaskNumber: 0,
    lastRiskNumber: 0,
    version: 1,
  });
  await insert(client, "projects", mapped(pack.rows("data/projects.jsonl"), shell));
  for await (const { id, members } of pack.rows("data/projects.jsonl")) {
    const rows = members.map((member) => ({ ...member, projectId: id, version: 1 }));
    await insert(client, "project_members", rows);
  }
}

async function insertFiles(client, { pack, workspaceId, bundle }) {
  const ids = new Set();
  const row = (file) => {
    ids.add(file.id);
    return { ...file, workspaceId };
  };
  await insert(client, "stored_files", mapped(pack.rows("data/files.jsonl"), row));
  const evidence = ({ projectKey: _, fileId, ...rest }) => ({
    ...rest,
    fileId: ids.has(fileId) ? fileId : null,
  });
  await insert(client, "evidence", mapped(pack.rows("data/evidence.jsonl"), evidence));
  const document = ({ projectKey: _, ...rest }) => ({ ...rest, workspaceId });
  await insert(client, "issued_documents", mapped(pack.rows("data/documents.jsonl"), document));
  await insert(client, "signatures", bundle.signatures);
}

/** Everything that the trail speaks of, as shells to hang it on. */
export async function insertShells(client, archive) {
  const { workspace, now } = archive;
  await insert(client, "workspaces", [{ ...workspace, isDemo: false, version: 1 }]);
  await insertPeople(client, archive);
  await insertPlaybooks(client, archive);
  await insertProjects(client, archive);
  await insertFiles(client, archive);
  const keys = archive.bundle.keys.map((publicKey, place) => ({
    publicKey,
    introducedAt: new Date(now.getTime() + place),
  }));
  await insert(client, "ledger_keys", keys);
}

/** The one account that can be used: it reads everything and changes nothing. */
export async function insertAuditor(client, { workspace, now, auditor }) {
  const { id, email, tokenHash, expiresAt } = auditor;
  const account = { id, email, name: "Auditor of the archive", title: "", timeZone: "UTC" };
  await insert(client, "users", [{ ...account, singleKeys: true, createdAt: now, version: 1 }]);
  const member = { workspaceId: workspace.id, userId: id, role: "auditor", joinedAt: now };
  await insert(client, "memberships", [{ ...member, version: 1 }]);
  await client.query(
    `INSERT INTO password_resets (id, "userId", "tokenHash", "createdAt", "expiresAt")
     VALUES (gen_random_uuid(), $1, $2, $3, $4)`,
    [id, tokenHash, now, expiresAt],
  );
}

const BEFORE_RECORD = '{"leaf":"'.length + 64 + '","record":'.length;

/** The bytes between the hash and the closing brace: what was hashed, and nothing rebuilt. */
async function* recordsOf(pack) {
  let isFirst = true;
  for await (const line of pack.lines("ledger/bundle.json")) {
    const text = line.toString("utf8");
    if (!isFirst && text !== "]}") {
      yield text.slice(BEFORE_RECORD, text.endsWith(",") ? -2 : -1);
    }
    isFirst = false;
  }
}

const ROOT = `
  SELECT h.size::int AS size, h.frontier FROM ledger_heads h WHERE h."workspaceId" = $1`;

/** Feeds the entries through the function that wrote them the first time. */
export async function appendRecords(client, { pack, bundle }) {
  const { workspaceId } = bundle;
  for await (const batch of batches(recordsOf(pack))) {
    await client.query("SELECT append_ledger($1::uuid, $2::text[])", [workspaceId, batch]);
  }
  const notes = bundle.checkpoints.map((note) => ({
    workspaceId,
    size: note.split("\n")[1],
    note,
  }));
  await insert(client, "ledger_checkpoints", notes);
  const { rows } = await client.query(ROOT, [workspaceId]);
  return rows[0];
}
