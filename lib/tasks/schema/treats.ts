import * as z from "zod";
import { riskId } from "@/lib/kernel/ids";

/** The risk a task is to do something about. */
export const treatsView = z.object({ id: riskId, key: z.string(), title: z.string() }).nullable();
