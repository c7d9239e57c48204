-- AlterEnum
ALTER TYPE "NotificationKind" ADD VALUE 'alarm';
