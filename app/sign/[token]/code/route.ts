import { sendGuestCode } from "@/lib/signing/commands/send-guest-code";
import { answerGuestForm } from "@/lib/web/guest-form";

type Context = { params: Promise<{ token: string }> };

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  return answerGuestForm(
    { request, token },
    {
      name: "code",
      command: sendGuestCode,
      done: "The code is on its way. It works for ten minutes.",
    },
  );
}
