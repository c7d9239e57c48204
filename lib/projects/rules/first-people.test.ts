import { expect, test } from "vitest";
import { firstPeople } from "@/lib/projects/rules/first-people";

test("whoever makes the project leads it, with the other roles named for them", () => {
  expect(firstPeople("a", [])).toEqual({
    people: [{ userId: "a", roles: ["lead"] }],
    ownerId: "a",
  });
  expect(firstPeople("a", [{ userId: "a", roles: ["data_scientist"] }]).people).toEqual([
    { userId: "a", roles: ["lead", "data_scientist"] },
  ]);
});

test("another lead takes the lead and owns the project; the maker looks on", () => {
  const named = [{ userId: "b", roles: ["lead"] as const }];
  expect(firstPeople("a", named)).toEqual({
    people: [{ userId: "a", roles: ["viewer"] }, ...named],
    ownerId: "b",
  });
});

test("two leads are fine, and the maker among them owns the project", () => {
  const named = [
    { userId: "b", roles: ["lead"] as const },
    { userId: "a", roles: ["sponsor", "lead"] as const },
  ];
  expect(firstPeople("a", named)).toMatchObject({ ownerId: "a" });
});
