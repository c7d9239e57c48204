import { keyOfApproval, rolesOfApproval } from "@/lib/playbooks/rules/approval-roles";
import type { Finding } from "@/lib/playbooks/rules/finding";
import { daysOfPeriod } from "@/lib/playbooks/rules/periods";
import type { PlaybookGate } from "@/lib/playbooks/schema";

/** That the approvals of a gate can be told apart when somebody decides. */
export function checkApprovals(gate: PlaybookGate, path: PropertyKey[]): Finding[] {
  return [...repeatedApprovals(gate, path), ...overlappingApprovals(gate, path)];
}

/** The next round opens while the pass still holds, and after it began. */
export function checkRenewal(
  { id, expires, renewal }: PlaybookGate,
  path: PropertyKey[],
): Finding[] {
  if (renewal === undefined) {
    return [];
  }
  const isInside = expires !== null && daysOfPeriod(renewal) < daysOfPeriod(expires);
  const message =
    expires === null
      ? `gate "${id}" renews a pass that holds for good; give "expires" a period too`
      : `gate "${id}" opens the next round ${renewal} before the end of a pass that holds ${expires}`;
  return isInside ? [] : [{ path, message }];
}

function repeatedApprovals(gate: PlaybookGate, path: PropertyKey[]): Finding[] {
  const seen = new Set<string>();
  return gate.approvals.flatMap((approval, a) => {
    const { role, from } = approval;
    const key = `${keyOfApproval(approval)} ${from ?? "lite"}`;
    const again = seen.has(key);
    seen.add(key);
    const message = `gate "${gate.id}" asks the role "${role}" twice from the same strictness`;
    return again ? [{ path: [...path, a], message }] : [];
  });
}

/**
 * One decision fills one seat, so a role stands in one approval of a form. And
 * a form that asks everybody of a role may find one person where a lighter one
 * asked two, so the two ways of counting are not mixed.
 */
function overlappingApprovals(gate: PlaybookGate, path: PropertyKey[]): Finding[] {
  const { approvals } = gate;
  return approvals.flatMap((approval, a) =>
    approvals.slice(0, a).flatMap((earlier) => {
      const shared = rolesOfApproval(approval).filter((role) =>
        rolesOfApproval(earlier).includes(role),
      );
      const isSame = keyOfApproval(approval) === keyOfApproval(earlier);
      if (shared.length > 0 && !isSame) {
        const message = `gate "${gate.id}" names the role "${shared[0]}" in two approvals; one decision cannot fill both`;
        return [{ path: [...path, a], message }];
      }
      const quorums = [approval.quorum, earlier.quorum];
      const isMixed = quorums.includes("all") && quorums.some((each) => each !== "all" && each > 1);
      const message = `gate "${gate.id}" asks all of the role "${approval.role}" in one form and a number in another; all may be fewer`;
      return isSame && isMixed ? [{ path: [...path, a, "quorum"], message }] : [];
    }),
  );
}
