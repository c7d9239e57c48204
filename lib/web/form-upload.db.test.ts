import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { aWorld, type Person, type TestProject } from "@/lib/testing/world";
import { receiveFormFile } from "@/lib/web/form-upload";

function formRequest(content: string, fileName = "members.csv"): Request {
  const form = new FormData();
  form.set("file", new File([content], fileName));
  return new Request("http://localhost/files/upload", { method: "POST", body: form });
}

function send(request: Request, by: Person, project: TestProject) {
  const { actor } = by;
  if (actor.kind !== "user") {
    throw new Error("Only a person sends a form.");
  }
  return receiveFormFile(request, { actor, projectId: project.id });
}

async function place() {
  const world = await aWorld();
  const project = await world.project();
  return { world, project };
}

describe("a file sent from a form", () => {
  it("becomes a file of the project under its own name", async () => {
    const { world, project } = await place();
    const file = await send(formRequest("id,left\n1,0\n", 'ä "b".csv'), project.lead, project);
    expect(file).toMatchObject({ fileName: 'ä "b".csv', mediaType: "text/csv", bytes: 12 });
    expect(await world.db.storedFile.count({ where: { id: file.fileId } })).toBe(1);
  });

  it("is not taken in from somebody outside the project", async () => {
    const { world, project } = await place();
    const stranger = (await aWorld().then((other) => other.project())).lead;
    const request = formRequest(randomUUID());
    await expect(send(request, stranger, project)).rejects.toMatchObject({ code: "not_found" });
    expect(request.bodyUsed).toBe(false);
    expect(await world.db.storedFile.count({ where: { projectId: project.id } })).toBe(0);
  });

  it("is refused to a viewer before a byte is read", async () => {
    const { world, project } = await place();
    const viewer = await world.person(project, "viewer");
    const request = formRequest(randomUUID());
    await expect(send(request, viewer, project)).rejects.toMatchObject({ code: "forbidden" });
    expect(request.bodyUsed).toBe(false);
  });

  it.each([
    ["an empty file", () => formRequest(""), "The file is empty."],
    ["no file", () => formOf({ note: "nothing" }), "Choose a file first."],
    ["a field where no file was chosen", () => formRequest("", ""), "Choose a file first."],
    ["something that is no form", () => plain("hello"), "Choose a file first."],
  ])("is refused at the field for %s", async (_what, request, message) => {
    const { project } = await place();
    await expect(send(request(), project.lead, project)).rejects.toMatchObject({
      issues: [{ path: "file", message }],
    });
  });

  it("leaves nothing behind when the upload breaks off", async () => {
    const { world, project } = await place();
    const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n';
    const request = new Request("http://localhost/files/upload", {
      method: "POST",
      headers: { "content-type": "multipart/form-data; boundary=b" },
      body: `${head}half of it`,
    });
    await expect(send(request, project.lead, project)).rejects.toMatchObject({
      issues: [{ path: "file", message: expect.stringContaining("broke off") }],
    });
    expect(await world.db.storedFile.count({ where: { projectId: project.id } })).toBe(0);
  });
});

function formOf(fields: Record<string, string>): Request {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    form.set(name, value);
  }
  return new Request("http://localhost/files/upload", { method: "POST", body: form });
}

function plain(text: string): Request {
  return new Request("http://localhost/files/upload", { method: "POST", body: text });
}
