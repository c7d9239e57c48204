import { GateSymbol, type GateSymbolState } from "@/components/ui/gate-symbol";
import { NavLink } from "./nav-link";

type PinnedProject = {
  href: string;
  name: string;
  /** The next gate, by shape and by name. */
  gate: { state: GateSymbolState; label: string };
};

export function PinnedProjects({ projects }: { projects: readonly PinnedProject[] }) {
  return (
    <nav aria-label="Pinned projects" className="wm-nav-group wm-nav-wide">
      <p className="wm-nav-head" aria-hidden="true">
        Pinned
      </p>
      <ul>
        {projects.map((project) => (
          <li key={project.href}>
            <NavLink href={project.href} match="prefix" className="wm-nav-item">
              <span className="wm-nav-label">{project.name}</span>
              <GateSymbol state={project.gate.state} label={project.gate.label} />
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
