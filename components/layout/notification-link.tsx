import { IconLink } from "@/components/ui/icon-link";

export function NotificationLink({ href, unread }: { href: string; unread: number }) {
  return (
    <IconLink
      href={href}
      icon="bell"
      label={unread > 0 ? `Notifications, ${unread} unread` : "Notifications"}
      mark={unread > 0 ? "dot" : "none"}
    />
  );
}
