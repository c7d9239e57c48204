import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/kernel/app-error";
import { receiveSpreadsheet } from "@/lib/web/spreadsheet-upload";

function sent(file: Blob | null, name = "risks.csv"): Request {
  const form = new FormData();
  form.set("workspaceId", "w1");
  if (file !== null) {
    form.set("file", file, name);
  }
  return new Request("http://localhost/files/risk-import", { method: "POST", body: form });
}

async function refusalOf(request: Request): Promise<string> {
  try {
    await receiveSpreadsheet(request);
    return "it was taken";
  } catch (error) {
    if (error instanceof AppError) {
      return error.message;
    }
    throw error;
  }
}

describe("a spreadsheet that is sent", () => {
  it("arrives with its name, its bytes and the workspace it is for", async () => {
    const { bytes, ...facts } = await receiveSpreadsheet(sent(new Blob(["a,b\n"]), 'Züge "1".csv'));
    expect(facts).toEqual({ fileName: 'Züge "1".csv', workspaceId: "w1" });
    expect(bytes.toString()).toBe("a,b\n");
  });

  it("of 100 MB is refused with what to do, and is not held in memory", async () => {
    const before = process.memoryUsage().arrayBuffers;
    const piece = new Uint8Array(1024 * 1024);
    let left = 100;
    const boundary = "xyz";
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="big.csv"\r\n\r\n`;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(head)),
      pull(controller) {
        left -= 1;
        controller.enqueue(left < 0 ? new TextEncoder().encode(`\r\n--${boundary}--\r\n`) : piece);
        if (left < 0) {
          controller.close();
        }
      },
    });
    const headers = { "content-type": `multipart/form-data; boundary=${boundary}` };
    const init = { method: "POST", body, headers, duplex: "half" };
    const request = new Request("http://localhost/files/risk-import", init as RequestInit);
    expect(await refusalOf(request)).toMatch(/at most 10 MB. Leave out pictures/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60_000_000);
  });

  it("of a gigabyte is refused by what it says of itself, before it is read", async () => {
    const headers = {
      "content-type": "multipart/form-data; boundary=x",
      "content-length": String(1024 ** 3),
    };
    const body = new ReadableStream({ pull: () => Promise.reject(new Error("It was read.")) });
    const init = { method: "POST", body, headers, duplex: "half" };
    const request = new Request("http://localhost/files/risk-import", init as RequestInit);
    expect(await refusalOf(request)).toMatch(/at most 10 MB/);
  });

  it("is asked for where there is none, and again where it broke off", async () => {
    expect(await refusalOf(sent(null))).toBe("Choose a file first.");
    expect(await refusalOf(new Request("http://localhost/", { method: "POST", body: "x" }))).toBe(
      "Choose a file first.",
    );
    const headers = { "content-type": "multipart/form-data; boundary=x" };
    const cut = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nabc';
    const broken = new Request("http://localhost/", { method: "POST", body: cut, headers });
    expect(await refusalOf(broken)).toMatch(/broke off/);
  });
});
