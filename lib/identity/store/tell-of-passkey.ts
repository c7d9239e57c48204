import "server-only";
import type { Job } from "@/lib/platform/jobs";

/** The person hears of it by mail, wherever the change was made. */
export function tellOfPasskey(facts: {
  to: string;
  person: string;
  passkey: string;
  what: "added to" | "removed from";
}): Job {
  const { to, person, passkey, what } = facts;
  const data = {
    name: person,
    title: `The passkey “${passkey}” was ${what} your Waymark account`,
    because:
      "because a passkey signs in your name. If it was not you, remove it, change your password and tell whoever runs your Waymark",
    href: "/profile#passkeys",
  };
  return { name: "send-mail", payload: { to, template: "notice", data } };
}
