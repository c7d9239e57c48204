import "server-only";
import { cache } from "react";
import { rememberedFacts } from "@/lib/authz/access-facts";

/** What a page has learnt of its reader: one per rendering, forgotten by React with the request. */
export const factsOfPage = cache(rememberedFacts);
