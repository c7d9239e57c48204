-- AlterTable
ALTER TABLE "business_cases" ADD COLUMN     "endsNoted" TEXT[] DEFAULT ARRAY[]::TEXT[];
