import { describe, expect, it } from "vitest";
import {
  beginningOf,
  meetingFilterOf,
  meetingHref,
  readMeetingSearch,
  reviewsFilterOf,
} from "./meeting-address";

const owner = "0198f7a0-0000-7000-8000-000000000001";
const since = "2026-11-27T09:00:00.000Z";
const now = new Date("2026-11-27T10:00:00.000Z");

describe("the address of a meeting", () => {
  it("carries the filters of the register and drops what a meeting has no use for", () => {
    const search = readMeetingSearch({
      owner,
      above: "1",
      sort: "due",
      cursor: "x",
      risk: owner,
      since,
    });
    expect(meetingHref("/risks/meeting", search)).toBe(
      `/risks/meeting?owner=${owner}&above=1&since=${encodeURIComponent(since)}`,
    );
    expect(meetingFilterOf(search)).toMatchObject({
      ownerId: owner,
      aboveAppetite: true,
      extent: "due",
    });
    expect(reviewsFilterOf(search)).toMatchObject({ ownerId: owner });
    expect(reviewsFilterOf(search)).not.toHaveProperty("aboveAppetite");
  });

  it("takes open and accepted risks alike unless accepted ones are asked for", () => {
    for (const status of ["open", "closed", "all"]) {
      expect(meetingFilterOf(readMeetingSearch({ status })).status).toBeUndefined();
    }
    expect(meetingFilterOf(readMeetingSearch({ status: "accepted" })).status).toBe("accepted");
  });

  it("reads back what it wrote, and forgets what was just saved", () => {
    const search = readMeetingSearch({ since, at: owner, saved: owner, extent: "all" });
    const href = meetingHref("/risks/meeting", search);
    const params = Object.fromEntries(new URL(href, "http://localhost").searchParams);
    expect(readMeetingSearch(params)).toEqual({ ...search, saved: undefined });
  });

  it("leaves out what is no instant and no id", () => {
    expect(readMeetingSearch({ since: "yesterday", at: "//evil.example" })).toMatchObject({
      since: undefined,
      at: undefined,
    });
  });

  it("begins anew a day after the beginning, and where the beginning lies ahead", () => {
    expect(beginningOf(readMeetingSearch({ since }), now)).toBe(since);
    for (const other of [undefined, "2026-11-26T09:59:00.000Z", "2026-11-27T10:00:01.000Z"]) {
      expect(beginningOf(readMeetingSearch({ since: other }), now)).toBeNull();
    }
  });
});
