import type { Metadata } from "next";
import { MatrixEditor } from "@/components/risks/matrix-editor";
import { readRegisterSearch } from "@/components/risks/register-search";
import { RiskMatrix } from "@/components/risks/risk-matrix";
import { Banner } from "@/components/ui/banner";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { getRiskMatrix } from "@/lib/risks/queries/matrix";
import { readForPage } from "@/lib/web/for-page";
import { openWorkspace } from "@/lib/web/frames";
import { previewMatrixAction, saveMatrixAction } from "./actions";

export const metadata: Metadata = { title: "Risk matrix" };

const acts = { preview: previewMatrixAction, save: saveMatrixAction };

export default async function RiskMatrixPage() {
  const { id: workspaceId, name, role } = await openWorkspace();
  const matrix = await readForPage(getRiskMatrix, { workspaceId });
  const mayChange = role === "owner" || role === "admin";
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: name, href: "/portfolio" },
          { label: "Settings", href: "/settings" },
          { label: "Risk matrix" },
        ]}
      />
      <PageHeader title="Risk matrix" facts={[`Version ${matrix.version}`]} />
      <div className="p-6 max-sm:p-0">
        {mayChange ? (
          <MatrixEditor workspaceId={workspaceId} matrix={matrix} acts={acts} />
        ) : (
          <div className="grid gap-4">
            <Banner tone="idle" lead="An owner or an admin of the workspace changes the matrix." />
            <Panel title="Levels and appetite">
              <RiskMatrix
                view={{ matrix, heatMap: [], moves: [] }}
                register={{ base: "/risks", search: readRegisterSearch({}) }}
              />
            </Panel>
          </div>
        )}
      </div>
    </>
  );
}
