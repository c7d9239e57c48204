import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { personName, personTitle, timeZone } from "@/lib/identity/schema";
import { profileOf, saveProfile } from "@/lib/identity/store/users";
import { rowVersion } from "@/lib/kernel/fields";

const input = z.strictObject({
  name: personName,
  title: personTitle,
  timeZone,
  singleKeys: z.boolean(),
  version: rowVersion,
});

const labels = {
  name: "name",
  title: "title",
  timeZone: "time zone",
  singleKeys: "keyboard shortcuts",
} as const;
const members = ["name", "title", "timeZone", "singleKeys"] as const;

export const updateProfile = defineCommand({
  name: "profile.update",
  permission: "self",
  input,
  operation: { method: "PATCH", path: "/me", summary: "Change your name, title and preferences" },
  scope: () => Promise.resolve({ kind: "self" }),

  async execute({ tx, access, input }) {
    const { userId } = access;
    const { version, ...data } = input;
    const before = await profileOf(tx, userId);
    const changed = members.filter((member) => before[member] !== data[member]);
    if (changed.length === 0) {
      return { value: { userId, version: before.version }, unchanged: true };
    }
    await saveProfile(tx, { userId, version, data });
    return {
      value: { userId, version: version + 1 },
      audit: [{ type: "profile.updated", changed: changed.map((member) => labels[member]) }],
    };
  },
});
