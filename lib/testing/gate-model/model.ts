import { type Act, DAY_MS, type Policy } from "@/lib/testing/gate-model/acts";
import { aGate, type Gate } from "@/lib/testing/gate-model/gate";
import * as others from "@/lib/testing/gate-model/others";
import * as rounds from "@/lib/testing/gate-model/rounds";

/**
 * What the acts at one gate mean one after the other, written a second time
 * from the description and with nothing of the product in it, so that the two
 * can be compared.
 */
export class GateModel {
  readonly #gate: Gate;

  constructor(policy: Policy, nowMs: number) {
    this.#gate = aGate(policy, nowMs);
  }

  /** Does the act at this instant where it is allowed, and says whether it was. */
  take(act: Act, nowMs: number): boolean {
    const gate = this.#gate;
    gate.nowMs = nowMs;
    switch (act.kind) {
      case "request":
        return rounds.request(gate, act);
      case "decide":
        return rounds.decide(gate, act);
      case "withdraw":
        return rounds.withdraw(gate, act);
      case "bring evidence":
        return others.bringEvidence(gate, act);
      case "take evidence back":
        return others.takeEvidenceBack(gate, act);
      case "attest":
        return others.attest(gate, act);
      case "take attestation back":
        return others.takeAttestationBack(gate, act);
      case "propose waiver":
        return others.proposeWaiver(gate, act);
      case "grant waiver":
        return others.grantWaiver(gate, act);
      case "confirm condition":
        return others.confirmCondition(gate, act);
      default:
        return this.#takeAlways(act);
    }
  }

  #takeAlways(act: Act): true {
    const gate = this.#gate;
    if (act.kind === "give roles") {
      gate.roles.set(act.to, act.roles);
    } else if (act.kind === "remove") {
      gate.roles.delete(act.who);
    } else {
      rounds.runJobs(gate);
      if (act.kind === "let days pass") {
        gate.nowMs += act.days * DAY_MS;
        rounds.runJobs(gate);
      }
    }
    return true;
  }

  /** What can be seen from outside. */
  seen() {
    const { state, rounds: all, conditions, expiresMs, inForce } = this.#gate;
    return {
      state,
      rounds: all.map(({ outcome, votes }) => ({ outcome, votes: votes.length })),
      openConditions: conditions.filter(({ metBy }) => metBy === null).length,
      expiresMs,
      waivedUntil: inForce?.lastDay ?? null,
    };
  }
}
