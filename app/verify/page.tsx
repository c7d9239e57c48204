import type { Metadata } from "next";
import * as z from "zod";
import { Banner } from "@/components/ui/banner";
import { VerifyAnswer } from "@/components/verify/verify-answer";
import { VerifyForm } from "@/components/verify/verify-form";
import { VerifyShell } from "@/components/verify/verify-shell";
import { verifySha256 } from "@/lib/documents/queries";
import { verification } from "@/lib/documents/schema";
import { readForVisitor } from "@/lib/web/for-public-page";
import { openAnswer } from "@/lib/web/sealed-answer";

export const metadata: Metadata = {
  title: "Verify a document",
  description: "Check whether a PDF, a receipt or a SHA-256 is on record in this Waymark.",
};

const shownAnswer = z.union([z.object({ verification }), z.object({ problem: z.string() })]);

type Asked = Record<string, string | string[] | undefined>;

export default async function VerifyPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const answer = await answerTo(await searchParams);
  return (
    <VerifyShell>
      {answer !== null && "problem" in answer && (
        <div id="answer">
          <Banner tone="warn" lead="Not checked." live="polite">
            {answer.problem}
          </Banner>
        </div>
      )}
      {answer !== null && "verification" in answer && (
        <VerifyAnswer verification={answer.verification} />
      )}
      <VerifyForm />
    </VerifyShell>
  );
}

async function answerTo(asked: Asked) {
  const { answer, sha256 } = asked;
  if (typeof answer === "string") {
    return (
      openAnswer(answer, shownAnswer) ?? {
        problem: "This answer is no longer shown. Hand the file in again.",
      }
    );
  }
  if (typeof sha256 === "string") {
    const found = await readForVisitor(verifySha256, { sha256 });
    return found === null
      ? { problem: "A SHA-256 has 64 digits, 0 to 9 and a to f; or there were too many questions." }
      : { verification: found };
  }
  return null;
}
