import { describe, expect, it } from "vitest";
import { plainHttp, refusalOfPlainHttp, warningOfPlainHttp } from "./plain-http.mjs";

const at = (host, env = {}, isDev = false) => plainHttp({ host, port: 3000, isDev }, env);
const url = (WAYMARK_URL, more = {}) => ({ WAYMARK_URL, ...more });

describe("plain http", () => {
  it("is nobody's business on the machine itself, while developing, and behind TLS", () => {
    expect(at("127.0.0.1")).toBeNull();
    expect(at("localhost", url("http://localhost:3000"))).toBeNull();
    expect(at("::1", url("http://[::1]:3000"))).toBeNull();
    expect(at("0.0.0.0", {}, true)).toBeNull();
    expect(at("0.0.0.0", url("https://waymark.example.com"))).toBeNull();
    expect(at("127.0.0.1", url("https://waymark.example.com"))).toBeNull();
  });

  it("is refused where others would reach it, by address or by host", () => {
    expect(at("0.0.0.0")).toMatchObject({ isAllowed: false });
    expect(at("192.168.1.4")).toMatchObject({ place: "http://192.168.1.4:3000" });
    expect(at("0.0.0.0", url("http://localhost:3000"))).toMatchObject({
      place: "0.0.0.0, port 3000,",
    });
    expect(at("127.0.0.1", url("http://waymark.example.com"))).toMatchObject({ isAllowed: false });
    expect(at("127.0.0.1", url("http://127.0.0.1.example.com"))).toMatchObject({
      isAllowed: false,
    });
    expect(at("127.0.0.1", url("http://localhost.example.com"))).not.toBeNull();
  });

  it("is allowed by a setting of its own, which is never quiet", () => {
    const found = at("0.0.0.0", { ALLOW_PLAIN_HTTP: "1" });
    expect(found?.isAllowed).toBe(true);
    expect(at("0.0.0.0", { ALLOW_PLAIN_HTTP: "yes" })?.isAllowed).toBe(false);
    expect(warningOfPlainHttp(found)).toMatch(/^ALLOW_PLAIN_HTTP=1: others reach/);
    expect(refusalOfPlainHttp(found)).toContain("WAYMARK_URL=https://");
  });
});
