import { writeFileSync } from "node:fs";
import { roleTableMarkdown } from "@/lib/authz/role-table";
import { apiTableMarkdown } from "@/lib/web/api-table";

/** Prints the pages of the documentation that are tables of the code. */
writeFileSync("docs/roles.md", roleTableMarkdown());
writeFileSync("docs/api.md", apiTableMarkdown());
