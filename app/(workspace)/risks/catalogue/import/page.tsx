import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageColumns } from "@/components/layout/page-columns";
import { ImportCatalogue } from "@/components/risk-catalogue/import-catalogue";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { openWorkspace } from "@/lib/web/frames";
import { importCatalogueAction, previewCatalogueAction } from "../actions";

export const metadata: Metadata = { title: "Import risks into the catalogue" };

const acts = { preview: previewCatalogueAction, run: importCatalogueAction };

export default async function ImportCataloguePage() {
  const { id: workspaceId, name, role } = await openWorkspace();
  if (role !== "owner" && role !== "admin") {
    notFound();
  }
  const crumbs = [
    { label: name, href: "/portfolio" },
    { label: "Risks", href: "/risks" },
    { label: "Catalogue", href: "/risks/catalogue" },
    { label: "Import" },
  ];
  return (
    <>
      <Breadcrumbs crumbs={crumbs} />
      <PageHeader
        title="Import into the catalogue"
        facts={["Nothing is stored before you say so", "All of it, or nothing"]}
      />
      <PageColumns>
        <ImportCatalogue workspaceId={workspaceId} acts={acts} />
      </PageColumns>
    </>
  );
}
