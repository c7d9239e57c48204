import { handle } from "hono/vercel";
import { restApplication } from "@/lib/web/rest";

export const dynamic = "force-dynamic";

const answer = handle(restApplication());

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
