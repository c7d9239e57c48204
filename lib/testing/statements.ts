import { PrismaPg } from "@prisma/adapter-pg";
import { processWide } from "@/lib/platform/process-wide";
import { testDatabaseUrl } from "@/lib/testing/database";
import { PrismaClient } from "@/prisma/generated/client";

/** The one client of this process, listened to. Import this before anything asks the database. */
const counted = processWide("prisma", () => {
  const adapter = new PrismaPg({ connectionString: testDatabaseUrl(), max: 4 });
  return new PrismaClient({ adapter, log: [{ emit: "event", level: "query" }] });
});
let asked: string[] = [];
counted.$on("query", ({ query }) => asked.push(query));

/** How many statements a look sends to the database. */
export async function statementsOf(look: () => Promise<unknown>): Promise<number> {
  asked = [];
  await look();
  return asked.length;
}
