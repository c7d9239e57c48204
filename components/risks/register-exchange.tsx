import { MoreMenu } from "@/components/ui/more-menu";
import { isGranted, type WorkspaceRole } from "@/lib/authz/permissions";
import { addressOf, type Register } from "./register-address";

type RegisterExchangeProps = Pick<Register, "search"> & {
  role: WorkspaceRole;
  /** In the register of one project: its id, and where its pages are. */
  project?: { id: string; base: string };
};

/** The rarer acts of a register: parts or catalogue, risks in from a spreadsheet, the list out as one. */
export function RegisterExchange({ search, project, role }: RegisterExchangeProps) {
  const mayImport = isGranted("risk:import", { workspaceRole: role, projectRoles: [] });
  const listed = { ...search, cursor: undefined, risk: undefined, new: false };
  const address = addressOf(
    "/risks/export",
    project === undefined ? listed : { ...listed, project: project.id },
  );
  const asWorkbook = `${address}${address.includes("?") ? "&" : "?"}format=xlsx`;
  const place =
    project === undefined
      ? { href: "/risks/catalogue", label: "Catalogue" }
      : { href: `${project.base}/parts`, label: "Who does what" };
  return (
    <MoreMenu
      links={[
        place,
        ...(mayImport ? [{ href: "/risks/import", label: "Import a spreadsheet" }] : []),
        { href: address, label: "Save the list as CSV", kind: "file" },
        { href: asWorkbook, label: "Save the list as XLSX", kind: "file" },
      ]}
    />
  );
}
