import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { GateView } from "@/lib/gates/schema";
import type { WaiverView } from "@/lib/gates/schema/waivers";
import { idle } from "@/lib/kernel/form-state";
import { WaiverPanel } from "./waiver-panel";

const act = () => Promise.resolve(idle);
const proposed: WaiverView = {
  id: "0198a8f0-0000-7000-8000-000000000001",
  reason: "The regulator asks for the report first.",
  requestedBy: { id: "l", name: "Lena Lead" },
  proposedAt: "2027-01-15T09:00:00.000Z",
  grantedAt: null,
  expiresOn: "2027-02-14",
  state: "proposed",
  grants: [
    {
      role: "sponsor",
      title: "sponsor",
      by: { id: "s", name: "Sol Sponsor" },
      at: "2027-01-15T09:00:00.000Z",
    },
  ],
  missing: [
    { role: "risk_reviewer", title: "risk reviewer", people: [{ id: "r", name: "Ria Risk" }] },
  ],
};

function textOf(overrides: Partial<GateView>): string {
  const gate = {
    id: "g",
    code: "G1",
    people: [],
    waivers: [proposed],
    toWaive: null,
    toGrantWaiver: null,
    whyNotGrantWaiver: "This waiver still waits for the risk reviewer.",
    ...overrides,
  } as unknown as GateView;
  const html = renderToStaticMarkup(<WaiverPanel gate={gate} waive={act} grant={act} />);
  return html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
}

it("says who has granted a proposed waiver, who is still needed, and why the reader is not", () => {
  const text = textOf({});
  expect(text).toContain("sponsor: granted by Sol Sponsor");
  expect(text).toContain("risk reviewer: still to be granted by Ria Risk");
  expect(text).toContain("This waiver still waits for the risk reviewer.");
});

it("offers the missing part to whoever can give it, and says when nobody can", () => {
  const toGrantWaiver = {
    waiverId: proposed.id,
    subjectSha256: "0".repeat(64),
    choices: [{ role: "risk_reviewer" as const, title: "risk reviewer" }],
  };
  expect(textOf({ toGrantWaiver })).toContain("Sign your part of the waiver");
  const missing = [{ role: "risk_reviewer" as const, title: "risk reviewer", people: [] }];
  expect(textOf({ waivers: [{ ...proposed, missing }] })).toContain("nobody who could");
});

it("shows nothing where no gate was waived and the reader cannot waive it", () => {
  expect(textOf({ waivers: [] }).trim()).toBe("");
});
