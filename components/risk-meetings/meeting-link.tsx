import type { RegisterSearch } from "@/components/risks/register-search";
import { ButtonLink } from "@/components/ui/button-link";
import { meetingHref, readMeetingSearch } from "./meeting-address";

type MeetingLinkProps = {
  /** The register it leads from: its filters go with it. */
  base: string;
  search: RegisterSearch;
  /** How many are due, whatever view is chosen. */
  due: number;
};

/** Views narrow by what a risk is like today; the count knows people and places only. */
function isCounted({ above, overdue, band, likelihood, impact, status }: RegisterSearch): boolean {
  const narrow = [band, likelihood, impact].some((facet) => facet !== undefined);
  return !(above || overdue || narrow || status === "accepted");
}

export function MeetingLink({ base, search, due }: MeetingLinkProps) {
  const meeting = { ...readMeetingSearch({}), register: search };
  return (
    <ButtonLink href={meetingHref(`${base}/meeting`, meeting)}>
      Start review meeting{isCounted(search) && ` (${due} due)`}
    </ButtonLink>
  );
}
