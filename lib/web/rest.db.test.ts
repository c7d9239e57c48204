import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { hashOfSecret, newSecret } from "@/lib/platform/secrets";
import { queries } from "@/lib/registry";
import { validInputs as riskInputs } from "@/lib/testing/inputs/risks";
import { inputFor } from "@/lib/testing/valid-input";
import { aWorld, type Person, type TestProject, type World } from "@/lib/testing/world";
import { restApplication } from "@/lib/web/rest";

const app = restApplication();
let world: World;
let project: TestProject;
let token: string;

/** A token as the profile page makes it, put straight into the table. */
async function aToken(person: Person, scopes: string[]): Promise<string> {
  const secret = newSecret("wm_");
  await world.db.apiToken.create({
    data: {
      userId: person.userId,
      workspaceId: world.workspaceId,
      name: "test",
      prefix: secret.slice(0, 12),
      tokenHash: hashOfSecret(secret),
      scopes,
      expiresAt: new Date(Date.now() + 3_600_000),
    },
  });
  return secret;
}

type Options = { method?: string; body?: unknown; headers?: Record<string, string> };

async function call(path: string, { method = "GET", body, headers = {} }: Options = {}) {
  const response = await app.request(`/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  return { status: response.status, headers: response.headers, answer };
}

async function riskBody() {
  const input = await inputFor(riskInputs, "risk.raise")(world, project);
  const { projectId: _, ...body } = input as Record<string, unknown>;
  return body;
}

beforeAll(async () => {
  world = await aWorld();
  project = await world.project();
  token = await aToken(project.lead, ["read", "work", "manage"]);
});

describe("the REST application", () => {
  it("raises a risk and reads it back in the shape the document promises", async () => {
    const raised = await call(`/projects/${project.id}/risks`, {
      method: "POST",
      body: await riskBody(),
    });
    expect(raised).toMatchObject({ status: 200, answer: { key: "R-01", version: 1 } });
    expect(raised.headers.get("etag")).toBe('"1"');
    const risk = await call(`/risks/${String(raised.answer.riskId)}`);
    const view = queries.find((query) => query.name === "risk.get")?.output;
    expect(view?.safeParse(risk.answer).success).toBe(true);
    expect(risk.headers.get("cache-control")).toBe("no-store");
  });

  it("answers bad input with a problem document that names the field", async () => {
    const body = { ...(await riskBody()), likelihood: "often", extra: 1 };
    const refused = await call(`/projects/${project.id}/risks`, { method: "POST", body });
    expect(refused.status).toBe(422);
    expect(refused.headers.get("content-type")).toBe("application/problem+json");
    expect(refused.answer).toMatchObject({ type: "/problems/invalid_input", status: 422 });
    expect(JSON.stringify(refused.answer.issues)).toContain("likelihood");
    expect(JSON.stringify(refused.answer.issues)).toContain("extra");
  });

  it("lets no body redirect a write to another project", async () => {
    const other = await world.project();
    const body = { ...(await riskBody()), projectId: other.id };
    await call(`/projects/${project.id}/risks`, { method: "POST", body });
    expect(await world.db.risk.count({ where: { projectId: other.id } })).toBe(0);
  });
});

describe("repeated and stale calls", () => {
  it("runs a command once for the same idempotency key", async () => {
    const body = await riskBody();
    const headers = { "idempotency-key": randomUUID() };
    const path = `/projects/${project.id}/risks`;
    const first = await call(path, { method: "POST", body, headers });
    const second = await call(path, { method: "POST", body, headers });
    expect(second.answer).toEqual(first.answer);
  });

  it("takes If-Match for the version and refuses a stale one", async () => {
    const raised = await call(`/projects/${project.id}/risks`, {
      method: "POST",
      body: await riskBody(),
    });
    const path = `/risks/${String(raised.answer.riskId)}/treatment`;
    const body = { treatment: "avoid", treatmentNote: "Drop the column." };
    const save = (version: string) =>
      call(path, { method: "PUT", body, headers: { "if-match": version } });
    expect((await save('"1"')).status).toBe(200);
    expect(await save('"1"')).toMatchObject({ status: 409, answer: { status: 409 } });
  });

  it("pages with cursors", async () => {
    const path = `/projects/${project.id}/risks?limit=1`;
    const first = await call(path);
    expect(first.answer.rows).toHaveLength(1);
    const cursor = encodeURIComponent(String(first.answer.nextCursor));
    const second = await call(`${path}&cursor=${cursor}`);
    expect(second.answer.rows).not.toEqual(first.answer.rows);
  });
});

describe("who is let in", () => {
  it("refuses a missing, unknown, expired, revoked or too narrow token", async () => {
    const statusWith = async (secret: string) => {
      const headers = { authorization: `Bearer ${secret}` };
      return (await app.request(`/api/v1/projects/${project.id}/risks`, { headers })).status;
    };
    expect((await app.request(`/api/v1/projects/${project.id}/risks`)).status).toBe(401);
    expect(await statusWith("wm_nothing")).toBe(401);
    const expired = await aToken(project.lead, ["read"]);
    await world.db.apiToken.updateMany({
      where: { prefix: expired.slice(0, 12) },
      data: { expiresAt: new Date(0) },
    });
    expect(await statusWith(expired)).toBe(401);
    const revoked = await aToken(project.lead, ["read"]);
    await world.db.apiToken.updateMany({
      where: { prefix: revoked.slice(0, 12) },
      data: { revokedAt: new Date() },
    });
    expect(await statusWith(revoked)).toBe(401);
    const narrow = await aToken(project.lead, ["work"]);
    expect(await statusWith(narrow)).toBe(403);
  });

  it("hides another workspace's project behind 404", async () => {
    const foreign = await (await aWorld()).project();
    expect((await call(`/projects/${foreign.id}/risks`)).status).toBe(404);
    expect((await call("/risks/not-an-id")).status).toBe(422);
  });

  it("answers broken JSON, an array and an unknown route with a problem", async () => {
    const path = `/api/v1/projects/${project.id}/risks`;
    for (const body of ["{", "[]", "null", '"x"']) {
      const headers = { authorization: `Bearer ${token}` };
      const response = await app.request(path, { method: "POST", headers, body });
      expect(response.status).toBe(422);
    }
    expect((await call("/nowhere")).status).toBe(404);
  });
});
