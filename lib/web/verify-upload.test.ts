import { describe, expect, it } from "vitest";
import { readHandedIn } from "@/lib/web/verify-upload";

const MB = 1024 * 1024;

function form(fields: Record<string, string | Blob>): Request {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    body.append(name, value);
  }
  return new Request("http://127.0.0.1/files/verify", { method: "POST", body });
}

describe("what is handed in to be checked", () => {
  it("is the bytes of a file, or a hash", async () => {
    const file = new Blob([Buffer.from("%PDF-1.7")]);
    expect(await readHandedIn(form({ file }))).toEqual({
      kind: "file",
      bytes: Buffer.from("%PDF-1.7"),
    });
    expect(await readHandedIn(form({ sha256: " ab " }))).toEqual({ kind: "hash", text: "ab" });
  });

  it("is nothing where there is nothing, said in a sentence", async () => {
    const nothing = { kind: "nothing", why: "Choose a file, or paste a SHA-256." };
    expect(await readHandedIn(form({ file: new Blob([]) }))).toEqual(nothing);
    expect(await readHandedIn(form({}))).toMatchObject({ kind: "nothing" });
    const plain = new Request("http://127.0.0.1/", { method: "POST", body: "x" });
    expect(await readHandedIn(plain)).toEqual(nothing);
  });

  it("may have twenty megabytes and not more", async () => {
    const large = new Blob([Buffer.alloc(20 * MB + 1)]);
    expect(await readHandedIn(form({ file: large }))).toMatchObject({
      kind: "nothing",
      why: expect.stringContaining("20 MB"),
    });
  });

  it("is refused when it breaks off, or is no form at all", async () => {
    const headers = { "content-type": "multipart/form-data; boundary=x" };
    const body = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF';
    const broken = new Request("http://127.0.0.1/", { method: "POST", headers, body });
    expect(await readHandedIn(broken)).toMatchObject({ kind: "nothing" });
    const unnamed = { "content-type": "multipart/form-data" };
    const request = new Request("http://127.0.0.1/", { method: "POST", headers: unnamed, body });
    expect(await readHandedIn(request)).toMatchObject({ kind: "nothing" });
  });
});
