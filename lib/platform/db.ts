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
    const adapter = new PrismaPg(
      { connectionString, max: poolSize() },
      { statementNameGenerator: nameOf },
    );
    return new PrismaClient({ adapter });
  });
}

/** Connections of this process to the database. */
export function poolSize(): number {
  return Number(process.env.DATABASE_POOL ?? 10);
}

/** Far above the number of statements the product has; what a filter combines stays unnamed past it. */
const MAX_NAMED = 500;

/**
 * A name lets PostgreSQL keep the plan per connection: the detail pages spend
 * most of their database time on planning otherwise.
 */
function nameOf({ sql }: { sql: string }): string {
  const names = processWide("statement names", () => new Map<string, string>());
  const known = names.get(sql);
  if (known !== undefined) {
    return known;
  }
  if (names.size >= MAX_NAMED) {
    return "";
  }
  const name = `w${names.size}`;
  names.set(sql, name);
  return name;
}

export function readDb(): ReadDb {
  return prismaClient();
}
