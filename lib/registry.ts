import type * as z from "zod";
import type { Permission } from "@/lib/authz/permissions";
import type { Command } from "@/lib/execution/command";
import type { Query } from "@/lib/execution/query";
import { registeredCommands } from "@/lib/registered-commands";
import { registeredQueries } from "@/lib/registered-queries";

export type AnyCommand = Command<Permission, z.ZodType, unknown>;
export type AnyQuery = Query<Permission, z.ZodType, unknown>;

/**
 * Every door into the data, one per line. Feeds the REST application, the
 * OpenAPI document and the tests that try each door as everybody.
 */
export const commands: readonly AnyCommand[] = registeredCommands;
export const queries: readonly AnyQuery[] = registeredQueries;
