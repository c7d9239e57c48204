import "server-only";
import type { AnyCommand, AnyQuery } from "@/lib/registry";
import { commands, queries } from "@/lib/registry";

/** The REST reference as a page of the documentation, from the registry itself. */
export function apiTableMarkdown(): string {
  const doors = [...commands, ...queries].toSorted((left, right) =>
    byPath(left.operation.path, right.operation.path),
  );
  return `# REST reference

Base path \`/api/v1\`; the full document with every field is \`/api/v1/openapi.json\` (OpenAPI 3.1).
Printed from the registry of commands and queries; a test fails when the two differ.

- **Token**: \`Authorization: Bearer wm_…\`, made on the profile page, shown once.
- **Problems**: refusals are \`application/problem+json\` (RFC 9457) with \`title\`, \`status\` and, for
  fields, \`issues: [{ path, message }]\`.
- **Lists** are pages: pass \`nextCursor\` as \`cursor\`; \`limit\` is at most 200.
- **Once**: \`Idempotency-Key\` makes a command have one effect and one answer.
- **Stale changes** are refused with 409: send the \`version\` you looked at, or \`If-Match: "3"\`.
- **Files**: \`POST /projects/{projectId}/files?fileName=…\` with the file as the body, then attach it
  as evidence.

| operation | name | permission | what it does |
|---|---|---|---|
${doors.map(row).join("\n")}
`;
}

function row({ name, permission, operation }: AnyCommand | AnyQuery): string {
  const { method, path, summary } = operation;
  return `| \`${method} ${path}\` | \`${name}\` | \`${permission}\` | ${summary} |`;
}

function byPath(left: string, right: string): number {
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}
