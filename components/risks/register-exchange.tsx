import { ButtonLink } from "@/components/ui/button-link";
import { DownloadLink } from "@/components/ui/download-link";
import { isGranted, type WorkspaceRole } from "@/lib/authz/permissions";
import { addressOf, type Register } from "./register-address";

/** Brings risks in from a spreadsheet, and the list as it is filtered out as one. */
export function RegisterExchange({
  search,
  project,
  role,
}: Pick<Register, "search"> & { project?: string; role: WorkspaceRole }) {
  const mayImport = isGranted("risk:import", { workspaceRole: role, projectRoles: [] });
  const listed = { ...search, cursor: undefined, risk: undefined, new: false };
  const address = addressOf(
    "/risks/export",
    project === undefined ? listed : { ...listed, project },
  );
  const asWorkbook = `${address}${address.includes("?") ? "&" : "?"}format=xlsx`;
  return (
    <>
      {project === undefined && <ButtonLink href="/risks/catalogue">Catalogue</ButtonLink>}
      {mayImport && <ButtonLink href="/risks/import">Import</ButtonLink>}
      <DownloadLink href={address}>CSV</DownloadLink>
      <DownloadLink href={asWorkbook}>XLSX</DownloadLink>
    </>
  );
}
