import * as z from "zod";
import { playbook } from "@/lib/playbooks/schema";

/** The published description of the file format; editors complete and check playbooks with it. */
export function playbookJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(playbook, { io: "input", target: "draft-2020-12" });
  return {
    $schema,
    title: "Waymark playbook",
    description: "Stages, tasks, outputs and gates of a method a project can follow.",
    ...rest,
  };
}
