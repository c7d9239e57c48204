import { afterEach, describe, expect, it, vi } from "vitest";
import { hashPassword, verifyPassword } from "@/lib/platform/passwords";

afterEach(() => vi.unstubAllEnvs());

describe("passwords", () => {
  it("keeps a PHC string with its parameters and a salt of its own", async () => {
    vi.stubEnv("WAYMARK_SCRYPT_LOG_N", undefined);
    const stored = await hashPassword("seven green bottles");
    expect(stored).toMatch(/^\$scrypt\$ln=17,r=8,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(await verifyPassword("seven green bottles", stored)).toEqual({
      isRight: true,
      isOutdated: false,
    });
  });

  it("never gives the same hash twice", async () => {
    expect(await hashPassword("seven green bottles")).not.toBe(
      await hashPassword("seven green bottles"),
    );
  });

  it("refuses another password, a broken hash and nobody's hash", async () => {
    const stored = await hashPassword("seven green bottles");
    for (const other of [stored, "", "$scrypt$ln=60,r=8,p=1$AAAA$AAAA", "plain", null]) {
      expect((await verifyPassword("eight green bottles", other)).isRight).toBe(false);
    }
    expect((await verifyPassword("", null)).isRight).toBe(false);
  });

  it("takes the two ways to write the same letter as the same", async () => {
    const stored = await hashPassword("caf\u00e9 caf\u00e9 caf\u00e9");
    expect((await verifyPassword("cafe\u0301 cafe\u0301 cafe\u0301", stored)).isRight).toBe(true);
  });

  it("says when the parameters have been raised since", async () => {
    const stored = await hashPassword("seven green bottles");
    vi.stubEnv("WAYMARK_SCRYPT_LOG_N", "11");
    expect(await verifyPassword("seven green bottles", stored)).toEqual({
      isRight: true,
      isOutdated: true,
    });
  });

  it("sends people away with a sentence when too many wait, and serves those who came first", async () => {
    vi.stubEnv("WAYMARK_SCRYPT_LOG_N", "14");
    const answers = await Promise.allSettled(
      Array.from({ length: 12 }, () => hashPassword("seven green bottles")),
    );
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(8);
    const refused = answers.filter((answer) => answer.status === "rejected");
    expect(refused).toHaveLength(4);
    expect(refused[0]?.reason).toMatchObject({ code: "rate_limited", reason: "busy" });
    expect((await verifyPassword("x", await hashPassword("seven green bottles"))).isRight).toBe(
      false,
    );
  });
});
