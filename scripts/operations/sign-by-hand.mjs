import { cookieOf, PASSWORD } from "./crowd.mjs";

function readable(text) {
  return text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&amp;", "&");
}

function fieldValue(form, name) {
  const pattern = name.replaceAll(/[$]/g, "\\$&");
  const [field = ""] = new RegExp(`<input[^>]*name="${pattern}"[^>]*>`).exec(form) ?? [];
  return readable(/ value="([^"]*)"/.exec(field)?.[1] ?? "");
}

/** The form "Sign decision" as the page of the gate sends it: what it is for, and its action. */
export async function readDecisionForm({ port, authSecret, crowd, person }) {
  const path = `/projects/${crowd.projectId}/gates/${crowd.gateId}`;
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    headers: { cookie: await cookieOf(person, authSecret) },
  });
  const page = await response.text();
  const form = page.split("<form").find((part) => part.includes('name="verdict"')) ?? "";
  const [, number] = /name="[$]ACTION_REF_(\d+)"/.exec(form) ?? [];
  if (number === undefined) {
    throw new Error(`The page of the gate answered ${response.status} without its form.`);
  }
  const { id } = JSON.parse(fieldValue(form, `$ACTION_${number}:0`));
  const fields = Object.fromEntries(
    ["gateId", "round", "subjectSha256"].map((name) => [name, fieldValue(form, name)]),
  );
  return { path, action: id, fields };
}

/** Presses the button: what the server says comes back as its status and the state of the form. */
export async function signDecision({ port, authSecret, person, form }) {
  const body = new FormData();
  const fields = {
    ...form.fields,
    role: "sponsor",
    verdict: "approve",
    reason: "",
    password: PASSWORD,
  };
  for (const [name, value] of Object.entries(fields)) {
    body.append(`_1_${name}`, value);
  }
  body.append("0", JSON.stringify([{ status: "idle" }, "$K1"]));
  const address = `http://127.0.0.1:${port}`;
  const response = await fetch(address + form.path, {
    method: "POST",
    headers: {
      cookie: await cookieOf(person, authSecret),
      origin: address,
      accept: "text/x-component",
      "next-action": form.action,
    },
    body,
  });
  const text = await response.text();
  const [, state = "none"] = /"status":"(saved|failed)"/.exec(text) ?? [];
  const [, message = ""] = /"message":"((?:[^"\\]|\\.)*)"/.exec(text) ?? [];
  return { status: response.status, state, message };
}
