import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { processWide } from "@/lib/platform/process-wide";
import { type Prisma, PrismaClient } from "@/prisma/generated/client";

/** The client inside one transaction. Only `lib/execution` opens one. */
export type Tx = Prisma.TransactionClient;

type Reading = "findFirst" | "findMany" | "findUnique" | "count" | "aggregate" | "groupBy";
type Models = Uncapitalize<Prisma.ModelName>;

/**
 * The client narrowed to looking. `$queryRaw` is part of it for the hot lists,
 * and stays inside stores and queries.
 */
export type ReadDb = { [Model in Models]: Pick<PrismaClient[Model], Reading> } & Pick<
  PrismaClient,
  "$queryRaw"
>;

export function prismaClient(): PrismaClient {
  return processWide("prisma", () => {
    const connectionString = process.env.DATABASE_URL;
    if (connectionString === undefined) {
      throw new Error("DATABASE_URL is not set. Start Waymark with `npm start`.");
    }
    const max = Number(process.env.DATABASE_POOL ?? 10);
    return new PrismaClient({ adapter: new PrismaPg({ connectionString, max }) });
  });
}

export function readDb(): ReadDb {
  return prismaClient();
}
