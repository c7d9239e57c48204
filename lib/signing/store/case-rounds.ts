import "server-only";
import { Prisma } from "@/prisma/generated/client";

/** Instants leave JSON the way the views write them. */
const instant = (column: Prisma.Sql) =>
  Prisma.sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Every round of the business case `c` of the statement around it, as `SigningRound`s. */
export const roundsOfCase = Prisma.sql`COALESCE((SELECT json_agg(json_build_object(
    'id', sr.id, 'number', sr.number, 'inOrder', sr."inOrder", 'quorum', sr.quorum,
    'minimumAssurance', sr."minimumAssurance", 'dueOn', sr."dueOn", 'openedById', sr."openedById",
    'slots', COALESCE((SELECT json_agg(json_build_object('id', slot.id, 'position', slot.position,
        'role', slot.role, 'isRequired', slot."isRequired", 'hasVeto', slot."hasVeto",
        'person', CASE
          WHEN guest.id IS NOT NULL THEN json_build_object('id', guest.id, 'name', guest.name,
            'guest', json_build_object('organisation', guest.organisation, 'email', guest.email,
              'accountId', (SELECT u.id FROM users u WHERE u.email = guest.email),
              'link', (SELECT json_build_object('sentAt', ${instant(Prisma.sql`l."createdAt"`)},
                  'expiresAt', ${instant(Prisma.sql`l."expiresAt"`)})
                FROM guest_links l WHERE l."slotId" = slot.id AND l."revokedAt" IS NULL)))
          WHEN holder.id IS NOT NULL THEN json_build_object('id', holder.id, 'name', holder.name)
          END,
        'declined', CASE WHEN slot."declinedAt" IS NULL THEN NULL
          ELSE json_build_object('by', COALESCE(guest.name, concat_ws(' for ', decliner.name, lender.name)), 'reason', slot."declinedReason",
            'at', ${instant(Prisma.sql`slot."declinedAt"`)}) END,
        'replaced', CASE WHEN slot."replacedAt" IS NULL THEN NULL
          ELSE json_build_object('by', replacer.name, 'reason', slot."replacedReason",
            'at', ${instant(Prisma.sql`slot."replacedAt"`)}) END)
        ORDER BY slot.position, slot.id)
      FROM signing_slots slot
      LEFT JOIN signing_guests guest ON guest.id = slot."guestId"
      LEFT JOIN users holder ON holder.id = slot."personId"
      LEFT JOIN users decliner ON decliner.id = slot."declinedById"
      LEFT JOIN users lender ON lender.id = slot."declinedForId"
      LEFT JOIN users replacer ON replacer.id = slot."replacedById"
      WHERE slot."roundId" = sr.id), '[]')) ORDER BY sr.number)
  FROM signing_rounds sr WHERE sr."caseId" = c.id), '[]')`;
