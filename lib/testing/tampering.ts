import pg from "pg";

/** A value in the database, and the entry that has to be named once it is changed. */
export type Cell = { table: string; column: string; kind: string; ctid: string; index: number };

/** A kind of column, as PostgreSQL calls its type. */
export type Column = Pick<Cell, "table" | "column" | "kind">;

const ofSignature = (id: string) =>
  `SELECT e.index FROM audit_events e WHERE e.data->>'signatureId' = ${id}::text`;
const ofSubject = (subject: string, version: string) =>
  `SELECT min(e.index) FROM signatures s JOIN audit_events e ON e.data->>'signatureId' = s.id::text
   WHERE s."subjectId" = ${subject} AND s."subjectVersion" = ${version}`;

/** The entry that speaks of a row, by its table. */
const entryOf: Record<string, string> = {
  audit_events: "t.index",
  ledger_nodes: "t.index * (1 << t.level)",
  ledger_checkpoints: "t.size - 1",
  signatures: ofSignature("t.id"),
  gate_decisions: ofSignature(`t."signatureId"`),
  gate_rounds: `${ofSubject(`t."gateId"`, "t.number")} AND s.subject = 'gate_decision'`,
  business_case_versions: ofSubject(`t."caseId"`, "t.number"),
  risk_acceptances: ofSignature(`t."signatureId"`),
  risk_acceptance_requests: `SELECT e.index FROM risk_acceptances y
    JOIN audit_events e ON e.data->>'signatureId' = y."signatureId"::text WHERE y."requestId" = t.id`,
  gate_waivers: `SELECT min(e.index) FROM gate_waiver_grants y
    JOIN audit_events e ON e.data->>'signatureId' = y."signatureId"::text WHERE y."waiverId" = t.id`,
  evidence: `SELECT min(e.index) FROM audit_events e
    WHERE e.type = 'evidence.attached' AND e.data->>'evidenceId' = t.id::text`,
};

/** The superuser of the database, whom neither triggers nor foreign keys hinder. */
export class Tamperer {
  readonly #client = new pg.Client({
    connectionString: process.env.DATABASE_SUPERUSER_URL ?? "",
  });

  async begin(): Promise<void> {
    await this.#client.connect();
    await this.#client.query("SET session_replication_role = replica; SET TimeZone = 'UTC'");
  }

  end(): Promise<void> {
    return this.#client.end();
  }

  /** As the doctor asks. */
  get client(): pg.Client {
    return this.#client;
  }

  async cells(where: Column): Promise<Cell[]> {
    const { rows } = await this.#client.query<{ ctid: string; index: string }>(
      `SELECT * FROM (SELECT t.ctid, (${entryOf[where.table]}) AS index FROM ${where.table} t) found
       WHERE index IS NOT NULL ORDER BY index, ctid`,
    );
    return rows.map(({ ctid, index }) => ({ ...where, ctid, index: Number(index) }));
  }

  async read({ table, column, ctid, kind }: Cell): Promise<string | Buffer | null> {
    const as = kind === "bytea" ? "bytea" : "text";
    const { rows } = await this.#client.query<{ value: string | Buffer | null }>(
      `SELECT "${column}"::${as} AS value FROM ${table} WHERE ctid = $1::tid`,
      [ctid],
    );
    return rows[0]?.value ?? null;
  }

  /** The row is found by its place, which every update moves. */
  async write(cell: Cell, value: string | Buffer | null): Promise<Cell> {
    const { table, column, ctid, kind } = cell;
    const { rows } = await this.#client.query<{ ctid: string }>(
      `UPDATE ${table} SET "${column}" = $1::"${kind}" WHERE ctid = $2::tid RETURNING ctid`,
      [value, ctid],
    );
    const [row] = rows;
    if (row === undefined) {
      throw new Error(`${table} has no such row.`);
    }
    return { ...cell, ctid: row.ctid };
  }
}

type Places = (below: number) => number;

/** What else an enumeration may say. */
const others: Record<string, readonly string[]> = {
  Verdict: ["approve", "approve_with_conditions", "request_changes", "reject"],
  ProjectRole: ["sponsor", "lead", "viewer", "risk_reviewer"],
  Assurance: ["password", "sso", "passkey"],
};

/** One bit of one byte changed, or as little as a column of this type can be changed by. */
export function changed(
  value: string | Buffer | null,
  kind: string,
  pick: Places,
): string | Buffer {
  const words = others[kind]?.filter((word) => word !== value);
  if (words !== undefined) {
    return words[pick(words.length)] ?? "";
  }
  switch (kind) {
    case "timestamptz": {
      const at = value === null ? Date.now() : Date.parse(`${value}`);
      return new Date(at + 2 ** pick(30)).toISOString();
    }
    case "date":
      return new Date(Date.parse(`${value}`) + (1 + pick(60)) * 86_400_000).toISOString();
    case "int4":
      return `${Number(value) ^ (1 << pick(10))}`;
    case "int8":
      return `${Number(value) + 2 ** (20 + pick(20))}`;
    case "uuid":
      return changedUuid(`${value}`, pick);
    default:
      return changedBytes(value ?? "", kind, pick);
  }
}

function changedUuid(value: string, pick: Places): string {
  const digits = [...value].flatMap((digit, at) => (digit === "-" ? [] : [at]));
  const at = digits[pick(digits.length)] ?? 0;
  const other = (Number.parseInt(value.charAt(at), 16) ^ (1 << pick(4))).toString(16);
  return value.slice(0, at) + other + value.slice(at + 1);
}

/** Text stays text, and JSON stays JSON with another meaning. */
function changedBytes(value: string | Buffer, kind: string, pick: Places): string | Buffer {
  for (;;) {
    const bytes = Buffer.from(value as string);
    const at = pick(bytes.length);
    const byte = bytes[at] ?? 0;
    bytes[at] = byte ^ (1 << pick(kind === "bytea" ? 8 : 5));
    if (kind === "bytea") {
      return bytes;
    }
    const text = bytes.toString("utf8");
    if (byte < 0x80 && (kind !== "jsonb" || isOtherJson(text, `${value}`))) {
      return text;
    }
  }
}

function isOtherJson(text: string, before: string): boolean {
  try {
    return JSON.stringify(JSON.parse(text)) !== JSON.stringify(JSON.parse(before));
  } catch {
    return false;
  }
}
