import { defineConfig } from "prisma/config";

// Code generation needs no database; whatever connects is given DATABASE_URL by its caller.
const url = process.env.DATABASE_URL ?? "postgresql://waymark@127.0.0.1:5432/waymark";

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  datasource: { url },
});
