import { ButtonLink } from "@/components/ui/button-link";
import { Panel } from "@/components/ui/panel";
import { Person } from "@/components/ui/person";
import { titleOfProjectRole } from "@/lib/authz/permissions";
import type { ProjectOverviewView } from "@/lib/portfolio/schema/overview";

type OverviewTeamProps = {
  projectId: string;
  ownerId: string;
  team: ProjectOverviewView["team"];
};

function rolesOf(person: ProjectOverviewView["team"][number], ownerId: string): string {
  const titles = person.roles.map((role) => titleOfProjectRole[role]);
  const all = [...titles, ...(person.id === ownerId ? ["owner"] : [])].join(", ");
  return all.charAt(0).toUpperCase() + all.slice(1);
}

export function OverviewTeam({ projectId, ownerId, team }: OverviewTeamProps) {
  return (
    <Panel
      title="Team and roles"
      action={
        <ButtonLink href={`/projects/${projectId}/people`} size="sm" variant="quiet">
          People
        </ButtonLink>
      }
    >
      <ul className="grid gap-x-3 gap-y-2 sm:grid-cols-2">
        {team.map((person) => (
          <li key={person.id} className="flex min-w-0 overflow-hidden">
            <Person name={person.name} detail={rolesOf(person, ownerId)} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
