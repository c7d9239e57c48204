import { SubmitButton } from "@/components/ui/submit-button";

export function SignOutForm({ action }: { action: () => Promise<void> }) {
  return (
    <form action={action}>
      <SubmitButton variant="default" size="sm">
        Sign out
      </SubmitButton>
    </form>
  );
}
