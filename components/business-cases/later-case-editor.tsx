"use client";

import dynamic from "next/dynamic";

/** Whoever reads a case does not load what edits one. */
export const LaterCaseEditor = dynamic(async () => {
  const { CaseEditor } = await import("./case-editor");
  return CaseEditor;
});
