import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { stewardsOver } from "@/lib/identity/store/stewards";
import { accountOf } from "@/lib/identity/store/users";
import { AppError } from "@/lib/kernel/app-error";
import { userId } from "@/lib/kernel/ids";
import { notify, wasToldSince } from "@/lib/notifications/store";
import type { Job } from "@/lib/platform/jobs";

/** The job under whose name the alarm arrives. */
export const ALARM_JOB = "tell-of-attempts";

const input = z.strictObject({
  userId,
  attempts: z.number().int().min(1),
  minutes: z.number().int().min(1),
  /** When the last of them failed. */
  at: z.iso.datetime(),
});

/** Owners and admins hear that somebody keeps failing to sign in a person's name, and so does the person. */
export const tellOfAttempts = defineCommand({
  name: "alarm.tell-of-attempts",
  permission: "public",
  input,
  operation: {
    method: "POST",
    path: "/alarms/signing-attempts",
    summary: "Tell those in charge of many failed attempts to sign (system)",
  },
  scope: () => Promise.resolve({ kind: "public" }),

  async execute({ tx, actor, input }) {
    if (actor.kind !== "system" || actor.job !== ALARM_JOB) {
      throw new AppError("unauthenticated", "Only Waymark itself raises this alarm.");
    }
    const { userId, attempts, minutes, at } = input;
    const { name } = await accountOf(tx, userId);
    const over = await stewardsOver(tx, userId);
    // The job may run twice; people are told once of one burst.
    if (over.length === 0 || (await wasToldSince(tx, { userId, since: new Date(at) }))) {
      return { value: { workspaces: 0 }, unchanged: true };
    }
    const failed = `${attempts} attempts to sign as ${name} failed within ${minutes} minutes`;
    const jobs: Job[] = [];
    for (const [index, { workspaceId, workspace, stewards }] of over.entries()) {
      const alarm = { workspaceId, projectId: null, kind: "alarm" as const, title: failed };
      const own = index === 0 ? [userId] : [];
      jobs.push(
        ...(await notify(tx, {
          ...alarm,
          userIds: own,
          because:
            "because it is your account. If it was not you, end your other sessions, change your password and tell whoever runs your Waymark",
          href: "/profile#sessions",
        })),
        ...(await notify(tx, {
          ...alarm,
          userIds: stewards,
          except: userId,
          because: `because you run the workspace ${workspace}. Ask ${name} whether it was them`,
          href: "/people",
        })),
      );
    }
    return {
      value: { workspaces: over.length },
      audit: [{ type: "signing.attempts-failed", userId, name, attempts, minutes }],
      trailIn: over.map(({ workspaceId }) => workspaceId),
      jobs,
    };
  },
});
