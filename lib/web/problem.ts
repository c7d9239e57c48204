import { AppError, type AppErrorCode } from "@/lib/kernel/app-error";

const statusOfCode = {
  invalid_input: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  rule_refused: 409,
  rate_limited: 429,
} satisfies Record<AppErrorCode, number>;

/** RFC 9457 problem details. The one place where an error becomes an HTTP status. */
export function problem(error: AppError): Response {
  const status = statusOfCode[error.code];
  const headers = new Headers({
    "content-type": "application/problem+json",
    "cache-control": "no-store",
  });
  if (error.retryAfterSeconds !== null) {
    headers.set("retry-after", String(error.retryAfterSeconds));
  }
  if (status === 401) {
    headers.set("www-authenticate", 'Bearer realm="Waymark"');
  }
  const body = {
    type: `/problems/${error.code}`,
    title: error.message,
    status,
    ...(error.reason === null ? {} : { reason: error.reason }),
    ...(error.issues.length === 0 ? {} : { issues: error.issues }),
  };
  return new Response(JSON.stringify(body), { status, headers });
}

/** A defect: the reader gets a request id, the log gets the rest. */
export function defect(requestId: string): Response {
  const title = `Waymark could not answer because of a defect of its own. Quote request ${requestId}.`;
  const body = { type: "/problems/defect", title, status: 500, requestId };
  return new Response(JSON.stringify(body), {
    status: 500,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
  });
}

export function unknownRoute(): Response {
  return problem(
    new AppError("not_found", "There is no such operation. See /api/v1/openapi.json."),
  );
}
