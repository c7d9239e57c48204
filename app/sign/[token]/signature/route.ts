import { signAsGuest } from "@/lib/gates/commands/sign-as-guest";
import { answerGuestForm } from "@/lib/web/guest-form";

type Context = { params: Promise<{ token: string }> };

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  return answerGuestForm({ request, token }, { name: "sign", command: signAsGuest });
}
