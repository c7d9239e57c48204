import * as z from "zod";
import type { Permission } from "@/lib/authz/permissions";
import type { Operation } from "@/lib/execution/operation";
import { commands, queries } from "@/lib/registry";

type JsonSchema = { properties?: Record<string, unknown>; required?: string[] } & Record<
  string,
  unknown
>;
type Door = { name: string; permission: Permission; input: z.ZodType; operation: Operation };

const PROBLEM = { $ref: "#/components/schemas/Problem" };

/** OpenAPI 3.1 from the registry and the very schemas that validate. */
export function openApiDocument() {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const command of commands) {
    place(paths, command, commandOperation(command));
  }
  for (const query of queries) {
    place(paths, query, queryOperation(query, query.output));
  }
  paths["/projects/{projectId}/files"] = { post: uploadOperation };
  return {
    openapi: "3.1.0",
    info: {
      title: "Waymark",
      version: "1",
      description:
        "Every command and query of Waymark. Refusals are problem documents (RFC 9457). " +
        "Lists are keyset pages: pass `nextCursor` as `cursor`. " +
        "POST, PATCH, PUT and DELETE accept `Idempotency-Key`; `If-Match` stands for `version`.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/api/v1" }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer", description: "API token" } },
      schemas: { Problem: problemSchema },
    },
  };
}

function place(paths: Record<string, Record<string, unknown>>, door: Door, operation: object) {
  const { path, method } = door.operation;
  paths[path] = { ...paths[path], [method.toLowerCase()]: operation };
}

function commandOperation(command: Door) {
  const { params, rest } = splitInput(command);
  const hasBody = Object.keys(rest.properties ?? {}).length > 0;
  return {
    ...described(command),
    parameters: [
      ...params.map((name) => pathParameter(name, command)),
      header("Idempotency-Key", "The same key runs the command once."),
      header("If-Match", 'The version looked at, as in "3".'),
    ],
    ...(hasBody
      ? { requestBody: { required: true, content: { "application/json": { schema: rest } } } }
      : {}),
    responses: responses({ type: ["object", "null"] }),
  };
}

function queryOperation(query: Door, output: z.ZodType) {
  const { params, rest } = splitInput(query);
  const asked = Object.entries(rest.properties ?? {}).map(([name, schema]) => ({
    name,
    in: "query",
    required: rest.required?.includes(name) ?? false,
    schema,
  }));
  return {
    ...described(query),
    parameters: [...params.map((name) => pathParameter(name, query)), ...asked],
    responses: responses(z.toJSONSchema(output, { io: "output", unrepresentable: "any" })),
  };
}

function described(door: Door) {
  const tag = door.operation.path.split("/")[1] ?? "";
  return {
    operationId: door.name,
    summary: door.operation.summary,
    description: `Permission: \`${door.permission}\`.`,
    tags: [tag],
    ...(door.permission === "public" || door.permission === "guest" ? { security: [] } : {}),
  };
}

function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return rest as JsonSchema;
}

/** Path parameters are members of the input; what remains is the body or the query string. */
function splitInput(door: Door): { params: string[]; rest: JsonSchema } {
  const params = [...door.operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  const schema = jsonSchemaOf(door.input);
  const properties = Object.fromEntries(
    Object.entries(schema.properties ?? {}).filter(([name]) => !params.includes(name)),
  );
  const required = (schema.required ?? []).filter((name) => !params.includes(name));
  return { params, rest: { ...schema, properties, required } };
}

function pathParameter(name: string, door: Door) {
  const schema = jsonSchemaOf(door.input).properties?.[name] ?? { type: "string" };
  return { name, in: "path", required: true, schema };
}

function header(name: string, description: string) {
  return { name, in: "header", required: false, description, schema: { type: "string" } };
}

function responses(schema: unknown) {
  const refused = { "application/problem+json": { schema: PROBLEM } };
  return {
    "200": { description: "Done.", content: { "application/json": { schema } } },
    "401": { description: "No valid token.", content: refused },
    "403": { description: "The role does not include this.", content: refused },
    "404": { description: "Not found, or not shared with you.", content: refused },
    "409": { description: "Changed meanwhile, or refused by a rule.", content: refused },
    "422": { description: "The input needs another look.", content: refused },
    "429": { description: "Too many attempts.", content: refused },
  };
}

const problemSchema = {
  type: "object",
  required: ["type", "title", "status"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    reason: { type: "string" },
    issues: {
      type: "array",
      items: {
        type: "object",
        required: ["path", "message"],
        properties: { path: { type: "string" }, message: { type: "string" } },
      },
    },
  },
};

const uploadOperation = {
  operationId: "file.upload",
  summary: "Upload a file; attach it as evidence afterwards.",
  description: "Permission: `evidence:write`. The body is the file itself.",
  tags: ["projects"],
  parameters: [
    { name: "projectId", in: "path", required: true, schema: { type: "string", format: "uuid" } },
    {
      name: "fileName",
      in: "query",
      required: true,
      schema: { type: "string", maxLength: 200 },
    },
  ],
  requestBody: {
    required: true,
    content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
  },
  responses: responses({
    type: "object",
    properties: { fileId: { type: "string" }, sha256: { type: "string" } },
  }),
};
