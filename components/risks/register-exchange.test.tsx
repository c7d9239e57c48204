import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { WorkspaceRole } from "@/lib/authz/permissions";
import { RegisterExchange } from "./register-exchange";
import { readRegisterSearch } from "./register-search";

function offered(role: WorkspaceRole): string[] {
  const markup = renderToStaticMarkup(
    <RegisterExchange search={readRegisterSearch({})} role={role} />,
  );
  return ["Import a spreadsheet", "CSV", "XLSX"].filter((word) => markup.includes(`${word}</a>`));
}

describe("bringing risks in and taking them out", () => {
  it("offers the import to everybody the import is open to", () => {
    for (const role of ["owner", "admin", "member"] as const) {
      expect(offered(role)).toEqual(["Import a spreadsheet", "CSV", "XLSX"]);
    }
  });

  it("offers an auditor the files alone", () => {
    expect(offered("auditor")).toEqual(["CSV", "XLSX"]);
  });
});
