const appErrorCodes = [
  "invalid_input",
  "unauthenticated",
  "forbidden",
  "not_found",
  "conflict",
  "rule_refused",
  "rate_limited",
] as const;
export type AppErrorCode = (typeof appErrorCodes)[number];

/** `path` is the dotted name of the field, empty for the whole form. */
export type FieldIssue = { path: string; message: string };

/**
 * An outcome the caller is expected to handle: it rolls back and reaches the
 * person as a sentence. Anything else that is thrown is a defect and must
 * reach the error boundary untouched.
 */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: AppErrorCode;
  readonly reason: string | null;
  readonly issues: readonly FieldIssue[];
  readonly retryAfterSeconds: number | null;

  constructor(
    code: AppErrorCode,
    message: string,
    detail: {
      reason?: string;
      issues?: readonly FieldIssue[];
      retryAfterSeconds?: number;
    } = {},
  ) {
    super(message);
    this.code = code;
    this.reason = detail.reason ?? null;
    this.issues = detail.issues ?? [];
    this.retryAfterSeconds = detail.retryAfterSeconds ?? null;
  }
}

/** A refusal that belongs to one field of the form. */
export function fieldError(path: string, message: string): AppError {
  return new AppError("invalid_input", message, { issues: [{ path, message }] });
}

/** Turns a policy's sentence into a refusal; null lets the act go on. */
export function refuseIf(why: string | null): void {
  if (why !== null) {
    throw new AppError("rule_refused", why);
  }
}
