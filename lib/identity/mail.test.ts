import { describe, expect, it } from "vitest";
import { isTemplate, writeMail } from "@/lib/identity/mail";

const site = "https://waymark.example.com";
const link = `${site}/invitation/abc`;
const data = { workspace: "Northwind", invitedBy: "Olive", name: "Nora", role: "member", link };

describe("writeMail", () => {
  it("says the same as text and as HTML", () => {
    const { subject, text, html } = writeMail({ template: "invitation", data, site });
    expect(subject).toBe("Olive invites you to Northwind on Waymark");
    for (const part of ["Hello Nora,", link, "once and for 14 days"]) {
      expect(text).toContain(part);
      expect(html).toContain(part);
    }
  });

  it("names the project and the roles somebody is invited into", () => {
    const into = { ...data, project: "Churn", role: "domain expert" };
    const { text } = writeMail({ template: "invitation", data: into, site });
    expect(text).toContain("the project Churn of Northwind as domain expert");
  });

  it("writes what people typed as text, never as markup or as a further header", () => {
    const hostile = {
      ...data,
      name: "<img src=x onerror=alert(1)>",
      workspace: "A\r\nBcc: b@c.de",
    };
    const { subject, html } = writeMail({ template: "invitation", data: hostile, site });
    expect(html).not.toContain("<img");
    expect(subject).not.toMatch(/[\r\n]/);
  });

  it("refuses links that are no web address", () => {
    const bad = { name: "Nora", link: "javascript:alert(1)" };
    expect(() => writeMail({ template: "password-reset", data: bad, site })).toThrow();
  });

  it("leads a notice to a place on this site", () => {
    const notice = {
      name: "Nora",
      title: "G1 waits",
      because: "because you are sponsor",
      href: "/gates",
    };
    expect(writeMail({ template: "notice", data: notice, site }).text).toContain(`${site}/gates`);
  });

  it("knows its templates", () => {
    expect(isTemplate("invitation")).toBe(true);
    expect(isTemplate("constructor")).toBe(false);
  });
});
