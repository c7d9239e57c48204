import * as z from "zod";
import { emailAddress } from "@/lib/identity/schema";

/** How long things live. */
export const INVITATION_DAYS = 14;
export const RESET_MINUTES = 60;
export const CONFIRMATION_MINUTES = 5;
export const MAX_TOKEN_DAYS = 365;

/** What an attacker may try within a quarter of an hour; a person who mistypes stays far below. */
export const limits = {
  signInOfAccountAtAddress: { name: "sign-in-account", points: 10, seconds: 900 },
  signInAtAddress: { name: "sign-in-address", points: 100, seconds: 900 },
  confirmation: { name: "confirmation", points: 8, seconds: 900 },
  resetOfAccount: { name: "reset-account", points: 5, seconds: 3600 },
  resetAtAddress: { name: "reset-address", points: 30, seconds: 3600 },
  acceptance: { name: "acceptance", points: 20, seconds: 900 },
} as const;

/**
 * Everybody knows it, so a sign-in with it is only honoured on the machine
 * Waymark runs on.
 */
export const DEMO_PASSWORD = "walk-the-trail-2026";

/** The job under whose name a checked single sign-on answer arrives. */
export const SSO_JOB = "single sign-on";
/** The job that fills an empty database with the demo workspace. */
export const SEED_JOB = "seed";

const COMMON = ["password", "passwort", "qwerty", "letmein", "welcome", "123456", "waymark"];
const FEWEST_DIFFERENT = 5;

/** Why a password is too easy to guess for this person, or null. */
export function whyPasswordIsWeak(
  password: string,
  person: { email: string; name: string },
): string | null {
  const lowered = password.normalize("NFKC").toLowerCase();
  if (new Set(lowered).size < FEWEST_DIFFERENT) {
    return "This repeats a few characters. Use several words.";
  }
  const mailbox = person.email.split("@")[0] ?? "";
  const known = [...COMMON, mailbox, person.name.toLowerCase()].filter((word) => word.length > 3);
  const rest = known.reduce((left, word) => left.replaceAll(word, ""), lowered);
  return rest.length < FEWEST_DIFFERENT + 1
    ? "This is easy to guess from your name or from lists of common passwords. Use several words."
    : null;
}

/** `northwind-mutual` of "Northwind Mutual"; letters outside ASCII fall away. */
export function slugOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
    .slice(0, 40);
  return slug === "" ? "workspace" : slug;
}

/** The domains whose verified addresses may be matched with an account. */
export function domainsOf(list: string): string[] {
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((domain) => domain !== "");
}

/**
 * The address single sign-on vouches for, or null: the provider must call it
 * verified and its domain must be one the operator trusts this provider with.
 */
export function vouchedEmail(
  claim: { email: string; isEmailVerified: boolean },
  allowedDomains: readonly string[],
): string | null {
  const parsed = emailAddress.safeParse(claim.email);
  if (!claim.isEmailVerified || !parsed.success) {
    return null;
  }
  const domain = parsed.data.slice(parsed.data.indexOf("@") + 1);
  return allowedDomains.includes(domain) ? parsed.data : null;
}

function isLoopback(url: string): boolean {
  const parsed = z.url().safeParse(url);
  const host = parsed.success ? new URL(parsed.data).hostname : "";
  return host === "localhost" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/**
 * Whether somebody sits at the machine itself: Waymark is addressed there, and
 * the connection, where it is known, comes from there.
 */
export function isAtHome(place: { url: string; address: string }): boolean {
  const { url, address } = place;
  const isNear = /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(address) || address === "::1";
  return isLoopback(url) && (isNear || address === "");
}

/** A place on this site to return to, or the start: never another origin. */
export function safeReturn(target: string | undefined): string {
  const start = "/portfolio";
  if (target === undefined || !/^\/(?![/\\])[\x21-\x7e]*$/.test(target) || target.includes("\\")) {
    return start;
  }
  const base = "https://waymark.invalid";
  const url = new URL(target, base);
  // "/..//host" only turns into an address of another host once it is resolved.
  const isHere = url.origin === base && !url.pathname.startsWith("//");
  return isHere ? `${url.pathname}${url.search}${url.hash}` : start;
}

/** "Firefox on Linux": enough to recognise one's own devices by. */
export function deviceOf(userAgent: string): string {
  const browser = firstOf(userAgent, browsers) ?? "Unknown browser";
  const system = firstOf(userAgent, systems);
  return system === null ? browser : `${browser} on ${system}`;
}

const browsers = [
  ["Edg/", "Edge"],
  ["OPR/", "Opera"],
  ["Firefox/", "Firefox"],
  ["Chrome/", "Chrome"],
  ["Safari/", "Safari"],
] as const;

const systems = [
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Android", "Android"],
  ["Windows", "Windows"],
  ["Mac OS X", "macOS"],
  ["Linux", "Linux"],
] as const;

function firstOf(text: string, marks: readonly (readonly [string, string])[]): string | null {
  return marks.find(([mark]) => text.includes(mark))?.[1] ?? null;
}
