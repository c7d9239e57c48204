import reference from "canonicalize";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalize } from "@/lib/ledger/canonical-json";

// Appendix B of RFC 8785, by the bits of the double.
const numberSamples: [bigint, string][] = [
  [0x0000000000000000n, "0"],
  [0x8000000000000000n, "0"],
  [0x0000000000000001n, "5e-324"],
  [0x8000000000000001n, "-5e-324"],
  [0x7fefffffffffffffn, "1.7976931348623157e+308"],
  [0xffefffffffffffffn, "-1.7976931348623157e+308"],
  [0x4340000000000000n, "9007199254740992"],
  [0xc340000000000000n, "-9007199254740992"],
  [0x4430000000000000n, "295147905179352830000"],
  [0x44b52d02c7e14af5n, "9.999999999999997e+22"],
  [0x44b52d02c7e14af6n, "1e+23"],
  [0x444b1ae4d6e2ef4en, "999999999999999700000"],
  [0x444b1ae4d6e2ef50n, "1e+21"],
  [0x3eb0c6f7a0b5ed8cn, "9.999999999999997e-7"],
  [0x3eb0c6f7a0b5ed8dn, "0.000001"],
  [0x41b3de4355555557n, "333333333.33333343"],
  [0xbecbf647612f3696n, "-0.0000033333333333333333"],
  [0x43143ff3c1cb0959n, "1424953923781206.2"],
];

describe("what canonicalize prints", () => {
  // Section 3.2.2 of RFC 8785.
  it("prints the sample of the standard", () => {
    const sample = {
      numbers: [Number("333333333.33333329"), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"/",
      literals: [null, true, false],
    };
    expect(canonicalize(sample)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  // Section 3.2.3: sorted by UTF-16 code units, which differs from code points past the first plane.
  it("sorts members by UTF-16 code units", () => {
    const keys = ["\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6"];
    const sample = Object.fromEntries(keys.map((key) => [key, 0]));
    expect(Object.keys(JSON.parse(canonicalize(sample)) as object)).toEqual([
      "1",
      "\r",
      "\u0080",
      "\u00f6",
      "\u20ac",
      "\ud83d\ude00",
      "\ufb33",
    ]);
  });

  it("is the same for every order of members, and reads back as the same value", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalize(reversed)).toBe(canonicalize(value));
        expect(JSON.parse(canonicalize(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("agrees with an implementation by other hands", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalize(value)).toBe(reference(value));
      }),
    );
  });

  it("prints numbers as ECMAScript does, and minus zero as zero", () => {
    for (const [bits, text] of numberSamples) {
      const view = new DataView(new ArrayBuffer(8));
      view.setBigUint64(0, bits);
      expect(canonicalize(view.getFloat64(0))).toBe(text);
    }
  });

  it("carries a member named __proto__ like any other", () => {
    expect(canonicalize(JSON.parse('{"b":1,"__proto__":{"a":2}}'))).toBe(
      '{"__proto__":{"a":2},"b":1}',
    );
  });
});

describe("what canonicalize refuses", () => {
  it("is an object inside itself, not one that comes twice one that contains itself", () => {
    const shared = { a: 1 };
    expect(canonicalize([shared, { shared }])).toBe('[{"a":1},{"shared":{"a":1}}]');
    const ring: Record<string, unknown> = {};
    ring.self = [ring];
    expect(() => canonicalize(ring)).toThrow(TypeError);
  });

  const named = Object.assign([1], { name: "x" });
  const holes: unknown[] = [1];
  holes[2] = 3;
  class Point {
    x = 1;
  }
  it.each<[string, unknown]>([
    ["NaN", Number.NaN],
    ["infinity", Number.POSITIVE_INFINITY],
    ["minus infinity", Number.NEGATIVE_INFINITY],
    ["undefined", undefined],
    ["a function", () => 1],
    ["a bigint", 1n],
    ["a symbol", Symbol("x")],
    ["a member named by a symbol", { [Symbol("x")]: 1 }],
    ["a date", new Date(0)],
    ["an own toJSON", { toJSON: () => 1 }],
    ["a high surrogate alone", "a\ud800"],
    ["a low surrogate alone", "\udc00b"],
    ["a lone surrogate in a name", { "\ud800": 1 }],
    ["a map", new Map()],
    ["bytes", new Uint8Array(2)],
    ["a boxed string", Object("x")],
    ["an instance of a class", new Point()],
    ["an array with holes", holes],
    ["an array with named members", named],
  ])("refuses %s, which JSON would drop or change silently", (_name, value) => {
    expect(() => canonicalize(value)).toThrow(TypeError);
    expect(() => canonicalize({ value })).toThrow(TypeError);
    expect(() => canonicalize([value])).toThrow(TypeError);
  });
});
