import "server-only";
import pino from "pino";
import { processWide } from "@/lib/platform/process-wide";

/** One line of JSON per event to stdout; tokens, passwords and addresses are never written. */
export function log(): pino.Logger {
  return processWide("log", () =>
    pino({
      level: process.env.LOG_LEVEL ?? "info",
      redact: {
        paths: ["password", "token", "email", "*.password", "*.token", "*.email", "authorization"],
        censor: "[redacted]",
      },
    }),
  );
}
