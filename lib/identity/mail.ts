import * as z from "zod";

const link = z.url({ protocol: /^https?$/ });

/** What each mail is told. `nothing` stands for an address nobody has and is never sent. */
const templates = {
  invitation: z.object({
    workspace: z.string(),
    invitedBy: z.string(),
    name: z.string(),
    /** In the workspace, or in the project where one is named. */
    role: z.string(),
    project: z.string().default(""),
    link,
  }),
  "password-reset": z.object({ name: z.string(), link }),
  /** To somebody without an account: `text` says who asks for what. */
  "guest-link": z.object({
    name: z.string(),
    subject: z.string(),
    text: z.string(),
    until: z.string(),
    link,
  }),
  /** Without the link: whoever has one of the two mails cannot sign. */
  "guest-code": z.object({
    name: z.string(),
    code: z.string(),
    minutes: z.string(),
    what: z.string(),
  }),
  "guest-note": z.object({
    name: z.string(),
    subject: z.string(),
    text: z.string(),
    because: z.string(),
  }),
  /** `href` is a place on this site. */
  notice: z.object({
    name: z.string(),
    title: z.string(),
    /** More than fits into the title, as how a gate stands and what comes next. */
    detail: z.string().default(""),
    because: z.string(),
    href: z.string().startsWith("/"),
  }),
} as const;
type Templates = typeof templates;
export type TemplateName = keyof Templates;

type Letter = {
  subject: string;
  greeting: string;
  lines: string[];
  button?: { label: string; link: string };
  foot: string;
};
type LetterOf = {
  [Name in TemplateName]: (data: z.output<Templates[Name]>, site: string) => Letter;
};

const letters: LetterOf = {
  invitation: (data) => ({
    subject: `${data.invitedBy} invites you to ${data.workspace} on Waymark`,
    greeting: greeting(data.name),
    lines: [
      data.project === ""
        ? `${data.invitedBy} invites you to the workspace ${data.workspace} as ${data.role}.`
        : `${data.invitedBy} invites you to the project ${data.project} of ${data.workspace} as ${data.role}.`,
      "Waymark is where the team plans its data-science projects, keeps their evidence and signs their gates.",
    ],
    button: { label: "Accept the invitation", link: data.link },
    foot: "The link works once and for 14 days. If you do not know the sender, leave it be.",
  }),
  "password-reset": (data) => ({
    subject: "Choose a new Waymark password",
    greeting: greeting(data.name),
    lines: [
      "Somebody asked for a new password for your account.",
      "Choosing one ends every session you have open.",
    ],
    button: { label: "Choose a new password", link: data.link },
    foot: "The link works once and for one hour. If it was not you, nothing needs to be done.",
  }),
  "guest-link": (data) => ({
    subject: data.subject,
    greeting: greeting(data.name),
    lines: [
      data.text,
      "You need no account. The link shows the whole text; a code we then mail you confirms that it is you who signs.",
    ],
    button: { label: "Read and sign", link: data.link },
    foot: `The link is for you alone and works until ${data.until}; do not pass it on. If you do not know the sender, leave it be.`,
  }),
  "guest-code": (data) => ({
    subject: `${data.code} is your code to sign`,
    greeting: greeting(data.name),
    lines: [
      `Your code is ${data.code}. It confirms that you sign, or decline to sign, ${data.what}.`,
    ],
    foot: `The code works once and for ${data.minutes} minutes, on the page that asked for it. Nobody will ever ask you for it. If you did not ask for it, tell whoever sent you the link.`,
  }),
  "guest-note": (data) => ({
    subject: data.subject,
    greeting: greeting(data.name),
    lines: [data.text],
    foot: `You receive this ${data.because}.`,
  }),
  notice: (data, site) => ({
    subject: data.title,
    greeting: greeting(data.name),
    lines: data.detail === "" ? [data.title] : [data.title, data.detail],
    button: { label: "Open in Waymark", link: new URL(data.href, site).href },
    foot: `You receive this ${data.because}.`,
  }),
};

function greeting(name: string): string {
  return name === "" ? "Hello," : `Hello ${name},`;
}

export function isTemplate(name: string): name is TemplateName {
  return Object.hasOwn(templates, name);
}

/** The same letter as text and as HTML. Throws when a field of the template is missing. */
export function writeMail(mail: { template: TemplateName; data: unknown; site: string }): {
  subject: string;
  text: string;
  html: string;
} {
  const { template, data, site } = mail;
  const letterOf = letters[template] as (data: unknown, site: string) => Letter;
  const letter = letterOf(templates[template].parse(data), site);
  return { subject: oneLine(letter.subject), text: asText(letter), html: asHtml(letter) };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim().slice(0, 200);
}

function asText({ greeting, lines, button, foot }: Letter): string {
  const way = button === undefined ? [] : [`${button.label}:\n${button.link}`];
  return [greeting, ...lines, ...way, foot].join("\n\n");
}

// Mail programs know neither variables nor style sheets; the colours are those of the light theme.
function asHtml({ subject, greeting, lines, button, foot }: Letter): string {
  const paragraphs = [greeting, ...lines].map(
    (line) => `<p style="margin:0 0 14px">${safe(line)}</p>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${safe(subject)}</title></head>
<body style="margin:0;padding:24px;background:#f6f4ef;color:#1d2433;font:15px/1.55 system-ui,sans-serif">
<table role="presentation" width="100%"><tr><td align="center">
<table role="presentation" style="max-width:520px;width:100%;background:#fff;border:1px solid #dfdbd2;border-radius:8px">
<tr><td style="padding:28px">
<p style="margin:0 0 20px;font-weight:600">Waymark</p>
${paragraphs.join("\n")}
${button === undefined ? "" : buttonHtml(button)}
<p style="margin:0;color:#5b6270;font-size:13px">${safe(foot)}</p>
</td></tr></table></td></tr></table></body></html>`;
}

function buttonHtml({ label, link: address }: NonNullable<Letter["button"]>): string {
  return `<p style="margin:22px 0"><a href="${safe(address)}" style="display:inline-block;padding:10px 18px;background:#1f4b99;color:#fff;border-radius:6px;text-decoration:none">${safe(label)}</a></p>
<p style="margin:0 0 14px;color:#5b6270;font-size:13px">If the button does not work, open this address: <br>${safe(address)}</p>`;
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function safe(text: string): string {
  return text.replaceAll(/[&<>"']/g, (mark) => entities[mark] ?? "");
}
