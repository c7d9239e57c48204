import "server-only";
import * as z from "zod";

/** When somebody was last seen is kept to the minute, so an end below five would be a guess. */
const minutes = z.coerce
  .number("is a number of minutes")
  .int("is a whole number of minutes")
  .min(5, "is at least 5 minutes")
  .max(20_160, "is at most 20160 minutes, which is 14 days");

const schema = z.object({
  DATABASE_URL: z.string().min(1, "is needed: a PostgreSQL URL"),
  WAYMARK_URL: z.url("is needed: the address people open, such as https://waymark.example.com"),
  WAYMARK_DATA: z.string().default(".data"),
  AUTH_SECRET: z.string().min(32, "is needed: at least 32 characters"),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().default("Waymark <waymark@localhost>"),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().default("Single sign-on"),
  OIDC_ALLOWED_DOMAINS: z.string().default(""),
  /** A session nobody used for so long is over. */
  SESSION_IDLE_MINUTES: minutes.default(480),
  /** However busy it is, a session ends after so many days. */
  SESSION_MAX_DAYS: z.coerce
    .number("is a number of days")
    .int("is a whole number of days")
    .min(1, "is at least 1 day")
    .max(90, "is at most 90 days")
    .default(14),
  TRUST_PROXY: z.enum(["0", "1"]).default("0"),
  /** A private key and its certificate in PEM, one after the other; line ends may be written \\n. */
  DOCUMENT_SIGNING_PEM: z.string().optional(),
  WORKER: z.enum(["internal", "external"]).default("internal"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});
export type Env = z.infer<typeof schema>;

let parsed: Env | null = null;

/** Reads the environment at first use and names every problem at once. */
export function env(): Env {
  if (parsed === null) {
    const result = schema.safeParse(process.env);
    if (!result.success) {
      const problems = result.error.issues.map(
        (issue) => `${issue.path.join(".")} ${issue.message}`,
      );
      throw new Error(`The environment is not complete: ${problems.join("; ")}.`);
    }
    parsed = result.data;
  }
  return parsed;
}
