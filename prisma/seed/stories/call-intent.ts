import { crew } from "../engine/crew";
import { gate, through, work } from "../engine/steps";
import type { Story } from "../engine/story";

export const callIntent: Story = {
  key: "CIC",
  name: "Call intent classifier",
  unit: "Service",
  summary: "Routes calls by what the caller says in the first twenty seconds.",
  playbook: "crisp-dm-mlops",
  strictness: "standard",
  lead: "priya",
  secondLead: "maren",
  cast: crew({ sponsor: ["claire"], data_scientist: ["beatriz"] }),
  slip: -4,
  dueIn: 6,
  facts: {
    data: "Transcripts of inbound calls with the reason given by the agent",
    rows: "126,000 calls, 14 intents",
    sources: "call recording, agent desktop",
    target: "intent as confirmed by the agent",
    model: "cic 1.1",
    technique: "sentence encoder with a linear head",
    metric: "Macro F1",
    result: "0.83",
    slice: "callers with a regional accent, 0.77",
    service: "streaming, answer within 400 ms",
    users: "customer service",
  },
  business: {
    background:
      "The menu of nine choices sends a fifth of callers to the wrong desk, who then wait twice.",
    objective: "Halve transfers between desks from 21 % to 10 % of calls.",
    ml: "Say the intent from the first twenty seconds of speech, or say that it is unsure.",
    criteria: [
      [
        "business",
        "Calls transferred between desks",
        21,
        13,
        10,
        "%",
        "at-most",
        "Telephone system, weekly",
        120,
        "Adaeze Okafor",
      ],
      [
        "model",
        "Macro F1 over 14 intents",
        0.58,
        0.8,
        0.82,
        "F1",
        "at-least",
        "Hold-out of 9,000 calls, one month later",
        15,
        "Priya Raman",
      ],
    ],
    similar: [
      [
        "Keyword routing, 2023",
        "Right for claims, useless for anything said politely.",
        "used",
        "Fallback when the model is unsure.",
      ],
    ],
    scopeIn: ["Inbound service calls, two languages"],
    scopeOut: ["Claims hotline at night", "Complaints that arrive in writing"],
    assumptions: [["Recording consent covers automatic routing", "Ines Carvalho", 10]],
    constraints: ["Audio is deleted after routing; only the transcript stays"],
    costs: [
      ["Build", 90, 120, 160, "once"],
      ["Run", 30, 42, 60, "yearly"],
    ],
    benefits: [["Minutes saved", 110, 170, 230, "yearly"]],
    stakeholders: [
      ["Adaeze Okafor", "Runs the desks", "responsible"],
      ["Claire Dubois", "Sponsor", "accountable"],
    ],
  },
  risks: [
    {
      id: "accent",
      title: "Accent bias in transcripts",
      cause: "The transcriber errs more often with regional accents.",
      consequence: "The same callers wait twice, again.",
      category: "fairness",
      stage: 2,
      owner: "priya",
      inherent: [4, 3],
      treatment: "mitigate",
      note: "Word error rate per region on every run.",
      dueIn: 16,
      ratings: [
        { stage: 6, level: [3, 3], reason: "Gap 0.06 in F1 after retraining the transcriber." },
      ],
    },
    {
      id: "latency",
      title: "Answer too late at the Monday peak",
      cause: "Two queues share one machine.",
      consequence: "Callers hear silence.",
      category: "infrastructure",
      stage: 7,
      owner: "jonas",
      inherent: [3, 3],
      treatment: "mitigate",
      note: "Separate queue before release.",
      dueIn: 20,
      ratings: [{ stage: 7, level: [2, 3], reason: "Queue split, 95th percentile 310 ms." }],
    },
  ],
  log: [
    {
      stage: 2,
      by: "beatriz",
      text: "Agents choose *other* for 17 % of calls. Listened to fifty: thirty are about documents by post. New intent added.",
    },
    {
      stage: 6,
      by: "priya",
      text: "Service takes the plan with one condition: the desk can switch routing off by itself.",
    },
    {
      stage: 7,
      by: "yuki",
      text: "Converted to the runtime of the telephone system; scores differ by at most 1e-6 on 10,000 calls.",
    },
  ],
  steps: [
    ...through(1, 5),
    work(6),
    gate(6, {
      decisions: {
        operations: {
          verdict: "approve_with_conditions",
          reason:
            "Fine by operations once the desk can take it out of the line without calling us.",
          conditions: [
            {
              text: "A switch at the desk turns routing off within a minute",
              owner: "yuki",
              dueIn: 25,
              blocks: "G8",
            },
          ],
        },
      },
    }),
    work(7),
    { do: "attest", stage: 7 },
  ],
};
