import * as z from "zod";
import { isTemplate, writeMail } from "@/lib/identity/mail";
import { emailAddress } from "@/lib/identity/schema";
import { env } from "@/lib/platform/env";
import { deliverMail } from "@/lib/platform/mail";

const payloadShape = z.object({
  to: z.string(),
  template: z.string(),
  data: z.record(z.string(), z.string()),
});

/** Throws when the mail could not be handed over, so that it is tried again later. */
export async function sendMail(payload: unknown): Promise<void> {
  const { to, template, data } = payloadShape.parse(payload);
  if (template === "nothing") {
    return;
  }
  if (!isTemplate(template)) {
    throw new Error(`There is no mail template named ${template}.`);
  }
  const letter = writeMail({ template, data, site: env().WAYMARK_URL });
  await deliverMail({ to: emailAddress.parse(to), ...letter });
}
